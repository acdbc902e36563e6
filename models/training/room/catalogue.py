"""What Sweet Home 3D's furniture packages have: pieces with their real sizes, and textures with theirs.

A .sh3f file is a ZIP of OBJ models and a table of properties, `name#7=Chair`, in ISO 8859-1. Sizes are centimetres: width along x, height
along y, depth along z of a model that faces z.
"""

import re
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from zipfile import ZipFile

import numpy as np

FURNITURE = Path("sweethome3d-furniture/usr/share/sweethome3d/furniture")
PROGRAM = Path("sweethome3d/usr/share/sweethome3d/sweethome3d.jar")
TEXTURES = "com/eteks/sweethome3d/io/DefaultTexturesCatalog.properties"
LARGEST_MODEL = 1_500_000
"""Bytes of an OBJ file that is still read."""


@dataclass(frozen=True)
class Piece:
    """Metres."""

    archive: Path
    model: str
    name: str
    """In small letters."""
    category: str
    size: tuple[float, float, float]
    """Width, height, depth."""
    elevation: float
    top: float
    """Height over its foot at which things stand on it."""
    is_opening: bool
    turn: tuple[float, ...]
    """Rotation of the model, 3 x 3 by rows."""

    @property
    def rotation(self) -> np.ndarray:
        return np.reshape(self.turn, (3, 3))


@dataclass(frozen=True)
class Texture:
    archive: Path
    image: str
    category: str
    size: tuple[float, float]
    """Metres of one repeat, width and height."""


def rows_of(archive: Path, table: str) -> list[dict[str, str]]:
    with ZipFile(archive) as file:
        text = file.read(table).decode("latin-1")
    rows: dict[int, dict[str, str]] = {}
    for name, number, value in re.findall(r"^(\w+)#(\d+)[ \t]*=[ \t]*(.*?)[ \t\r]*$", text, re.MULTILINE):
        rows.setdefault(int(number), {})[name] = value
    return [rows[number] for number in sorted(rows)]


def read_pieces(unpacked: Path, split: str) -> list[Piece]:
    """All pieces with models of a reasonable size; every sixth is for validation alone."""
    pieces = []
    for archive in sorted((unpacked / FURNITURE).glob("*.sh3f")):
        with ZipFile(archive) as file:
            sizes = {info.filename: info.file_size for info in file.infolist()}
        for row in rows_of(archive, "PluginFurnitureCatalog.properties"):
            model = row["model"].lstrip("/")
            if 0 < sizes.get(model, 0) <= LARGEST_MODEL:
                pieces.append(piece_of(archive, model, row))
    return [piece for number, piece in enumerate(pieces) if (number % 6 == 5) == (split == "val")]


def piece_of(archive: Path, model: str, row: dict[str, str]) -> Piece:
    width, height, depth = (float(row[side]) / 100 for side in ("width", "height", "depth"))
    turn = tuple(float(word) for word in row.get("modelRotation", "1 0 0 0 1 0 0 0 1").split())
    top = float(row.get("dropOnTopElevation", "-1")) / 100
    return Piece(
        archive,
        model,
        row["name"].lower(),
        row["category"],
        (width, height, depth),
        float(row.get("elevation", "0")) / 100,
        top if top > 0 else height,
        row["doorOrWindow"] == "true",
        turn,
    )


def read_textures(unpacked: Path) -> list[Texture]:
    archive = unpacked / PROGRAM
    return [
        Texture(
            archive,
            row["image"].lstrip("/"),
            row["category"],
            (float(row["width"]) / 100, float(row["height"]) / 100),
        )
        for row in rows_of(archive, TEXTURES)
    ]


class Stock:
    """The pieces of a split by category."""

    def __init__(self, pieces: list[Piece]) -> None:
        self.pieces = pieces

    @cached_property
    def categories(self) -> dict[str, list[Piece]]:
        found: dict[str, list[Piece]] = {}
        for piece in self.pieces:
            found.setdefault(piece.category, []).append(piece)
        return found
