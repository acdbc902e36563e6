"""A small track in the layout of SuperTuxKart's data, and what is known of it: meshes read as written, rays, depth."""

import struct
import sys
from itertools import product
from pathlib import Path

import cv2
import numpy as np

from training.arguments import stage_parser
from training.mesh.camera import Camera
from training.track.loading import load_track
from training.track.photo import photo_of
from training.track.placing import turned
from training.track.recipe import DATA, TRACKS
from training.track.spm import Part, parse_spm

NAME = "trial"
FLAT = np.array([[-1, -1, 0], [1, -1, 0], [1, 1, 0], [-1, 1, 0]], np.float32)
TWO = np.array([[0, 2, 1], [0, 3, 2]], np.int32)


def spm(part: Part, flags: int, has_joints: bool = False) -> bytes:
    """The file of a mesh with one part; flags: 1 normals, 2 colours, 4 tangents."""
    names = b"".join(bytes([len(name)]) + name.encode() for name in part.textures)
    head = b"SP" + bytes([1 << 3 | (1 if has_joints else 2), flags]) + bytes(24)
    counts = struct.pack("<HHIIH", 1, 1, len(part.positions), part.triangles.size, 0)
    body = b"".join(vertex(part, k, flags, has_joints) for k in range(len(part.positions)))
    indices = part.triangles.astype("<u2" if len(part.positions) > 255 else "u1").tobytes()
    return head + struct.pack("<H", 1) + names + counts + body + indices


def vertex(part: Part, k: int, flags: int, has_joints: bool) -> bytes:
    data = part.positions[k].astype("<f4").tobytes()
    if flags & 1:
        x, y, z = (round(float(n) * 511) & 1023 for n in part.normals[k])
        data += struct.pack("<I", x | y << 10 | z << 20)
    if flags & 2:
        data += b"\x80" if (part.colours[k] == 255).all() else b"\x00" + part.colours[k].tobytes()
    if part.textures[0]:
        data += part.places[k, : 4 if part.textures[1] else 2].astype("<f2").tobytes() + bytes(flags & 4)
    return data + bytes(16 * has_joints)


