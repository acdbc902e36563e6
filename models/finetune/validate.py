"""How good the network is on samples that it was not trained on, by the app's own numbers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from diffusers import DDIMScheduler
from torch import Tensor

from finetune.configuration import Configuration
from finetune.data.mixture import Batch, Dataset, stacked
from finetune.loss import coarse_in_space
from finetune.networks import Networks, decode, encode
from finetune.targets import metres_of_unit, unit_of_picture


@dataclass(frozen=True)
class Numbers:
    abs_rel: float
    delta1: float
    samples: int


@torch.no_grad()
def predict_unit(
    networks: Networks, unet: Any, seen: list[Tensor], steps: int, seed: int, recipe: Configuration
) -> Tensor:
    """u in 0..1, [1, 1, H, W], of the latents that are known, by DDIM with trailing timesteps."""
    scheduler = sampler_of(networks, recipe)
    scheduler.set_timesteps(steps)
    latent = torch.randn(seen[0].shape, generator=torch.Generator().manual_seed(seed)).to(seen[0])
    prompt = networks.empty_prompt.to(seen[0])
    for t in scheduler.timesteps:
        v = unet(torch.cat([*seen, latent], dim=1), t, prompt).sample
        latent = scheduler.step(v, t, latent).prev_sample
    return unit_of_picture(decode(networks.vae, latent).float(), recipe.depth)


def sampler_of(networks: Networks, recipe: Configuration) -> Any:
    """The scheduler that is saved with the network."""
    config = networks.noise_scheduler.config
    return DDIMScheduler(
        num_train_timesteps=config.num_train_timesteps,
        beta_start=config.beta_start,
        beta_end=config.beta_end,
        beta_schedule=config.beta_schedule,
        prediction_type="v_prediction",
        clip_sample=False,
        set_alpha_to_one=False,
        steps_offset=1,
        timestep_spacing="trailing",
        rescale_betas_zero_snr=recipe.training.zero_terminal_snr,
    )


def known_latents(networks: Networks, batch: Batch, dataset: Dataset, recipe: Configuration) -> list[Tensor]:
    """Photo, and the coarse map scaled to -1..1 by its own ends as the app does it: there is no label to align it to."""
    seen = [encode(networks.vae, batch.photo)]
    if batch.coarse is not None and recipe.system == "betterdepth":
        coarse = coarse_in_space(batch.coarse, dataset.settings, recipe.depth.space)
        low, high = coarse.min(), coarse.max()
        scaled = 2 * (coarse - low) / (high - low).clamp(min=1e-6) - 1
        seen.append(encode(networks.vae, scaled.expand(-1, 3, -1, -1)))
    return seen


def validate(networks: Networks, unet: Any, recipe: Configuration, device: torch.device) -> list[tuple[str, Numbers]]:
    """Means over the first samples of each validation dataset: AbsRel and the share of pixels with max(d / t, t / d) < 1.25."""
    found = []
    for settings in recipe.validation.data:
        dataset = Dataset(settings)
        rows = []
        for index in range(min(recipe.validation.samples, len(dataset.items))):
            batch = to_device(stacked([dataset.read(index)]), device)
            seen = known_latents(networks, batch, dataset, recipe)
            unit = predict_unit(networks, unet, seen, recipe.validation.steps, recipe.training.seed + index, recipe)
            rows.append(errors_of(unit[0, 0].cpu().numpy(), batch, recipe))
        good = [row for row in rows if row is not None]
        if good:
            means = np.mean(np.array(good), axis=0)
            found.append((f"{settings.kind} {settings.split}", Numbers(float(means[0]), float(means[1]), len(good))))
    return found


def errors_of(unit: np.ndarray, batch: Batch, recipe: Configuration) -> tuple[float, float] | None:
    """AbsRel and delta 1 in metres: of metres as they are, of an affine map after least squares in its own space. None: nothing valid."""
    valid = batch.valid[0, 0].cpu().numpy()
    truth = batch.depth[0, 0].cpu().numpy()[valid].astype(np.float64)
    if truth.size == 0:
        return None
    if recipe.depth.target == "affine":
        space = 1 / truth if recipe.depth.space == "disparity" else truth
        design = np.stack([unit[valid].astype(np.float64), np.ones_like(truth)], axis=1)
        aligned = design @ np.linalg.lstsq(design, space, rcond=None)[0]
        found = 1 / np.maximum(aligned, 1e-6) if recipe.depth.space == "disparity" else np.maximum(aligned, 1e-3)
    else:
        found = np.maximum(metres_of_unit(unit[valid].astype(np.float64), recipe.depth), 1e-3)
    ratio = np.maximum(found / truth, truth / found)
    return float(np.mean(np.abs(found - truth) / truth)), float(np.mean(ratio < 1.25))


def to_device(batch: Batch, device: torch.device) -> Batch:
    coarse = None if batch.coarse is None else batch.coarse.to(device)
    return Batch(batch.photo.to(device), batch.depth.to(device), batch.valid.to(device), coarse)
