"""A photo of a place and its exact depth."""

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from training.mesh.camera import Camera
from training.mesh.painting import GAMMA, Painter
from training.mesh.weather import Lamp, draw_weather
from training.mesh.world import SOLID, World
from training.scene.rendering import SKY, photographed

ROOF = 15.0
"""Metres up to which something over the camera is a roof, under which there are lamps and no haze."""
GLANCE = 8
"""Of so many pixels one is looked at before a view is taken."""
CORNERS = ((-0.25, -0.25), (0.25, -0.25), (-0.25, 0.25), (0.25, 0.25))
"""Where in a pixel that lies on an edge light is gathered too."""


Scene = tuple[np.ndarray, np.ndarray]
"""rgb uint8 [H, W, 3], and depth along the view, float16 [H, W] in metres."""

NEAREST = 0.3
"""Metres that nearly all of a view is away, and the camera from everything."""
MOST_SKY = 0.5
"""Share of a view that may be as far as depth is told."""
LEAST_RANGE = 1.7
"""How many times farther the far parts of a view are than its near ones."""
MOST_BACKS = 0.1
"""Share of a view that may be surfaces seen from behind: a camera inside something sees little else."""
MOST_FLOOR = 0.6
"""Share of a view that may face upwards."""
LEAST_MEDIAN = 1.0
"""Metres that half of a view is away."""
LEAST_TRIANGLES = 60


@dataclass(frozen=True)
class Place:
    """What photos are taken of."""

    world: World
    to_sun: np.ndarray
    """[3], of length 1."""
    lamps: list[Lamp]
    box: np.ndarray | None
    """Numbers of the sky's pictures in the order of Weather."""


def is_free(world: World, eye: np.ndarray) -> bool:
    """Whether nothing is near in 26 directions."""
    ways = np.array([[x, y, z] for x in (-1, 0, 1) for y in (-1, 0, 1) for z in (-1, 0, 1) if x or y or z], float)
    ways /= np.linalg.norm(ways, axis=1, keepdims=True)
    return bool((world.cast(np.broadcast_to(eye, ways.shape), ways).distance > NEAREST).all())


def is_good(world: World, camera: Camera, size: tuple[int, int], most_backs: float = MOST_BACKS) -> bool:
    """Whether a glance at a view keeps to what is said above."""
    rays = camera.rays(size, GLANCE).reshape(-1, 3)
    hits = world.cast(np.broadcast_to(camera.eye, rays.shape), rays)
    depth = np.minimum(hits.distance, SKY)
    low, high = np.percentile(depth, (5, 95))
    if np.median(depth) < LEAST_MEDIAN:
        return False
    if (depth >= SKY).mean() > MOST_SKY or np.percentile(depth, 2) < NEAREST or high < LEAST_RANGE * low:
        return False
    on = hits.triangle[hits.triangle >= 0]
    solid = world.soup.kinds[world.soup.surface[hits.triangle]] == SOLID
    upwards = (world.soup.normals[hits.triangle, :, 1].mean(1) > 0.8) & (hits.triangle >= 0) & (depth < SKY)
    if upwards.mean() > MOST_FLOOR:
        return False
    facing = (world.soup.normals[hits.triangle].mean(1) * rays).sum(1)
    behind = solid & (hits.triangle >= 0) & (facing > 0.1) & (depth < SKY)
    return bool(behind.mean() <= most_backs and len(np.unique(on)) >= LEAST_TRIANGLES)


