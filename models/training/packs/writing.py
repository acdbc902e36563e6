"""Writes the graphs of a starter pack and its pack.json, each graph compared with torch at several sizes."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import onnx
import torch
import torch.nn.functional as F
from onnx import numpy_helper
from torch import nn

from export.catalogue import MARIGOLD_V1_1, TITLES
from export.graph import Axes, Feeds, write_graph
from export.pack_folder import entry, write_pack_json
from export.session import open_session
from export.verify import answers, run
from training.networks.codec import CHANNELS
from training.networks.unet import prompt

LARGEST_DIFFERENCE = 3e-3

ONE_NETWORK = ("marigold", "metricgold", "zoedepth")
"""The systems whose packs `export.py` makes from the one depth network."""

MAP_AXES = {0: "batch", 2: "height", 3: "width"}

Size = tuple[int, int, int]
"""Batch, height, width."""


def picture(size: Size) -> torch.Tensor:
    """A smooth random picture [b, 3, h, w] in -1..1: on plain noise maps are flat, and rounding counts for more than it does on photos."""
    b, h, w = size
    return F.interpolate(torch.rand(b, 3, h // 24, w // 24), (h, w), mode="bilinear") * 2 - 1


def pictures(name: str, sizes: Iterable[Size]) -> list[Feeds]:
    """Inputs of graphs that take a photo as `name`."""
    return [{name: picture(size)} for size in sizes]


def store_as_half(path: Path) -> None:
    """Stores weights of 256 numbers and more as 16-bit floats, each with a Cast that onnxruntime folds away when it loads the graph."""
    model = onnx.load(path)
    graph, casts = model.graph, []
    for tensor in graph.initializer:
        if tensor.data_type == onnx.TensorProto.FLOAT and np.prod(tensor.dims) >= 256:
            values, name = numpy_helper.to_array(tensor), tensor.name
            tensor.CopyFrom(numpy_helper.from_array(values.astype(np.float16), name + "_half"))
            casts.append(onnx.helper.make_node("Cast", [name + "_half"], [name], to=onnx.TensorProto.FLOAT))
    for node in reversed(casts):
        graph.node.insert(0, node)
    onnx.save(model, path)


class First(nn.Module):
    """A module that answers with one tensor: the first where it has several."""

    def __init__(self, module: nn.Module) -> None:
        super().__init__()
        self.module = module

    def forward(self, *inputs: torch.Tensor) -> torch.Tensor:
        answer = self.module(*inputs)
        return answer[0] if isinstance(answer, tuple) else answer


@dataclass
class PackWriter:
    """A starter pack in the making: its graphs, one after the other, then its pack.json."""

    folder: Path
    system: str
    graphs: dict[str, dict] = field(default_factory=dict)
    """`graphs` of pack.json."""
    parameters: int = 0

    def write(
        self, key: str, file: str, module: nn.Module, feeds: list[Feeds], output: str | list[str], axes: Axes
    ) -> None:
        """
        Writes the graph traced on feeds[0] and checks all of them: the mean difference, in shares of the largest value, is printed and must
        be small. (A single pixel can differ more: maps are brought from end to end, and weights are rounded.) Ends the program where it is
        not.
        """
        module.eval()  # the exporter would put a module that is in training mode back into it
        path = self.folder / file
        write_graph(module, feeds[0], output, axes, path, external_above=2 * 10**9)
        store_as_half(path)
        onnx.checker.check_model(str(path))
        session, worst = open_session(path, 2), 0.0
        for each, want in zip(feeds, answers(First(module), feeds), strict=True):
            difference = np.abs(want - run(session, each, path)).mean() / max(1.0, np.abs(want).max())
            worst = max(worst, float(difference))
        print(f"{self.folder.name}/{file}: difference {worst:.1e}, {path.stat().st_size / 1e6:.2f} MB")
        if not worst < LARGEST_DIFFERENCE:
            sys.exit(
                f"Expected {path} to do what torch does, but it is off by {worst:.1e}, in shares of the largest value."
            )
        self.graphs[key] = entry([path])
        self.parameters += sum(p.numel() for p in module.parameters())

    def finish(self, depth: dict, extra: dict) -> None:
        """Writes pack.json."""
        pack = {
            "format": 1,
            "id": f"{self.system}-starter",
            "system": self.system,
            "title": f"{TITLES[self.system]} (starter weights)",
            "origin": "starter",
            "licence": "Apache-2.0",
            **shares_network(self.system),
            "depth": depth,
            "graphs": self.graphs,
            **extra,
            "parameters": self.parameters,
        }
        write_pack_json(self.folder, pack)
        total = sum(each["bytes"] for each in self.graphs.values())
        print(f"{self.system}: {self.parameters:,} parameters, {total / 1e6:.1f} MB")


def shares_network(system: str) -> dict:
    """`sharesNetworkWith` of pack.json: the packs of `export.py` that see with the one depth network's eyes."""
    if system not in ONE_NETWORK:
        return {}
    return {"sharesNetworkWith": [f"{other}-starter" for other in ONE_NETWORK if other != system]}


