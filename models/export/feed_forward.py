"""Reads a feed-forward checkpoint in transformers' layout: one network, and the rules for photos beside it."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from transformers import PreTrainedModel

from export.checkpoint import load
from export.preprocessor import read_preprocessor
from export.source import Source, find_source

PATTERNS = ["config.json", "preprocessor_config.json", "*.safetensors*", "README.md"]


@dataclass(frozen=True)
class Kind:
    """What the checkpoints of one system have in common."""

    title: str
    network: type[PreTrainedModel]
    resample: str
    """How photos are resized."""
    check: Callable[[Path], None]
    """Refuses a folder that holds something else."""
    random: Callable[[], PreTrainedModel]
    """The published network with random weights."""
    published: dict
    """preprocessor_config.json of the published network, as far as it is read."""


@dataclass(frozen=True)
class Checkpoint:
    """A feed-forward system before its conversion; without a source its weights are random."""

    source: Source | None
    model: PreTrainedModel
    preprocessor: dict


def open_checkpoint(arguments: argparse.Namespace, kind: Kind) -> Checkpoint:
    if arguments.random_full:
        return Checkpoint(None, kind.random(), kind.published)
    source = find_source(arguments.source, PATTERNS, arguments.revision)
    kind.check(source.folder)
    preprocessor = read_preprocessor(source.folder, kind.resample)
    print(f"reading {source.name}", flush=True)
    model = load(kind.network, source.folder, kind.title, attn_implementation="eager")
    return Checkpoint(source, model, preprocessor)
