"""Makes a recipe of the smoke run's candidates: every fourth photo is for validation, every second counts as a room."""

import json

from training.arguments import stage_parser
from training.data.recipe import Photo, Recipe, write_recipe


def main() -> None:
    a = stage_parser(__doc__, "candidates out").parse_args()
    photos = [
        Photo("val" if i % 4 == 3 else "train", "outdoor" if i % 2 else "indoor", entry["package"], entry["path"])
        for i, entry in enumerate(json.loads(a.candidates.read_text(encoding="utf-8")))
    ]
    write_recipe(a.out, Recipe({photo.package: "CC0-1.0" for photo in photos}, photos))


if __name__ == "__main__":
    main()
