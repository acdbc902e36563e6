"""Where a photo is taken from."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Camera:
    eye: np.ndarray
    """[3], metres."""
    yaw: float
    """Radians from z to x; so are the others."""
    pitch: float
    """Upwards."""
    roll: float
    field: float
    """Horizontal field of view in degrees."""

    def rays(self, size: tuple[int, int], step: int = 1) -> np.ndarray:
        """float32 [H, W, 3] of the pixels of a picture of this height and width, every `step`-th; along the view they are 1 long."""
        rows, columns = np.mgrid[0 : size[0] : step, 0 : size[1] : step]
        return self.rays_at(size, rows + step / 2, columns + step / 2)

    def rays_at(self, size: tuple[int, int], y: np.ndarray, x: np.ndarray) -> np.ndarray:
        """Rays [..., 3] through points of the picture, in pixels from its upper left corner."""
        focal = 0.5 * size[1] / np.tan(np.radians(self.field) / 2)
        rays = np.stack([(x - size[1] / 2) / focal, (size[0] / 2 - y) / focal, np.ones_like(x, float)], -1)
        return (rays @ self.turn().T).astype(np.float32)

    def turn(self) -> np.ndarray:
        """[3, 3]: the camera's right, up and forward as columns."""
        (cr, cp, cy), (sr, sp, sy) = (f([self.roll, self.pitch, self.yaw]) for f in (np.cos, np.sin))
        rolled = np.array([[cr, -sr, 0], [sr, cr, 0], [0, 0, 1]])
        pitched = np.array([[1, 0, 0], [0, cp, sp], [0, -sp, cp]])
        return np.array([[cy, 0, sy], [0, 1, 0], [-sy, 0, cy]]) @ pitched @ rolled
