"""Where furniture stands: along walls, in the middle, on tables, on walls and under the ceiling, nothing in anything else."""

from dataclasses import dataclass, field

import numpy as np

from training.room.building import Building, turn_about_y
from training.room.catalogue import Piece, Stock

ROOMS: dict[str, dict[str, float]] = {
    "living": {"Living room": 8, "Miscellaneous": 2, "Lights": 2, "Office": 1, "Characters": 0.4},
    "bedroom": {"Bedroom": 8, "Living room": 2, "Miscellaneous": 2, "Lights": 2, "Characters": 0.4},
    "kitchen": {"Kitchen": 9, "Miscellaneous": 1, "Lights": 1, "Living room": 1, "Characters": 0.4},
    "bathroom": {"Bathroom": 9, "Miscellaneous": 1, "Lights": 1},
    "office": {"Office": 8, "Miscellaneous": 2, "Lights": 1, "Living room": 2, "Characters": 0.4},
}
"""Of which categories a room's pieces are, and how often."""

TABLES = (
    "table",
    "desk",
    "cabinet",
    "counter",
    "commode",
    "buffet",
    "dresser",
    "drawer",
    "stand",
    "shelf",
    "sideboard",
)
SEATS = ("chair", "stool")
TRIES = 12


@dataclass
class Layout:
    """A room of this width (x), height (y) and depth (z) and the boxes in it that are taken, [low 3, high 3] each."""

    size: np.ndarray
    taken: list[tuple[np.ndarray, np.ndarray]] = field(default_factory=list)
    tables: list[tuple[Piece, np.ndarray, float]] = field(default_factory=list)

    def is_free(self, low: np.ndarray, high: np.ndarray) -> bool:
        room = self.size * [0.5, 1, 0.5]
        inside = (low >= [-room[0], -0.01, -room[2]]).all() and (high <= room).all()
        return bool(inside) and not any((low < b).all() and (high > a).all() for a, b in self.taken)


class Furnisher:
    """Puts pieces into a room: every choice is the next number of `rng`."""

    def __init__(self, rng: np.random.Generator, building: Building, layout: Layout, stock: Stock) -> None:
        self.rng, self.building, self.layout, self.stock = rng, building, layout, stock

    def furnish(self) -> None:
        kinds = list(ROOMS)
        kind = kinds[self.rng.choice(len(kinds), p=[0.3, 0.22, 0.2, 0.1, 0.18])]
        names, weights = zip(*ROOMS[kind].items(), strict=True)
        area = self.layout.size[0] * self.layout.size[2]
        for _ in range(int(self.rng.uniform(8, 20) + area * 0.6)):
            pieces = self.stock.categories.get(names[self.rng.choice(len(names), p=np.array(weights) / sum(weights))])
            if pieces:
                self.put(pieces[self.rng.integers(len(pieces))])

    def put(self, piece: Piece) -> None:
        width, height, depth = piece.size
        if piece.is_opening or max(width, depth) > 3.6:
            return
        if piece.elevation > 1.7 and piece.category == "Lights":
            self.hang(piece)
        elif piece.elevation > 0.05:
            self.lean(piece, piece.elevation)
        elif max(piece.size) < 0.6 and self.layout.tables:
            self.lay(piece)
        elif piece.category == "Characters" or (self.rng.random() < 0.3 and height < 1.2):
            self.stand(piece)
        else:
            self.lean(piece, 0)

    def place(self, piece: Piece, at: np.ndarray, angle: float) -> bool:
        """Whether there was room for a piece with its foot's middle there."""
        turn = np.abs(turn_about_y(angle))
        half = turn @ (np.array(piece.size) / 2)
        low, high = at - half * [1, 0, 1], at + half * [1, 2, 1]
        if not self.layout.is_free(low + 0.005, high - 0.005):
            return False
        self.layout.taken.append((low, np.minimum(high, at + np.array([99, piece.top, 99]))))
        self.building.add_piece(piece, at, angle)
        if any(word in piece.name for word in TABLES) and 0.3 < piece.top < 1.2:
            self.layout.tables.append((piece, at, angle))
        return True

    def lean(self, piece: Piece, elevation: float) -> None:
        """Its back at a wall."""
        for _ in range(TRIES):
            wall = int(self.rng.integers(4))
            angle = wall * np.pi / 2
            length, distance = self.layout.size[[0, 2]][:: 1 if wall % 2 == 0 else -1]
            space = length / 2 - piece.size[0] / 2
            if space < 0:
                continue
            along = space * (self.rng.choice([-1, 1]) if self.rng.random() < 0.3 else self.rng.uniform(-1, 1))
            gap = self.rng.uniform(0.006, 0.03)
            at = turn_about_y(angle) @ [along, elevation, distance / 2 - piece.size[2] / 2 - gap]
            if self.place(piece, at, angle):
                return

    def stand(self, piece: Piece) -> None:
        """Anywhere on the floor; round a table its chairs."""
        for _ in range(TRIES):
            at = self.layout.size * self.rng.uniform(-0.42, 0.42, 3) * [1, 0, 1]
            angle = self.rng.integers(4) * np.pi / 2 + self.rng.normal(0, 0.15)
            if self.place(piece, at, angle):
                if "table" in piece.name and 0.6 < piece.size[1] < 0.95:
                    self.sit(piece, at, angle)
                return

    def sit(self, table: Piece, at: np.ndarray, angle: float) -> None:
        everything = [piece for piece in self.stock.pieces if any(word in piece.name for word in SEATS)]
        chairs = [piece for piece in everything if 0.3 < piece.size[0] < 0.8 and piece.size[1] < 1.4]
        if not chairs:
            return
        chair = chairs[self.rng.integers(len(chairs))]
        for side in range(4):
            reach = table.size[2 if side % 2 == 0 else 0] / 2 + chair.size[2] / 2 + self.rng.uniform(0.02, 0.25)
            facing = angle + side * np.pi / 2
            beside = turn_about_y(facing) @ [0, 0, reach]
            if self.rng.random() < 0.8:
                self.place(chair, at + beside, facing + self.rng.normal(0, 0.15))

    def lay(self, piece: Piece) -> None:
        """On a table."""
        for _ in range(TRIES):
            table, at, angle = self.layout.tables[self.rng.integers(len(self.layout.tables))]
            space = np.array([table.size[0] - piece.size[0], 0, table.size[2] - piece.size[2]]) * 0.45
            if (space < 0).any():
                continue
            spot = at + turn_about_y(angle) @ (space * self.rng.uniform(-1, 1, 3)) + [0, table.top, 0]
            if self.place(piece, spot + np.array([0, 0.006, 0]), angle + self.rng.normal(0, 0.5)):
                return

    def hang(self, piece: Piece) -> None:
        """Under the ceiling."""
        at = self.layout.size * self.rng.uniform(-0.3, 0.3, 3) * [1, 0, 1]
        at[1] = self.layout.size[1] - piece.size[1] - 0.006
        self.place(piece, at, 0)
