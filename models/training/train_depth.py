"""Stage 2: the depth network. Its disparity learns the relative teacher's function, its metric bins learn metres beside it.

    python3 train_depth.py --photos photos.npz --relative tcmonodepth.onnx --metric fastdepth.onnx --out depth.pt --minutes 9

Labels: every photo has the relative teacher's disparity; indoor photos also FastDepth's metres; scenes have exact metres. Photos
taken outdoors teach the metres only shape, since nobody knows theirs. Which photos are of rooms is learnt too. Made for a GPU, where
views are made and labelled as fast as they are learnt; a processor does the same, two hundred times slower.
"""
import argparse
import math

import torch
import torch.nn.functional as F

from live_views import Labels, LiveViews
from losses import disparity_loss, gradient_l1
from onnx_module import OnnxModule
from samples import FARTHEST, NEAREST, fused_metres, stretch
from systems import DepthNet
from training import Run, load_model, prepare
from zoe import FAR, quarter


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


def step_losses(answer, batch):
    """Losses of the network's answer on a batch of photos, weighted."""
    disparity, log_metres, room = answer
    target, indoor = stretch(batch["disp"]), batch["indoor"]
    losses = {"relative": disparity_loss(disparity, target),  # rooms are fewer, so each counts more
              "room": 0.15 * F.binary_cross_entropy_with_logits(room, indoor.float(), pos_weight=torch.tensor(2.0, device=room.device))}
    if indoor.any():
        metres = fused_metres(batch["disp"][indoor], batch["metric"])
        losses["metres"] = 0.3 * indoor.float().mean() * metric_loss(log_metres[indoor], quarter(metres), FAR)
    if not indoor.all():
        losses["shape"] = 0.15 * (~indoor).float().mean() * shape_loss(log_metres[~indoor], quarter(target[~indoor]))
    return losses


def scene_loss(log_metres, depth):
    """Loss on scenes, weighted: drawn rooms have less to tell their size by than real ones."""
    return 0.3 * metric_loss(log_metres, quarter(depth.clamp(NEAREST, FARTHEST)), FAR)


def distance(prediction, target):
    """`samples.teacher_distance` of each picture of a batch [n, 1, h, w]: [n]."""
    p, t = prediction.flatten(1).double(), target.flatten(1).double()
    p, t = p - p.mean(1, keepdim=True), t - t.mean(1, keepdim=True)
    scale = (p * t).mean(1, keepdim=True) / (p * p).mean(1, keepdim=True).clamp_min(1e-18)
    return (p * scale - t).abs().mean(1) / t.square().mean(1).sqrt()


@torch.no_grad()
def validate(model, live, index):
    """On whole photos `index`: distance to the teacher of the disparity and of the bins' metres, seen from both sides; |log| error of the bins
    against FastDepth indoors; share of the photos whose kind (room or not) is told right."""
    model.eval()
    rows = {"relative": [], "bins": [], "metres": [], "room": []}
    for part in index.split(16):
        batch = live.whole(part)
        one, other = model(batch["rgb"]), model(batch["rgb"].flip(3))
        disparity, log_metres = (0.5 * (a + b.flip(3)).float() for a, b in zip(one[:2], other[:2]))
        rows["relative"].append(distance(disparity, batch["disp"]))
        rows["bins"].append(distance(torch.exp(-log_metres), quarter(batch["disp"])))
        rows["room"].append(((one[2] > 0) == batch["indoor"]).float())
        if batch["indoor"].any():
            known = quarter(batch["metric"]).clamp(0.3, 10).log()
            rows["metres"].append((log_metres[batch["indoor"]] - known).abs().mean((1, 2, 3)))
    model.train()
    return ", ".join(f"{k} {float(torch.cat(v).mean()):.4f}" for k, v in rows.items() if v)


def main():
    parser = argparse.ArgumentParser()
    for name in ("photos", "relative", "metric", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--lite0", help="EfficientNet-Lite0's checkpoint; without it that of the package")
    parser.add_argument("--start", help="checkpoint to begin with, as from_pack.py writes it")
    parser.add_argument("--minutes", type=float, default=9)
    parser.add_argument("--batch", type=int, default=96)
    parser.add_argument("--scene-batch", type=int, default=8)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check-every", type=int, default=1000, help="steps between validations")
    parser.add_argument("--channels-last", action="store_true", help="memory layout of the network; which is faster depends on the GPU")
    parser.add_argument("--weights", help="where the trained weights alone are written besides, at every validation")
    a = parser.parse_args()
    prepare(a.seed, a.threads)
    on_gpu = torch.cuda.is_available()
    device = torch.device("cuda" if on_gpu else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    relative, metric = (OnnxModule(path).eval().requires_grad_(False).to(device) for path in (a.relative, a.metric))
    live = LiveViews(a.photos, Labels(relative.half() if on_gpu else relative, metric), device, relative.size)  # student and teacher see the same pixels
    layout = torch.channels_last if a.channels_last else torch.contiguous_format
    model = DepthNet(a.lite0)
    if a.start:
        load_model(model, a.start)
    model.to(device, memory_format=layout)
    encoder = model.net.backbone
    early = [p for part in (encoder.stem, *encoder.blocks[:3]) for p in part.parameters()]
    old = [p for p in encoder.blocks[3:].parameters()]
    new = [p for n, p in model.named_parameters() if not n.startswith(("net.backbone.blocks", "net.backbone.stem"))]
    run = Run(model, a.out, a.minutes, a.rate, [{"params": new}, {"params": old, "factor": 0.4}, {"params": early, "factor": 0.1}], decay=0.999 if on_gpu else 0.998)
    trial = live.train[torch.randperm(len(live.train), device=device)[:48]]

    def report(name):
        run.swap()
        print(f"{name}: unseen {validate(model, live, live.validation)}; seen {validate(model, live, trial)}", flush=True)
        run.swap()
        if a.weights:
            run.save_weights(a.weights)

    for _ in run:
        batch, scenes = live.draw(a.batch), live.draw_scenes(a.scene_batch)
        with torch.autocast(device.type, torch.bfloat16, enabled=on_gpu):
            answer = [x.float() for x in model(torch.cat([batch["rgb"], scenes["rgb"]]).contiguous(memory_format=layout))]
        losses = {**step_losses([x[:a.batch] for x in answer], batch), "scene": scene_loss(answer[1][a.batch:], scenes["depth"])}
        run.step(sum(losses.values()), **losses)
        if run.steps % a.check_every == 0:
            report(f"step {run.steps}")
    report(f"final, step {run.steps}")


if __name__ == "__main__":
    main()
