"""The noise schedule of the starter packs."""

import numpy as np

TRAIN_STEPS = 1000


def alphas_bar() -> np.ndarray:
    """
    Cumulative alphas of the scaled-linear schedule, rescaled to zero terminal SNR (Lin et al. 2023, algorithm 1): float64 [1000].
    """
    betas = np.linspace(0.00085**0.5, 0.012**0.5, TRAIN_STEPS, dtype=np.float64) ** 2
    root = np.sqrt(np.cumprod(1 - betas))
    return ((root - root[-1]) * root[0] / (root[0] - root[-1])) ** 2
