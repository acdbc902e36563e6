"""SuperTuxKart's meshes (.spm), version 1, little endian.

"SP"; a byte with the version in its upper five bits and the kind in its lower three (0 partitioned, 1 with a skeleton, 2 plain); a byte
of flags (1 normals, 2 colours, 4 tangents); the bounding box, 6 float32; a uint16 count of materials, each two names of textures (a byte
of length, then letters); a uint16 count of sectors, each a uint16 count of parts. A part: uint32 vertices, uint32 indices, uint16 material;
the vertices one after the other; the indices, a byte each up to 255 vertices, else two.
A vertex: 3 float32; the normal in 4 bytes, three signed numbers of ten bits; the colour, a byte 128 for white or another one and then red,
green, blue; for each texture that the material names two float16; where there is a first texture, a tangent of 4 bytes; 16 bytes of joints.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np

VERSION = 1
SKELETON, PLAIN = 1, 2
WHITE = 128
"""What stands for a white colour, which is then not written."""


@dataclass(frozen=True)
class Part:
    """Triangles with one material."""

    textures: tuple[str, str]
    """Names of files, empty where there is none."""
    positions: np.ndarray
    """float32 [V, 3], y up, left-handed."""
    normals: np.ndarray
    """float32 [V, 3], of length 1 but for rounding."""
    colours: np.ndarray
    """uint8 [V, 3]."""
    places: np.ndarray
    """float32 [V, 4]: u and v of the first texture and of the second, v downwards."""
    triangles: np.ndarray
    """int32 [T, 3]."""


class Reader:
    """Numbers out of bytes, one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data, self.at = data, 0

    def take(self, count: int) -> bytes:
        """The next bytes. Throws ValueError where the file ends before."""
        start, self.at = self.at, self.at + count
        if self.at > len(self.data):
            raise ValueError(f"Expected a mesh of at least {self.at} bytes, but the file ends after {len(self.data)}.")
        return self.data[start : self.at]

    def number(self, layout: str) -> int:
        return struct.unpack("<" + layout, self.take(struct.calcsize("<" + layout)))[0]

    def name(self) -> str:
        return self.take(self.number("B")).decode("utf-8", "replace")


def read_spm(path: Path) -> list[Part]:
    """The parts of a mesh in its bind pose. Throws ValueError where the file is not such a mesh."""
    try:
        return parse_spm(path.read_bytes())
    except ValueError as error:
        raise ValueError(f"{path}: {error}") from None


def parse_spm(data: bytes) -> list[Part]:
    reader = Reader(data)
    if reader.take(2) != b"SP":
        raise ValueError('Expected a mesh that begins with "SP", but this file does not.')
    head, flags = reader.number("B"), reader.number("B")
    if head >> 3 != VERSION or head & 7 not in (SKELETON, PLAIN):
        raise ValueError(
            f"Expected version {VERSION}, plain or with a skeleton, but the file has {head >> 3} and kind {head & 7}."
        )
    reader.take(24)
    materials = [(reader.name(), reader.name()) for _ in range(reader.number("H"))]
    parts = []
    for _ in range(reader.number("H")):
        for _ in range(reader.number("H")):
            vertices, indices, material = reader.number("I"), reader.number("I"), reader.number("H")
            if material >= len(materials):
                raise ValueError(f"Expected one of {len(materials)} materials, but a part has number {material}.")
            parts.append(read_part(reader, flags, head & 7 == SKELETON, materials[material], vertices, indices))
    return parts


def read_part(
    reader: Reader, flags: int, has_joints: bool, textures: tuple[str, str], vertices: int, indices: int
) -> Part:
    has_normals, has_colours, has_tangents = (bool(flags & bit) for bit in (1, 2, 4))
    first, second = (bool(name) for name in textures)
    before = 12 + 4 * has_normals
    after = (4 + 4 * second + 4 * has_tangents) * first + 16 * has_joints
    starts = vertex_starts(reader, vertices, before, after, has_colours)
    taken = np.frombuffer(reader.data, np.uint8)

    def columns(at: np.ndarray, count: int, kind: str) -> np.ndarray:
        """`count` numbers of each vertex, which begin at the bytes `at` [V]."""
        width = count * np.dtype(kind).itemsize
        return taken[at[:, None] + np.arange(width)].view(kind)

    places = np.zeros((vertices, 4), np.float32)
    normals = np.broadcast_to(np.array([0, 1, 0], np.float32), (vertices, 3))
    colours = np.full((vertices, 3), 255, np.uint8)
    behind = starts + before
    if has_normals:
        normals = unpack_normals(columns(starts + 12, 1, "<u4")[:, 0])
    if has_colours:
        is_white = taken[behind] == WHITE
        colours[~is_white] = columns(behind[~is_white] + 1, 3, "u1")
        behind = behind + np.where(is_white, 1, 4)
    if first:
        count = 2 + 2 * second
        places[:, :count] = columns(behind, count, "<f2")
    width = "<u2" if vertices > 255 else "u1"
    triangles = np.frombuffer(reader.take(indices * np.dtype(width).itemsize), width).astype(np.int32).reshape(-1, 3)
    if triangles.size and triangles.max() >= vertices:
        raise ValueError(f"Expected indices under {vertices}, but there is {triangles.max()}.")
    return Part(textures, columns(starts, 3, "<f4"), normals, colours, places, triangles)


def vertex_starts(reader: Reader, vertices: int, before: int, after: int, has_colours: bool) -> np.ndarray:
    """Where vertices begin, int64 [V]; the reader then stands behind them."""
    start = reader.at
    if not has_colours:
        reader.take(vertices * (before + after))
        return start + np.arange(vertices) * (before + after)
    starts = np.empty(vertices, np.int64)
    for number in range(vertices):
        starts[number] = reader.at
        reader.take(before)
        reader.take(after + (0 if reader.number("B") == WHITE else 3))
    return starts


def unpack_normals(packed: np.ndarray) -> np.ndarray:
    """uint32 [V] -> float32 [V, 3]: three signed numbers of ten bits, 511 for 1."""
    tens = np.stack([packed << np.uint32(22), packed << np.uint32(12), packed << np.uint32(2)], 1).view(np.int32) >> 22
    return (np.maximum(tens, -511) / 511).astype(np.float32)
