"""Stage 5a: ZoeDepth's two heads, on the features that make_features.py wrote.

    python3 -m training.train_zoe --features features --depth depth.pt --out zoe.pt --minutes 8

The indoor head learns metres of rooms (FastDepth's level on photos, exact on scenes), the outdoor head those of everything else; either
learns the shape of all. Both begin as the depth network's own bins.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.arguments import LITE0, add_training_arguments, stage_parser
from training.data.features import SCENE, Features, load_features
from training.maps.losses import gradient_l1
from training.networks.sight import Seen
from training.networks.systems import DepthNet
from training.networks.zoe import RANGES, ZoeHead
from training.networks.zoe_heads import ZoeHeads
from training.run import Run, load_model, prepare


def begin_with(head: ZoeHead, bins: ZoeHead) -> None:
    """The weights of the depth network's own head; what it is not told yet counts for nothing at first."""
    state = bins.state_dict()
    weight = state["binomial.0.weight"]
    room = head.state_dict()["binomial.0.weight"].shape[1] - weight.shape[1]
    state["binomial.0.weight"] = F.pad(weight, (0, 0, 0, 0, 0, room))
    head.load_state_dict(state)


def shape_loss(log_metres: torch.Tensor, disparity: torch.Tensor) -> torch.Tensor:
    """L1 between the inverse of metres and a disparity, both brought to the same mean and spread, plus gradients."""
    p, t = torch.exp(-log_metres), disparity
    with torch.no_grad():
        (pm, ps), (tm, ts) = ((x.mean((1, 2, 3), keepdim=True), x.std((1, 2, 3), keepdim=True)) for x in (p, t))
    difference = (p - pm) / ps.clamp_min(1e-3) - (t - tm) / ts.clamp_min(0.05)
    return difference.abs().mean() + 0.3 * gradient_l1(difference, torch.zeros_like(difference))


def level_loss(log_metres: torch.Tensor, metres: torch.Tensor, span: tuple[float, float]) -> torch.Tensor:
    """L1, gradients and mean of the logarithm; what is beyond the last bin only has to be there."""
    t = metres.clamp(float(np.log(span[0])), float(np.log(span[1])))
    d = log_metres - t
    return d.abs().mean() + 0.1 * gradient_l1(log_metres, t) + 0.2 * d.mean((1, 2, 3)).abs().mean()


def pools_of(folders: list[Features]) -> dict[bool, list[tuple[Features, np.ndarray]]]:
    """By "is indoors": the photos and the scenes of each folder. Scenes come seldom: nobody can tell their metres by what the network sees,
    and a head that must is soon flat."""
    pools: dict[bool, list[tuple[Features, np.ndarray]]] = {True: [], False: []}
    for folder in folders:
        for indoor in pools:
            places = np.where(folder.domain == indoor)[0]
            if len(places):
                pools[indoor].append((folder, places))
    return pools


def flipped(seen: Seen) -> Seen:
    return Seen(*(value.flip(3) for value in seen))


def main() -> None:
    parser = stage_parser(__doc__, "features depth out")
    parser.add_argument("--lite0", type=Path, help=LITE0)
    add_training_arguments(parser, minutes=8, batch=6, rate=1e-3)
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    model = ZoeHeads()
    depth = load_model(DepthNet(a.lite0), a.depth)
    for domain in RANGES:
        begin_with(model.head_of(domain), depth.head)
    pools = pools_of(load_features(a.features))
    run = Run(model, a.out, a.minutes, a.rate)
    for _ in run:
        losses: dict[str, torch.Tensor] = {}
        for name, span in RANGES.items():
            own = rng.random() < 0.85
            pool = pools[(name == "indoor") == own] or pools[name != "indoor"]
            shares = np.array([0.1 if (folder.kind[places] == SCENE).all() else 1.0 for folder, places in pool])
            folder, places = pool[rng.choice(len(pool), p=shares / shares.sum())]
            at = np.sort(rng.choice(places, a.batch))
            seen, metres, shape = folder.seen(at), folder.read("metres", at), folder.read("shape", at)
            if rng.random() < 0.5:
                seen, metres, shape = flipped(seen), metres.flip(3), shape.flip(3)
            answer = model(name, seen)
            losses[name + " shape"] = 0.3 * shape_loss(answer, shape)
            if own:
                losses[name] = level_loss(answer, metres, span)
        run.step(torch.stack(list(losses.values())).sum(), **losses)


if __name__ == "__main__":
    main()
