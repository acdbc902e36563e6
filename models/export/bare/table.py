"""Writes graphs and their table, graphs.json."""

import gzip
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

from export.bare.architecture import Architecture
from export.bare.decisive import decisive_fields
from export.bare.networks import BareGraph, graphs_of


def write_graphs(architectures: list[Architecture], folder: Path) -> None:
    """Replaces the graphs of `folder` by those of the architectures, all or none."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="graphs-") as scratch:
        rows = []
        for architecture in architectures:
            print(f"tracing {architecture.stem}", flush=True)
            rows += [write_graph(each, architecture, Path(scratch)) for each in graphs_of(architecture)]
        table = {"format": 1, "graphs": rows}
        (Path(scratch) / "graphs.json").write_text(json.dumps(table, indent=2) + "\n", encoding="utf-8")
        folder.mkdir(exist_ok=True)
        for old in (*folder.glob("*.onnx.gz"), *folder.glob("graphs.json")):
            old.unlink()
        for new in sorted(Path(scratch).iterdir()):
            shutil.copyfile(new, folder / new.name)


def write_graph(graph: BareGraph, architecture: Architecture, folder: Path) -> dict:
    """Writes one graph and returns its row of the table."""
    content = graph.model.SerializeToString(deterministic=True)
    file = f"{graph.id}.{graph.dtype}.onnx.gz"
    (folder / file).write_bytes(gzip.compress(content, 9, mtime=0))
    config, defaults = decisive_fields(architecture)
    return {
        "id": graph.id,
        "role": graph.role,
        "key": graph.key,
        "dtype": graph.dtype,
        "file": file,
        "sha256": hashlib.sha256(content).hexdigest(),
        "bytes": len(content),
        "class": architecture.kind,
        "config": config,
        "defaults": defaults,
        "parameters": graph.parameters,
        **({"tokens": list(architecture.tokens)} if architecture.tokens else {}),
    }
