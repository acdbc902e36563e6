"""What the commands have in common: how they are asked, and which files a pattern names."""

import argparse
from pathlib import Path

START = "checkpoint to begin with, as from_pack.py writes it"
CHECK_EVERY = "steps between validations"
LITE0 = "EfficientNet-Lite0's checkpoint; without it that of the package"


def stage_parser(words: str | None, paths: str, patterns: str = "") -> argparse.ArgumentParser:
    """The arguments that a stage cannot do without, names with spaces between them; --help shows `words`, its module's own."""
    parser = argparse.ArgumentParser(description=words, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in paths.split():
        parser.add_argument("--" + name, type=Path, required=True)
    for name in patterns.split():
        parser.add_argument(
            "--" + name, required=True, help="files, with * for any part of a name and ** for any folders"
        )
    return parser


def add_training_arguments(parser: argparse.ArgumentParser, minutes: float, batch: int, rate: float) -> None:
    """What every training can be told, with its usual values."""
    parser.add_argument("--minutes", type=float, default=minutes)
    parser.add_argument("--batch", type=int, default=batch)
    parser.add_argument("--rate", type=float, default=rate)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)


def add_scene_arguments(parser: argparse.ArgumentParser, count: int = 400) -> None:
    """What every maker of scenes can be told, with its usual values."""
    parser.add_argument("--count", type=int, default=count)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, nargs=2, default=[216, 288], help="height and width in pixels")
    parser.add_argument("--workers", type=int, default=2)


def add_split_argument(parser: argparse.ArgumentParser) -> None:
    """Whether scenes are to be learnt from or kept apart."""
    parser.add_argument("--split", choices=("train", "val"), default="train")


def files_of(pattern: str) -> list[Path]:
    """The files that a pattern such as `views/**/*.npz` names, sorted as text."""
    path = Path(pattern)
    return sorted(Path(path.anchor).glob(str(path.relative_to(path.anchor))), key=str)
