"""Stage 1c: ray-cast scenes with exact metric depth: rooms, streets and table tops.

    python3 scenes.py --recipe photos.json --unpacked DIR --stamps 'DIR/**/*.png' --count 1200 --seed 1 --out scenes_1.npz

Boxes, spheres, cylinders and upright cut-outs on a floor, textured with parts of the training photos, one light with
hard shadows. World: metres, y up, floor at 0. Depth is planar z along the optical axis; the sky is 80 m away.
"""
import argparse
from multiprocessing import Pool

from make_views import load_photo, load_stamps, read_recipe  # before numpy: limits its threads

import cv2
import numpy as np

SKY = 80.0
SIZE = (216, 288)
state = {}


class World:
    """Shapes and the nearest hit of rays. A shape is (kind, centre [3], half size [3], turn about y, material)."""

    def __init__(self):
        self.shapes = []

    def add(self, kind, centre, half, turn=0.0, material=None):
        self.shapes.append((kind, np.asarray(centre, np.float32), np.asarray(half, np.float32), turn, material))

    @staticmethod
    def rotation(turn):
        c, s = np.cos(turn), np.sin(turn)
        return np.array([[c, 0, -s], [0, 1, 0], [s, 0, c]], np.float32)

    def local_hit(self, kind, half, o, d):
        """Distance along local rays (inf where missed) and the local normals' axis or radial direction."""
        with np.errstate(all="ignore"):
            if kind in ("box", "room"):
                d = np.where(np.abs(d) < 1e-7, 1e-7, d)
                a, b = (-half - o) / d, (half - o) / d
                near, far = np.minimum(a, b), np.maximum(a, b)
                enter, leave = near.max(1), far.min(1)
                t = leave if kind == "room" else enter
                ok = (t > 1e-3) if kind == "room" else (enter < leave) & (enter > 1e-3)
                axis = far.argmin(1) if kind == "room" else near.argmax(1)
                normal = np.zeros_like(d)
                normal[np.arange(len(d)), axis] = -np.sign(d[np.arange(len(d)), axis])
            elif kind == "floor":
                t = -o[:, 1] / d[:, 1]
                ok, normal = (t > 1e-3), np.broadcast_to(np.float32([0, 1, 0]), d.shape)
            elif kind == "sphere":  # an ellipsoid: a unit sphere in scaled space
                q, e = o / half, d / half
                A, B, C = (e * e).sum(1), (q * e).sum(1), (q * q).sum(1) - 1
                t = (-B - np.sqrt(B * B - A * C)) / A
                ok = (t > 1e-3)
                normal = (q + e * t[:, None]) / half
                normal = normal / np.linalg.norm(normal, axis=1, keepdims=True)
            elif kind == "cylinder":
                A, B = d[:, 0] ** 2 + d[:, 2] ** 2 + 1e-9, o[:, 0] * d[:, 0] + o[:, 2] * d[:, 2]
                t = (-B - np.sqrt(B * B - A * (o[:, 0] ** 2 + o[:, 2] ** 2 - half[0] ** 2))) / A
                side = (t > 1e-3) & (np.abs(o[:, 1] + d[:, 1] * t) <= half[1])
                top = (half[1] - o[:, 1]) / d[:, 1]
                lid = (d[:, 1] < 0) & (top > 1e-3) & ((o[:, 0] + d[:, 0] * top) ** 2 + (o[:, 2] + d[:, 2] * top) ** 2 <= half[0] ** 2)
                t, ok = np.where(lid & ~side, top, t), side | lid
                normal = (o + d * np.nan_to_num(t)[:, None]) / half[0]
                normal[:, 1] = 0
                normal[lid & ~side] = (0, 1, 0)
            else:  # a card: an upright cut-out, seen from both sides
                t = -o[:, 2] / d[:, 2]
                normal = np.zeros_like(d)
                normal[:, 2] = -np.sign(d[:, 2])
                ok = (t > 1e-3)
        return np.where(ok & np.isfinite(t), t, np.inf), normal

    def cast(self, origin, rays, shadows=False):
        """rays [N, 3] -> t [N], shape [N] (-1: none), normal [N, 3], surface coordinates [N, 3] (local)."""
        n, origin = len(rays), np.broadcast_to(np.asarray(origin, np.float32), rays.shape)
        best, index = np.full(n, np.inf, np.float32), np.full(n, -1)
        normals, local = np.zeros((n, 3), np.float32), np.zeros((n, 3), np.float32)
        for i, (kind, centre, half, turn, material) in enumerate(self.shapes):
            if shadows and kind in ("room", "floor"):
                continue
            R = self.rotation(turn)
            o, d = (origin - centre) @ R.T, rays @ R.T
            t, normal = self.local_hit(kind, half, o, d)
            closer = np.where(t < best)[0]
            if kind == "card" and len(closer):
                p = (o[closer] + d[closer] * t[closer, None]) / (2 * half)
                stamp = material["stamp"]
                inside = (np.abs(p[:, :2]) < 0.499).all(1)
                row = ((0.5 - p[:, 1]) * stamp.shape[0]).astype(int).clip(0, stamp.shape[0] - 1)
                column = ((p[:, 0] + 0.5) * stamp.shape[1]).astype(int).clip(0, stamp.shape[1] - 1)
                closer = closer[inside & (stamp[row, column, 3] > 127)]
            if not len(closer):
                continue
            best[closer], index[closer] = t[closer], i
            normals[closer] = normal[closer] @ R
            local[closer] = o[closer] + d[closer] * t[closer, None]
        return best, index, normals, local


