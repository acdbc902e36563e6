"""Random worlds, each with its camera and its light: rooms, streets and table tops."""

from dataclasses import dataclass

import numpy as np

from training.scene.materials import Supplies
from training.scene.things import Builder
from training.scene.world import World


@dataclass(frozen=True)
class View:
    """A world as it is looked at."""

    world: World
    eye: np.ndarray
    yaw: float
    pitch: float
    field: float
    """Horizontal field of view in degrees."""
    light: np.ndarray
    """Where the lamp is, or the direction to the sun."""
    is_sunny: bool


def build(rng: np.random.Generator, supplies: Supplies) -> View:
    builder = Builder(rng, supplies)
    kind = rng.choice(["room", "street", "table"], p=[0.55, 0.28, 0.17])
    if kind == "room":
        return build_room(builder)
    return build_table(builder) if kind == "table" else build_street(builder)


def point(*coordinates: float) -> np.ndarray:
    return np.array(coordinates, np.float32)


def build_room(builder: Builder) -> View:
    rng, draw, world, material = builder.rng, builder.rng.uniform, builder.world, builder.supplies.material
    width, depth, height = draw(2.4, 8), draw(2.8, 11), draw(2.2, 3.4)
    inside = (material(rng, 0.35), material(rng, 0.85), material(rng, 0.6))
    world.add("room", [0, height / 2, 0], [width / 2, height / 2, depth / 2], 0, *inside)
    eye = point(draw(-0.35, 0.35) * width, draw(0.7, 1.8), -depth / 2 * draw(0.5, 0.92))
    for _ in range(rng.integers(3, 13)):
        builder.furniture(draw(-0.46, 0.46) * width, draw(eye[2] + 0.8, depth / 2 - 0.1))
    for _ in range(rng.integers(0, 5)):  # on the walls
        if rng.random() < 0.5:
            centre = [draw(-0.45, 0.45) * width, draw(0.8, height - 0.4), depth / 2]
            half = [draw(0.15, 0.8), draw(0.15, 0.6), draw(0.02, 0.15)]
        else:
            centre = [rng.choice([-1, 1]) * width / 2, draw(0.8, height - 0.4), draw(-0.4, 0.48) * depth]
            half = [draw(0.02, 0.2), draw(0.15, 0.9), draw(0.15, 0.8)]
        world.add("box", centre, half, 0, material(rng, 0.2))
    yaw, pitch, field = rng.normal(0, 0.4), rng.normal(-0.12, 0.14), draw(48, 75)
    lamp = point(draw(-0.4, 0.4) * width, height - 0.1, draw(-0.4, 0.4) * depth)
    return View(world, eye, yaw, pitch, field, lamp, False)


def build_table(builder: Builder) -> View:
    rng, draw, world, material = builder.rng, builder.rng.uniform, builder.world, builder.supplies.material
    world.add("floor", [0, 0, 0], [1, 1, 1], 0, material(rng, 0.3))
    if rng.random() < 0.7:
        world.add("box", [0, 1, draw(1.2, 4)], [6, 3, 0.1], rng.normal(0, 0.2), material(rng, 0.4))
    for _ in range(rng.integers(2, 9)):
        builder.furniture(rng.normal(0, 0.4), draw(-0.2, 0.9), 0, draw(0.1, 0.35))
    eye = point(rng.normal(0, 0.15), draw(0.2, 0.9), -draw(0.6, 1.2))
    yaw, pitch, field = rng.normal(0, 0.12), -draw(0.15, 0.6), draw(40, 65)
    return View(world, eye, yaw, pitch, field, point(draw(-2, 2), draw(1.5, 3), -draw(0, 2)), False)


def build_street(builder: Builder) -> View:
    rng, draw, world, material = builder.rng, builder.rng.uniform, builder.world, builder.supplies.material
    world.add("floor", [0, 0, 0], [1, 1, 1], 0, material(rng, 0.3))
    add_houses(builder)
    for _ in range(rng.integers(0, 8)):
        add_tree(builder)
    for _ in range(rng.integers(1, 8)):
        z = np.exp(draw(np.log(1.5), np.log(25)))
        x = draw(-0.5, 0.5) * z
        if rng.random() < 0.55:
            builder.card(x, z, 0, draw(0.5, 2.1))
        else:
            builder.furniture(x, z, 0, draw(0.8, 1.8))
    for _ in range(rng.integers(0, 4)):  # hills
        r, m = draw(40, 160), material(rng, 0.2).larger(20)
        centre = [draw(-120, 120), -r * 0.1, draw(60, 110) + r * 0.6]
        world.add("sphere", centre, [r, r * draw(0.2, 0.6), r], 0, m)
    eye = point(0, draw(0.5, 2.2), 0)
    yaw, pitch, field = rng.normal(0, 0.2), rng.normal(-0.04, 0.1), draw(48, 75)
    return View(world, eye, yaw, pitch, field, point(rng.normal(), draw(0.5, 2), rng.normal()), True)


def add_houses(builder: Builder) -> None:
    """A row on either side."""
    rng, draw = builder.rng, builder.rng.uniform
    gap = draw(3, 14)
    for side in (-1, 1):
        z = draw(-2, 10)
        for _ in range(rng.integers(0, 6)):
            a, b, h = draw(2, 7), draw(2, 8), draw(1.5, 11)
            m = builder.supplies.material(rng, 0.15).larger(4)
            centre = [side * (gap + a + draw(0, 4)), h, z + b]
            builder.world.add("box", centre, [a, h, b], rng.normal(0, 0.06), m)
            z += 2 * b + draw(0, 8)


def add_tree(builder: Builder) -> None:
    rng, draw, material = builder.rng, builder.rng.uniform, builder.supplies.material
    z = draw(5, 55)
    x, h, m = draw(-0.7, 0.7) * (z + 3), draw(1, 4), material(rng, 0.1)
    builder.world.add("cylinder", [x, h, z], [draw(0.08, 0.3), h, 1], 0, material(rng))
    for _ in range(rng.integers(1, 4)):
        r = draw(0.7, 2.4)
        centre = [x + rng.normal(0, 0.6), 2 * h + rng.normal(0, 0.5), z + rng.normal(0, 0.6)]
        builder.world.add("sphere", centre, [r, r * draw(0.7, 1.3), r], 0, m)
