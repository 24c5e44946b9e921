"""The lesson on softmax tells the truth: each figure on its pages is what the page's own lab gives."""

from __future__ import annotations

import numpy as np
import pytest

from tui_nn.labs.lab import Edit
from tui_nn.labs.softmax.lab import SoftmaxLab


def made(preset: str = "lesson", **settings: str | float) -> SoftmaxLab:
    lab = SoftmaxLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(3):
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
