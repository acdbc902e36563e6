"""Fine-tuning is tested on datasets of a few kB in their authors' layouts, and on networks of a few kB."""

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "models"), str(ROOT / "test/export"), str(Path(__file__).parent)]


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny Stable Diffusion 2: a UNet of four channels in diffusers' layout."""
    from tiny_latent import tiny_marigold

    return tiny_marigold(tmp_path_factory.mktemp("start") / "sd2", channels=4)
