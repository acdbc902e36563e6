"""What a training goes on from. A checkpoint is there whole or not at all: it is written beside its place and renamed."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any

from export.refusal import Refusal

NAME = re.compile(r"^step-(\d{8})$")
KEPT = 2


def save_checkpoint(folder: Path, step: int, accelerator: Any, recipe_text: str) -> None:
    """Everything that the next step depends on; older checkpoints but the last one go."""
    writing = folder / "writing"
    shutil.rmtree(writing, ignore_errors=True)
    accelerator.save_state(str(writing), safe_serialization=True)
    (writing / "step.json").write_text(json.dumps({"step": step, "recipe": recipe_text}), encoding="utf-8")
    for path in writing.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    final = folder / f"step-{step:08d}"
    shutil.rmtree(final, ignore_errors=True)
    writing.rename(final)
    for old in _all(folder)[:-KEPT]:
        shutil.rmtree(old)


def load_checkpoint(folder: Path, accelerator: Any, recipe_text: str) -> int:
    """The number of steps that are done; 0 where there is no checkpoint. Throws Refusal where it is another recipe's."""
    there = _all(folder)
    if not there:
        return 0
    state = json.loads((there[-1] / "step.json").read_text(encoding="utf-8"))
    if state["recipe"] != recipe_text:
        raise Refusal(f"{folder} has the checkpoints of another recipe; give another folder as out, or move it away.")
    accelerator.load_state(str(there[-1]))
    return int(state["step"])


def _all(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if NAME.match(path.name) and (path / "step.json").is_file())