def take(rng: np.random.Generator, place: Place, camera: Camera, size: tuple[int, int]) -> Scene:
    """A picture in random weather; edges are looked at four more times."""
    weather = draw_weather(rng, place.to_sun, draw_lamps(rng, place, camera), place.box)
    if distance_above(place.world, camera.eye) < ROOF:
        weather = replace(weather, haze=0)
    pixel = 2 * np.tan(np.radians(camera.field) / 2) / size[1]
    painter = Painter(place.world, weather, pixel)
    light, hits = painter(camera.eye, camera.rays(size).reshape(-1, 3))
    depth = np.minimum(hits.distance, SKY).reshape(size)
    rows, columns = np.nonzero(edges_of(depth, place.world.soup.surface[hits.triangle].reshape(size)))
    image = light.reshape(*size, 3)
    if len(rows):
        gathered = image[rows, columns]
        for y, x in CORNERS:
            rays = camera.rays_at(size, rows + 0.5 + y, columns + 0.5 + x)
            gathered = gathered + painter(camera.eye, rays)[0]
        image[rows, columns] = gathered / (len(CORNERS) + 1)
    return photographed(rng, developed(rng, image)), depth.astype(np.float16)


def edges_of(depth: np.ndarray, surface: np.ndarray) -> np.ndarray:
    """Whether a pixel [H, W] has another surface or another depth beside it."""
    edges, inverse = np.zeros(depth.shape, bool), 1 / depth
    for axis in (0, 1):
        before, after = (inverse.take(range(k, k + depth.shape[axis] - 1), axis) for k in (0, 1))
        is_step = np.abs(after - before) > 0.02 * np.minimum(before, after) + 1e-4
        is_step |= np.diff(surface, axis=axis) != 0
        for padding in ((0, 1), (1, 0)):
            edges |= np.pad(is_step, [padding if k == axis else (0, 0) for k in (0, 1)])
    return edges


def distance_above(world: World, at: np.ndarray) -> float:
    """Metres to what is over a place [3], inf under the sky."""
    return float(world.cast(at[None], np.array([[0, 1.0, 0]])).distance[0])


def draw_lamps(rng: np.random.Generator, place: Place, camera: Camera) -> list[Lamp]:
    """The track's lamps that are near, and under a roof others of our own."""
    forward = camera.turn()[:, 2]
    near = sorted(place.lamps, key=lambda lamp: float(np.linalg.norm(lamp.place - camera.eye - 5 * forward)))[:2]
    lamps = [lamp for lamp in near if np.linalg.norm(lamp.place - camera.eye) < 25]
    if distance_above(place.world, camera.eye) > ROOF:
        return lamps
    for _ in range(rng.integers(1, 3) - len(lamps) // 2):
        at = camera.eye + forward * np.exp(rng.uniform(0, 2.3)) * [1, 0, 1] + rng.normal(0, 1, 3) * [1, 0, 1]
        height = min(distance_above(place.world, at) * 0.85, rng.uniform(0.5, 5))
        strength = np.exp(rng.uniform(0.5, 3)) * np.array([1, rng.uniform(0.75, 1), rng.uniform(0.5, 1)])
        lamps.append(Lamp(at + np.array([0, height, 0]), strength))
    return lamps


def developed(rng: np.random.Generator, light: np.ndarray) -> np.ndarray:
    """Linear light [H, W, 3] -> 0..1 as a camera shows it: its own exposure, a white balance, highlights that give way."""
    grey = np.maximum(light.mean(-1), 1e-3)
    level = max(np.exp(np.log(grey).mean()), 0.4 * np.percentile(grey, 90))
    light = light * (np.exp(rng.uniform(np.log(0.13), np.log(0.3))) / level) * np.exp(rng.normal(0, 0.06, 3))
    return (1 - np.exp(-1.4 * light)) ** (1 / GAMMA)


def save_scenes(file: Path, scenes: list[Scene], seed: int, count: int) -> None:
    """At most `count` of them in random order, as scenes.py writes them; ends the program where there is none."""
    order = np.random.default_rng(seed).permutation(len(scenes))[:count]
    if not len(order):
        sys.exit("Expected at least one good view, but there was none: ask for more with --count.")
    np.savez(file, rgb=np.stack([scenes[k][0] for k in order]), depth=np.stack([scenes[k][1] for k in order]))
    print(len(order), "scenes")
