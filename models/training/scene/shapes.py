"""Shapes of a scene, each with the distance along rays at which it is hit, in its own coordinates.

World: metres, y up, floor at 0. A hit is (distance along the rays [N], is it one [N], normals [N, 3]) of rays with origins o and
directions d, both [N, 3]; a distance where there is no hit means nothing.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from training.scene.materials import Material

Hit = tuple[np.ndarray, np.ndarray, np.ndarray]
Kind = Literal["box", "room", "floor", "sphere", "cylinder", "card"]

NEAREST = 1e-3
"""Distance under which a ray does not see what it starts from."""


@dataclass(frozen=True)
class Shape:
    """Something in the world."""

    kind: Kind
    centre: np.ndarray
    half: np.ndarray
    """Half of its size along its own axes."""
    turn: float
    """Radians about y."""
    materials: tuple[Material, ...]
    """One; floor, ceiling and walls of a room; none on a card, which has the cut-out."""
    stamp: np.ndarray | None = None
    """The cut-out of a card, uint8 [h, w, 4]."""


def rotation(turn: float) -> np.ndarray:
    c, s = np.cos(turn), np.sin(turn)
    return np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]], np.float32)


def stamp_place(stamp: np.ndarray, p: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of a cut-out at points [N, 3] in shares of the card's size, from -0.5 to 0.5."""
    height, width = stamp.shape[:2]
    row = ((0.5 - p[:, 1]) * height).astype(int).clip(0, height - 1)
    column = ((p[:, 0] + 0.5) * width).astype(int).clip(0, width - 1)
    return row, column


def hit(shape: Shape, o: np.ndarray, d: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Distance along local rays (inf where missed) and the local normals."""
    with np.errstate(all="ignore"):
        t, is_hit, normal = HITS[shape.kind](shape.half, o, d)
        return np.where(is_hit & np.isfinite(t), t, np.inf), normal


def box_planes(half: np.ndarray, o: np.ndarray, d: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where rays enter and leave the slabs between a box's opposite faces: near [N, 3], far [N, 3]; directions without zeros."""
    d = np.where(np.abs(d) < 1e-7, 1e-7, d)
    a, b = (-half - o) / d, (half - o) / d
    return np.minimum(a, b), np.maximum(a, b), d


def face_normals(d: np.ndarray, axis: np.ndarray) -> np.ndarray:
    """Along `axis` [N], against the rays."""
    normal, rows = np.zeros_like(d), np.arange(len(d))
    normal[rows, axis] = -np.sign(d[rows, axis])
    return normal


def hit_box(half: np.ndarray, o: np.ndarray, d: np.ndarray) -> Hit:
    near, far, d = box_planes(half, o, d)
    enter, leave = near.max(1), far.min(1)
    return enter, (enter < leave) & (enter > NEAREST), face_normals(d, near.argmax(1))


def hit_room(half: np.ndarray, o: np.ndarray, d: np.ndarray) -> Hit:
    """A box seen from within."""
    _, far, d = box_planes(half, o, d)
    leave = far.min(1)
    return leave, leave > NEAREST, face_normals(d, far.argmin(1))


def hit_floor(half: np.ndarray, o: np.ndarray, d: np.ndarray) -> Hit:
    t = -o[:, 1] / d[:, 1]
    return t, t > NEAREST, np.broadcast_to(np.array([0, 1, 0], np.float32), d.shape)


def hit_sphere(half: np.ndarray, o: np.ndarray, d: np.ndarray) -> Hit:
    """An ellipsoid: a unit sphere in scaled space."""
    q, e = o / half, d / half
    a, b, c = (e * e).sum(1), (q * e).sum(1), (q * q).sum(1) - 1
    t = (-b - np.sqrt(b * b - a * c)) / a
    normal = (q + e * t[:, None]) / half
    return t, t > NEAREST, normal / np.linalg.norm(normal, axis=1, keepdims=True)


def hit_cylinder(half: np.ndarray, o: np.ndarray, d: np.ndarray) -> Hit:
    """Upright, with a lid."""
    a, b = d[:, 0] ** 2 + d[:, 2] ** 2 + 1e-9, o[:, 0] * d[:, 0] + o[:, 2] * d[:, 2]
    t = (-b - np.sqrt(b * b - a * (o[:, 0] ** 2 + o[:, 2] ** 2 - half[0] ** 2))) / a
    side = (t > NEAREST) & (np.abs(o[:, 1] + d[:, 1] * t) <= half[1])
    top = (half[1] - o[:, 1]) / d[:, 1]
    on_lid = (o[:, 0] + d[:, 0] * top) ** 2 + (o[:, 2] + d[:, 2] * top) ** 2 <= half[0] ** 2
    lid = (d[:, 1] < 0) & (top > NEAREST) & on_lid
    t = np.where(lid & ~side, top, t)
    normal = (o + d * np.nan_to_num(t)[:, None]) / half[0]
    normal[:, 1] = 0
    normal[lid & ~side] = (0, 1, 0)
    return t, side | lid, normal


def hit_card(half: np.ndarray, o: np.ndarray, d: np.ndarray) -> Hit:
    """An upright cut-out, seen from both sides."""
    t = -o[:, 2] / d[:, 2]
    normal = np.zeros_like(d)
    normal[:, 2] = -np.sign(d[:, 2])
    return t, t > NEAREST, normal


HITS = {
    "box": hit_box,
    "room": hit_room,
    "floor": hit_floor,
    "sphere": hit_sphere,
    "cylinder": hit_cylinder,
    "card": hit_card,
}
