"""A track that photos can be taken of."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from training.track.atlas import Atlas
from training.track.placing import numbers
from training.track.surfaces import Shelf
from training.track.views import Spot, find_spots
from training.track.weather import Lamp
from training.track.world import World, load_world

SIDES = (2, 3, 0, 1, 5, 4)
"""scene.xml names a sky's pictures as up, down, east, west, south, north; here: right, left, up, down, forward, backward."""

ENERGY = 3.0
"""Light at one metre of a lamp of energy 1."""


@dataclass(frozen=True)
class Place:
    world: World
    spots: list[Spot]
    to_sun: np.ndarray
    """[3], of length 1."""
    lamps: list[Lamp]
    box: np.ndarray | None
    """Numbers of the sky's pictures in the order of Weather."""


def load_place(data: Path, name: str, scale: float) -> Place:
    """The track `name` of the game's data folder; a unit of it is `scale` metres."""
    track = data / "tracks" / name
    root = ElementTree.parse(track / "scene.xml").getroot()
    shelf, atlas = Shelf(data), Atlas()
    sun, sky = root.find("sun"), root.find("sky-box")
    names = sky.get("texture", "").split() if sky is not None else []
    files = [shelf.picture([track], names[side]) for side in SIDES] if len(names) == 6 else []
    box = np.array([atlas.add_picture(file, None) for file in files]) if files and None not in files else None
    place = numbers(sun.get("xyz") if sun is not None else None, (1.0, 2.0, 1.0))
    place = place if place[1] > 0 else np.array([1.0, 2.0, 1.0])
    lamps = [
        Lamp(
            numbers(node.get("xyz"), (0, 0, 0)) * scale,
            float(node.get("energy", "1")) * ENERGY * (numbers(node.get("color"), (255, 255, 255)) / 255) ** 2.2,
        )
        for node in root.iter("light")
    ]
    world = load_world(data, track, scale, shelf, atlas)
    return Place(world, find_spots(track, scale), place / np.linalg.norm(place), lamps, box)
