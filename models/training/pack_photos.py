"""Stage 1d: everything that the depth network is trained on in one small file, for a machine that has a GPU and nothing else.

    python3 -m training.pack_photos --recipe training/recipe --unpacked DIR --stamps 'DIR/**/*.png' --scenes 'scenes_*.npz' --out photos.npz

Pictures are WebP: photos with `--side` pixels on the longer side, cut-outs with alpha, scenes as they are. Scenes keep every fourth pixel
of their depth, float16 metres.
"""

from functools import partial
from multiprocessing import Pool
from pathlib import Path

import numpy as np

from training.arguments import files_of, stage_parser
from training.data.cut_outs import load_stamps
from training.data.pictures import load_photo
from training.data.recipe import Photo, read_photos
from training.data.shelves import encode, shelf


def encode_photo(unpacked: Path, side: int, quality: int, photo: Photo) -> bytes:
    return encode(load_photo(unpacked, photo, side), quality)


def main() -> None:
    parser = stage_parser(__doc__, "recipe unpacked out", "stamps scenes")
    parser.add_argument("--side", type=int, default=512)
    parser.add_argument("--quality", type=int, default=80)
    parser.add_argument("--stamp-side", type=int, default=192)
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    recipe = read_photos(a.recipe, a.unpacked)
    with Pool(a.workers) as pool:
        photos = pool.map(partial(encode_photo, a.unpacked, a.side, a.quality), recipe, chunksize=8)
    stamps = [encode(np.ascontiguousarray(s), a.quality) for s in load_stamps(a.stamps, a.stamp_side)]
    shards = [np.load(path) for path in files_of(a.scenes)]
    scenes = [encode(rgb, 86) for shard in shards for rgb in shard["rgb"]]
    parts = {"photos": shelf(photos), "stamps": shelf(stamps), "scenes": shelf(scenes)}
    np.savez(
        a.out,
        depth=np.concatenate([shard["depth"][:, 2::4, 2::4] for shard in shards]),
        indoor=np.array([photo.is_indoor for photo in recipe]),
        train=np.array([photo.is_training for photo in recipe]),
        photos=parts["photos"].data,
        stamps=parts["stamps"].data,
        scenes=parts["scenes"].data,
        photos_ends=parts["photos"].ends,
        stamps_ends=parts["stamps"].ends,
        scenes_ends=parts["scenes"].ends,
    )
    print(", ".join(f"{len(each.ends)} {name} {len(each.data) / 1e6:.1f} MB" for name, each in parts.items()))


if __name__ == "__main__":
    main()