def material(rng, plain=0.45):
    base = rng.uniform(0.1, 0.95, 3) if rng.random() < 0.5 else np.full(3, rng.uniform(0.15, 0.95)) + rng.normal(0, 0.04, 3)
    texture = None if rng.random() < plain else state["textures"][rng.integers(len(state["textures"]))]
    return {"base": base.astype(np.float32), "texture": texture, "scale": np.exp(rng.uniform(np.log(0.3), np.log(3))), "mix": rng.uniform(0.2, 1)}


def colour(shape, normals, local):
    """Surface colour [N, 3] in 0..1 at local points."""
    kind, _, half, _, m = shape
    if kind == "card":
        stamp, p = m["stamp"], local / (2 * half)
        row = ((0.5 - p[:, 1]) * stamp.shape[0]).astype(int).clip(0, stamp.shape[0] - 1)
        column = ((p[:, 0] + 0.5) * stamp.shape[1]).astype(int).clip(0, stamp.shape[1] - 1)
        return stamp[row, column, :3].astype(np.float32) / 255
    if kind == "room":  # floor, ceiling and walls have materials of their own
        out = np.zeros((len(local), 3), np.float32)
        which = np.where(normals[:, 1] > 0.5, 0, np.where(normals[:, 1] < -0.5, 1, 2))
        for k in range(3):
            out[which == k] = colour(("box", None, half, 0, m[k]), normals[which == k], local[which == k])
        return out
    c = np.broadcast_to(m["base"], (len(local), 3))
    if m["texture"] is not None:
        flat, side = np.abs(normals[:, 1]) > 0.7, np.abs(normals[:, 0]) > 0.7
        u = np.where(side, local[:, 2], local[:, 0]) / m["scale"]
        v = np.where(flat, local[:, 2], local[:, 1]) / m["scale"]
        size = m["texture"].shape[0] - 1
        fold = lambda x: (np.abs((x % 2) - 1) * size).astype(int)  # mirrored repeat
        c = c * (1 - m["mix"]) + m["texture"][fold(v), fold(u)] * m["mix"]
    return c


def furniture(rng, w, x, z, y=0.0, big=1.0):
    """One thing standing at (x, y, z)."""
    U, k, m = rng.uniform, rng.random(), material(rng)
    if k < 0.34:
        h = U(0.2, 1.5) * big
        w.add("box", [x, y + h / 2, z], [U(0.12, 0.7) * big, h / 2, U(0.12, 0.5) * big], U(0, 3.14), m)
    elif k < 0.55:  # table or chair
        a, b, h, turn = U(0.2, 0.8) * big, U(0.2, 0.5) * big, U(0.4, 0.85) * big, U(0, 3.14)
        R = World.rotation(turn)
        w.add("box", [x, y + h, z], [a, 0.03, b], turn, m)
        for sx in (-1, 1):
            for sz in (-1, 1):
                leg = np.float32([sx * (a - 0.04), 0, sz * (b - 0.04)]) @ R
                w.add("box", [x + leg[0], y + h / 2, z + leg[2]], [0.03, h / 2, 0.03], turn, m)
        if rng.random() < 0.5:
            back = np.float32([0, 0, b]) @ R
            w.add("box", [x + back[0], y + h * 1.5, z + back[2]], [a, h / 2, 0.03], turn, m)
        elif rng.random() < 0.7:
            w.add("cylinder", [x, y + h + 0.15, z], [U(0.04, 0.12), 0.12, 1], 0, material(rng))
    elif k < 0.68:
        r = U(0.08, 0.45) * big
        w.add("sphere", [x, y + r, z], [r, r * U(0.6, 1.3), r], 0, m)
    elif k < 0.8:
        h = U(0.1, 1.0) * big
        w.add("cylinder", [x, y + h, z], [U(0.04, 0.4) * big, h, 1], 0, m)
    else:
        card(rng, w, x, z, y, U(0.4, 1.8) * big)


