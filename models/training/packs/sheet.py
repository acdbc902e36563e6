"""The contact sheet: photos and the maps of all packs, near bright."""

import cv2
import numpy as np

from training.data.teachers import Teacher
from training.packs.measures import COARSE, reduce_map
from training.packs.shipped import StarterPacks

CELL = (168, 126)
"""Width and height of a picture on the sheet."""


def colour(map_: np.ndarray) -> np.ndarray:
    """Near bright: uint8 RGB of a map whose large values are near."""
    low, high = np.percentile(map_, (1, 99))
    grey = (255 * np.clip((map_ - low) / max(high - low, 1e-6), 0, 1)).astype(np.uint8)
    return cv2.applyColorMap(grey, cv2.COLORMAP_INFERNO)[..., ::-1]


def maps_of(packs: StarterPacks, relative: Teacher, rgb: np.ndarray) -> dict[str, np.ndarray]:
    """The photo and what everything makes of it, as pictures by name."""
    disparity = relative(rgb)
    maps = {"photo": rgb, "TCMonoDepth": colour(disparity)}
    if packs.marigold:
        maps["Marigold"] = colour(-packs.marigold(rgb))
    if packs.metricgold:
        maps["MetricGold"] = colour(-packs.metricgold(rgb))
    if packs.zoedepth:
        maps["ZoeDepth"] = colour(-np.log(packs.zoedepth(rgb)))
    if packs.betterdepth:
        coarse = reduce_map(disparity, COARSE["24 x 16"])
        maps["coarse 24 x 16"] = colour(coarse)
        maps["BetterDepth on it"] = colour(packs.betterdepth(rgb, coarse))
    return maps


def boxed(picture: np.ndarray) -> np.ndarray:
    """A picture in a cell of the sheet: it keeps its shape, with grey around it."""
    width, height = CELL
    k = min(width / picture.shape[1], height / picture.shape[0])
    size = (max(1, int(picture.shape[1] * k)), max(1, int(picture.shape[0] * k)))
    small = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    box = np.full((height, width, 3), 40, np.uint8)
    y, x = (height - small.shape[0]) // 2, (width - small.shape[1]) // 2
    box[y : y + small.shape[0], x : x + small.shape[1]] = small
    return box


def draw_sheet(packs: StarterPacks, relative: Teacher, photos: list[np.ndarray]) -> np.ndarray:
    """uint8 RGB [H, W, 3], one row a photo: photo, teacher, and every pack's map."""
    rows: list[np.ndarray] = []
    names: list[str] = []
    for photo in photos:
        scale = min(1, 768 / max(photo.shape[:2]))
        maps = maps_of(packs, relative, cv2.resize(photo, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA))
        names = list(maps)
        rows.append(np.hstack([boxed(each) for each in maps.values()]))
    head = np.full((20, rows[0].shape[1], 3), 255, np.uint8)
    for i, name in enumerate(names):
        cv2.putText(head, name, (i * CELL[0] + 4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1, cv2.LINE_AA)
    return np.vstack([head, *rows])
