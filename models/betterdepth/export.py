"""Converts a checkpoint into a model pack: python models/betterdepth/export.py <folder or hub id> -o <pack folder>"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from export.latent import main

if __name__ == "__main__":
    main("betterdepth")
