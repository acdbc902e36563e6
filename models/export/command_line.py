"""What the five commands have in common: their arguments, the pack's name and licence, and how a refusal is told."""

import argparse
import re
import sys
import warnings
from collections.abc import Callable
from pathlib import Path

from export.attention import KINDS
from export.catalogue import find_published
from export.refusal import Refusal
from export.source import Source, licence_of

RANDOM = {"title": "Random weights of full size", "licence": "CC0-1.0"}


def base_parser(system: str, example: str) -> argparse.ArgumentParser:
    """Arguments that every system has."""
    parser = argparse.ArgumentParser(
        prog=f"models/{system}/export.py",
        description=f"Converts a checkpoint of {system} in the layout of the Hugging Face hub into a model pack.",
    )
    parser.add_argument("source", nargs="?", help=f"folder, or id of the Hugging Face hub such as {example}")
    parser.add_argument("-o", "--out", required=True, type=Path, help="folder of the new pack")
    parser.add_argument("--revision", help="commit, tag or branch of the hub's repository")
    parser.add_argument("--dtype", choices=["fp32", "fp16"], default="fp32", help="precision of the weights")
    parser.add_argument(
        "--attention",
        choices=KINDS,
        default=KINDS[0],
        help="one operator, or products and a softmax in float32 (slower, for providers whose operator overflows in float16)",
    )
    parser.add_argument("--id", help="id of the pack: lower-case letters, digits and hyphens")
    parser.add_argument("--title", help="what the app calls the pack")
    parser.add_argument(
        "--origin",
        choices=["official", "imported"],
        help="official: the authors' own weights; imported: anybody else's",
    )
    parser.add_argument("--licence", help="licence of the weights, where the checkpoint does not say it")
    parser.add_argument("--from", dest="published_as", help="hub id that a local folder is a copy of")
    parser.add_argument(
        "--external-above",
        type=float,
        default=1000,
        metavar="MB",
        help="weights of more than this go to a file beside their graph (2000 is the most that a graph can hold)",
    )
    parser.add_argument(
        "--random-full",
        action="store_true",
        help="no checkpoint: random weights at the full size of the published network, for load tests",
    )
    return parser


def run_command(parser: argparse.ArgumentParser, convert: Callable[[argparse.Namespace], None]) -> None:
    """Parses, converts, and ends the process: 0 with a pack, 1 with one sentence and nothing left behind."""
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    try:
        if (arguments.source is None) != arguments.random_full:
            raise Refusal("Expected a folder or an id of the Hugging Face hub, or --random-full without one.")
        if not 0 <= arguments.external_above <= 2000:
            raise Refusal("Expected --external-above to be 0 to 2000 MB; a graph cannot hold more.")
        convert(arguments)
    except Refusal as refusal:
        print(f"export: {refusal}", file=sys.stderr)
        sys.exit(1)
    print(f"wrote {arguments.out}")
    sys.exit(0)


def bytes_above(arguments: argparse.Namespace) -> int:
    """Size of weights in bytes above which they go to a file of their own."""
    return round(arguments.external_above * 1e6)


def identity(arguments: argparse.Namespace, system: str, source: Source | None) -> dict:
    """`id`, `title`, `origin`, `licence` and `source` of the pack: what was given, else what is known of the checkpoint."""
    name = f"{system}-random" if source is None else arguments.published_as or source.name
    known = RANDOM if source is None else find_published(name)
    licence = arguments.licence or (known and known["licence"]) or (source and licence_of(source.folder))
    if not licence:
        print("The checkpoint does not say its licence; the pack says so too (--licence states it).")
    suffix = "-fp16" if arguments.dtype == "fp16" else ""
    pack_id = arguments.id or plain_id(known["id"] if known and source else name.split("/")[-1], suffix)
    if not re.fullmatch(r"[a-z0-9][a-z0-9-]{0,63}", pack_id):
        raise Refusal(
            f'Expected an id of lower-case letters, digits and hyphens, at most 64, but received "{pack_id}".'
        )
    title = known["title"] if known else name
    return {
        "id": pack_id,
        "title": arguments.title or f"{title}{' (fp16)' if suffix else ''}",
        "origin": arguments.origin or ("official" if known and source else "imported"),
        "licence": licence or "not stated",
        "source": f"https://huggingface.co/{name}" if "/" in name else name,
    }


def plain_id(name: str, suffix: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "pack"
    return plain[: 64 - len(suffix)].strip("-") + suffix
