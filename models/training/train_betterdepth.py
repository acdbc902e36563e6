"""Stage 5: BetterDepth, a refiner of coarse disparity maps.

    python3 train_betterdepth.py --views 'DIR/views_wide.npz' --scenes 'DIR/scenes_*.npz' --stamps 'DIR/**/*.png' \\
        --fastdepth fastdepth_7.onnx --relative tcmonodepth.onnx --codec codec.pt --out betterdepth.pt --minutes 40

The photo has an encoder of its own, the coarse map goes through the codec's. The last 60 scenes are kept for validation.
"""
import argparse

import numpy as np
import torch
from torch import nn

from coarse_maps import draw_pairs
from latent import Codec, EdgeLatent, UNet, noised, prompt
from make_views import load_stamps
from samples import jitter, load_shards
from teachers import relative_teacher
from training import Run, load_model, prepare

KEPT = 60


class BetterDepth(nn.Module):
    def __init__(self, fastdepth, codec):
        super().__init__()
        self.photo, self.unet, self.decoder = EdgeLatent(fastdepth), UNet(2), Codec().decoder
        self.decoder.load_state_dict(codec.decoder.state_dict())
        self.register_buffer("prompt", prompt())

    def forward(self, photo, coarse_latent, target):
        """(estimate of the latent `target`, its map in -1..1) from a noisy latent of a random timestep."""
        conditions = torch.cat([self.photo(photo), coarse_latent], 1)
        x_t, t = noised(target, self.unet.first_estimate(conditions, self.prompt), own=1.0)
        x0 = self.unet.clean(torch.cat([conditions, x_t], 1), t, self.prompt)
        return x0, self.decoder(x0 + 0.03 * torch.randn_like(x0))

    @torch.no_grad()
    def sample(self, photo, coarse_latent, steps):
        """The map in -1..1 that a DDIM sampler with trailing steps comes to."""
        conditions, bars = torch.cat([self.photo(photo), coarse_latent], 1), self.unet.bars
        z = torch.randn_like(coarse_latent)
        for k in range(steps):
            t = round(1000 - k * 1000 / steps) - 1
            x0 = self.unet.clean(torch.cat([conditions, z], 1), torch.full((len(z),), t), self.prompt)
            noise = (z - bars[t].sqrt() * x0) / (1 - bars[t]).sqrt()
            before = bars[max(t - 1000 // steps, 0)]
            z = before.sqrt() * x0 + (1 - before).sqrt() * noise
        return self.decoder(x0)  # the last step goes to alpha 1, as in the packs


def weighted(difference, weight):
    return (difference.abs() * weight).sum() / weight.sum().clamp_min(1)


def edge_loss(p, t, weight):
    """Weighted gradient difference at full, half and quarter size."""
    total, d = 0.0, p - t
    for _ in range(3):
        total = total + weighted(d[..., 1:] - d[..., :-1], weight[..., 1:]) + weighted(d[..., 1:, :] - d[..., :-1, :], weight[..., 1:, :])
        d, weight = nn.functional.avg_pool2d(d, 2), nn.functional.avg_pool2d(weight, 2)
    return total


def sharpness(map_, truth):
    """(mean gradient on true edges, mean error within 3 pixels of them) of maps [B, 1, H, W] in -1..1."""
    slope = lambda a: ((a[..., 1:, 1:] - a[..., :-1, 1:]) ** 2 + (a[..., 1:, 1:] - a[..., 1:, :-1]) ** 2).sqrt()
    edge = slope(truth) > 0.12
    near = nn.functional.max_pool2d(edge.float(), 7, 1, 3) > 0
    error = (map_ - truth).abs()[..., 1:, 1:]
    return float(slope(map_)[edge].mean()), float(error[near].mean())


def validate(model, codec, scenes, teacher, steps=1, batches=6):
    """Ratio of the refined map to its coarse map on kept scenes: gradient on edges (more is better), error near edges (less), error (less)."""
    model.eval()
    rng, rows = np.random.default_rng(7), []
    torch.manual_seed(7)
    with torch.no_grad():
        for number in range(batches):
            photo, coarse, sharp, _ = draw_pairs(rng, scenes, [], [], teacher, 6, from_teacher=number % 2)
            fine = model.sample(photo, codec.encoder(coarse), steps)
            (g0, e0), (g1, e1) = sharpness(coarse, sharp), sharpness(fine, sharp)
            rows.append((g1 / g0, e1 / e0, float((fine - sharp).abs().mean() / (coarse - sharp).abs().mean())))
    model.train()
    return np.mean(rows, 0)


def main():
    parser = argparse.ArgumentParser()
    for name in ("views", "scenes", "stamps", "fastdepth", "relative", "codec", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--start", help="checkpoint to begin with, as from_pack.py writes it")
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check-every", type=int, default=200)
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    views, scenes, stamps, teacher = load_shards(a.views), load_shards(a.scenes), load_stamps(a.stamps), relative_teacher(a.relative)
    count = np.arange(len(scenes[-1]))
    kept = [scenes[-1].select(count >= len(count) - min(KEPT, len(count) // 4))]
    scenes[-1] = scenes[-1].select(count < len(count) - min(KEPT, len(count) // 4))
    codec = load_model(Codec(), a.codec).requires_grad_(False)
    model = BetterDepth(a.fastdepth, codec)
    if a.start:
        load_model(model, a.start)
    slow = [p for n, p in model.named_parameters() if n.startswith(("photo.pretrained", "decoder"))]
    rest = [p for n, p in model.named_parameters() if not n.startswith(("photo.pretrained", "decoder"))]
    run = Run(model, a.out, a.minutes, a.rate, [{"params": rest}, {"params": slow, "factor": 0.3}])
    for _ in run:
        photo, coarse, sharp, weight = draw_pairs(rng, scenes, views, stamps, teacher, a.batch)
        with torch.no_grad():
            z_coarse, z_sharp = codec.encoder(coarse), codec.encoder(sharp)
        x0, fine = model(jitter(photo), z_coarse, z_sharp)
        l1, edges, latent = weighted(fine - sharp, weight), edge_loss(fine, sharp, weight), (x0 - z_sharp).abs().mean()
        run.step(l1 + edges + 0.1 * latent, l1=l1, edges=edges, latent=latent, coarse=weighted(coarse - sharp, weight), coarse_edges=edge_loss(coarse, sharp, weight))
        if run.steps % a.check_every == 0:
            run.swap()
            for steps in (1, 2, 4):
                ratios = "gradient on edges {:.3f}, error near edges {:.3f}, error {:.4f}".format(*validate(model, codec, kept, teacher, steps))
                print(f"step {run.steps}, {steps} sampling steps: refined / coarse: {ratios}", flush=True)
            run.swap()


if __name__ == "__main__":
    main()
