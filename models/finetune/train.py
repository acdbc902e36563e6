"""The training itself. What a step does follows from the recipe and its number: a training that was killed goes on bit for bit on a CPU."""

import csv
import json
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from accelerate import Accelerator
from torch import Generator

from finetune.averaged_weights import AveragedWeights
from finetune.checkpoints import load_checkpoint, save_checkpoint
from finetune.configuration import Configuration, DatasetSettings
from finetune.data.mixture import Batch, Mixture
from finetune.learning_rate import share_of_rate
from finetune.loss import training_loss
from finetune.networks import Networks, open_networks
from finetune.save import save_pipeline
from finetune.validate import to_device, validate

READ_AHEAD = 4


def train(recipe: Configuration) -> None:
    """
    Trains to the recipe's last step and leaves in `out`: checkpoints/, log.csv (step, loss, learning rate, seconds),
    validation.csv, and pipeline/ in diffusers' layout, with the averaged weights. Throws Refusal where data or start are not what
    they should be.
    """
    training = recipe.training
    out = Path(recipe.out)
    out.mkdir(parents=True, exist_ok=True)
    accelerator = Accelerator(mixed_precision=training.precision)
    torch.manual_seed(training.seed)
    networks = open_networks(recipe.start, recipe.system, training.zero_terminal_snr)
    if training.gradient_checkpointing:
        networks.unet.enable_gradient_checkpointing()
    accumulation = training.batch // training.micro_batch
    mixture = Mixture(recipe.data, training.seed, training.micro_batch, accumulation, training.flip)

    optimizer = torch.optim.Adam(networks.unet.parameters(), lr=training.learning_rate)
    unet, optimizer = accelerator.prepare(networks.unet.train(), optimizer)
    networks.vae.to(accelerator.device).eval()
    parameters = list(accelerator.unwrap_model(unet).parameters())
    averaged = AveragedWeights(parameters, training.ema_decay)
    accelerator.register_for_checkpointing(averaged)

    text = json.dumps(asdict(recipe), sort_keys=True)
    checkpoints = out / "checkpoints"
    done = load_checkpoint(checkpoints, accelerator, text)
    log = _Log(out, done)
    last_saved = done
    for step, parts in _read_ahead(mixture, done, training.steps, accumulation):
        rate = training.learning_rate * share_of_rate(step, training.steps, training.warmup, training.decay_to)
        for group in optimizer.param_groups:
            group["lr"] = rate
        loss = 0.0
        for part, (batch, dataset) in enumerate(parts):
            generator = Generator().manual_seed(_seed(training.seed, step, part))
            with accelerator.autocast():
                share = training_loss(networks, unet, to_device(batch, accelerator.device), dataset, recipe, generator)
            accelerator.backward(share / accumulation)
            loss += float(share.detach()) / accumulation
        optimizer.step()
        optimizer.zero_grad()
        averaged.step(parameters)
        log.step(step + 1, loss, rate)
        if (step + 1) % training.log_every == 0:
            print(f"step {step + 1} of {training.steps}: loss {loss:.5f}", flush=True)
        if (step + 1) % training.checkpoint_every == 0:
            save_checkpoint(checkpoints, step + 1, accelerator, text)
            last_saved = step + 1
        if (step + 1) % training.validate_every == 0 or step + 1 == training.steps:
            _validate(networks, unet, averaged, parameters, recipe, accelerator, log, step + 1)
    if last_saved < training.steps:
        save_checkpoint(checkpoints, training.steps, accelerator, text)
    with averaged.inside(parameters):
        save_pipeline(networks, accelerator.unwrap_model(unet), recipe, out / "pipeline")
    print(f"the network lies in {out / 'pipeline'}", flush=True)


def _validate(
    networks: Networks,
    unet: Any,
    averaged: AveragedWeights,
    parameters: list[Any],
    recipe: Configuration,
    accelerator: Accelerator,
    log: "_Log",
    step: int,
) -> None:
    if not recipe.validation.data:
        return
    with averaged.inside(parameters):
        unet.eval()
        for name, numbers in validate(networks, unet, recipe, accelerator.device):
            log.validation(step, name, asdict(numbers))
            print(f"step {step}, {name}: AbsRel {numbers.abs_rel:.4f}, delta 1 {numbers.delta1:.4f}", flush=True)
        unet.train()


def _seed(seed: int, step: int, part: int) -> int:
    """One seed for each micro batch (splitmix64's constant spreads them)."""
    return (seed * 0x9E3779B97F4A7C15 + step * 1009 + part) % 2**63


Parts = list[tuple[Batch, DatasetSettings]]


def _read_ahead(mixture: Mixture, first: int, steps: int, accumulation: int) -> Iterator[tuple[int, Parts]]:
    """The micro batches of every step, read by other threads while the step before is computed."""
    with ThreadPoolExecutor(max_workers=READ_AHEAD) as readers:

        def begin(step: int) -> list[Future[tuple[Batch, DatasetSettings]]]:
            return [readers.submit(mixture.batch, step, part) for part in range(accumulation)]

        waiting = deque((step, begin(step)) for step in range(first, min(first + 2, steps)))
        for following in range(first + 2, steps + 2):
            if not waiting:
                return
            step, parts = waiting.popleft()
            if following < steps:
                waiting.append((following, begin(following)))
            yield step, [part.result() for part in parts]


class _Log:
    """Two tables that a person can plot; rows of steps that a kill made undone are taken out."""

    def __init__(self, folder: Path, done: int) -> None:
        self.began = time.monotonic()
        self.steps = _Table(folder / "log.csv", ["step", "loss", "learning_rate", "seconds"], done)
        self.numbers = _Table(folder / "validation.csv", ["step", "data", "abs_rel", "delta1", "samples"], done)

    def step(self, step: int, loss: float, rate: float) -> None:
        self.steps.add([step, f"{loss:.6g}", f"{rate:.6g}", f"{time.monotonic() - self.began:.2f}"])

    def validation(self, step: int, data: str, numbers: dict[str, Any]) -> None:
        self.numbers.add([step, data, f"{numbers['abs_rel']:.6g}", f"{numbers['delta1']:.6g}", numbers["samples"]])


class _Table:
    def __init__(self, path: Path, columns: list[str], done: int) -> None:
        self.path = path
        kept: list[list[str]] = []
        if path.is_file():
            with path.open(newline="", encoding="utf-8") as lines:
                kept = [row for row in list(csv.reader(lines))[1:] if row and int(row[0]) <= done]
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([columns, *kept])

    def add(self, row: list[Any]) -> None:
        with self.path.open("a", newline="", encoding="utf-8") as file:
            csv.writer(file).writerow(row)
