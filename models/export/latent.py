"""Converts Marigold, MetricGold and BetterDepth: an encoder, a UNet and a decoder, and the embedding of the empty prompt."""

import argparse
from pathlib import Path

from export.attention import set_attention
from export.card import write_card
from export.checkpoint import Checkpoint, read_checkpoint
from export.command_line import base_parser, bytes_above, identity, run_command
from export.latent_networks import latent_networks
from export.network import write_networks
from export.pack_folder import entry, new_pack_folder, write_pack_json
from export.random_full import random_checkpoint
from export.refusal import Refusal
from export.source import Source, find_source
from export.verify import Difference

CHANNELS = {"marigold": 8, "metricgold": 8, "betterdepth": 12}
PARTS = ["scheduler/*", "tokenizer/*", "text_encoder/*", "vae/*", "model_index.json", "README.md"]


def main(system: str) -> None:
    parser = base_parser(system, "prs-eth/marigold-depth-v1-1")
    parser.add_argument("--base", help="folder or id with the parts that the checkpoint lacks (VAE, text encoder ...)")
    parser.add_argument("--unet", default="unet", help="subfolder of the UNet")
    parser.add_argument("--steps", type=int, help="default number of denoising steps")
    parser.add_argument("--resolution", type=int, help="default working resolution, a multiple of 8")
    parser.add_argument(
        "--initial-latent",
        choices=["noise", "zeros"],
        help="zeros for end-to-end fine-tuned weights (E2E-FT), which take one step",
    )
    if system == "metricgold":
        parser.add_argument("--min", type=float, default=0.1, help="metres at the near end of the log scale")
        parser.add_argument("--max", type=float, default=80.0, help="metres at the far end of the log scale")
    if system == "betterdepth":
        parser.add_argument("--kind", choices=["disparity", "affine"], default="disparity", help="what is refined")
        parser.add_argument(
            "--conditioning",
            default="image,coarse,noise",
            help="order of the three latents at the UNet's input",
        )
    run_command(parser, lambda arguments: convert(system, arguments))


def convert(system: str, arguments: argparse.Namespace) -> None:
    fields = system_fields(system, arguments)
    source, checkpoint = open_checkpoint(system, arguments)
    notes: list[str] = []
    named = identity(arguments, system, source)
    zeros = starts_at_zeros(arguments, named["source"], notes)
    pack = {"format": 1, "id": named.pop("id"), "system": system, **named, **fields}
    pack["parameters"] = sum(p.numel() for part in (checkpoint.unet, checkpoint.vae) for p in part.parameters())
    pack["latent"] = {
        "channels": checkpoint.vae.config.latent_channels,
        "downscale": 2 ** (len(checkpoint.vae.config.block_out_channels) - 1),
        "scalingFactor": checkpoint.vae.config.scaling_factor,
    }
    pack["scheduler"] = checkpoint.scheduler
    if zeros:
        pack["initialLatent"] = "zeros"
    pack["defaults"] = {
        "steps": arguments.steps or (1 if zeros else checkpoint.steps),
        "ensemble": 1,
        "resolution": arguments.resolution or checkpoint.resolution,
    }
    if source is None:
        notes.append("Random weights: its maps mean nothing. It is there to measure time and memory.")

    with new_pack_folder(arguments.out) as folder:
        pack["graphs"], differences = write_graphs(folder, checkpoint, arguments)
        write_card(folder, pack, arguments.dtype, differences, notes)
        write_pack_json(folder, pack)


def open_checkpoint(system: str, arguments: argparse.Namespace) -> tuple[Source | None, Checkpoint]:
    if arguments.random_full:
        return None, random_checkpoint(CHANNELS[system])
    patterns = [*PARTS, f"{arguments.unet}/*"]
    source = find_source(arguments.source, patterns, arguments.revision)
    base = find_source(arguments.base, patterns) if arguments.base else None
    print(f"reading {source.name}", flush=True)
    return source, read_checkpoint(source, base, CHANNELS[system], arguments.unet)


def system_fields(system: str, arguments: argparse.Namespace) -> dict:
    """`depth` and `conditioning` of pack.json."""
    if system == "marigold":
        return {"depth": {"kind": "affine"}, "conditioning": ["image", "noise"]}
    if system == "metricgold":
        if not 0 < arguments.min < arguments.max:
            raise Refusal(f"Expected 0 < --min < --max in metres, but received {arguments.min} and {arguments.max}.")
        depth = {"kind": "log-metric", "min": arguments.min, "max": arguments.max}
        return {"depth": depth, "conditioning": ["image", "noise"]}
    order = arguments.conditioning.split(",")
    if sorted(order) != ["coarse", "image", "noise"]:
        raise Refusal(
            f"Expected --conditioning to order image, coarse and noise, but received {arguments.conditioning}."
        )
    return {"depth": {"kind": arguments.kind}, "conditioning": order}


def starts_at_zeros(arguments: argparse.Namespace, name: str, notes: list[str]) -> bool:
    """End-to-end fine-tuned checkpoints say nowhere but in their name that they start at zeros."""
    if arguments.initial_latent is not None:
        return arguments.initial_latent == "zeros"
    if "e2e" not in name.lower():
        return False
    notes.append("Starts at zeros and takes one step, because its name says E2E (--initial-latent decides otherwise).")
    print(notes[-1])
    return True


def write_graphs(folder: Path, checkpoint: Checkpoint, arguments: argparse.Namespace) -> tuple[dict, list[Difference]]:
    """The four entries of `graphs`, and how far the three networks are from torch."""

    def prepare() -> None:
        set_attention(checkpoint.vae, arguments.attention)
        set_attention(checkpoint.unet, arguments.attention)
        # The autoencoder stays in float32: in float16 it loses detail and overflows on some photos.
        if arguments.dtype == "fp16":
            checkpoint.unet.half()

    networks = latent_networks(checkpoint, arguments.dtype)
    graphs, differences = write_networks(networks, prepare, folder, bytes_above(arguments))
    prompt = folder / "prompt.f32"
    checkpoint.prompt.astype("<f4").tofile(prompt)
    return {**graphs, "prompt": entry([prompt])}, differences
