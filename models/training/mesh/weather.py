"""The light of a scene."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np


class Lamp(NamedTuple):
    place: np.ndarray
    """[3], metres."""
    strength: np.ndarray
    """Linear light [3] at one metre."""


@dataclass(frozen=True)
class Weather:
    """Colours are linear."""

    to_sun: np.ndarray
    """[3], of length 1."""
    sun: np.ndarray
    sky: np.ndarray
    """Light that comes from above, everywhere."""
    ground: np.ndarray
    """Light that comes from below."""
    lamps: list[Lamp]
    """At most a few: each asks for a shadow ray a pixel."""
    haze: float
    """Share a metre."""
    zenith: np.ndarray
    horizon: np.ndarray
    box: np.ndarray | None
    """Numbers of the sky's six pictures: to the right, left, up, down, forward, backward; None: from horizon to zenith."""


def draw_weather(rng: np.random.Generator, to_sun: np.ndarray, lamps: list[Lamp], box: np.ndarray | None) -> Weather:
    """A random one, half of the time with the sun where the track has it and in most cases under the track's own sky."""
    if rng.random() < 0.5:
        height, around = rng.uniform(0.25, 1.4), rng.uniform(-np.pi, np.pi)
        to_sun = np.array([np.cos(height) * np.sin(around), np.sin(height), np.cos(height) * np.cos(around)])
    warm = rng.normal(0, 0.12)
    overcast = rng.random() < 0.25
    strength = rng.uniform(0.05, 0.4) if overcast else rng.uniform(0.8, 2.2)
    sky = rng.uniform(0.3, 0.7) * np.array([1 - 0.8 * abs(warm), 1, 1 + 0.5 * abs(warm)])
    zenith = np.full(3, rng.uniform(0.5, 0.9)) if overcast else rng.uniform([0.05, 0.15, 0.4], [0.3, 0.5, 0.9])
    horizon = np.clip(rng.uniform(0.6, 1.0) + rng.normal(0, 0.06, 3), 0, 1)
    return Weather(
        to_sun=to_sun.astype(np.float32),
        sun=strength * np.array([1 + warm, 1, 1 - warm]),
        sky=sky,
        ground=sky * rng.uniform(0.3, 0.7),
        lamps=lamps,
        haze=rng.choice([0.0, rng.uniform(0, 0.004), rng.uniform(0.002, 0.012)], p=[0.6, 0.28, 0.12]),
        zenith=zenith,
        horizon=horizon,
        box=box if rng.random() < 0.7 else None,
    )
