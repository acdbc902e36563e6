"""scheduler_config.json -> the `scheduler` of pack.json."""

from pathlib import Path

import diffusers

from export.refusal import Refusal
from export.source import read_json

KINDS = {"DDIMScheduler": "ddim", "LCMScheduler": "lcm"}

# What the app's samplers take for granted, with the value that they have.
FIXED = {
    "beta_schedule": "scaled_linear",
    "trained_betas": None,
    "thresholding": False,
    "clip_sample": False,
}
FIXED_OF_LCM = {"original_inference_steps": 50, "timestep_scaling": 10.0}


def read_scheduler(folder: Path) -> dict:
    """The fields of pack.json, with diffusers' own defaults where the file is silent."""
    stated = read_json(folder / "scheduler_config.json", "the noise schedule")
    name = stated.get("_class_name")
    if name not in KINDS:
        raise Refusal(
            f"Expected a DDIMScheduler or an LCMScheduler in {folder}, but received {name}; the app has no other sampler."
        )
    config = getattr(diffusers, name).from_config(stated).config
    fixed = FIXED if name == "DDIMScheduler" else {**FIXED, **FIXED_OF_LCM}
    for field, expected in fixed.items():
        if config[field] != expected:
            raise Refusal(
                f"Expected {field} of the scheduler to be {expected}, but received {config[field]}; "
                "the app's samplers do not have that."
            )
    return {
        "kind": KINDS[name],
        "predictionType": config["prediction_type"],
        "betaSchedule": "scaled_linear",
        "betaStart": config["beta_start"],
        "betaEnd": config["beta_end"],
        "trainSteps": config["num_train_timesteps"],
        "spacing": config["timestep_spacing"],
        "stepsOffset": config["steps_offset"],
        "setAlphaToOne": config["set_alpha_to_one"],
        "zeroTerminalSnr": config["rescale_betas_zero_snr"],
    }


def usual_steps(scheduler: dict) -> int:
    """Denoising steps where the checkpoint does not say its own: those of the published ones with the same schedule."""
    if scheduler["kind"] == "lcm":
        return 1
    return 4 if scheduler["spacing"] == "trailing" else 10
