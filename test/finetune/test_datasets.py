"""Every reader on files in its authors' layout."""

from pathlib import Path

import numpy as np
import pytest
from small_datasets import write_folder, write_hypersim, write_tartan_air, write_virtual_kitti

from export.refusal import Refusal
from finetune.configuration import DatasetSettings
from finetune.data.hypersim import planar_depth, tone_mapped
from finetune.data.mixture import Dataset, Mixture

RANDOM = np.random.default_rng(3)


def photo_of(height: int, width: int) -> np.ndarray:
    return RANDOM.integers(0, 256, (height, width, 3), dtype=np.uint8)


def test_hypersim_is_tone_mapped_and_planar(tmp_path: Path) -> None:
    colour = RANDOM.random((24, 32, 3)) * 4
    entities = np.ones((24, 32))
    entities[:6] = -1
    colour[:6] = 50
    # A wall at 3 m, which rays meet farther away at the sides: the distance at the corner follows from the published focal length.
    focal = 886.81 * 32 / 1024
    y, x = np.mgrid[0:24, 0:32]
    distance = 3 * np.sqrt(((x - 15.5) / focal) ** 2 + ((y - 11.5) / focal) ** 2 + 1)
    write_hypersim(tmp_path, [("ai_001_001", 7, "train", colour, distance, entities)])
    dataset = Dataset(DatasetSettings("hypersim", str(tmp_path), maximum=65))
    assert [item.name for item in dataset.items] == ["ai_001_001/cam_00/0007"]
    sample = dataset.read(0)
    assert np.abs(sample.depth - 3).max() < 5e-3  # float16 distances
    assert sample.valid.all()
    # The 90th percentile of brightness of what was rendered becomes 0.8.
    half = colour.astype(np.float16).astype(np.float32)
    brightness = half @ np.array([0.3, 0.59, 0.11], dtype=np.float32)
    at = np.percentile(brightness[entities != -1], 90)
    expected = np.clip((half * 0.8**2.2 / at) ** (1 / 2.2), 0, 1)
    assert np.abs(sample.photo - expected).max() < 1e-5


def test_hypersim_knows_its_splits(tmp_path: Path) -> None:
    plane = np.ones((8, 8))
    frames = [
        ("ai_001_001", i, split, np.ones((8, 8, 3)), plane, plane) for i, split in enumerate(("train", "val", "train"))
    ]
    write_hypersim(tmp_path, frames)
    assert len(Dataset(DatasetSettings("hypersim", str(tmp_path))).items) == 2
    assert len(Dataset(DatasetSettings("hypersim", str(tmp_path), split="val")).items) == 1
    with pytest.raises(Refusal, match="frames of the split"):
        Dataset(DatasetSettings("hypersim", str(tmp_path), split="test"))


def test_a_dark_picture_stays_dark_and_an_empty_one_is_no_trouble() -> None:
    assert tone_mapped(np.zeros((4, 4, 3), dtype=np.float32), np.ones((4, 4), dtype=bool)).max() == 0
    assert tone_mapped(np.ones((4, 4, 3), dtype=np.float32), np.zeros((4, 4), dtype=bool)).shape == (4, 4, 3)
    assert np.isnan(planar_depth(np.full((4, 4), np.nan))).all()


def test_virtual_kitti_is_in_centimetres_and_its_sky_is_not_valid(tmp_path: Path) -> None:
    stored = np.full((40, 64), 1234)
    stored[:20] = 65535
    stored[20:25] = 8001
    write_virtual_kitti(tmp_path, "Scene01", photo_of(40, 64), stored)
    write_virtual_kitti(tmp_path, "Scene20", photo_of(40, 64), stored)
    dataset = Dataset(DatasetSettings("virtual-kitti", str(tmp_path), maximum=80, crop=(32, 48), size=(32, 48)))
    assert [item.name for item in dataset.items] == ["Scene01/clone/Camera_0/00003"]
    sample = dataset.read(0)
    assert sample.photo.shape == (32, 48, 3)
    # The crop is the bottom: rows 8 to 39 of the picture. 80.01 m lies beyond the maximum.
    assert not sample.valid[:17].any() and sample.valid[17:].all()
    assert np.allclose(sample.depth[17:], 12.34)


def test_tartan_air_is_read_by_difficulty(tmp_path: Path) -> None:
    metres = np.full((16, 24), 2.5)
    metres[:, :8] = 10_000
    write_tartan_air(tmp_path, photo_of(16, 24), metres)
    sample = Dataset(DatasetSettings("tartan-air", str(tmp_path), split="Easy")).read(0)
    assert not sample.valid[:, :8].any() and sample.valid[:, 8:].all()
    with pytest.raises(Refusal, match="TartanAir"):
        Dataset(DatasetSettings("tartan-air", str(tmp_path), split="Hard"))


def test_a_photo_and_a_depth_of_other_sizes_are_refused(tmp_path: Path) -> None:
    write_folder(tmp_path, "a/b", photo_of(16, 16), np.ones((16, 24)))
    with pytest.raises(Refusal, match="a/b differ in size"):
        Dataset(DatasetSettings("folder", str(tmp_path))).read(0)


def test_coarse_maps_belong_to_samples_by_name(tmp_path: Path) -> None:
    write_folder(tmp_path / "data", "a/b", photo_of(16, 16), np.ones((16, 16)))
    (tmp_path / "coarse/a").mkdir(parents=True)
    settings = DatasetSettings("folder", str(tmp_path / "data"), coarse=str(tmp_path / "coarse"))
    with pytest.raises(Refusal, match="Expected the coarse map"):
        Dataset(settings).read(0)
    np.save(tmp_path / "coarse/a/b.npy", np.arange(64, dtype=np.float32).reshape(8, 8))
    coarse = Dataset(settings).read(0).coarse
    assert coarse is not None and coarse.shape == (16, 16) and coarse[0, 0] < coarse[-1, -1]


def test_batches_follow_from_seed_and_step_and_shares_are_kept(tmp_path: Path) -> None:
    for name, size in (("one", 16), ("two", 24)):
        for i in range(5):
            write_folder(tmp_path / name, f"{i}", photo_of(size, size), np.full((size, size), i + 1.0))
    settings = [
        DatasetSettings("folder", str(tmp_path / name), share=share) for name, share in (("one", 9), ("two", 1))
    ]
    first, again = (Mixture(settings, 5, 2, 1, True) for _ in range(2))
    for step in (0, 3, 17):
        assert (first.batch(step, 0)[0].depth == again.batch(step, 0)[0].depth).all()
    sizes = [first.batch(step, 0)[0].photo.shape[-1] for step in range(200)]
    assert 0.83 < sizes.count(16) / 200 < 0.97
    # An epoch has every sample once.
    alone = Mixture(settings[:1], 5, 1, 1, False)
    seen = sorted(float(alone.batch(step, 0)[0].depth.max()) for step in range(5))
    assert seen == [1, 2, 3, 4, 5]
