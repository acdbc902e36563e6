"""Tiny random checkpoints exactly as diffusers and transformers write them, and torch's answers for test/fixtures."""

import json
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import safetensors.torch
import torch
from diffusers import DDIMScheduler, MarigoldDepthPipeline
from transformers import CLIPTokenizer
from transformers.utils import logging

from export.bare.answers import write_answers
from export.bare.architecture import Architecture, build
from export.bare.names import aliases_of, published_name
from export.bare.tiny import (
    TEXT_DEEP,
    TEXT_WIDE,
    TINY_DISPARITY,
    TINY_DPT,
    TINY_HYBRID,
    TINY_VAE,
    UNET_8,
    UNET_12,
    ZOEDEPTH_N,
    ZOEDEPTH_NK,
)

# Splits the UNet into three files.
SHARD = "100KB"
DIFFUSERS_FILE = "diffusion_pytorch_model.safetensors"
# Seed and architecture of the parts of a latent system.
LATENT = {"unet": (0, UNET_8), "vae": (1, TINY_VAE), "text_encoder": (2, TEXT_WIDE)}
LICENCE = "---\nlicense: apache-2.0\n---\nRandom weights, for tests.\n"


def write_checkpoints(folder: Path) -> None:
    """Replaces the checkpoints and answers in `folder`, all or none."""
    logging.disable_progress_bar()
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="checkpoints-") as scratch:
        for name, write in CHECKPOINTS.items():
            print(f"writing {name}", flush=True)
            write(Path(scratch) / name)
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(scratch, folder)


def random_network(architecture: Architecture, seed: int) -> Any:
    """Every weight differs from every other, norms too, and the answers differ from place to place."""
    torch.manual_seed(seed)
    module = build(architecture)
    # ZoeDepth's attractors magnify the last digit of float32; with more than this, torch differs from itself in float64 too.
    gain = 1.1 if architecture.kind == "ZoeDepthForDepthEstimation" else 1.5
    with torch.no_grad():
        for name, weight in module.named_parameters():
            if name.endswith("relative_position_bias_table"):
                weight.normal_()
            elif weight.ndim > 1:
                weight.normal_(std=gain / weight[0].numel() ** 0.5)
            elif name.endswith("bias"):
                weight.normal_(std=0.1)
            else:
                weight.normal_(1, 0.1)
        if architecture.kind == "DepthAnythingForDepthEstimation":
            # Keeps the last rectifier away from zero, where every network agrees with every other: what comes in is positive already.
            module.head.conv3.weight.abs_().mul_(0.01)
            module.head.conv3.bias.fill_(0.1)
        if architecture.kind == "DPTForDepthEstimation":
            module.head.head[-2].weight.abs_().mul_(0.01)
            module.head.head[-2].bias.fill_(0.1)
        if architecture is ZOEDEPTH_NK:
            # Brings the router to the edge, so that of the two inputs of the answers each takes another head.
            module.metric_head.mlp_classifier.linear2.bias[0] += 0.5
    return module


def marigold(folder: Path, half: bool = False) -> None:
    """A whole pipeline as the published ones are saved."""
    networks = {part: random_network(architecture, seed) for part, (seed, architecture) in LATENT.items()}
    scheduler = DDIMScheduler(
        beta_schedule="scaled_linear",
        beta_start=0.00085,
        beta_end=0.012,
        prediction_type="v_prediction",
        clip_sample=False,
        set_alpha_to_one=False,
        steps_offset=1,
        timestep_spacing="trailing",
        rescale_betas_zero_snr=True,
    )
    if half:
        for network in networks.values():
            network.half()
    pipeline = MarigoldDepthPipeline(
        networks["unet"],
        networks["vae"],
        scheduler,
        networks["text_encoder"],
        tokenizer_of_four_words(),
        prediction_type="depth",
        default_denoising_steps=2,
        default_processing_resolution=64,
    )
    pipeline.save_pretrained(folder, **({"variant": "fp16"} if half else {}))
    rename(next((folder / "text_encoder").glob("*.safetensors")), lambda name: published_name("CLIPTextModel", name))
    (folder / "README.md").write_text(LICENCE, encoding="utf-8")
    for part, (_, architecture) in LATENT.items():
        write_answers(folder, architecture, networks[part], "fp16" if half else "fp32")


def rename(file: Path, change: Callable[[str], str]) -> None:
    tensors = safetensors.torch.load_file(file)
    safetensors.torch.save_file({change(name): each for name, each in tensors.items()}, file, metadata={"format": "pt"})


