"""Stage 7: model cards (README.md in every pack) and docs/starter-packs.md, from the numbers that evaluate.py wrote.

    python3 -m training.cards --packs ../resources/packs --numbers numbers.json --recipe training/recipe \\
        --out ../docs/starter-packs.md --sheet starter-packs.jpg
"""

import json
from pathlib import Path

from training.arguments import stage_parser
from training.data.recipe import read_recipe
from training.packs.card_pages import card, overview, read_words
from training.packs.shipped import read_pack, starter_folders


def main() -> None:
    parser = stage_parser(__doc__, "packs numbers recipe out")
    parser.add_argument("--sheet", required=True, help="the contact sheet, as the page is to name it")
    parser.add_argument("--notes", type=Path, help="Markdown to end the page with: what stays out of reach and why")
    a = parser.parse_args()
    numbers, recipe, words = json.loads(a.numbers.read_text(encoding="utf-8")), read_recipe(a.recipe), read_words()
    packs = {system: read_pack(folder) for system, folder in starter_folders(a.packs).items()}
    for system, folder in starter_folders(a.packs).items():
        (folder / "README.md").write_text(card(words, packs[system], numbers, recipe), encoding="utf-8")
    notes = a.notes.read_text(encoding="utf-8") if a.notes else ""
    a.out.write_text(overview(words, packs, numbers, a.sheet, notes), encoding="utf-8")


if __name__ == "__main__":
    main()
