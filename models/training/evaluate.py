"""Stage 6: numbers and contact sheet for packs and teachers, all by the same code.

    python3 evaluate.py --packs resources/packs --motorcycle DIR --relative tcmonodepth.onnx --metric fastdepth.onnx \\
        [--validation DIR] [--photos a.jpg b.png ...] [--sheet sheet.jpg] [--json numbers.json]

`--motorcycle`: folder with scikit-image's motorcycle_left.png and motorcycle_disp.npz (exact stereo disparity; held out).
`--validation`: validation photos made by make_views.py, for the distance to the relative teacher. `--photos`: held-out
photos without ground truth, for the sheet. AbsRel = mean |p - g| / g; "fitted" = after the best scale and shift.
"""
import argparse
import json
import os
import time

import cv2
import numpy as np

from packs import open_pack
from samples import Validation, teacher_distance
from teachers import metric_teacher, relative_teacher

COARSE = {"24 x 16": (24, 16), "48 x 32": (48, 32), "full teacher map": None}


def scores(prediction, truth):
    """(AbsRel, share within a factor of 1.25)."""
    p = np.maximum(prediction, 1e-3)
    ratio = np.maximum(p / truth, truth / p)
    return float(np.mean(np.abs(p - truth) / truth)), float(np.mean(ratio < 1.25))


def align(x, y):
    scale, shift = np.polyfit(x.astype(np.float64), y, 1)
    return x * scale + shift


def fitted_depth(map_, truth, valid):
    """Scores of a depth map (near = small) after the fit to the true depth."""
    g = truth[valid]
    return scores(np.clip(align(map_[valid], g), g.min() * 0.5, g.max() * 2), g)


def fitted_disparity(map_, truth, valid):
    """Scores of a disparity map (near = large) after the fit to the true inverse depth."""
    g = truth[valid]
    return scores(1 / np.clip(align(map_[valid], 1 / g), 1 / (g.max() * 2), 1 / (g.min() * 0.5)), g)


def edges(map_, truth, valid):
    """(gradient on true edges, error within 3 pixels of them), both in shares of the disparity range, disparity fitted."""
    t = np.where(valid, 1 / np.maximum(truth, 1e-3), 0).astype(np.float32)
    scale, shift = np.polyfit(map_[valid].astype(np.float64), t[valid], 1)
    q = (map_ * scale + shift).astype(np.float32)
    span = np.percentile(t[valid], 98) - np.percentile(t[valid], 2)
    slope = lambda a: np.hypot(cv2.Sobel(a, cv2.CV_32F, 1, 0, ksize=3), cv2.Sobel(a, cv2.CV_32F, 0, 1, ksize=3)) / span
    solid = cv2.erode(valid.astype(np.uint8), np.ones((5, 5))) > 0
    edge = (slope(t) > 0.6) & solid
    near = (cv2.dilate(edge.astype(np.uint8), np.ones((7, 7))) > 0) & solid
    return float(slope(q)[edge].mean()), float(np.abs(q - t)[near].mean() / span)


def reduce_map(map_, size):
    """The map at `size` (width, height) and back."""
    if size is None:
        return map_
    small = cv2.resize(map_, size, interpolation=cv2.INTER_AREA)
    return cv2.resize(small, map_.shape[::-1], interpolation=cv2.INTER_LINEAR)


def motorcycle(folder):
    """(rgb, depth in metres, valid) of the stereo pair: depth = baseline * focal / (disparity + offset)."""
    rgb = cv2.imread(os.path.join(folder, "motorcycle_left.png"))[..., ::-1].copy()
    disparity = np.load(os.path.join(folder, "motorcycle_disp.npz"))
    disparity = disparity[disparity.files[0]].astype(np.float64)
    valid = np.isfinite(disparity)
    return rgb, np.where(valid, 0.193001 * 994.978 / (np.where(valid, disparity, 0) + 31.086), 0), valid


