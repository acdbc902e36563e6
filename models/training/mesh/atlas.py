"""Pictures in one array, each with all its smaller sizes, so that any number of them is looked up at once."""

from pathlib import Path

import cv2
import numpy as np

LARGEST = 512
"""Pixels on a side."""
LEVELS = 11
"""Sizes of a picture; those that a small one has not are its smallest."""


class Atlas:
    """Number 0 is plain white."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[Path | None, Path | None], int] = {}
        self.pixels: list[np.ndarray] = []
        self.tables: list[np.ndarray] = []
        self.length = 0
        self.add_picture(None, None)

    def add_picture(self, file: Path | None, mask: Path | None) -> int:
        """The number of a picture with the alpha of `mask`."""
        if (file, mask) not in self.numbers:
            self.numbers[file, mask] = self.add(read_rgba(file, mask) if file else np.full((1, 1, 4), 255, np.uint8))
        return self.numbers[file, mask]

    def add(self, rgba: np.ndarray) -> int:
        """The number of a picture uint8 [H, W, 4] as read_rgba answers it."""
        levels = pyramid(rgba)
        rows = []
        for pixels in levels:
            rows.append((self.length, *pixels.shape[:2]))
            self.pixels.append(pixels.reshape(-1, 4))
            self.length += pixels.shape[0] * pixels.shape[1]
        self.tables.append(np.array(rows + rows[-1:] * (LEVELS - len(rows)), np.int64).T)
        return len(self.tables) - 1

    def finish(self) -> "Lookup":
        return Lookup(np.concatenate(self.pixels).view(np.uint32)[:, 0], np.stack(self.tables, 1))


class Lookup:
    def __init__(self, pixels: np.ndarray, tables: np.ndarray) -> None:
        self.pixels, self.tables = pixels, tables
        """uint32 [P]; int64 [3, pictures, levels]: where a level begins, its height and width."""

    def texels(self, picture: np.ndarray) -> np.ndarray:
        """Pixels [N] that the pictures have at their full size."""
        return self.tables[1, picture, 0] * self.tables[2, picture, 0]

    def __call__(self, picture: np.ndarray, places: np.ndarray, level: np.ndarray) -> np.ndarray:
        """float32 [N, 4] in 0..1 of pictures [N] at places [N, 2] (u, v; repeated), as seen from where `level` [N] halvings are right."""
        level = np.clip(level, 0, self.tables.shape[2] - 1.001).astype(np.float32)
        lower = level.astype(np.int64)
        share = (level - lower)[:, None]
        fine = self.bilinear(picture, places, lower)
        return fine + (self.bilinear(picture, places, lower + 1) - fine) * share

    def bilinear(self, picture: np.ndarray, places: np.ndarray, level: np.ndarray) -> np.ndarray:
        start, height, width = self.tables[:, picture, level]
        places = places - np.floor(places)
        x, y = places[:, 0] * width - 0.5, places[:, 1] * height - 0.5
        left, top = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
        fx, fy = (x - left).astype(np.float32)[:, None], (y - top).astype(np.float32)[:, None]
        right, below = (left + 1) % width, (top + 1) % height
        left, top = left % width, top % height
        top, below = start + top * width, start + below * width

        def at(index: np.ndarray) -> np.ndarray:
            return self.pixels[index][:, None].view(np.uint8).astype(np.float32)

        upper = at(top + left) * (1 - fx) + at(top + right) * fx
        lower = at(below + left) * (1 - fx) + at(below + right) * fx
        return (upper * (1 - fy) + lower * fy) / 255


def read_rgba(file: Path, mask: Path | None) -> np.ndarray:
    """uint8 [H, W, 4], sides powers of two up to LARGEST; grey where the file cannot be read."""
    shades = cv2.imread(str(mask), cv2.IMREAD_GRAYSCALE) if mask else None
    return prepared(cv2.imread(str(file), cv2.IMREAD_UNCHANGED), shades)


def prepared(image: np.ndarray | None, shades: np.ndarray | None = None) -> np.ndarray:
    """What OpenCV has read, as read_rgba answers it; `shades` [H, W] is its alpha."""
    if image is None:
        return np.full((1, 1, 4), (128, 128, 128, 255), np.uint8)
    if image.dtype != np.uint8:
        image = (image / 257).astype(np.uint8)
    if image.ndim == 2:
        image = cv2.cvtColor(image, cv2.COLOR_GRAY2BGR)
    alpha = image[..., 3:] if image.shape[2] == 4 else np.full((*image.shape[:2], 1), 255, np.uint8)
    rgba = np.concatenate([image[..., 2::-1], alpha], 2)
    if shades is not None:
        rgba[..., 3] = cv2.resize(shades, rgba.shape[1::-1], interpolation=cv2.INTER_AREA)
    width, height = (min(LARGEST, 1 << round(np.log2(side))) for side in rgba.shape[1::-1])
    return cv2.resize(rgba, (width, height), interpolation=cv2.INTER_AREA)


def pyramid(rgba: np.ndarray) -> list[np.ndarray]:
    """The picture and its halves down to one pixel. What is cut out has no colour that could bleed in."""
    levels = [rgba]
    while max(rgba.shape[:2]) > 1:
        height, width = (max(side // 2, 1) for side in rgba.shape[:2])
        weight = rgba[..., 3:].astype(np.float32) + 1
        both = np.concatenate([rgba[..., :3] * weight, weight], 2)
        both = cv2.resize(both, (width, height), interpolation=cv2.INTER_AREA).reshape(height, width, 4)
        rgba = np.concatenate([both[..., :3] / both[..., 3:], both[..., 3:] - 1], 2).round().astype(np.uint8)
        levels.append(rgba)
    return levels
