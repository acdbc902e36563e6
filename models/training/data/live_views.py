"""Views made and labelled while the network trains, on the device that trains: no view is seen twice.

A teacher is a function, and a student learns it wherever it is asked (function matching, Beyer et al. 2022): parts of photos, turned,
mirrored, with cut-outs and parts of other photos pasted on them, and blends of two. Teacher and student see the same pixels. Every view is
stretched to `VIEW`, as the relative teacher stretches what it sees.
"""

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.data.canvas import Canvas
from training.data.jitter import jitter
from training.data.live_labels import VIEW, Labels
from training.data.shards import read_arrays
from training.data.shelves import decode, unshelve
from training.maps.resampling import coarser, resized

ROOMS = (0, 3)  # kinds of photos, see LiveViews.kind


class LiveViews:
    """Batches of the photos of pack_photos.py: dict of rgb [n, 3, *size], disp [n, 1, *size], metric [m, 1, *size] of the m indoor ones
    (not there where there are none), indoor [n]; scenes have rgb and depth."""

    def __init__(self, path: Path, labels: Labels, device: torch.device, size: tuple[int, int]) -> None:
        file = read_arrays(path)
        files = {k: unshelve(file[k], file[k + "_ends"]) for k in ("photos", "stamps", "scenes")}
        self.photos, self.stamps = Canvas(files["photos"], "RGB", device), Canvas(files["stamps"], "RGBA", device)
        scenes = np.stack([decode(file, "RGB") for file in files["scenes"]])
        self.scenes = torch.from_numpy(scenes).permute(0, 3, 1, 2).to(device)
        self.depth = torch.from_numpy(file["depth"][:, None]).to(device)
        self.indoor, train = torch.from_numpy(file["indoor"]).to(device), torch.from_numpy(file["train"]).to(device)
        tall = self.photos.size[:, 0] > self.photos.size[:, 1]
        self.kind = 2 * tall.long() + (self.indoor == tall).long()  # wide rooms, wide others, tall others, tall rooms

        def chosen(mask: torch.Tensor) -> torch.Tensor:
            return torch.nonzero(mask)[:, 0]

        self.train, self.validation = chosen(train), chosen(~train)
        self.kinds = [chosen(train & (self.kind == k)) for k in range(4)]
        self.labels, self.device, self.size = labels, device, size

    def uniform(self, n: int, low: float = 0.0, high: float = 1.0, columns: int | None = None) -> torch.Tensor:
        return torch.rand((n,) if columns is None else (n, columns), device=self.device) * (high - low) + low

    def parts(self, index: torch.Tensor) -> torch.Tensor:
        """Random parts [n, 3, *VIEW] of photos; one in five is the whole photo."""
        n, size = len(index), self.photos.size[index]
        whole = self.uniform(n) < 0.2
        scale = torch.where(whole, 1.0, self.uniform(n, 0.35, 1.0) ** 0.7)
        bend = torch.where(whole, 0.0, 0.15 * torch.randn(n, device=self.device))
        angle = torch.where(self.uniform(n) < 0.3, 0.06 * torch.randn(n, device=self.device), 0.0) * ~whole
        extent = size * scale[:, None] * torch.stack([torch.exp(-bend), torch.exp(bend)], 1).clamp_max(1)
        room = 0.5 * (size - extent)
        centre = 0.5 * size + room * self.uniform(n, -1, 1, 2)
        views = self.photos.part(index, centre, extent, angle, VIEW)
        mirrored = (self.uniform(n) < 0.5)[:, None, None, None]
        return torch.where(mirrored, views.flip(3), views)

    def blobs(self, views: torch.Tensor) -> torch.Tensor:
        """Parts of other photos pasted within turned ellipses and rectangles, with hard or soft outlines."""
        n = len(views)
        v, u = torch.meshgrid(
            torch.linspace(-1, 1, VIEW[0], device=self.device),
            torch.linspace(-1, 1, VIEW[1], device=self.device),
            indexing="ij",
        )

        def c(low: float, high: float) -> torch.Tensor:
            return self.uniform(n, low, high)[:, None, None]

        x, y, angle = u - c(-0.9, 0.9), v - c(-0.6, 1.1), c(-0.6, 0.6)
        x, y = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
        power = torch.where(c(0, 1) < 0.5, 2.0, 6.0)
        r = (x.abs() / c(0.12, 0.7)) ** power + (y.abs() / c(0.15, 0.9)) ** power
        mask = ((1 - r) * torch.exp(c(0.7, 3.5))).clamp(0, 1) * (c(0, 1) < 0.4)
        return torch.lerp(views, views.roll(n // 2, 0), mask[:, None])

    def pasted(self, views: torch.Tensor) -> torch.Tensor:
        """Cut-outs on a third of the views."""
        n = len(views)
        index = torch.randint(len(self.stamps.pictures), (n,), device=self.device)
        size, side = self.stamps.size[index], self.stamps.pictures.shape[-1]
        tall = self.uniform(n, 0.2, 0.95)  # of the view's height
        scale = tall / size[:, 0]
        high, wide = tall, size[:, 1] * scale * self.uniform(n, 0.8, 1.25)
        x, bottom = self.uniform(n, -0.1, 1.1), self.uniform(n, 0.5, 1.15)
        # the view's -1..1 to the stamp's pixels: its box has centre (x, bottom - high / 2) and extent (wide, high) in shares of the view
        ex, ey = size[:, 1] / wide / side, size[:, 0] / high / side
        theta = torch.zeros(n, 2, 3, device=self.device)
        flip = torch.where(self.uniform(n) < 0.5, -1.0, 1.0)
        theta[:, 0, 0], theta[:, 1, 1] = ex * flip, ey
        theta[:, 0, 2] = size[:, 1] / side - 1 + ex * flip * (1 - 2 * x)
        theta[:, 1, 2] = size[:, 0] / side - 1 + ey * (1 - 2 * (bottom - high / 2))
        grid = F.affine_grid(theta, [n, 1, *VIEW], align_corners=False)
        stamp = F.grid_sample(self.stamps.pictures[index].float() / 255, grid, align_corners=False)
        alpha = stamp[:, 3:] * (self.uniform(n) < 0.35)[:, None, None, None]
        light = self.uniform(n, 0.75, 1.2)[:, None, None, None]
        return views * (1 - alpha) + (stamp[:, :3] * light).clamp_max(1) * alpha

    def counts(self, n: int) -> list[int]:
        """How many of n views come from each of `kinds`: always the same, since new sizes of batches cost a GPU time. Rooms are fewer,
        so each counts one and a half times."""
        shares = np.array([len(index) * (1.5 if kind in ROOMS else 1) for kind, index in enumerate(self.kinds)])
        ends = np.round(np.cumsum(shares) / shares.sum() * n).astype(int)
        return np.diff(ends, prepend=0).tolist()

    @torch.no_grad()
    def draw(self, n: int) -> dict[str, torch.Tensor]:
        """n labelled views of training photos."""
        counts = self.counts(n)
        kinds = zip(self.kinds, counts, strict=True)
        index = torch.cat([kind[torch.randint(len(kind), (k,), device=self.device)] for kind, k in kinds if k])
        views = self.blobs(self.parts(index))
        for _ in range(2):
            views = self.pasted(views)
        blend = self.uniform(n, 0.0, 0.5) * (self.uniform(n) < 0.25)
        views = torch.lerp(views, views.roll(n // 3, 0), blend[:, None, None, None])
        return self.labelled(jitter(views), counts, self.indoor[index])

    def labelled(self, views: torch.Tensor, counts: list[int], indoor: torch.Tensor) -> dict[str, torch.Tensor]:
        """Views sorted by kind, `counts` of each: the last are tall, the first and the very last are rooms."""
        disparity = self.labels.disparity(views, counts[2] + counts[3])
        known = torch.cat([views[: counts[0]], views[len(views) - counts[3] :]])
        seen = resized(views, self.size) if torch.rand(()) < 0.5 else coarser(views, self.size)
        labelled = {"rgb": seen, "disp": resized(disparity, self.size), "indoor": indoor}
        if len(known):
            labelled["metric"] = resized(self.labels.metres(known), self.size)
        return labelled

    @torch.no_grad()
    def draw_scenes(self, n: int) -> dict[str, torch.Tensor]:
        """n crops of scenes with their exact depth."""
        index = torch.randint(len(self.scenes), (n,), device=self.device)
        scale = self.uniform(n, 0.75, 1.0, 2)
        flip = torch.where(self.uniform(n) < 0.5, -1.0, 1.0)
        theta = torch.zeros(n, 2, 3, device=self.device)
        theta[:, 0, 0], theta[:, 1, 1] = scale[:, 1] * flip, scale[:, 0]
        theta[:, :, 2] = (1 - scale.flip(1)) * self.uniform(n, -1, 1, 2)

        def at(x: torch.Tensor, mode: str) -> torch.Tensor:
            grid = F.affine_grid(theta, [n, 1, *self.size], align_corners=False)
            return F.grid_sample(x[index].float(), grid, mode=mode, align_corners=False, padding_mode="border")

        return {"rgb": jitter(at(self.scenes, "bilinear") / 255), "depth": at(self.depth, "nearest")}

    @torch.no_grad()
    def whole(self, index: torch.Tensor) -> dict[str, torch.Tensor]:
        """Whole photos, labelled, as they are."""
        index = index[self.kind[index].argsort()]
        size = self.photos.size[index]
        views = self.photos.part(index, 0.5 * size, size, torch.zeros(len(index), device=self.device), VIEW)
        return self.labelled(views, torch.bincount(self.kind[index], minlength=4).tolist(), self.indoor[index])
