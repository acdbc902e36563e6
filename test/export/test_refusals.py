"""What cannot become a pack is refused in one sentence, and nothing is left behind."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Convert, Ended
from tiny_feed_forward import NYU, tiny_depth_anything, tiny_zoedepth
from tiny_latent import tiny_marigold


def sentence_of(ended: Ended) -> str:
    """The one line on stderr, of a conversion that left nothing behind."""
    assert ended.code == 1
    assert [path.name for path in ended.folder.parent.iterdir() if "pack" in path.name] == []
    lines = ended.complained.splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("export: ")
    return lines[0].removeprefix("export: ")


@pytest.fixture(scope="module")
def marigold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_marigold(tmp_path_factory.mktemp("official") / "checkpoint")


def changed(folder: Path, file: str, **fields: object) -> None:
    path = folder / file
    path.write_text(json.dumps({**json.loads(path.read_text()), **fields}))


SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "nothing there": (shutil.rmtree, "Expected a folder, or an id of the Hugging Face hub"),
    "no index": (
        lambda folder: (folder / "model_index.json").unlink(),
        "Expected the index of a diffusers pipeline, model_index.json in ",
    ),
    "no JSON": (
        lambda folder: (folder / "model_index.json").write_text("{"),
        "Expected JSON in ",
    ),
    "no UNet": (lambda folder: shutil.rmtree(folder / "unet"), "Expected the UNet in "),
    "half of the file": (
        lambda folder: (folder / "unet/diffusion_pytorch_model.safetensors").write_bytes(b"\0" * 100),
        "Expected the UNet in ",
    ),
    "weights of another network": (
        lambda folder: shutil.copy(
            folder / "vae/diffusion_pytorch_model.safetensors",
            folder / "unet/diffusion_pytorch_model.safetensors",
        ),
        "of its weights are missing",
    ),
    "normals": (
        lambda folder: changed(folder, "model_index.json", _class_name="MarigoldNormalsPipeline"),
        "Expected a checkpoint for depth, but checkpoint is one of MarigoldNormalsPipeline",
    ),
    "another sampler": (
        lambda folder: changed(folder, "scheduler/scheduler_config.json", _class_name="EulerDiscreteScheduler"),
        "Expected a DDIMScheduler or an LCMScheduler in ",
    ),
    "another noise schedule": (
        lambda folder: changed(folder, "scheduler/scheduler_config.json", beta_schedule="linear"),
        "Expected beta_schedule of the scheduler to be scaled_linear, but received linear",
    ),
}


@pytest.mark.parametrize("spoil", SPOILED)
def test_spoiled_checkpoints(tmp_path: Path, marigold: Path, convert: Convert, spoil: str) -> None:
    shutil.copytree(marigold, tmp_path / "checkpoint")
    change, expected = SPOILED[spoil]
    change(tmp_path / "checkpoint")
    assert expected in sentence_of(convert("marigold", tmp_path / "checkpoint"))


def test_another_systems_checkpoint(tmp_path: Path, marigold: Path, convert: Convert) -> None:
    assert sentence_of(convert("betterdepth", marigold)).startswith(
        "Expected a UNet of 12 input channels, but received 8"
    )
    narrow = tiny_marigold(tmp_path / "narrow", text_width=768)
    assert sentence_of(convert("marigold", narrow)).startswith(
        "Expected a text width of 1024 (Stable Diffusion 2), but received 768"
    )
    zoedepth = tiny_zoedepth(tmp_path / "zoedepth", [NYU])
    assert "Expected a model of type depth_anything" in sentence_of(convert("disparity", zoedepth))
    metric = tiny_depth_anything(tmp_path / "metric", depth_estimation_type="metric", max_depth=20)
    assert "this checkpoint gives metric depth" in sentence_of(convert("disparity", metric))


def test_arguments_that_contradict(tmp_path: Path, marigold: Path, convert: Convert) -> None:
    assert "or --random-full without one" in sentence_of(convert("marigold"))
    assert "at most 64" in sentence_of(convert("marigold", marigold, "--id", "Über"))
    assert "0 < --min < --max" in sentence_of(convert("metricgold", marigold, "--min", 5, "--max", 1))
    softplus = tiny_zoedepth(tmp_path / "softplus", [NYU])
    assert "not linear in their range" in sentence_of(convert("zoedepth", softplus, "--trained-max", 80))


def test_a_hub_that_does_not_answer(convert: Convert, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    said = sentence_of(convert("marigold", "nobody/nothing"))
    assert '"nobody/nothing" is no folder here, and the Hugging Face hub did not give it' in said


def test_a_graph_that_differs_from_torch(marigold: Path, convert: Convert, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("export.verify.TOLERANCE", {"fp32": 0.0})
    said = sentence_of(convert("marigold", marigold))
    assert said.startswith("vae_encoder.onnx differs from torch by ")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, marigold: Path, convert: Convert) -> None:
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "mine.txt").write_text("keep")
    ended = convert("marigold", marigold)
    assert (ended.code, ended.files) == (1, ["mine.txt"])
    assert "to be empty or not there yet" in ended.complained
