"""What is known of the published systems and checkpoints."""

import json
from pathlib import Path

TITLES = {
    "marigold": "Marigold",
    "metricgold": "MetricGold",
    "zoedepth": "ZoeDepth",
    "betterdepth": "BetterDepth",
}
"""What people call the systems."""

MARIGOLD_V1_1 = {
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
"""`scheduler` of Marigold v1-1 in pack.json."""

CATALOGUE = Path(__file__).resolve().parents[1] / "catalogue.json"


def find_published(hub_id: str) -> dict | None:
    """`id`, `title` and `licence` of a checkpoint by its id of the Hugging Face hub; None where it is nobody's official one."""
    entries = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    for each in entries:
        if each["source"]["hub"] == hub_id:
            return {key: each[key] for key in ("id", "title", "licence")}
    return None
