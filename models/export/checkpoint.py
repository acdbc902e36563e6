"""Reads the parts of a latent diffusion checkpoint in diffusers' layout."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from diffusers import AutoencoderKL, ModelMixin, UNet2DConditionModel
from transformers import CLIPTextModel, CLIPTokenizer, PreTrainedModel
from transformers.utils import logging

from export.refusal import Refusal, first_line
from export.scheduler import read_scheduler, usual_steps
from export.source import Source, read_json

TEXT_WIDTH = 1024


@dataclass
class Checkpoint:
    """A latent diffusion system before its conversion."""

    unet: UNet2DConditionModel
    vae: AutoencoderKL
    prompt: np.ndarray
    """Embedding of the empty prompt, float32 [2, 1024]."""
    scheduler: dict
    steps: int
    resolution: int


def read_checkpoint(source: Source, base: Source | None, channels: int, unet_name: str) -> Checkpoint:
    """All parts of `source`; those that it lacks are taken from `base` (training codes save the UNet alone)."""

    def part(name: str) -> Path:
        if source.part(name).is_dir() or base is None:
            return source.part(name)
        return base.part(name)

    index = read_json(part_of_index(source, base), "the index of a diffusers pipeline")
    check_task(index, source)
    unet = load(UNet2DConditionModel, part(unet_name), "the UNet")
    check_unet(unet, channels)
    vae = load(AutoencoderKL, part("vae"), "the autoencoder")
    if vae.config.shift_factor:
        raise Refusal("The autoencoder shifts its latents (shift_factor), which those of Stable Diffusion 2 do not do.")
    scheduler = read_scheduler(part("scheduler"))
    return Checkpoint(
        unet,
        vae,
        embed_empty_prompt(part("tokenizer"), part("text_encoder")),
        scheduler,
        index.get("default_denoising_steps") or usual_steps(scheduler),
        index.get("default_processing_resolution") or 768,
    )


def part_of_index(source: Source, base: Source | None) -> Path:
    own = source.part("model_index.json")
    return own if own.is_file() or base is None else base.part("model_index.json")


def check_task(index: dict, source: Source) -> None:
    """The sisters for normals and intrinsic images have the same networks and mean something else."""
    task = index.get("prediction_type") or "depth"
    pipeline = str(index.get("_class_name"))
    if task not in ("depth", "disparity") or "Normals" in pipeline or "Intrinsics" in pipeline:
        raise Refusal(f"Expected a checkpoint for depth, but {source.name} is one of {pipeline} ({task}).")


def check_unet(unet: UNet2DConditionModel, channels: int) -> None:
    config = unet.config
    if config.in_channels != channels:
        raise Refusal(
            f"Expected a UNet of {channels} input channels, but received {config.in_channels} "
            "(4 are plain Stable Diffusion, 8 Marigold and MetricGold, 12 BetterDepth)."
        )
    if config.cross_attention_dim != TEXT_WIDTH:
        raise Refusal(
            f"Expected a text width of {TEXT_WIDTH} (Stable Diffusion 2), but received {config.cross_attention_dim}."
        )
    if config.time_cond_proj_dim is not None:
        raise Refusal("The UNet asks for a guidance embedding (time_cond_proj_dim), which depth systems do not have.")


def load(kind: type[ModelMixin] | type[PreTrainedModel], folder: Path, what: str, **options: str) -> Any:
    """A network in float32, refused where weights are missing: diffusers and transformers would make them up at random."""
    if not (folder / "config.json").is_file():
        raise Refusal(f"Expected {what} in {folder}, but there is no config.json.")
    logging.disable_progress_bar()
    is_half_only = not any(folder.glob("*model.safetensors*")) and any(folder.glob("*.fp16.safetensors"))
    try:
        model, report = kind.from_pretrained(
            folder,
            torch_dtype=torch.float32,
            output_loading_info=True,
            local_files_only=True,
            **options,
            **({"variant": "fp16"} if is_half_only else {}),
            **({} if kind.__module__.startswith("transformers") else {"low_cpu_mem_usage": False}),
        )
    except (OSError, ValueError, RuntimeError, KeyError, TypeError) as thrown:
        raise Refusal(f"Expected {what} in {folder}, but it cannot be read: {first_line(thrown)}.") from thrown
    missing = sorted(report["missing_keys"])
    if missing:
        raise Refusal(
            f"Expected {what} in {folder}, but {len(missing)} of its weights are missing, such as {missing[0]}."
        )
    return model.eval()


def embed_empty_prompt(tokenizer_folder: Path, encoder_folder: Path) -> np.ndarray:
    """float32 [2, 1024]: the empty prompt as Marigold asks for it, begin and end of text without padding."""
    try:
        tokenizer = CLIPTokenizer.from_pretrained(tokenizer_folder, local_files_only=True)
    except (OSError, ValueError, RuntimeError, KeyError, TypeError) as thrown:
        raise Refusal(
            f"Expected the tokenizer in {tokenizer_folder}, but it cannot be read: {first_line(thrown)}."
        ) from thrown
    encoder = load(CLIPTextModel, encoder_folder, "the text encoder")
    ids = tokenizer("", padding="do_not_pad", truncation=True, return_tensors="pt").input_ids
    expected = [tokenizer.bos_token_id, tokenizer.eos_token_id]
    if ids.tolist() != [expected]:
        raise Refusal(f"Expected the empty prompt to be the two tokens {expected}, but received {ids.tolist()}.")
    with torch.no_grad():
        embedding = encoder(ids)[0][0].float().numpy()
    if embedding.shape != (2, TEXT_WIDTH):
        raise Refusal(
            f"Expected a text embedding of 2 x {TEXT_WIDTH} (Stable Diffusion 2), "
            f"but received {' x '.join(map(str, embedding.shape))}."
        )
    return embedding
