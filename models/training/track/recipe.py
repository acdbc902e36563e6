"""Which of SuperTuxKart's tracks scenes are made of: `recipe/tracks.tsv`, tabs between split, track, metres, times and licence.

`metres` is what a unit of the track is, `times` how many scenes it gives where another gives one. The tracks are those of Debian 12's
package supertuxkart-data, the licences those that its copyright file names for files of the track's own folder. Pictures and objects that
tracks share are CC BY-SA 3.0 and 4.0, CC BY 3.0, CC0, GPL and public domain. No licence of the package forbids what is derived.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

from training.data.recipe import read_rows

TRACKS = "tracks.tsv"
DATA = Path("supertuxkart-data/usr/share/games/supertuxkart/data")
"""Under the folder with unpacked packages."""


@dataclass(frozen=True)
class Entry:
    split: str
    """`train`, or `val`: no training sees it."""
    name: str
    metres: float
    times: int
    licence: str


def read_tracks(recipe: Path, unpacked: Path, split: str) -> list[Entry]:
    """The tracks of a split; ends the program where one is missing under `unpacked`."""
    rows = read_rows(recipe / TRACKS)
    tracks = [Entry(row[0], row[1], float(row[2]), int(row[3]), row[4]) for row in rows if row[0] == split]
    missing = [t.name for t in tracks if not (unpacked / DATA / "tracks" / t.name / "scene.xml").exists()]
    if missing or not tracks:
        sys.exit(
            f"Expected the tracks of {recipe / TRACKS} under {unpacked / DATA}, but these are missing: "
            f"{', '.join(missing) or 'all'}. Unpack Debian's package supertuxkart-data there."
        )
    return tracks