def tokenizer_of_four_words() -> CLIPTokenizer:
    words = {"<|startoftext|>": 0, "<|endoftext|>": 1, "a": 2, "a</w>": 3}
    with tempfile.TemporaryDirectory() as scratch:
        vocabulary, merges = Path(scratch) / "vocab.json", Path(scratch) / "merges.txt"
        vocabulary.write_text(json.dumps(words))
        merges.write_text("#version: 0.2\n")
        return CLIPTokenizer(str(vocabulary), str(merges), model_max_length=77)


def old_vae(folder: Path) -> None:
    """To be laid over marigold-tiny: its autoencoder with the attention as diffusers spelled it until 2023."""
    vae = random_network(TINY_VAE, LATENT["vae"][0])
    vae.save_pretrained(folder / "vae")
    rename(folder / "vae" / DIFFUSERS_FILE, lambda name: (aliases_of(name) or [name])[0])
    write_answers(folder, TINY_VAE, vae, "fp32")


def sharded_unet(folder: Path) -> None:
    """To be laid over marigold-tiny: its UNet in several files."""
    unet = random_network(UNET_8, LATENT["unet"][0])
    unet.save_pretrained(folder / "unet", max_shard_size=SHARD)
    write_answers(folder, UNET_8, unet, "fp32")


def betterdepth(folder: Path) -> None:
    """To be laid over marigold-tiny: a UNet with room for a coarse map."""
    unet = random_network(UNET_12, 3)
    unet.save_pretrained(folder / "unet")
    write_answers(folder, UNET_12, unet, "fp32")


def text(folder: Path) -> None:
    encoder = random_network(TEXT_DEEP, 5)
    encoder.save_pretrained(folder)
    write_answers(folder, TEXT_DEEP, encoder, "fp32")


def feed_forward(architecture: Architecture, rules: dict) -> Callable[[Path], None]:
    def write(folder: Path) -> None:
        network = random_network(architecture, 11)
        network.save_pretrained(folder)
        (folder / "preprocessor_config.json").write_text(json.dumps(rules, indent=2) + "\n", encoding="utf-8")
        (folder / "README.md").write_text(LICENCE, encoding="utf-8")
        write_answers(folder, architecture, network, "fp32")

    return write


COMMON_RULES = {
    "do_resize": True,
    "do_rescale": True,
    "do_normalize": True,
    "rescale_factor": 1 / 255,
    "keep_aspect_ratio": True,
}
ZOEDEPTH_RULES = {
    **COMMON_RULES,
    "image_processor_type": "ZoeDepthImageProcessor",
    "do_pad": True,
    "ensure_multiple_of": 32,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
    "resample": 2,
    "size": {"height": 96, "width": 128},
}
DISPARITY_RULES = {
    **COMMON_RULES,
    "image_processor_type": "DPTImageProcessor",
    "do_pad": False,
    "ensure_multiple_of": 14,
    "image_mean": [0.485, 0.456, 0.406],
    "image_std": [0.229, 0.224, 0.225],
    "resample": 3,
    "size": {"height": 98, "width": 98},
}

DPT_RULES = {
    "image_processor_type": "DPTFeatureExtractor",
    "do_resize": True,
    "do_normalize": True,
    "keep_aspect_ratio": False,
    "ensure_multiple_of": 1,
    "image_mean": [0.5, 0.5, 0.5],
    "image_std": [0.5, 0.5, 0.5],
    "resample": 2,
    # As old files say it: a square.
    "size": 64,
}

CHECKPOINTS: dict[str, Callable[[Path], None]] = {
    "marigold-tiny": marigold,
    "marigold-tiny-fp16": lambda folder: marigold(folder, half=True),
    "marigold-tiny-old-vae": old_vae,
    "marigold-tiny-sharded": sharded_unet,
    "betterdepth-tiny": betterdepth,
    "text-tiny": text,
    "zoedepth-tiny": feed_forward(ZOEDEPTH_N, ZOEDEPTH_RULES),
    "zoedepth-nk-tiny": feed_forward(ZOEDEPTH_NK, ZOEDEPTH_RULES),
    "depth-anything-tiny": feed_forward(TINY_DISPARITY, DISPARITY_RULES),
    "dpt-tiny": feed_forward(TINY_DPT, DPT_RULES),
    "dpt-hybrid-tiny": feed_forward(TINY_HYBRID, DPT_RULES),
}
