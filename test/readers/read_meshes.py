"""Opens the meshes of every preset and counts what may not be: triangles that face away from the camera, doubled ones, sides with three.

Usage: read_meshes.py FOLDER trimesh|blender (made by make-presets.ts). One line a file; exits with 1 where one fails.
A relief (STL) is looked at from no camera: it has to be closed. Of the room the depth of each vertex is compared with the truth.
"""
import glob
import json
import os
import sys

import numpy as np

FOLDER, READER = sys.argv[1:3]
FAILED = []


def read_trimesh(path):
    import trimesh

    if path.endswith(".usdz"):
        return None
    mesh = trimesh.load(path, process=False, force="mesh")
    return np.asarray(mesh.vertices, float), np.asarray(mesh.faces)


def read_blender(path):
    import bpy

    bpy.ops.wm.read_factory_settings(use_empty=True)
    kind = os.path.splitext(path)[1]
    if kind in (".glb",):
        import addon_utils

        addon_utils.enable("io_scene_gltf2", default_set=False)
        bpy.ops.import_scene.gltf(filepath=path)
    else:
        {
            ".obj": bpy.ops.wm.obj_import,
            ".stl": bpy.ops.wm.stl_import,
            ".ply": bpy.ops.wm.ply_import,
            ".usdz": bpy.ops.wm.usd_import,
        }[kind](filepath=path)
    points, faces, start = [], [], 0
    for thing in bpy.data.objects:
        if thing.type != "MESH":
            continue
        mesh = thing.data
        mesh.calc_loop_triangles()
        local = np.empty(3 * len(mesh.vertices), np.float32)
        mesh.vertices.foreach_get("co", local)
        matrix = np.array(thing.matrix_world)
        points.append(local.reshape(-1, 3) @ matrix[:3, :3].T + matrix[:3, 3])
        corners = np.empty(3 * len(mesh.loop_triangles), np.int32)
        mesh.loop_triangles.foreach_get("vertices", corners)
        faces.append(corners.reshape(-1, 3) + start)
        start += len(mesh.vertices)
    return np.concatenate(points).astype(float), np.concatenate(faces)


def version():
    if READER == "trimesh":
        import trimesh

        return f"trimesh {trimesh.__version__}"
    import bpy

    return f"Blender {bpy.app.version_string}"


def merged(points, faces):
    """One number for each place: an STL says every corner anew, and a texture parts vertices."""
    _, index = np.unique(np.round(points, 6), axis=0, return_inverse=True)
    return index.reshape(-1)[faces]


def counts(points, faces):
    a, b, c = (points[faces[:, k]] for k in range(3))
    normals = np.cross(b - a, c - a)
    centres = (a + b + c) / 3
    away = int(((normals * -centres).sum(1) < 0).sum())
    joined = merged(points, faces)
    doubled = len(faces) - len(np.unique(np.sort(joined, 1), axis=0))
    sides = np.sort(np.vstack([joined[:, [0, 1]], joined[:, [1, 2]], joined[:, [2, 0]]]), 1)
    _, times = np.unique(sides, axis=0, return_counts=True)
    return away, doubled, int((times > 2).sum()), int((times != 2).sum())


def room_depth(x, y):
    """Planar depth along the ray (x, y, 1), as test/fixtures/scenes.ts casts it."""
    walls = np.minimum(5, np.minimum(2 / np.maximum(np.abs(x), 1e-9), np.where(y > 0, 1.5, 1) / np.maximum(np.abs(y), 1e-9)))
    cx, cy, cz, radius = 0.4, 0.6, 3, 0.8
    a = x * x + y * y + 1
    b = x * cx + y * cy + cz
    root = b * b - a * (cx * cx + cy * cy + cz * cz - radius * radius)
    ball = np.where(root >= 0, (b - np.sqrt(np.maximum(root, 0))) / a, np.inf)
    return np.minimum(walls, np.where(ball > 0, ball, np.inf))


def off_truth(points, is_y_up):
    right, up, forward = (points[:, 0], points[:, 1], -points[:, 2]) if is_y_up else (points[:, 0], points[:, 2], points[:, 1])
    truth = room_depth(right / forward, -up / forward)
    return np.percentile(np.abs(forward - truth) / truth, [50, 99])


