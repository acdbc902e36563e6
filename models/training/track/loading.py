"""A track that photos can be taken of."""

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from training.mesh.atlas import Atlas
from training.mesh.photo import Place
from training.mesh.weather import Lamp
from training.mesh.world import CUT_OUT, DECAL, LAYERS, SOLID, THIN, UNLIT, Soup, World
from training.track.placing import numbers, placed_meshes
from training.track.spm import Part, read_spm
from training.track.surfaces import Shelf, Surface
from training.track.views import Spot, find_spots

SIDES = (2, 3, 0, 1, 5, 4)
"""scene.xml names a sky's pictures as up, down, east, west, south, north; here: right, left, up, down, forward, backward."""

ENERGY = 3.0
"""Light at one metre of a lamp of energy 1."""


NUMBERS = {"solid": SOLID, "cut out": CUT_OUT, "thin": THIN, "unlit": UNLIT, "decal": DECAL, "layers": LAYERS}
"""By kind."""


@dataclass(frozen=True)
class Track:
    place: Place
    spots: list[Spot]


def load_track(data: Path, name: str, scale: float) -> Track:
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
    return Track(Place(world, place / np.linalg.norm(place), lamps, box), find_spots(track, scale))


def load_world(data: Path, track: Path, scale: float, shelf: Shelf, atlas: Atlas) -> World:
    """A track of the game's data, its units multiplied by `scale`."""
    meshes: dict[Path, list[Part]] = {}
    surfaces: dict[Surface, int] = {}
    pieces: list[tuple[np.ndarray, ...]] = []
    for placed in placed_meshes(data, track):
        if placed.mesh not in meshes:
            meshes[placed.mesh] = read_spm(placed.mesh)
        for part in meshes[placed.mesh]:
            surface = shelf.surface([*placed.folders], part.textures)
            if surface.kind != "nothing" and len(part.triangles):
                pieces.append(piece(part, placed.matrix, scale, surfaces.setdefault(surface, len(surfaces))))
    pictures = np.array([picture_numbers(atlas, surface) for surface in surfaces])
    kinds = np.array([NUMBERS[surface.kind] for surface in surfaces])
    corners, normals, colours, places, owner = (np.concatenate(each) for each in zip(*pieces, strict=True))
    return World(Soup(corners, normals, colours, places, owner, kinds, pictures), atlas.finish())


def piece(part: Part, matrix: np.ndarray, scale: float, surface: int) -> tuple[np.ndarray, ...]:
    """Corners, normals, colours, places and surface of a part's triangles where it stands."""
    linear = matrix[:, :3]
    positions = ((part.positions @ linear.T + matrix[:, 3]) * scale).astype(np.float32)
    upright = np.linalg.inv(linear).T if abs(np.linalg.det(linear)) > 1e-9 else linear
    normals = part.normals @ upright.T
    normals = (normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    t = part.triangles
    return positions[t], normals[t], part.colours[t], part.places[t], np.full(len(t), surface, np.int32)


def picture_numbers(atlas: Atlas, surface: Surface) -> list[int]:
    first = atlas.add_picture(surface.picture, surface.mask)
    second = atlas.add_picture(surface.second, None)
    layers = [atlas.add_picture(layer, None) for layer in surface.layers] or [0] * 4
    return [first, second, *layers]
