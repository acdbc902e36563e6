"""A recipe: one YAML file whose fields are the fields of these classes. What is not known is refused by name."""

import dataclasses
import types
import typing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

import yaml

from export.refusal import Refusal, first_line
from finetune.patches import ETA, WIDTH

System = Literal["marigold", "metricgold", "betterdepth"]


@dataclass(frozen=True)
class DepthSettings:
    """What the network's target says of a depth (targets.py)."""

    target: Literal["affine", "log", "linear"]
    space: Literal["depth", "disparity"] = "depth"
    """Disparity (1 / depth) for a refiner of disparity maps."""
    range: Literal["-1..1", "0..1"] = "-1..1"
    """Where the scaled depth lies in the picture that the autoencoder sees; the papers' is -1..1."""
    minimum: float = 0.1
    """Metres, for log and linear."""
    maximum: float = 80.0
    quantile: float = 0.02
    """Share that lies beyond each end, for affine."""


@dataclass(frozen=True)
class DatasetSettings:
    """A dataset as its authors ship it (data/)."""

    kind: Literal["hypersim", "virtual-kitti", "tartan-air", "folder"]
    root: str
    share: float = 1.0
    """Of the batches; a batch has samples of one dataset."""
    size: tuple[int, int] | None = None
    """Height and width that samples are brought to, multiples of 8."""
    crop: tuple[int, int] | None = None
    """Height and width cut out of the bottom middle before, as KITTI's benchmark does."""
    split: str = "train"
    maximum: float = 80.0
    """Depths beyond count as not valid, in metres (sky)."""
    coarse: str | None = None
    """For BetterDepth: a folder of coarse maps (.npy) with the samples' names."""
    coarse_space: Literal["depth", "disparity"] = "disparity"
    """What the coarse maps hold."""


@dataclass(frozen=True)
class TrainingSettings:
    """Section 4 of the papers."""

    steps: int
    batch: int = 32
    """Samples of one step of the optimiser: micro_batch times accumulation."""
    micro_batch: int = 2
    learning_rate: float = 3e-5
    warmup: int = 100
    decay_to: float = 0.01
    """Share of the learning rate that is left at the end."""
    noise: Literal["multi-resolution", "gaussian"] = "multi-resolution"
    noise_strength: float = 0.9
    annealed: bool = True
    zero_terminal_snr: bool = True
    """The last timestep is noise alone (Lin et al. 2024), as in Marigold v1-1; v1-0 was trained without."""
    precision: Literal["no", "fp16", "bf16"] = "no"
    gradient_checkpointing: bool = True
    ema_decay: float = 0.9999
    flip: bool = True
    checkpoint_every: int = 500
    validate_every: int = 1000
    log_every: int = 10
    seed: int = 2024


@dataclass(frozen=True)
class ValidationSettings:
    data: list[DatasetSettings] = field(default_factory=list)
    samples: int = 32
    steps: int = 4
    """Of the sampler: DDIM, trailing."""


@dataclass(frozen=True)
class PatchSettings:
    """BetterDepth's local patch masking."""

    width: int = WIDTH
    eta: float = ETA


@dataclass(frozen=True)
class Configuration:
    system: System
    start: str
    """Stable Diffusion 2 in diffusers' layout, or any pipeline of it: a folder, or an id of the hub."""
    out: str
    depth: DepthSettings
    data: list[DatasetSettings]
    training: TrainingSettings
    validation: ValidationSettings = field(default_factory=ValidationSettings)
    patches: PatchSettings = field(default_factory=PatchSettings)


def read_configuration(path: Path) -> Configuration:
    """Throws Refusal where the file cannot be read or says what no recipe can mean."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, yaml.YAMLError, UnicodeDecodeError) as thrown:
        raise Refusal(f"Expected a recipe (YAML) in {path}, but it cannot be read: {first_line(thrown)}.") from thrown
    configuration: Configuration = _read(Configuration, content, path.name)
    _check(configuration)
    return configuration


def _check(recipe: Configuration) -> None:
    training = recipe.training
    if recipe.system == "metricgold" and recipe.depth.target == "affine":
        raise Refusal('MetricGold\'s target is "log" (or "linear", which its paper compares with), not "affine".')
    if recipe.system != "metricgold" and recipe.depth.target != "affine":
        raise Refusal(f'The target of {recipe.system} is "affine", not "{recipe.depth.target}".')
    if not recipe.data:
        raise Refusal("Expected at least one dataset under data.")
    if training.micro_batch < 1 or training.batch % training.micro_batch:
        raise Refusal(f"Expected batch ({training.batch}) to be a multiple of micro_batch ({training.micro_batch}).")
    if training.steps < 1 or training.checkpoint_every < 1 or training.log_every < 1:
        raise Refusal("Expected steps, checkpoint_every and log_every of at least 1.")
    if not 0 < recipe.depth.minimum < recipe.depth.maximum:
        raise Refusal("Expected 0 < minimum < maximum under depth.")
    for dataset in (*recipe.data, *recipe.validation.data):
        if dataset.size and any(side % 8 or side < 8 for side in dataset.size):
            raise Refusal(f"Expected a size of multiples of 8 for {dataset.root}, but received {list(dataset.size)}.")
        if recipe.system == "betterdepth" and dataset.coarse is None:
            raise Refusal(f"BetterDepth needs coarse maps: give the folder as coarse of {dataset.root}.")
    if not any(dataset.share > 0 for dataset in recipe.data):
        raise Refusal("Expected a share above 0 for one dataset.")


def _read(kind: Any, content: Any, where: str) -> Any:
    """The content of a YAML file as the dataclass, list, choice or plain value that `kind` names."""
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if dataclasses.is_dataclass(kind):
        return _read_fields(kind, content, where)
    if origin is Literal:
        if content not in inner:
            raise Refusal(f"Expected one of {', '.join(map(str, inner))} as {where}, but received {content!r}.")
        return content
    if origin in (typing.Union, types.UnionType):
        return (
            None
            if content is None
            else _read(next(each for each in inner if each is not types.NoneType), content, where)
        )
    if origin in (list, tuple):
        if not isinstance(content, list) or (origin is tuple and len(content) != len(inner)):
            raise Refusal(f"Expected a list as {where}, but received {content!r}.")
        kinds = inner if origin is tuple else inner * len(content)
        read = [_read(each, value, f"{where}[{i}]") for i, (each, value) in enumerate(zip(kinds, content, strict=True))]
        return tuple(read) if origin is tuple else read
    # YAML 1.1 takes 3e-5 for a word.
    if kind is float and isinstance(content, str | int) and not isinstance(content, bool):
        try:
            return float(content)
        except ValueError:
            pass
    if not isinstance(content, kind) or (kind is not bool and isinstance(content, bool)):
        raise Refusal(f"Expected {kind.__name__} as {where}, but received {content!r}.")
    return content


def _read_fields(kind: Any, content: Any, where: str) -> Any:
    if not isinstance(content, dict):
        raise Refusal(f"Expected fields and values as {where}, but received {content!r}.")
    fields = {each.name: each for each in dataclasses.fields(kind)}
    hints = typing.get_type_hints(kind)
    for name in content:
        if name not in fields:
            raise Refusal(f'"{name}" is no field of {where}; there are {", ".join(fields)}.')
    missing = dataclasses.MISSING
    for name, each in fields.items():
        if name not in content and each.default is missing and each.default_factory is missing:
            raise Refusal(f'Expected "{name}" in {where}, but it is not there.')
    return kind(**{name: _read(hints[name], value, f"{where}: {name}") for name, value in content.items()})
