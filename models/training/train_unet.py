"""Stage 6: Marigold's and MetricGold's UNets, on the latents of the trained depth network's maps.

    python3 train_unet.py --system marigold --views 'DIR/views_*.npz' --scenes 'DIR/scenes_*.npz' --fastdepth fastdepth_7.onnx \\
        --codec codec.pt --depth depth.pt --out marigold.pt --minutes 4

The image latent is the codec's latent of the depth network's map, so the UNet starts as the identity and learns what brings it nearer to the
truth. The loss is on the latent and on the decoded map.
"""
import argparse

import torch
from torch import nn

from latent import Codec, UNet, noised, prompt
from losses import gradient_l1
from samples import FARTHEST, NEAREST, batch_shape, fused_metres, jitter, load_shards, log_metric_target, stretch
from systems import DepthNet, MetricDepth, affine_map
from training import Run, load_model, prepare


class Denoiser(nn.Module):
    """UNet and decoder of one system."""

    def __init__(self, codec):
        super().__init__()
        self.unet, self.decoder = UNet(1, widths=(24, 40, 64), embedding=48), Codec().decoder
        self.decoder.load_state_dict(codec.decoder.state_dict())
        self.register_buffer("prompt", prompt())

    def forward(self, image, target):
        x_t, t = noised(target, self.unet.first_estimate(image, self.prompt), own=0.9)
        x0 = self.unet.clean(torch.cat([image, x_t], 1), t, self.prompt)
        return x0, self.decoder(x0 + 0.03 * torch.randn_like(x0))  # as much as a sampler leaves that does not end at alpha 1


def maps(system, log_metres, offset):
    """What the system's decoder shall write, from log metres."""
    if system == "marigold":
        return affine_map(log_metres, offset)
    return log_metric_target(log_metres.exp())


def truth(batch, guess):
    """Log metres to learn from; outdoors the teacher's disparity at the scale and shift of the guess."""
    if "depth" in batch:
        return batch["depth"].clamp(NEAREST, FARTHEST).log()
    if bool(batch["indoor"].all()):
        return fused_metres(batch["disp"], batch["metric"]).log()
    inverse, d = torch.exp(-guess), stretch(batch["disp"])
    dm, im = d.mean((1, 2, 3), keepdim=True), inverse.mean((1, 2, 3), keepdim=True)
    scale = ((d - dm) * (inverse - im)).mean((1, 2, 3), keepdim=True) / ((d - dm) ** 2).mean((1, 2, 3), keepdim=True).clamp_min(1e-4)
    return -((d - dm) * scale.clamp_min(1e-3) + im).clamp(1 / FARTHEST, 4).log()


def main():
    parser = argparse.ArgumentParser()
    for name in ("views", "scenes", "fastdepth", "codec", "depth", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--lite0", help="EfficientNet-Lite0's checkpoint; without it that of the package")
    parser.add_argument("--system", choices=("marigold", "metricgold"), required=True)
    parser.add_argument("--offset", type=float, default=0.05, help="of Marigold's map, see systems.affine_map")
    parser.add_argument("--minutes", type=float, default=4)
    parser.add_argument("--batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    views, scenes = load_shards(a.views), load_shards(a.scenes)
    pools = [[v.select(v.arrays["indoor"]) for v in views], [v.select(~v.arrays["indoor"]) for v in views], scenes]
    pools = [p for p in ([s for s in pool if len(s)] for pool in pools) if p]
    codec = load_model(Codec(), a.codec).requires_grad_(False)
    depth = MetricDepth(load_model(DepthNet(a.lite0), a.depth), a.fastdepth, a.system == "metricgold").eval().requires_grad_(False)
    model = Denoiser(codec)
    run = Run(model, a.out, a.minutes, a.rate)
    for _ in run:
        pool = pools[rng.integers(len(pools))]
        shard = pool[rng.integers(len(pool))]
        batch = shard.draw(rng, a.batch, *batch_shape(shard, 160 * 224), smallest=0.8)
        with torch.no_grad():
            guess = depth(jitter(batch["rgb"]))
            target = truth(batch, guess) if rng.random() < 0.5 else guess  # half of the time: hand on what is given, undamaged
            if a.system == "metricgold":  # a photo cannot tell the last of its metres: leave the guess's level, learn the shape
                target = target + (guess - target).mean((1, 2, 3), keepdim=True)
            wanted, given = maps(a.system, target, a.offset), maps(a.system, guess, a.offset)
            z, image = codec.encoder(wanted), codec.encoder(given)
        x0, y = model(image, z)
        l1, edges, latent = (y - wanted).abs().mean(), gradient_l1(y, wanted), (x0 - z).abs().mean()
        run.step(l1 + 0.5 * edges + 0.1 * latent, l1=l1, edges=edges, latent=latent, given=(given - wanted).abs().mean())


if __name__ == "__main__":
    main()
