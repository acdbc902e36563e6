"""write_points.py <open3d|trimesh|check> <scene as JSON> <path>: writes the peer's point cloud and prints a measurement.

`check` reads a cloud with trimesh instead and prints its largest distance from points computed here with NumPy.
"""

import ctypes
import json
import os
import re
import sys
import time

import numpy as np

tool, scene, path = sys.argv[1], json.loads(sys.argv[2]), sys.argv[3]
width, height = scene["width"], scene["height"]
depth = np.fromfile(scene["depthPath"], np.float32).reshape(height, width)
rgb = np.fromfile(scene["rgbPath"], np.uint8).reshape(height, width, 3)

if tool == "open3d":
    try:
        # Open3D links against libusb, which small systems lack: the wheel of that name brings it.
        import libusb_package

        ctypes.CDLL(str(libusb_package.get_library_path()), mode=ctypes.RTLD_GLOBAL)
    except ImportError:
        pass
    import open3d
else:
    import trimesh


def status(field):
    with open("/proc/self/status") as file:
        return int(re.search(field + r":\s+(\d+) kB", file.read()).group(1)) * 1024


def points_with_numpy():
    x = (np.arange(width, dtype=np.float32) + np.float32(0.5 - scene["cx"])) / np.float32(scene["fx"])
    y = (np.arange(height, dtype=np.float32) + np.float32(0.5 - scene["cy"])) / np.float32(scene["fy"])
    points = np.empty((height, width, 3), np.float32)
    points[..., 0] = x * depth
    points[..., 1] = y[:, None] * depth
    points[..., 2] = depth
    return points.reshape(-1, 3)


def write_with_open3d():
    # Open3D puts pixel centres at whole numbers.
    camera = open3d.camera.PinholeCameraIntrinsic(
        width, height, scene["fx"], scene["fy"], scene["cx"] - 0.5, scene["cy"] - 0.5
    )
    image = open3d.geometry.RGBDImage.create_from_color_and_depth(
        open3d.geometry.Image(rgb),
        open3d.geometry.Image(depth),
        depth_scale=1.0,
        depth_trunc=1e9,
        convert_rgb_to_intensity=False,
    )
    cloud = open3d.geometry.PointCloud.create_from_rgbd_image(image, camera)
    open3d.io.write_point_cloud(path, cloud, write_ascii=False)


def write_with_trimesh():
    cloud = trimesh.PointCloud(points_with_numpy(), colors=rgb.reshape(-1, 3))
    cloud.export(path)


if tool == "check":
    cloud = trimesh.load(path)
    expected = points_with_numpy()
    distance = np.linalg.norm(cloud.vertices - expected, axis=1) / depth.reshape(-1)
    same_colours = bool(np.array_equal(np.asarray(cloud.colors)[:, :3], rgb.reshape(-1, 3)))
    print(json.dumps({"points": len(cloud.vertices), "relativeDistance": float(distance.max()), "sameColours": same_colours}))
else:
    inputs = depth.nbytes + rgb.nbytes
    try:
        with open("/proc/self/clear_refs", "w") as file:
            file.write("5")
    except OSError:
        pass
    start, cpu = time.perf_counter(), time.process_time()
    write_with_open3d() if tool == "open3d" else write_with_trimesh()
    written, used = time.perf_counter(), time.process_time() - cpu
    descriptor = os.open(path, os.O_RDWR)
    os.fsync(descriptor)
    os.close(descriptor)
    end = time.perf_counter()
    print(
        json.dumps(
            {
                "seconds": written - start,
                "cpuSeconds": used,
                "syncSeconds": end - written,
                "extraBytes": status("VmHWM") - inputs,
                "bytes": os.path.getsize(path),
            }
        )
    )
