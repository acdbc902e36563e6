"""Batches out of several datasets. What a step sees follows from the seed and its number alone, so that a training can go on anywhere."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from finetune.configuration import DatasetSettings
from finetune.data.folder import folder_items
from finetune.data.hypersim import hypersim_items
from finetune.data.samples import Item, Sample, read_sample
from finetune.data.tartan_air import tartan_air_items
from finetune.data.virtual_kitti import virtual_kitti_items

READERS = {
    "hypersim": hypersim_items,
    "virtual-kitti": virtual_kitti_items,
    "tartan-air": tartan_air_items,
    "folder": folder_items,
}


@dataclass(frozen=True)
class Batch:
    """Each [B, C, H, W]: photo in -1..1, depth in metres, valid as booleans, coarse in any unit."""

    photo: Tensor
    depth: Tensor
    valid: Tensor
    coarse: Tensor | None


class Dataset:
    def __init__(self, settings: DatasetSettings) -> None:
        self.settings = settings
        self.items: list[Item] = READERS[settings.kind](Path(settings.root), settings.split)

    def read(self, index: int) -> Sample:
        given = self.settings
        coarse = Path(given.coarse) if given.coarse else None
        return read_sample(self.items[index], given.maximum, given.crop, given.size, coarse)

    def index_of(self, number: int, seed: int) -> int:
        """The item of the number-th draw: each epoch has all items once, in an order of its own."""
        epoch, place = divmod(number, len(self.items))
        return int(np.random.default_rng([seed, epoch]).permutation(len(self.items))[place])


class Mixture:
    """Draws the dataset of each step by its share (0.9 to 0.1 in Marigold's paper), and its samples one after the other."""

    def __init__(
        self, datasets: list[DatasetSettings], seed: int, micro_batch: int, accumulation: int, flip: bool
    ) -> None:
        self.datasets = [Dataset(settings) for settings in datasets]
        shares = np.array([settings.share for settings in datasets], dtype=np.float64)
        self.shares = shares / shares.sum()
        self.seed, self.micro_batch, self.accumulation, self.flip = seed, micro_batch, accumulation, flip

    def batch(self, step: int, part: int) -> tuple[Batch, DatasetSettings]:
        """The part-th micro batch of a step, and where it is from."""
        draw = np.random.default_rng([self.seed, 1, step])
        chosen = int(draw.choice(len(self.datasets), p=self.shares))
        dataset = self.datasets[chosen]
        first = (step * self.accumulation + part) * self.micro_batch
        flips = np.random.default_rng([self.seed, 2, step, part])
        samples = []
        for i in range(self.micro_batch):
            sample = dataset.read(dataset.index_of(first + i, self.seed + chosen))
            samples.append(flipped(sample) if self.flip and flips.random() < 0.5 else sample)
        return stacked(samples), dataset.settings


def flipped(sample: Sample) -> Sample:
    """Mirrored, left to right."""
    mirror = [
        None if plane is None else plane[:, ::-1] for plane in (sample.photo, sample.depth, sample.valid, sample.coarse)
    ]
    return Sample(*mirror)  # type: ignore[arg-type]


def stacked(samples: list[Sample]) -> Batch:
    """Samples of one size as tensors."""

    def planes(of: list[np.ndarray]) -> Tensor:
        return torch.from_numpy(np.stack([np.ascontiguousarray(each) for each in of]))

    coarse = [sample.coarse for sample in samples if sample.coarse is not None]
    return Batch(
        planes([sample.photo for sample in samples]).permute(0, 3, 1, 2).float() * 2 - 1,
        planes([sample.depth for sample in samples])[:, None].float(),
        planes([sample.valid for sample in samples])[:, None],
        planes(coarse)[:, None].float() if len(coarse) == len(samples) else None,
    )
