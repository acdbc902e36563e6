"""Checkpoints of every system in the official layout become packs that the app reads."""

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from conftest import Convert, reading_of
from diffusers import UNet2DConditionModel
from tiny_feed_forward import KITTI, NYU, tiny_depth_anything, tiny_zoedepth
from tiny_latent import tiny_marigold

from export.scheduler import read_scheduler, usual_steps

SCHEDULER = {
    "kind": "ddim",
    "predictionType": "v_prediction",
    "betaSchedule": "scaled_linear",
    "betaStart": 0.00085,
    "betaEnd": 0.012,
    "trainSteps": 1000,
    "spacing": "trailing",
    "stepsOffset": 1,
    "setAlphaToOne": False,
    "zeroTerminalSnr": True,
}


def without_graphs(pack: dict) -> dict:
    return {key: value for key, value in pack.items() if key not in ("graphs", "parameters")}


def test_marigold_says_everything_that_its_checkpoint_says(tmp_path: Path, convert: Convert) -> None:
    folder = tiny_marigold(tmp_path / "My_Marigold 2")
    (folder / "README.md").write_text("---\nlicense: apache-2.0\ntags: [depth]\n---\n# Card\n")
    ended = convert("marigold", folder)
    assert (ended.code, reading_of(ended.folder)) == (0, "")
    assert without_graphs(ended.pack) == {
        "format": 1,
        "id": "my-marigold-2",
        "system": "marigold",
        "title": "My_Marigold 2",
        "origin": "imported",
        "licence": "apache-2.0",
        "source": "My_Marigold 2",
        "depth": {"kind": "affine"},
        "conditioning": ["image", "noise"],
        "latent": {"channels": 4, "downscale": 8, "scalingFactor": 0.18215},
        "scheduler": SCHEDULER,
        "defaults": {"steps": 3, "ensemble": 1, "resolution": 64},
    }
    assert ended.files == [
        "README.md",
        "pack.json",
        "prompt.f32",
        "unet.onnx",
        "vae_decoder.onnx",
        "vae_encoder.onnx",
    ]
    card = (ended.folder / "README.md").read_text()
    assert "| `unet.onnx` | 1x8x13x19, 2x8x16x24, 1x8x9x12, 3x8x7x5 |" in card
    assert str(tmp_path) not in card


def test_a_copy_of_a_published_checkpoint_is_named_as_the_catalogue_does(tmp_path: Path, convert: Convert) -> None:
    folder = tiny_marigold(tmp_path / "copy")
    given = convert("marigold", folder, "--from", "prs-eth/marigold-depth-v1-1", "--dtype", "fp16").pack
    named = {key: given[key] for key in ("id", "title", "origin", "source")}
    assert named == {
        "id": "marigold-depth-v1-1-fp16",
        "title": "Marigold v1-1 (fp16)",
        "origin": "official",
        "source": "https://huggingface.co/prs-eth/marigold-depth-v1-1",
    }
    own = ["--id", "mine", "--title", "Mine", "--origin", "imported", "--licence", "MIT"]
    pack = convert("marigold", folder, "--from", "prs-eth/marigold-depth-v1-1", *own, name="own").pack
    assert [pack[key] for key in ("id", "title", "origin", "licence")] == ["mine", "Mine", "imported", "MIT"]


def test_the_unet_is_the_same_network_at_sizes_that_were_not_tried(tmp_path: Path, convert: Convert) -> None:
    folder = tiny_marigold(tmp_path / "checkpoint")
    ended = convert("marigold", folder)
    unet = UNet2DConditionModel.from_pretrained(folder / "unet", low_cpu_mem_usage=False).eval()
    session = onnxruntime.InferenceSession(str(ended.folder / "unet.onnx"))
    prompt = np.fromfile(ended.folder / "prompt.f32", "<f4").reshape(1, 2, 1024)
    for height, width in ((11, 23), (6, 30), (21, 17), (8, 8)):
        sample = torch.randn(1, 8, height, width)
        with torch.no_grad():
            expected = unet(sample, torch.tensor(601), torch.from_numpy(prompt)).sample.numpy()
        feeds = {"sample": sample.numpy(), "timestep": np.array(601), "encoder_hidden_states": prompt}
        assert np.abs(session.run(None, feeds)[0] - expected).max() < 1e-4
        assert expected.std() > 0.1


