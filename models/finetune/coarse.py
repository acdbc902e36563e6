"""Coarse maps for BetterDepth by any pack of the app: python -m finetune.coarse --config recipes/betterdepth.yaml --pack <id>"""

import argparse
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
from PIL import Image

from export.refusal import Refusal, first_line
from finetune.command import run_command
from finetune.configuration import DatasetSettings, read_configuration
from finetune.data.mixture import Dataset

AT_A_TIME = 64


def make_coarse_maps(settings: DatasetSettings, pack: str, command: list[str]) -> int:
    """
    Runs a pack on every photo of a dataset whose coarse map is missing and keeps the maps, float32 .npy at the photo's size, under the
    samples' names. Answers how many were made. Throws Refusal where the app says why it cannot.
    """
    if settings.coarse is None:
        return 0
    dataset, folder = Dataset(settings), Path(settings.coarse)
    missing = [item for item in dataset.items if not (folder / f"{item.name}.npy").is_file()]
    for first in range(0, len(missing), AT_A_TIME):
        chosen = missing[first : first + AT_A_TIME]
        with tempfile.TemporaryDirectory() as work:
            photos, maps = Path(work) / "photos", Path(work) / "maps"
            photos.mkdir()
            for number, item in enumerate(chosen):
                picture = np.rint(np.clip(item.read()[0], 0, 1) * 255).astype(np.uint8)
                Image.fromarray(picture).save(photos / f"{number}.png")
            project = Path(work) / "project"
            _run([*command, "estimate", str(photos), "--pack", pack, "-o", str(maps), "--project", str(project)])
            found = {path.name.split(".", 1)[0]: path for path in maps.rglob("*.npy") if "uncertainty" not in path.name}
            for number, item in enumerate(chosen):
                target = folder / f"{item.name}.npy"
                target.parent.mkdir(parents=True, exist_ok=True)
                if str(number) not in found:
                    raise Refusal(f"The app made no map of {item.name}.")
                written = target.with_suffix(".writing")
                written.write_bytes(found[str(number)].read_bytes())
                written.rename(target)
        print(f"{settings.root}: {min(first + AT_A_TIME, len(missing))} of {len(missing)} coarse maps", flush=True)
    return len(missing)


def _run(command: list[str]) -> None:
    try:
        ended = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError as thrown:
        raise Refusal(f"Expected {command[0]} to run, but: {first_line(thrown)}.") from thrown
    if ended.returncode:
        words = (ended.stderr.strip() or ended.stdout.strip()).splitlines()
        raise Refusal(f"The app ended with {ended.returncode}: {words[-1] if words else 'it said nothing'}")


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="finetune.coarse", description=__doc__)
    parser.add_argument("--config", required=True, type=Path)
    parser.add_argument("--pack", required=True, help="id or folder of a pack")
    parser.add_argument("--command", default="npx depthroom", help="how the app's command line is called here")
    given = parser.parse_args(arguments)

    def work() -> None:
        recipe = read_configuration(given.config)
        for settings in (*recipe.data, *recipe.validation.data):
            make_coarse_maps(settings, given.pack, shlex.split(given.command))

    return run_command(work)


if __name__ == "__main__":
    sys.exit(main())
