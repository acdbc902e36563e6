"""The loss of one micro batch."""

from typing import Any

import torch
from torch import Generator, Tensor

from finetune.configuration import Configuration, DatasetSettings
from finetune.data.mixture import Batch
from finetune.networks import Networks, encode
from finetune.noise import draw_noise
from finetune.patches import latent_mask, pre_align, similar_patches
from finetune.targets import picture_target, unit_target


def coarse_in_space(coarse: Tensor, dataset: DatasetSettings, space: str) -> Tensor:
    """A coarse map as depth or as disparity, whatever it was saved as."""
    return coarse if dataset.coarse_space == space else 1 / coarse.clamp(min=1e-6)


def training_loss(
    networks: Networks, unet: Any, batch: Batch, dataset: DatasetSettings, recipe: Configuration, generator: Generator
) -> Tensor:
    """
    Mean square of the error in v over the latents whose pixels are all valid, and, for BetterDepth, lie in patches where the aligned coarse
    map and the label agree. v = sqrt(abar) noise - sqrt(1 - abar) z (Salimans and Ho 2022). Timesteps are drawn evenly.
    """
    scheduler, device = networks.noise_scheduler, batch.photo.device
    unit = unit_target(batch.depth, batch.valid, recipe.depth)
    picture = picture_target(unit, batch.valid, recipe.depth)
    kept = batch.valid
    seen = [encode(networks.vae, batch.photo)]
    if batch.coarse is not None and recipe.system == "betterdepth":
        label = picture[:, :1]
        coarse = coarse_in_space(batch.coarse, dataset, recipe.depth.space)
        aligned = pre_align(coarse, label, batch.valid)
        kept = kept & similar_patches(aligned, label, recipe.patches.width, recipe.patches.eta)
        seen.append(encode(networks.vae, aligned.clamp(-1, 1).expand(-1, 3, -1, -1)))
    target_latent = encode(networks.vae, picture)

    train_steps = scheduler.config.num_train_timesteps
    timesteps = torch.randint(0, train_steps, (len(picture),), generator=generator).to(device)
    training = recipe.training
    noise = draw_noise(
        target_latent, timesteps, train_steps, training.noise, training.noise_strength, training.annealed, generator
    )
    noisy = scheduler.add_noise(target_latent, noise, timesteps)
    target = scheduler.get_velocity(target_latent, noise, timesteps)
    prompt = networks.empty_prompt.to(device).expand(len(picture), -1, -1)
    predicted = unet(torch.cat([*seen, noisy], dim=1), timesteps, prompt).sample
    mask = latent_mask(kept, networks.downscale).expand_as(target)
    if not mask.any():
        return predicted.sum() * 0
    return torch.nn.functional.mse_loss(predicted[mask].float(), target[mask].float())