print(version())
read = read_trimesh if READER == "trimesh" else read_blender
for path in sorted(glob.glob(os.path.join(FOLDER, "*", "*"))):
    if os.path.splitext(path)[1] not in (".glb", ".obj", ".stl", ".usdz", ".ply") or "project" in path.split(os.sep):
        continue
    name = os.path.relpath(path, FOLDER)
    if name.startswith("room") and "cloudcompare" in name:
        continue
    try:
        mesh = read(path)
    except Exception as error:
        print(f"FAIL  {name}: {error}")
        FAILED.append(name)
        continue
    if mesh is None:
        print(f"-     {name}: {READER} reads no such file")
        continue
    points, faces = mesh
    if len(faces) == 0:
        print(f"-     {name}: points alone, which read_geometry.py reads")
        continue
    away, doubled, thrice, open_sides = counts(points, faces)
    if path.endswith(".stl"):
        passed = open_sides == 0
        words = f"{len(faces)} triangles, {open_sides} sides without exactly two"
    else:
        passed = away == 0 and doubled == 0 and thrice == 0
        words = f"{len(faces)} triangles, {away} face away, {doubled} doubled, {thrice} sides with three"
        if name.startswith("room"):
            half, most = off_truth(points, READER == "trimesh")
            passed = passed and half < 1e-3
            words += f"; depth of the vertices off by {half:.1e} (median), {most:.1e} (99 %)"
    print(f"{'ok  ' if passed else 'FAIL'}  {name}: {words}")
    if not passed:
        FAILED.append(name)

if READER == "blender":
    import bpy

    # The depth as an image, to the bit, and the plane as the modifier moves it.
    truth = np.load(os.path.join(FOLDER, "room", "truth.npy"))
    camera = json.load(open(os.path.join(FOLDER, "room", "camera.json")))
    bpy.ops.wm.read_factory_settings(use_empty=True)
    image = bpy.data.images.load(os.path.join(FOLDER, "room", "blender-depth.exr"))
    image.colorspace_settings.name = "Non-Color"
    pixels = np.array(image.pixels[:], np.float32).reshape(image.size[1], image.size[0], -1)[::-1, :, 0]
    passed = np.array_equal(pixels, truth)
    print(f"{'ok  ' if passed else 'FAIL'}  room/blender-depth.exr: {image.size[0]} x {image.size[1]}, exact values {passed}")
    if not passed:
        FAILED.append("blender-depth")

    import zipfile

    with zipfile.ZipFile(os.path.join(FOLDER, "room", "blender-displacement.zip")) as archive:
        archive.extractall(os.path.join(FOLDER, "room", "displacement"))
    at = os.path.join(FOLDER, "room", "displacement")
    bpy.ops.wm.obj_import(filepath=os.path.join(at, "plane.obj"))
    plane = [thing for thing in bpy.data.objects if thing.type == "MESH"][0]
    texture = bpy.data.textures.new("displacement", "IMAGE")
    texture.image = bpy.data.images.load(os.path.join(at, "displacement.exr"))
    texture.image.colorspace_settings.name = "Non-Color"
    texture.use_interpolation = True
    texture.extension = "EXTEND"
    modifier = plane.modifiers.new("displace", "DISPLACE")
    modifier.texture, modifier.texture_coords, modifier.direction = texture, "UV", "NORMAL"
    modifier.mid_level, modifier.strength = 0, 1
    moved = plane.evaluated_get(bpy.context.evaluated_depsgraph_get()).to_mesh()
    local = np.empty(3 * len(moved.vertices), np.float32)
    moved.vertices.foreach_get("co", local)
    distance = json.load(open(os.path.join(FOLDER, "room", "blender-displacement.zip.json")))["depthImage"]["plane"]["camera"][2]
    points = local.reshape(-1, 3)
    depth = distance - points[:, 2]
    u = points[:, 0] / distance * camera["fx"] + camera["cx"]
    v = -points[:, 1] / distance * camera["fy"] + camera["cy"]
    there = truth[np.clip(v.astype(int), 0, truth.shape[0] - 1), np.clip(u.astype(int), 0, truth.shape[1] - 1)]
    off = np.abs(depth - there) / there
    passed = np.median(off) < 2e-3
    print(f"{'ok  ' if passed else 'FAIL'}  room/blender-displacement.zip: {len(points)} points moved, depth off by {np.median(off):.1e} (median), {np.percentile(off, 95):.1e} (95 %)")
    if not passed:
        FAILED.append("blender-displacement")

print(f"{len(FAILED)} failed" if FAILED else "all read")
# Blender as a module may fall over when Python takes it down, after all was said.
sys.stdout.flush()
os._exit(1 if FAILED else 0)
