"""Recipes: those that are shipped are read, and what cannot be meant is refused by name."""

from pathlib import Path

import pytest

from export.refusal import Refusal
from finetune.__main__ import main
from finetune.configuration import read_configuration

RECIPES = Path(__file__).resolve().parents[2] / "models/finetune/recipes"
SMALL = """
system: {system}
start: somewhere
out: {out}
depth: {{ target: {target} }}
data: [{{ kind: folder, root: data }}]
training: {{ steps: 2, batch: 4, micro_batch: {micro} }}
"""


@pytest.mark.parametrize("path", sorted(RECIPES.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_recipe_is_read(path: Path) -> None:
    recipe = read_configuration(path)
    assert recipe.system == path.stem
    assert recipe.training.batch == 32 and recipe.training.learning_rate == 3e-5


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"target": "log"}, 'The target of marigold is "affine", not "log"'),
        ({"system": "metricgold"}, 'MetricGold\'s target is "log"'),
        ({"system": "zoedepth"}, "Expected one of marigold, metricgold, betterdepth"),
        ({"system": "betterdepth"}, "BetterDepth needs coarse maps"),
        ({"micro": "3"}, "Expected batch (4) to be a multiple of micro_batch (3)"),
        ({"micro": "many"}, "Expected int as recipe.yaml: training: micro_batch"),
        ({"micro": "2, stepps: 1"}, '"stepps" is no field of recipe.yaml: training'),
    ],
)
def test_what_cannot_be_meant_is_refused(tmp_path: Path, changed: dict[str, str], said: str) -> None:
    given = {"system": "marigold", "out": "out", "target": "affine", "micro": "2", **changed}
    path = tmp_path / "recipe.yaml"
    path.write_text(SMALL.format(**given))
    with pytest.raises(Refusal) as refused:
        read_configuration(path)
    assert said in str(refused.value)


def test_the_command_says_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--config", str(tmp_path / "none.yaml")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("finetune: Expected a recipe (YAML)") and said.count("\n") == 1
