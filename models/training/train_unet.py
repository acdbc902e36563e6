"""Stage 5b: what Marigold's and MetricGold's UNets are told of a photo, and the UNets, on the features that make_features.py wrote.

    python3 -m training.train_unet --system marigold --features features --codec codec.pt --out marigold.pt --minutes 20
    python3 -m training.train_unet --system metricgold --features features --codec codec.pt \\
        --out metricgold.pt --minutes 10 --start marigold.pt

Mean square of the velocity at every timestep, from pure noise to none; a part of a latent at a time, so that a step is cheap. An
eighth of the views have their coarse maps left out, half of the others bent, so that the UNet does not take them for the truth.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.arguments import START, add_training_arguments, stage_parser
from training.data.features import SCENE, Features, load_features
from training.maps.schedule import TRAIN_STEPS
from training.networks.codec import Codec
from training.networks.denoiser import COARSE, SYSTEMS, Denoiser, folded_latent, told
from training.run import Run, load_model, prepare

TARGETS = {"marigold": "affine", "metricgold": "log"}
PART = (24, 32)
"""Rows and columns of the part of a latent that is learnt at a time."""


def pools_of(folders: list[Features]) -> list[tuple[float, Features, np.ndarray]]:
    """(share, folder, places): rooms are fewer than other photos, so each counts more."""
    pools: list[tuple[float, Features, np.ndarray]] = []
    for folder in folders:
        scene, indoor = folder.kind == SCENE, folder.domain
        for share, mask in ((1.0, scene), (0.6, ~scene & indoor), (1.2, ~scene & ~indoor)):
            if mask.any():
                pools.append((share, folder, np.where(mask)[0]))
    return pools


def bent(rng: np.random.Generator, maps: torch.Tensor) -> torch.Tensor:
    """Coarse maps [n, COARSE, h, w]: some left out, some bent by a smooth field, as they are wrong on photos that nobody has seen."""
    n = len(maps)
    field = F.interpolate(torch.randn(n, 1, 4, 4), maps.shape[-2:], mode="bicubic")
    bend = torch.from_numpy(rng.uniform(0, 0.12, (n, 1, 1, 1)) * (rng.random((n, 1, 1, 1)) < 0.5)).float()
    keep = torch.from_numpy(rng.random((n, 1, 1, 1)) > 0.12).float()
    return (maps + bend * field) * keep


def draw(
    rng: np.random.Generator, system: str, folder: Features, places: np.ndarray, size: int, part: tuple[int, int] | None
) -> tuple[torch.Tensor, torch.Tensor]:
    """(told, x0) of `size` views, whole or a part of each."""
    at = np.sort(rng.choice(places, size))
    with torch.no_grad():
        known = told(system, folder.seen(at), folder.read("edges", at))
        known = torch.cat([known[:, :-COARSE], bent(rng, known[:, -COARSE:])], 1)
        x0 = folded_latent(folder.read(TARGETS[system], at))
    if part is None:
        return known, x0
    rows, columns = (
        min(p, side) for p, side in zip(part if x0.shape[3] > x0.shape[2] else part[::-1], x0.shape[2:], strict=True)
    )
    y, x = rng.integers(x0.shape[2] - rows + 1), rng.integers(x0.shape[3] - columns + 1)
    return known[..., y : y + rows, x : x + columns], x0[..., y : y + rows, x : x + columns]


def main() -> None:
    parser = stage_parser(__doc__, "features codec out")
    parser.add_argument("--system", choices=SYSTEMS, required=True)
    parser.add_argument("--start", type=Path, help=START)
    parser.add_argument(
        "--bfloat16", action="store_true", help="three times faster on processors with AMX, slower on others"
    )
    add_training_arguments(parser, minutes=20, batch=16, rate=1e-3)
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    pools = pools_of(load_features(a.features))
    shares = np.array([pool[0] for pool in pools])
    shares /= shares.sum()
    model = Denoiser(load_model(Codec(), a.codec))
    if a.start:
        load_model(model, a.start)
    usual = [draw(rng, a.system, folder, places, 8, PART)[0].flatten(2) for _, folder, places in pools]
    model.photo.measure(torch.cat(usual)[..., None])
    for convolution in model.unet.modules():
        if isinstance(convolution, torch.nn.Conv2d):
            convolution.weight.data = convolution.weight.data.contiguous(memory_format=torch.channels_last)
    run = Run(model, a.out, a.minutes, a.rate)
    for progress in run:
        _, folder, places = pools[rng.choice(len(pools), p=shares)]
        whole = progress > 0.6 and rng.random() < 0.3
        known, x0 = draw(rng, a.system, folder, places, a.batch // 4 if whole else a.batch, None if whole else PART)
        t = torch.where(torch.rand(len(x0)) < 0.25, TRAIN_STEPS - 1, torch.randint(0, TRAIN_STEPS, (len(x0),)))
        with torch.autocast("cpu", torch.bfloat16, enabled=a.bfloat16):
            answer, v = model(known, x0, t)
        losses = (answer.float() - v).square().mean((1, 2, 3))
        last = t == TRAIN_STEPS - 1
        run.step(losses.mean(), first=losses[last].mean() if last.any() else losses.mean().detach())


if __name__ == "__main__":
    main()
