"""Views made and labelled while the network trains, on the device that trains: no view is seen twice.

A teacher is a function, and a student learns it wherever it is asked (function matching, Beyer et al. 2022): parts of photos, turned,
mirrored, with cut-outs and parts of other photos pasted on them, and blends of two. Teacher and student see the same pixels. Every view is
stretched to `VIEW`, as the relative teacher stretches what it sees.
"""
import io
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from pack_photos import unshelve
from samples import both_ways, coarser, jitter, mean_of_both, resized

SIDE = 384
VIEW = (SIDE, SIDE)
PART = int(0.66 * SIDE)  # of the longer side of a photo, as teachers.fused_disparity takes it
ROOMS = (0, 3)  # kinds of photos, see LiveViews.kind


class Canvas:
    """Pictures of different sizes in one uint8 tensor [N, C, side, side] on a device, as large as the largest; the margin repeats their
    edge, of cut-outs it is empty."""

    def __init__(self, files, mode, device):
        with ThreadPoolExecutor() as pool:
            pictures = list(pool.map(lambda file: np.asarray(Image.open(io.BytesIO(file)).convert(mode)), files))
        sizes = np.array([p.shape[:2] for p in pictures])
        room = [[(0, side) for side in sizes.max() - size] + [(0, 0)] for size in sizes]
        pictures = np.stack([np.pad(p, r, "edge" if mode == "RGB" else "constant") for p, r in zip(pictures, room)])
        self.pictures, self.size = torch.from_numpy(pictures.transpose(0, 3, 1, 2)).to(device), torch.from_numpy(sizes).float().to(device)

    def part(self, index, centre, extent, angle, size):
        """Rectangles [n, C, *size] in 0..1 of pictures `index` [n]: centre and extent [n, 2] (y, x) in pixels, turned by `angle` [n]."""
        side = self.pictures.shape[-1]
        (h, w), (y, x) = (extent / side).unbind(1), (2 * centre / side - 1).unbind(1)
        c, s = angle.cos(), angle.sin()
        theta = torch.stack([torch.stack([w * c, -h * s, x], 1), torch.stack([w * s, h * c, y], 1)], 1)
        grid = F.affine_grid(theta, (len(index), 1, *size), align_corners=False)
        return F.grid_sample(self.pictures[index].float() / 255, grid, mode="bicubic", padding_mode="border", align_corners=False).clamp(0, 1)


def fit(x, y):
    """(scale, shift) [n, 1, 1, 1] that bring x nearest to y, least squares."""
    mx, my = x.mean((1, 2, 3), keepdim=True), y.mean((1, 2, 3), keepdim=True)
    scale = ((x - mx) * (y - my)).mean((1, 2, 3), keepdim=True) / ((x - mx) ** 2).mean((1, 2, 3), keepdim=True).clamp_min(1e-12)
    return scale, my - scale * mx


def guided_filter(guide, x, radius=4, epsilon=2e-4):
    """`teachers.guided_filter` for a batch."""
    mean = lambda a: F.avg_pool2d(F.pad(a, (radius,) * 4, mode="reflect"), 2 * radius + 1, 1)
    mg, mx = mean(guide), mean(x)
    a = (mean(guide * x) - mg * mx) / (mean(guide * guide) - mg * mg + epsilon)
    return mean(a) * guide + mean(mx - a * mg)


def overlapping_parts(n, tall):
    """Where the two parts of n views lie, of which the last `tall` are tall, and the shape of a ramp along them: (index, shape)."""
    wide, high, first, last = slice(0, n - tall), slice(n - tall, n), slice(0, PART), slice(SIDE - PART, SIDE)
    return [((wide, ..., end), (1, PART)) for end in (first, last)] + [((high, ..., end, slice(None)), (PART, 1)) for end in (first, last)]


