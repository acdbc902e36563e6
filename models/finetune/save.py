"""The result: a folder in diffusers' layout that the app takes as it is."""

import json
import shutil
from pathlib import Path
from typing import Any

from diffusers import MarigoldDepthPipeline

from finetune.configuration import Configuration
from finetune.networks import Networks
from finetune.validate import sampler_of

PARTS = ("vae", "text_encoder", "tokenizer")


def save_pipeline(networks: Networks, unet: Any, recipe: Configuration, folder: Path) -> None:
    """
    unet/ and scheduler/ as trained, the other parts as they were. `depthroom.json` says what diffusers' files have no word for: which
    system it is and what its target means. Written beside its place and renamed.
    """
    writing = folder.with_name(f"{folder.name}.writing")
    shutil.rmtree(writing, ignore_errors=True)
    writing.mkdir(parents=True)
    unet.save_pretrained(writing / "unet")
    sampler_of(networks, recipe).save_pretrained(writing / "scheduler")
    for part in PARTS:
        shutil.copytree(networks.folder / part, writing / part)
    (writing / "model_index.json").write_text(json.dumps(_index(recipe), indent=2) + "\n", encoding="utf-8")
    (writing / "depthroom.json").write_text(json.dumps(_meaning(recipe), indent=2) + "\n", encoding="utf-8")
    shutil.rmtree(folder, ignore_errors=True)
    writing.rename(folder)


def _index(recipe: Configuration) -> dict[str, Any]:
    metric = recipe.depth.target != "affine"
    return {
        "_class_name": MarigoldDepthPipeline.__name__,
        "unet": ["diffusers", "UNet2DConditionModel"],
        "vae": ["diffusers", "AutoencoderKL"],
        "scheduler": ["diffusers", "DDIMScheduler"],
        "text_encoder": ["transformers", "CLIPTextModel"],
        "tokenizer": ["transformers", "CLIPTokenizer"],
        "prediction_type": recipe.depth.space,
        "scale_invariant": not metric,
        "shift_invariant": not metric,
        "default_denoising_steps": recipe.validation.steps,
        "default_processing_resolution": 768,
    }


def _meaning(recipe: Configuration) -> dict[str, Any]:
    given = recipe.depth
    depth: dict[str, Any] = {"kind": "disparity" if given.space == "disparity" else "affine"}
    if given.target != "affine":
        depth = {"kind": f"{given.target}-metric", "min": given.minimum, "max": given.maximum}
    return {"system": recipe.system, "depth": {**depth, "target": given.range}}
