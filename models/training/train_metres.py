"""Stage 5: metres. The backbone goes on with the relative teacher, the metric-bins head learns beside it.

    python3 train_metres.py --views 'DIR/views_*.npz' --scenes 'DIR/scenes_*.npz' --validation DIR --fastdepth fastdepth_7.onnx \\
        --backbone backbone.pt --out depth.pt --minutes 40

Labels: every photo has the relative teacher's disparity; indoor photos also FastDepth's metres; scenes have exact metres. Photos
taken outdoors teach the metres only shape, since nobody knows theirs.
"""
import argparse
import math

import cv2
import numpy as np
import torch

from losses import disparity_loss, gradient_l1
from samples import FARTHEST, Validation, batch_shape, fused_metres, jitter, load_shards, stretch, teacher_distance, to_network
from systems import DepthNet, MetricStage
from training import Run, prepare
from zoe import FAR, NEAR


def shape_loss(log_metres, disparity, nearest_share=0.08):
    """L1 and gradients on the logarithm, whatever the level: nobody knows an outdoor photo's metres, but that its farthest part is some
    twelve times as far as its nearest is a fair guess."""
    t = -torch.log(nearest_share + (1 - nearest_share) * disparity)
    p = log_metres - (log_metres - t).mean((1, 2, 3), keepdim=True).detach()
    return (p - t).abs().mean() + 0.3 * gradient_l1(p, t)


def metric_loss(log_metres, target, far):
    """L1 and gradients on the logarithm; what is farther than `far` only has to be far."""
    t = target.clamp_max(far).log()
    p = torch.where(target >= far, log_metres.clamp_max(math.log(far)), log_metres)
    return (p - t).abs().mean() + 0.3 * gradient_l1(p, t) + 0.3 * (p - t).mean((1, 2, 3)).abs().mean()


def step_losses(model, batch, kind):
    """Losses on one batch; kind is 'indoor', 'outdoor' or 'scene'."""
    photo = jitter(batch["rgb"]).contiguous(memory_format=torch.channels_last)
    with torch.autocast("cpu", torch.bfloat16):
        relative, log_metres = model(photo)
    if kind == "scene":  # drawn rooms have less to tell their size by than real ones
        return {"metres": 0.35 * metric_loss(log_metres, batch["depth"].clamp(NEAR, FARTHEST), FAR)}
    disparity = stretch(batch["disp"])
    losses = {"relative": disparity_loss(relative.float(), disparity)}
    if kind == "outdoor":
        losses["shape"] = shape_loss(log_metres, disparity)
    else:
        losses["metres"] = metric_loss(log_metres, fused_metres(batch["disp"], batch["metric"]), FAR)
    return losses


def validate(model, validation):
    """Distance to the teacher on unseen photos: of the disparity and of the metres; |log| error of the metres against FastDepth indoors."""
    model.eval()
    out = {"relative": [], "shape": [], "metres": []}
    with torch.no_grad():
        for item in validation:
            h, w = item["disp"].shape
            relative, log_metres = (cv2.resize(v[0, 0].numpy(), (w, h), interpolation=cv2.INTER_LINEAR) for v in model(to_network(item["rgb"])))
            out["relative"].append(teacher_distance(relative, item["disp"]))
            out["shape"].append(teacher_distance(np.exp(-log_metres), item["disp"]))
            if item["indoor"]:
                out["metres"].append(float(np.abs(log_metres - np.log(item["metric"].clip(0.3, 10))).mean()))
    model.train()
    return {k: sum(v) / max(len(v), 1) for k, v in out.items()}


def main():
    parser = argparse.ArgumentParser()
    for name in ("views", "scenes", "validation", "fastdepth", "backbone", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--minutes", type=float, default=40)
    parser.add_argument("--batch", type=int, default=6)
    parser.add_argument("--rate", type=float, default=8e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--small", type=float, default=0.4, help="share of the time at half the area")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check-every", type=int, default=200)
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    views, scenes, validation = load_shards(a.views), load_shards(a.scenes), Validation(a.validation)
    pools = {"scene": scenes, "indoor": [v.select(v.arrays["indoor"]) for v in views], "outdoor": [v.select(~v.arrays["indoor"]) for v in views]}
    pools = {k: [s for s in v if len(s)] for k, v in pools.items()}
    model = DepthNet(a.fastdepth)
    start = torch.load(a.backbone, weights_only=False)["model"]
    model.net.load_state_dict({k.removeprefix("net."): v for k, v in start.items() if k.startswith(("net.", "backbone.", "head."))})
    model.metric = MetricStage(model.net.backbone)
    model = model.to(memory_format=torch.channels_last)
    model.net.backbone.encoder[:7].requires_grad_(False)  # to 1/4: general enough, and the dearest to train
    old = [p for p in model.net.parameters() if p.requires_grad]
    new = [*model.metric.parameters(), *model.head.parameters()]
    run = Run(model, a.out, a.minutes, a.rate, [{"params": new, "factor": 1.5}, {"params": old, "factor": 0.6}])
    for progress in run:
        kind = rng.choice([k for k in ("indoor", "outdoor", "scene") if pools.get(k)], p=None if not all(pools.values()) else [0.4, 0.35, 0.25])
        shard = pools[kind][rng.integers(len(pools[kind]))]
        small = progress < a.small
        batch = shard.draw(rng, a.batch * (2 if small else 1), *batch_shape(shard, 128 * 176 if small else 160 * 224), smallest=0.85 if kind == "scene" else 0.75)
        losses = step_losses(model, batch, kind)
        run.step(sum(losses.values()), **{f"{kind[0]}.{k}": v for k, v in losses.items()})
        if run.steps % a.check_every == 0:
            run.swap()
            print(f"step {run.steps}: " + ", ".join(f"{k} {v:.4f}" for k, v in validate(model, validation).items()), flush=True)
            run.swap()
    run.swap()
    print("final: " + ", ".join(f"{k} {v:.4f}" for k, v in validate(model, validation).items()))


if __name__ == "__main__":
    main()
