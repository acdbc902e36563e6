"""Converts a checkpoint into a model pack: python models/disparity/export.py <folder or hub id> -o <pack folder>"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from export.disparity import main

if __name__ == "__main__":
    main()
