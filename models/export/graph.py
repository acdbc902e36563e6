"""Writes a torch module as an ONNX graph, with its weights beside it where they are large."""

import hashlib
import tempfile
import warnings
from pathlib import Path

import onnx
import torch
from onnx import TensorProto, external_data_helper, numpy_helper

OPSET = 17
# Smaller tensors (shapes, scalars) stay in the graph, where the optimiser looks at them.
SMALLEST_EXTERNAL = 1024
# Windows maps files at multiples of 64 KiB only; that much is not wasted on small tensors.
LARGE = 1 << 20

Feeds = dict[str, torch.Tensor]
Axes = dict[str, dict[int, str]]


def write_graph(
    module: torch.nn.Module, example: Feeds, output: str | list[str], axes: Axes, path: Path, external_above: int
) -> list[Path]:
    """
    Traces `module` with `example` (inputs by name, in the order of its arguments) and writes the graph to `path`. Weights of more
    than `external_above` bytes go to one file beside it. Returns the files that were written, the graph first.
    """
    with tempfile.TemporaryDirectory(dir=path.parent, prefix="trace-") as scratch:
        traced = Path(scratch) / "graph.onnx"
        # The tracer warns of every Python branch; the comparison at other sizes is what tells whether one matters.
        with torch.no_grad(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                module,
                tuple(example.values()),
                str(traced),
                input_names=list(example),
                output_names=[output] if isinstance(output, str) else output,
                dynamic_axes=axes,
                opset_version=OPSET,
                do_constant_folding=True,
                dynamo=False,
            )
        model = onnx.load(str(traced), load_external_data=False)
        model.producer_name, model.producer_version = "depthroom", ""
        weights = [tensor for tensor in model.graph.initializer if size_of(tensor) >= SMALLEST_EXTERNAL]
        if sum(size_of(tensor) for tensor in weights) <= external_above:
            external_data_helper.load_external_data_for_model(model, scratch)
            path.write_bytes(model.SerializeToString())
            return [path]
        data = path.with_suffix(".data")
        move_weights(weights, Path(scratch), data)
        path.write_bytes(model.SerializeToString())
        return [path, data]


def size_of(tensor: TensorProto) -> int:
    """Bytes of a tensor's values, wherever they lie."""
    count = 1
    for length in tensor.dims:
        count *= length
    return count * onnx.helper.tensor_dtype_to_np_dtype(tensor.data_type).itemsize


def move_weights(weights: list[TensorProto], scratch: Path, data: Path) -> None:
    """Writes the values of the tensors into one file, one after the other, so that never more than one is in memory twice."""
    with data.open("wb") as target:
        for tensor in weights:
            values = bytes_of(tensor, scratch)
            target.write(b"\0" * (-target.tell() % (65536 if len(values) >= LARGE else 64)))
            start = target.tell()
            target.write(values)
            tensor.ClearField("raw_data")
            tensor.ClearField("float_data")
            tensor.ClearField("external_data")
            tensor.data_location = TensorProto.EXTERNAL
            for key, value in (("location", data.name), ("offset", start), ("length", len(values))):
                tensor.external_data.add(key=key, value=str(value))


def bytes_of(tensor: TensorProto, scratch: Path) -> bytes:
    """Values of a tensor as they lie in a file; a file of the tracer's own is removed once it is read, to spare the disk."""
    if tensor.data_location != TensorProto.EXTERNAL:
        return tensor.raw_data or numpy_helper.to_array(tensor).tobytes()
    entries = {entry.key: entry.value for entry in tensor.external_data}
    file = scratch / entries["location"]
    with file.open("rb") as source:
        source.seek(int(entries.get("offset", 0)))
        values = source.read(int(entries["length"])) if "length" in entries else source.read()
    if "offset" not in entries:
        file.unlink()
    return values


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
