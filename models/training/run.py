"""What all trainings share: a schedule in minutes, a running mean of the weights, checkpoints that can be resumed."""

import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from torch import nn


def prepare(seed: int, threads: int = 2) -> np.random.Generator:
    """Seeds torch and numpy, sets the thread count; returns the numpy generator."""
    torch.manual_seed(seed)
    torch.set_num_threads(threads)
    torch.set_flush_denormal(True)
    return np.random.default_rng(seed)


LONGEST_STEP = 20.0
"""Seconds: what a step takes longer, the training was stopped (SIGSTOP), and that does not count."""

Net = TypeVar("Net", bound=nn.Module)


class Run:
    """One training: `for progress in run:` goes on until `minutes` are over; call `run.step(loss)` once in each round.

    The running mean of the weights is what is saved, validated and shipped. A checkpoint holds it, the weights, the
    optimiser and the minutes used, so that a stopped training goes on where it was.
    """

    def __init__(
        self,
        model: nn.Module,
        out: Path,
        minutes: float,
        rate: float,
        groups: list[dict] | None = None,
        save_every: float = 60,
        decay: float = 0.998,
    ) -> None:
        self.model, self.out, self.minutes, self.rate = model, out, minutes, rate
        self.save_every, self.decay = save_every, decay
        self.parameters: list[torch.Tensor] = [p for p in model.parameters() if p.requires_grad]
        self.mean = [p.detach().clone() for p in self.parameters]
        self.optimiser = torch.optim.AdamW(
            groups or self.parameters, lr=rate, weight_decay=0.01, betas=(0.9, 0.99), fused=True
        )
        # on a GPU the scaler only leaves out steps whose gradients are not finite, without waiting for them
        self.scaler = torch.amp.GradScaler(
            self.parameters[0].device.type, init_scale=1.0, growth_interval=10**9, enabled=self.parameters[0].is_cuda
        )
        for group in self.optimiser.param_groups:
            group["factor"] = group.get("factor", 1.0)
        self.steps, self.used = 0, 0.0
        self.log: dict[str, torch.Tensor] = {}
        if out.exists():
            state = torch.load(out, map_location=self.parameters[0].device, weights_only=False)
            model.load_state_dict(state["weights"])
            self.mean = [p.clone() for p in state["mean"]]
            self.optimiser.load_state_dict(state["optimiser"])
            self.steps, self.used = state["steps"], state["used"]

    def __iter__(self) -> Iterator[float]:
        saved = shown = last = time.time()
        while self.used < self.minutes * 60:
            now = time.time()
            self.used += min(now - last, LONGEST_STEP)
            last = now
            progress = self.used / (self.minutes * 60)
            for group in self.optimiser.param_groups:
                annealed = 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * progress))
                group["lr"] = self.rate * group["factor"] * min(1, (self.steps + 1) / 60) * annealed
            yield progress
            if now - shown > 20:
                means = " ".join(f"{k} {v:.4f}" for k, v in self.log.items())
                print(f"{self.steps} {self.used:.0f}s {means}", flush=True)
                shown = now
            if now - saved > self.save_every:
                self.save()
                saved = now
        self.used = self.minutes * 60
        self.save()

    def step(self, loss: torch.Tensor, **parts: torch.Tensor) -> None:
        self.optimiser.zero_grad(set_to_none=True)
        self.scaler.scale(loss).backward()
        self.scaler.unscale_(self.optimiser)
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.scaler.step(self.optimiser)
        self.scaler.update()
        self.steps += 1
        with torch.no_grad():
            torch._foreach_lerp_(self.mean, self.parameters, 1 - min(self.decay, (self.steps + 1) / (self.steps + 20)))
        for name, value in {"loss": loss, **parts}.items():
            value = value.detach()  # stays on its device: a number would wait for the GPU
            self.log[name] = 0.97 * self.log.get(name, value) + 0.03 * value

    def swap(self) -> None:
        """Exchanges the weights and their running mean; call twice around a validation."""
        with torch.no_grad():
            for p, m in zip(self.parameters, self.mean, strict=True):
                keep = p.clone()
                p.copy_(m)
                m.copy_(keep)

    def averaged(self) -> dict[str, torch.Tensor]:
        """The model's state with the running mean of its weights."""
        self.swap()
        state = {k: v.cpu().clone() for k, v in self.model.state_dict().items()}
        self.swap()
        return state

    def save_weights(self, path: Path) -> None:
        """Writes what `load_model` reads and nothing to go on from."""
        save({"model": self.averaged()}, path)

    def save(self) -> None:
        save(
            {
                "model": self.averaged(),
                "weights": self.model.state_dict(),
                "mean": self.mean,
                "optimiser": self.optimiser.state_dict(),
                "steps": self.steps,
                "used": self.used,
            },
            self.out,
        )


def save(state: dict, path: Path) -> None:
    part = path.with_name(path.name + ".part")
    torch.save(state, part)
    part.replace(path)


def load_model(model: Net, path: Path) -> Net:
    """Loads the running mean of a checkpoint's weights into `model`."""
    model.load_state_dict(torch.load(path, map_location="cpu", weights_only=False)["model"])
    return model
