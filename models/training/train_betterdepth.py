"""Stage 5: BetterDepth, a refiner of coarse disparity maps.

    python3 -m training.train_betterdepth --views 'DIR/views_wide.npz' --scenes 'DIR/scenes_*.npz' --stamps 'DIR/**/*.png' \\
        --fastdepth fastdepth_7.onnx --relative tcmonodepth.onnx --codec codec.pt --out betterdepth.pt --minutes 40

The photo has an encoder of its own, the coarse map goes through the codec's. The last 60 scenes are kept for validation.
"""

from pathlib import Path

import numpy as np
import torch
from torch import nn

from finetune.patches import latent_mask
from training.arguments import CHECK_EVERY, START, add_training_arguments, stage_parser
from training.data.coarse_maps import PairSource
from training.data.cut_outs import load_stamps
from training.data.jitter import jitter
from training.data.shards import Shard, load_shards
from training.data.teachers import Teacher, relative_teacher
from training.networks.betterdepth import BetterDepth
from training.networks.codec import Codec
from training.run import Run, load_model, prepare

KEPT = 60


def weighted(difference: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Weighted mean of the absolute difference."""
    return (difference.abs() * weight).sum() / weight.sum().clamp_min(1)


def edge_loss(p: torch.Tensor, t: torch.Tensor, weight: torch.Tensor) -> torch.Tensor:
    """Weighted gradient difference at full, half and quarter size."""
    total, d = torch.zeros((), device=p.device), p - t
    for _ in range(3):
        total = total + weighted(d[..., 1:] - d[..., :-1], weight[..., 1:])
        total = total + weighted(d[..., 1:, :] - d[..., :-1, :], weight[..., 1:, :])
        d, weight = nn.functional.avg_pool2d(d, 2), nn.functional.avg_pool2d(weight, 2)
    return total


def sharpness(map_: torch.Tensor, truth: torch.Tensor) -> tuple[float, float]:
    """(mean gradient on true edges, mean error within 3 pixels of them) of maps [B, 1, H, W] in -1..1."""

    def slope(a: torch.Tensor) -> torch.Tensor:
        return ((a[..., 1:, 1:] - a[..., :-1, 1:]) ** 2 + (a[..., 1:, 1:] - a[..., 1:, :-1]) ** 2).sqrt()

    edge = slope(truth) > 0.12
    near = nn.functional.max_pool2d(edge.float(), 7, 1, 3) > 0
    error = (map_ - truth).abs()[..., 1:, 1:]
    return float(slope(map_)[edge].mean()), float(error[near].mean())


def validate(
    model: BetterDepth, codec: Codec, scenes: list[Shard], teacher: Teacher, steps: int = 1, batches: int = 6
) -> np.ndarray:
    """Ratios [3] of the refined map to its coarse map on kept scenes: gradient on edges (more is better), error near edges (less), error
    (less)."""
    model.eval()
    rng, rows = np.random.default_rng(7), []
    torch.manual_seed(7)
    with torch.no_grad():
        for number in range(batches):
            photo, coarse, sharp, _ = PairSource(scenes, [], [], teacher, from_teacher=number % 2).draw(rng, 6)
            fine = model.sample(photo, codec.encoder(coarse), steps)
            (g0, e0), (g1, e1) = sharpness(coarse, sharp), sharpness(fine, sharp)
            rows.append((g1 / g0, e1 / e0, float((fine - sharp).abs().mean() / (coarse - sharp).abs().mean())))
    model.train()
    return np.mean(rows, 0)


def split_scenes(scenes: list[Shard]) -> tuple[list[Shard], list[Shard]]:
    """(for training, for validation): the end of the last shard is kept."""
    last = scenes[-1]
    number = np.arange(len(last))
    first_kept = len(last) - min(KEPT, len(last) // 4)
    return [*scenes[:-1], last.select(number < first_kept)], [last.select(number >= first_kept)]


def start_run(model: BetterDepth, out: Path, minutes: float, rate: float) -> Run:
    """What is pretrained learns slower than the rest."""
    known = ("photo.pretrained", "decoder")
    slow = [p for name, p in model.named_parameters() if name.startswith(known)]
    rest = [p for name, p in model.named_parameters() if not name.startswith(known)]
    return Run(model, out, minutes, rate, [{"params": rest}, {"params": slow, "factor": 0.3}])


def main() -> None:
    parser = stage_parser(__doc__, "fastdepth relative codec out", "views scenes stamps")
    parser.add_argument("--start", type=Path, help=START)
    add_training_arguments(parser, minutes=40, batch=6, rate=1e-3)
    parser.add_argument("--check-every", type=int, default=200, help=CHECK_EVERY)
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    views, stamps, teacher = load_shards(a.views), load_stamps(a.stamps), relative_teacher(a.relative)
    scenes, kept = split_scenes(load_shards(a.scenes))
    source = PairSource(scenes, views, stamps, teacher)
    codec = load_model(Codec(), a.codec).requires_grad_(False)
    model = BetterDepth(a.fastdepth, codec)
    if a.start:
        load_model(model, a.start)
    run = start_run(model, a.out, a.minutes, a.rate)
    for _ in run:
        photo, coarse, sharp, weight = source.draw(rng, a.batch)
        with torch.no_grad():
            z_coarse, z_sharp = codec.encoder(coarse), codec.encoder(sharp)
            similar = latent_mask(weight > 0, sharp.shape[-1] // z_sharp.shape[-1]).expand_as(z_sharp).float()
        x0, fine = model(jitter(photo), z_coarse, z_sharp)
        parts = {
            "l1": weighted(fine - sharp, weight),
            "edges": edge_loss(fine, sharp, weight),
            "latent": weighted(x0 - z_sharp, similar),
            "coarse": weighted(coarse - sharp, weight),
            "coarse_edges": edge_loss(coarse, sharp, weight),
        }
        run.step(parts["l1"] + parts["edges"] + 0.1 * parts["latent"], **parts)
        if run.steps % a.check_every == 0:
            run.swap()
            for steps in (1, 2, 4):
                gradient, near, error = validate(model, codec, kept, teacher, steps)
                ratios = f"gradient on edges {gradient:.3f}, error near edges {near:.3f}, error {error:.4f}"
                print(f"step {run.steps}, {steps} sampling steps: refined / coarse: {ratios}", flush=True)
            run.swap()


if __name__ == "__main__":
    main()
