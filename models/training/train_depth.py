"""Stage 2: the depth network. Its disparity learns the relative teacher's function, its metric bins learn metres beside it.

    python3 train_depth.py --views 'DIR/views_*.npz' --scenes 'DIR/scenes_*.npz' --validation DIR --out depth.pt --minutes 75

Labels: every photo has the relative teacher's disparity; indoor photos also FastDepth's metres; scenes have exact metres. Photos
taken outdoors teach the metres only shape, since nobody knows theirs. Which photos are of rooms is learnt too.
"""
import argparse
import math

import cv2
import numpy as np
import torch
import torch.nn.functional as F

from losses import disparity_loss, gradient_l1
from samples import Validation, batch_shape, fused_metres, jitter, load_shards, stretch, teacher_distance, to_network
from systems import DepthNet
from training import Run, prepare
from zoe import FAR, NEAR, quarter

AREA = 128 * 176  # pixels; what larger pictures would teach more does not make up for the fewer that there is time for


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


def step_losses(model, batch):
    """Losses on one batch of photos or scenes, weighted."""
    disparity, log_metres, room = model(jitter(batch["rgb"]))
    if "depth" in batch:  # drawn rooms have less to tell their size by than real ones
        return {"scene": 0.3 * metric_loss(log_metres, quarter(batch["depth"].clamp(NEAR, FAR)), FAR)}
    target, indoor = stretch(batch["disp"]), batch["indoor"]
    losses = {"relative": disparity_loss(disparity, target),  # rooms are fewer, so each counts more
              "room": 0.15 * F.binary_cross_entropy_with_logits(room, indoor.float(), pos_weight=torch.tensor(3.0))}
    if indoor.any():
        metres = fused_metres(batch["disp"][indoor], batch["metric"][indoor])
        losses["metres"] = 0.3 * indoor.float().mean() * metric_loss(log_metres[indoor], quarter(metres), FAR)
    if not indoor.all():
        losses["shape"] = 0.15 * (~indoor).float().mean() * shape_loss(log_metres[~indoor], quarter(target[~indoor]))
    return losses


def validate(model, validation, long_side=192):
    """On unseen photos: distance to the teacher of the disparity and of the bins' metres; |log| error of the bins against FastDepth indoors;
    share of the photos whose kind (room or not) is told right."""
    model.eval()
    out = {"relative": [], "bins": [], "metres": [], "room": []}
    with torch.no_grad():
        for item in validation:
            h, w = item["disp"].shape
            disparity, log_metres, room = model(to_network(item["rgb"], long_side))
            disparity, log_metres = (cv2.resize(v[0, 0].numpy(), (w, h), interpolation=cv2.INTER_LINEAR) for v in (disparity, log_metres))
            out["relative"].append(teacher_distance(disparity, item["disp"]))
            out["bins"].append(teacher_distance(np.exp(-log_metres), item["disp"]))
            out["room"].append(float((room[0] > 0) == bool(item["indoor"])))
            if item["indoor"]:
                out["metres"].append(float(np.abs(log_metres - np.log(item["metric"].clip(0.3, 10))).mean()))
    model.train()
    return ", ".join(f"{k} {sum(v) / max(len(v), 1):.4f}" for k, v in out.items())


def main():
    parser = argparse.ArgumentParser()
    for name in ("views", "scenes", "validation", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--lite0", help="EfficientNet-Lite0's checkpoint; without it that of the package")
    parser.add_argument("--minutes", type=float, default=75)
    parser.add_argument("--batch", type=int, default=24)
    parser.add_argument("--rate", type=float, default=1e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--scene-share", type=float, default=0.08)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check-every", type=int, default=400, help="steps between validations")
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    views, scenes, validation = load_shards(a.views), load_shards(a.scenes), Validation(a.validation)
    weights = np.array([len(s) for s in views]) / sum(map(len, views))
    model = DepthNet(a.lite0)
    encoder = model.net.backbone
    for part in (encoder.stem, *encoder.blocks[:3]):  # to 1/4: general enough, and the dearest to train
        part.requires_grad_(False)
    old = [p for p in encoder.blocks.parameters() if p.requires_grad]
    new = [p for n, p in model.named_parameters() if p.requires_grad and not n.startswith("net.backbone.blocks")]
    run = Run(model, a.out, a.minutes, a.rate, [{"params": new}, {"params": old, "factor": 0.4}])
    for _ in run:
        shard = scenes[rng.integers(len(scenes))] if scenes and rng.random() < a.scene_share else views[rng.choice(len(views), p=weights)]
        losses = step_losses(model, shard.draw(rng, a.batch, *batch_shape(shard, AREA)))
        run.step(sum(losses.values()), **losses)
        if run.steps % a.check_every == 0:
            run.swap()
            print(f"step {run.steps}: {validate(model, validation)}", flush=True)
            run.swap()
    run.swap()
    print(f"final: {validate(model, validation)}")


if __name__ == "__main__":
    main()
