"""Both teachers on batches of views, on the device that trains."""

import torch
import torch.nn.functional as F

from training.data.onnx_module import OnnxModule
from training.maps.resampling import both_ways, mean_of_both, resized

SIDE = 384
VIEW = (SIDE, SIDE)
PART = int(0.66 * SIDE)  # of the longer side of a photo, as teachers.fused_disparity takes it


def fit(x: torch.Tensor, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """(scale, shift) [n, 1, 1, 1] that bring x nearest to y, least squares."""
    mx, my = x.mean((1, 2, 3), keepdim=True), y.mean((1, 2, 3), keepdim=True)
    spread = ((x - mx) ** 2).mean((1, 2, 3), keepdim=True).clamp_min(1e-12)
    scale = ((x - mx) * (y - my)).mean((1, 2, 3), keepdim=True) / spread
    return scale, my - scale * mx


def guided_filter(guide: torch.Tensor, x: torch.Tensor, radius: int = 4, epsilon: float = 2e-4) -> torch.Tensor:
    """`teachers.guided_filter` for a batch."""

    def mean(a: torch.Tensor) -> torch.Tensor:
        return F.avg_pool2d(F.pad(a, (radius,) * 4, mode="reflect"), 2 * radius + 1, 1)

    mg, mx = mean(guide), mean(x)
    a = (mean(guide * x) - mg * mx) / (mean(guide * guide) - mg * mg + epsilon)
    return mean(a) * guide + mean(mx - a * mg)


def overlapping_parts(n: int, tall: int) -> list[tuple[tuple, tuple[int, int]]]:
    """Where the two parts of n views lie, of which the last `tall` are tall, and the shape of a ramp along them: (index, shape)."""
    wide, high, first, last = slice(0, n - tall), slice(n - tall, n), slice(0, PART), slice(SIDE - PART, SIDE)
    return [((wide, ..., end), (1, PART)) for end in (first, last)] + [
        ((high, ..., end, slice(None)), (PART, 1)) for end in (first, last)
    ]


class Labels:
    """Both teachers on views [n, 3, *VIEW] in 0..1."""

    def __init__(self, relative: OnnxModule, metric: OnnxModule) -> None:
        self.relative, self.metric = relative, metric

    def ask(self, teacher: OnnxModule, seen: torch.Tensor, scale: float) -> torch.Tensor:
        return teacher((seen * scale).to(next(teacher.buffers()).dtype)).float()

    def disparity(self, views: torch.Tensor, tall: int) -> torch.Tensor:
        """`teachers.fused_disparity` of views [n, 3, *VIEW] whose photos are wide, the last `tall` of them tall: [n, 1, *VIEW] in 0..1.
        The teacher is asked only one way round, since the views themselves are mirrored at random."""
        parts = overlapping_parts(len(views), tall)
        seen = [resized(x, self.relative.size) for x in (views, *(views[where] for where, _ in parts))]
        whole, *details = self.ask(self.relative, torch.cat(seen), 255.0).split([len(x) for x in seen])
        whole = resized(whole, VIEW)
        total, weight = whole.clone(), torch.ones_like(whole)
        rise = torch.arange(1, PART + 1, device=views.device) / (0.1 * SIDE)
        ramp = 0.6 * torch.minimum(rise, rise.flip(0)).clamp_max(1)
        for (where, shape), detail in zip(parts, details, strict=True):
            if not len(detail):
                continue
            detail = resized(detail, whole[where].shape[-2:])
            scale, shift = fit(detail, whole[where])
            window = ramp.reshape(shape) * (scale > 0)
            total[where] += (detail * scale + shift) * window
            weight[where] += window
        d = total / weight
        low, high = d.amin((1, 2, 3), keepdim=True), d.amax((1, 2, 3), keepdim=True)
        grey = (views * views.new_tensor([0.299, 0.587, 0.114])[:, None, None]).sum(1, keepdim=True)
        return guided_filter(grey, (d - low) / (high - low).clamp_min(1e-6)).clamp(0, 1)

    def metres(self, views: torch.Tensor) -> torch.Tensor:
        """FastDepth's metres [n, 1, h, w]."""
        return mean_of_both(self.ask(self.metric, both_ways(resized(views, self.metric.size)), 1.0))
