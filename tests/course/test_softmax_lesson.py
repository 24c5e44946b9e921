"""The lesson on softmax tells the truth: each figure on its pages is what the page's own lab gives."""

from __future__ import annotations

import numpy as np
import pytest

from tui_nn.labs.bugs.lab import BugsLab
from tui_nn.labs.floats.lab import FloatsLab
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.labs.softmax.lab import SoftmaxLab


def made(preset: str = "lesson", **settings: str | float) -> SoftmaxLab:
    lab = SoftmaxLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(3):
        lab = lab.tick()
    return lab


def floats(preset: str, steps: int, **settings: str | float) -> FloatsLab:
    lab = FloatsLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(steps):
        lab = lab.tick()
    return lab


def test_three_logits_by_hand() -> None:
    lab = made()
    assert lab.powers.tolist() == pytest.approx([7.389, 2.718, 1], abs=5e-4)
    assert lab.total == pytest.approx(11.11, abs=5e-3)
    assert lab.shares.tolist() == pytest.approx([0.665, 0.245, 0.090], abs=5e-4)
    assert lab.loss == pytest.approx(1.408, abs=5e-4)
    assert made(z1=0, z2=0, z3=float(np.log(2))).shares.tolist() == pytest.approx([0.25, 0.25, 0.5])


def test_where_floats_break() -> None:
    assert not made(z1=709).broken
    assert made(z1=710).broken
    with np.errstate(over="ignore"):
        for kind, first in ((np.float32, 89), (np.float16, 12)):
            assert np.isfinite(np.exp(kind(first - 1)))
            assert np.isinf(np.exp(kind(first)))
    assert made(shift=-1000).total == 0
    assert np.exp(-745.2) == 0 < np.exp(-745.1)
    assert np.exp(-2) == pytest.approx(0.135, abs=5e-4)


def test_a_shift_moves_nothing() -> None:
    assert made(z1=102, z2=101, z3=100).shares[0] == pytest.approx(0.665, abs=5e-4)
    assert made(shift=1000).broken


def test_a_shift_of_the_inputs_moves_everything() -> None:
    """The lecture's slip: what is true of the logits is not true of the network's inputs."""
    weights, x = np.array(SoftmaxLab.start("layer", 0).layer), np.array([1.0, -1.0])
    for shift, shares in ((0.0, [0.301, 0.332, 0.367]), (5.0, [0.015, 0.000, 0.985])):
        lab = made("layer", inputs=shift)
        np.testing.assert_allclose(lab.logits, weights @ (x + shift), atol=1e-12)
        assert lab.shares.tolist() == pytest.approx(shares, abs=5e-4)
    assert made("layer", shift=100).shares.tolist() == pytest.approx([0.301, 0.332, 0.367], abs=5e-4)
    assert made("layer", shift=1000).broken


def test_only_the_largest_saves_0_800_1600() -> None:
    assert [made("spread", minus=name).broken for name in ("max", "mean", "min", "nothing")] == [
        False,
        True,
        True,
        True,
    ]
    assert made("overflow", minus="max").shares.tolist() == pytest.approx([0.090, 0.245, 0.665], abs=5e-4)


def test_cold_and_hot() -> None:
    assert made("cold").shares[0] == pytest.approx(0.99995, abs=5e-6)
    assert made(temperature=20).shares.tolist() == pytest.approx([0.350, 0.333, 0.317], abs=5e-4)
    assert made(temperature=2).shares[0] == pytest.approx(0.506, abs=5e-4)


def test_in_three_formats() -> None:
    """Page 10.2: 12 is one too many for float16, 88 and 709 are the last that the others survive."""
    broken = {
        z: [floats("over", 3, z1=z).columns[bits].broken(3) for bits in (16, 32, 64)] for z in (11, 12, 88, 709)
    }
    assert broken[11] == [False, False, False]
    assert broken[12] == broken[88] == [True, False, False]
    assert broken[709] == [True, True, False]
    assert floats("over", 3, z1=89).broken == 2
    assert [floats(preset, 3).broken for preset in ("over", "thousand", "minus-thousand")] == [1, 3, 3]
    assert floats("over", 3, z1=710).broken == 3


def test_the_logarithm_and_the_slope() -> None:
    assert np.exp(-800.0) == 0
    for way in ("nothing", "max"):
        assert [one.logs[1] for one in floats("log", 4, way=way).columns.values()] == [-np.inf] * 3
    assert [float(one.logs[1]) for one in floats("log", 4, way="lse").columns.values()] == [-800] * 3
    assert made(z1=0, z2=-800, z3=-800, true=2, minus="max").slopes.tolist() == [1, -1, 0]
    shares = np.log([0.7, 0.2, 0.1])
    assert made(z1=shares[0], z2=shares[1], z3=shares[2], true=2).slopes[1] == pytest.approx(-0.8)


def test_the_loss_of_each_bug() -> None:
    def readings(preset: str, steps: int) -> dict[str, float | None]:
        frame = Run.begin("bugs", preset, 0).forward(steps).lab.frame()
        return {reading.id: reading.value for reading in frame.readings}

    twice, axis = readings("twice", 200), readings("axis", 200)
    assert twice["accuracy"] == 1
    assert twice["floor"] == readings("logits", 0)["floor"] == pytest.approx(0.551, abs=5e-4)
    assert np.exp(-0.5514) == pytest.approx(0.576, abs=5e-4)
    assert (twice["loss"] or 0) > 0.551
    assert readings("logits", 0)["loss"] == pytest.approx(1.10, abs=5e-3)
    assert readings("logits", 200)["loss"] == pytest.approx(0.6, abs=5e-3)
    assert axis["accuracy"] == 0.86
    assert readings("axis", 0)["loss"] == pytest.approx(5.01, abs=5e-3)
    assert np.log(150) == pytest.approx(5.01, abs=5e-3)
    for preset, first in (("exp", np.nan), ("log", np.inf)):
        losses = [Run.begin("bugs", preset, 0).forward(steps).lab for steps in (0, 1, 2)]
        values = [float(lab.passes[0].losses.mean()) for lab in losses if isinstance(lab, BugsLab)]
        assert values == pytest.approx([np.log(3), first, np.nan], nan_ok=True)
    assert np.log(1 + 3 / np.e) == pytest.approx(0.744, abs=5e-4)
    assert np.e / (np.e + 3) == pytest.approx(0.475, abs=1e-3)
    assert np.log(4) == pytest.approx(1.386, abs=5e-4)
