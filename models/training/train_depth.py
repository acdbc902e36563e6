"""Stage 2: the depth network. Its disparity learns the relative teacher's function, its metric bins learn metres beside it.

    python3 -m training.train_depth --photos photos.npz --relative tcmonodepth.onnx --metric fastdepth.onnx --out depth.pt --minutes 9

Labels: every photo has the relative teacher's disparity; indoor photos also FastDepth's metres; scenes have exact metres. Photos
taken outdoors teach the metres only shape, since nobody knows theirs. Which photos are of rooms is learnt too. Made for a GPU, where
views are made and labelled as fast as they are learnt; a processor does the same, two hundred times slower.
"""

import argparse
import math
from dataclasses import dataclass
from functools import reduce
from pathlib import Path

import torch
import torch.nn.functional as F

from training.arguments import CHECK_EVERY, LITE0, START, add_training_arguments, stage_parser
from training.data.live_labels import Labels
from training.data.live_views import LiveViews
from training.data.onnx_module import OnnxModule
from training.maps.losses import disparity_loss, gradient_l1
from training.maps.resampling import quarter
from training.maps.targets import FARTHEST, NEAREST, fused_metres, stretch
from training.networks.systems import DepthNet
from training.networks.zoe import FAR
from training.run import Run, load_model, prepare


def shape_loss(log_metres: torch.Tensor, disparity: torch.Tensor, nearest_share: float = 0.08) -> torch.Tensor:
    """L1 and gradients on the logarithm, whatever the level: nobody knows an outdoor photo's metres, but that its farthest part is some
    twelve times as far as its nearest is a fair guess."""
    t = -torch.log(nearest_share + (1 - nearest_share) * disparity)
    p = log_metres - (log_metres - t).mean((1, 2, 3), keepdim=True).detach()
    return (p - t).abs().mean() + 0.3 * gradient_l1(p, t)


def metric_loss(log_metres: torch.Tensor, target: torch.Tensor, far: float) -> torch.Tensor:
    """L1 and gradients on the logarithm; what is farther than `far` only has to be far."""
    t = target.clamp_max(far).log()
    p = torch.where(target >= far, log_metres.clamp_max(math.log(far)), log_metres)
    return (p - t).abs().mean() + 0.3 * gradient_l1(p, t) + 0.3 * (p - t).mean((1, 2, 3)).abs().mean()


