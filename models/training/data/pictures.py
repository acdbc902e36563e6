"""Pictures inside unpacked packages, also those inside container files (Qt's .rcc, Enlightenment's .edj)."""

import io
import struct
from pathlib import Path

import cv2
import numpy as np
from PIL import Image

from training.data.recipe import Photo

SMALLEST = 12000
"""Bytes of a picture inside a container."""


def embedded(data: bytes) -> list[tuple[int, int]]:
    """Byte ranges (start, length) of the WebP, JPEG and PNG pictures of at least 12 kB inside `data`, in order of position."""
    found = webp_ranges(data) + jpeg_ranges(data) + png_ranges(data)
    return sorted(r for r in found if r[1] > SMALLEST)


def webp_ranges(data: bytes) -> list[tuple[int, int]]:
    found, at = [], 0
    while (at := data.find(b"RIFF", at)) >= 0:
        size = struct.unpack("<I", data[at + 4 : at + 8])[0] + 8
        if data[at + 8 : at + 12] == b"WEBP" and at + size <= len(data):
            found.append((at, size))
        at += 4
    return found


def jpeg_ranges(data: bytes) -> list[tuple[int, int]]:
    """A JPEG file ends with FF D9, then the container goes on."""
    found, at = [], 0
    while (at := data.find(b"\xff\xd8\xff", at)) >= 0:
        end = data.find(b"\xff\xd9", at)
        size = size_before(data, at)
        if SMALLEST < size <= len(data) - at and data[at + size - 2 : at + size] == b"\xff\xd9":
            end = at + size - 2
        if end < 0:
            break
        found.append((at, end + 2 - at))
        at = end + 2 if end + 2 - at > SMALLEST else at + 3
    return found


def png_ranges(data: bytes) -> list[tuple[int, int]]:
    found, at = [], 0
    while (at := data.find(b"\x89PNG\r\n\x1a\n", at)) >= 0:
        size = size_before(data, at)
        found.append((at, size if 0 < size <= len(data) - at else len(data) - at))
        at += 8
    return found


def size_before(data: bytes, at: int) -> int:
    """What a Qt resource file writes before each file: its length in bytes."""
    return struct.unpack(">I", data[at - 4 : at])[0] if at >= 4 else 0


def open_picture(unpacked: Path, package: str, path: str) -> Image.Image:
    """The RGB picture at `path` of a package; `path#n` is the n-th picture inside a container file."""
    name, _, number = path.partition("#")
    file = unpacked / package / name
    if number:
        data = file.read_bytes()
        start, size = embedded(data)[int(number)]
        image: Image.Image = Image.open(io.BytesIO(data[start : start + size]))
    else:
        image = Image.open(file)
    if image.mode in ("RGBA", "LA", "P", "PA"):
        image = image.convert("RGBA")
        if np.asarray(image.getchannel("A")).min() < 200:
            raise ValueError("a cut-out, not a photo")
    if image.format == "JPEG":
        image.draft("RGB", (960, 960))
    return image.convert("RGB")


def load_photo(unpacked: Path, photo: Photo, side: int = 1024) -> np.ndarray:
    """uint8 [H, W, 3] with at most `side` pixels on the longer side."""
    image = open_picture(unpacked, photo.package, photo.path)
    scale = side / max(image.size)
    if scale < 1:
        size = (round(image.width * scale), round(image.height * scale))
        image = image.resize(size, Image.Resampling.LANCZOS)
    return np.asarray(image)


def read_image(path: Path) -> np.ndarray:
    """uint8 RGB [H, W, 3] of a file."""
    image = cv2.imread(str(path))
    if image is None:
        raise FileNotFoundError(f"Expected a picture at {path}, but there is none that can be read.")
    return image[..., ::-1].copy()