def held_out(packs, teachers, rgb, truth, valid):
    """Numbers on one photo with exact depth: {name: [AbsRel, delta]} and BetterDepth's edges {name: [gradient, error]}."""
    rows, sharp = {}, {}
    relative, metric = teachers[0](rgb), teachers[1](rgb)
    ramp = np.repeat(np.linspace(0, 1, len(truth))[:, None], truth.shape[1], 1)
    rows["constant (true median)"] = scores(np.full(valid.sum(), np.median(truth[valid])), truth[valid])
    rows["vertical ramp, fitted"] = fitted_disparity(ramp, truth, valid)
    rows["TCMonoDepth, fitted"] = fitted_disparity(relative, truth, valid)
    rows["FastDepth, metres"] = scores(metric[valid], truth[valid])
    rows["FastDepth, fitted"] = fitted_depth(metric, truth, valid)
    for system, pack in packs.items():
        if system == "zoedepth":
            m = pack(rgb)
            rows["ZoeDepth, metres"], rows["ZoeDepth, fitted"] = scores(m[valid], truth[valid]), fitted_depth(m, truth, valid)
        for steps in (1, 2, 4):
            end = f", {steps} step" + "s" * (steps > 1)
            if system == "marigold":
                rows["Marigold, fitted" + end] = fitted_depth(pack(rgb, steps=steps), truth, valid)
            if system == "metricgold":
                m = pack.metres(pack(rgb, steps=steps))
                rows["MetricGold, metres" + end] = scores(m[valid], truth[valid])
                rows["MetricGold, fitted" + end] = fitted_depth(m, truth, valid)
            if system == "betterdepth":
                for name, size in COARSE.items():
                    coarse = reduce_map(relative, size)
                    fine = pack(rgb, coarse, steps=steps)
                    rows[f"coarse {name}"], sharp[f"coarse {name}"] = fitted_disparity(coarse, truth, valid), edges(coarse, truth, valid)
                    rows[f"BetterDepth on {name}{end}"] = fitted_disparity(fine, truth, valid)
                    sharp[f"BetterDepth on {name}{end}"] = edges(fine, truth, valid)
    return rows, sharp


def distances(packs, validation):
    """Mean distance to the relative teacher on unseen photos, per pack; Marigold's to the teacher's depth, since it writes depth, the others' to
    its disparity; with a vertical ramp for comparison with either."""
    out = {"vertical ramp": [], "vertical ramp, as depth": []}
    for item in validation:
        rgb, disp = item["rgb"], item["disp"].astype(np.float64)
        z = 1 / (disp + 0.15)
        low, high = np.percentile(z, (2, 98))
        depth = np.clip((z - low) / (high - low), 0, 1)
        ramp = np.repeat(np.linspace(0, 1, len(disp))[:, None], disp.shape[1], 1)
        out["vertical ramp"].append(teacher_distance(ramp, disp))
        out["vertical ramp, as depth"].append(teacher_distance(ramp, depth))
        for system, pack in packs.items():
            if system == "marigold":
                out.setdefault("Marigold", []).append(teacher_distance(pack(rgb), depth))
            elif system == "metricgold":
                out.setdefault("MetricGold", []).append(teacher_distance(1 / pack.metres(pack(rgb)), disp))
            elif system == "zoedepth":
                out.setdefault("ZoeDepth", []).append(teacher_distance(1 / np.maximum(pack(rgb), 0.1), disp))
    return {k: float(np.mean(v)) for k, v in out.items()}


