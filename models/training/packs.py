"""Runs shipped packs in Python as the app runs them: pack.json and the ONNX graphs, nothing of the training code's networks."""
import json
import os

import numpy as np
import torch
import torch.nn.functional as F

from teachers import session


def resize(x, height, width, mode="bilinear", antialias=False, align=None):
    """numpy [C, H, W] -> numpy [C, height, width] with torch's resampling."""
    y = F.interpolate(torch.from_numpy(np.ascontiguousarray(x, np.float32))[None], (height, width), mode=mode,
                      antialias=antialias, align_corners=align)
    return y[0].numpy()


def alphas_bar():
    """Cumulative alphas of the scaled-linear schedule, rescaled to zero terminal SNR (Lin et al. 2023, algorithm 1)."""
    betas = np.linspace(0.00085 ** 0.5, 0.012 ** 0.5, 1000, dtype=np.float64) ** 2
    root = np.sqrt(np.cumprod(1 - betas))
    return ((root - root[-1]) * root[0] / (root[0] - root[-1])) ** 2


class LatentPack:
    """Marigold, MetricGold or BetterDepth: rgb uint8 [H, W, 3] (and a coarse map [H, W]) -> [H, W] in -1..1."""

    def __init__(self, folder, threads=2):
        self.pack = json.load(open(os.path.join(folder, "pack.json")))
        graphs = {k: os.path.join(folder, g["file"]) for k, g in self.pack["graphs"].items()}
        self.prompt = np.fromfile(graphs.pop("prompt"), "<f4").reshape(1, 2, 1024)
        self.graphs = {k: session(path, threads) for k, path in graphs.items()}
        self.scale, self.bars = self.pack["latent"]["scalingFactor"], alphas_bar()

    def graph(self, name, *values):
        s = self.graphs[name]
        return s.run(None, dict(zip([i.name for i in s.get_inputs()], values)))[0]

    def prepare(self, x, resolution):
        """[C, H, W] -> resized (antialiased) to the resolution on its longer side and padded to multiples of the latent's step."""
        h, w = x.shape[1:]
        nh, nw = h * resolution // max(h, w), w * resolution // max(h, w)
        y = resize(x, nh, nw, antialias=True, align=False)
        step = self.pack["latent"]["downscale"]
        return np.pad(y, ((0, 0), (0, -nh % step), (0, -nw % step)), mode="edge")[None].astype(np.float32), nh, nw

    def __call__(self, rgb, coarse=None, steps=None, resolution=None, seed=0):
        steps = steps or self.pack["defaults"]["steps"]
        resolution = resolution or self.pack["defaults"]["resolution"]
        photo, nh, nw = self.prepare(rgb.transpose(2, 0, 1).astype(np.float32) / 127.5 - 1, resolution)
        latents = {"image": self.graph("vaeEncoder", photo) * self.scale}
        if coarse is not None:
            c = 2 * (coarse - coarse.min()) / max(float(coarse.max() - coarse.min()), 1e-6) - 1
            c = self.prepare(np.repeat(c[None], 3, 0), resolution)[0]
            latents["coarse"] = self.graph("coarseEncoder" if "coarseEncoder" in self.graphs else "vaeEncoder", c) * self.scale
        z = np.random.default_rng(seed).standard_normal(latents["image"].shape).astype(np.float32)
        for k in range(steps):
            t = int(np.round(1000 - k * 1000 / steps)) - 1
            stack = np.concatenate([{**latents, "noise": z}[name] for name in self.pack["conditioning"]], 1)
            v = self.graph("unet", stack.astype(np.float32), np.array(t, np.int64), self.prompt)
            a, before = self.bars[t], t - 1000 // steps
            b = self.bars[before] if before >= 0 else 1.0 if self.pack["scheduler"]["setAlphaToOne"] else self.bars[0]
            x0, e = a ** 0.5 * z - (1 - a) ** 0.5 * v, a ** 0.5 * v + (1 - a) ** 0.5 * z
            z = (b ** 0.5 * x0 + (1 - b) ** 0.5 * e).astype(np.float32)
        y = np.clip(self.graph("vaeDecoder", z / np.float32(self.scale)).mean(1), -1, 1)[:, :nh, :nw]
        return resize(y, *rgb.shape[:2], align=False)[0]

    def metres(self, map_):
        low, high = self.pack["depth"]["min"], self.pack["depth"]["max"]
        return low * (high / low) ** ((map_ + 1) / 2)


class ZoePack:
    """ZoeDepth: rgb uint8 [H, W, 3] -> metres [H, W]."""

    def __init__(self, folder, threads=2):
        self.pack = json.load(open(os.path.join(folder, "pack.json")))
        self.session = session(os.path.join(folder, self.pack["graphs"]["model"]["file"]), threads)

    def __call__(self, rgb):
        h, w = rgb.shape[:2]
        rule = self.pack["input"]
        nh, nw, multiple = rule["size"]["height"], rule["size"]["width"], rule["multipleOf"]
        if rule["keepAspect"]:
            scale = min(nh / h, nw / w, key=lambda s: abs(1 - s))
            nh, nw = (max(multiple, round(scale * side / multiple) * multiple) for side in (h, w))
        x = resize(rgb.transpose(2, 0, 1).astype(np.float32) / 255, nh, nw, align=True)
        x = ((x - np.array(rule["mean"])[:, None, None]) / np.array(rule["std"])[:, None, None]).astype(np.float32)
        run = lambda p: self.session.run(None, {"pixel_values": np.ascontiguousarray(p[None])})[0][0]
        y = run(x)
        if self.pack["defaults"]["flip"]:
            y = 0.5 * (y + run(x[..., ::-1])[:, ::-1])
        return np.maximum(resize(y[None], h, w, mode="bicubic", align=False)[0], 1e-3)


def open_pack(folder, threads=2):
    system = json.load(open(os.path.join(folder, "pack.json")))["system"]
    return ZoePack(folder, threads) if system == "zoedepth" else LatentPack(folder, threads)
