"""Runs ruff and mypy on all Python of the converters, of the trainings and of their tests: python models/export/check.py"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("marigold", "metricgold", "zoedepth", "betterdepth", "disparity")
TYPED = ("models/export", "models/training", "models/finetune", *(f"models/{room}/export.py" for room in ROOMS))
SOURCES = (*TYPED, "test/export", "test/finetune")


def main() -> None:
    for tool, *arguments in (
        ("ruff", "check", *SOURCES),
        ("ruff", "format", "--check", *SOURCES),
        ("mypy", *TYPED),
    ):
        code = subprocess.run([sys.executable, "-m", tool, *arguments], cwd=ROOT, check=False).returncode
        if code:
            sys.exit(code)


if __name__ == "__main__":
    main()
