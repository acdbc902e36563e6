"""Wavefront models out of archives: OBJ with its MTL and pictures."""

import posixpath
from dataclasses import dataclass
from zipfile import ZipFile

import cv2
import numpy as np


@dataclass(frozen=True)
class Model:
    """Triangles of one material. The model's own axes: x to the right, y up, z towards who looks."""

    corners: np.ndarray
    """float32 [T, 3, 3]."""
    normals: np.ndarray
    """float32 [T, 3, 3]."""
    places: np.ndarray
    """float32 [T, 3, 2], v downwards."""
    colour: tuple[float, float, float]
    opacity: float
    picture: str
    """In the archive, empty where there is none."""


@dataclass(frozen=True)
class Paint:
    colour: tuple[float, float, float] = (0.7, 0.7, 0.7)
    opacity: float = 1.0
    picture: str = ""


def read_model(archive: ZipFile, name: str) -> list[Model]:
    """A model's triangles by material; what the file says wrongly is left out."""
    lines = archive.read(name).decode("latin-1").replace("\\\n", " ").splitlines()
    folder, paints = posixpath.dirname(name), {"": Paint()}
    numbers: dict[str, list[list[float]]] = {"v": [], "vt": [], "vn": []}
    faces: dict[str, list[tuple[int, ...]]] = {}
    material = ""
    for line in lines:
        words = line.split()
        if not words:
            continue
        if words[0] in numbers:
            numbers[words[0]].append([float(word) for word in words[1:4]])
        elif words[0] == "f":
            counts = tuple(len(numbers[kind]) for kind in ("v", "vt", "vn"))
            corners = [corner_of(word, counts) for word in words[1:]]
            rows = faces.setdefault(material, [])
            rows += [(*corners[0], *corners[k], *corners[k + 1]) for k in range(1, len(corners) - 1)]
        elif words[0] == "usemtl":
            material = " ".join(words[1:])
        elif words[0] == "mtllib":
            paints |= read_paints(archive, posixpath.join(folder, " ".join(words[1:])))
    tables = [table(numbers["v"], 3), table([row[:2] for row in numbers["vt"]], 2), table(numbers["vn"], 3)]
    return [
        model_of(np.array(rows).reshape(-1, 3, 3), tables, paints.get(material, Paint()))
        for material, rows in faces.items()
        if rows
    ]


def corner_of(word: str, counts: tuple[int, ...]) -> tuple[int, int, int]:
    """Numbers of position, place and normal from 0; -1, the last row, which `table` adds, for what is not given."""
    parts = [*word.split("/"), "", ""][:3]
    at = [int(part or 0) for part in parts]
    position, place, normal = (k - 1 if k >= 0 else count + k for k, count in zip(at, counts, strict=True))
    return position, place, normal


def table(rows: list[list[float]], width: int) -> np.ndarray:
    """float32 [n + 1, width], the last row 0."""
    return np.array([*((*row, 0.0, 0.0)[:width] for row in rows), (0.0,) * width], np.float32)


def model_of(corners: np.ndarray, tables: list[np.ndarray], paint: Paint) -> Model:
    positions, places, normals = (tables[k][np.clip(corners[:, :, k], -1, len(tables[k]) - 1)] for k in range(3))
    face = np.cross(positions[:, 1] - positions[:, 0], positions[:, 2] - positions[:, 0])
    face /= np.maximum(np.linalg.norm(face, axis=1, keepdims=True), 1e-12)
    is_given = np.linalg.norm(normals, axis=2, keepdims=True) > 0.5
    normals = np.where(is_given, normals, face[:, None])
    places = places * np.array([1, -1], np.float32)
    return Model(positions, normals, places, paint.colour, paint.opacity, paint.picture)


def read_paints(archive: ZipFile, name: str) -> dict[str, Paint]:
    if name not in archive.namelist():
        return {}
    said: dict[str, dict[str, list[str]]] = {}
    current: dict[str, list[str]] = {}
    for line in archive.read(name).decode("latin-1").splitlines():
        words = line.split()
        if words and words[0] == "newmtl":
            current = said.setdefault(" ".join(words[1:]), {})
        elif len(words) > 1:
            current[words[0]] = words[1:]
    return {material: paint_of(words, posixpath.dirname(name)) for material, words in said.items()}


def paint_of(words: dict[str, list[str]], folder: str) -> Paint:
    red, green, blue = (min(float(word), 1.0) for word in words.get("Kd", ["0.7"] * 3)[:3])
    picture = words.get("map_Kd", [])
    return Paint(
        (red, green, blue),
        float(words["d"][-1]) if "d" in words else 1.0,
        posixpath.join(folder, picture[-1]) if picture else "",
    )


def read_picture(archive: ZipFile, name: str) -> np.ndarray | None:
    """As OpenCV reads it, or None."""
    if name not in archive.namelist():
        return None
    return cv2.imdecode(np.frombuffer(archive.read(name), np.uint8), cv2.IMREAD_UNCHANGED)
