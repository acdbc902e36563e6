"""Stage 1c: furnished rooms with exact metric depth, out of Sweet Home 3D's furniture.

    python3 -m training.rooms --unpacked DIR --count 300 --seed 41 --size 384 512 --out scenes_41.npz

What scenes.py writes: rgb, and depth as planar z along the optical axis in metres, at most 80. Needs Debian's packages
sweethome3d-furniture (models with their real sizes) and sweethome3d (textures) under DIR. `--split val`: every sixth piece, which no
training sees.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from training.arguments import add_scene_arguments, add_split_argument, stage_parser
from training.mesh.camera import Camera
from training.mesh.photo import Place, Scene, is_free, is_good, save_scenes, take
from training.mesh.weather import Lamp
from training.mesh.world import World
from training.room.building import House
from training.room.catalogue import PROGRAM, Piece, Stock, Texture, read_pieces, read_textures
from training.room.furnishing import ROOMS as KINDS
from training.room.furnishing import Furnisher, Layout
from training.room.shell import build_shell
from training.workers import in_workers

HOUSE = 90
"""Pieces that the rooms of a house are furnished with, so that models are read once for many photos."""
ROOMS, VIEWS = 6, 2
"""Of a house, and of a room."""
TRIES = 40


def start(unpacked: Path, split: str, size: tuple[int, int]) -> Callable[[int], list[Scene]]:
    """What a worker does: the seed of a house -> scenes."""
    cv2.setNumThreads(1)
    return partial(photograph, read_pieces(unpacked, split), read_textures(unpacked), size)


def photograph(pieces: list[Piece], textures: list[Texture], size: tuple[int, int], seed: int) -> list[Scene]:
    rng, house, begin = np.random.default_rng(seed), House(), time.process_time()
    inside = [piece for piece in pieces if any(piece.category in room for room in KINDS.values())]
    stock = Stock([inside[k] for k in rng.permutation(len(inside))[:HOUSE]])
    doors = [piece for piece in pieces if piece.is_opening]
    openings = [doors[k] for k in rng.permutation(len(doors))[:8]]
    scenes: list[Scene] = []
    for _ in range(ROOMS):
        layout = Layout(np.array([rng.uniform(2.6, 7), rng.uniform(2.3, 3.1), rng.uniform(3, 8)]))
        building = build_shell(rng, house, layout, openings, textures)
        Furnisher(rng, building, layout, stock).furnish()
        world = World(building.soup(), house.atlas.finish())
        lamps = [lamp_of(rng, layout) for _ in range(rng.integers(1, 3))]
        place = Place(world, np.array([0.4, 0.7, 0.6]), lamps, None)
        for _ in range(VIEWS):
            camera = draw_view(rng, world, layout, size)
            if camera:
                scenes.append(take(rng, place, camera, size))
    seconds = (time.process_time() - begin) / max(len(scenes), 1)
    print(f"house {seed}: {len(scenes)} scenes, {len(house.models)} models, {seconds:.2f} s each", flush=True)
    return scenes


def lamp_of(rng: np.random.Generator, layout: Layout) -> Lamp:
    at = layout.size * rng.uniform(-0.35, 0.35, 3) * [1, 0, 1] + [0, layout.size[1] - rng.uniform(0.05, 0.5), 0]
    return Lamp(at, np.exp(rng.uniform(0.3, 2.3)) * np.array([1, rng.uniform(0.75, 1), rng.uniform(0.55, 1)]))


def draw_view(rng: np.random.Generator, world: World, layout: Layout, size: tuple[int, int]) -> Camera | None:
    """From anywhere in the room towards its middle, or None where nothing of much is seen."""
    for _ in range(TRIES):
        eye = layout.size * rng.uniform(-0.47, 0.47, 3) * [1, 0, 1] + [0, rng.uniform(0.6, 1.8), 0]
        aim = layout.size * rng.uniform(-0.25, 0.25, 3) - eye
        yaw = np.arctan2(aim[0], aim[2]) + rng.normal(0, 0.25)
        camera = Camera(eye, yaw, rng.normal(-0.14, 0.12), rng.normal(0, 0.02), rng.uniform(48, 78))
        if is_free(world, eye) and is_good(world, camera, size, most_backs=1):
            return camera
    return None


def main() -> None:
    parser = stage_parser(__doc__, "unpacked out")
    add_scene_arguments(parser)
    add_split_argument(parser)
    a = parser.parse_args()
    if not read_pieces(a.unpacked, a.split) or not (a.unpacked / PROGRAM).exists():
        sys.exit(
            f"Expected sweethome3d-furniture and sweethome3d under {a.unpacked}, but they are missing. Unpack them there."
        )
    houses = -(-a.count // (ROOMS * VIEWS))
    seeds = range(a.seed * 10**6, a.seed * 10**6 + houses)
    answers = in_workers(partial(start, a.unpacked, a.split, (a.size[0], a.size[1])), seeds, a.workers)
    save_scenes(a.out, [scene for scenes in answers for scene in scenes], a.seed, a.count)


if __name__ == "__main__":
    main()