def seconds(packs, side=768):
    """Seconds for one photo of side x 3/4 side, the first call left out."""
    rgb = np.random.default_rng(0).integers(0, 255, (side * 3 // 4, side, 3), dtype=np.uint8)
    out = {}
    for system, pack in packs.items():
        args = (rgb, rgb[..., 0].astype(np.float32)) if system == "betterdepth" else (rgb,)
        pack(*args)
        begin = time.time()
        pack(*args)
        out[system] = time.time() - begin
    return out


def colour(map_):
    """Near bright: uint8 RGB of a map whose large values are near."""
    low, high = np.percentile(map_, (1, 99))
    grey = (255 * np.clip((map_ - low) / max(high - low, 1e-6), 0, 1)).astype(np.uint8)
    return cv2.applyColorMap(grey, cv2.COLORMAP_INFERNO)[..., ::-1]


def sheet(packs, teachers, photos, path, cell=(168, 126)):
    """One row a photo: photo, teacher, and every pack's map, near bright."""
    rows, names = [], []
    for rgb in photos:
        scale = min(1, 768 / max(rgb.shape[:2]))
        rgb = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        relative = teachers[0](rgb)
        coarse = reduce_map(relative, COARSE["24 x 16"])
        maps = {"photo": rgb, "TCMonoDepth": colour(relative)}
        if "marigold" in packs:
            maps["Marigold"] = colour(-packs["marigold"](rgb))
        if "metricgold" in packs:
            maps["MetricGold"] = colour(-packs["metricgold"](rgb))
        if "zoedepth" in packs:
            maps["ZoeDepth"] = colour(-np.log(packs["zoedepth"](rgb)))
        if "betterdepth" in packs:
            maps.update({"coarse 24 x 16": colour(coarse), "BetterDepth on it": colour(packs["betterdepth"](rgb, coarse))})
        names = list(maps)
        cells = []
        for m in maps.values():  # keep the shape, grey around it
            k = min(cell[0] / m.shape[1], cell[1] / m.shape[0])
            m = cv2.resize(m, (max(1, int(m.shape[1] * k)), max(1, int(m.shape[0] * k))), interpolation=cv2.INTER_AREA)
            box = np.full((cell[1], cell[0], 3), 40, np.uint8)
            y, x = (cell[1] - m.shape[0]) // 2, (cell[0] - m.shape[1]) // 2
            box[y:y + m.shape[0], x:x + m.shape[1]] = m
            cells.append(box)
        rows.append(np.hstack(cells))
    head = np.full((20, rows[0].shape[1], 3), 255, np.uint8)
    for i, name in enumerate(names):
        cv2.putText(head, name, (i * cell[0] + 4, 14), cv2.FONT_HERSHEY_SIMPLEX, 0.45, (0, 0, 0), 1, cv2.LINE_AA)
    cv2.imwrite(path, np.vstack([head] + rows)[..., ::-1], [cv2.IMWRITE_JPEG_QUALITY, 88])


def main():
    parser = argparse.ArgumentParser()
    for name in ("packs", "motorcycle", "relative", "metric"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--validation")
    parser.add_argument("--photos", nargs="*", default=[])
    parser.add_argument("--sheet")
    parser.add_argument("--json")
    a = parser.parse_args()
    teachers = relative_teacher(a.relative, 2), metric_teacher(a.metric, 2)
    systems = ("marigold", "metricgold", "zoedepth", "betterdepth")
    folders = {s: os.path.join(a.packs, s + "-starter") for s in systems}
    packs = {s: open_pack(f) for s, f in folders.items() if os.path.exists(os.path.join(f, "pack.json"))}
    rgb, truth, valid = motorcycle(a.motorcycle)
    rows, sharp = held_out(packs, teachers, rgb, truth, valid)
    numbers = {"motorcycle": rows, "edges": sharp, "seconds": seconds(packs),
               "megabytes": {s: sum(os.path.getsize(os.path.join(f, n)) for n in os.listdir(f)) / 1e6 for s, f in folders.items() if s in packs}}
    if a.validation:
        numbers["distance to the teacher"] = distances(packs, Validation(a.validation))
    print("| motorcycle | AbsRel | delta < 1.25 |\n|---|---|---|")
    for name, (error, share) in rows.items():
        print(f"| {name} | {error:.3f} | {share:.3f} |")
    print("\n| edges on motorcycle | gradient on true edges | error within 3 pixels |\n|---|---|---|")
    for name, (gradient, error) in sharp.items():
        print(f"| {name} | {gradient:.4f} | {error:.4f} |")
    for part in ("distance to the teacher", "seconds", "megabytes"):
        print(f"\n{part}: " + ", ".join(f"{k} {v:.3f}" for k, v in numbers.get(part, {}).items()))
    if a.json:
        json.dump(numbers, open(a.json, "w"), indent=1)
    if a.sheet:
        photos = [rgb] + [cv2.imread(p)[..., ::-1].copy() for p in a.photos]
        sheet(packs, teachers, photos, a.sheet)


if __name__ == "__main__":
    main()
