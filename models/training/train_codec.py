"""Stage 3: the autoencoder of depth maps.

    python3 -m training.train_codec --views 'DIR/views_*.npz' --scenes 'DIR/scenes_*.npz' --out codec.pt --minutes 10

Maps of every kind that a pack writes or reads: disparity, affine depth, logarithmic depth, sharp and blurred.
"""

import numpy as np
import torch
import torch.nn.functional as F

from training.arguments import add_training_arguments, stage_parser
from training.data.shards import Shard, load_shards
from training.maps.losses import gradient_l1
from training.maps.targets import affine_depth_target, log_metric_target, stretch
from training.networks.codec import Codec
from training.run import Run, prepare


def random_map(rng: np.random.Generator, shard: Shard, size: int, height: int = 192, width: int = 256) -> torch.Tensor:
    """A batch of maps [B, 1, H, W] in -1..1 of one kind."""
    if shard.height > shard.width:
        height, width = width, height
    batch = shard.draw(rng, size, height, width, 0.5)
    kind = rng.integers(3)
    disparity = stretch(1 / batch["depth"].clamp_min(0.2)) if "depth" in batch else stretch(batch["disp"])
    if kind == 0:
        x = disparity * 2 - 1
    elif kind == 1:
        x = affine_depth_target(disparity)
    else:
        x = log_metric_target(batch["depth"] if "depth" in batch else 1 / (0.05 + disparity * rng.uniform(0.2, 1.5)))
    if rng.random() < 0.25:
        k = int(rng.integers(4, 24))
        x = F.interpolate(F.avg_pool2d(x, k), x.shape[-2:], mode="bilinear")
    return -x if rng.random() < 0.2 else x


def main() -> None:
    parser = stage_parser(__doc__, "out", "views scenes")
    add_training_arguments(parser, minutes=10, batch=8, rate=2e-3)
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    views, scenes = load_shards(a.views), load_shards(a.scenes)
    model = Codec()
    run = Run(model, a.out, a.minutes, a.rate)
    for _ in run:
        pool = scenes if rng.random() < 0.6 else views
        x = random_map(rng, pool[rng.integers(len(pool))], a.batch)
        z = model.encoder(x)
        y = model.decoder(z + 0.06 * torch.randn_like(z))
        # unit latents: no scaling factor is needed
        spread = (z.std((0, 2, 3)) - 1).square().mean() + z.mean((0, 2, 3)).square().mean()
        l1, edges = (y - x).abs().mean(), gradient_l1(y, x)
        run.step(l1 + 0.5 * edges + 0.05 * spread, l1=l1, edges=edges, spread=spread)


if __name__ == "__main__":
    main()
