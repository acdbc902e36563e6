"""A room as triangles in the making. World: metres, y up, floor at 0, middle at 0; left-handed, as cameras are."""

from pathlib import Path
from zipfile import ZipFile

import numpy as np

from training.mesh.atlas import Atlas, prepared
from training.mesh.world import CUT_OUT, SOLID, Soup
from training.room.catalogue import Piece, Texture
from training.room.obj import Model, read_model, read_picture

GLASS = 0.5
"""Opacity under which something is looked through."""


class House:
    """Models and pictures that several rooms share."""

    def __init__(self) -> None:
        self.atlas = Atlas()
        self.archives: dict[Path, ZipFile] = {}
        self.pictures: dict[tuple[Path, str], int] = {}
        self.models: dict[Piece, list[Model]] = {}

    def archive(self, path: Path) -> ZipFile:
        if path not in self.archives:
            self.archives[path] = ZipFile(path)
        return self.archives[path]

    def picture(self, archive: Path, name: str) -> int:
        if (archive, name) not in self.pictures:
            image = read_picture(self.archive(archive), name) if name else None
            self.pictures[archive, name] = self.atlas.add(prepared(image)) if image is not None else 0
        return self.pictures[archive, name]

    def model(self, piece: Piece) -> list[Model]:
        """A piece's triangles in metres, its foot's middle at 0, its back towards z."""
        if piece not in self.models:
            parts = [part for part in read_model(self.archive(piece.archive), piece.model) if part.opacity >= GLASS]
            self.models[piece] = fitted(parts, piece)
        return self.models[piece]


def fitted(parts: list[Model], piece: Piece) -> list[Model]:
    if not parts:
        return []
    turned = [part.corners @ piece.rotation.T for part in parts]
    both = np.concatenate([corners.reshape(-1, 3) for corners in turned])
    low, high = both.min(0), both.max(0)
    scale = np.array(piece.size) / np.maximum(high - low, 1e-9)
    middle = np.array([(low[0] + high[0]) / 2, low[1], (low[2] + high[2]) / 2])
    mirror = np.array([1, 1, -1])
    return [
        Model(
            ((corners - middle) * scale * mirror).astype(np.float32),
            unit(part.normals @ piece.rotation.T / scale * mirror),
            part.places,
            part.colour,
            part.opacity,
            part.picture,
        )
        for part, corners in zip(parts, turned, strict=True)
    ]


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.maximum(np.linalg.norm(vectors, axis=-1, keepdims=True), 1e-9)).astype(np.float32)


def turn_about_y(angle: float) -> np.ndarray:
    """[3, 3]: what looks along z looks along (sin, 0, cos)."""
    c, s = np.cos(angle), np.sin(angle)
    return np.array([[c, 0, s], [0, 1, 0], [-s, 0, c]])


class Building:
    """Triangles that are gathered."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.pieces: list[tuple[np.ndarray, ...]] = []
        self.surfaces: dict[tuple[int, int], int] = {}

    def add_piece(self, piece: Piece, place: np.ndarray, angle: float) -> None:
        turn = turn_about_y(angle)
        for part in self.house.model(piece):
            picture = self.house.picture(piece.archive, part.picture)
            colour = (1.0, 1.0, 1.0) if picture else part.colour
            kind = CUT_OUT if picture else SOLID
            self.add(part.corners @ turn.T + place, part.normals @ turn.T, part.places, colour, kind, picture)

    def add_flat(
        self, corner: np.ndarray, along: np.ndarray, up: np.ndarray, look: "Look", start: tuple[float, float] = (0, 0)
    ) -> None:
        """A rectangle from `corner` [3] with the sides `along` and `up` [3]; `start`: where on the texture it begins, metres."""
        corners = np.stack([corner, corner + along, corner + along + up, corner + up])
        sides = np.array([[0, 0], [1, 0], [1, 1], [0, 1]]) * [np.linalg.norm(along), np.linalg.norm(up)] + start
        places = sides / look.size * [1, -1]
        normal = unit(np.cross(along, up))
        triangles = np.array([[0, 1, 2], [0, 2, 3]])
        normals = np.broadcast_to(normal, (2, 3, 3))
        self.add(corners[triangles], normals, places[triangles], look.colour, SOLID, look.picture)

    def add(
        self,
        corners: np.ndarray,
        normals: np.ndarray,
        places: np.ndarray,
        colour: tuple[float, ...],
        kind: int,
        picture: int,
    ) -> None:
        count = len(corners)
        surface = self.surfaces.setdefault((kind, picture), len(self.surfaces))
        tint = np.broadcast_to((np.array(colour) * 255).astype(np.uint8), (count, 3, 3))
        both = np.concatenate([places, np.zeros_like(places)], 2).astype(np.float32)
        one = np.full(count, surface, np.int32)
        self.pieces.append((corners.astype(np.float32), normals.astype(np.float32), tint, both, one))

    def soup(self) -> Soup:
        corners, normals, colours, places, surface = (np.concatenate(each) for each in zip(*self.pieces, strict=True))
        kinds = np.array([kind for kind, _ in self.surfaces])
        pictures = np.array([[picture, 0, 0, 0, 0, 0] for _, picture in self.surfaces])
        return Soup(corners, normals, colours, places, surface, kinds, pictures)


class Look:
    """Of a wall, a floor or a ceiling."""

    def __init__(
        self, house: House, rng: np.random.Generator, textures: list[Texture], plain: float, is_pale: bool = False
    ) -> None:
        self.picture, self.size = 0, np.array([1.0, 1.0])
        grey = rng.uniform(0.55, 0.97)
        self.colour = tuple(np.clip(grey + rng.normal(0, 0.05, 3), 0, 1))
        if textures and rng.random() > plain:
            texture = textures[rng.integers(len(textures))]
            self.picture = house.picture(texture.archive, texture.image)
            self.size = np.array(texture.size) * rng.uniform(0.8, 1.5)
            self.colour = tuple(np.clip(rng.uniform(0.7, 1) + rng.normal(0, 0.04, 3), 0, 1))
        elif not is_pale and rng.random() < 0.25:
            self.colour = tuple(0.5 * np.array(self.colour) + 0.5 * rng.uniform(0.1, 0.95, 3))
