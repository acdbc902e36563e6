"""Things that stand in a world: furniture and upright cut-outs."""

import numpy as np

from training.scene.materials import Material, Supplies
from training.scene.shapes import rotation
from training.scene.world import World


class Builder:
    """A world in the making, out of random things: every choice is the next number of `rng`."""

    def __init__(self, rng: np.random.Generator, supplies: Supplies):
        self.rng, self.supplies, self.world = rng, supplies, World()

    def furniture(self, x: float, z: float, y: float = 0.0, big: float = 1.0) -> None:
        """One thing standing at (x, y, z)."""
        draw, kind, m = self.rng.uniform, self.rng.random(), self.supplies.material(self.rng)
        if kind < 0.34:
            h = draw(0.2, 1.5) * big
            half = [draw(0.12, 0.7) * big, h / 2, draw(0.12, 0.5) * big]
            self.world.add("box", [x, y + h / 2, z], half, draw(0, 3.14), m)
        elif kind < 0.55:
            self.table(x, z, y, big, m)
        elif kind < 0.68:
            r = draw(0.08, 0.45) * big
            self.world.add("sphere", [x, y + r, z], [r, r * draw(0.6, 1.3), r], 0, m)
        elif kind < 0.8:
            h = draw(0.1, 1.0) * big
            self.world.add("cylinder", [x, y + h, z], [draw(0.04, 0.4) * big, h, 1], 0, m)
        else:
            self.card(x, z, y, draw(0.4, 1.8) * big)

    def table(self, x: float, z: float, y: float, big: float, m: Material) -> None:
        """A table or a chair, or a table with something on it."""
        draw = self.rng.uniform
        a, b, h, turn = draw(0.2, 0.8) * big, draw(0.2, 0.5) * big, draw(0.4, 0.85) * big, draw(0, 3.14)
        turned = rotation(turn)
        self.world.add("box", [x, y + h, z], [a, 0.03, b], turn, m)
        for sx in (-1, 1):
            for sz in (-1, 1):
                leg = np.array([sx * (a - 0.04), 0, sz * (b - 0.04)], np.float32) @ turned
                self.world.add("box", [x + leg[0], y + h / 2, z + leg[2]], [0.03, h / 2, 0.03], turn, m)
        if self.rng.random() < 0.5:
            back = np.array([0, 0, b], np.float32) @ turned
            self.world.add("box", [x + back[0], y + h * 1.5, z + back[2]], [a, h / 2, 0.03], turn, m)
        elif self.rng.random() < 0.7:
            half = [draw(0.04, 0.12), 0.12, 1]
            self.world.add("cylinder", [x, y + h + 0.15, z], half, 0, self.supplies.material(self.rng))

    def card(self, x: float, z: float, y: float, height: float) -> None:
        stamp = self.supplies.stamp(self.rng)
        half = [height * stamp.shape[1] / stamp.shape[0] / 2, height / 2, 0.5]
        self.world.add_card([x, y + height / 2, z], half, self.rng.normal(0, 0.3), stamp)
