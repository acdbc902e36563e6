"""Fine-tuning is tested on datasets of a few kB in their authors' layouts, and on networks of a few kB."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

# Networks of a few kB: further threads wait for each other, here and in the commands that the tests start.
os.environ.setdefault("OMP_NUM_THREADS", "1")
ROOT = Path(__file__).resolve().parents[2]
TINY = ROOT / "test/fixtures"
"""Checkpoints in the official layouts, and the graphs of their architectures."""
sys.path[:0] = [str(ROOT / "models"), str(Path(__file__).parent)]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Stable Diffusion 2: that of the tests' Marigold with a UNet of four channels, in diffusers' layout."""
    import torch
    from diffusers import UNet2DConditionModel

    folder = tmp_path_factory.mktemp("start") / "sd2"
    shutil.copytree(TINY / "checkpoints/marigold-tiny", folder)
    config = json.loads((folder / "unet/config.json").read_text())
    shutil.rmtree(folder / "unet")
    torch.manual_seed(7)
    UNet2DConditionModel.from_config({**config, "in_channels": 4}).save_pretrained(folder / "unet")
    return folder
