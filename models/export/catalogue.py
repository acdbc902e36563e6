"""What the app's own catalogue knows of the published checkpoints."""

import json
from pathlib import Path

CATALOGUE = Path(__file__).resolve().parents[1] / "catalogue.json"


def find_published(hub_id: str) -> dict | None:
    """`id`, `title` and `licence` of a checkpoint by its id of the Hugging Face hub; None where it is nobody's official one."""
    entries = json.loads(CATALOGUE.read_text(encoding="utf-8"))
    for each in entries:
        if each["source"]["hub"] == hub_id:
            return {key: each[key] for key in ("id", "title", "licence")}
    return None
