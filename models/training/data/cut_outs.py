"""Cut-outs with alpha, and how they are pasted on pictures."""

import cv2
import numpy as np

from training.arguments import files_of


def load_stamps(pattern: str, side: int = 300) -> list[np.ndarray]:
    """Cut-outs [H, W, 4] of at least 60 pixels, cropped to what is opaque."""
    drawn = ("symbols", "flags", "letters", "cartoon", "shapes", "money")
    stamps = []
    for file in files_of(pattern):
        image = cv2.imread(str(file), cv2.IMREAD_UNCHANGED)
        if any(word in str(file) for word in drawn) or image is None or image.ndim != 3 or image.shape[2] != 4:
            continue
        rows, columns = np.where(image[..., 3] > 100)
        if len(rows) < 1500:
            continue
        image = image[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
        if len(np.unique(image[..., :3].reshape(-1, 3) // 16, axis=0)) < 80:
            continue  # few colours: a drawing
        scale = min(1, side / max(image.shape[:2]))
        stamps.append(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[..., [2, 1, 0, 3]])
    return stamps


def paste(
    rng: np.random.Generator,
    picture: np.ndarray,
    stamp: np.ndarray,
    mask: np.ndarray | None = None,
    lowest: float = 1.15,
) -> float | None:
    """Puts a cut-out somewhere into the lower part of `picture` (in place); marks it in `mask`."""
    H, W = picture.shape[:2]
    scale = rng.uniform(0.2, 0.95) * H / max(stamp.shape[0], 0.8 * stamp.shape[1])
    s = cv2.resize(stamp, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    if rng.random() < 0.5:
        s = s[:, ::-1]
    h, w = s.shape[:2]
    y, x = int(rng.uniform(0.5, lowest) * H) - h, int(rng.uniform(-0.1, 1.1) * W - w / 2)
    y0, y1, x0, x1 = max(y, 0), min(y + h, H), max(x, 0), min(x + w, W)
    if y1 - y0 < 8 or x1 - x0 < 8:
        return None
    cut = s[y0 - y : y1 - y, x0 - x : x1 - x].astype(np.float32)
    alpha = cut[..., 3:] / 255
    region = picture[y0:y1, x0:x1]
    picture[y0:y1, x0:x1] = region * (1 - alpha) + np.clip(cut[..., :3] * rng.uniform(0.75, 1.2), 0, 255) * alpha
    if mask is not None:
        mask[y0:y1, x0:x1] = np.maximum(mask[y0:y1, x0:x1], alpha[..., 0])
    return y1 / H
