"""Stage 6: numbers and contact sheet for packs and teachers, all by the same code.

    python3 -m training.evaluate --packs ../resources/packs --motorcycle DIR --relative tcmonodepth.onnx --metric fastdepth.onnx \\
        [--validation DIR] [--photos a.jpg b.png ...] [--sheet sheet.jpg] [--json numbers.json]

`--motorcycle`: folder with scikit-image's motorcycle_left.png and motorcycle_disp.npz (exact stereo disparity; held out).
`--validation`: validation photos made by make_views.py, for the distance to the relative teacher. `--photos`: held-out
photos without ground truth, for the sheet. AbsRel = mean |p - g| / g; "fitted" = after the best scale and shift.
"""

import json
from pathlib import Path

import cv2

from training.arguments import stage_parser
from training.data.pictures import read_image
from training.data.shards import load_validation
from training.data.teachers import metric_teacher, relative_teacher
from training.packs.measures import distances, held_out, read_motorcycle, seconds
from training.packs.sheet import draw_sheet
from training.packs.shipped import open_starter_packs, starter_folders


def megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.iterdir()) / 1e6


def show(numbers: dict[str, dict]) -> None:
    """Prints all numbers, the tables as Markdown."""
    print("| motorcycle | AbsRel | delta < 1.25 |\n|---|---|---|")
    for name, (error, share) in numbers["motorcycle"].items():
        print(f"| {name} | {error:.3f} | {share:.3f} |")
    print("\n| edges on motorcycle | gradient on true edges | error within 3 pixels |\n|---|---|---|")
    for name, (gradient, error) in numbers["edges"].items():
        print(f"| {name} | {gradient:.4f} | {error:.4f} |")
    for part in ("distance to the teacher", "seconds", "megabytes"):
        print(f"\n{part}: " + ", ".join(f"{k} {v:.3f}" for k, v in numbers.get(part, {}).items()))


def main() -> None:
    parser = stage_parser(__doc__, "packs motorcycle relative metric")
    parser.add_argument("--validation", type=Path)
    parser.add_argument("--photos", type=Path, nargs="*", default=[])
    parser.add_argument("--sheet", type=Path)
    parser.add_argument("--json", type=Path)
    a = parser.parse_args()
    teachers = relative_teacher(a.relative, 2), metric_teacher(a.metric, 2)
    packs, motorcycle = open_starter_packs(a.packs), read_motorcycle(a.motorcycle)
    rows, sharp = held_out(packs, teachers, motorcycle)
    numbers: dict[str, dict] = {
        "motorcycle": rows,
        "edges": sharp,
        "seconds": seconds(packs),
        "megabytes": {system: megabytes(folder) for system, folder in starter_folders(a.packs).items()},
    }
    if a.validation:
        numbers["distance to the teacher"] = distances(packs, load_validation(a.validation))
    show(numbers)
    if a.json:
        a.json.write_text(json.dumps(numbers, indent=1), encoding="utf-8")
    if a.sheet:
        sheet = draw_sheet(packs, teachers[0], [motorcycle.rgb, *map(read_image, a.photos)])
        cv2.imwrite(str(a.sheet), sheet[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 88])


if __name__ == "__main__":
    main()
