"""Reads meshes, cameras, splats and prints with OpenUSD, plyfile, splat-transform, trimesh, admesh and PrusaSlicer.

Usage: read_geometry.py FOLDER (made by make-geometry.ts) [SPLAT_TRANSFORM]. Prints one line a check; exits with 1 where one fails.
"""
import csv
import json
import os
import re
import shutil
import subprocess
import sys

import numpy as np

FOLDER = sys.argv[1]
FAILED = []


def path(name):
    return os.path.join(FOLDER, name)


def check(reader, file, what, passed, detail=""):
    print(f"{'ok  ' if passed else 'FAIL'}  {file:24} {reader:14} {what} {detail}".rstrip())
    if not passed:
        FAILED.append((reader, file, what))


def load(name):
    try:
        return __import__(name)
    except ImportError:
        print(f"-     {name} is not installed: left out")
        return None


with open(path("room.camera.json")) as file:
    CAMERA = json.load(file)
WIDTH, HEIGHT = CAMERA["photo"]["width"], CAMERA["photo"]["height"]
K = np.array([[CAMERA["fx"], 0, CAMERA["cx"]], [0, CAMERA["fy"], CAMERA["cy"]], [0, 0, 1]])

# The camera of a .chan, as Nuke's reference guide lists its columns.
with open(path("room.chan")) as file:
    (line,) = file.read().splitlines()
frame, *numbers = (float(word) for word in line.split())
vertical = np.degrees(2 * np.arctan(HEIGHT / 2 / CAMERA["fy"]))
check("text", "room.chan", "frame, place, turn, view", frame == 1 and np.allclose(numbers, [0, 0, 0, 0, 0, 0, vertical]))
sensor = CAMERA["sensor"]
across = sensor["focalLength"] * WIDTH / sensor["width"]
check("text", "room.camera.json", "sensor and field of view", abs(across - CAMERA["fx"]) < 1e-9 and abs(CAMERA["fieldOfView"]["vertical"] - vertical) < 1e-9)

if load("pxr"):
    from pxr import Gf, Usd, UsdGeom, UsdShade

    for name in ("room.usda", "room.usdz", "fill.usda"):
        stage = Usd.Stage.Open(path(name))
        check("OpenUSD", name, "metres, y up", UsdGeom.GetStageMetersPerUnit(stage) == 1 and UsdGeom.GetStageUpAxis(stage) == "Y")
        camera = UsdGeom.Camera(stage.GetPrimAtPath("/Root/Camera")).GetCamera(Usd.TimeCode.Default())
        frustum = camera.frustum
        matrix = np.array(frustum.ComputeViewMatrix() * frustum.ComputeProjectionMatrix())

        def view(points):
            """0..1 from the left and from the bottom of what the camera sees."""
            homogeneous = np.c_[points, np.ones(len(points))] @ matrix
            return (homogeneous[:, :2] / homogeneous[:, 3:] + 1) / 2

        surface = UsdGeom.Mesh(stage.GetPrimAtPath("/Root/Surface"))
        points = np.array(surface.GetPointsAttr().Get())
        st = np.array(UsdGeom.PrimvarsAPI(surface).GetPrimvar("st").Get())
        off = np.max(np.abs(view(points) - st) * [WIDTH, HEIGHT])
        check("OpenUSD", name, "camera sees the texture where it lies", off < 0.01, f"(at most {off:.4f} pixels beside it, {len(points)} points)")
        low, high = (np.array(corner) for corner in surface.GetExtentAttr().Get())
        check("OpenUSD", name, "extent", np.allclose(points.min(0), low, atol=1e-6) and np.allclose(points.max(0), high, atol=1e-6))
        if name == "fill.usda":
            behind = UsdGeom.Mesh(stage.GetPrimAtPath("/Root/Behind"))
            asset = UsdShade.Shader(stage.GetPrimAtPath("/Root/BehindPhoto/Texture")).GetInput("file").Get()
            points = np.array(behind.GetPointsAttr().Get())
            off = np.max(np.abs(view(points) - np.array(UsdGeom.PrimvarsAPI(behind).GetPrimvar("st").Get())) * [WIDTH, HEIGHT])
            check("OpenUSD", name, "layer behind, with its picture", off < 0.01 and os.path.isfile(asset.resolvedPath), f"({len(points)} points)")
        if name != "room.usda":
            continue
        plane = UsdGeom.Mesh(stage.GetPrimAtPath("/Root/Camera/ImagePlane"))
        corners = np.array(plane.GetPointsAttr().Get())
        off = np.max(np.abs(view(corners) - np.array(UsdGeom.PrimvarsAPI(plane).GetPrimvar("st").Get())))
        check("OpenUSD", name, "image plane fills the view", off < 1e-6 and corners[0, 2] < points[:, 2].min(), f"({off:.1e} of it off)")
        material, _ = UsdShade.MaterialBindingAPI(plane).ComputeBoundMaterial()
        asset = UsdShade.Shader(stage.GetPrimAtPath("/Root/Photo/Texture")).GetInput("file").Get()
        check("OpenUSD", name, "photo is found", bool(material) and os.path.isfile(asset.resolvedPath), os.path.basename(asset.resolvedPath))

