"""Stage 1a: list every picture inside unpacked packages, without duplicates and without what is surely no photo.

    python3 find_photos.py --unpacked DIR --out candidates.json --thumbnails DIR

DIR holds one folder per package (`dpkg -x package.deb DIR/package`). Pictures inside Qt resource files (.rcc) and
Enlightenment files (.edj) are found by their magic bytes; their path is written `file.rcc#3`: the third picture in it.
The answer is a list to choose from by eye: `sheet_*.jpg` show it, 200 pictures a sheet.
"""
import argparse, io, json, os, struct
from multiprocessing import Pool

import numpy as np
from PIL import Image, ImageDraw

Image.MAX_IMAGE_PIXELS = None
PICTURES = (".jpg", ".jpeg", ".webp", ".png", ".ppm", ".tif", ".tiff", ".bmp")
CONTAINERS = (".rcc", ".edj")
THUMB = (96, 72)


def embedded(data):
    """Byte ranges of the WebP, JPEG and PNG pictures of at least 12 kB inside `data`, in order of position."""
    found, at = [], 0
    while (at := data.find(b"RIFF", at)) >= 0:
        size = struct.unpack("<I", data[at + 4:at + 8])[0] + 8
        if data[at + 8:at + 12] == b"WEBP" and at + size <= len(data):
            found.append((at, size))
        at += 4
    at = 0
    while (at := data.find(b"\xff\xd8\xff", at)) >= 0:  # a JPEG file ends with FF D9, then the container goes on
        end = data.find(b"\xff\xd9", at)
        size = struct.unpack(">I", data[at - 4:at])[0] if at >= 4 else 0
        if 12000 < size <= len(data) - at and data[at + size - 2:at + size] == b"\xff\xd9":
            end = at + size - 2
        if end < 0:
            break
        found.append((at, end + 2 - at))
        at = end + 2 if end + 2 - at > 12000 else at + 3
    at = 0
    while (at := data.find(b"\x89PNG\r\n\x1a\n", at)) >= 0:
        size = struct.unpack(">I", data[at - 4:at])[0] if at >= 4 else 0
        found.append((at, size if 0 < size <= len(data) - at else len(data) - at))
        at += 8
    return sorted(r for r in found if r[1] > 12000)


def open_picture(root, package, path):
    """The RGB picture at `path` of a package; `path#n` is the n-th picture inside a container file."""
    name, _, number = path.partition("#")
    file = os.path.join(root, package, name)
    if number:
        with open(file, "rb") as f:
            data = f.read()
        start, size = embedded(data)[int(number)]
        file = io.BytesIO(data[start:start + size])
    image = Image.open(file)
    if image.mode in ("RGBA", "LA", "P", "PA"):
        image = image.convert("RGBA")
        if np.asarray(image.getchannel("A")).min() < 200:
            raise ValueError("a cut-out, not a photo")
    if image.format == "JPEG":
        image.draft("RGB", (960, 960))
    return image.convert("RGB")


def fingerprint(image):
    """64-bit difference hash: nearly equal pictures differ in a few bits."""
    grey = np.asarray(image.convert("L").resize((9, 8), Image.BOX), np.int16)
    return int("".join("1" if b else "0" for b in (grey[:, 1:] > grey[:, :-1]).ravel()), 2)


def describe(job):
    """(entry, thumbnail) of one picture, or None when it is too small, flat, grey or drawn."""
    root, package, path = job
    try:
        image = open_picture(root, package, path)
        width, height = image.size
        if min(width, height) < 160 or max(width, height) / min(width, height) > 3.2:
            return None
        small = np.asarray(image.resize((128, 96), Image.BILINEAR), np.float32)
        steps = np.abs(np.diff(small.mean(-1), axis=1))
        colours = len(np.unique((small[::2, ::2] // 16).astype(int).reshape(-1, 3), axis=0))
        saturation = float((small.max(-1) - small.min(-1)).mean())
        flat = float((steps < 0.75).mean())
        if colours < 60 or flat > 0.62:
            return None
        entry = {"package": package, "path": path, "width": width, "height": height, "hash": fingerprint(image),
                 "colours": colours, "flat": round(flat, 3), "saturation": round(saturation, 1)}
        return entry, np.asarray(image.resize(THUMB, Image.BILINEAR))
    except Exception:  # a broken or foreign file is no candidate
        return None


def jobs(root):
    for package in sorted(os.listdir(root)):
        for folder, _, names in sorted(os.walk(os.path.join(root, package))):
            for name in sorted(names):
                file = os.path.join(folder, name)
                if os.path.islink(file):
                    continue
                path = os.path.relpath(file, os.path.join(root, package))
                if name.lower().endswith(PICTURES) and os.path.getsize(file) > 8000:
                    yield root, package, path
                elif name.lower().endswith(CONTAINERS):
                    with open(file, "rb") as f:
                        count = len(embedded(f.read()))
                    for number in range(count):
                        yield root, package, f"{path}#{number}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--unpacked", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--thumbnails", required=True)
    a = parser.parse_args()
    os.makedirs(a.thumbnails, exist_ok=True)
    entries, thumbs, seen = [], [], []
    with Pool(2) as pool:
        for answer in pool.imap(describe, jobs(a.unpacked), chunksize=8):
            if answer is None:
                continue
            entry, thumb = answer
            if any(bin(entry["hash"] ^ other).count("1") <= 3 for other in seen):
                continue
            seen.append(entry["hash"])
            entries.append(entry)
            thumbs.append(thumb)
    json.dump(entries, open(a.out, "w"), indent=0)
    per_sheet, columns = 200, 16
    for sheet in range(0, len(thumbs), per_sheet):
        part = thumbs[sheet:sheet + per_sheet]
        canvas = Image.new("RGB", (columns * THUMB[0], -(-len(part) // columns) * (THUMB[1] + 10)), "white")
        pen = ImageDraw.Draw(canvas)
        for i, thumb in enumerate(part):
            x, y = i % columns * THUMB[0], i // columns * (THUMB[1] + 10)
            canvas.paste(Image.fromarray(thumb), (x, y + 10))
            pen.text((x + 1, y - 1), str(sheet + i), fill="black")
        canvas.save(os.path.join(a.thumbnails, f"sheet_{sheet // per_sheet:02d}.png"))
    print(len(entries), "candidates")


if __name__ == "__main__":
    main()
