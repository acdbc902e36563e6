"""Whole trainings of tiny networks: the loss falls, a kill costs nothing, and the app opens what comes out."""

import csv
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest
import torch
import yaml
from conftest import ROOT, TINY
from safetensors.torch import load_file, save_file
from small_datasets import write_folder

from finetune.configuration import Configuration, read_configuration
from finetune.data.mixture import Mixture
from finetune.loss import training_loss
from finetune.networks import open_networks
from finetune.train import train

RANDOM = np.random.default_rng(11)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("data")
    for i in range(6):
        metres = np.kron(RANDOM.uniform(1, 9, (4, 4)), np.ones((8, 8)))
        photo = np.repeat((metres / 9 * 255).astype(np.uint8)[..., None], 3, axis=2)
        write_folder(root, f"{i}", photo, metres)
        coarse = root / "coarse"
        coarse.mkdir(exist_ok=True)
        np.save(coarse / f"{i}.npy", (1 / metres).astype(np.float32))
    return root


def recipe_of(system: str, start: Path, data: Path, out: Path, **training: object) -> Path:
    target = {"marigold": {"target": "affine"}, "metricgold": {"target": "log", "minimum": 0.5, "maximum": 20}}
    depth = target.get(system, {"target": "affine", "space": "disparity"})
    dataset = {"kind": "folder", "root": str(data)}
    if system == "betterdepth":
        dataset["coarse"] = str(data / "coarse")
    content = {
        "system": system,
        "start": str(start),
        "out": str(out),
        "depth": depth,
        "data": [dataset],
        "training": {
            "steps": 6,
            "batch": 4,
            "micro_batch": 2,
            "warmup": 2,
            "checkpoint_every": 2,
            "validate_every": 6,
            "learning_rate": 0.001,
            **training,
        },
        "validation": {"data": [dataset], "samples": 2, "steps": 2},
    }
    path = out.parent / f"{out.name}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(content))
    return path


def test_the_first_convolution_is_repeated_and_divided(start: Path) -> None:
    narrow = load_file(start / "unet/diffusion_pytorch_model.safetensors")
    for system, times in (("marigold", 2), ("betterdepth", 3)):
        unet = open_networks(str(start), system, True).unet
        assert unet.config.in_channels == 4 * times
        weight = unet.conv_in.weight.detach()
        for i in range(times):
            assert torch.equal(weight[:, 4 * i : 4 * i + 4], narrow["conv_in.weight"] / times)
        assert torch.equal(unet.conv_in.bias.detach(), narrow["conv_in.bias"])


@pytest.mark.parametrize("system", ["marigold", "metricgold", "betterdepth"])
def test_the_loss_falls_and_the_app_opens_what_comes_out(system: str, start: Path, data: Path, tmp_path: Path) -> None:
    out = tmp_path / system
    steps = {"steps": 150, "checkpoint_every": 150, "validate_every": 150, "learning_rate": 0.003, "ema_decay": 0.9}
    recipe = read_configuration(recipe_of(system, start, data, out, **steps))
    train(recipe)
    with (out / "log.csv").open() as lines:
        assert len(list(csv.DictReader(lines))) == 150
    # On the same samples, timesteps and noise: single steps differ by what they draw.
    before, after = (mean_loss(recipe, each) for each in (str(start), str(out / "pipeline")))
    assert after < 0.9 * before
    with (out / "validation.csv").open() as lines:
        numbers = list(csv.DictReader(lines))
    assert numbers[0]["data"] == "folder train" and float(numbers[0]["abs_rel"]) > 0
    meaning = json.loads((out / "pipeline/depthroom.json").read_text())
    assert meaning["system"] == system
    pack = in_app(tmp_path, "packs", "add", str(out / "pipeline"), "--json")
    assert pack["system"] == system
    photo = data / "images/0.png"
    prior = ["--prior", "zoedepth-starter"] if system == "betterdepth" else []
    given = ["--steps", "2", "--resolution", "64", *prior, "-o", str(tmp_path / "maps")]
    in_app(tmp_path, "estimate", str(photo), "--pack", pack["id"], *given)
    depth = np.load(next((tmp_path / "maps").glob("*.npy")))
    assert depth.shape == (32, 32) and np.isfinite(depth).all()
    if system == "metricgold":
        assert depth.min() >= 0.5 and depth.max() <= 20  # the recipe's range, not the app's own


