"""Stage 4: Marigold, MetricGold and ZoeDepth on the trained backbone.

    python3 train_systems.py --views 'DIR/views_*.npz' --scenes 'DIR/scenes_*.npz' --validation DIR --fastdepth fastdepth_7.onnx \\
        --codec codec.pt --backbone backbone.pt --out systems.pt --minutes 40

Labels: every photo has the relative teacher's disparity; indoor photos also FastDepth's metres; scenes have exact metres. Photos
taken outdoors teach the metric systems only shape, since nobody knows their metres.
"""
import argparse
import math

import cv2
import torch

from latent import Codec
from losses import disparity_loss, gradient_l1
from samples import (FARTHEST, NEAREST, Validation, affine_depth_target, batch_shape, fused_metres, jitter, load_shards,
                     log_metric_target, stretch, teacher_distance, to_network)
from systems import Systems
from training import Run, load_model, prepare
from zoe import FAR, NEAR


def shape_loss(log_metres, disparity):
    """How far the inverse depth is from the disparity after the best scale and shift."""
    q = torch.exp(-(log_metres - log_metres.mean((1, 2, 3), keepdim=True)).clamp(-4, 4))
    mean, spread = q.mean((1, 2, 3), keepdim=True).detach(), q.std((1, 2, 3), keepdim=True).detach().clamp_min(0.03)
    t = (disparity - disparity.mean((1, 2, 3), keepdim=True)) / disparity.std((1, 2, 3), keepdim=True).clamp_min(0.05)
    p = (q - mean) / spread
    return (p - t).abs().mean() + 0.2 * gradient_l1(p, t)


def metric_loss(log_metres, target, far):
    """L1 and gradients on the logarithm; what is farther than `far` only has to be far."""
    t = target.clamp_max(far).log()
    p = torch.where(target >= far, log_metres.clamp_max(math.log(far)), log_metres)
    return (p - t).abs().mean() + 0.3 * gradient_l1(p, t) + 0.3 * (p - t).mean((1, 2, 3)).abs().mean()


def step_losses(model, codec, batch, kind):
    """Losses on one batch; kind is 'indoor', 'outdoor' or 'scene'."""
    photo = jitter(batch["rgb"]).contiguous(memory_format=torch.channels_last)
    if kind == "scene":
        metres = batch["depth"].clamp(NEAR, FARTHEST)
        disparity = stretch(1 / metres)
    else:
        disparity = stretch(batch["disp"])
        metres = fused_metres(batch["disp"], batch["metric"]) if kind == "indoor" else None
    affine = affine_depth_target(stretch(1 / metres) if kind == "indoor" else disparity)
    # outdoors a logarithmic map of the right shape, only to make noisy latents of
    log_map = log_metric_target(metres if metres is not None else 1 / (0.02 + 0.4 * disparity))
    trains_net = next(model.net.head.parameters()).requires_grad
    with torch.autocast("cpu", torch.bfloat16):
        with torch.no_grad():
            z_affine, z_log = codec.encoder(affine).float(), codec.encoder(log_map).float()
        with torch.set_grad_enabled(trains_net):
            pyramid, deep, middle = model.net.backbone(photo)
            relative = model.net.head(pyramid[-1], photo)
        own = model.metric(middle)
        x_a, map_a = model.marigold(pyramid[-1], deep, model.prompt, z_affine)
        x_m, map_m = model.metricgold(pyramid[-1], own, model.prompt, z_log)
        log_zoe = model.zoedepth(pyramid, own, relative)
    log_gold = (map_m.float() + 1) / 2 * math.log(FARTHEST / NEAREST) + math.log(NEAREST)
    losses = {"marigold": 0.15 * (x_a.float() - z_affine).abs().mean() + disparity_loss(map_a.float() / 2 + 0.5, affine / 2 + 0.5)}
    if trains_net and kind != "scene":
        losses["relative"] = disparity_loss(relative.float(), disparity)
    certain = {"indoor": 1.0, "scene": 0.35, "outdoor": 0.0}[kind]  # drawn rooms have less to tell their size by than real ones
    for name, value, far in (("metricgold", log_gold, FARTHEST), ("zoedepth", log_zoe, FAR)):
        losses[name] = certain * metric_loss(value, metres, far) if certain else 0.0
        if kind != "scene":
            losses[name] = losses[name] + (0.5 if kind == "outdoor" else 0.3) * shape_loss(value, disparity)
    losses["metricgold"] = losses["metricgold"] + 0.15 * certain * (x_m.float() - z_log).abs().mean()
    return losses


