"""Toy worlds that are learnt in minutes by the command that a person runs: what the recipes are for, on networks of a few MB."""

import csv
import subprocess
import sys
from pathlib import Path

import numpy as np
import yaml
from conftest import ROOT, TINY
from toy_start import exact_autoencoder, write_toy_start
from toy_world import FAR, NEAR, write_metric_world

from finetune.configuration import DatasetSettings, DepthSettings
from finetune.data.mixture import Dataset, stacked
from finetune.networks import decode, encode
from finetune.targets import metres_of_unit, picture_target, unit_of_picture, unit_target

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
