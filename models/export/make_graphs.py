"""
Writes the graphs without weights again: python models/export/make_graphs.py (all), --published (resources/graphs) or --tiny
(test/fixtures: graphs, checkpoints, torch's answers and what the converters make of them).
"""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "models"))

from export.bare.converted import write_converted  # noqa: E402
from export.bare.fixtures import write_checkpoints  # noqa: E402
from export.bare.parity import PARITY, write_parity_tensors  # noqa: E402
from export.bare.published import PUBLISHED  # noqa: E402
from export.bare.table import write_graphs  # noqa: E402
from export.bare.tiny import TINY  # noqa: E402


def main() -> None:
    parser = argparse.ArgumentParser(prog="models/export/make_graphs.py", description=__doc__)
    parser.add_argument("--published", action="store_true", help="resources/graphs alone")
    parser.add_argument("--tiny", action="store_true", help="test/fixtures alone")
    parser.add_argument("--only", nargs="+", metavar="STEM", help="of the published ones only these, such as sd2-vae")
    arguments = parser.parse_args()
    if arguments.tiny or not (arguments.published or arguments.only):
        write_graphs([*TINY, *PARITY], ROOT / "test/fixtures/graphs")
        write_parity_tensors(ROOT / "test/parity/checkpoints.json")
        write_checkpoints(ROOT / "test/fixtures/checkpoints")
        write_converted(ROOT / "test/fixtures/checkpoints", ROOT / "test/fixtures/converted")
    if arguments.published or arguments.only or not arguments.tiny:
        write_graphs(PUBLISHED, ROOT / "resources/graphs", arguments.only)


if __name__ == "__main__":
    main()