def random_part(rng: np.random.Generator, vertices: int, textures: tuple[str, str], flags: int) -> Part:
    normals = np.eye(3, dtype=np.float32)[rng.integers(3, size=vertices)] * rng.choice([-1, 1], (vertices, 1))
    colours = np.where(rng.random((vertices, 1)) < 0.5, 255, rng.integers(0, 255, (vertices, 3))).astype(np.uint8)
    places = np.zeros((vertices, 4), np.float32)
    count = 2 * sum(map(bool, textures))
    places[:, :count] = rng.integers(-64, 64, (vertices, count)) / 32
    return Part(
        textures,
        rng.normal(0, 9, (vertices, 3)).astype(np.float32),
        normals if flags & 1 else np.tile(np.array([0, 1, 0]), (vertices, 1)),
        colours if flags & 2 else np.full((vertices, 3), 255, np.uint8),
        places,
        rng.integers(vertices, size=(vertices // 2, 3)),
    )


def check_meshes() -> None:
    rng = np.random.default_rng(0)
    for vertices, flags, has_joints in product((3, 300), range(8), (False, True)):
        for textures in (("", ""), ("a.png", ""), ("a.png", "b.png")):
            part = random_part(rng, vertices, textures, flags)
            data = spm(part, flags, has_joints)
            (got,) = parse_spm(data)
            for name in ("positions", "normals", "colours", "places", "triangles"):
                expect(
                    np.array_equal(getattr(got, name), getattr(part, name)), f"{name} of a mesh as they were written"
                )
            for wrong in (data[:-1], b"PK" + data[2:], data[:2] + b"\xff" + data[3:]):
                expect(is_refused(wrong), "a broken mesh to be refused")


def is_refused(data: bytes) -> bool:
    try:
        parse_spm(data)
    except ValueError:
        return True
    return False


def expect(is_so: bool, what: str) -> None:
    if not is_so:
        sys.exit(f"Expected {what}, but it is not so.")


def plain(positions: np.ndarray, triangles: np.ndarray, texture: str, places: np.ndarray) -> Part:
    n = len(positions)
    up, white = np.tile(np.array([0, 0, -1]), (n, 1)), np.full((n, 3), 255, np.uint8)
    return Part((texture, ""), positions, up, white, np.pad(places, ((0, 0), (0, 2))), triangles)


def write_track(unpacked: Path, recipe: Path) -> None:
    """Ground at height 0; a fence 4 m wide and high at z = 5, left half cut out; a wall at z = 9, which the library has lying at x = 0."""
    data = unpacked / DATA
    track, wall = data / "tracks" / NAME, data / "library/wall"
    for folder in (track, wall, data / "textures", recipe):
        folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(0)
    for file in (track / "ground.png", data / "textures/wall.png"):
        cv2.imwrite(str(file), rng.integers(0, 255, (64, 64, 3), dtype=np.uint8))
    fence = rng.integers(0, 255, (64, 64, 4), dtype=np.uint8)
    fence[:, :32, 3], fence[:, 32:, 3] = 0, 255
    cv2.imwrite(str(track / "fence.png"), fence)
    z, x = np.mgrid[-40:41:2, -40:41:2]
    grid = np.stack([x, 0 * x, z], -1).reshape(-1, 3).astype(np.float32)
    first = (np.arange(40)[:, None] * 41 + np.arange(40)).reshape(-1, 1)
    quads = np.concatenate([first + np.array(corners) for corners in ((0, 41, 1), (1, 41, 42))])
    ground = plain(grid, quads, "ground.png", grid[:, ::2] / 8)
    ground.normals[:] = (0, 1, 0)
    (track / "trial_track.spm").write_bytes(spm(ground, 3))
    (track / "fence.spm").write_bytes(spm(plain(FLAT * 2, TWO, "fence.png", FLAT[:, :2] * [0.5, -0.5] + 0.5), 5))
    flat = FLAT[:, [2, 1, 0]] * 20
    (wall / "wall.spm").write_bytes(spm(plain(flat, TWO, "wall.png", flat[:, 1:] / 4), 0, has_joints=True))
    (wall / "node.xml").write_text('<scene><object type="animation" model="wall.spm"/></scene>')
    (track / "materials.xml").write_text('<materials><material name="fence.png" shader="alphatest"/></materials>')
    (track / "scene.xml").write_text(
        '<scene><track model="trial_track.spm" x="0" y="0" z="0">'
        '<static-object model="fence.spm" interaction="physics-only"/>'
        '<static-object model="fence.spm" xyz="0 2 5" hpr="0 0 0" scale="1 1 1"/></track>'
        '<library name="wall" xyz="0 0 9" hpr="0 90 0"/><sun xyz="3 9 -9"/></scene>'
    )
    (track / "quads.xml").write_text(
        '<quads><quad p0="-3 0 -9" p1="3 0 -9" p2="3 0 -4" p3="-3 0 -4"/><quad p0="0:3" p1="0:2" p2="3 0 0" p3="-3 0 0"/></quads>'
    )
    (recipe / TRACKS).write_text(f"split\ttrack\tmetres\ttimes\tlicence\ntrain\t{NAME}\t1\t1\tCC0\n")


def check_rays(unpacked: Path) -> None:
    track = load_track(unpacked / DATA, NAME, 1.0)
    eye = np.array([0, 1.5, 0])
    for pitch in (0.0, 0.1):
        camera = Camera(eye, 0.0, pitch, 0.03, 60)
        rays = camera.rays((48, 64)).reshape(-1, 3)
        hits = track.place.world.cast(np.broadcast_to(eye, rays.shape), rays)
        at = eye + rays * hits.distance[:, None]
        expect(np.allclose((at - eye) @ camera.turn()[:, 2], hits.distance, atol=1e-3), "depth along the view")
        on_fence = (at[:, 1] < 4) & (at[:, 1] > 0.01) & (np.abs(at[:, 2] - 5) < 0.01)
        behind = (at[:, 1] > 0.01) & (np.abs(at[:, 2] - 9) < 0.01)
        expect(
            (on_fence | behind | (np.abs(at[:, 1]) < 0.01)).mean() > 0.999, "every ray to end on ground, fence or wall"
        )
        crossing = eye + rays * (5 / rays[:, 2:])
        closed = (crossing[:, 0] > 0.1) & (crossing[:, 0] < 1.9) & (crossing[:, 1] > 0.1) & (crossing[:, 1] < 3.9)
        expect(bool(closed.any() and on_fence[closed].all()), "the closed half of the fence to be seen")
        expect(not on_fence[crossing[:, 0] < -0.1].any(), "the cut-out half of the fence to be looked through")
    expect(np.allclose(turned(np.array([90, 90, 0])) @ [0, 0, 1], [0, -1, 0]), "turns about x before turns about y")
    first, again = (photo_of(track, (120, 160), 3) for _ in range(2))
    expect(first is not None and again is not None, "a good view of the track")
    expect(
        first is not None and again is not None and np.array_equal(first[0], again[0]),
        "the same seed to give the same photo",
    )


def main() -> None:
    a = stage_parser(__doc__, "unpacked recipe").parse_args()
    check_meshes()
    write_track(a.unpacked, a.recipe)
    check_rays(a.unpacked)


if __name__ == "__main__":
    main()