def new_pack(packs: Path, system: str) -> PackWriter:
    folder = packs / f"{system}-starter"
    folder.mkdir(parents=True, exist_ok=True)
    return PackWriter(folder, system)


def unet_feeds(channels: int, conditions: int) -> list[Feeds]:
    """Odd sides first, which the UNet cannot halve evenly: traced at even ones, the graph would break there."""
    return [
        {
            "sample": torch.randn(b, channels * (conditions + 1), h, w),
            "timestep": torch.tensor(t),
            "encoder_hidden_states": prompt().expand(b, -1, -1).contiguous(),
        }
        for b, h, w, t in ((1, 33, 47, 999), (1, 48, 64, 499), (2, 25, 40, 249), (1, 64, 36, 749))
    ]


@dataclass(frozen=True)
class LatentSystem:
    """What a latent pack is made of."""

    system: str
    depth: dict
    """`depth` of pack.json."""
    encoder: nn.Module
    unet: nn.Module
    decoder: nn.Module
    resolution: int
    coarse: nn.Module | None = None
    """BetterDepth's encoder of the coarse map."""
    channels: int = CHANNELS
    downscale: int = 4
    """Pixels of a side of a map to one of its latent."""
    steps: int = 1


def write_latent_pack(packs: Path, parts: LatentSystem) -> None:
    pack = new_pack(packs, parts.system)
    sizes = ((1, 200, 264), (1, 384, 512), (2, 136, 208), (1, 512 + parts.downscale, 288))
    images, samples = pictures("image", sizes), unet_feeds(parts.channels, 1 + (parts.coarse is not None))
    latents: list[Feeds] = [{"latent": torch.randn(b, parts.channels, h, w)} for b, h, w in ((1, 33, 47), (2, 24, 32))]
    encoded: Axes = {"image": MAP_AXES, "latent": MAP_AXES}
    sampled: Axes = {"sample": MAP_AXES, "out": MAP_AXES, "encoder_hidden_states": {0: "batch"}}
    pack.write("vaeEncoder", "vae_encoder.onnx", parts.encoder, images, "latent", encoded)
    pack.write("unet", "unet.onnx", parts.unet, samples, "out", sampled)
    pack.write("vaeDecoder", "vae_decoder.onnx", parts.decoder, latents, "image", encoded)
    words = pack.folder / "prompt.f32"
    prompt().numpy().astype("<f4").tofile(words)
    pack.graphs["prompt"] = entry([words])
    if parts.coarse is not None:
        pack.write("coarseEncoder", "coarse_encoder.onnx", parts.coarse, images, "latent", encoded)
    pack.finish(
        parts.depth,
        {
            "latent": {"channels": parts.channels, "downscale": parts.downscale, "scalingFactor": 1.0},
            # No noise is left at the end: with the published last step MetricGold's maps of close things were mottled.
            "scheduler": {**MARIGOLD_V1_1, "setAlphaToOne": True},
            "defaults": {"steps": parts.steps, "ensemble": 1, "resolution": parts.resolution},
            "conditioning": ["image", "coarse", "noise"] if parts.coarse is not None else ["image", "noise"],
        },
    )
