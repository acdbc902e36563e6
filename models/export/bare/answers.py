"""What torch answers with a tiny checkpoint, written as JSON beside the checkpoints, for whoever binds graphs to them."""

import base64
import copy
import json
from pathlib import Path
from typing import Any

import torch

from export.bare.architecture import Architecture
from export.bare.networks import traced_networks
from export.bare.shared import AUTO, DOMAIN, INDOOR, OUTDOOR
from export.graph import Feeds

# Members, rows and columns, in what the network takes multiples of (latents, patches).
SIZES = [(1, 3, 2), (2, 1, 2)]
ZOEDEPTH_SIZES = [(1, 2, 1), (1, 1, 2)]
DOMAINS = {"router": AUTO, "indoor": INDOOR, "outdoor": OUTDOOR}
FORMULA = "value i of an input without data is ((i * 7919) mod 2003) / 1001 - 1"


def write_answers(folder: Path, architecture: Architecture, network: Any, dtype: str) -> None:
    """
    Adds the answers of `network`, whose weights are in `dtype`, to answers/<name of the checkpoint>.json beside it. torch computes in
    float32 whatever the weights lie in, so that only the UNet, whose graph computes in float16, is far from it.
    """
    path = folder.parent / "answers" / f"{folder.name}.json"
    path.parent.mkdir(exist_ok=True)
    table: dict[str, Any] = {"format": 1, "inputs": FORMULA, "answers": []}
    if path.exists():
        table = json.loads(path.read_text(encoding="utf-8"))
    for role, suffix, traced in traced_networks(architecture, copy.deepcopy(network).float()):
        tolerance = 2e-2 if role == "unet" and dtype == "fp16" else 1e-5
        unit = 14 if architecture.kind == "DepthAnythingForDepthEstimation" else 32
        for feeds in feeds_of(role, traced.feeds[0], unit):
            with torch.no_grad():
                output = traced.module(*feeds.values()).contiguous()
            table["answers"].append(
                {
                    # Two heads and their router are one graph, which is told what is wanted.
                    "graph": architecture.stem + ("" if traced.key in DOMAINS else suffix),
                    "dtype": dtype,
                    "inputs": {name: described(value) for name, value in (feeds | domain_of(traced.key)).items()},
                    "output": {
                        "name": traced.output,
                        "dims": list(output.shape),
                        "float32": base64.b64encode(output.numpy().astype("<f4").tobytes()).decode(),
                    },
                    "tolerance": tolerance,
                }
            )
    path.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


def domain_of(key: str) -> Feeds:
    return {DOMAIN: torch.tensor(DOMAINS[key])} if key in DOMAINS else {}


def feeds_of(role: str, example: Feeds, unit_of_photo: int) -> list[Feeds]:
    """Inputs of two sizes, of the formula; of the text encoder the empty prompt alone."""
    if role == "textEncoder":
        return [example]
    is_zoedepth = role.startswith("zoedepth")
    every: list[Feeds] = []
    for members, rows, columns in ZOEDEPTH_SIZES if is_zoedepth else SIZES:
        feeds = {}
        for name, value in example.items():
            unit = {"image": 8, "pixel_values": unit_of_photo}.get(name, 1)
            if value.ndim == 4:
                feeds[name] = filled((members, value.shape[1], rows * unit, columns * unit))
            elif value.ndim == 3:
                feeds[name] = filled((members, *value.shape[1:]))
            else:
                feeds[name] = torch.tensor(100 * rows + columns)
        every.append(feeds)
    return every


def filled(dims: tuple[int, ...]) -> torch.Tensor:
    index = torch.arange(torch.Size(dims).numel(), dtype=torch.int64)
    return ((index * 7919 % 2003).double() / 1001 - 1).float().reshape(dims)


def described(value: torch.Tensor) -> dict:
    plain = {"type": str(value.dtype).removeprefix("torch."), "dims": list(value.shape)}
    return plain if value.is_floating_point() else {**plain, "data": value.flatten().tolist()}
