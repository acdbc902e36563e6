"""A place as triangles that rays meet."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from embreex.mesh_construction import TriangleMesh
from embreex.rtcore_scene import EmbreeScene

from training.mesh.atlas import Lookup

SOLID, CUT_OUT, THIN, UNLIT, DECAL, LAYERS = range(6)

SMALLEST_STEP = 2e-4
"""Metres that a ray goes on behind a hole."""


@dataclass(frozen=True)
class Hits:
    """What rays [N] meet first."""

    distance: np.ndarray
    """float32 [N] in lengths of the ray, inf where there is nothing."""
    triangle: np.ndarray
    """int [N], -1 where there is nothing."""
    shares: np.ndarray
    """float32 [N, 3] of the triangle's corners."""


@dataclass(frozen=True)
class Soup:
    """Triangles. Corners are [T, 3, ...]."""

    corners: np.ndarray
    """float32 [T, 3, 3], metres."""
    normals: np.ndarray
    """float32 [T, 3, 3]."""
    colours: np.ndarray
    """uint8 [T, 3, 3]."""
    places: np.ndarray
    """float32 [T, 3, 4]: u and v of the first picture and of the second."""
    surface: np.ndarray
    """int32 [T]: row of `kinds` and `pictures`."""
    kinds: np.ndarray
    """int [S]"""
    pictures: np.ndarray
    """int [S, 6]: numbers in the atlas of the first picture, the second, and four layers."""

    @cached_property
    def density(self) -> np.ndarray:
        """float32 [T]: by what pixels of the whole first picture's side a metre is multiplied in u and v."""
        a, b = (self.corners[:, k] - self.corners[:, 0] for k in (1, 2))
        c, d = (self.places[:, k, :2] - self.places[:, 0, :2] for k in (1, 2))
        area = np.linalg.norm(np.cross(a, b), axis=1)
        return np.sqrt(np.abs(c[:, 0] * d[:, 1] - c[:, 1] * d[:, 0]) / np.maximum(area, 1e-9)).astype(np.float32)


class World:
    """A place and where its rays end."""

    def __init__(self, soup: Soup, lookup: Lookup) -> None:
        self.soup, self.lookup = soup, lookup
        self.scene = EmbreeScene(robust=True)
        count = len(soup.corners)
        TriangleMesh(self.scene, soup.corners.reshape(-1, 3), np.arange(3 * count, dtype=np.int32).reshape(-1, 3))

    def cast(self, origins: np.ndarray, rays: np.ndarray, through: int = 12, is_shadow: bool = False) -> Hits:
        """The first hits of rays [N, 3] from origins [N, 3], through at most so many holes; a shadow's pass through all that is thin."""
        count = len(rays)
        distance, triangle = np.full(count, np.inf, np.float32), np.full(count, -1)
        shares, gone = np.zeros((count, 3), np.float32), np.zeros(count, np.float32)
        length = np.linalg.norm(rays, axis=1)
        left = np.arange(count)
        for _ in range(through + 1):
            if not len(left):
                break
            o = np.ascontiguousarray(origins[left] + rays[left] * gone[left, None], np.float32)
            answer = self.scene.run(o, np.ascontiguousarray(rays[left], np.float32), output=1)
            is_hit = answer["primID"] >= 0
            left, met = left[is_hit], answer["primID"][is_hit]
            u, v = answer["u"][is_hit], answer["v"][is_hit]
            triangle[left], shares[left] = met, np.stack([1 - u - v, u, v], 1)
            distance[left] = gone[left] + answer["tfar"][is_hit]
            hole = self.is_hole(met, shares[left], is_shadow)
            left = left[hole]
            gone[left] = distance[left] * (1 + 1e-5) + SMALLEST_STEP / length[left]
            distance[left], triangle[left] = np.inf, -1
        return Hits(distance, triangle, shares)

    def is_hole(self, triangle: np.ndarray, shares: np.ndarray, is_shadow: bool) -> np.ndarray:
        """Whether hits [N] are where a picture is cut out."""
        answer = np.zeros(len(triangle), bool)
        kind = self.soup.kinds[self.soup.surface[triangle]]
        tested = np.flatnonzero((kind == CUT_OUT) | (kind == UNLIT) | (kind == THIN))
        if len(tested):
            on = triangle[tested]
            places = (self.soup.places[on, :, :2] * shares[tested, :, None]).sum(1)
            picture = self.soup.pictures[self.soup.surface[on], 0]
            answer[tested] = self.lookup.bilinear(picture, places, np.ones(len(on), np.int64))[:, 3] < 0.5
        return answer | (kind == THIN) if is_shadow else answer
