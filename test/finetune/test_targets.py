"""Targets, masks and noise against formulas in NumPy."""

import numpy as np
import pytest
import torch

from finetune.configuration import DepthSettings
from finetune.data.mixture import flipped
from finetune.data.samples import Sample
from finetune.learning_rate import share_of_rate
from finetune.noise import draw_noise, multi_resolution_noise
from finetune.patches import latent_mask, pre_align, similar_patches
from finetune.targets import metres_of_unit, picture_target, unit_of_picture, unit_target

RANDOM = np.random.default_rng(8)
METRES = torch.from_numpy(RANDOM.uniform(0.3, 30, (2, 1, 16, 24)).astype(np.float32))
VALID = torch.from_numpy(RANDOM.random((2, 1, 16, 24)) < 0.8)


@pytest.mark.parametrize("space", ["depth", "disparity"])
def test_affine_is_scaled_by_two_and_ninety_eight_percent(space: str) -> None:
    settings = DepthSettings("affine", space=space)  # type: ignore[arg-type]
    unit = unit_target(METRES, VALID, settings).numpy()
    for i in range(2):
        values = METRES[i].numpy() if space == "depth" else 1 / METRES[i].numpy()
        low, high = np.quantile(values[VALID[i].numpy()], [0.02, 0.98])
        assert np.allclose(unit[i], (values - low) / (high - low), atol=2e-5)
    picture = picture_target(torch.from_numpy(unit), VALID, settings).numpy()
    assert picture.shape == (2, 3, 16, 24)
    expected = np.clip(2 * unit - 1, -1, 1)
    assert np.allclose(picture[:, 1:2][VALID.numpy()], expected[VALID.numpy()], atol=1e-6)
    # What is not valid is far away: 1 as a depth, -1 as a disparity.
    assert (picture[:, :1][~VALID.numpy()] == (1 if space == "depth" else -1)).all()


def test_log_and_linear_are_metric_and_come_back() -> None:
    for target in ("log", "linear"):
        settings = DepthSettings(target, minimum=0.1, maximum=80)  # type: ignore[arg-type]
        unit = unit_target(METRES, VALID, settings).numpy()
        metres = METRES.numpy()
        expected = np.log(metres / 0.1) / np.log(800) if target == "log" else (metres - 0.1) / 79.9
        assert np.allclose(unit, expected, atol=1e-6)
        assert np.allclose(metres_of_unit(unit.astype(np.float64), settings), metres, rtol=1e-4)
    # The vectors of the design: 1 m, 5 m, 10 m of 0.1 to 80 m.
    one = unit_target(
        torch.tensor([[[[1.0, 5.0, 10.0]]]]), torch.ones(1, 1, 1, 3, dtype=torch.bool), DepthSettings("log")
    )
    assert np.allclose(one.flatten(), [0.344461, 0.585228, 0.688921], atol=1e-6)


def test_both_ranges_of_a_picture_come_back() -> None:
    for given in ("-1..1", "0..1"):
        settings = DepthSettings("log", range=given)  # type: ignore[arg-type]
        unit = unit_target(METRES, VALID, settings)
        back = unit_of_picture(picture_target(unit, torch.ones_like(VALID), settings), settings)
        assert torch.allclose(back, unit.clamp(0, 1), atol=1e-6)


def test_a_sample_without_a_valid_pixel_is_no_trouble() -> None:
    nothing = torch.zeros_like(VALID)
    unit = unit_target(METRES, nothing, DepthSettings("affine"))
    assert torch.isfinite(picture_target(unit, nothing, DepthSettings("affine"))).all()
    assert not latent_mask(nothing, 8).any()


def test_a_latent_is_kept_where_all_its_pixels_are_valid() -> None:
    valid = torch.ones(1, 1, 16, 24, dtype=torch.bool)
    valid[0, 0, 9, 3] = False
    assert latent_mask(valid, 8).flatten().tolist() == [True, True, True, False, True, True]


def test_pre_alignment_is_least_squares() -> None:
    label = METRES / 30
    noisy = 0.3 * label - 2 + torch.from_numpy(RANDOM.normal(0, 0.01, label.shape).astype(np.float32))
    aligned = pre_align(noisy, label, VALID).numpy()
    for i in range(2):
        x, y = noisy[i][VALID[i]].double().numpy(), label[i][VALID[i]].double().numpy()
        s, b = np.linalg.lstsq(np.stack([x, np.ones_like(x)], axis=1), y, rcond=None)[0]
        assert np.allclose(aligned[i], s * noisy[i].double().numpy() + b, atol=1e-5)
    constant = pre_align(torch.full_like(label, 4), label, VALID)
    assert np.allclose(constant[0], label[0][VALID[0]].mean(), atol=1e-5)


