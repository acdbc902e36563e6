"""Points the weights of a bare graph into the tensors of a checkpoint's own files, and runs it: the reference of the app's binder."""

import base64
import gzip
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from conftest import ROOT
from onnx import TensorProto

from export.session import open_session

TYPES = {"F32": TensorProto.FLOAT, "F16": TensorProto.FLOAT16}
PUBLISHED, TINY = ROOT / "resources/graphs", ROOT / "test/fixtures/graphs"
CHECKPOINTS = ROOT / "test/fixtures/checkpoints"


def rows(folder: Path) -> list[dict]:
    return json.loads((folder / "graphs.json").read_text(encoding="utf-8"))["graphs"]


def row_of(folder: Path, graph_id: str, dtype: str) -> dict:
    return next(row for row in rows(folder) if (row["id"], row["dtype"]) == (graph_id, dtype))


def read_graph(folder: Path, row: dict) -> bytes:
    return gzip.decompress((folder / row["file"]).read_bytes())


def header_of(file: Path) -> tuple[int, dict]:
    """Where the tensors begin, and what the header of a .safetensors says of each."""
    with file.open("rb") as source:
        length = int.from_bytes(source.read(8), "little")
        header = json.loads(source.read(length))
    header.pop("__metadata__", None)
    return 8 + length, header


def spellings_of(tensor: TensorProto) -> list[str]:
    """The names that a weight has in checkpoints, the first one first."""
    entries = [(entry.key, entry.value) for entry in tensor.external_data]
    assert entries[0] == ("location", "checkpoint")
    return [value for key, value in entries if key in ("tensor", "alias")]


def weights_of(model: onnx.ModelProto) -> list[TensorProto]:
    return [each for each in model.graph.initializer if each.data_location == TensorProto.EXTERNAL]


def bind(content: bytes, files: list[Path], folder: Path) -> onnxruntime.InferenceSession:
    model = onnx.load_from_string(content)
    where = {}
    for file in files:
        start, header = header_of(file)
        where.update({name: (file, start, entry) for name, entry in header.items()})
        if not (folder / file.name).exists():
            # onnxruntime refuses weights behind a symbolic link.
            shutil.copyfile(file, folder / file.name)
    for tensor in weights_of(model):
        file, start, entry = next(where[name] for name in spellings_of(tensor) if name in where)
        begin, end = entry["data_offsets"]
        assert (list(tensor.dims), tensor.data_type) == (entry["shape"], TYPES[entry["dtype"]]), tensor.name
        del tensor.external_data[:]
        for key, value in (("location", file.name), ("offset", start + begin), ("length", end - begin)):
            tensor.external_data.add(key=key, value=str(value))
    path = folder / "graph.onnx"
    path.write_bytes(model.SerializeToString())
    return open_session(path)


def input_of(described: dict) -> np.ndarray:
    """An input of the file of answers; without data it is made by the formula that is written there."""
    if "data" in described:
        return np.array(described["data"], described["type"]).reshape(described["dims"])
    index = np.arange(np.prod(described["dims"]), dtype=np.int64)
    return (index * 7919 % 2003 / 1001 - 1).astype(np.float32).reshape(described["dims"])


def output_of(described: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(described["float32"]), "<f4").reshape(described["dims"])
