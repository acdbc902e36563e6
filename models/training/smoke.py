"""Smoke run of the whole chain in about five minutes: photos -> views -> trainings of seconds -> packs -> evaluation -> cards.

    python3 models/training/smoke.py [--keep DIR]

Needs what requirements.txt and ../export/check-requirements.txt name; without it, a virtual environment is made under
~/.cache/depthroom-training (torch's CPU build, about 1 GB). First ruff and mypy read all Python (models/export/check.py). Then
it trains on the photos in resources/samples, and on drawn ones, with FastDepth standing in for both teachers, and only shows that
every stage runs: the packs that it makes are worthless. Prints `smoke: N passed, N failed`.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from export.catalogue import TITLES
from training.trial.environment import MODELS, find_python
from training.trial.stages import Trial

ROOT = MODELS.parent


def run_stages(python: Path, trial: Trial) -> tuple[int, int]:
    """Runs one stage after the other until one fails: (passed, failed)."""
    passed = 0
    for name, command in trial.stages():
        begin = time.time()
        done = subprocess.run([python, *command], cwd=MODELS, capture_output=True, text=True, check=False)
        print(f"{'FAIL' if done.returncode else 'ok  '} {name} ({time.time() - begin:.0f} s)", flush=True)
        if done.returncode:
            print((done.stdout + done.stderr)[-3000:])
            return passed, 1
        passed += 1
    return passed, 0


def is_complete(packs: Path) -> bool:
    """Whether all four packs are there, in the app's format."""
    found = {path.parent.name: json.loads(path.read_text()) for path in packs.glob("*/pack.json")}
    return set(found) == {f"{system}-starter" for system in TITLES} and all(p["format"] == 1 for p in found.values())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", type=Path, help="folder for what is made, instead of a temporary one")
    parser.add_argument("--fastdepth", type=Path, default=ROOT / "resources/packs/fastdepth/fastdepth_7.onnx")
    a = parser.parse_args()
    if not a.fastdepth.exists():
        sys.exit("FastDepth's graph is missing: give --fastdepth FILE")
    python = find_python()
    out = a.keep.resolve() if a.keep else Path(tempfile.mkdtemp(prefix="depthroom-training-"))
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    passed, failed = run_stages(python, Trial(out, a.fastdepth.resolve(), ROOT / "resources/samples"))
    if not failed and not is_complete(out / "packs"):
        print(f"FAIL Expected the packs of all four systems in {out / 'packs'}.")
        failed = 1
    if not a.keep:
        shutil.rmtree(out)
    print(f"smoke: {passed} passed, {failed} failed")
    sys.exit(failed)


if __name__ == "__main__":
    main()
