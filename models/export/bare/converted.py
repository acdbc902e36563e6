"""What the converters make of the tiny checkpoints, for whoever binds them: pack.json without its graphs, and the map of one photo."""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[3]
PHOTO = ROOT / "test/parity/images/coffee_80x96.png"
# System and options of an estimate without chance, by the name of the checkpoint before "-tiny".
CONVERTED = {
    "marigold": ("marigold", ["--seed", "0"]),
    "zoedepth": ("zoedepth", ["--no-flip"]),
    "depth-anything": ("disparity", []),
}


def write_converted(checkpoints: Path, folder: Path) -> None:
    """Writes <name>.json and <name>.npy into `folder`. Needs the app's packages (npm ci)."""
    folder.mkdir(exist_ok=True)
    for name, (system, options) in CONVERTED.items():
        print(f"converting {name}", flush=True)
        with tempfile.TemporaryDirectory() as scratch:
            # A pack is called after the folder that it is made of.
            source, pack = Path(scratch) / name, Path(scratch) / "pack"
            shutil.copytree(checkpoints / f"{name}-tiny", source)
            subprocess.run([sys.executable, ROOT / f"models/{system}/export.py", source, "-o", pack], check=True)
            written = json.loads((pack / "pack.json").read_text(encoding="utf-8"))
            written.pop("graphs")
            (folder / f"{name}.json").write_text(json.dumps(written, indent=2) + "\n", encoding="utf-8")
            np.save(folder / f"{name}.npy", estimated(pack, options, Path(scratch)))


def estimated(pack: Path, options: list[str], scratch: Path) -> np.ndarray:
    """The map of the photo, as the app has it from a pack."""
    node = [str(ROOT / "node_modules/.bin/node"), "--disable-warning=ExperimentalWarning", "cli/main.ts"]
    environment = {"DEPTHROOM_HOME": str(scratch / "home"), "PATH": "/usr/bin:/bin"}
    estimate = ["estimate", str(PHOTO), "--pack", str(pack), *options, "--provider", "cpu", "-o", str(scratch / "out")]
    subprocess.run([*node, *estimate], check=True, cwd=ROOT, env=environment)
    (path,) = (scratch / "out").rglob("*.npy")
    return np.load(path).astype("<f4")