def card(rng, w, x, z, y, height):
    stamp = state["stamps"][rng.integers(len(state["stamps"]))]
    stamp = stamp[:, ::-1] if rng.random() < 0.5 else stamp
    half = [height * stamp.shape[1] / stamp.shape[0] / 2, height / 2, 0.5]
    w.add("card", [x, y + height / 2, z], half, rng.normal(0, 0.3), {"stamp": stamp})


def build(rng):
    """A random world and its camera: (world, eye [3], yaw, pitch, field of view in degrees, light, is the sun)."""
    w, U = World(), rng.uniform
    kind = rng.choice(["room", "street", "table"], p=[0.55, 0.28, 0.17])
    if kind == "room":
        W, D, H = U(2.4, 8), U(2.8, 11), U(2.2, 3.4)
        w.add("room", [0, H / 2, 0], [W / 2, H / 2, D / 2], 0, [material(rng, 0.35), material(rng, 0.85), material(rng, 0.6)])
        eye = np.float32([U(-0.35, 0.35) * W, U(0.7, 1.8), -D / 2 * U(0.5, 0.92)])
        for _ in range(rng.integers(3, 13)):
            furniture(rng, w, U(-0.46, 0.46) * W, U(eye[2] + 0.8, D / 2 - 0.1))
        for _ in range(rng.integers(0, 5)):  # on the walls
            if rng.random() < 0.5:
                w.add("box", [U(-0.45, 0.45) * W, U(0.8, H - 0.4), D / 2], [U(0.15, 0.8), U(0.15, 0.6), U(0.02, 0.15)], 0, material(rng, 0.2))
            else:
                w.add("box", [rng.choice([-1, 1]) * W / 2, U(0.8, H - 0.4), U(-0.4, 0.48) * D], [U(0.02, 0.2), U(0.15, 0.9), U(0.15, 0.8)], 0, material(rng, 0.2))
        return w, eye, rng.normal(0, 0.4), rng.normal(-0.12, 0.14), U(48, 75), np.float32([U(-0.4, 0.4) * W, H - 0.1, U(-0.4, 0.4) * D]), False
    if kind == "table":
        w.add("floor", [0, 0, 0], [1, 1, 1], 0, material(rng, 0.3))
        if rng.random() < 0.7:
            w.add("box", [0, 1, U(1.2, 4)], [6, 3, 0.1], rng.normal(0, 0.2), material(rng, 0.4))
        for _ in range(rng.integers(2, 9)):
            furniture(rng, w, rng.normal(0, 0.4), U(-0.2, 0.9), 0, U(0.1, 0.35))
        return w, np.float32([rng.normal(0, 0.15), U(0.2, 0.9), -U(0.6, 1.2)]), rng.normal(0, 0.12), -U(0.15, 0.6), U(40, 65), np.float32([U(-2, 2), U(1.5, 3), -U(0, 2)]), False
    w.add("floor", [0, 0, 0], [1, 1, 1], 0, material(rng, 0.3))
    gap = U(3, 14)
    for side in (-1, 1):
        z = U(-2, 10)
        for _ in range(rng.integers(0, 6)):
            a, b, h = U(2, 7), U(2, 8), U(1.5, 11)
            m = material(rng, 0.15)
            m["scale"] *= 4
            w.add("box", [side * (gap + a + U(0, 4)), h, z + b], [a, h, b], rng.normal(0, 0.06), m)
            z += 2 * b + U(0, 8)
    for _ in range(rng.integers(0, 8)):  # trees
        z = U(5, 55)
        x, h, m = U(-0.7, 0.7) * (z + 3), U(1, 4), material(rng, 0.1)
        w.add("cylinder", [x, h, z], [U(0.08, 0.3), h, 1], 0, material(rng))
        for _ in range(rng.integers(1, 4)):
            r = U(0.7, 2.4)
            w.add("sphere", [x + rng.normal(0, 0.6), 2 * h + rng.normal(0, 0.5), z + rng.normal(0, 0.6)], [r, r * U(0.7, 1.3), r], 0, m)
    for _ in range(rng.integers(1, 8)):
        z = np.exp(U(np.log(1.5), np.log(25)))
        x = U(-0.5, 0.5) * z
        card(rng, w, x, z, 0, U(0.5, 2.1)) if rng.random() < 0.55 else furniture(rng, w, x, z, 0, U(0.8, 1.8))
    for _ in range(rng.integers(0, 4)):  # hills
        r, m = U(40, 160), material(rng, 0.2)
        m["scale"] *= 20
        w.add("sphere", [U(-120, 120), -r * 0.1, U(60, 110) + r * 0.6], [r, r * U(0.2, 0.6), r], 0, m)
    return w, np.float32([0, U(0.5, 2.2), 0]), rng.normal(0, 0.2), rng.normal(-0.04, 0.1), U(48, 75), np.float32([rng.normal(), U(0.5, 2), rng.normal()]), True