def test_patches_are_compared_by_their_distance() -> None:
    label = torch.from_numpy(RANDOM.uniform(-1, 1, (1, 1, 20, 24)).astype(np.float32))
    other = label.clone()
    other[0, 0, :8, 8:16] += 0.09  # a distance of 8 * 0.09, below 8 * 0.1
    other[0, 0, 8:16, :8] += 0.11
    mask = similar_patches(other, label, 8, 0.1).numpy()[0, 0]
    expected = np.ones((20, 24), dtype=bool)
    expected[8:16, :8] = False
    expected[16:] = False  # no whole patch
    assert (mask == expected).all()
    for y in range(0, 16, 8):
        for x in range(0, 24, 8):
            far = np.linalg.norm((other - label).numpy()[0, 0, y : y + 8, x : x + 8])
            assert mask[y, x] == (far <= 0.8)


def test_multi_resolution_noise_is_the_sum_of_enlarged_grids() -> None:
    like, strength = torch.zeros(2, 4, 24, 32), torch.tensor([0.9, 0.3])
    noise = multi_resolution_noise(like, strength, torch.Generator().manual_seed(4))
    # The same draws, put together in NumPy with a bilinear enlargement of its own.
    drawn = torch.Generator().manual_seed(4)
    total = torch.randn(2, 4, 24, 32, generator=drawn).numpy().astype(np.float64)
    height, width = 24, 32
    for level in range(10):
        ratio = float(torch.rand(1, generator=drawn)) * 2 + 2
        height, width = max(1, int(height / ratio**level)), max(1, int(width / ratio**level))
        grid = torch.randn(2, 4, height, width, generator=drawn).numpy().astype(np.float64)
        total += enlarge(grid, 24, 32) * np.array([0.9, 0.3]).reshape(2, 1, 1, 1) ** level
        if height == 1 or width == 1:
            break
    assert np.allclose(noise.numpy(), total / total.std(ddof=1), atol=1e-4)


def enlarge(grid: np.ndarray, height: int, width: int) -> np.ndarray:
    """Bilinear, pixel centres at halves, edges repeated."""

    def taps(size: int, of: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        place = np.maximum((np.arange(size) + 0.5) * of / size - 0.5, 0)
        low = np.minimum(np.floor(place).astype(int), of - 1)
        return low, np.minimum(low + 1, of - 1), place - low

    top, bottom, v = taps(height, grid.shape[2])
    left, right, u = taps(width, grid.shape[3])
    rows = grid[:, :, top] * (1 - v)[:, None] + grid[:, :, bottom] * v[:, None]
    return rows[..., left] * (1 - u) + rows[..., right] * u


def test_annealed_noise_is_plain_at_the_first_timesteps() -> None:
    like = torch.zeros(2, 4, 32, 32)
    noise = draw_noise(
        like, torch.tensor([0, 999]), 1000, "multi-resolution", 0.9, True, torch.Generator().manual_seed(1)
    )
    # Neighbours of plain noise have nothing to do with each other; those of the multi-resolution one do.
    alike = [float((one[:, :, 1:] * one[:, :, :-1]).mean() / one.var()) for one in noise]
    assert abs(alike[0]) < 0.08 < 0.2 < alike[1]


def test_the_learning_rate_warms_up_and_decays() -> None:
    shares = [share_of_rate(step, 1100, 100, 0.01) for step in (0, 49, 99, 100, 600, 1100)]
    assert np.allclose(shares, [0.01, 0.5, 1, 1, 0.1, 0.01])


def test_a_flip_mirrors_everything_that_belongs_together() -> None:
    plane = np.arange(6, dtype=np.float32).reshape(2, 3)
    mirrored = flipped(Sample(np.stack([plane] * 3, axis=-1), plane, plane > 2, plane))
    assert mirrored.depth.tolist() == [[2, 1, 0], [5, 4, 3]]
    assert (mirrored.photo[..., 0] == mirrored.depth).all() and (mirrored.coarse == mirrored.depth).all()
