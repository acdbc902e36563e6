"""Runs the converters as commands, and the app on what they wrote."""

import json
import runpy
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "models"))

PHOTO = ROOT / "test/parity/images/chelsea_83x61.png"


@dataclass(frozen=True)
class Ended:
    """How a conversion ended."""

    code: int
    said: str
    complained: str
    folder: Path

    @property
    def pack(self) -> dict:
        return json.loads((self.folder / "pack.json").read_text())

    @property
    def files(self) -> list[str]:
        return sorted(path.name for path in self.folder.iterdir())


Convert = Callable[..., Ended]
Estimate = Callable[..., np.ndarray]


@pytest.fixture
def convert(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Convert:
    """`convert("marigold", folder, "--dtype", "fp16")` is `python models/marigold/export.py folder -o <new pack> --dtype fp16`."""

    def call(system: str, *arguments: object, name: str = "pack") -> Ended:
        script, folder = ROOT / "models" / system / "export.py", tmp_path / name
        monkeypatch.setattr(sys, "argv", [str(script), *map(str, arguments), "-o", str(folder)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            runpy.run_path(str(script), run_name="__main__")
        said = capsys.readouterr()
        return Ended(ended.value.code, said.out, said.err, folder)

    return call


@pytest.fixture
def estimate(tmp_path: Path) -> Estimate:
    """What the app's command line makes of the photo with a pack: float32 [height, width]."""

    def call(pack: Path, *options: object, photo: Path = PHOTO) -> np.ndarray:
        out = tmp_path / f"out-{pack.name}"
        command = ["node", "cli/depthroom.mjs", "estimate", photo, "--pack", pack, "-o", out]
        done = subprocess.run(
            [*command, "--provider", "cpu", "--project", tmp_path / "project", *map(str, options)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr + done.stdout
        pack_id = json.loads((pack / "pack.json").read_text())["id"]
        return np.load(out / f"{photo.stem}.{pack_id}.npy")

    return call


def reading_of(folder: Path) -> str:
    """What the app says of a pack's schema, sizes and sha256: empty where everything is in order."""
    done = subprocess.run(
        ["node_modules/.bin/node", "test/export/read-pack.ts", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr
