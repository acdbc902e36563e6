"""Stage 1c: scenes with exact metric depth out of SuperTuxKart's tracks.

    python3 -m training.tracks --data DIR/supertuxkart-data/usr/share/games/supertuxkart/data --count 400 --seed 31 --out scenes_31.npz

Needs Debian's package supertuxkart-data. Writes what scenes.py writes: rgb and depth, planar z along the optical axis in metres, at most 80 m.
A unit of the game is a metre: its people are 1.77 units tall. `--split val` takes the tracks that no training sees.
"""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from training.arguments import stage_parser
from training.track.names import OFTEN, SCALES, TRACKS
from training.track.photo import photo_of
from training.track.place import load_place
from training.workers import in_workers

Scene = tuple[np.ndarray, np.ndarray]
Job = tuple[str, list[int]]


def start(data: Path, size: tuple[int, int]) -> Callable[[Job], list[Scene]]:
    """What a worker does: a track and seeds -> scenes."""
    cv2.setNumThreads(1)
    return partial(photograph, data, size)


def photograph(data: Path, size: tuple[int, int], job: Job) -> list[Scene]:
    name, seeds = job
    begin = time.process_time()
    place = load_place(data, name, SCALES.get(name, 1.0))
    loaded = time.process_time()
    scenes = [scene for scene in (photo_of(place, size, seed) for seed in seeds) if scene is not None]
    seconds = (time.process_time() - loaded) / max(len(seeds), 1)
    print(f"{name}: {len(scenes)} of {len(seeds)}, {loaded - begin:.1f} s and {seconds:.2f} s each", flush=True)
    return scenes


def shares(names: list[str], count: int, seed: int) -> list[Job]:
    """Every track with its seeds: as many for each as for any other, but for those that are taken more often."""
    turns = [name for name in names for _ in range(OFTEN.get(name, 1))]
    first = seed * 10**6
    seeds: dict[str, list[int]] = {name: [] for name in names}
    for number in range(count):
        seeds[turns[number % len(turns)]].append(first + number)
    return [job for job in seeds.items() if job[1]]


def main() -> None:
    parser = stage_parser(__doc__, "data out")
    parser.add_argument("--count", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--size", type=int, nargs=2, default=[384, 512], help="height and width in pixels")
    parser.add_argument("--split", choices=sorted(TRACKS), default="train")
    parser.add_argument("--tracks", nargs="*", help="names, instead of the split's")
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    jobs = shares(a.tracks or TRACKS[a.split], a.count, a.seed)
    answers = in_workers(partial(start, a.data, (a.size[0], a.size[1])), jobs, a.workers)
    made = [scene for scenes in answers for scene in scenes]
    order = np.random.default_rng(a.seed).permutation(len(made))
    np.savez(a.out, rgb=np.stack([made[k][0] for k in order]), depth=np.stack([made[k][1] for k in order]))
    print(len(made), "scenes")


if __name__ == "__main__":
    main()