def test_schedules(tmp_path: Path) -> None:
    leading = tiny_marigold(tmp_path / "leading", timestep_spacing="leading", rescale_betas_zero_snr=False)
    plain = {**SCHEDULER, "spacing": "leading", "zeroTerminalSnr": False}
    assert read_scheduler(leading / "scheduler") == plain
    assert usual_steps(plain) == 10
    lcm = read_scheduler(tiny_marigold(tmp_path / "lcm", lcm=True) / "scheduler")
    assert lcm == {**plain, "kind": "lcm"}
    assert usual_steps(lcm) == 1
    assert usual_steps(SCHEDULER) == 4


def test_end_to_end_fine_tuned_weights_start_at_zeros(tmp_path: Path, convert: Convert) -> None:
    folder = tiny_marigold(tmp_path / "marigold-e2e-ft-depth", rescale_betas_zero_snr=False)
    ended = convert("marigold", folder)
    assert (ended.pack["initialLatent"], ended.pack["defaults"]["steps"]) == ("zeros", 1)
    assert "because its name says E2E" in ended.said
    noisy = convert("marigold", folder, "--initial-latent", "noise", "--steps", 5, name="pack-noisy").pack
    assert ("initialLatent" in noisy, noisy["defaults"]["steps"]) == (False, 5)


def test_metricgold_needs_a_unet_and_borrows_the_rest(tmp_path: Path, convert: Convert) -> None:
    base = tiny_marigold(tmp_path / "base")
    shutil.copytree(base / "unet", tmp_path / "trained" / "unet")
    ended = convert("metricgold", tmp_path / "trained", "--base", base, "--min", 0.2, "--max", 40)
    assert (ended.code, reading_of(ended.folder)) == (0, "")
    assert ended.pack["depth"] == {"kind": "log-metric", "min": 0.2, "max": 40.0}


def test_betterdepth_stacks_three_latents(tmp_path: Path, convert: Convert) -> None:
    order = "coarse,image,noise"
    ended = convert("betterdepth", tiny_marigold(tmp_path / "checkpoint", channels=12), "--conditioning", order)
    assert (ended.code, reading_of(ended.folder)) == (0, "")
    pack = ended.pack
    assert (pack["depth"], pack["conditioning"]) == ({"kind": "disparity"}, ["coarse", "image", "noise"])
    unet = onnx.load(ended.folder / "unet.onnx")
    assert [d.dim_value or d.dim_param for d in unet.graph.input[0].type.tensor_type.shape.dim] == ["B", 12, "h", "w"]


def test_zoedepth_with_one_head(tmp_path: Path, convert: Convert) -> None:
    ended = convert("zoedepth", tiny_zoedepth(tmp_path / "checkpoint", [NYU]))
    assert (ended.code, reading_of(ended.folder)) == (0, "")
    assert without_graphs(ended.pack) == {
        "format": 1,
        "id": "checkpoint",
        "system": "zoedepth",
        "title": "checkpoint",
        "origin": "imported",
        "licence": "not stated",
        "source": "checkpoint",
        "depth": {"kind": "metric", "min": 0.001, "max": 10.0},
        "input": {
            "rescaleFactor": 1 / 255,
            "mean": [0.5, 0.5, 0.5],
            "std": [0.5, 0.5, 0.5],
            "pad": True,
            "padFactor": 3,
            "padMode": "reflect",
            "resize": {
                "height": 96,
                "width": 128,
                "keepAspectRatio": True,
                "multipleOf": 32,
                "mode": "bilinear",
                "alignCorners": True,
                "antialias": False,
            },
            "output": {"mode": "bicubic", "alignCorners": False, "antialias": False},
        },
        "defaults": {"flip": True},
    }


def test_zoedepth_k_says_that_it_computes_in_a_wrong_range(tmp_path: Path, convert: Convert) -> None:
    folder = tiny_zoedepth(tmp_path / "checkpoint", [NYU], "normed")
    pack = convert("zoedepth", folder).pack
    assert (pack["rescaleRange"], pack["depth"]["max"]) == ({"from": 10.0, "to": 80.0}, 80.0)
    right = convert("zoedepth", tiny_zoedepth(tmp_path / "right", [KITTI], "normed"), name="pack-right").pack
    assert ("rescaleRange" in right, right["depth"]["max"]) == (False, 80.0)


