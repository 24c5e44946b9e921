"""The softmax lab: the lecture's numbers, what moves the shares and what does not, and where the numbers break."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings

from tui_nn.engine.losses import softmax
from tui_nn.labs.frame import Table
from tui_nn.labs.lab import Edit
from tui_nn.labs.softmax.lab import SoftmaxLab
from tui_nn.labs.softmax.state import KNOBS, MINUS
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(SoftmaxLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=5)
logits = st.floats(-8, 8).map(lambda value: round(value, 2))


def made(preset: str, ticks: int = 3, **settings: str | float) -> SoftmaxLab:
    lab = SoftmaxLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def walked(preset: str, settings: list[tuple[str, float]], ticks: int) -> SoftmaxLab:
    return made(preset, ticks, **dict(settings))


def key(lab: SoftmaxLab) -> str:
    says = lab.frame().says
    assert says is not None
    return says.key.rpartition(".")[2]


def test_the_lectures_shares_and_loss() -> None:
    """softmax(2, 1, 0) = (0.665, 0.245, 0.090); the loss is 1.408 if the second class is the true one."""
    seen = readings(made("lesson"))
    assert [seen[f"p{k}"] for k in (1, 2, 3)] == pytest.approx([0.665, 0.245, 0.090], abs=5e-4)
    assert seen["loss"] == pytest.approx(1.408, abs=5e-4)


def test_each_tick_works_out_one_step() -> None:
    lab = made("lesson", 0)
    for ids in (("e1", "e2", "e3"), ("sum",), ("p1", "p2", "p3", "loss", "g1")):
        assert {readings(lab)[id] for id in ids} == {None}
        lab = lab.tick()
        assert None not in {readings(lab)[id] for id in ids}
    assert lab.finished
    assert lab.tick() is lab


def test_a_thousand_overflows_and_minus_a_thousand_vanishes() -> None:
    over, under = made("overflow"), made("underflow")
    assert over.broken
    assert under.broken
    assert (key(over), key(under)) == ("no-infinity", "no-zero")
    assert readings(over)["p1"] is None
    table = over.frame().pictures[1]
    assert isinstance(table, Table)
    assert [row[2] for row in table.rows] == ["∞"] * 3
    assert [row[3] for row in table.rows[:3]] == ["nan"] * 3
    assert key(made("overflow", 1)) == "overflow"


@pytest.mark.parametrize(("minus", "survives"), [("nothing", False), ("max", True), ("mean", False), ("min", False)])
def test_of_0_800_1600_only_taking_off_the_largest_survives(minus: str, survives: bool) -> None:
    assert made("spread", minus=minus).broken != survives


@pytest.mark.parametrize(("z", "breaks"), [(709.0, False), (710.0, True)])
def test_float64_breaks_at_710(z: float, breaks: bool) -> None:
    assert made("lesson", z1=z).broken == breaks


@given(logits, logits, logits, st.floats(-500, 500), st.sampled_from(MINUS))
def test_adding_to_all_logits_moves_no_share(z1: float, z2: float, z3: float, shift: float, minus: str) -> None:
    lab = made("lesson", z1=z1, z2=z2, z3=z3, minus=minus)
    np.testing.assert_allclose(lab.edit(Edit("set", ("shift", shift))).shares, lab.shares, rtol=1e-9)
    np.testing.assert_allclose(lab.shares, softmax(np.array([z1, z2, z3])), rtol=1e-12)


@given(logits, logits, logits, st.sampled_from([0.05, 0.5, 2.0, 20.0]))
def test_the_temperature_never_changes_the_winner(z1: float, z2: float, z3: float, temperature: float) -> None:
    lab = made("lesson", z1=z1, z2=z2, z3=z3, minus="max", temperature=temperature)
    assert lab.shares[int(np.argmax([z1, z2, z3]))] == lab.shares.max()


def test_cold_takes_all_and_hot_shares_alike() -> None:
    assert made("cold").shares[0] > 0.999
    assert np.ptp(made("lesson", temperature=1000.0).shares) < 0.001


@given(logits, logits, logits, st.sampled_from([1.0, 2.0, 3.0]), st.sampled_from([0.5, 1.0, 2.0]))
def test_the_slopes_are_those_of_the_loss(z1: float, z2: float, z3: float, true: float, temperature: float) -> None:
    lab = made("lesson", z1=z1, z2=z2, z3=z3, true=true, temperature=temperature, minus="max")
    step = 1e-5
    for k, z in enumerate((z1, z2, z3)):
        up, down = (lab.edit(Edit("set", (f"z{k + 1}", z + sign * step))).loss for sign in (1, -1))
        assert (up - down) / (2 * step) == pytest.approx(lab.slopes[k], abs=1e-5)


@given(presets, turns, st.integers(0, 3))
def test_every_number_is_explained_and_ends_in_its_value(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    lab = walked(preset, settings, ticks)
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if value is not None and "10^" not in why.numbers.rpartition("=")[2]:
            assert float(why.numbers.rpartition("=")[2]) == pytest.approx(value, rel=1e-3, abs=1e-9)
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("accuracy")


@given(presets, turns, st.integers(0, 3), st.integers(0, 4))
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, settings: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = walked(preset, settings, ticks)
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    expected = readings(lab)
    for id, value in found.items():
        assert value == (None if expected.get(id) is None else pytest.approx(expected[id], rel=1e-12)), id
