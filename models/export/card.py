"""README.md of a pack: what it is, where it comes from, and how far its graphs are from torch."""

import sys
from pathlib import Path

import diffusers
import onnxruntime
import torch
import transformers

from export.catalogue import TITLES
from export.graph import OPSET
from export.verify import TOLERANCE, Difference

NAMES = {**TITLES, "disparity": "a feed-forward network with relative disparity"}


def write_card(folder: Path, pack: dict, dtype: str, differences: list[Difference], notes: list[str]) -> None:
    rows = [f"| `{d.graph}.onnx` | {d.sizes} | {d.absolute:.2e} | {d.relative:.2e} |" for d in differences]
    files = sorted(path.name for path in folder.iterdir())
    lines = [
        f"# {pack['title']}",
        "",
        f"A model pack of Depthroom for {NAMES[pack['system']]}.",
        "",
        f"* Source of the weights: {pack['source']}",
        f"* Licence of the weights: {pack['licence']}",
        f"* Origin: {pack['origin']}",
        f"* Parameters: {pack['parameters']:,} ({precision_of(pack['system'], dtype)})",
        f"* Files: {', '.join(f'`{name}`' for name in files)}",
        *[f"* {note}" for note in notes],
        "",
        "## Checked against torch",
        "",
        "Each graph was run by onnxruntime on random inputs of several sizes, next to the network in torch (float32). Absolute is the",
        "largest difference of a value, relative the root mean square of the difference over that of torch's answer; both are the worst",
        f"of all inputs. Above a relative difference of {limits(differences)} there would be no pack.",
        "",
        "| graph | sizes | absolute | relative |",
        "| --- | --- | --- | --- |",
        *rows,
        "",
        f"Converted by `{' '.join(['models/' + pack['system'] + '/export.py', *shown_arguments()])}` (ONNX opset {OPSET}) with",
        f"torch {torch.__version__}, diffusers {diffusers.__version__}, transformers {transformers.__version__}, "
        f"onnxruntime {onnxruntime.__version__}.",
        "",
    ]
    (folder / "README.md").write_text("\n".join(lines), encoding="utf-8")


def limits(differences: list[Difference]) -> str:
    return " or ".join(f"{TOLERANCE[dtype]:g} ({dtype})" for dtype in sorted({d.dtype for d in differences}))


def precision_of(system: str, dtype: str) -> str:
    if dtype == "fp32":
        return "32-bit floats"
    if system in ("zoedepth", "disparity"):
        return "backbone and neck in 16-bit floats, heads in 32"
    return "UNet in 16-bit floats, autoencoder in 32"


def shown_arguments() -> list[str]:
    """The arguments as they were given, with folders cut to their last name: a pack says nothing of the machine that made it."""
    return [Path(word).name if Path(word).is_absolute() else word for word in sys.argv[1:]]
