"""A random world as a picture and its exact depth: one light with hard shadows."""

import cv2
import numpy as np

from training.scene.materials import Supplies
from training.scene.shapes import rotation
from training.scene.world import World, colour
from training.scene.worlds import View, build

SKY = 80.0
"""Metres."""


def render(supplies: Supplies, size: tuple[int, int], seed: int) -> tuple[np.ndarray, np.ndarray] | None:
    """(rgb uint8 [H, W, 3], depth float16 [H, W] in metres) of one scene of this height and width, or None when it is degenerate."""
    rng = np.random.default_rng(seed)
    view = build(rng, supplies)
    rays = camera_rays(rng, view, size)
    t, index, normal, local = view.world.cast(view.eye, rays)
    sky = (index < 0) | (t > SKY)
    t = np.where(sky, SKY, t)
    if np.percentile(t, 3) < 0.25:
        return None
    albedo = surface_colours(view.world, index, normal, local)
    image = albedo * light_on(rng, view, view.eye + rays * t[:, None] + normal * 0.01, normal)[:, None]
    image = image * (1 + rng.normal(0, 0.05, 3))
    height = np.clip(rays[:, 1:2] / np.linalg.norm(rays, axis=1, keepdims=True), 0, 1)
    above = (1 - height) * rng.uniform(0.65, 1, 3) + height * rng.uniform([0.1, 0.25, 0.4], [0.7, 0.8, 1])
    if view.is_sunny:
        haze = 1 - np.exp(-rng.uniform(0, 0.02) * t)[:, None]
        image = image * (1 - haze) + above.mean(0) * haze
    rgb = photographed(rng, np.where(sky[:, None], above, image).reshape(*size, 3))
    return (rgb, t.reshape(size).astype(np.float16)) if rgb.std() > 14 else None


def camera_rays(rng: np.random.Generator, view: View, size: tuple[int, int]) -> np.ndarray:
    """Rays [H * W, 3] of all pixels. Before they are turned their z is 1, so that t is planar depth."""
    height, width = size
    f = 0.5 * width / np.tan(np.radians(view.field) / 2)
    v, u = np.mgrid[0:height, 0:width].astype(np.float32)
    rays = np.stack([(u - width / 2 + 0.5) / f, -(v - height / 2 + 0.5) / f, np.ones_like(u)], -1).reshape(-1, 3)
    c, s, roll = np.cos(view.pitch), np.sin(view.pitch), rng.normal(0, 0.025)
    rolled = [[np.cos(roll), np.sin(roll), 0], [-np.sin(roll), np.cos(roll), 0], [0, 0, 1]]
    rays = rays @ np.array(rolled, np.float32)
    pitched = np.array([[1, 0, 0], [0, c, s], [0, -s, c]], np.float32)
    return (rays @ pitched.T @ rotation(-view.yaw).T).astype(np.float32)


def surface_colours(world: World, index: np.ndarray, normal: np.ndarray, local: np.ndarray) -> np.ndarray:
    """Colours [N, 3] in 0..1 of the shapes `index` [N] (-1: black)."""
    albedo = np.zeros((len(index), 3), np.float32)
    for i, shape in enumerate(world.shapes):
        on = index == i
        if on.any():
            albedo[on] = colour(shape, normal[on], local[on])
    return albedo


def light_on(rng: np.random.Generator, view: View, points: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Light [N] that falls on points [N, 3], in most scenes with shadows."""
    to_light = np.broadcast_to(view.light, points.shape) if view.is_sunny else view.light - points
    distance = np.linalg.norm(to_light, axis=1, keepdims=True)
    to_light = (to_light / distance).astype(np.float32)
    lambert = np.maximum((normal * to_light).sum(1), 0)
    if rng.random() < 0.7:
        first = view.world.cast(points, to_light, shadows=True)[0]
        lambert *= ~(first < (1e9 if view.is_sunny else distance[:, 0] - 0.05))
    ambient = rng.uniform(0.3, 0.65)
    return ambient + rng.uniform(0.4, 0.9) * lambert / (1 if view.is_sunny else 1 + 0.04 * distance[:, 0] ** 2)


def photographed(rng: np.random.Generator, image: np.ndarray) -> np.ndarray:
    """uint8 [H, W, 3] of light [H, W, 3], with random exposure, blur, gamma and noise."""
    image = image * rng.uniform(0.8, 1.2)
    blurred = cv2.GaussianBlur(image.astype(np.float32), (0, 0), rng.uniform(0.3, 0.6))
    image = np.clip(blurred, 0, 1) ** rng.uniform(0.75, 1.2)
    return (np.clip(image + rng.normal(0, rng.uniform(0, 0.02), image.shape), 0, 1) * 255).astype(np.uint8)
