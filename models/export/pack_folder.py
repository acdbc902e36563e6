"""Writes a pack whole or not at all: everything goes to a folder beside, which takes the pack's name at the end."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from export.graph import sha256_of
from export.refusal import Refusal


@contextmanager
def new_pack_folder(target: Path) -> Iterator[Path]:
    """A folder to write into; it becomes `target` when the block ends well, and is removed otherwise."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refusal(f"Expected {target} to be empty or not there yet; choose another folder for the pack.")
    if not target.resolve().parent.is_dir():
        raise Refusal(f"Expected a folder to put {target.name} into, but {target.resolve().parent} does not exist.")
    partial = target.with_name(f".{target.name}.partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    try:
        yield partial
        if target.exists():
            target.rmdir()
        partial.rename(target)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def entry(files: list[Path]) -> dict:
    """The entry of a graph in pack.json: its file, then those that hold its weights."""
    described = [{"file": path.name, "sha256": sha256_of(path), "bytes": path.stat().st_size} for path in files]
    return {**described[0], **({"external": described[1:]} if len(described) > 1 else {})}


def write_pack_json(folder: Path, pack: dict) -> None:
    (folder / "pack.json").write_text(json.dumps(pack, indent=2) + "\n", encoding="utf-8")
