"""Which fields of a config.json decide the graph, with their values and the library's defaults."""

import inspect
import json
from typing import Any

import diffusers
import transformers

from export.bare.architecture import BACKBONES, Architecture, JsonConfig, is_of_diffusers, with_backbone

# Fields that change neither the graph nor a tensor of it, or that belong to the pack (scaling_factor).
IGNORED_OF_DIFFUSERS = {"sample_size", "dropout", "upcast_attention", "force_upcast", "scaling_factor"}
IGNORED_OF_TRANSFORMERS = {
    *("initializer_range", "initializer_factor", "projection_dim", "attention_dropout", "drop_path_rate"),
    *("hidden_dropout_prob", "attention_probs_dropout_prob", "pad_token_id", "bos_token_id", "eos_token_id"),
    *("use_mask_token", "use_mean_pooling", "pool_scales", "use_auxiliary_head", "auxiliary_loss_weight"),
    *("auxiliary_channels", "auxiliary_num_convs", "auxiliary_concat_input", "semantic_loss_ignore_index"),
    *("semantic_classifier_dropout", "stage_names", "out_indices", "pooler_output_size", "pooler_act"),
    # Scales relative disparity, which has no unit; old files say null.
    "max_depth",
}


def decisive_fields(architecture: Architecture) -> tuple[JsonConfig, JsonConfig]:
    """
    Every field that decides the graph, by dotted path (numbers are places in a list): the value that it must have, and what the library
    takes where config.json leaves it out. The libraries' own lists of fields are what is compared, so that none is forgotten.
    """
    if is_of_diffusers(architecture.kind):
        signature = inspect.signature(getattr(diffusers, architecture.kind).__init__).parameters
        defaults = {
            name: plain(each.default)
            for name, each in signature.items()
            if name != "self" and name not in IGNORED_OF_DIFFUSERS
        }
        given = {name: plain(value) for name, value in architecture.config.items() if name in defaults}
        return {**defaults, **given}, defaults
    config = getattr(transformers, architecture.kind).config_class
    values, defaults = own_fields(config(**with_backbone(architecture.config))), own_fields(config())
    if "backbone_config" in architecture.config:
        kind = architecture.config["backbone_config"]["model_type"]
        values["backbone_config"] = {
            "model_type": kind,
            **own_fields(with_backbone(architecture.config)["backbone_config"]),
        }
        defaults["backbone_config"] = own_fields(BACKBONES[kind]())
        # Of BEiT's own training.
        values["backbone_config"].pop("vocab_size", None)
    ranges = values.get("bin_configurations", [])
    if len(ranges) == 1:
        # One head's name is in no tensor's name.
        ranges[0].pop("name", None)
    return flat(values), {path: value for path, value in flat(defaults).items() if path in flat(values)}


def own_fields(config: Any) -> JsonConfig:
    """The fields of a class, without those that every model of transformers has."""
    common = set(transformers.PreTrainedConfig().to_dict())
    fields = plain(config.to_dict())
    return {name: value for name, value in fields.items() if name not in common | IGNORED_OF_TRANSFORMERS}


def plain(value: Any) -> Any:
    """As JSON reads it back: tuples are lists, keys are text."""
    return json.loads(json.dumps(value))


def flat(fields: JsonConfig, prefix: str = "") -> JsonConfig:
    """Dotted paths; a list of objects is taken apart too, a list of plain values is one value."""
    paths: JsonConfig = {}
    for name, value in fields.items():
        path = f"{prefix}{name}"
        if isinstance(value, list) and value and isinstance(value[0], dict):
            value = {str(index): each for index, each in enumerate(value)}
        paths.update(flat(value, f"{path}.") if isinstance(value, dict) else {path: value})
    return paths
