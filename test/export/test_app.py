"""The app with a converted pack gives what diffusers and transformers give with the checkpoint."""

from pathlib import Path

import numpy as np
import torch
from conftest import PHOTO, Convert, Estimate
from diffusers import MarigoldDepthPipeline
from PIL import Image
from tiny_feed_forward import KITTI, NYU, tiny_depth_anything, tiny_zoedepth
from tiny_latent import tiny_marigold
from transformers import DepthAnythingForDepthEstimation, ZoeDepthForDepthEstimation
from transformers.models.dpt.image_processing_pil_dpt import DPTImageProcessorPil
from transformers.models.zoedepth.image_processing_pil_zoedepth import ZoeDepthImageProcessorPil


def of_diffusers(folder: Path, steps: int, latents: torch.Tensor | None = None) -> np.ndarray:
    """[height, width] of the pipeline itself, seed 0, at 64 pixels."""
    pipeline = MarigoldDepthPipeline.from_pretrained(folder, low_cpu_mem_usage=False)
    pipeline.set_progress_bar_config(disable=True)
    depth = pipeline(
        Image.open(PHOTO),
        num_inference_steps=steps,
        processing_resolution=64,
        latents=latents,
        generator=None if latents is not None else torch.Generator().manual_seed(0),
    ).prediction[0, ..., 0]
    assert depth.std() > 0.02
    return depth


def difference(received: np.ndarray, expected: np.ndarray) -> float:
    assert received.shape == expected.shape
    return float(np.abs(received - expected).max())


def test_marigold(tmp_path: Path, convert: Convert, estimate: Estimate) -> None:
    folder = tiny_marigold(tmp_path / "checkpoint")
    expected = of_diffusers(folder, 2)
    ours = ["--resolution", 64, "--steps", 2, "--seed", 0]
    pack = convert("marigold", folder, "--external-above", 0).folder
    assert difference(estimate(pack, *ours), expected) < 1e-3
    half = convert("marigold", folder, "--dtype", "fp16", name="half").folder
    assert difference(estimate(half, *ours), expected) < 3e-2


def test_lcm_and_end_to_end(tmp_path: Path, convert: Convert, estimate: Estimate) -> None:
    lcm = tiny_marigold(tmp_path / "lcm", lcm=True)
    pack = convert("marigold", lcm, name="pack-lcm").folder
    ours = ["--resolution", 64, "--seed", 0]
    assert difference(estimate(pack, "--steps", 2, *ours), of_diffusers(lcm, 2)) < 1e-3
    zeros = tiny_marigold(tmp_path / "e2e-ft", rescale_betas_zero_snr=False)
    pack = convert("marigold", zeros, name="pack-e2e").folder
    width, height = Image.open(PHOTO).size
    long = max(width, height)
    latents = torch.zeros(1, 4, -(-(height * 64 // long) // 8), -(-(width * 64 // long) // 8))
    assert difference(estimate(pack, *ours), of_diffusers(zeros, 1, latents)) < 1e-3


def test_metricgold(tmp_path: Path, convert: Convert, estimate: Estimate) -> None:
    folder = tiny_marigold(tmp_path / "checkpoint")
    pack = convert("metricgold", folder, "--max", 50).folder
    metres = estimate(pack, "--resolution", 64, "--steps", 2, "--seed", 0)
    assert difference(np.log(metres / 0.1) / np.log(50 / 0.1), of_diffusers(folder, 2)) < 1e-3


def test_betterdepth(tmp_path: Path, convert: Convert, estimate: Estimate) -> None:
    pack = convert("betterdepth", tiny_marigold(tmp_path / "checkpoint", channels=12)).folder
    width, height = Image.open(PHOTO).size
    coarse = 1 + np.add.outer(np.arange(height), np.arange(width)).astype(np.float32) / 20
    np.save(tmp_path / "coarse.npy", coarse)
    refined = estimate(pack, "--prior", tmp_path / "coarse.npy", "--resolution", 64, "--steps", 2)
    assert refined.shape == coarse.shape
    assert np.isfinite(refined).all()
    assert difference(refined, coarse) > 1e-3


def of_transformers(folder: Path, **config: object) -> np.ndarray:
    """Metres [height, width] of ZoeDepth, not flipped."""
    processor = ZoeDepthImageProcessorPil.from_pretrained(folder)
    model = ZoeDepthForDepthEstimation.from_pretrained(folder, attn_implementation="eager", **config)
    photo = Image.open(PHOTO).convert("RGB")
    with torch.no_grad():
        outputs = model(**processor(photo, return_tensors="pt"))
    # The processor's own last step (bicubic to the padded size, then cut) needs torchvision, which nothing else here does.
    y, x = (int((side / 2) ** 0.5 * 3) for side in (photo.height, photo.width))
    size = (photo.height + 2 * y, photo.width + 2 * x)
    metres = torch.nn.functional.interpolate(outputs.predicted_depth[None], size, mode="bicubic")[0, 0]
    metres = metres[y : y + photo.height, x : x + photo.width].numpy()
    assert metres.std() > 0.05
    return metres


def test_zoedepth(tmp_path: Path, convert: Convert, estimate: Estimate) -> None:
    folder = tiny_zoedepth(tmp_path / "checkpoint", [NYU])
    pack = convert("zoedepth", folder).folder
    assert difference(estimate(pack, "--no-flip"), of_transformers(folder)) < 1e-3


def test_zoedepth_k_in_its_right_range(tmp_path: Path, convert: Convert, estimate: Estimate) -> None:
    folder = tiny_zoedepth(tmp_path / "checkpoint", [NYU], "normed")
    pack = convert("zoedepth", folder).folder
    expected = of_transformers(folder, bin_configurations=[KITTI])
    assert difference(estimate(pack, "--no-flip"), expected) < 80e-4


def test_zoedepth_nk_takes_the_same_head(tmp_path: Path, convert: Convert, estimate: Estimate) -> None:
    for order in ([NYU, KITTI], [KITTI, NYU]):
        folder = tiny_zoedepth(tmp_path / order[0]["name"], order)
        pack = convert("zoedepth", folder, name=f"pack-{order[0]['name']}").folder
        assert difference(estimate(pack, "--no-flip"), of_transformers(folder)) < 1e-2


def test_disparity(tmp_path: Path, convert: Convert, estimate: Estimate) -> None:
    folder = tiny_depth_anything(tmp_path / "checkpoint")
    pack = convert("disparity", folder).folder
    processor = DPTImageProcessorPil.from_pretrained(folder)
    model = DepthAnythingForDepthEstimation.from_pretrained(folder, attn_implementation="eager")
    photo = Image.open(PHOTO).convert("RGB")
    with torch.no_grad():
        outputs = model(**processor(photo, return_tensors="pt"))
    # The last step is the app's own choice for all networks of this kind; transformers takes bicubic, the authors aligned corners.
    size = (photo.height, photo.width)
    expected = torch.nn.functional.interpolate(outputs.predicted_depth[None], size, mode="bilinear")[0, 0].numpy()
    assert expected.std() > 1
    # Pillow rounds the resized photo to 8 bits, the app does not.
    assert difference(estimate(pack), expected) < 0.1 * expected.std()
