"""The pages themselves, as Markdown: a card for every pack and one of all packs together. Their words are in words.toml."""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from export.catalogue import TITLES
from training.data.recipe import Recipe

REFERENCES = (
    "TCMonoDepth, fitted",
    "FastDepth, metres",
    "FastDepth, fitted",
    "vertical ramp, fitted",
    "constant (true median)",
)


def read_words() -> dict[str, dict[str, Any]]:
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


def rows(numbers: dict, names: Iterable[str]) -> str:
    table = numbers["motorcycle"]
    lines = [f"| {n} | {table[n][0]:.3f} | {table[n][1]:.3f} |\n" for n in names if n in table]
    return "| | AbsRel | delta < 1.25 |\n|---|---|---|\n" + "".join(lines)


def edge_rows(numbers: dict) -> str:
    lines = [f"| {n} | {g:.4f} | {e:.4f} |\n" for n, (g, e) in numbers["edges"].items()]
    return "| | gradient on true edges | error within 3 pixels of them |\n|---|---|---|\n" + "".join(lines)


def names_of(numbers: dict, system: str) -> list[str]:
    """The rows of a system's own card."""
    first = (TITLES[system], "coarse") if system == "betterdepth" else TITLES[system]
    return [*(name for name in numbers["motorcycle"] if name.startswith(first)), *REFERENCES]


def architecture(words: dict[str, dict[str, Any]], system: str) -> str:
    parts = words["parts"]
    is_metric = system == "metricgold"
    shape = parts["unstretched" if is_metric else "stretched"]
    depth = parts["depth"].format(shape=shape, metres=parts["metres"] if is_metric else "")
    return words["architecture"][system].format(
        eyes=parts["eyes"], depth=depth, latent=parts["latent"].format(depth=depth)
    )


def credits_of(recipe: Recipe) -> str:
    """The packages that the photos are from, those with most photos first."""
    count = recipe.count_by_package()
    packages = sorted(recipe.licences.items(), key=lambda package: -count[package[0]])
    return "".join(
        f"  - `{name}`: {count[name]} photo{'s' * (count[name] > 1)} ({licence})\n" for name, licence in packages
    )


def card(words: dict[str, dict[str, Any]], pack: dict, numbers: dict, recipe: Recipe) -> str:
    """README.md of a pack."""
    system, name = pack["system"], pack["title"].split(" (")[0]
    distance = numbers.get("distance to the teacher", {})
    text = words["card"]["text"].format(
        title=pack["title"],
        name=name,
        what=words["what"][system],
        files=", ".join(f"`{graph['file']}`" for graph in pack["graphs"].values()),
        parameters=pack["parameters"],
        megabytes=sum(graph["bytes"] for graph in pack["graphs"].values()) / 1e6,
        seconds=numbers["seconds"][system],
        lite0="" if system == "betterdepth" else words["card"]["lite0"],
        architecture=architecture(words, system),
        training=len(recipe.training),
        validation=len(recipe.validation),
        credits=credits_of(recipe),
        learnt=words["learnt"][system],
        rows=rows(numbers, names_of(numbers, system)),
    )
    if system == "betterdepth":
        text += words["card"]["edges"].format(rows=edge_rows(numbers))
    elif name in distance:
        ramp = distance["vertical ramp, as depth" if system == "marigold" else "vertical ramp"]
        number = len(recipe.validation)
        text += words["card"]["distance"].format(validation=number, distance=distance[name], ramp=ramp)
    lines = "".join(f"* {line}\n" for line in words["limits"][system])
    return text + words["card"]["limits"].format(lines=lines)


def overview(words: dict[str, dict[str, Any]], packs: dict[str, dict], numbers: dict, sheet: str, notes: str) -> str:
    """docs/starter-packs.md; `sheet` is the address of the contact sheet, `notes` Markdown to end with."""
    lines = [
        f"| `{system}-starter` | {pack['parameters']:,} | {numbers['megabytes'][system]:.1f} | "
        f"{numbers['seconds'][system]:.2f} |\n"
        for system, pack in packs.items()
    ]
    text = words["overview"]["text"].format(
        packs="".join(lines),
        sheet=sheet,
        rows=rows(numbers, numbers["motorcycle"]),
        edge_rows=edge_rows(numbers),
    )
    if "distance to the teacher" in numbers:
        distance = "".join(f"| {k} | {v:.3f} |\n" for k, v in numbers["distance to the teacher"].items())
        text += words["overview"]["distance"].format(lines=distance)
    return text + (f"\n{notes}" if notes else "")
