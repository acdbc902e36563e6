"""The photos that everything is trained on, in their order, with the packages that they are from and their licences.

A recipe is a folder with two tables, tabs between the columns: `packages.tsv` (package, licence) and `photos.tsv` (split, place, package,
path). Packages are Debian 12's, npm's where the name begins with npm:, PyPI's where it begins with pypi:. A path `file#n` is the n-th
picture inside a container file (`data/pictures.py`). The licence is what the package's copyright file names for its data; each photo's own
line is there.
"""

import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from pathlib import Path

PACKAGES, PHOTOS = "packages.tsv", "photos.tsv"


@dataclass(frozen=True)
class Photo:
    """One line of `photos.tsv`."""

    split: str
    """`train` or `val`."""
    place: str
    """`indoor` (rooms: FastDepth knows their metres) or `outdoor`."""
    package: str
    path: str

    @property
    def is_indoor(self) -> bool:
        return self.place == "indoor"

    @property
    def is_training(self) -> bool:
        return self.split == "train"


@dataclass(frozen=True)
class Recipe:
    """Both tables."""

    licences: dict[str, str]
    """By package."""
    photos: list[Photo]

    @property
    def training(self) -> list[Photo]:
        return [photo for photo in self.photos if photo.is_training]

    @property
    def validation(self) -> list[Photo]:
        return [photo for photo in self.photos if not photo.is_training]

    def count_by_package(self) -> Counter[str]:
        return Counter(photo.package for photo in self.photos)


def read_recipe(folder: Path) -> Recipe:
    """Both tables; ends the program where they do not fit each other."""
    licences = dict(read_rows(folder / PACKAGES))
    photos = [Photo(*row) for row in read_rows(folder / PHOTOS)]
    wrong = [p for p in photos if p.split not in ("train", "val") or p.place not in ("indoor", "outdoor")]
    if wrong:
        sys.exit(f"Expected train or val and indoor or outdoor in {folder / PHOTOS}, but received {wrong[0]}.")
    if unknown := {photo.package for photo in photos} ^ set(licences):
        sys.exit(f"Expected the same packages in both tables of {folder}, but one lacks {', '.join(sorted(unknown))}.")
    return Recipe(licences, photos)


def read_photos(folder: Path, unpacked: Path) -> list[Photo]:
    """The photos of a recipe; ends the program where pictures are missing under `unpacked`, before work is begun that needs them."""
    photos = read_recipe(folder).photos
    missing = {p.package for p in photos if not (unpacked / p.package / p.path.partition("#")[0]).exists()}
    if missing:
        sys.exit(
            f"Expected the pictures of every package under {unpacked}, but these are missing or incomplete: "
            f"{', '.join(sorted(missing))}. Unpack them there."
        )
    return photos


def write_recipe(folder: Path, recipe: Recipe) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    write_rows(folder / PACKAGES, ("package", "licence"), recipe.licences.items())
    write_rows(folder / PHOTOS, ("split", "place", "package", "path"), map(astuple, recipe.photos))


def read_rows(path: Path) -> list[list[str]]:
    """The rows of a table below its head."""
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def write_rows(path: Path, head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
    path.write_text("".join("\t".join(row) + "\n" for row in (head, *rows)), encoding="utf-8")