def test_zoedepth_nk_has_two_heads_and_a_router(tmp_path: Path, convert: Convert) -> None:
    ended = convert("zoedepth", tiny_zoedepth(tmp_path / "checkpoint", [KITTI, NYU]))
    assert (ended.code, reading_of(ended.folder)) == (0, "")
    assert list(ended.pack["graphs"]) == ["indoor", "outdoor", "router"]
    assert ended.pack["depth"] == {"kind": "metric", "min": 0.001, "max": 80.0}


def test_disparity(tmp_path: Path, convert: Convert) -> None:
    ended = convert("disparity", tiny_depth_anything(tmp_path / "checkpoint"), "--rule", "lower-bound")
    assert (ended.code, reading_of(ended.folder)) == (0, "")
    assert ended.pack["input"] == {
        "shortSide": 98,
        "multipleOf": 14,
        "rule": "lower-bound",
        "mean": [0.485, 0.456, 0.406],
        "std": [0.229, 0.224, 0.225],
    }


CHECKPOINTS = {
    "marigold": tiny_marigold,
    "zoedepth": lambda folder: tiny_zoedepth(folder, [NYU, KITTI]),
    "disparity": tiny_depth_anything,
}


@pytest.mark.parametrize("attention", ["fused", "written"])
@pytest.mark.parametrize("system", CHECKPOINTS)
def test_fp16_and_its_attention(tmp_path: Path, convert: Convert, system: str, attention: str) -> None:
    checkpoint = CHECKPOINTS[system](tmp_path / "checkpoint")
    ended = convert(system, checkpoint, "--dtype", "fp16", "--attention", attention)
    assert (ended.code, reading_of(ended.folder)) == (0, "")
    halved = [name for name in ended.files if name.endswith(".onnx") and not name.startswith("vae")]
    for name in halved:
        graph = onnx.shape_inference.infer_shapes(onnx.load(ended.folder / name)).graph
        types = {value.name: value.type.tensor_type.elem_type for value in graph.value_info}
        ports = [*graph.input, *graph.output]
        assert {p.type.tensor_type.elem_type for p in ports} <= {onnx.TensorProto.FLOAT, onnx.TensorProto.INT64}
        weights = [t.data_type for t in graph.initializer if len(t.dims) > 1]
        assert weights.count(onnx.TensorProto.FLOAT16) > len(weights) / 2
        kinds = [node.op_type for node in graph.node]
        scores = [types[node.input[0]] for node in graph.node if node.op_type == "Softmax"]
        if attention == "fused":
            assert kinds.count("MultiHeadAttention") >= 4
            # The router's own small attention stays as it is.
            assert system == "zoedepth" or scores == []
        else:
            assert "MultiHeadAttention" not in kinds
            assert len(scores) >= 4
            assert set(scores) == {onnx.TensorProto.FLOAT}


def test_large_weights_go_to_one_file_beside(tmp_path: Path, convert: Convert) -> None:
    folder = tiny_marigold(tmp_path / "checkpoint")
    inside = convert("marigold", folder, name="inside")
    beside = convert("marigold", folder, "--external-above", 1, name="beside")
    assert (beside.code, reading_of(beside.folder)) == (0, "")
    graphs = beside.pack["graphs"]
    assert {key: [each["file"] for each in graph.get("external", [])] for key, graph in graphs.items()} == {
        "vaeEncoder": [],
        "unet": ["unet.data"],
        "vaeDecoder": [],
        "prompt": [],
    }
    sessions = [onnxruntime.InferenceSession(str(ended.folder / "unet.onnx")) for ended in (inside, beside)]
    feeds = {
        "sample": np.ones((1, 8, 9, 6), np.float32),
        "timestep": np.array(3),
        "encoder_hidden_states": np.ones((1, 2, 1024), np.float32),
    }
    assert np.array_equal(*(session.run(None, feeds)[0] for session in sessions))
    assert (beside.folder / "unet.onnx").stat().st_size < graphs["unet"]["external"][0]["bytes"] / 5


def test_half_precision_files_alone_are_enough(tmp_path: Path, convert: Convert) -> None:
    folder = tiny_marigold(tmp_path / "checkpoint")
    unet = UNet2DConditionModel.from_pretrained(folder / "unet", low_cpu_mem_usage=False)
    (folder / "unet" / "diffusion_pytorch_model.safetensors").unlink()
    unet.half().save_pretrained(folder / "unet", variant="fp16")
    ended = convert("marigold", folder)
    assert (ended.code, json.loads((folder / "unet/config.json").read_text())["in_channels"]) == (0, 8)
