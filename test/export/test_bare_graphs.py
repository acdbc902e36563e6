"""Graphs without weights, bound to checkpoints, are the networks that torch runs."""

import hashlib
import json
from pathlib import Path

import numpy as np
import pytest
import torch
from bind_bare import CHECKPOINTS, ROOT, TINY, bind, input_of, output_of, read_graph, row_of, rows

from export.bare.architecture import Architecture, build, build_without_memory
from export.bare.decisive import flat
from export.bare.fixtures import feed_forward, random_network, write_checkpoints
from export.bare.names import names_in_file
from export.bare.parity import PARITY, write_parity_tensors
from export.bare.table import is_of, write_graphs
from export.bare.tiny import TINY as TINY_NETWORKS
from export.bare.tiny import TINY_DPT, TINY_HYBRID, ZOEDEPTH_K, ZOEDEPTH_NK
from export.disparity import DptDisparity

TINY_ARCHITECTURES = [*TINY_NETWORKS, *PARITY]
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
        feeds = {name: input_of(each) for name, each in answer["inputs"].items()}
        given = session.run([answer["output"]["name"]], feeds)[0]
        expected = output_of(answer["output"])
        assert (given.shape, given.dtype) == (expected.shape, np.float32)
        difference = np.abs(given - expected).max() / np.abs(expected).max()
        assert difference < answer["tolerance"], answer["graph"]
        assert expected.std() > 1e-3, answer["graph"]


def test_the_checked_in_tiny_files_are_what_the_command_writes(tmp_path: Path) -> None:
    write_graphs(TINY_ARCHITECTURES, tmp_path / "graphs")
    write_checkpoints(tmp_path / "checkpoints")
    for made, kept in ((tmp_path / "graphs", TINY), (tmp_path / "checkpoints", CHECKPOINTS)):
        names = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
        assert names == sorted(path.relative_to(kept) for path in kept.rglob("*") if path.is_file())
        # Answers are sums of many products, whose last digits hang on the machine.
        different = [
            str(name)
            for name in names
            if "answers" not in name.parts and (made / name).read_bytes() != (kept / name).read_bytes()
        ]
        assert different == []


@pytest.mark.parametrize("row", rows(TINY), ids=lambda row: f"{row['id']}.{row['dtype']}")
def test_what_config_json_leaves_out_is_in_the_defaults(row: dict, tmp_path: Path) -> None:
    """Every decisive field of a config.json that the library wrote is as the table asks for, or is left out and the default is."""
    architecture = next(each for each in TINY_ARCHITECTURES if is_of(row["id"], each))
    build(architecture).save_pretrained(tmp_path)
    written = flat(json.loads((tmp_path / "config.json").read_text(encoding="utf-8")))
    assert written.get("_class_name", written.get("architectures", [None])[0]) == row["class"]
    found = {path: written.get(path, row["defaults"].get(path)) for path in row["config"]}
    assert found == row["config"]


def test_every_weight_is_told_apart_from_every_other() -> None:
    """Every weight of the module is named once, those of its norms too, which a fresh module fills with ones and zeros."""
    module = build_without_memory(ZOEDEPTH_NK)
    names = names_in_file(module)
    assert len(set(names.values())) == len(names) == len(list(module.parameters()))


def test_zoedepth_k_points_into_a_file_of_its_own_bins(tmp_path: Path) -> None:
    feed_forward(ZOEDEPTH_K, {})(tmp_path / "k")
    answers = json.loads((tmp_path / "answers/k.json").read_text(encoding="utf-8"))["answers"]
    row = row_of(TINY, "tiny-zoedepth-k", "fp32")
    session = bind(read_graph(TINY, row), [tmp_path / "k/model.safetensors"], tmp_path)
    for answer in answers:
        given = session.run(None, {name: input_of(each) for name, each in answer["inputs"].items()})[0]
        expected = output_of(answer["output"])
        assert np.abs(given - expected).max() / np.abs(expected).max() < 1e-5


@pytest.mark.parametrize("domain", ["auto", "indoor", "outdoor"])
def test_zoedepth_nk_is_one_graph(domain: str, tmp_path: Path) -> None:
    """One pass of the backbone gives the logits and the head that is asked for, or that the router takes."""
    table = json.loads((CHECKPOINTS / "answers/zoedepth-nk-tiny.json").read_text(encoding="utf-8"))
    expected: dict[str, list[np.ndarray]] = {}
    images = []
    for answer in table["answers"]:
        (asked,) = answer["inputs"]["domain"]["data"]
        expected.setdefault(["router", "indoor", "outdoor"][asked], []).append(output_of(answer["output"]))
        if asked == 0:
            images.append(input_of(answer["inputs"]["pixel_values"]))
    content = read_graph(TINY, row_of(TINY, "tiny-zoedepth-nk", "fp32"))
    session = bind(content, [CHECKPOINTS / "zoedepth-nk-tiny/model.safetensors"], tmp_path)
    routed = ["indoor" if first >= second else "outdoor" for ((first, second),) in expected["router"]]
    assert routed == ["indoor", "outdoor"]
    for number, image in enumerate(images):
        asked = np.array(["auto", "indoor", "outdoor"].index(domain))
        logits, depth = session.run(None, {"pixel_values": image, "domain": asked})
        head = routed[number] if domain == "auto" else domain
        for given, wanted in ((logits, expected["router"]), (depth, expected[head])):
            assert np.abs(given - wanted[number]).max() / np.abs(wanted[number]).max() < 1e-5


def test_the_tensors_of_the_goldens_are_those_of_the_networks(tmp_path: Path) -> None:
    """What test/parity/checkpoints.json says is what the command finds in the packs there."""
    write_parity_tensors(tmp_path / "checkpoints.json")
    assert (tmp_path / "checkpoints.json").read_bytes() == (ROOT / "test/parity/checkpoints.json").read_bytes()


@pytest.mark.parametrize("shape", [(1, 64, 64), (2, 96, 32), (1, 32, 128)])
@pytest.mark.parametrize("architecture", [TINY_DPT, TINY_HYBRID], ids=lambda each: each.stem)
def test_dpt_is_transformers_own_at_its_square_and_runs_at_any_whole_patches(
    architecture: Architecture, shape: tuple[int, int, int], tmp_path: Path
) -> None:
    network = random_network(architecture, 11)
    network.save_pretrained(tmp_path)
    row = row_of(TINY, architecture.stem, "fp32")
    session = bind(read_graph(TINY, row), [tmp_path / "model.safetensors"], tmp_path)
    members, height, width = shape
    photo = torch.randn((members, 3, height, width), generator=torch.Generator().manual_seed(0))
    with torch.no_grad():
        # transformers takes any other grid of patches for a square.
        expected = network(photo).predicted_depth if height == width else DptDisparity(network)(photo)
    given = session.run(None, {"pixel_values": photo.numpy()})[0]
    assert given.shape == (members, height, width)
    assert np.abs(given - expected.numpy()).max() / np.abs(expected.numpy()).max() < 1e-5