@torch.no_grad()
def mean_loss(recipe: Configuration, folder: str) -> float:
    """Of twenty batches, each with its own seed."""
    torch.manual_seed(3)  # the wider convolution has no weights of its own, but nothing shall depend on that
    networks = open_networks(folder, recipe.system, recipe.training.zero_terminal_snr)
    mixture = Mixture(recipe.data, 1, 4, 1, False)
    losses = []
    for step in range(20):
        batch, dataset = mixture.batch(step, 0)
        drawn = torch.Generator().manual_seed(step)
        losses.append(float(training_loss(networks, networks.unet.eval(), batch, dataset, recipe, drawn)))
    return float(np.mean(losses))


def in_app(folder: Path, *arguments: str) -> dict:
    """The app's command line with a data folder that knows the graphs of the tiny architectures."""
    home = folder / "home"
    if not home.is_dir():
        shutil.copytree(TINY / "graphs", home / "graphs")
    ended = subprocess.run(
        [ROOT / "node_modules/.bin/node", ROOT / "cli/depthroom.mjs", *arguments],
        env={**os.environ, "DEPTHROOM_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout) if "--json" in arguments else {}


def test_a_kill_in_the_middle_resumes_to_the_same_weights(start: Path, data: Path, tmp_path: Path) -> None:
    whole = recipe_of("marigold", start, data, tmp_path / "whole")
    train(read_configuration(whole))
    killed = recipe_of("marigold", start, data, tmp_path / "killed")
    command = [sys.executable, "-m", "finetune", "--config", str(killed)]
    child = subprocess.Popen(command, cwd=ROOT / "models")
    checkpoints = tmp_path / "killed/checkpoints"
    deadline = time.monotonic() + 300
    while not (checkpoints / "step-00000002").is_dir():
        assert child.poll() is None and time.monotonic() < deadline
        time.sleep(0.02)
    child.send_signal(signal.SIGKILL)
    child.wait()
    done = max(path.name for path in checkpoints.glob("step-*"))
    assert not (tmp_path / "killed/pipeline").exists(), "it was through before it could be killed"
    assert done < "step-00000006"
    subprocess.run(command, cwd=ROOT / "models", check=True)
    for part in ("unet/diffusion_pytorch_model.safetensors", "scheduler/scheduler_config.json"):
        first, second = (tmp_path / name / "pipeline" / part for name in ("whole", "killed"))
        assert first.read_bytes() == second.read_bytes(), part
    rows = [(tmp_path / name / "log.csv").read_text().splitlines() for name in ("whole", "killed")]
    assert [row.rsplit(",", 1)[0] for row in rows[0]] == [row.rsplit(",", 1)[0] for row in rows[1]]


def test_checkpoints_of_another_recipe_are_refused(
    start: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from finetune.__main__ import main

    path = recipe_of("marigold", start, data, tmp_path / "out", steps=2)
    assert main(["--config", str(path)]) == 0
    changed = recipe_of("marigold", start, data, tmp_path / "out", steps=3)
    assert main(["--config", str(changed)]) == 1
    assert "has the checkpoints of another recipe" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("part", "file", "weight", "said"),
    [
        ("unet", "diffusion_pytorch_model", "conv_norm_out.weight", "the UNet of Stable Diffusion 2"),
        ("vae", "diffusion_pytorch_model", "encoder.conv_in.bias", "the autoencoder of Stable Diffusion 2"),
        ("text_encoder", "model", "final_layer_norm.bias", "the text encoder of Stable Diffusion 2"),
    ],
)
def test_a_start_that_lacks_weights_is_refused(
    part: str, file: str, weight: str, said: str, start: Path, data: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    from finetune.__main__ import main

    folder = shutil.copytree(start, tmp_path / "sd2")
    path = folder / part / f"{file}.safetensors"
    weights = load_file(path)
    # The text encoder's file has a prefix before every name.
    save_file({name: each for name, each in weights.items() if not name.endswith(weight)}, path, {"format": "pt"})
    assert main(["--config", str(recipe_of("marigold", folder, data, tmp_path / "out"))]) == 1
    told = capsys.readouterr().err
    assert f"Expected {said} in {folder / part}, but 1 of its weights are missing, such as {weight}." in told
    assert "Traceback" not in told and not (tmp_path / "out/pipeline").exists()
