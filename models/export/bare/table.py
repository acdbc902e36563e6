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


def write_graphs(architectures: list[Architecture], folder: Path, only: list[str] | None = None) -> None:
    """Replaces the graphs of `folder` by those of the architectures, all or none. `only`: all but these stems stay as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    table = folder / "graphs.json"
    kept = json.loads(table.read_text(encoding="utf-8"))["graphs"] if only else []
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix="graphs-") as scratch:
        rows = []
        for architecture in architectures:
            if only and architecture.stem not in only:
                rows += [row for row in kept if is_of(row["id"], architecture)]
                continue
            print(f"tracing {architecture.stem}", flush=True)
            rows += [write_graph(each, architecture, Path(scratch)) for each in graphs_of(architecture)]
        for old in folder.glob("*.onnx.gz"):
            if (Path(scratch) / old.name).exists() or old.name not in {row["file"] for row in rows}:
                old.unlink()
        for new in Path(scratch).iterdir():
            shutil.copyfile(new, folder / new.name)
        table.write_text(json.dumps({"format": 1, "graphs": rows}, indent=2) + "\n", encoding="utf-8")


def is_of(graph_id: str, architecture: Architecture) -> bool:
    return graph_id == architecture.stem or graph_id.startswith(f"{architecture.stem}-")


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
