"""The light that comes along rays out of a track."""

from collections.abc import Callable

import numpy as np

from training.mesh.atlas import Lookup
from training.mesh.weather import Weather
from training.mesh.world import DECAL, LAYERS, UNLIT, Hits, World

SHADOW_TO = 150.0
"""Metres; what is farther throws no shadow, so that a painted dome does not keep the sun out."""

GAMMA = 2.2


class Painter:
    """Light [N, 3] that comes along rays, and how far it has come."""

    def __init__(self, world: World, weather: Weather, pixel: float) -> None:
        self.world, self.weather = world, weather
        self.pixel = pixel
        """Width of a pixel a metre away, in metres."""

    def __call__(self, eye: np.ndarray, rays: np.ndarray) -> tuple[np.ndarray, Hits]:
        hits = self.world.cast(np.broadcast_to(eye, rays.shape), rays)
        light = self.above(rays)
        on = np.flatnonzero(hits.triangle >= 0)
        if len(on):
            seen = self.lit(eye, rays[on], Hits(hits.distance[on], hits.triangle[on], hits.shares[on]))
            veil = np.exp(-self.weather.haze * hits.distance[on])[:, None].astype(np.float32)
            light[on] = seen * veil + self.weather.horizon * (1 - veil)
        return light, hits

    def lit(self, eye: np.ndarray, rays: np.ndarray, hits: Hits) -> np.ndarray:
        soup, weather = self.world.soup, self.weather
        points = eye + rays * hits.distance[:, None]
        shares = hits.shares[:, :, None]
        normal = (soup.normals[hits.triangle] * shares).sum(1)
        normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-6)
        cosine = (normal * rays).sum(1) / np.linalg.norm(rays, axis=1)
        normal = np.where(cosine[:, None] > 0, -normal, normal)
        albedo = self.albedo(hits, np.abs(cosine))
        height = normal[:, 1:2] * 0.5 + 0.5
        light = weather.ground * (1 - height) + weather.sky * height
        start = points + normal * 0.02
        light = light + weather.sun * self.shine(
            start, np.broadcast_to(weather.to_sun, points.shape), normal, SHADOW_TO
        )
        for place, strength in weather.lamps:
            way = place - start
            distance = np.linalg.norm(way, axis=1)
            shine = self.shine(start, way / distance[:, None], normal, distance)
            light = light + strength * shine / (0.3 + distance[:, None] ** 2)
        is_unlit = soup.kinds[soup.surface[hits.triangle]] == UNLIT
        return albedo * np.where(is_unlit[:, None], 1.0, light).astype(np.float32)

    def shine(self, points: np.ndarray, way: np.ndarray, normal: np.ndarray, far: np.ndarray | float) -> np.ndarray:
        """[N, 1]: the cosine with which light that comes from `way` [N, 3] falls on points, 0 in a shadow."""
        cosine = np.maximum((normal * way).sum(1), 0)
        on = np.flatnonzero(cosine > 0.01)
        if len(on):
            blocked = (
                self.world.cast(points[on], way[on], 3, is_shadow=True).distance < np.broadcast_to(far, len(points))[on]
            )
            cosine[on[blocked]] = 0
        return cosine[:, None]

    def albedo(self, hits: Hits, cosine: np.ndarray) -> np.ndarray:
        """Linear colours [N, 3]; far and slanting surfaces out of smaller pictures."""
        soup, lookup = self.world.soup, self.world.lookup
        shares, surface = hits.shares[:, :, None], soup.surface[hits.triangle]
        places = (soup.places[hits.triangle] * shares).sum(1)
        pictures = soup.pictures[surface]
        footprint = hits.distance * self.pixel / np.sqrt(np.maximum(cosine, 0.02)) * soup.density[hits.triangle]

        def level(picture: np.ndarray, of: np.ndarray) -> np.ndarray:
            return np.log2(np.maximum(of * np.sqrt(lookup.texels(picture)), 1e-6))

        colour = lookup(pictures[:, 0], places[:, :2], level(pictures[:, 0], footprint))[:, :3]
        for kind in (DECAL, LAYERS):
            on = np.flatnonzero(soup.kinds[surface] == kind)
            if len(on):
                second = lookup(pictures[on, 1], places[on, 2:], np.zeros(len(on)))
                if kind == DECAL:
                    colour[on] = second[:, :3] * second[:, 3:] + colour[on] * (1 - second[:, 3:])
                else:
                    colour[on] = layered(lookup, pictures[on, 2:], places[on, :2], second, footprint[on], level)
        tint = (soup.colours[hits.triangle] * shares).sum(1) / 255
        return ((colour * tint) ** GAMMA).astype(np.float32)

    def above(self, rays: np.ndarray) -> np.ndarray:
        """Light [N, 3] of the sky."""
        height = rays[:, 1:2] / np.linalg.norm(rays, axis=1, keepdims=True)
        plain = self.weather.horizon + (self.weather.zenith - self.weather.horizon) * np.clip(height * 1.6, 0, 1) ** 0.7
        if self.weather.box is None:
            return plain
        axis = np.abs(rays).argmax(1)
        main = np.take_along_axis(rays, axis[:, None], 1)[:, 0]
        x, y, z = rays.T / np.abs(main)
        side = np.sign(main)
        across = np.choose(axis, [-z * side, x, x * side])
        down = np.choose(axis, [-y, z * side, -y])
        places = np.stack([across, down], 1) * 0.499 + 0.5
        picture = self.weather.box[2 * axis + (main < 0)]
        return self.world.lookup(picture, places, np.zeros(len(rays)))[:, :3] ** GAMMA


def layered(
    lookup: Lookup,
    pictures: np.ndarray,
    places: np.ndarray,
    shares: np.ndarray,
    footprint: np.ndarray,
    level: Callable[[np.ndarray, np.ndarray], np.ndarray],
) -> np.ndarray:
    """Colours of four pictures in the shares red, green, blue and what is left."""
    rest = np.clip(1 - shares[:, :3].sum(1), 0, 1)
    weights = [*shares[:, :3].T, rest]
    colours = [lookup(picture, places, level(picture, footprint))[:, :3] for picture in pictures.T]
    return np.sum([colour * weight[:, None] for colour, weight in zip(colours, weights, strict=True)], axis=0)
