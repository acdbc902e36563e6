"""A few pieces of furniture in the layout of Sweet Home 3D's packages, and what is known of rooms that are made of them."""

import sys
from itertools import combinations
from pathlib import Path
from zipfile import ZipFile

import cv2
import numpy as np

from training.arguments import stage_parser
from training.mesh.world import World
from training.room.building import House
from training.room.catalogue import FURNITURE, PROGRAM, TEXTURES, Stock, read_pieces, read_textures
from training.room.furnishing import Furnisher, Layout
from training.room.obj import read_model
from training.room.shell import build_shell

NAMES = ("Table", "Chair", "Cabinet", "Bookcase", "Vase", "Window", "Sofa", "Bed", "Desk", "Stool", "Lamp", "Door")
SIZES = "120x75x80 45x90x45 90x180x40 80x190x30 20x40x20 100x110x12 180x80x85 140x60x200 130x74x60 35x60x35 30x40x30 83x205x15"
CATEGORIES = ("Living room", "Bedroom", "Kitchen", "Bathroom", "Office")
PARTS = 4
"""Squares along an edge of a piece."""


def box_obj(number: int) -> str:
    """A box with one corner at 0 whose faces are squares, told in positive numbers or, every other one, in negative ones."""
    lines, count = ["mtllib box.mtl", "usemtl painted"], 0
    for axis in range(3):
        for end in (0.0, 1.0):
            for row in range(PARTS):
                for column in range(PARTS):
                    for a, b in ((0, 0), (1, 0), (1, 1), (0, 1)):
                        point = [(row + a) / PARTS, (column + b) / PARTS]
                        point.insert(axis, end)
                        lines.append("v {} {} {}".format(*point))
                        lines.append(f"vt {point[0]} {point[1]}")
                    count += 4
                    corners = range(count - 3, count + 1) if number % 2 == 0 else range(-4, 0)
                    lines.append("f " + " ".join(f"{k}/{k}" for k in corners))
    return "\n".join(lines)


def write_packages(unpacked: Path) -> None:
    rng = np.random.default_rng(0)
    picture = cv2.imencode(".png", rng.integers(0, 255, (16, 16, 3), dtype=np.uint8))[1].tobytes()
    (unpacked / FURNITURE).mkdir(parents=True, exist_ok=True)
    rows = []
    with ZipFile(unpacked / FURNITURE / "trial.sh3f", "w") as file:
        for number, (name, size) in enumerate(zip(NAMES, SIZES.split(), strict=True), 1):
            width, height, depth = size.split("x")
            words = {
                "name": name,
                "category": CATEGORIES[number % 5] if name not in ("Window", "Door") else "Doors and windows",
                "model": f"/m{number}/box.obj",
                "width": width,
                "height": height,
                "depth": depth,
                "doorOrWindow": str(name in ("Window", "Door")).lower(),
            } | ({"elevation": "90"} if name == "Window" else {})
            rows += [f"{key}#{number}={value}" for key, value in words.items()]
            file.writestr(f"m{number}/box.obj", box_obj(number))
            file.writestr(f"m{number}/box.mtl", "newmtl painted\nKd 0.8 0.5 0.2\nmap_Kd box.png\n" * (number % 3 > 0))
            file.writestr(f"m{number}/box.png", picture)
        file.writestr("PluginFurnitureCatalog.properties", "\n".join(rows))
    (unpacked / PROGRAM).parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(unpacked / PROGRAM, "w") as file:
        file.writestr("floor.png", picture)
        file.writestr(TEXTURES, "image#1=/floor.png\ncategory#1=Floor\nwidth#1=40\nheight#1=40\n")


def expect(is_so: bool, what: str) -> None:
    if not is_so:
        sys.exit(f"Expected {what}, but it is not so.")


def check_pieces(unpacked: Path) -> None:
    pieces = read_pieces(unpacked, "train")
    others = read_pieces(unpacked, "val")
    expect(len(pieces) == 10 and len(others) == 2 and not set(pieces) & set(others), "a sixth of the pieces apart")
    house = House()
    for piece in pieces:
        corners = np.concatenate([part.corners.reshape(-1, 3) for part in house.model(piece)])
        low, high = corners.min(0), corners.max(0)
        expect(np.allclose(high - low, piece.size, atol=1e-5), f"the {piece.name} in its own size")
        expect(np.allclose(low + high, [0, piece.size[1], 0], atol=1e-5), f"the {piece.name} to stand on its middle")
        (part,) = read_model(house.archive(piece.archive), piece.model)
        expect(len(part.corners) == 6 * 2 * PARTS**2, "two triangles of each square")
        area = np.linalg.norm(np.cross(*(part.corners[:, k] - part.corners[:, 0] for k in (1, 2))), axis=1) / 2
        expect(np.allclose(area, 0.5 / PARTS**2), "triangles of half a square")
        back = house.model(piece)[0].corners[part.corners[..., 2] == 0]
        expect(np.allclose(back[:, 2], piece.size[2] / 2, atol=1e-5), f"the {piece.name} to have its back towards z")


def check_rooms(unpacked: Path) -> None:
    pieces = read_pieces(unpacked, "train")
    for seed in range(4):
        rng, house = np.random.default_rng(seed), House()
        layout = Layout(np.array([4.0, 2.5, 5.0]))
        openings = [piece for piece in pieces if piece.is_opening] if seed % 2 else []
        building = build_shell(rng, house, layout, openings, read_textures(unpacked))
        doors = len(layout.taken)
        Furnisher(rng, building, layout, Stock(pieces)).furnish()
        expect(len(layout.taken) > doors, "furniture in a room")
        for (low, high), (other_low, other_high) in combinations(layout.taken[doors:], 2):
            apart = (low >= other_high - 0.02).any() or (other_low >= high - 0.02).any()
            expect(bool(apart), "pieces that do not stand in each other")
        rays = rng.normal(0, 1, (4000, 3))
        eye = np.broadcast_to([0, 2.4, 0], rays.shape)
        ends = eye + rays * World(building.soup(), house.atlas.finish()).cast(eye, rays).distance[:, None]
        inside = (np.abs(ends - [0, 1.25, 0]) < np.array([2, 1.25, 2.5]) + 1e-3).all(1)
        expect(bool(inside.mean() > 0.999) if not openings else bool(inside.mean() > 0.8), "a room that is closed")


def main() -> None:
    a = stage_parser(__doc__, "unpacked").parse_args()
    write_packages(a.unpacked)
    check_pieces(a.unpacked)
    check_rooms(a.unpacked)


if __name__ == "__main__":
    main()