def validate(model, validation):
    """Distance to the teacher on unseen photos per system, and |log| error of the metres against FastDepth on the indoor ones."""
    model.eval()
    out = {k: [] for k in ("relative", "marigold", "metricgold", "zoedepth", "gold metres", "zoe metres")}
    with torch.no_grad():
        for item in validation:
            h, w = item["disp"].shape
            photo = to_network(item["rgb"])
            pyramid, deep, middle = model.net.backbone(photo)
            own, relative = model.metric(middle), model.net.head(pyramid[-1], photo)
            maps = {"relative": relative, "marigold": model.marigold(pyramid[-1], deep, model.prompt)[1],
                    "metricgold": model.metricgold(pyramid[-1], own, model.prompt)[1], "zoedepth": model.zoedepth(pyramid, own, relative)}
            maps = {k: cv2.resize(v[0, 0].numpy(), (w, h), interpolation=cv2.INTER_LINEAR) for k, v in maps.items()}
            gold = NEAREST * (FARTHEST / NEAREST) ** ((maps["metricgold"].clip(-1, 1) + 1) / 2)
            disparity = torch.from_numpy(item["disp"].astype("float32"))[None, None]
            out["relative"].append(teacher_distance(maps["relative"], item["disp"]))
            out["marigold"].append(teacher_distance(maps["marigold"], affine_depth_target(disparity)[0, 0].numpy()))
            out["metricgold"].append(teacher_distance(1 / gold, item["disp"]))
            out["zoedepth"].append(teacher_distance(1 / torch.from_numpy(maps["zoedepth"]).exp().clamp_min(0.1).numpy(), item["disp"]))
            if item["indoor"]:
                log_teacher = torch.from_numpy(item["metric"]).clamp_min(0.3).log()
                out["gold metres"].append(float((torch.from_numpy(gold).log() - log_teacher).abs().mean()))
                out["zoe metres"].append(float((torch.from_numpy(maps["zoedepth"]) - log_teacher).abs().mean()))
    model.train()
    return {k: sum(v) / max(len(v), 1) for k, v in out.items()}


def main():
    parser = argparse.ArgumentParser()
    for name in ("views", "scenes", "validation", "fastdepth", "codec", "backbone", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--joint", action="store_true", help="train the backbone too: three times as slow")
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
    codec = load_model(Codec(), a.codec).requires_grad_(False)
    model = Systems(a.fastdepth, codec)
    start = torch.load(a.backbone, weights_only=False)["model"]
    if any(k.startswith("net.") for k in start):  # a checkpoint of this stage: everything that still fits
        model.start_from({k[4:]: v for k, v in start.items() if k.startswith("net.")})
        model.load_state_dict({k: v for k, v in start.items() if k in model.state_dict()}, strict=False)
    else:
        model.start_from(start)
    model = model.to(memory_format=torch.channels_last)
    codec = codec.to(memory_format=torch.channels_last)
    model.net.requires_grad_(a.joint)
    model.net.backbone.encoder[:7].requires_grad_(False)  # to 1/4: general enough, and the dearest to train
    old = [p for p in model.net.parameters() if p.requires_grad]
    new = [p for n, p in model.named_parameters() if not n.startswith("net.")]
    run = Run(model, a.out, a.minutes, a.rate, [{"params": new, "factor": 1.5}] + [{"params": old, "factor": 0.6}] * a.joint)
    for progress in run:
        kind = rng.choice([k for k in ("indoor", "outdoor", "scene") if pools.get(k)], p=None if not all(pools.values()) else [0.4, 0.35, 0.25])
        shard = pools[kind][rng.integers(len(pools[kind]))]
        small = progress < a.small
        batch = shard.draw(rng, a.batch * (2 if small else 1), *batch_shape(shard, 128 * 176 if small else 160 * 224), smallest=0.85 if kind == "scene" else 0.75)
        losses = step_losses(model, codec, batch, kind)
        run.step(sum(losses.values()), **{f"{kind[0]}.{k}": v for k, v in losses.items()})
        if run.steps % a.check_every == 0:
            run.swap()
            print(f"step {run.steps}: " + ", ".join(f"{k} {v:.4f}" for k, v in validate(model, validation).items()), flush=True)
            run.swap()
    run.swap()
    print("final: " + ", ".join(f"{k} {v:.4f}" for k, v in validate(model, validation).items()))


if __name__ == "__main__":
    main()
