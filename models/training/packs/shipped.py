"""Runs shipped packs in Python as the app runs them: pack.json and the ONNX graphs, nothing of the training code's networks."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from export.catalogue import TITLES
from export.session import open_session
from training.maps.schedule import TRAIN_STEPS, alphas_bar


def resize(
    x: np.ndarray, height: int, width: int, mode: str = "bilinear", antialias: bool = False, align: bool | None = None
) -> np.ndarray:
    """numpy [C, H, W] -> numpy [C, height, width] with torch's resampling."""
    maps = torch.from_numpy(np.ascontiguousarray(x, np.float32))[None]
    return F.interpolate(maps, (height, width), mode=mode, antialias=antialias, align_corners=align)[0].numpy()


def read_pack(folder: Path) -> dict:
    return json.loads((folder / "pack.json").read_text(encoding="utf-8"))


class LatentPack:
    """Marigold, MetricGold or BetterDepth: rgb uint8 [H, W, 3] (and a coarse map [H, W]) -> [H, W] in -1..1."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self.pack = read_pack(folder)
        graphs = {k: folder / g["file"] for k, g in self.pack["graphs"].items()}
        self.prompt = np.fromfile(graphs.pop("prompt"), "<f4").reshape(1, 2, 1024)
        self.graphs = {k: open_session(path, threads) for k, path in graphs.items()}
        self.scale, self.bars = self.pack["latent"]["scalingFactor"], alphas_bar()

    def graph(self, name: str, *values: np.ndarray) -> np.ndarray:
        session = self.graphs[name]
        return session.run(None, dict(zip([i.name for i in session.get_inputs()], values, strict=True)))[0]

    def prepare(self, x: np.ndarray, resolution: int) -> tuple[np.ndarray, int, int]:
        """[C, H, W] -> resized (antialiased) to the resolution on its longer side and padded to multiples of the latent's step."""
        h, w = x.shape[1:]
        nh, nw = h * resolution // max(h, w), w * resolution // max(h, w)
        y = resize(x, nh, nw, antialias=True, align=False)
        step = self.pack["latent"]["downscale"]
        return np.pad(y, ((0, 0), (0, -nh % step), (0, -nw % step)), mode="edge")[None].astype(np.float32), nh, nw

    def __call__(
        self,
        rgb: np.ndarray,
        coarse: np.ndarray | None = None,
        steps: int | None = None,
        resolution: int | None = None,
        seed: int = 0,
    ) -> np.ndarray:
        resolution = resolution or self.pack["defaults"]["resolution"]
        photo, nh, nw = self.prepare(rgb.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1, resolution)
        latents = {"image": self.graph("vaeEncoder", photo) * self.scale}
        if coarse is not None:
            latents["coarse"] = self.encode_coarse(coarse, resolution)
        z = self.denoise(latents, steps or self.pack["defaults"]["steps"], seed)
        y = np.clip(self.graph("vaeDecoder", z / np.float32(self.scale)).mean(1), -1, 1)[:, :nh, :nw]
        height, width = rgb.shape[:2]
        return resize(y, height, width, align=False)[0]

    def encode_coarse(self, coarse: np.ndarray, resolution: int) -> np.ndarray:
        """Latent of a coarse map [H, W], whose ends become -1 and 1."""
        c = 2 * (coarse - coarse.min()) / max(float(coarse.max() - coarse.min()), 1e-6) - 1
        c = self.prepare(np.repeat(c[None], 3, 0), resolution)[0]
        encoder = "coarseEncoder" if "coarseEncoder" in self.graphs else "vaeEncoder"
        return self.graph(encoder, c) * self.scale

    def denoise(self, latents: dict[str, np.ndarray], steps: int, seed: int) -> np.ndarray:
        """The latent that DDIM with trailing steps comes to, from noise and the conditions by name."""
        z = np.random.default_rng(seed).standard_normal(latents["image"].shape).astype(np.float32)
        last = 1.0 if self.pack["scheduler"]["setAlphaToOne"] else self.bars[0]
        for k in range(steps):
            t = int(np.round(TRAIN_STEPS - k * TRAIN_STEPS / steps)) - 1
            stack = np.concatenate([{**latents, "noise": z}[name] for name in self.pack["conditioning"]], 1)
            v = self.graph("unet", stack.astype(np.float32), np.array(t, np.int64), self.prompt)
            a, before = self.bars[t], t - TRAIN_STEPS // steps
            b = self.bars[before] if before >= 0 else last
            x0, e = a**0.5 * z - (1 - a) ** 0.5 * v, a**0.5 * v + (1 - a) ** 0.5 * z
            z = (b**0.5 * x0 + (1 - b) ** 0.5 * e).astype(np.float32)
        return z

    def metres(self, map_: np.ndarray) -> np.ndarray:
        low, high = self.pack["depth"]["min"], self.pack["depth"]["max"]
        return low * (high / low) ** ((map_ + 1) / 2)