def render(seed):
    """(rgb uint8 [H, W, 3], depth float16 [H, W] in metres) of one scene, or None when it is degenerate."""
    rng, (H, W) = np.random.default_rng(seed), SIZE
    world, eye, yaw, pitch, view, light, sun = build(rng)
    f = 0.5 * W / np.tan(np.radians(view) / 2)
    v, u = np.mgrid[0:H, 0:W].astype(np.float32)
    rays = np.stack([(u - W / 2 + 0.5) / f, -(v - H / 2 + 0.5) / f, np.ones_like(u)], -1).reshape(-1, 3)  # z = 1: t is planar depth
    c, s, roll = np.cos(pitch), np.sin(pitch), rng.normal(0, 0.025)
    rays = rays @ np.float32([[np.cos(roll), np.sin(roll), 0], [-np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
    rays = (rays @ np.float32([[1, 0, 0], [0, c, s], [0, -s, c]]).T @ World.rotation(-yaw).T).astype(np.float32)
    t, index, normal, local = world.cast(eye, rays)
    sky = (index < 0) | (t > SKY)
    t = np.where(sky, SKY, t)
    if np.percentile(t, 3) < 0.25:
        return None
    points = eye + rays * t[:, None] + normal * 0.01
    albedo = np.zeros((len(t), 3), np.float32)
    for i, shape in enumerate(world.shapes):
        on = index == i
        if on.any():
            albedo[on] = colour(shape, normal[on], local[on])
    to_light = np.broadcast_to(light, points.shape) if sun else light - points
    distance = np.linalg.norm(to_light, axis=1, keepdims=True)
    to_light = (to_light / distance).astype(np.float32)
    lambert = np.maximum((normal * to_light).sum(1), 0)
    if rng.random() < 0.7:
        hit = world.cast(points, to_light, shadows=True)[0]
        lambert *= ~(hit < (1e9 if sun else distance[:, 0] - 0.05))
    ambient = rng.uniform(0.3, 0.65)
    light_in = ambient + rng.uniform(0.4, 0.9) * lambert / (1 if sun else 1 + 0.04 * distance[:, 0] ** 2)
    image = albedo * light_in[:, None] * (1 + rng.normal(0, 0.05, 3))
    height = np.clip(rays[:, 1:2] / np.linalg.norm(rays, axis=1, keepdims=True), 0, 1)
    above = (1 - height) * rng.uniform(0.65, 1, 3) + height * rng.uniform([0.1, 0.25, 0.4], [0.7, 0.8, 1])
    if sun:
        haze = 1 - np.exp(-rng.uniform(0, 0.02) * t)[:, None]
        image = image * (1 - haze) + above.mean(0) * haze
    image = np.where(sky[:, None], above, image).reshape(H, W, 3) * rng.uniform(0.8, 1.2)
    image = np.clip(cv2.GaussianBlur(image.astype(np.float32), (0, 0), rng.uniform(0.3, 0.6)), 0, 1) ** rng.uniform(0.75, 1.2)
    image = (np.clip(image + rng.normal(0, rng.uniform(0, 0.02), image.shape), 0, 1) * 255).astype(np.uint8)
    return (image, t.reshape(H, W).astype(np.float16)) if image.std() > 14 else None


def start(recipe, root, stamps, seed):
    cv2.setNumThreads(1)
    rng = np.random.default_rng(seed)
    photos = [load_photo(root, recipe[i], 512) for i in rng.permutation(len(recipe))[:160]]
    state["textures"] = []
    for photo in photos * 2:
        side = int(min(photo.shape[:2]) * rng.uniform(0.25, 0.8))
        y, x = (int(rng.integers(n - side + 1)) for n in photo.shape[:2])
        state["textures"].append(cv2.resize(photo[y:y + side, x:x + side], (160, 160), interpolation=cv2.INTER_AREA).astype(np.float32) / 255)
    state["stamps"] = load_stamps(stamps)


def main():
    parser = argparse.ArgumentParser()
    for name in ("recipe", "unpacked", "stamps", "out"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--count", type=int, default=1200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    a = parser.parse_args()
    recipe = [e for e in read_recipe(a.recipe, a.unpacked) if e["split"] == "train"]
    with Pool(a.workers, start, (recipe, a.unpacked, a.stamps, a.seed)) as pool:
        made = [x for x in pool.imap(render, range(a.seed * 10 ** 6, a.seed * 10 ** 6 + a.count), chunksize=8) if x]
    rgb, depth = zip(*made)
    np.savez(a.out, rgb=np.stack(rgb), depth=np.stack(depth))
    print(len(made), "scenes")


if __name__ == "__main__":
    main()
