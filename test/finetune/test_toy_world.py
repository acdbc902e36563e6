"""Toy worlds that are learnt in minutes by the command that a person runs: what the recipes are for, on networks of a few MB."""

import csv
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
import torch
import yaml
from conftest import ROOT, TINY
from toy_start import exact_autoencoder, write_toy_start
from toy_world import FAR, NEAR, PATCH, write_metric_world, write_refined_world

from finetune.configuration import DatasetSettings, DepthSettings, read_configuration
from finetune.data.mixture import Dataset, stacked
from finetune.networks import decode, encode, open_networks
from finetune.targets import metres_of_unit, picture_target, unit_of_picture, unit_target
from finetune.validate import known_latents, predict_unit

SEED = 1
UNSEEN = 16
LOG = {"target": "log", "minimum": NEAR, "maximum": FAR}


def trained(folder: Path, name: str, world: Path, training: dict, **recipe: object) -> Path:
    """Where `python -m finetune` leaves a recipe's network; what differs from the shipped ones fits a UNet."""
    coarse = recipe["system"] == "betterdepth"
    data, unseen = (
        {"kind": "folder", "root": str(world / split)} | ({"coarse": str(world / split / "coarse")} if coarse else {})
        for split in ("data", "unseen")
    )
    short = {
        "warmup": 20,
        "learning_rate": 3e-3,
        "decay_to": 0.02,
        "ema_decay": 0.98,
        "gradient_checkpointing": False,
        "checkpoint_every": 10_000,
        "validate_every": 10_000,
        "log_every": 100,
        "seed": SEED,
    }
    start = write_toy_start(TINY / "checkpoints/marigold-tiny", folder / f"{name}-sd2", SEED)
    content = {
        "start": str(start),
        "out": str(folder / name),
        "data": [data],
        "training": {**short, **training, "micro_batch": training["batch"]},
        "validation": {"data": [unseen], "samples": UNSEEN, "steps": 2},
        **recipe,
    }
    path = folder / f"{name}.yaml"
    path.write_text(yaml.safe_dump(content))
    command = [sys.executable, "-m", "finetune", "--config", str(path)]
    ended = subprocess.run(command, cwd=ROOT / "models", capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return folder / name


def test_the_floor_is_far_below_what_is_asked(tmp_path: Path) -> None:
    write_metric_world(tmp_path, 4, SEED, 32)
    vae, settings = exact_autoencoder(), DepthSettings("log", minimum=NEAR, maximum=FAR)
    dataset = Dataset(DatasetSettings("folder", str(tmp_path)))
    batch = stacked([dataset.read(i) for i in range(4)])
    photo = decode(vae, encode(vae, batch.photo))
    assert (photo - batch.photo).abs().max() < 1e-4
    picture = picture_target(unit_target(batch.depth, batch.valid, settings), batch.valid, settings)
    metres = metres_of_unit(unit_of_picture(decode(vae, encode(vae, picture)), settings).numpy(), settings)
    assert np.mean(np.abs(metres - batch.depth.numpy()) / batch.depth.numpy()) < 1e-4
    # Whoever does not look at the photo is wrong by half.
    assert np.mean(np.abs(np.sqrt(NEAR * FAR) - batch.depth.numpy()) / batch.depth.numpy()) > 0.4


def test_metres_that_follow_from_colour_are_learnt(tmp_path: Path) -> None:
    write_metric_world(tmp_path / "data", 400, 10 * SEED, 32)
    write_metric_world(tmp_path / "unseen", UNSEEN, 10 * SEED + 1, 32)
    out = trained(tmp_path, "metric", tmp_path, {"steps": 1000, "batch": 8}, system="metricgold", depth=LOG)
    with (out / "validation.csv").open() as lines:
        last = list(csv.DictReader(lines))[-1]
    assert int(last["samples"]) == UNSEEN
    assert float(last["abs_rel"]) < 0.05, last


@dataclass(frozen=True)
class Refined:
    """Means over unseen scenes. What is not said of the patch is measured outside of it."""

    near_edges: float
    """Error of the refined map, by that of the coarse one, within two pixels of the label's edges."""
    all: float
    """The same over all pixels."""
    moved: float
    """How far the refined map went from the coarse one to the label in the patch where both contradict: 0 stays, 1 follows."""


@pytest.fixture(scope="module")
def refined(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Refined]:
    """The paper's masking, and a distance that masks nothing."""
    world = tmp_path_factory.mktemp("refined")
    write_refined_world(world / "data", 400, 10 * SEED, 48)
    places = write_refined_world(world / "unseen", UNSEEN, 10 * SEED + 1, 48)

    def train_and_measure(eta: float) -> Refined:
        depth, patches = {"target": "affine", "space": "disparity"}, {"width": PATCH, "eta": eta}
        training = {"steps": 900, "batch": 4}
        out = trained(world, f"eta-{eta}", world, training, system="betterdepth", depth=depth, patches=patches)
        return measured(out, places)

    with ThreadPoolExecutor(2) as both:
        return dict(zip(("masked", "unmasked"), both.map(train_and_measure, (0.1, 100.0)), strict=True))


def measured(out: Path, places: list[tuple[int, int]]) -> Refined:
    recipe = read_configuration(out.parent / f"{out.name}.yaml")
    networks = open_networks(str(out / "pipeline"), recipe.system, True)
    dataset = Dataset(recipe.validation.data[0])
    rows = []
    for index, (y, x) in enumerate(places):
        batch = stacked([dataset.read(index)])
        assert batch.coarse is not None
        seen = known_latents(networks, batch, dataset, recipe)
        unit = predict_unit(networks, networks.unet.eval(), seen, recipe.validation.steps, index, recipe)
        fine, label, coarse = (each[0, 0].numpy().astype(float) for each in (unit, 1 / batch.depth, batch.coarse))
        coarse = (coarse - coarse.min()) / (coarse.max() - coarse.min())
        patch, around = np.zeros(label.shape, bool), np.zeros(label.shape, bool)
        patch[y : y + PATCH, x : x + PATCH] = True
        around[max(0, y - 4) : y + PATCH + 4, max(0, x - 4) : x + PATCH + 4] = True
        edges = near_edges(label) & ~around
        before, after = (np.abs(fitted(each, label, ~patch) - label) for each in (coarse, fine))
        way = (fitted(label, coarse, ~patch) - coarse)[patch].mean()
        gone = (fine - coarse)[patch].mean() / way
        rows.append([after[edges].sum(), before[edges].sum(), after[~patch].sum(), before[~patch].sum(), gone])
    sums = np.mean(rows, axis=0)
    return Refined(sums[0] / sums[1], sums[2] / sums[3], sums[4])


def fitted(given: np.ndarray, to: np.ndarray, where: np.ndarray) -> np.ndarray:
    scale, shift = np.polyfit(given[where], to[where], 1)
    return scale * given + shift


def near_edges(label: np.ndarray) -> np.ndarray:
    """Pixels within two of a jump."""
    down, right = (np.abs(np.diff(label, axis=axis)) > 0.05 for axis in (0, 1))
    beside = np.zeros(label.shape, np.float32)
    beside[1:] += down
    beside[:-1] += down
    beside[:, 1:] += right
    beside[:, :-1] += right
    return torch.nn.functional.max_pool2d(torch.from_numpy(beside)[None], 3, 1, 1)[0].numpy() > 0


def test_a_blurred_map_is_sharpened(refined: dict[str, Refined]) -> None:
    assert refined["masked"].near_edges < 0.7, refined
    assert refined["masked"].all < 1, refined


def test_a_masked_patch_stays_as_it_is(refined: dict[str, Refined]) -> None:
    assert refined["masked"].moved < 0.5, refined
    assert refined["unmasked"].moved > 0.8, refined
