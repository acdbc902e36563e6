"""Stage 6: Marigold's and MetricGold's UNets, on the latents of the trained depth network's maps.

    python3 -m training.train_unet --system marigold --views 'DIR/views_*.npz' --scenes 'DIR/scenes_*.npz' \\
        --fastdepth fastdepth_7.onnx --codec codec.pt --depth depth.pt --out marigold.pt --minutes 4

The image latent is the codec's latent of the depth network's map, so the UNet starts as the identity and learns what brings it nearer to
the truth. The loss is on the latent and on the decoded map.
"""

from pathlib import Path

import torch

from training.arguments import LITE0, add_training_arguments, stage_parser
from training.data.jitter import jitter
from training.data.shards import Shard, batch_shape, load_shards
from training.maps.losses import gradient_l1
from training.maps.targets import FARTHEST, NEAREST, fit_inverse, fused_metres, stretch
from training.networks.codec import Codec
from training.networks.denoiser import Denoiser, Guess, maps
from training.networks.systems import DepthNet, log_metres
from training.run import Run, load_model, prepare


def truth(system: str, batch: dict[str, torch.Tensor], guess: torch.Tensor) -> torch.Tensor:
    """What to learn, of the kind of `guess`. Metres outdoors: the teacher's disparity at the scale and shift of the guess; indoors
    and in scenes the level is the guess's too, since a photo cannot tell the last of its metres: the shape is learnt."""
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


def pools_of(views: list[Shard], scenes: list[Shard]) -> list[list[Shard]]:
    """Rooms, other photos, scenes: each is drawn from as often as the others. Without the empty ones."""
    rooms = [view.select(view.arrays["indoor"]) for view in views]
    others = [view.select(~view.arrays["indoor"]) for view in views]
    pools = [[shard for shard in pool if len(shard)] for pool in (rooms, others, scenes)]
    return [pool for pool in pools if pool]


def main() -> None:
    parser = stage_parser(__doc__, "fastdepth codec depth out", "views scenes")
    parser.add_argument("--lite0", type=Path, help=LITE0)
    parser.add_argument("--system", choices=("marigold", "metricgold"), required=True)
    parser.add_argument("--offset", type=float, default=0.2, help="of Marigold's map, see systems.affine_map")
    add_training_arguments(parser, minutes=4, batch=8, rate=1e-3)
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    pools = pools_of(load_shards(a.views), load_shards(a.scenes))
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
            # half of the time: hand on what is given, undamaged
            target = truth(a.system, batch, guess) if rng.random() < 0.5 else guess
            wanted, given = maps(a.system, target, a.offset), maps(a.system, guess, a.offset)
            z, image = codec.encoder(wanted), codec.encoder(given)
        x0, y = model(image, z)
        l1, edges, latent = (y - wanted).abs().mean(), gradient_l1(y, wanted), (x0 - z).abs().mean()
        before = (given - wanted).abs().mean()
        run.step(l1 + 0.5 * edges + 0.1 * latent, l1=l1, edges=edges, latent=latent, given=before)


if __name__ == "__main__":
    main()
