"""What the commands of this room have in common: how a refusal is told."""

import sys
from collections.abc import Callable

from export.refusal import Refusal


def run_command(work: Callable[[], None]) -> int:
    """The exit status: 0, or 1 with one sentence."""
    try:
        work()
    except Refusal as refused:
        print(f"finetune: {refused}", file=sys.stderr)
        return 1
    return 0
