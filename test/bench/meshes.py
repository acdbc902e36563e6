"""meshes.py <task> <tool> <scene as JSON> <path> [triangles]: the peers' side of the mesh benchmarks.

`write open3d|trimesh`: triangulates the whole map and writes it with colours (PLY, GLB), prints a measurement.
`simplify open3d|fast-simplification`: brings it down to so many triangles, leaves raw vertices and indices, prints a measurement.
`measure any`: prints distances of 200,000 original points to the raw mesh at the path, by Open3D's exact nearest-point search.
"""

import ctypes
import json
import os
import re
import sys
import time

import numpy as np

task, tool, scene, path = sys.argv[1], sys.argv[2], json.loads(sys.argv[3]), sys.argv[4]
width, height = scene["width"], scene["height"]
depth = np.fromfile(scene["depthPath"], np.float32).reshape(height, width)
rgb = np.fromfile(scene["rgbPath"], np.uint8).reshape(-1, 3)

if tool == "open3d" or task == "measure":
    try:
        # Open3D links against libusb, which small systems lack: the wheel of that name brings it.
        import libusb_package

        ctypes.CDLL(str(libusb_package.get_library_path()), mode=ctypes.RTLD_GLOBAL)
    except ImportError:
        pass
    import open3d
elif tool == "trimesh":
    import trimesh
elif tool == "fast-simplification":
    import fast_simplification


def status(field):
    with open("/proc/self/status") as file:
        return int(re.search(field + r":\s+(\d+) kB", file.read()).group(1)) * 1024


def points():
    x = (np.arange(width, dtype=np.float32) + np.float32(0.5 - scene["cx"])) / np.float32(scene["fx"])
    y = (np.arange(height, dtype=np.float32) + np.float32(0.5 - scene["cy"])) / np.float32(scene["fy"])
    out = np.empty((height, width, 3), np.float32)
    out[..., 0] = x * depth
    out[..., 1] = y[:, None] * depth
    out[..., 2] = depth
    return out.reshape(-1, 3)


def is_step(a, b):
    return np.abs(a - b) > 0.05 * np.minimum(a, b)


def triangles(cut):
    a = (np.arange(height - 1, dtype=np.int32)[:, None] * width + np.arange(width - 1, dtype=np.int32)).ravel()
    lower = np.stack([a, a + width, a + 1], 1)
    upper = np.stack([a + 1, a + width, a + width + 1], 1)
    if cut:
        z = depth.ravel()
        lower = lower[~(is_step(z[a], z[a + 1]) | is_step(z[a], z[a + width]))]
        upper = upper[~(is_step(z[a + 1], z[a + width + 1]) | is_step(z[a + width], z[a + width + 1]))]
    return np.concatenate([lower, upper])


def write_open3d():
    mesh = open3d.geometry.TriangleMesh(
        open3d.utility.Vector3dVector(points()), open3d.utility.Vector3iVector(triangles(False))
    )
    mesh.vertex_colors = open3d.utility.Vector3dVector(rgb / 255.0)
    open3d.io.write_triangle_mesh(path, mesh, write_ascii=False)


def write_trimesh():
    mesh = trimesh.Trimesh(points(), triangles(False), vertex_colors=rgb, process=False)
    mesh.export(path)


def simplify_open3d(budget):
    mesh = open3d.geometry.TriangleMesh(
        open3d.utility.Vector3dVector(points()), open3d.utility.Vector3iVector(triangles(True))
    )
    mesh = mesh.simplify_quadric_decimation(budget)
    return np.asarray(mesh.vertices, np.float32), np.asarray(mesh.triangles, np.uint32)


def simplify_fast(budget):
    vertices, faces = fast_simplification.simplify(points(), triangles(True), target_count=budget)
    return vertices.astype(np.float32), faces.astype(np.uint32)


if task == "measure":
    vertices = np.fromfile(path + ".vertices.f32", np.float32).reshape(-1, 3)
    faces = np.fromfile(path + ".indices.u32", np.uint32).reshape(-1, 3)
    search = open3d.t.geometry.RaycastingScene()
    search.add_triangles(open3d.core.Tensor(vertices), open3d.core.Tensor(faces))
    picked = np.random.default_rng(0).choice(width * height, 200_000, replace=False)
    chosen = points()[picked]
    distance = search.compute_distance(open3d.core.Tensor(chosen)).numpy().astype(np.float64)
    print(
        json.dumps(
            {
                "triangles": len(faces),
                "rms": float(np.sqrt(np.mean(distance**2))),
                "p99": float(np.quantile(distance, 0.99)),
                "maximum": float(distance.max()),
                "relativeRms": float(np.sqrt(np.mean((distance / chosen[:, 2]) ** 2))),
            }
        )
    )
    sys.exit()

inputs = depth.nbytes + rgb.nbytes
try:
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")
except OSError:
    pass
start, cpu = time.perf_counter(), time.process_time()
if task == "write":
    write_open3d() if tool == "open3d" else write_trimesh()
    written, used = time.perf_counter(), time.process_time() - cpu
    descriptor = os.open(path, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)
    size = os.path.getsize(path)
else:
    budget = int(sys.argv[5])
    vertices, faces = simplify_open3d(budget) if tool == "open3d" else simplify_fast(budget)
    written, used = time.perf_counter(), time.process_time() - cpu
    size = vertices.nbytes + faces.nbytes
end = time.perf_counter()
peak = status("VmHWM") - inputs
if task == "simplify":
    vertices.tofile(path + ".vertices.f32")
    faces.tofile(path + ".indices.u32")
print(
    json.dumps(
        {"seconds": written - start, "cpuSeconds": used, "syncSeconds": end - written, "extraBytes": peak, "bytes": size}
    )
)