# Splats, as the reference implementation reads them (3D Gaussian Splatting, load_ply).
if load("plyfile"):
    from plyfile import PlyData

    vertex = PlyData.read(path("splats.ply"))["vertex"]
    names = [prop.name for prop in vertex.properties]
    scales = np.exp(np.stack([vertex[f"scale_{k}"] for k in range(3)], 1).astype(np.float64))
    quaternion = np.stack([vertex[f"rot_{k}"] for k in range(4)], 1).astype(np.float64)
    position = np.stack([vertex[axis] for axis in "xyz"], 1).astype(np.float64)
    normal = np.stack([vertex[axis] for axis in ("nx", "ny", "nz")], 1).astype(np.float64)
    w, x, y, z = quaternion.T
    turn = np.stack(
        [
            np.stack([1 - 2 * (y * y + z * z), 2 * (x * y - w * z), 2 * (x * z + w * y)], 1),
            np.stack([2 * (x * y + w * z), 1 - 2 * (x * x + z * z), 2 * (y * z - w * x)], 1),
            np.stack([2 * (x * z - w * y), 2 * (y * z + w * x), 1 - 2 * (x * x + y * y)], 1),
        ],
        1,
    )
    check("plyfile", "splats.ply", "unit quaternions", np.allclose(np.linalg.norm(quaternion, axis=1), 1, atol=1e-6), f"({len(position)} splats)")
    check("plyfile", "splats.ply", "flat, along the normal", np.allclose(turn[:, :, 2], normal, atol=1e-5) and np.all(scales[:, 2] < scales[:, 1] * 0.02))
    covariance = np.einsum("nij,nj,nkj->nik", turn, scales**2, turn)
    depth = position[:, 2]
    J = np.zeros((len(position), 2, 3))
    J[:, 0, 0], J[:, 1, 1] = K[0, 0] / depth, K[1, 1] / depth
    J[:, 0, 2] = -K[0, 0] * position[:, 0] / depth**2
    J[:, 1, 2] = -K[1, 1] * position[:, 1] / depth**2
    seen = J @ covariance @ J.transpose(0, 2, 1)
    spread = np.sqrt(np.linalg.eigvalsh(seen))
    check("plyfile", "splats.ply", "seen as large as a pixel", np.median(np.abs(spread - 0.6)) < 1e-3 and np.max(spread) < 0.61, f"(standard deviations {spread.min():.3f} to {spread.max():.3f} pixels, 99 % above {np.percentile(spread, 1):.3f})")
    opacity = 1 / (1 + np.exp(-vertex["opacity"].astype(np.float64)))
    check("plyfile", "splats.ply", "opacity", np.allclose(opacity, 0.99, atol=1e-4))
    from PIL import Image

    photo = np.asarray(Image.open(path("photo.png")))
    pixel = np.floor((position @ K.T)[:, :2] / depth[:, None] + 1e-4).astype(int)
    colour = 0.5 + 0.28209479177387814 * np.stack([vertex[f"f_dc_{k}"] for k in range(3)], 1)
    off = np.max(np.abs(colour * 255 - photo[pixel[:, 1], pixel[:, 0]]))
    check("plyfile", "splats.ply", "colours of the photo", off < 0.01, f"(at most {off:.4f} codes off)")
    if len(sys.argv) > 2:
        done = subprocess.run([sys.argv[2], "-w", path("splats.ply"), path("splats.csv")], capture_output=True, text=True)
        rows = []
        if done.returncode == 0:
            with open(path("splats.csv")) as file:
                rows = list(csv.DictReader(file))
        same = len(rows) == len(position) and all(
            np.allclose([float(row[name]) for row in rows], vertex[name], rtol=1e-5, atol=1e-6) for name in names if name in rows[0]
        )
        check("splat-transform", "splats.ply", "the same numbers", same, f"({len(rows)} splats) {done.stderr[-200:] if not rows else ''}")
        done = subprocess.run([sys.argv[2], "-w", path("splats.ply"), path("splats.compressed.ply")], capture_output=True, text=True)
        check("splat-transform", "splats.ply", "packed for SuperSplat", done.returncode == 0 and os.path.getsize(path("splats.compressed.ply")) > 1000)
    else:
        print("-     splat-transform is not installed: left out")

