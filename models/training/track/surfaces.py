"""What SuperTuxKart's surfaces look like: a picture by its name, and what the materials.xml beside it says of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

Kind = Literal["solid", "cut out", "thin", "unlit", "decal", "layers", "nothing"]

KINDS: dict[str, Kind] = {
    "alphatest": "cut out",
    "grass": "cut out",
    "alphablend": "thin",
    "unlit": "unlit",
    "decal": "decal",
    "splatting": "layers",
    "additive": "nothing",
    "displace": "nothing",
}
"""
By shader, all others are solid. Glass and water are there where they cover more than half, and throw no shadow; glow and shimmer
hide nothing.
"""

PICTURES = (".png", ".jpg", ".jpeg")


@dataclass(frozen=True)
class Surface:
    """Files are None where there is no picture."""

    kind: Kind
    picture: Path | None
    mask: Path | None = None
    """Grey: the picture's alpha."""
    second: Path | None = None
    """On the second coordinates: a decal, or the shares of the layers."""
    layers: tuple[Path | None, ...] = ()
    """Four, on the first coordinates."""


class Shelf:
    """All pictures and materials of the game's data."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.files: dict[Path, dict[str, Path]] = {}
        self.words: dict[Path, dict[str, dict[str, str]]] = {}
        self.anywhere: dict[str, Path] = {}
        for folder in sorted(data.glob("library/*")):
            self.anywhere |= self.pictures(folder)
        self.anywhere |= self.pictures(data / "textures")

    def pictures(self, folder: Path) -> dict[str, Path]:
        """Those of a folder by their names in small letters."""
        if folder not in self.files:
            found = folder.iterdir() if folder.is_dir() else iter(())
            self.files[folder] = {file.name.lower(): file for file in found if file.suffix.lower() in PICTURES}
        return self.files[folder]

    def materials(self, folder: Path) -> dict[str, dict[str, str]]:
        """What the folder's materials.xml says, by picture; of two entries the last."""
        if folder not in self.words:
            file = folder / "materials.xml"
            nodes = ElementTree.parse(file).getroot().iter("material") if file.exists() else ()
            self.words[folder] = {node.get("name", "").lower(): dict(node.attrib) for node in nodes}
        return self.words[folder]

    def picture(self, folders: list[Path], name: str | None) -> Path | None:
        for folder in folders if name else ():
            file = self.pictures(folder).get(str(name).lower())
            if file:
                return file
        return self.anywhere.get(name.lower()) if name else None

    def surface(self, folders: list[Path], names: tuple[str, str]) -> Surface:
        """Of a part of a mesh that names these pictures, looked for in `folders` and then everywhere."""
        first = self.picture(folders, names[0])
        words: dict[str, str] = {}
        for folder in [*folders, *([first.parent] if first else []), self.data / "textures"]:
            words = words or self.materials(folder).get(names[0].lower(), {})
        kind = KINDS.get(words.get("shader", ""), "solid") if first else "solid"
        second = self.picture(folders, words.get("uv-two-tex") or names[1])
        layers = tuple(self.picture(folders, words.get(f"tex-layer-{k}")) for k in (2, 3, 4, 5))
        if kind == "layers" and (second is None or None in layers):
            kind = "solid"
        if kind == "solid" and names[1] and second:
            kind = "decal"
        if kind not in ("layers", "decal"):
            second, layers = None, ()
        return Surface(
            kind, first, self.picture(folders, words.get("mask")), second, layers if kind == "layers" else ()
        )
