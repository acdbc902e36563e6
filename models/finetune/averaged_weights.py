"""The running mean of a network's weights."""

from collections.abc import Iterable
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor


class AveragedWeights:
    """
    Exponential moving average: mean = decay mean + (1 - decay) weight, with a decay of at most (1 + n) / (10 + n) after n steps, so that a
    short training does not keep its start. Held on the CPU: a card needs its memory for other things.
    """

    def __init__(self, parameters: Iterable[Tensor], decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.means = [each.detach().cpu().clone().float() for each in parameters]

    @torch.no_grad()
    def step(self, parameters: Iterable[Tensor]) -> None:
        self.steps += 1
        decay = min(self.decay, (1 + self.steps) / (10 + self.steps))
        for mean, each in zip(self.means, parameters, strict=True):
            mean.lerp_(each.detach().cpu().float(), 1 - decay)

    @contextmanager
    def inside(self, parameters: Iterable[Any]) -> Any:
        """The network has the means for a while."""
        given = list(parameters)
        kept = [each.detach().clone() for each in given]
        try:
            with torch.no_grad():
                for each, mean in zip(given, self.means, strict=True):
                    each.copy_(mean)
            yield
        finally:
            with torch.no_grad():
                for each, own in zip(given, kept, strict=True):
                    each.copy_(own)

    def state_dict(self) -> dict[str, Any]:
        return {"steps": self.steps, "means": self.means}

    def load_state_dict(self, state: dict[str, Any]) -> None:
        self.steps, self.means = state["steps"], state["means"]
