"""A room's floor, ceiling and walls with doors before them and windows in them, and a plain world outside."""

import numpy as np

from training.room.building import Building, House, Look, turn_about_y
from training.room.catalogue import Piece, Texture
from training.room.furnishing import Layout

REVEAL = 0.22
"""Metres of a wall's thickness that a window shows."""
OUTSIDE = 90.0
"""Metres to the end of the ground outside."""

Hole = tuple[float, float, float, float]
"""In a wall: from left to right, from bottom to top."""


def build_shell(
    rng: np.random.Generator, house: House, layout: Layout, openings: list[Piece], textures: list[Texture]
) -> Building:
    building = Building(house)
    width, height, depth = layout.size
    kinds = {kind: [texture for texture in textures if texture.category == kind] for kind in ("Floor", "Wall")}
    floor, ceiling = Look(house, rng, kinds["Floor"], 0.15), Look(house, rng, [], 1, is_pale=True)
    wall, another = (Look(house, rng, kinds["Wall"], 0.6) for _ in range(2))
    x, y, z = np.eye(3)
    corner = np.array([-width / 2, 0, -depth / 2])
    building.add_flat(corner, z * depth, x * width, floor)
    building.add_flat(corner + y * height, x * width, z * depth, ceiling)
    ground = Look(house, rng, kinds["Floor"], 0.5)
    below = np.array([-OUTSIDE, -rng.uniform(0.2, 8), -OUTSIDE])
    building.add_flat(below, z * 2 * OUTSIDE, x * 2 * OUTSIDE, ground)
    for side in range(4):
        look = another if side == 0 and rng.random() < 0.4 else wall
        length, distance = (width, depth / 2) if side % 2 == 0 else (depth, width / 2)
        turn = turn_about_y(side * np.pi / 2)
        holes = []
        if openings and rng.random() < 0.55:
            piece = openings[rng.integers(len(openings))]
            holes = open_wall(rng, building, layout, piece, side, length, distance)
        for left, right, low, high in around(holes, length, height):
            start = turn @ [left, low, distance]
            building.add_flat(start, turn @ [right - left, 0, 0], y * (high - low), look, (left, low))
        for left, right, low, high in holes:
            back = [0, 0, REVEAL]
            for at, along in ((left, (low, high)), (right, (low, high))):
                building.add_flat(turn @ [at, along[0], distance], turn @ back, y * (along[1] - along[0]), look)
            for at in (low, high):
                building.add_flat(turn @ [left, at, distance], turn @ back, turn @ [right - left, 0, 0], look)
    return building


def open_wall(
    rng: np.random.Generator,
    building: Building,
    layout: Layout,
    piece: Piece,
    side: int,
    length: float,
    distance: float,
) -> list[Hole]:
    """A door before the wall, or a window in it: its hole. What stands there is kept away from a door."""
    width, height, depth = piece.size
    space = length / 2 - width / 2 - 0.1
    if space < 0 or piece.elevation + height > layout.size[1] - 0.05 or width < 0.4:
        return []
    middle, angle = rng.uniform(-space, space), side * np.pi / 2
    turn = turn_about_y(angle)
    is_window = piece.elevation > 0.05 or "window" in piece.name
    behind = depth / 2 - 0.03 if is_window else -depth / 2 - 0.005
    building.add_piece(piece, turn @ [middle, piece.elevation, distance + behind], angle)
    reach = 0.1 if is_window else 0.9
    ends = np.array(
        [
            turn @ [middle - width / 2, piece.elevation, distance],
            turn @ [middle + width / 2, piece.elevation + height, distance - reach],
        ]
    )
    layout.taken.append((ends.min(0), ends.max(0)))
    edge = 0.01
    left, right = middle - width / 2 + edge, middle + width / 2 - edge
    return [(left, right, max(piece.elevation, 0) + edge, piece.elevation + height - edge)] if is_window else []


def around(holes: list[Hole], length: float, height: float) -> list[Hole]:
    """The rectangles of a wall that are left around at most one hole."""
    if not holes:
        return [(-length / 2, length / 2, 0, height)]
    left, right, low, high = holes[0]
    sides = [(-length / 2, left, 0.0, height), (right, length / 2, 0.0, height)]
    return [*sides, (left, right, 0.0, low), (left, right, high, height)]
