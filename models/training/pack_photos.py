"""Stage 1d: everything that the depth network is trained on in one small file, for a machine that has a GPU and nothing else.

    python3 pack_photos.py --recipe photos.json --unpacked DIR --stamps 'DIR/**/*.png' --scenes 'scenes_*.npz' --out photos.npz

Pictures are WebP: photos with `--side` pixels on the longer side, cut-outs with alpha, scenes as they are. Scenes keep every fourth pixel
of their depth, float16 metres.
"""
import argparse
import glob
import io
from multiprocessing import Pool

from make_views import load_photo, load_stamps, read_recipe  # before numpy: limits its threads

import numpy as np
from PIL import Image


def encode(picture, quality):
    """uint8 [H, W, 3 or 4] -> bytes of a WebP file."""
    file = io.BytesIO()
    Image.fromarray(picture).save(file, "webp", quality=quality, method=4)
    return file.getvalue()


def photo(job):
    entry, root, side, quality = job
    return encode(load_photo(root, entry, side), quality)


def shelf(files):
    """(bytes of all files one after another, where each ends)."""
    return np.frombuffer(b"".join(files), np.uint8), np.cumsum([len(f) for f in files], dtype=np.int64)


def unshelve(data, ends):
    """The files again."""
    return [data[start:end].tobytes() for start, end in zip([0, *ends[:-1]], ends)]


def main():
    parser = argparse.ArgumentParser()
    for name in ("recipe", "unpacked", "stamps", "scenes", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--side", type=int, default=512)
    parser.add_argument("--quality", type=int, default=80)
    parser.add_argument("--stamp-side", type=int, default=192)
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    recipe = read_recipe(a.recipe, a.unpacked)
    with Pool(a.workers) as pool:
        photos = pool.map(photo, [(entry, a.unpacked, a.side, a.quality) for entry in recipe], chunksize=8)
    stamps = [encode(np.ascontiguousarray(s), a.quality) for s in load_stamps(a.stamps, a.stamp_side)]
    shards = [np.load(path) for path in sorted(glob.glob(a.scenes))]
    scenes = [encode(rgb, 86) for shard in shards for rgb in shard["rgb"]]
    parts = {name: shelf(files) for name, files in (("photos", photos), ("stamps", stamps), ("scenes", scenes))}
    np.savez(a.out, depth=np.concatenate([shard["depth"][:, 2::4, 2::4] for shard in shards]), indoor=np.array([e["indoor"] for e in recipe]),
             train=np.array([e["split"] == "train" for e in recipe]), **{k: v[0] for k, v in parts.items()}, **{k + "_ends": v[1] for k, v in parts.items()})
    print(", ".join(f"{len(v[1])} {k} {len(v[0]) / 1e6:.1f} MB" for k, v in parts.items()))


if __name__ == "__main__":
    main()
