"""Graphs without weights, bound to checkpoints, are the networks that torch runs."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
from bind_bare import CHECKPOINTS, TINY, bind, input_of, output_of, read_graph, row_of

PARTS = {"unet": "unet", "vaeEncoder": "vae", "vaeDecoder": "vae", "textEncoder": "text_encoder"}
ANSWERS = sorted((CHECKPOINTS / "answers").glob("*.json"))


def component_of(name: str, role: str) -> Path:
    folder = CHECKPOINTS / name
    return folder if (folder / "config.json").exists() else folder / PARTS[role]


@pytest.mark.parametrize("path", ANSWERS, ids=[path.stem for path in ANSWERS])
def test_a_bound_graph_answers_as_torch(path: Path, tmp_path: Path) -> None:
    table = json.loads(path.read_text(encoding="utf-8"))
    assert table["answers"]
    for number, answer in enumerate(table["answers"]):
        row = row_of(TINY, answer["graph"], answer["dtype"])
        content = read_graph(TINY, row)
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (row["sha256"], row["bytes"])
        folder = tmp_path / str(number)
        folder.mkdir()
        session = bind(content, sorted(component_of(path.stem, row["role"]).glob("*.safetensors")), folder)
        given = session.run(None, {name: input_of(each) for name, each in answer["inputs"].items()})[0]
        expected = output_of(answer["output"])
        assert (given.shape, given.dtype) == (expected.shape, np.float32)
        difference = np.abs(given - expected).max() / np.abs(expected).max()
        print(answer["graph"], difference, expected.std())
        assert difference < answer["tolerance"], answer["graph"]
        assert expected.std() > 1e-3, answer["graph"]
