"""One graph to be: a torch module, what it is tried on, and how its ports are called."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from torch import nn

from export.graph import Axes, Feeds, write_graph
from export.pack_folder import entry
from export.verify import Difference, answers, compare


@dataclass(frozen=True)
class Network:
    key: str
    """Name in `graphs` of pack.json."""
    file: str
    module: nn.Module
    feeds: list[Feeds]
    """Inputs of several sizes; the first is traced."""
    output: str
    axes: Axes
    dtype: str = "fp32"
    """Precision of its weights, for the tolerance of the comparison."""


def write_networks(
    networks: list[Network], prepare: Callable[[], None], folder: Path, external_above: int
) -> tuple[dict, list[Difference]]:
    """
    Writes all networks and compares each with torch: the entries of `graphs` and the differences. `prepare` brings the modules into
    the form that is traced (precision, attention) after they have been asked for the reference in their own.
    """
    expected = [answers(network.module, network.feeds) for network in networks]
    prepare()
    entries = {}
    for network in networks:
        print(f"tracing {network.file}", flush=True)
        path = folder / network.file
        written = write_graph(network.module, network.feeds[0], network.output, network.axes, path, external_above)
        entries[network.key] = entry(written)
    # Gives the memory of the weights back before onnxruntime opens them for itself.
    for network in networks:
        network.module.to_empty(device="meta")
    print("comparing with torch", flush=True)
    differences = [
        compare(folder / network.file, network.feeds, reference, network.dtype)
        for network, reference in zip(networks, expected, strict=True)
    ]
    return entries, differences
