"""Stage 1b: photos of the recipe -> labelled views.

    python3 -m training.make_views --recipe training/recipe --unpacked DIR --stamps 'DIR/**/*.png' --relative tcmonodepth.onnx \\
        --metric fastdepth.onnx --out DIR

A view is a random part of a photo, often with cut-outs and foregrounds of other photos pasted on it, labelled by both
teachers afresh: a teacher is a function, and a student can learn it wherever it is asked (function matching, Beyer et
al. 2022). Written are `views_wide.npz`, `views_tall.npz` (rgb, disp, metric, indoor) and `validation_*.npz`
of the whole validation photos. Sizes in pixels; disp in 0..1, larger is nearer; metric in metres, 0 outdoors.
"""

from functools import partial
from pathlib import Path

import cv2
import numpy as np

from training.arguments import stage_parser
from training.data.cut_outs import load_stamps, paste
from training.data.pictures import load_photo
from training.data.recipe import Photo, read_photos
from training.data.teachers import fused_disparity, metric_teacher, relative_teacher
from training.workers import in_workers

VALIDATION_SIDE = 384

Job = tuple[int, int, int, int]
"""Number of the photo, seed, height, width."""
View = tuple[np.ndarray, np.ndarray, np.ndarray, bool]
"""rgb uint8 [H, W, 3], disp float16 [H, W], metric float16 [H / 2, W / 2], indoor."""


def random_part(
    rng: np.random.Generator, rgb: np.ndarray, height: int, width: int, smallest: float = 0.3
) -> np.ndarray:
    """A random part of a picture, resized to height x width."""
    h, w = rgb.shape[:2]
    aspect = width / height * np.exp(rng.normal(0, 0.1))
    scale = rng.uniform(smallest, 1.0) ** 0.7
    pw, ph = min(w, h * aspect) * scale, min(h, w / aspect) * scale
    pw, ph = max(int(pw), 32), max(int(ph), 32)
    x, y = rng.integers(max(w - pw, 0) + 1), rng.integers(max(h - ph, 0) + 1)
    part = rgb[y : y + ph, x : x + pw]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA if pw > width else cv2.INTER_CUBIC)


class Labeller:
    """Makes and labels views of the photos that it holds."""

    def __init__(self, photos: list[Photo], unpacked: Path, stamps: str | None, relative: Path, metric: Path):
        cv2.setNumThreads(1)
        self.photos = [load_photo(unpacked, photo) for photo in photos]
        self.indoor = [photo.is_indoor for photo in photos]
        self.stamps = load_stamps(stamps) if stamps else []
        self.relative, self.metric = relative_teacher(relative), metric_teacher(metric)

    def __call__(self, job: Job) -> View:
        photo, seed, height, width = job
        rng = np.random.default_rng(seed)
        picture = random_part(rng, self.photos[photo], height, width).astype(np.float32)
        if self.stamps and rng.random() < 0.35:
            for _ in range(rng.integers(1, 4)):
                paste(rng, picture, self.stamps[rng.integers(len(self.stamps))])
        rgb = np.clip(picture, 0, 255).astype(np.uint8)
        disp = fused_disparity(self.relative, rgb)
        if self.indoor[photo]:
            metric = cv2.resize(self.metric(rgb), (width // 2, height // 2), interpolation=cv2.INTER_AREA)
        else:
            metric = np.zeros((height // 2, width // 2), np.float32)
        return rgb, disp.astype(np.float16), metric.astype(np.float16), self.indoor[photo]


def draw_jobs(rng: np.random.Generator, photos: int, per_photo: int, size: tuple[int, int]) -> list[Job]:
    """`per_photo` views of this size of every photo, in random order."""
    jobs = [(photo, int(rng.integers(2**31)), *size) for photo in range(photos) for _ in range(per_photo)]
    rng.shuffle(jobs)
    return [(int(photo), int(seed), int(height), int(width)) for photo, seed, height, width in jobs]


def save_views(path: Path, views: list[View]) -> None:
    rgb, disp, metric, indoor = zip(*views, strict=True)
    np.savez(path, rgb=np.stack(rgb), disp=np.stack(disp), metric=np.stack(metric), indoor=np.array(indoor))


def save_validation(folder: Path, photos: list[Photo], unpacked: Path, labeller: Labeller) -> None:
    """The whole photos with the labels of both teachers, a file each."""
    for number, photo in enumerate(photos):
        rgb = load_photo(unpacked, photo, VALIDATION_SIDE)
        np.savez(
            folder / f"validation_{number:03d}.npz",
            rgb=rgb,
            disp=fused_disparity(labeller.relative, rgb),
            metric=labeller.metric(rgb),
            indoor=photo.is_indoor,
            path=photo.path,
        )


def main() -> None:
    parser = stage_parser(__doc__, "recipe unpacked relative metric out")
    parser.add_argument("--stamps", help="cut-outs with alpha: files, with * and **")
    parser.add_argument("--per-photo", type=int, default=14)
    parser.add_argument("--size", type=int, nargs=2, default=[216, 288], help="height and width of wide views")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    a.out.mkdir(parents=True, exist_ok=True)
    photos = read_photos(a.recipe, a.unpacked)
    train = [photo for photo in photos if photo.is_training]
    rng, wide = np.random.default_rng(a.seed), (a.size[0], a.size[1])
    kinds = {
        name: draw_jobs(rng, len(train), round(a.per_photo * share), size)
        for name, size, share in (("wide", wide, 0.7), ("tall", wide[::-1], 0.3))
    }
    make = partial(Labeller, train, a.unpacked, a.stamps, a.relative, a.metric)
    views = iter(in_workers(make, [job for jobs in kinds.values() for job in jobs], a.workers))
    for name, jobs in kinds.items():
        save_views(a.out / f"views_{name}.npz", [next(views) for _ in jobs])
        print(name, len(jobs), "views", flush=True)
    labeller = Labeller([], a.unpacked, None, a.relative, a.metric)
    save_validation(a.out, [photo for photo in photos if not photo.is_training], a.unpacked, labeller)


if __name__ == "__main__":
    main()
