"""Stage 6: Marigold's and MetricGold's UNets, on the latents of the trained depth network's maps.

    python3 train_unet.py --system marigold --views 'DIR/views_*.npz' --scenes 'DIR/scenes_*.npz' --fastdepth fastdepth_7.onnx \\
        --codec codec.pt --depth depth.pt --out marigold.pt --minutes 4

The image latent is the codec's latent of the depth network's map, so the UNet starts as the identity and learns what brings it nearer to the
truth. The loss is on the latent and on the decoded map.
"""
import argparse

import torch
import torch.nn.functional as F
from torch import nn

from latent import Codec, UNet, noised, prompt
from losses import gradient_l1
from samples import FARTHEST, NEAREST, batch_shape, fit_inverse, fused_metres, jitter, load_shards, log_metric_target, stretch
from systems import DepthNet, MetricDepth, RelativeDepth, affine_map, log_metres
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


class Guess(nn.Module):
    """Photo [B, 3, H, W] in 0..1 -> what the trained depth network gives one system at that size: disparity for Marigold, log metres for
    MetricGold [B, 1, H, W]."""

    def __init__(self, system, depth, fastdepth):
        super().__init__()
        self.depth = RelativeDepth(depth) if system == "marigold" else MetricDepth(depth, fastdepth)

    def forward(self, photo):
        disparity, line = self.depth(photo)
        disparity = F.interpolate(disparity, photo.shape[-2:], mode="bilinear")
        return log_metres(disparity, *line) if line else disparity


def maps(system, x, offset):
    """What the system's decoder shall write, from disparity for Marigold, from log metres for MetricGold."""
    return affine_map(x, offset) if system == "marigold" else log_metric_target(x.exp())


def truth(system, batch, guess):
    """What to learn, of the kind of `guess`. Metres outdoors: the teacher's disparity at the scale and shift of the guess; indoors and in
    scenes the level is the guess's too, since a photo cannot tell the last of its metres: the shape is learnt."""
    is_scene = "depth" in batch
    if system == "marigold":
        return stretch(1 / batch["depth"].clamp_min(0.2)) if is_scene else stretch(batch["disp"])
    if is_scene:
        target = batch["depth"].clamp(NEAREST, FARTHEST).log()
    elif bool(batch["indoor"].all()):
        target = fused_metres(batch["disp"], batch["metric"]).log()
    else:
        target = log_metres(batch["disp"], *fit_inverse(batch["disp"], guess.exp()))
    return target + (guess - target).mean((1, 2, 3), keepdim=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("views", "scenes", "fastdepth", "codec", "depth", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--lite0", help="EfficientNet-Lite0's checkpoint; without it that of the package")
    parser.add_argument("--system", choices=("marigold", "metricgold"), required=True)
    parser.add_argument("--offset", type=float, default=0.2, help="of Marigold's map, see systems.affine_map")
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
    see = Guess(a.system, load_model(DepthNet(a.lite0), a.depth), a.fastdepth).eval().requires_grad_(False)
    model = Denoiser(codec)
    run = Run(model, a.out, a.minutes, a.rate)
    for _ in run:
        pool = pools[rng.integers(len(pools))]
        shard = pool[rng.integers(len(pool))]
        batch = shard.draw(rng, a.batch, *batch_shape(shard, 160 * 224), smallest=0.8)
        with torch.no_grad():
            guess = see(jitter(batch["rgb"]))
            target = truth(a.system, batch, guess) if rng.random() < 0.5 else guess  # half of the time: hand on what is given, undamaged
            wanted, given = maps(a.system, target, a.offset), maps(a.system, guess, a.offset)
            z, image = codec.encoder(wanted), codec.encoder(given)
        x0, y = model(image, z)
        l1, edges, latent = (y - wanted).abs().mean(), gradient_l1(y, wanted), (x0 - z).abs().mean()
        run.step(l1 + 0.5 * edges + 0.1 * latent, l1=l1, edges=edges, latent=latent, given=(given - wanted).abs().mean())


if __name__ == "__main__":
    main()
