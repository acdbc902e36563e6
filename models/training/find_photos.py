"""Stage 1a: list every picture inside unpacked packages, without duplicates and without what is surely no photo.

    python3 -m training.find_photos --unpacked DIR --out candidates.json --thumbnails DIR

DIR holds one folder per package (`dpkg -x package.deb DIR/package`). Pictures inside Qt resource files (.rcc) and
Enlightenment files (.edj) are found by their magic bytes; their path is written `file.rcc#3`: the third picture in it.
The answer is a list to choose from by eye: `sheet_*.png` show it, 200 pictures a sheet.
"""

import json
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw

from training.arguments import stage_parser
from training.data.pictures import embedded, open_picture

PICTURES = (".jpg", ".jpeg", ".webp", ".png", ".ppm", ".tif", ".tiff", ".bmp")
CONTAINERS = (".rcc", ".edj")
THUMB = (96, 72)
PER_SHEET, COLUMNS = 200, 16

Job = tuple[Path, str, str]
"""Folder of all packages, package, path of the picture in it."""


def fingerprint(image: Image.Image) -> int:
    """64-bit difference hash: nearly equal pictures differ in a few bits."""
    grey = np.asarray(image.convert("L").resize((9, 8), Image.Resampling.BOX), np.int16)
    return int("".join("1" if b else "0" for b in (grey[:, 1:] > grey[:, :-1]).ravel()), 2)


def describe(job: Job) -> tuple[dict, np.ndarray] | None:
    """(entry, thumbnail) of one picture, or None when it is too small, flat, grey or drawn."""
    unpacked, package, path = job
    try:
        image = open_picture(unpacked, package, path)
        width, height = image.size
        if min(width, height) < 160 or max(width, height) / min(width, height) > 3.2:
            return None
        small = np.asarray(image.resize((128, 96), Image.Resampling.BILINEAR), np.float32)
        steps = np.abs(np.diff(small.mean(-1), axis=1))
        colours = len(np.unique((small[::2, ::2] // 16).astype(int).reshape(-1, 3), axis=0))
        saturation = float((small.max(-1) - small.min(-1)).mean())
        flat = float((steps < 0.75).mean())
        if colours < 60 or flat > 0.62:
            return None
        entry = {
            "package": package,
            "path": path,
            "width": width,
            "height": height,
            "hash": fingerprint(image),
            "colours": colours,
            "flat": round(flat, 3),
            "saturation": round(saturation, 1),
        }
        return entry, np.asarray(image.resize(THUMB, Image.Resampling.BILINEAR))
    except Exception:  # a broken or foreign file is no candidate
        return None


def jobs(unpacked: Path) -> Iterator[Job]:
    """Every file that may be a picture or hold some."""
    for package in sorted(unpacked.iterdir()):
        files = (file for file in package.rglob("*") if file.is_file() and not file.is_symlink())
        for file in sorted(files, key=lambda file: (str(file.parent), file.name)):
            path = file.relative_to(package).as_posix()
            if file.name.lower().endswith(PICTURES) and file.stat().st_size > 8000:
                yield unpacked, package.name, path
            elif file.name.lower().endswith(CONTAINERS):
                for number in range(len(embedded(file.read_bytes()))):
                    yield unpacked, package.name, f"{path}#{number}"


def draw_sheet(thumbs: list[np.ndarray], first: int) -> Image.Image:
    """Thumbnails with their numbers, which begin with `first`."""
    canvas = Image.new("RGB", (COLUMNS * THUMB[0], -(-len(thumbs) // COLUMNS) * (THUMB[1] + 10)), "white")
    pen = ImageDraw.Draw(canvas)
    for i, thumb in enumerate(thumbs):
        x, y = i % COLUMNS * THUMB[0], i // COLUMNS * (THUMB[1] + 10)
        canvas.paste(Image.fromarray(thumb), (x, y + 10))
        pen.text((x + 1, y - 1), str(first + i), fill="black")
    return canvas


def allow_large_pictures() -> None:
    """Pillow's limit is against strangers' files."""
    Image.MAX_IMAGE_PIXELS = None


def main() -> None:
    a = stage_parser(__doc__, "unpacked out thumbnails").parse_args()
    a.thumbnails.mkdir(parents=True, exist_ok=True)
    entries: list[dict] = []
    thumbs: list[np.ndarray] = []
    with Pool(2, allow_large_pictures) as pool:
        for answer in pool.imap(describe, jobs(a.unpacked), chunksize=8):
            if answer is None:
                continue
            entry, thumb = answer
            if any((entry["hash"] ^ other["hash"]).bit_count() <= 3 for other in entries):
                continue
            entries.append(entry)
            thumbs.append(thumb)
    a.out.write_text(json.dumps(entries, indent=0), encoding="utf-8")
    for first in range(0, len(thumbs), PER_SHEET):
        sheet = draw_sheet(thumbs[first : first + PER_SHEET], first)
        sheet.save(a.thumbnails / f"sheet_{first // PER_SHEET:02d}.png")
    print(len(entries), "candidates")


if __name__ == "__main__":
    main()
