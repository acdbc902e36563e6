"""Stage 1b: photos of the recipe -> labelled views.

    python3 make_views.py --recipe photos.json --unpacked DIR --stamps 'DIR/**/*.png' --relative tcmonodepth.onnx --metric fastdepth.onnx --out DIR

A view is a random part of a photo, often with cut-outs and foregrounds of other photos pasted on it, labelled by both
teachers afresh: a teacher is a function, and a student can learn it wherever it is asked (function matching, Beyer et
al. 2022). Written are `views_wide.npz`, `views_tall.npz` (rgb, disp, metric, indoor) and `validation.npz`-style files
of the whole validation photos. Sizes in pixels; disp in 0..1, larger is nearer; metric in metres, 0 outdoors.
"""
import argparse, glob, json, os, sys
from multiprocessing import Pool

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy loads: threads of several workers would only wait for each other

import cv2
import numpy as np

from find_photos import open_picture
from teachers import fused_disparity, metric_teacher, relative_teacher

WIDE = (216, 288)
VALIDATION_SIDE = 384
state = {}


def read_recipe(path, root):
    """The photos of a recipe. Ends the program where pictures are missing: a pool of workers would start its dead ones for ever."""
    recipe = json.load(open(path))["photos"]
    missing = {e["package"] for e in recipe if not os.path.exists(os.path.join(root, e["package"], e["path"].partition("#")[0]))}
    if missing:
        sys.exit(f"Expected the pictures of every package under {root}, but these are missing or incomplete: {', '.join(sorted(missing))}. Unpack them there.")
    return recipe


def load_photo(root, entry, side=1024):
    image = open_picture(root, entry["package"], entry["path"])
    scale = side / max(image.size)
    if scale < 1:
        image = image.resize((round(image.width * scale), round(image.height * scale)), 1)
    return np.asarray(image)


def load_stamps(pattern, side=300):
    """Cut-outs [H, W, 4] of at least 60 pixels, cropped to what is opaque."""
    drawn = ("symbols", "flags", "letters", "cartoon", "shapes", "money")
    stamps = []
    for file in sorted(glob.glob(pattern, recursive=True)):
        image = cv2.imread(file, cv2.IMREAD_UNCHANGED)
        if any(word in file for word in drawn) or image is None or image.ndim != 3 or image.shape[2] != 4:
            continue
        rows, columns = np.where(image[..., 3] > 100)
        if len(rows) < 1500:
            continue
        image = image[rows.min():rows.max() + 1, columns.min():columns.max() + 1]
        if len(np.unique(image[..., :3].reshape(-1, 3) // 16, axis=0)) < 80:
            continue  # few colours: a drawing
        scale = min(1, side / max(image.shape[:2]))
        stamps.append(cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[..., [2, 1, 0, 3]])
    return stamps


def random_part(rng, rgb, height, width, smallest=0.3):
    """A random part of a picture, resized to height x width."""
    h, w = rgb.shape[:2]
    aspect = width / height * np.exp(rng.normal(0, 0.1))
    scale = rng.uniform(smallest, 1.0) ** 0.7
    pw, ph = min(w, h * aspect) * scale, min(h, w / aspect) * scale
    pw, ph = max(int(pw), 32), max(int(ph), 32)
    x, y = rng.integers(max(w - pw, 0) + 1), rng.integers(max(h - ph, 0) + 1)
    part = rgb[y:y + ph, x:x + pw]
    return cv2.resize(part, (width, height), interpolation=cv2.INTER_AREA if pw > width else cv2.INTER_CUBIC)


def paste(rng, picture, stamp, mask=None, lowest=1.15):
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
    cut = s[y0 - y:y1 - y, x0 - x:x1 - x].astype(np.float32)
    alpha = cut[..., 3:] / 255
    region = picture[y0:y1, x0:x1]
    picture[y0:y1, x0:x1] = region * (1 - alpha) + np.clip(cut[..., :3] * rng.uniform(0.75, 1.2), 0, 255) * alpha
    if mask is not None:
        mask[y0:y1, x0:x1] = np.maximum(mask[y0:y1, x0:x1], alpha[..., 0])
    return y1 / H


def start(recipe, root, stamps, relative, metric):
    cv2.setNumThreads(1)
    state["photos"] = [load_photo(root, e) for e in recipe]
    state["indoor"] = [e["indoor"] for e in recipe]
    state["stamps"] = load_stamps(stamps) if stamps else []
    state["relative"], state["metric"] = relative_teacher(relative), metric_teacher(metric)


def view(job):
    """(rgb uint8, disp, metric, indoor) of one view; `job` is (photo, seed, height, width)."""
    photo, seed, height, width = job
    rng = np.random.default_rng(seed)
    rgb = random_part(rng, state["photos"][photo], height, width).astype(np.float32)
    if state["stamps"] and rng.random() < 0.35:
        for _ in range(rng.integers(1, 4)):
            paste(rng, rgb, state["stamps"][rng.integers(len(state["stamps"]))])
    rgb = np.clip(rgb, 0, 255).astype(np.uint8)
    disp = fused_disparity(state["relative"], rgb)
    metric = np.zeros((height // 2, width // 2), np.float32)
    if state["indoor"][photo]:
        metric = cv2.resize(state["metric"](rgb), (width // 2, height // 2), interpolation=cv2.INTER_AREA)
    return rgb, disp.astype(np.float16), metric.astype(np.float16), state["indoor"][photo]


def save_views(path, answers):
    rgb, disp, metric, indoor = zip(*answers)
    np.savez(path, rgb=np.stack(rgb), disp=np.stack(disp), metric=np.stack(metric), indoor=np.array(indoor))


def main():
    parser = argparse.ArgumentParser()
    for name in ("recipe", "unpacked", "relative", "metric", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--stamps", help="glob of cut-outs with alpha")
    parser.add_argument("--per-photo", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    os.makedirs(a.out, exist_ok=True)
    recipe = read_recipe(a.recipe, a.unpacked)
    train = [e for e in recipe if e["split"] == "train"]
    rng = np.random.default_rng(a.seed)
    with Pool(a.workers, start, (train, a.unpacked, a.stamps, a.relative, a.metric)) as pool:
        for name, (h, w), share in (("wide", WIDE, 0.7), ("tall", WIDE[::-1], 0.3)):
            jobs = [(p, int(rng.integers(2 ** 31)), h, w) for p in range(len(train)) for _ in range(round(a.per_photo * share))]
            rng.shuffle(jobs)
            save_views(f"{a.out}/views_{name}.npz", pool.map(view, [tuple(map(int, j)) for j in jobs], chunksize=16))
            print(name, len(jobs), "views", flush=True)
    start([], a.unpacked, None, a.relative, a.metric)
    for number, entry in enumerate(e for e in recipe if e["split"] == "val"):
        rgb = load_photo(a.unpacked, entry, VALIDATION_SIDE)
        np.savez(f"{a.out}/validation_{number:03d}.npz", rgb=rgb, disp=fused_disparity(state["relative"], rgb),
                 metric=state["metric"](rgb), indoor=entry["indoor"], path=entry["path"])


if __name__ == "__main__":
    main()
