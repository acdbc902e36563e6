"""Stage 2: the backbone and a disparity head learn the relative teacher's function.

    python3 train_backbone.py --views 'DIR/views_*.npz' --validation DIR --fastdepth fastdepth_7.onnx --out backbone.pt --minutes 30
"""
import argparse

import cv2
import torch

from backbone import DisparityNet
from losses import disparity_loss
from samples import Validation, batch_shape, jitter, load_shards, stretch, teacher_distance, to_network
from training import Run, prepare


def validate(model, validation, long_side=224):
    """Mean distance to the teacher on the validation photos, and that of every photo."""
    model.eval()
    distances = []
    with torch.no_grad():
        for item in validation:
            h, w = item["disp"].shape
            y = model(to_network(item["rgb"], long_side))[0, 0].numpy()
            distances.append(teacher_distance(cv2.resize(y, (w, h), interpolation=cv2.INTER_LINEAR), item["disp"]))
    model.train()
    return sum(distances) / max(len(distances), 1), distances


def main():
    parser = argparse.ArgumentParser()
    for name in ("views", "validation", "fastdepth", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--batch", type=int, default=12)
    parser.add_argument("--rate", type=float, default=6e-4)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--small", type=float, default=0.5, help="share of the time at half the area: twice as many photos")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--check-every", type=int, default=400, help="steps between validations")
    a = parser.parse_args()
    rng = prepare(a.seed, a.threads)
    shards, validation = load_shards(a.views), Validation(a.validation)
    weights = [len(s) / sum(map(len, shards)) for s in shards]
    model = DisparityNet(a.fastdepth).to(memory_format=torch.channels_last)
    new = [p for n, p in model.named_parameters() if n.startswith(("head", "backbone.skip16", "backbone.context"))]
    old = [p for n, p in model.named_parameters() if not n.startswith(("head", "backbone.skip16", "backbone.context"))]
    run = Run(model, a.out, a.minutes, a.rate, [{"params": new, "factor": 2.0}, {"params": old}])
    for progress in run:
        shard = shards[rng.choice(len(shards), p=weights)]
        batch = shard.draw(rng, a.batch * (2 if progress < a.small else 1), *batch_shape(shard, 128 * 176 if progress < a.small else 160 * 224))
        target = stretch(batch["disp"])
        photo = jitter(batch["rgb"]).contiguous(memory_format=torch.channels_last)
        with torch.autocast("cpu", torch.bfloat16):
            y = model(photo)
        y = y.float()
        run.step(disparity_loss(y, target), plain=(y.detach() - target).abs().mean())
        if run.steps % a.check_every == 0:
            run.swap()
            print(f"step {run.steps}: distance to the teacher on unseen photos {validate(model, validation)[0]:.4f}", flush=True)
            run.swap()
    run.swap()
    print(f"final: {validate(model, validation)[0]:.4f}")


if __name__ == "__main__":
    main()
