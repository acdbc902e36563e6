"""Stage 1c: ray-cast scenes with exact metric depth: rooms, streets and table tops.

    python3 -m training.scenes --recipe training/recipe --unpacked DIR --stamps 'DIR/**/*.png' --count 1200 --seed 1 --out scenes_1.npz

Boxes, spheres, cylinders and upright cut-outs on a floor, textured with parts of the training photos, one light with
hard shadows. World: metres, y up, floor at 0. Depth is planar z along the optical axis; the sky is 80 m away.
"""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from training.arguments import add_scene_arguments, stage_parser
from training.data.recipe import Photo, read_photos
from training.scene.materials import gather_supplies
from training.scene.rendering import render
from training.workers import in_workers

Scene = tuple[np.ndarray, np.ndarray]


def start(
    photos: list[Photo], unpacked: Path, stamps: str, seed: int, size: tuple[int, int]
) -> Callable[[int], Scene | None]:
    """What a worker does: seed -> scene."""
    cv2.setNumThreads(1)
    return partial(render, gather_supplies(photos, unpacked, stamps, seed), size)


def main() -> None:
    parser = stage_parser(__doc__, "recipe unpacked out", "stamps")
    add_scene_arguments(parser, count=1200)
    a = parser.parse_args()
    train = [photo for photo in read_photos(a.recipe, a.unpacked) if photo.is_training]
    seeds = range(a.seed * 10**6, a.seed * 10**6 + a.count)
    answers = in_workers(partial(start, train, a.unpacked, a.stamps, a.seed, (a.size[0], a.size[1])), seeds, a.workers)
    made = [scene for scene in answers if scene is not None]
    rgb, depth = zip(*made, strict=True)
    np.savez(a.out, rgb=np.stack(rgb), depth=np.stack(depth))
    print(len(made), "scenes")


if __name__ == "__main__":
    main()