def step_losses(answer: list[torch.Tensor], batch: dict[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """Losses of the network's answer on a batch of photos, weighted."""
    disparity, log_metres, room = answer
    target, indoor = stretch(batch["disp"]), batch["indoor"]
    rooms_count = torch.tensor(2.0, device=room.device)  # they are fewer, so each counts more
    losses = {
        "relative": disparity_loss(disparity, target),
        "room": 0.15 * F.binary_cross_entropy_with_logits(room, indoor.float(), pos_weight=rooms_count),
    }
    if indoor.any():
        metres = fused_metres(batch["disp"][indoor], batch["metric"])
        losses["metres"] = 0.3 * indoor.float().mean() * metric_loss(log_metres[indoor], quarter(metres), FAR)
    if not indoor.all():
        losses["shape"] = 0.15 * (~indoor).float().mean() * shape_loss(log_metres[~indoor], quarter(target[~indoor]))
    return losses


def scene_loss(log_metres: torch.Tensor, depth: torch.Tensor) -> torch.Tensor:
    """Loss on scenes, weighted: drawn rooms have less to tell their size by than real ones."""
    return 0.3 * metric_loss(log_metres, quarter(depth.clamp(NEAREST, FARTHEST)), FAR)


def distance(prediction: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """`targets.teacher_distance` of each picture of a batch [n, 1, h, w]: [n]."""
    p, t = prediction.flatten(1).double(), target.flatten(1).double()
    p, t = p - p.mean(1, keepdim=True), t - t.mean(1, keepdim=True)
    scale = (p * t).mean(1, keepdim=True) / (p * p).mean(1, keepdim=True).clamp_min(1e-18)
    return (p * scale - t).abs().mean(1) / t.square().mean(1).sqrt()


@torch.no_grad()
def validate(model: DepthNet, live: LiveViews, index: torch.Tensor) -> str:
    """On whole photos `index`: distance to the teacher of the disparity and of the bins' metres, seen from both sides; |log| error of the
    bins against FastDepth indoors; share of the photos whose kind (room or not) is told right."""
    model.eval()
    rows: dict[str, list[torch.Tensor]] = {"relative": [], "bins": [], "metres": [], "room": []}
    for part in index.split(16):
        batch = live.whole(part)
        one, other = model(batch["rgb"]), model(batch["rgb"].flip(3))
        disparity, log_metres = (0.5 * (a + b.flip(3)).float() for a, b in zip(one[:2], other[:2], strict=True))
        rows["relative"].append(distance(disparity, batch["disp"]))
        rows["bins"].append(distance(torch.exp(-log_metres), quarter(batch["disp"])))
        rows["room"].append(((one[2] > 0) == batch["indoor"]).float())
        if batch["indoor"].any():
            known = quarter(batch["metric"]).clamp(0.3, 10).log()
            rows["metres"].append((log_metres[batch["indoor"]] - known).abs().mean((1, 2, 3)))
    model.train()
    return ", ".join(f"{k} {float(torch.cat(v).mean()):.4f}" for k, v in rows.items() if v)


def start_run(model: DepthNet, out: Path, minutes: float, rate: float, decay: float) -> Run:
    """The first pretrained layers learn ten times slower than the new ones, the others two and a half times."""
    encoder = model.net.backbone
    early = [p for part in (encoder.stem, *encoder.blocks[:3]) for p in part.parameters()]
    old = list(encoder.blocks[3:].parameters())
    known = ("net.backbone.blocks", "net.backbone.stem")
    new = [p for name, p in model.named_parameters() if not name.startswith(known)]
    groups: list[dict] = [{"params": new}, {"params": old, "factor": 0.4}, {"params": early, "factor": 0.1}]
    return Run(model, out, minutes, rate, groups, decay=decay)


@dataclass
class Report:
    """Tells how far the training is: on photos that it has not seen, and on as many as 48 that it has."""

    run: Run
    model: DepthNet
    live: LiveViews
    seen: torch.Tensor
    weights: Path | None

    def __call__(self, name: str) -> None:
        self.run.swap()
        unseen = validate(self.model, self.live, self.live.validation)
        print(f"{name}: unseen {unseen}; seen {validate(self.model, self.live, self.seen)}", flush=True)
        self.run.swap()
        if self.weights:
            self.run.save_weights(self.weights)


def read_arguments() -> argparse.Namespace:
    parser = stage_parser(__doc__, "photos relative metric out")
    parser.add_argument("--lite0", type=Path, help=LITE0)
    parser.add_argument("--start", type=Path, help=START)
    add_training_arguments(parser, minutes=9, batch=96, rate=1.5e-3)
    parser.add_argument("--scene-batch", type=int, default=8)
    parser.add_argument("--check-every", type=int, default=1000, help=CHECK_EVERY)
    parser.add_argument(
        "--channels-last", action="store_true", help="memory layout of the network; which is faster depends on the GPU"
    )
    parser.add_argument(
        "--weights", type=Path, help="where the trained weights alone are written besides, at every validation"
    )
    return parser.parse_args()


def main() -> None:
    a = read_arguments()
    prepare(a.seed, a.threads)
    on_gpu = torch.cuda.is_available()
    device = torch.device("cuda" if on_gpu else "cpu")
    torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
    relative, metric = (OnnxModule(path).eval().requires_grad_(False).to(device) for path in (a.relative, a.metric))
    labels = Labels(relative.half() if on_gpu else relative, metric)
    live = LiveViews(a.photos, labels, device, relative.size)  # student and teacher see the same pixels
    layout = torch.channels_last if a.channels_last else torch.contiguous_format
    model = DepthNet(a.lite0)
    if a.start:
        load_model(model, a.start)
    model.to(device, memory_format=layout)  # type: ignore[call-overload] # torch's own types leave the layout out
    run = start_run(model, a.out, a.minutes, a.rate, 0.999 if on_gpu else 0.998)
    seen = live.train[torch.randperm(len(live.train), device=device)[:48]]
    report = Report(run, model, live, seen, a.weights)
    for _ in run:
        batch, scenes = live.draw(a.batch), live.draw_scenes(a.scene_batch)
        photos = torch.cat([batch["rgb"], scenes["rgb"]]).contiguous(memory_format=layout)
        with torch.autocast(device.type, torch.bfloat16, enabled=on_gpu):
            answer = [each.float() for each in model(photos)]
        losses = step_losses([each[: a.batch] for each in answer], batch)
        losses["scene"] = scene_loss(answer[1][a.batch :], scenes["depth"])
        run.step(reduce(torch.add, losses.values()), **losses)
        if run.steps % a.check_every == 0:
            report(f"step {run.steps}")
    report(f"final, step {run.steps}")


if __name__ == "__main__":
    main()
