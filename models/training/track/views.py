"""Where a photo of a track is taken from: along its driving line, over its driving mesh, or by what lies on the road."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import numpy as np

from training.mesh.camera import Camera

LIES_ON_ROADS = ("item", "banana", "small-nitro", "big-nitro", "start")


@dataclass(frozen=True)
class Spot:
    """A place on the road."""

    place: np.ndarray
    """[3], metres."""
    along: np.ndarray | None
    """[3], where the road goes; None where it goes anywhere."""


def find_spots(track: Path, scale: float) -> list[Spot]:
    """Of the track: the quads of its driving line where there is one, else the faces of its mesh and what lies on it."""
    spots = quad_spots(track / "quads.xml", scale)
    if spots:
        return spots
    places = face_places(track / "navmesh.xml")
    for node in ElementTree.parse(track / "scene.xml").getroot():
        if node.tag in LIES_ON_ROADS and node.get("x"):
            places.append(np.array([float(node.get(name, "0")) for name in "xyz"]))
    return [Spot(place * scale, None) for place in places]


def quad_spots(file: Path, scale: float) -> list[Spot]:
    """A corner is three numbers, or "7:2": corner 2 of quad 7. Roads go from corners 0 and 1 to corners 3 and 2."""
    if not file.exists():
        return []
    quads: list[list[np.ndarray]] = []
    for node in ElementTree.parse(file).getroot().iter("quad"):
        corners = []
        for word in (node.get(f"p{k}", "") for k in range(4)):
            if ":" in word:
                number, corner = map(int, word.split(":"))
                corners.append(quads[number][corner])
            else:
                corners.append(np.array([float(part) for part in word.split()]))
        quads.append(corners)
    return [Spot(np.mean(quad, axis=0) * scale, (quad[2] + quad[3] - quad[0] - quad[1]) / 2 * scale) for quad in quads]


def face_places(file: Path) -> list[np.ndarray]:
    """Middles of the faces of a driving mesh."""
    if not file.exists():
        return []
    root = ElementTree.parse(file).getroot()
    vertices = np.array([[float(node.get(name, "0")) for name in "xyz"] for node in root.iter("vertex")])
    return [vertices[[int(k) for k in node.get("indices", "").split()]].mean(0) for node in root.iter("face")]


def draw_camera(
    rng: np.random.Generator, spots: list[Spot], ground: Callable[[np.ndarray], float | None]
) -> Camera | None:
    """A random one, or None where there is no ground under it."""
    spot = spots[rng.integers(len(spots))]
    place = spot.place + np.array([rng.normal(0, 2), 0, rng.normal(0, 2)])
    yaw = rng.uniform(-np.pi, np.pi)
    if spot.along is not None:
        place = place + spot.along * rng.uniform(-0.5, 0.5)
        aside = rng.normal(0, 0.35) if rng.random() < 0.6 else rng.uniform(-np.pi, np.pi)
        yaw = np.arctan2(spot.along[0], spot.along[2]) + aside
    height = np.exp(rng.uniform(np.log(0.6), np.log(4)))
    under = ground(place)
    if under is None:
        return None
    eye = np.array([place[0], under + height, place[2]])
    pitch = rng.normal(0.06 - 0.06 * height, 0.1)
    return Camera(eye, yaw, pitch, rng.normal(0, 0.025), rng.uniform(45, 75))