class Labels:
    """Both teachers on views [n, 3, *VIEW] in 0..1."""

    def __init__(self, relative, metric):
        self.relative, self.metric = relative, metric

    def ask(self, teacher, seen, scale):
        return teacher((seen * scale).to(next(teacher.buffers()).dtype)).float()

    def disparity(self, views, tall):
        """`teachers.fused_disparity` of views [n, 3, *VIEW] whose photos are wide, the last `tall` of them tall: [n, 1, *VIEW] in 0..1. The
        teacher is asked only one way round, since the views themselves are mirrored at random."""
        parts = overlapping_parts(len(views), tall)
        seen = [resized(x, self.relative.size) for x in (views, *(views[where] for where, _ in parts))]
        whole, *details = self.ask(self.relative, torch.cat(seen), 255.0).split([len(x) for x in seen])
        whole = resized(whole, VIEW)
        total, weight = whole.clone(), torch.ones_like(whole)
        rise = torch.arange(1, PART + 1, device=views.device) / (0.1 * SIDE)
        ramp = 0.6 * torch.minimum(rise, rise.flip(0)).clamp_max(1)
        for (where, shape), detail in zip(parts, details):
            if not len(detail):
                continue
            detail = resized(detail, whole[where].shape[-2:])
            scale, shift = fit(detail, whole[where])
            window = ramp.reshape(shape) * (scale > 0)
            total[where] += (detail * scale + shift) * window
            weight[where] += window
        d = total / weight
        low, high = d.amin((1, 2, 3), keepdim=True), d.amax((1, 2, 3), keepdim=True)
        grey = (views * views.new_tensor([0.299, 0.587, 0.114])[:, None, None]).sum(1, keepdim=True)
        return guided_filter(grey, (d - low) / (high - low).clamp_min(1e-6)).clamp(0, 1)

    def metres(self, views):
        """FastDepth's metres [n, 1, h, w]."""
        return mean_of_both(self.ask(self.metric, both_ways(resized(views, self.metric.size)), 1.0))


