"""python -m finetune --config recipes/marigold.yaml, in the folder models; started again, it goes on from its last checkpoint."""

import argparse
import sys
from pathlib import Path

from finetune.command import run_command
from finetune.configuration import read_configuration
from finetune.train import train


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="finetune", description=__doc__)
    parser.add_argument("--config", required=True, type=Path, help="a recipe (YAML): system, start, data, training")
    given = parser.parse_args(arguments)
    return run_command(lambda: train(read_configuration(given.config)))


if __name__ == "__main__":
    sys.exit(main())
