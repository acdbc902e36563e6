"""Stage 1c: scenes with exact metric depth out of SuperTuxKart's tracks.

    python3 -m training.tracks --recipe training/recipe --unpacked DIR --count 400 --seed 31 --size 384 512 --out scenes_31.npz

What scenes.py writes: rgb, and depth as planar z along the optical axis in metres, at most 80. Needs Debian's package supertuxkart-data
under DIR. A unit of a track is a metre, people there are 1.77 tall; where it is not, the recipe says so. `--split val` takes the tracks
that no training sees.
"""

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import cv2

from training.arguments import add_scene_arguments, add_split_argument, stage_parser
from training.mesh.photo import Scene, save_scenes
from training.track.loading import load_track
from training.track.photo import photo_of
from training.track.recipe import DATA, Entry, read_tracks
from training.workers import in_workers

Job = tuple[Entry, list[int]]


def start(unpacked: Path, size: tuple[int, int]) -> Callable[[Job], list[Scene]]:
    """What a worker does: a track and seeds -> scenes."""
    cv2.setNumThreads(1)
    return partial(photograph, unpacked / DATA, size)


def photograph(data: Path, size: tuple[int, int], job: Job) -> list[Scene]:
    entry, seeds = job
    begin = time.process_time()
    track = load_track(data, entry.name, entry.metres)
    loaded = time.process_time()
    scenes = [scene for scene in (photo_of(track, size, seed) for seed in seeds) if scene is not None]
    seconds = (time.process_time() - loaded) / len(seeds)
    print(f"{entry.name}: {len(scenes)} of {len(seeds)}, {loaded - begin:.1f} s and {seconds:.2f} s each", flush=True)
    return scenes


def shares(tracks: list[Entry], count: int, first: int) -> list[Job]:
    """Every track with its seeds, which are handed out in turns."""
    turns = [track for track in tracks for _ in range(track.times)]
    seeds: dict[Entry, list[int]] = {track: [] for track in tracks}
    for number in range(count):
        seeds[turns[number % len(turns)]].append(first + number)
    return [job for job in seeds.items() if job[1]]


def main() -> None:
    parser = stage_parser(__doc__, "recipe unpacked out")
    add_scene_arguments(parser)
    add_split_argument(parser)
    a = parser.parse_args()
    jobs = shares(read_tracks(a.recipe, a.unpacked, a.split), a.count, a.seed * 10**6)
    answers = in_workers(partial(start, a.unpacked, (a.size[0], a.size[1])), jobs, a.workers)
    save_scenes(a.out, [scene for scenes in answers for scene in scenes], a.seed, a.count)


if __name__ == "__main__":
    main()
