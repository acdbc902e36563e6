"""How the learning rate goes on."""

import math


def share_of_rate(step: int, steps: int, warmup: int, decay_to: float) -> float:
    """Rises evenly over the warm-up, then falls exponentially to `decay_to` at the last step (Marigold's released recipe)."""
    if step < warmup:
        return (step + 1) / warmup
    if steps <= warmup:
        return 1.0
    return math.exp(math.log(decay_to) * min(1.0, (step - warmup) / (steps - warmup)))
