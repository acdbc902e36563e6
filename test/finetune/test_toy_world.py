"""Toy worlds that are learnt in a minute: what the recipes are for, on networks of a few kB."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
import yaml
from diffusers import AutoencoderKL, UNet2DConditionModel
from PIL import Image
from small_datasets import write_folder

from finetune.configuration import Configuration, read_configuration
from finetune.data.mixture import Dataset, stacked
from finetune.networks import open_networks
from finetune.targets import metres_of_unit
from finetune.train import train
from finetune.validate import known_latents, predict_unit

SIDE, BLOCK = 32, 8
NEAR, FAR = 0.5, 20.0


def blocks_of(values: np.ndarray) -> np.ndarray:
    return np.kron(values, np.ones((BLOCK, BLOCK)))


@pytest.fixture(scope="module")
def toy_start(start: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny start with an autoencoder that was trained on pictures of blocks, as Stable Diffusion's was on photos, and a wider UNet."""
    folder = tmp_path_factory.mktemp("toy") / "sd2"
    shutil.copytree(start, folder)
    torch.manual_seed(1)
    config = json.loads((folder / "vae/config.json").read_text())
    vae = AutoencoderKL.from_config({**config, "block_out_channels": [16, 16, 16, 16]})
    optimizer = torch.optim.Adam(vae.parameters(), lr=3e-3)
    random = np.random.default_rng(1)
    steps = 700
    for step in range(steps):
        for group in optimizer.param_groups:
            group["lr"] = 3e-3 * (1 - step / steps) + 1e-5
        colours = random.uniform(-1, 1, (16, SIDE // BLOCK, SIDE // BLOCK, 3))
        colours[8:] = colours[8:, :, :, :1]  # maps are grey
        pictures = np.stack([np.stack([blocks_of(each[..., c]) for c in range(3)]) for each in colours])
        given = torch.from_numpy(pictures).float()
        latent = vae.encode(given).latent_dist
        again = vae.decode(latent.mode()).sample
        loss = (again - given).square().mean() + (again - given).abs().mean() + 1e-4 * latent.mean.square().mean()
        loss.backward()
        optimizer.step()
        optimizer.zero_grad()
    with torch.no_grad():
        spread = float(vae.encode(given).latent_dist.mode().std())
    vae.register_to_config(scaling_factor=1 / spread)
    shutil.rmtree(folder / "vae")
    vae.save_pretrained(folder / "vae")
    unet = json.loads((folder / "unet/config.json").read_text())
    shutil.rmtree(folder / "unet")
    wide = {"block_out_channels": [32, 64], "attention_head_dim": [2, 4], "norm_num_groups": 8}
    UNet2DConditionModel.from_config({**unet, **wide}).save_pretrained(folder / "unet")
    return folder


def trained(toy_start: Path, folder: Path, system: str, depth: dict, steps: int, coarse: bool) -> Configuration:
    dataset = {"kind": "folder", "root": str(folder / "data")}
    if coarse:
        dataset |= {"coarse": str(folder / "coarse"), "coarse_space": "depth"}
    content = {
        "system": system,
        "start": str(toy_start),
        "out": str(folder / "out"),
        "depth": depth,
        "data": [dataset],
        "training": {
            "steps": steps,
            "batch": 16,
            "micro_batch": 16,
            "warmup": 20,
            "learning_rate": 0.003,
            "decay_to": 0.02,
            "gradient_checkpointing": False,
            "ema_decay": 0.98,
            "checkpoint_every": steps,
            "validate_every": steps,
            "log_every": 100,
        },
        "validation": {"steps": 4},
    }
    path = folder / "recipe.yaml"
    path.write_text(yaml.safe_dump(content))
    recipe = read_configuration(path)
    train(recipe)
    return recipe


def maps_of(recipe: Configuration, folder: Path, coarse: Path | None) -> list[tuple[np.ndarray, np.ndarray]]:
    """u and the metres that it should mean, of samples that nothing was trained on."""
    networks = open_networks(str(Path(recipe.out) / "pipeline"), recipe.system, True)
    settings = type(recipe.data[0])("folder", str(folder), coarse=str(coarse) if coarse else None, coarse_space="depth")
    dataset = Dataset(settings)
    found = []
    for index in range(len(dataset.items)):
        batch = stacked([dataset.read(index)])
        seen = known_latents(networks, batch, dataset, recipe)
        unit = predict_unit(networks, networks.unet.eval(), seen, 4, index, recipe)
        found.append((unit[0, 0].numpy(), batch.depth[0, 0].numpy()))
    return found


def make_world(folder: Path, count: int, seed: int, depth_of: Callable[[np.ndarray], np.ndarray]) -> None:
    random = np.random.default_rng(seed)
    for i in range(count):
        colours = random.integers(0, 256, (SIDE // BLOCK, SIDE // BLOCK, 3))
        photo = np.stack([blocks_of(colours[..., c]) for c in range(3)], axis=-1).astype(np.uint8)
        write_folder(folder, f"{i:03d}", photo, blocks_of(depth_of(colours)))


def test_metres_that_follow_from_colour_are_learnt(toy_start: Path, tmp_path: Path) -> None:
    def depth_of(colours: np.ndarray) -> np.ndarray:
        brightness = colours.mean(axis=-1) / 255
        return 1.0 * 10.0**brightness

    make_world(tmp_path / "data", 400, 1, depth_of)
    make_world(tmp_path / "unseen", 12, 2, depth_of)
    depth = {"target": "log", "minimum": NEAR, "maximum": FAR}
    recipe = trained(toy_start, tmp_path, "metricgold", depth, 900, coarse=False)
    errors = []
    for unit, metres in maps_of(recipe, tmp_path / "unseen", None):
        errors.append(np.mean(np.abs(metres_of_unit(unit, recipe.depth) - metres) / metres))
    assert np.mean(errors) < 0.05, f"AbsRel {np.mean(errors):.4f}"


def test_a_blurred_map_is_sharpened_and_a_patch_of_its_own_stays(toy_start: Path, tmp_path: Path) -> None:
    # Depth follows from colour nowhere: the photo tells where the blocks are, the coarse map how far they are.
    random = np.random.default_rng(5)

    def depth_of(colours: np.ndarray) -> np.ndarray:
        return random.uniform(1, 9, colours.shape[:2])

    for name, count, seed in (("data", 400, 3), ("unseen", 12, 4)):
        make_world(tmp_path / name, count, seed, depth_of)
        (tmp_path / f"coarse-{name}").mkdir()
        for path in sorted((tmp_path / name / "depth").glob("*.npy")):
            coarse = blurred(np.load(path))
            # One block in a map says something else altogether, as a coarse model does where it is wrong.
            y, x = random.integers(0, SIDE // BLOCK, 2) * BLOCK
            wrong = coarse[y : y + BLOCK, x : x + BLOCK]
            wrong[:] = np.where(wrong.mean() > 5, 1.0, 9.0)
            np.save(tmp_path / f"coarse-{name}" / path.name, coarse)
            if name == "unseen":
                np.save(tmp_path / f"place-{path.name}", np.array([y, x]))
    (tmp_path / "coarse").symlink_to(tmp_path / "coarse-data")
    depth = {"target": "affine"}
    recipe = trained(toy_start, tmp_path, "betterdepth", depth, 900, coarse=True)
    sharper, kept = [], []
    found = maps_of(recipe, tmp_path / "unseen", tmp_path / "coarse-unseen")
    for index, (unit, metres) in enumerate(found):
        coarse = np.load(tmp_path / f"coarse-unseen/{index:03d}.npy")
        scaled = (coarse - coarse.min()) / (coarse.max() - coarse.min())
        y, x = np.load(tmp_path / f"place-{index:03d}.npy")
        patch = np.zeros_like(metres, dtype=bool)
        patch[y : y + BLOCK, x : x + BLOCK] = True
        sharper.append(rms_after_fit(unit, metres, ~patch) / rms_after_fit(scaled, metres, ~patch))
        truth = (metres - coarse.min()) / (coarse.max() - coarse.min())
        kept.append(abs(unit[patch] - scaled[patch]).mean() < abs(unit[patch] - truth[patch]).mean())
    assert np.median(sharper) < 0.8, f"error against truth {np.median(sharper):.3f} of the blurred map's"
    assert np.mean(kept) > 0.8, f"{np.mean(kept):.2f} of the patches stayed"


def blurred(plane: np.ndarray) -> np.ndarray:
    small = Image.fromarray(plane.astype(np.float32)).resize((SIDE // BLOCK, SIDE // BLOCK), Image.Resampling.BOX)
    return np.array(small.resize((SIDE, SIDE), Image.Resampling.BICUBIC))


def rms_after_fit(found: np.ndarray, truth: np.ndarray, where: np.ndarray) -> float:
    x, y = found[where].astype(np.float64), truth[where].astype(np.float64)
    design = np.stack([x, np.ones_like(x)], axis=1)
    return float(np.sqrt(np.mean((design @ np.linalg.lstsq(design, y, rcond=None)[0] - y) ** 2)))
