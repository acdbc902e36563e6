"""Compares graphs under onnxruntime with the torch modules that they were made from."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from export.graph import Feeds
from export.refusal import Refusal
from export.session import open_session

# Relative difference up to which a graph counts as the same network. Graphs of float16 weights are compared with the float32 weights
# that they were rounded from.
TOLERANCE = {"fp32": 1e-4, "fp16": 5e-2}


@dataclass(frozen=True)
class Difference:
    """How far a graph is from torch on some inputs."""

    graph: str
    sizes: str
    absolute: float
    """The largest difference of a single value."""
    relative: float
    """Root mean square of the difference over that of the reference; both are the worst of all inputs."""
    dtype: str


def answers(module: torch.nn.Module, inputs: list[Feeds]) -> list[np.ndarray]:
    """What torch computes. Asked for before the export, so that the module can be dropped while onnxruntime runs."""
    with torch.no_grad():
        return [module(*feeds.values()).float().numpy() for feeds in inputs]


def compare(path: Path, inputs: list[Feeds], expected: list[np.ndarray], dtype: str) -> Difference:
    """Runs the graph on every input; refuses a graph that fails, has other shapes, is not finite or is beyond the tolerance."""
    session = open_session(path)
    differences = []
    for feeds, reference in zip(inputs, expected, strict=True):
        received = run(session, feeds, path)
        if received.shape != reference.shape:
            raise Refusal(
                f"{path.name} gave {received.shape} where torch gives {reference.shape}; no pack was written."
            )
        if not np.isfinite(received).all():
            raise Refusal(
                f"{path.name} gave values that are not finite where torch gives numbers; "
                f"no pack was written{', convert with --dtype fp32' if dtype == 'fp16' else ''}."
            )
        absolute = float(np.abs(received - reference).max())
        differences.append((absolute, root_mean_square(received - reference) / max(root_mean_square(reference), 1e-6)))
    image = next(iter(inputs[0]))
    sizes = ", ".join("x".join(map(str, feeds[image].shape)) for feeds in inputs)
    worst = Difference(path.stem, sizes, max(d[0] for d in differences), max(d[1] for d in differences), dtype)
    print(f"  {path.name}: off torch by {worst.absolute:.2g} at most, {worst.relative:.2g} relative", flush=True)
    # Written so that a NaN is beyond the tolerance too.
    if not worst.relative <= TOLERANCE[dtype]:
        raise Refusal(
            f"{path.name} differs from torch by {worst.relative:.2g} (relative), "
            f"more than the {TOLERANCE[dtype]:g} that {dtype} may; no pack was written."
        )
    return worst


def root_mean_square(values: np.ndarray) -> float:
    return float(np.sqrt(np.mean(np.square(values, dtype=np.float64))))


def run(session: onnxruntime.InferenceSession, feeds: Feeds, path: Path) -> np.ndarray:
    try:
        return session.run(None, {name: value.numpy() for name, value in feeds.items()})[0]
    except Exception as thrown:  # onnxruntime's own kinds share no base but this.
        shapes = ", ".join(f"{name} {tuple(value.shape)}" for name, value in feeds.items())
        raise Refusal(f"{path.name} failed on {shapes}: {thrown}; no pack was written.".replace("\n", " ")) from thrown
