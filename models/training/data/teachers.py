"""The two teachers, run with onnxruntime. They label photos; nothing of them is shipped.

TCMonoDepth small (MIT): relative inverse depth, 192 x 320 stretched, larger is nearer, no unit.
FastDepth (MIT): metres indoors (it learned on NYU Depth v2), 224 x 224 stretched.
"""

from pathlib import Path

import cv2
import numpy as np

from export.session import open_session


class Teacher:
    """rgb uint8 [H, W, 3] -> float32 [H, W], mean of the picture and its mirror image."""

    def __init__(self, path: Path, scale: float, threads: int = 1):
        self.session, self.scale = open_session(path, threads), scale
        place = self.session.get_inputs()[0]
        self.name, self.size = place.name, (place.shape[3], place.shape[2])

    def raw(self, rgb: np.ndarray) -> np.ndarray:
        x = cv2.resize(rgb, self.size, interpolation=cv2.INTER_AREA).astype(np.float32) * self.scale
        answer = self.session.run(None, {self.name: np.ascontiguousarray(x.transpose(2, 0, 1)[None])})[0]
        return answer.reshape(self.size[::-1])

    def __call__(self, rgb: np.ndarray) -> np.ndarray:
        mean = 0.5 * (self.raw(rgb) + self.raw(rgb[:, ::-1])[:, ::-1])
        return cv2.resize(mean, rgb.shape[1::-1], interpolation=cv2.INTER_LINEAR)


def relative_teacher(path: Path, threads: int = 1) -> Teacher:
    return Teacher(path, 1.0, threads)


def metric_teacher(path: Path, threads: int = 1) -> Teacher:
    return Teacher(path, 1 / 255, threads)


def fit(x: np.ndarray, y: np.ndarray) -> tuple[float, float]:
    """(scale, shift) that bring x nearest to y by least squares."""
    x, y = x.ravel().astype(np.float64), y.ravel().astype(np.float64)
    mx, my = x.mean(), y.mean()
    scale = ((x - mx) * (y - my)).mean() / max(((x - mx) ** 2).mean(), 1e-12)
    return scale, my - scale * mx


def guided_filter(guide: np.ndarray, x: np.ndarray, radius: int, epsilon: float) -> np.ndarray:
    """Edge-aware smoothing of x along a grey guide in 0..1 (He, Sun, Tang: Guided Image Filtering, eq. 5-8)."""

    def mean(a: np.ndarray) -> np.ndarray:
        return cv2.blur(a, (2 * radius + 1,) * 2, borderType=cv2.BORDER_REFLECT)

    mg, mx = mean(guide), mean(x)
    a = (mean(guide * x) - mg * mx) / (mean(guide * guide) - mg * mg + epsilon)
    return mean(a) * guide + mean(mx - a * mg)


def fused_disparity(teacher: Teacher, rgb: np.ndarray) -> np.ndarray:
    """Disparity in 0..1 of a photo: whole frame and two overlapping parts of it, brought together and to the photo's edges."""
    whole = teacher(rgb)
    height, width = whole.shape
    along, side = (1, width) if width >= height else (0, height)
    part = int(0.66 * max(height, width))
    total, weight = whole.copy(), np.ones_like(whole)
    for start in (0, side - part) if side > part else ():
        span, all_ = slice(start, start + part), slice(None)
        at = (all_, span) if along else (span, all_)
        detail = teacher(np.ascontiguousarray(rgb[at]))
        scale, shift = fit(detail, whole[at])
        if scale <= 0:
            continue
        ramp = np.minimum(1, np.minimum(np.arange(part) + 1, np.arange(part, 0, -1)) / (0.1 * side))
        window = 0.6 * np.broadcast_to(ramp[None] if along else ramp[:, None], detail.shape)
        total[at] += (detail * scale + shift) * window
        weight[at] += window
    d = (total / weight).astype(np.float32)
    d = (d - d.min()) / max(float(d.max() - d.min()), 1e-6)
    grey = cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY).astype(np.float32) / 255
    return np.clip(guided_filter(grey, d, 4, 2e-4), 0, 1)
