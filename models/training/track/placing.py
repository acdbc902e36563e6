"""Where a track's meshes stand: scene.xml with its static objects, its objects at their first moment, and nodes of the library.

Positions are metres, y up, left-handed: x to the right of who looks along z. `hpr` are degrees about x, then y, then z.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

UNSEEN = ("physics-only", "physicsonly")
"""Interactions of what is there for the physics alone."""


@dataclass(frozen=True)
class Placed:
    """A mesh somewhere."""

    mesh: Path
    matrix: np.ndarray
    """float64 [3, 4]: its own coordinates to those of the track."""
    folders: tuple[Path, ...]
    """Where its pictures lie."""


def numbers(words: str | None, usual: tuple[float, ...]) -> np.ndarray:
    return np.array([float(word) for word in words.split()] if words else usual)


def turned(degrees: np.ndarray) -> np.ndarray:
    """Rotation [3, 3] of columns, about x, then y, then z."""
    (cx, cy, cz), (sx, sy, sz) = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    about_x = np.array([[1, 0, 0], [0, cx, -sx], [0, sx, cx]])
    about_y = np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]])
    return np.array([[cz, -sz, 0], [sz, cz, 0], [0, 0, 1]]) @ about_y @ about_x


def matrix_of(node: ElementTree.Element) -> np.ndarray:
    """[3, 4] of a node's scale, rotation and position."""
    scale = numbers(node.get("scale"), (1, 1, 1))
    place = numbers(node.get("xyz"), tuple(float(node.get(name, "0")) for name in "xyz"))
    return np.column_stack([turned(numbers(node.get("hpr"), (0, 0, 0))) * scale, place])


def within(outer: np.ndarray, inner: np.ndarray) -> np.ndarray:
    """The matrix [3, 4] of what stands at `inner` in something that stands at `outer`."""
    linear = outer[:, :3] @ inner[:, :3]
    return np.column_stack([linear, outer[:, :3] @ inner[:, 3] + outer[:, 3]])


def finest(root: ElementTree.Element) -> dict[str, str]:
    """Of each group of a mesh's levels of detail the finest one's file."""
    found: dict[str, tuple[float, str]] = {}
    for node in root.iterfind("lod/group/static-object"):
        group, distance = node.get("lod_group", ""), float(node.get("lod_distance", "0"))
        if group not in found or distance < found[group][0]:
            found[group] = distance, node.get("model", "")
    return {group: model for group, (_, model) in found.items()}


def is_usual(node: ElementTree.Element) -> bool:
    """Whether it is there in an ordinary race: conditions that begin with "isNot" or say "isTrackNotReverse" are kept, others not."""
    return "if" not in node.attrib or "Not" in node.attrib["if"]


def placed_meshes(data: Path, track: Path) -> Iterator[Placed]:
    """Everything that is seen of a track."""
    root = ElementTree.parse(track / "scene.xml").getroot()
    nodes: dict[str, ElementTree.Element | None] = {}
    yield from placed_in(data, root, track, np.eye(3, 4), (track,), nodes)


def placed_in(
    data: Path,
    root: ElementTree.Element,
    folder: Path,
    matrix: np.ndarray,
    folders: tuple[Path, ...],
    nodes: dict[str, ElementTree.Element | None],
) -> Iterator[Placed]:
    models = finest(root)
    track = root.find("track")
    for node in [*root, *(track if track is not None else ())]:
        if not is_usual(node) or node.get("interaction") in UNSEEN or node.tag == "lod":
            continue
        if node.tag == "library":
            name = node.get("name", "")
            if name not in nodes:
                file = data / "library" / name / "node.xml"
                nodes[name] = ElementTree.parse(file).getroot() if file.exists() else None
            inner = nodes[name]
            if inner is not None:
                own = data / "library" / name
                yield from placed_in(data, inner, own, within(matrix, matrix_of(node)), (own, *folders[-1:]), nodes)
            continue
        model = models.get(node.get("lod_group", "")) if node.get("lod_instance") else node.get("model")
        if node.tag in ("track", "static-object", "object", "water") and model:
            mesh = folder / model
            if mesh.suffix == ".spm" and mesh.exists():
                yield Placed(mesh, within(matrix, matrix_of(node)), folders)
