"""Makes the pictures of the smoke run: the app's sample photos, drawn ones, cut-outs, and the pair of photos for the evaluation."""

import shutil
from pathlib import Path

import cv2
import numpy as np
import skimage

from training.arguments import stage_parser

SIZE = (480, 360)
PICTURES = (".jpg", ".jpeg", ".png")


def colour_of(rng: np.random.Generator) -> tuple[int, ...]:
    return tuple(map(int, rng.integers(0, 255, 3)))


def smooth(rng: np.random.Generator, height: int, width: int, size: tuple[int, int]) -> np.ndarray:
    """Random colours [height, width], enlarged to `size` (width, height)."""
    colours = rng.integers(0, 255, (height, width, 3), dtype=np.uint8)
    return cv2.resize(colours, size, interpolation=cv2.INTER_CUBIC)


def draw_photo(rng: np.random.Generator) -> np.ndarray:
    image = smooth(rng, 18, 24, SIZE)
    for _ in range(12):
        x, y = map(int, rng.integers(0, 480, 2))
        cv2.circle(image, (x, y), int(rng.integers(10, 90)), colour_of(rng), -1)
    noise = rng.integers(0, 40, image.shape, dtype=np.uint8)
    return cv2.GaussianBlur(image, (0, 0), 1) // 2 + noise


def draw_stamp(rng: np.random.Generator) -> np.ndarray:
    stamp = np.zeros((160, 120, 4), np.uint8)
    stamp[..., :3] = smooth(rng, 20, 15, (120, 160))
    cv2.ellipse(stamp, (60, 80), (50, 70), 0, 0, 360, (*colour_of(rng), 255), 14)
    stamp[20:140, 30:90, 3] = 255
    return stamp


def copy_samples(samples: Path, photos: Path) -> None:
    files = sorted((f for f in samples.rglob("*") if f.name.lower().endswith(PICTURES)), key=str)
    for i, file in enumerate(files[:8]):
        image = cv2.imread(str(file))
        if image is not None:
            cv2.imwrite(str(photos / f"sample_{i}.png"), cv2.resize(image, SIZE, interpolation=cv2.INTER_AREA))


def main() -> None:
    a = stage_parser(__doc__, "samples out").parse_args()
    rng = np.random.default_rng(0)
    photos, stamps, motorcycle = (a.out / name for name in ("unpacked/samples", "stamps", "motorcycle"))
    for folder in (photos, stamps, motorcycle):
        folder.mkdir(parents=True)
    copy_samples(a.samples, photos)
    for i in range(6):
        cv2.imwrite(str(photos / f"drawn_{i}.png"), draw_photo(rng))
        cv2.imwrite(str(stamps / f"stamp_{i}.png"), draw_stamp(rng))
    for name in ("motorcycle_left.png", "motorcycle_disp.npz"):
        shutil.copy(Path(skimage.__file__).parent / "data" / name, motorcycle)


if __name__ == "__main__":
    main()