# Prints.
PRINTS = sorted(name for name in os.listdir(FOLDER) if name.endswith(".stl"))
trimesh = load("trimesh")
admesh, slicer = shutil.which("admesh"), shutil.which("prusa-slicer")
for program, found in (("admesh", admesh), ("prusa-slicer", slicer)):
    if not found:
        print(f"-     {program} is not installed: left out")
if trimesh:
    scene = trimesh.load(path("fill.glb"))
    parts = list(scene.geometry.values())
    pictures = {part.visual.material.baseColorTexture.tobytes() for part in parts}
    check("trimesh", "fill.glb", "surface and layer, a picture each", len(parts) == 2 and len(pictures) == 2, f"({' + '.join(str(len(part.faces)) for part in parts)} triangles)")
    cloud = trimesh.load(path("fill-points.ply"))
    check("trimesh", "fill-points.ply", "points of both layers", len(cloud.vertices) > 0.98 * WIDTH * HEIGHT, f"({len(cloud.vertices)} points)")
for name in PRINTS:
    if trimesh:
        solid = trimesh.load(path(name))
        size = " x ".join(f"{side:.2f}" for side in solid.extents)
        check("trimesh", name, "watertight, turned outwards", solid.is_watertight and solid.is_winding_consistent and solid.volume > 0, f"({len(solid.faces)} triangles, {size} mm, {solid.volume / 1000:.2f} cm3)")
    if admesh:
        out = subprocess.run([admesh, path(name)], capture_output=True, text=True).stdout
        facts = dict(re.findall(r"([A-Z][a-z]+(?: [a-z]+)*) +: +(-?\d+)", out))
        wrong = {
            key: facts.get(key)
            for key in ("Total disconnected facets", "Degenerate facets", "Edges fixed", "Facets removed", "Facets added", "Facets reversed", "Backwards edges")
            if facts.get(key) != "0"
        }
        check("admesh", name, "nothing to repair, one part", not wrong and facts.get("Number of parts") == "1", str(wrong or ""))
    if slicer:
        code = path(f"{name}.gcode")
        done = subprocess.run([slicer, "--export-gcode", "--output", code, path(name)], capture_output=True, text=True)
        lines = open(code).read().splitlines() if os.path.isfile(code) else []
        layers = sum(line.startswith(";LAYER_CHANGE") for line in lines)
        # Of its own planner of walls, which logs in which direction it lays one out: nothing that it says of the mesh.
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "Reversing even wall line" not in line]
        said = [line for line in lines if "error" in line.lower() or "repair" in line.lower()]
        check("PrusaSlicer", name, "sliced", done.returncode == 0 and layers > 3 and not said, f"({layers} layers) {' '.join(said)}")

print(f"{len(FAILED)} failed" if FAILED else "all read")
sys.exit(1 if FAILED else 0)
