"""Photos of a track."""

import numpy as np

from training.mesh.photo import Scene, is_free, is_good, take
from training.mesh.world import World
from training.track.loading import Track
from training.track.views import draw_camera

TRIES = 60


def photo_of(track: Track, size: tuple[int, int], seed: int) -> Scene | None:
    """A random one, or None when no view of many was good."""
    rng, world = np.random.default_rng(seed), track.place.world
    for _ in range(TRIES):
        camera = draw_camera(rng, track.spots, lambda at: ground_under(world, at))
        if camera is None or not is_free(world, camera.eye):
            continue
        if not is_good(world, camera, size):
            continue
        rgb, depth = take(rng, track.place, camera, size)
        if rgb.std() > 14:
            return rgb, depth
    return None


def ground_under(world: World, at: np.ndarray) -> float | None:
    """Height of the ground under, or a little over, a place [3]; None where there is none."""
    hit = world.cast(at[None] + np.array([[0, 1.0, 0]]), np.array([[0, -1.0, 0]]))
    return float(at[1] + 1 - hit.distance[0]) if hit.distance[0] < 8 else None
