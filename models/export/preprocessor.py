"""preprocessor_config.json, as far as both feed-forward systems read it."""

from pathlib import Path

from export.refusal import Refusal
from export.source import read_json

# Pillow's numbers for its resampling methods, by which the file names them.
PILLOW_RESAMPLING = ["nearest", "lanczos", "bilinear", "bicubic", "box", "hamming"]


def read_preprocessor(folder: Path, resample: str) -> dict:
    """The file, refused where it resizes otherwise than the app does for this system."""
    config = read_json(folder / "preprocessor_config.json", "the rules for photos")
    stated = PILLOW_RESAMPLING[config["resample"]] if config.get("resample") in range(6) else resample
    if stated != resample:
        raise Refusal(f"Expected photos to be resized {resample}, but preprocessor_config.json says {stated}.")
    size = config.get("size", {})
    if not isinstance(size.get("height"), int) or not isinstance(size.get("width"), int):
        raise Refusal(f"Expected a height and a width in preprocessor_config.json, but received {size}.")
    for switch in ("do_resize", "do_rescale", "do_normalize"):
        if config.get(switch, True) is not True:
            raise Refusal(f"Expected {switch} in preprocessor_config.json, which the app always does, but it is off.")
    if abs(config.get("rescale_factor", 1 / 255) - 1 / 255) > 1e-9:
        raise Refusal(f"Expected a rescale_factor of 1/255, but received {config['rescale_factor']}.")
    return config
