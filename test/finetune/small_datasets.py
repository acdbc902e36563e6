"""Writes datasets as their authors do, small, from arrays that the tests know."""

import csv
from pathlib import Path

import h5py
import numpy as np
from PIL import Image

HYPERSIM_COLUMNS = [
    "scene_name",
    "camera_name",
    "frame_id",
    "included_in_public_release",
    "exclude_reason",
    "split_partition_name",
]


def write_hdf5(path: Path, values: np.ndarray) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with h5py.File(path, "w") as file:
        file.create_dataset("dataset", data=values)


def write_hypersim(root: Path, frames: list[tuple[str, int, str, np.ndarray, np.ndarray, np.ndarray]]) -> None:
    """Frames: scene, id, split, linear colour, distance along the ray, entity of each pixel."""
    rows = []
    for scene, frame, split, colour, distance, entities in frames:
        images = root / scene / "images"
        write_hdf5(images / f"scene_cam_00_final_hdf5/frame.{frame:04d}.color.hdf5", colour.astype(np.float16))
        geometry = images / "scene_cam_00_geometry_hdf5"
        write_hdf5(geometry / f"frame.{frame:04d}.depth_meters.hdf5", distance.astype(np.float16))
        write_hdf5(geometry / f"frame.{frame:04d}.render_entity_id.hdf5", entities.astype(np.int32))
        rows.append([scene, "cam_00", frame, "True", "", split])
    rows.append(["ai_999_999", "cam_00", 0, "False", "bad", "train"])
    with (root / "metadata_images_split_scene_v1.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HYPERSIM_COLUMNS, *rows])


def write_virtual_kitti(root: Path, scene: str, photo: np.ndarray, centimetres: np.ndarray) -> None:
    frames = root / scene / "clone/frames"
    (frames / "rgb/Camera_0").mkdir(parents=True)
    (frames / "depth/Camera_0").mkdir(parents=True)
    Image.fromarray(photo).save(frames / "rgb/Camera_0/rgb_00003.jpg", quality=95)
    Image.fromarray(centimetres.astype(np.uint16)).save(frames / "depth/Camera_0/depth_00003.png")


def write_tartan_air(root: Path, photo: np.ndarray, metres: np.ndarray) -> None:
    folder = root / "abandonedfactory/Easy/P001"
    (folder / "image_left").mkdir(parents=True)
    (folder / "depth_left").mkdir()
    Image.fromarray(photo).save(folder / "image_left/000007_left.png")
    np.save(folder / "depth_left/000007_left_depth.npy", metres.astype(np.float32))


def write_folder(root: Path, name: str, photo: np.ndarray, metres: np.ndarray) -> None:
    (root / "images" / name).parent.mkdir(parents=True, exist_ok=True)
    (root / "depth" / name).parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(photo).save(root / "images" / f"{name}.png")
    np.save(root / "depth" / f"{name}.npy", metres.astype(np.float32))