class ZoePack:
    """ZoeDepth: rgb uint8 [H, W, 3] -> metres [H, W]; of two heads the router's, or that of a domain (1 indoor, 2 outdoor)."""

    def __init__(self, folder: Path, threads: int = 2) -> None:
        self.pack = read_pack(folder)
        self.is_routed = "routed" in self.pack["graphs"]
        graph = self.pack["graphs"]["routed" if self.is_routed else "model"]
        self.session = open_session(folder / graph["file"], threads)

    def __call__(self, rgb: np.ndarray, domain: int = 0) -> np.ndarray:
        h, w = rgb.shape[:2]
        rule = self.pack["input"]
        nh, nw, multiple = rule["size"]["height"], rule["size"]["width"], rule["multipleOf"]
        if rule["keepAspect"]:
            scale = min(nh / h, nw / w, key=lambda s: abs(1 - s))
            nh, nw = (max(multiple, round(scale * side / multiple) * multiple) for side in (h, w))
        x = resize(rgb.transpose(2, 0, 1).astype(np.float32) / 255, nh, nw, align=True)
        x = ((x - np.array(rule["mean"])[:, None, None]) / np.array(rule["std"])[:, None, None]).astype(np.float32)

        def run(p: np.ndarray) -> np.ndarray:
            asked = {"domain": np.array(domain, np.int64)} if self.is_routed else {}
            return self.session.run(None, {"pixel_values": np.ascontiguousarray(p[None]), **asked})[0][0]

        y = run(x)
        if self.pack["defaults"]["flip"]:
            y = 0.5 * (y + run(x[..., ::-1])[:, ::-1])
        return np.maximum(resize(y[None], h, w, mode="bicubic", align=False)[0], 1e-3)


@dataclass(frozen=True)
class StarterPacks:
    """Those of the four that are there."""

    marigold: LatentPack | None
    metricgold: LatentPack | None
    zoedepth: ZoePack | None
    betterdepth: LatentPack | None

    def by_system(self) -> dict[str, Callable[..., np.ndarray]]:
        packs = {system: getattr(self, system) for system in TITLES}
        return {system: pack for system, pack in packs.items() if pack is not None}


def starter_folders(packs: Path) -> dict[str, Path]:
    """Folders of the starter packs that are there, by system."""
    folders = {system: packs / f"{system}-starter" for system in TITLES}
    return {system: folder for system, folder in folders.items() if (folder / "pack.json").exists()}


def open_starter_packs(packs: Path, threads: int = 2) -> StarterPacks:
    folders = starter_folders(packs)
    marigold, metricgold, betterdepth = (
        LatentPack(folders[system], threads) if system in folders else None
        for system in ("marigold", "metricgold", "betterdepth")
    )
    zoedepth = ZoePack(folders["zoedepth"], threads) if "zoedepth" in folders else None
    return StarterPacks(marigold, metricgold, zoedepth, betterdepth)
