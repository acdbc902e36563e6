"""ZoeDepth's two heads and their router on what the frozen depth network sees (Bhat et al. 2023, sections 3.2 and 3.3)."""

import torch
import torch.nn.functional as F
from torch import nn

from training.maps.targets import fit_inverse
from training.networks.sight import Seen
from training.networks.zoe import RANGES, ZoeHead

STEADIED = {"indoor": 1.0, "outdoor": 0.9}
"""How far a head's metres are drawn to what has seen more: in rooms FastDepth's, elsewhere the depth network's first bins'. Of 0 to 1 by
validation photos and scenes; the bins of the indoor head, whose labels were nearly flat, count for nothing so far."""
BINS_SHARE = {"indoor": 0.0, "outdoor": 0.2}
"""Of the shape that is the bins' own; the rest is the disparity's at the scale and shift that they give it. By validation photos."""
LENIENT = 0.5
"""Added to the logit of a room: on validation photos 89 % are then told right, without it 84 %."""


class ZoeHeads(nn.Module):
    """`Seen` -> logarithms of metres by either head [B, 1, h / 4, w / 4]."""

    def __init__(self) -> None:
        super().__init__()
        self.heads = nn.ModuleDict({domain: ZoeHead(span, relative=2) for domain, span in RANGES.items()})

    def forward(self, domain: str, seen: Seen) -> torch.Tensor:
        return self.head_of(domain)(seen.pyramid(), seen.deep, relative(seen))

    def head_of(self, domain: str) -> ZoeHead:
        head = self.heads[domain]
        assert isinstance(head, ZoeHead)
        return head


def relative(seen: Seen) -> torch.Tensor:
    """What the heads are told beside features [B, 2, h / 4, w / 4]: disparity, and FastDepth's metres on the axis of the bins."""
    return torch.cat([seen.disparity, seen.known / 4], 1)


def router(seen: Seen) -> torch.Tensor:
    """Logits of indoor and outdoor [B, 2], of what the depth network learnt of rooms."""
    room = seen.room[:, :, 0, 0] + LENIENT
    return torch.cat([room, torch.zeros_like(room)], 1)


def inverse_metres(domain: str, heads: ZoeHeads, seen: Seen, disparity: torch.Tensor) -> torch.Tensor:
    """
    The inverse of metres [B, 1, h, w] by a domain's head and the disparity in full: on a logarithmic axis between the bins' metres and the
    disparity at their scale and shift.
    """
    near, far = RANGES["outdoor"]
    answer, level = heads(domain, seen), seen.known if domain == "indoor" else seen.bins
    scale, shift = fit_inverse(seen.disparity, torch.lerp(answer, level, STEADIED[domain]).exp())
    shape = (scale * disparity + shift).clamp(1 / far, 1 / near).log()
    bins = F.interpolate(-answer, disparity.shape[-2:], mode="bilinear")
    return torch.lerp(shape, bins, BINS_SHARE[domain]).exp()
