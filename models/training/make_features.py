"""Stage 1e: views and scenes -> what the frozen depth network sees in them, and the truth beside it, for the trainings of the heads.

    python3 -m training.make_features --views 'DIR/views_*.npz' --scenes 'DIR/scenes_*.npz' --stamps 'DIR/**/*.png' \\
        --fastdepth fastdepth_7.onnx --depth depth.pt --betterdepth betterdepth.pt --codec codec.pt --out features

The network is frozen, so each view goes through it once: arrays of 16-bit floats on the disk, a folder for each .npz. Photos are jittered,
and on most of them cut-outs are pasted, with a sharp truth. Truth: latents of Marigold's and of MetricGold's map, metres for ZoeDepth.
Metres of outdoor photos are the depth network's own level in the teacher's shape, since nobody knows theirs.
"""

from pathlib import Path

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from training.arguments import LITE0, files_of, stage_parser
from training.data.coarse_maps import composite
from training.data.cut_outs import load_stamps
from training.data.features import INDOOR, OUTDOOR, SCENE
from training.data.jitter import jitter
from training.data.shards import read_arrays
from training.maps.resampling import quarter, resized
from training.maps.targets import affine_depth_target, fit_inverse, log_metric_target, stretch
from training.networks.betterdepth import BetterDepth
from training.networks.codec import Codec
from training.networks.graphs import fold
from training.networks.sight import Sight
from training.networks.systems import SEEN, DepthNet
from training.run import load_model, prepare

ROOM_TO = 10.0
"""Metres: a scene of which nine tenths are nearer counts as a room; a window may show what is farther."""

Arrays = dict[str, np.ndarray]


def pasted(rng: np.random.Generator, rgb: np.ndarray, disp: np.ndarray, stamps: list) -> tuple[np.ndarray, np.ndarray]:
    """A view and its disparity, in most cases with cut-outs on it."""
    if not stamps or rng.random() < 0.3:
        return rgb, disp
    return composite(rng, rgb, disp, stamps)[:2]


class Maker:
    """Views in, arrays of features and truth out."""

    def __init__(self, sight: Sight, better: BetterDepth, codec: Codec, stamps: list[np.ndarray], seed: int) -> None:
        self.sight, self.photo, self.encoder, self.stamps = sight, better.photo, codec.encoder, stamps
        self.rng = np.random.default_rng(seed)

    @torch.no_grad()
    def __call__(self, arrays: Arrays) -> dict[str, torch.Tensor]:
        """Of a few views or scenes (rgb [n, H, W, 3], maps [n, H, W]): arrays [n, ...]."""
        if "depth" in arrays:
            rgb, metres = arrays["rgb"], tensor(arrays["depth"]).clamp(0.1, 80)
            disparity = stretch(1 / metres.clamp_min(0.2))
        else:
            both = [pasted(self.rng, *one, self.stamps) for one in zip(arrays["rgb"], arrays["disp"], strict=True)]
            rgb, disparity = np.stack([one[0] for one in both]), tensor(np.stack([one[1] for one in both]))
        photo = torch.from_numpy(rgb).permute(0, 3, 1, 2).float() / 255
        if self.rng.random() < 0.7:
            photo = jitter(photo)
        seen = self.sight(photo)[0]
        n, room = len(rgb), [SCENE] * len(rgb)
        if "depth" not in arrays:
            room = [INDOOR if indoor else OUTDOOR for indoor in arrays["indoor"]]
            metres = self.metres_of(arrays, disparity, seen.line())
        domain = [
            float(kind == INDOOR) if kind != SCENE else float(metres[i].quantile(0.9) < ROOM_TO)
            for i, kind in enumerate(room)
        ]
        maps = {"affine": affine_depth_target(disparity), "log": log_metric_target(metres)}
        small = resized(metres.log(), [side // 4 for side in SEEN])
        out = seen._asdict()
        out["scale"], out["shift"] = seen.line()
        out["edges"] = self.photo(photo)
        out |= {name: self.encoder(map_) for name, map_ in maps.items()}
        out["metres"], out["shape"] = small, quarter(resized(disparity, SEEN))
        out["kind"], out["domain"] = torch.tensor(room).float(), torch.tensor(domain)
        assert all(len(value) == n for value in out.values())
        return out

    def metres_of(self, arrays: Arrays, disparity: torch.Tensor, line: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """Metres of photos [n, 1, H, W]: the level is FastDepth's in rooms, elsewhere that of `line`; the shape is the teacher's."""
        plain = tensor(arrays["disp"])
        level = resized(plain, [side // 4 for side in SEEN])
        known = F.interpolate(tensor(arrays["metric"]), level.shape[-2:], mode="bilinear").clamp(0.3, 10)
        rooms = fit_inverse(level, known)
        indoor = torch.from_numpy(arrays["indoor"])[:, None, None, None]
        scale, shift = (torch.where(indoor, a, b) for a, b in zip(rooms, line, strict=True))
        top = torch.where(indoor, 10.0, 80.0)
        return 1 / torch.maximum(scale * disparity + shift, 1 / top).clamp_max(1 / 0.2)


def tensor(maps: np.ndarray) -> torch.Tensor:
    """[n, H, W] -> float32 [n, 1, H, W]."""
    return torch.from_numpy(np.ascontiguousarray(maps, np.float32))[:, None]


def write(folder: Path, maker: Maker, arrays: Arrays, batch: int) -> None:
    """A file for each array, grown as batches come."""
    folder.mkdir(parents=True, exist_ok=True)
    total, files = len(arrays["rgb"]), {}
    for start in range(0, total, batch):
        made = maker({name: array[start : start + batch] for name, array in arrays.items()})
        for name, value in made.items():
            if name not in files:
                shape = (total, *value.shape[1:])
                files[name] = np.lib.format.open_memmap(folder / f"{name}.npy", "w+", np.float16, shape)
            files[name][start : start + len(value)] = value.clamp(-60000, 60000).half().numpy()
    print(folder.name, total, flush=True)


def main() -> None:
    parser = stage_parser(__doc__, "fastdepth depth betterdepth codec out")
    parser.add_argument("--views", help="files, with * and **")
    parser.add_argument("--scenes", help="files, with * and **")
    parser.add_argument("--stamps", help="cut-outs with alpha: files, with * and **")
    parser.add_argument("--lite0", type=Path, help=LITE0)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    a = parser.parse_args()
    prepare(a.seed, a.threads)
    cv2.setNumThreads(1)
    codec = load_model(Codec(), a.codec).eval()
    better = fold(load_model(BetterDepth(a.fastdepth, codec), a.betterdepth))
    sight = fold(Sight(load_model(DepthNet(a.lite0), a.depth), a.fastdepth))
    maker = Maker(sight, better, codec, load_stamps(a.stamps) if a.stamps else [], a.seed)
    for pattern in (a.views, a.scenes):
        for path in files_of(pattern) if pattern else ():
            write(a.out / path.stem, maker, read_arrays(path), a.batch)


if __name__ == "__main__":
    main()
