"""Many small files in two arrays, which an .npz holds."""

import io
from typing import NamedTuple

import numpy as np
from PIL import Image


def encode(picture: np.ndarray, quality: int) -> bytes:
    """uint8 [H, W, 3 or 4] -> bytes of a WebP file."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "webp", quality=quality, method=4)
    return file.getvalue()


def decode(file: bytes, mode: str) -> np.ndarray:
    """The picture again: "RGB" is uint8 [H, W, 3], "RGBA" [H, W, 4]."""
    return np.asarray(Image.open(io.BytesIO(file)).convert(mode))


class Shelf(NamedTuple):
    """Files one after another."""

    data: np.ndarray
    """All their bytes, uint8."""
    ends: np.ndarray
    """Where each ends, int64."""


def shelf(files: list[bytes]) -> Shelf:
    data = np.frombuffer(b"".join(files), np.uint8)
    return Shelf(data, np.cumsum([len(file) for file in files], dtype=np.int64))


def unshelve(data: np.ndarray, ends: np.ndarray) -> list[bytes]:
    """The files again."""
    return [data[start:end].tobytes() for start, end in zip([0, *ends[:-1]], ends, strict=True)]
