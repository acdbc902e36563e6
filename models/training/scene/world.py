"""All shapes of a scene together: which of them rays meet first, and what colour is there."""

from collections.abc import Sequence

import numpy as np

from training.scene.materials import Material, painted
from training.scene.shapes import Kind, Shape, hit, rotation, stamp_place


class World:
    """Shapes and the nearest hit of rays on them."""

    def __init__(self) -> None:
        self.shapes: list[Shape] = []

    def add(
        self, kind: Kind, centre: Sequence[float], half: Sequence[float], turn: float, *materials: Material
    ) -> None:
        self.shapes.append(Shape(kind, np.asarray(centre, np.float32), np.asarray(half, np.float32), turn, materials))

    def add_card(self, centre: Sequence[float], half: Sequence[float], turn: float, stamp: np.ndarray) -> None:
        shape = Shape("card", np.asarray(centre, np.float32), np.asarray(half, np.float32), turn, (), stamp)
        self.shapes.append(shape)

    def cast(
        self, origin: np.ndarray, rays: np.ndarray, shadows: bool = False
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """rays [N, 3] -> t [N], shape [N] (-1: none), normal [N, 3], surface coordinates [N, 3] (local)."""
        n, origins = len(rays), np.broadcast_to(np.asarray(origin, np.float32), rays.shape)
        best, index = np.full(n, np.inf, np.float32), np.full(n, -1)
        normals, local = np.zeros((n, 3), np.float32), np.zeros((n, 3), np.float32)
        for i, shape in enumerate(self.shapes):
            if shadows and shape.kind in ("room", "floor"):
                continue
            turned = rotation(shape.turn)
            o, d = (origins - shape.centre) @ turned.T, rays @ turned.T
            t, normal = hit(shape, o, d)
            closer = np.where(t < best)[0]
            if shape.stamp is not None and len(closer):
                p = (o[closer] + d[closer] * t[closer, None]) / (2 * shape.half)
                inside = (np.abs(p[:, :2]) < 0.499).all(1)
                closer = closer[inside & (shape.stamp[*stamp_place(shape.stamp, p), 3] > 127)]
            if not len(closer):
                continue
            best[closer], index[closer] = t[closer], i
            normals[closer] = normal[closer] @ turned
            local[closer] = o[closer] + d[closer] * t[closer, None]
        return best, index, normals, local


def colour(shape: Shape, normals: np.ndarray, local: np.ndarray) -> np.ndarray:
    """Surface colour [N, 3] in 0..1 at local points."""
    if shape.stamp is not None:
        place = stamp_place(shape.stamp, local / (2 * shape.half))
        return shape.stamp[*place, :3].astype(np.float32) / 255
    if shape.kind == "room":  # floor, ceiling and walls have materials of their own
        out = np.zeros((len(local), 3), np.float32)
        which = np.where(normals[:, 1] > 0.5, 0, np.where(normals[:, 1] < -0.5, 1, 2))
        for k, material in enumerate(shape.materials):
            out[which == k] = painted(material, normals[which == k], local[which == k])
        return out
    return painted(shape.materials[0], normals, local)