class LiveViews:
    """Batches of the photos of pack_photos.py: dict of rgb [n, 3, *size], disp [n, 1, *size], metric [m, 1, *size] of the indoor ones,
    indoor [n]; scenes have rgb and depth."""

    def __init__(self, path, labels, device, size):
        file = np.load(path)
        files = {k: unshelve(file[k], file[k + "_ends"]) for k in ("photos", "stamps", "scenes")}
        self.photos, self.stamps = Canvas(files["photos"], "RGB", device), Canvas(files["stamps"], "RGBA", device)
        scenes = np.stack([np.asarray(Image.open(io.BytesIO(f)).convert("RGB")) for f in files["scenes"]])
        self.scenes = torch.from_numpy(scenes).permute(0, 3, 1, 2).to(device)
        self.depth = torch.from_numpy(file["depth"][:, None]).to(device)
        self.indoor, train = torch.from_numpy(file["indoor"]).to(device), torch.from_numpy(file["train"]).to(device)
        tall = self.photos.size[:, 0] > self.photos.size[:, 1]
        self.kind = 2 * tall.long() + (self.indoor == tall).long()  # wide rooms, wide others, tall others, tall rooms
        chosen = lambda mask: torch.nonzero(mask)[:, 0]
        self.train, self.validation, self.kinds = chosen(train), chosen(~train), [chosen(train & (self.kind == k)) for k in range(4)]
        self.labels, self.device, self.size = labels, device, size

    def uniform(self, n, low=0.0, high=1.0, columns=None):
        return torch.rand((n,) if columns is None else (n, columns), device=self.device) * (high - low) + low

    def parts(self, index):
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

    def blobs(self, views):
        """Parts of other photos pasted within turned ellipses and rectangles, with hard or soft outlines."""
        n = len(views)
        v, u = torch.meshgrid(torch.linspace(-1, 1, VIEW[0], device=self.device), torch.linspace(-1, 1, VIEW[1], device=self.device), indexing="ij")
        c = lambda low, high: self.uniform(n, low, high)[:, None, None]
        x, y, angle = u - c(-0.9, 0.9), v - c(-0.6, 1.1), c(-0.6, 0.6)
        x, y = x * angle.cos() + y * angle.sin(), y * angle.cos() - x * angle.sin()
        power = torch.where(c(0, 1) < 0.5, 2.0, 6.0)
        r = (x.abs() / c(0.12, 0.7)) ** power + (y.abs() / c(0.15, 0.9)) ** power
        mask = ((1 - r) * torch.exp(c(0.7, 3.5))).clamp(0, 1) * (c(0, 1) < 0.4)
        return torch.lerp(views, views.roll(n // 2, 0), mask[:, None])

    def pasted(self, views):
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
        grid = F.affine_grid(theta, (n, 1, *VIEW), align_corners=False)
        stamp = F.grid_sample(self.stamps.pictures[index].float() / 255, grid, align_corners=False)
        alpha = stamp[:, 3:] * (self.uniform(n) < 0.35)[:, None, None, None]
        light = self.uniform(n, 0.75, 1.2)[:, None, None, None]
        return views * (1 - alpha) + (stamp[:, :3] * light).clamp_max(1) * alpha

    def counts(self, n):
        """How many of n views come from each of `kinds`: always the same, since new sizes of batches cost a GPU time. Rooms are fewer, so each
        counts one and a half times."""
        shares = np.array([len(index) * (1.5 if kind in ROOMS else 1) for kind, index in enumerate(self.kinds)])
        ends = np.round(np.cumsum(shares) / shares.sum() * n).astype(int)
        return np.diff(ends, prepend=0).tolist()

    @torch.no_grad()
    def draw(self, n):
        """n labelled views of training photos."""
        counts = self.counts(n)
        index = torch.cat([photos[torch.randint(len(photos), (k,), device=self.device)] for photos, k in zip(self.kinds, counts) if k])
        views = self.blobs(self.parts(index))
        for _ in range(2):
            views = self.pasted(views)
        blend = self.uniform(n, 0.0, 0.5) * (self.uniform(n) < 0.25)
        views = torch.lerp(views, views.roll(n // 3, 0), blend[:, None, None, None])
        return self.labelled(jitter(views), counts, self.indoor[index])

    def labelled(self, views, counts, indoor):
        """Views sorted by kind, `counts` of each: the last are tall, the first and the very last are rooms."""
        disparity = self.labels.disparity(views, counts[2] + counts[3])
        known = torch.cat([views[:counts[0]], views[len(views) - counts[3]:]])
        seen = resized(views, self.size) if torch.rand(()) < 0.5 else coarser(views, self.size)
        return {"rgb": seen, "disp": resized(disparity, self.size), "metric": resized(self.labels.metres(known), self.size) if len(known) else None, "indoor": indoor}

    @torch.no_grad()
    def draw_scenes(self, n):
        """n crops of scenes with their exact depth."""
        index = torch.randint(len(self.scenes), (n,), device=self.device)
        scale = self.uniform(n, 0.75, 1.0, 2)
        flip = torch.where(self.uniform(n) < 0.5, -1.0, 1.0)
        theta = torch.zeros(n, 2, 3, device=self.device)
        theta[:, 0, 0], theta[:, 1, 1] = scale[:, 1] * flip, scale[:, 0]
        theta[:, :, 2] = (1 - scale.flip(1)) * self.uniform(n, -1, 1, 2)
        at = lambda x, mode: F.grid_sample(x[index].float(), F.affine_grid(theta, (n, 1, *self.size), align_corners=False), mode=mode, align_corners=False, padding_mode="border")
        return {"rgb": jitter(at(self.scenes, "bilinear") / 255), "depth": at(self.depth, "nearest")}

    @torch.no_grad()
    def whole(self, index):
        """Whole photos, labelled, as they are."""
        index = index[self.kind[index].argsort()]
        size = self.photos.size[index]
        views = self.photos.part(index, 0.5 * size, size, torch.zeros(len(index), device=self.device), VIEW)
        return self.labelled(views, torch.bincount(self.kind[index], minlength=4).tolist(), self.indoor[index])
