"""What surfaces of a scene look like."""

from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np

from training.data.cut_outs import load_stamps
from training.data.pictures import load_photo
from training.data.recipe import Photo


@dataclass(frozen=True)
class Material:
    base: np.ndarray
    """Colour [3] in 0..1."""
    texture: np.ndarray | None
    """[h, h, 3] in 0..1, repeated in mirror images."""
    scale: float
    """Metres of one repeat."""
    mix: float
    """Share of the texture."""

    def larger(self, factor: float) -> "Material":
        return replace(self, scale=self.scale * factor)


@dataclass(frozen=True)
class Supplies:
    """Of what scenes are made."""

    textures: list[np.ndarray]
    stamps: list[np.ndarray]

    def material(self, rng: np.random.Generator, plain: float = 0.45) -> Material:
        """A random one, without a texture in a share `plain` of all cases."""
        is_coloured = rng.random() < 0.5
        base = rng.uniform(0.1, 0.95, 3) if is_coloured else rng.uniform(0.15, 0.95) + rng.normal(0, 0.04, 3)
        texture = None if rng.random() < plain else self.textures[rng.integers(len(self.textures))]
        scale = np.exp(rng.uniform(np.log(0.3), np.log(3)))
        return Material(base.astype(np.float32), texture, scale, rng.uniform(0.2, 1))

    def stamp(self, rng: np.random.Generator) -> np.ndarray:
        """A random cut-out, half of the time mirrored."""
        stamp = self.stamps[rng.integers(len(self.stamps))]
        return stamp[:, ::-1] if rng.random() < 0.5 else stamp


def gather_supplies(photos: list[Photo], unpacked: Path, stamps: str, seed: int) -> Supplies:
    """Two textures out of each of 160 photos, and all cut-outs."""
    rng = np.random.default_rng(seed)
    pictures = [load_photo(unpacked, photos[i], 512) for i in rng.permutation(len(photos))[:160]]
    textures = []
    for picture in pictures * 2:
        side = int(min(picture.shape[:2]) * rng.uniform(0.25, 0.8))
        y, x = (int(rng.integers(n - side + 1)) for n in picture.shape[:2])
        part = cv2.resize(picture[y : y + side, x : x + side], (160, 160), interpolation=cv2.INTER_AREA)
        textures.append(part.astype(np.float32) / 255)
    return Supplies(textures, load_stamps(stamps))


def painted(material: Material, normals: np.ndarray, local: np.ndarray) -> np.ndarray:
    """Colour [N, 3] in 0..1 of a material at local points with these normals."""
    plain = np.broadcast_to(material.base, (len(local), 3))
    if material.texture is None:
        return plain
    flat, side = np.abs(normals[:, 1]) > 0.7, np.abs(normals[:, 0]) > 0.7
    u = np.where(side, local[:, 2], local[:, 0]) / material.scale
    v = np.where(flat, local[:, 2], local[:, 1]) / material.scale
    size = material.texture.shape[0] - 1

    def fold(x: np.ndarray) -> np.ndarray:
        return (np.abs((x % 2) - 1) * size).astype(int)  # mirrored repeat

    return plain * (1 - material.mix) + material.texture[fold(v), fold(u)] * material.mix
