"""The floats lab: where softmax breaks in each format, which way survives what, and what rounding alone does."""

from __future__ import annotations

import ast
import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import readings

from tui_nn.engine.losses import softmax
from tui_nn.labs.floats.lab import FloatsLab
from tui_nn.labs.floats.state import BITS, KINDS, KNOBS, WAYS, limits
from tui_nn.labs.frame import Table
from tui_nn.labs.lab import Edit
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(FloatsLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=5)
logits = st.integers(-5000, 5000)
near = st.floats(-5, 5).map(lambda value: round(value, 2))


def walked(preset: str, settings: Sequence[tuple[str, str | float]], ticks: int) -> FloatsLab:
    lab = FloatsLab.start(preset, 0)
    for knob, value in settings:
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def made(preset: str = "lesson", ticks: int = 4, **settings: str | float) -> FloatsLab:
    return walked(preset, list(settings.items()), ticks)


def verdicts(lab: FloatsLab, ticks: int) -> list[str]:
    return [lab.columns[bits].happened(ticks) for bits in BITS]


@pytest.mark.parametrize(("bits", "first", "limit"), [(16, 12, 11.09), (32, 89, 88.72), (64, 710, 709.78)])
def test_naive_softmax_first_fails_where_the_format_ends(bits: int, first: int, limit: float) -> None:
    """The curriculum's numbers: z = 12, 89, 710; limits 11.09, 88.72, 709.78."""
    failing = [z for z in range(1, 1200) if made(ticks=3, z1=z).columns[bits].broken(3)]
    assert failing == list(range(first, 1200))
    assert limits(bits).over == pytest.approx(limit, abs=5e-3)
    assert readings(made())[f"over-{bits}"] == limits(bits).over


@pytest.mark.parametrize("bits", BITS)
def test_below_the_lower_end_a_power_is_zero_and_above_it_is_not(bits: int) -> None:
    kind, end = KINDS[bits], limits(bits).under
    assert np.exp(kind(end * 1.01)) == 0 < np.exp(kind(end * 0.99))


def test_a_thousand_is_nan_in_every_format_until_the_largest_is_taken_off() -> None:
    lab = made("thousand", 3)
    assert all(np.isnan(lab.columns[bits].shares).all() for bits in BITS)
    assert verdicts(lab, 3) == ["nan"] * 3
    assert verdicts(lab, 1) == ["overflow"] * 3
    assert lab.broken == 3
    saved = made("thousand", 3, way="max")
    for bits, digits in zip(BITS, (1e-3, 1e-6, 1e-15), strict=True):
        assert saved.columns[bits].shares.tolist() == pytest.approx([0.0900, 0.2447, 0.6652], abs=1e-3)
        assert saved.error(bits) < digits
    assert verdicts(made("minus-thousand", 3), 3) == ["zero-by-zero"] * 3


def test_the_mean_and_the_least_do_not_save_0_800_1600() -> None:
    assert [made("spread", 3, way=way).broken for way in WAYS] == [3, 0, 3, 3, 0]


def test_only_log_sum_exp_knows_the_logarithm_of_a_share_that_vanished() -> None:
    for way in ("nothing", "max"):
        assert made("log", way=way).columns[64].logs.tolist() == [0, -math.inf, -math.inf]
    lab = made("log", way="lse")
    assert [lab.columns[bits].logs.tolist() for bits in BITS] == [[0, -800, -800]] * 3
    assert lab.broken == 0
    assert verdicts(made("log"), 4) == ["log-zero"] * 3


@given(st.tuples(logits, logits, logits), st.sampled_from(["max", "lse"]))
def test_with_the_largest_taken_off_the_shares_are_numbers_whatever_the_logits(
    z: tuple[int, int, int], way: str
) -> None:
    lab = made("lesson", 4, z1=z[0], z2=z[1], z3=z[2], way=way)
    for bits in BITS:
        one = lab.columns[bits]
        assert not one.broken(3)
        assert 1 <= one.total <= 3
        assert float(one.shares.sum()) == pytest.approx(1, abs=2e-3)
    if way == "lse":
        assert lab.broken == 0


@given(near, near, near, st.sampled_from(WAYS))
def test_in_range_every_way_gives_the_true_shares_as_far_as_the_format_goes(
    z1: float, z2: float, z3: float, way: str
) -> None:
    lab = made("lesson", 4, z1=z1, z2=z2, z3=z3, way=way)
    true = softmax(np.array([z1, z2, z3]))
    for bits, exact in ((16, 0.02), (32, 1e-5), (64, 1e-13)):
        one = lab.columns[bits]
        assert one.shares.dtype == one.logs.dtype == KINDS[bits]
        np.testing.assert_allclose(one.shares.astype(float), true, atol=exact)
        np.testing.assert_allclose(one.logs.astype(float), np.log(true), atol=exact)


def test_raised_by_5000_float16_no_longer_tells_the_logits_apart() -> None:
    """Between 4096 and 8192 float16 has every fourth number only."""
    lab = made("raised", 3)
    assert lab.columns[16].exponents.tolist() == [0, 0, 0]
    assert lab.error(16) == pytest.approx(0.3320, abs=5e-4)
    assert lab.error(32) < 1e-7
    assert lab.broken == 0
    assert walked("lesson", [("raise", 1000), ("way", "max")], 3).error(16) < 1e-3


def test_each_tick_works_out_one_step() -> None:
    lab = made(ticks=0)
    for name in ("e1-16", "sum-32", "p2-64", "l3-64"):
        assert readings(lab)[name] is None
        lab = lab.tick()
        assert readings(lab)[name] is not None
    assert lab.finished
    assert lab.tick() is lab
    table = lab.frame().pictures[0]
    assert isinstance(table, Table)
    assert table.current == len(table.rows) - 1


@given(presets, turns, st.integers(0, 4))
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
    assert all(Words(language).has(says.key) and len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("accuracy")


@given(presets, turns, st.integers(0, 3), st.integers(0, 4))
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, settings: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = walked(preset, settings, ticks)
    printed: list[str] = []
    exec(lab.program(steps), {"print": lambda *words: printed.append(" ".join(map(str, words)))})
    for _ in range(steps):
        lab = lab.tick()
    found = {id: ast.literal_eval(text) for id, text in (line.split(" = ") for line in printed)}
    assert found == readings(lab)


@pytest.mark.parametrize("way", WAYS)
def test_the_program_goes_every_way(way: str, capsys: pytest.CaptureFixture[str]) -> None:
    lab = made(way=way, z1=7)
    exec(lab.program(0), {})
    printed = capsys.readouterr().out.splitlines()
    assert {id: float(text) for id, text in (line.split(" = ") for line in printed)} == readings(lab)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_the_lab_names_has_a_word(language: str) -> None:
    words = Words(language)
    frame = made().frame()
    keys = ["title", *(f"presets.{preset}" for preset in FloatsLab.presets), *(f"knobs.{knob.id}" for knob in KNOBS)]
    keys += [f"look.{preset}" for preset in FloatsLab.presets] + [f"options.way.{way}" for way in WAYS]
    keys += [f"readings.{reading.id}" for reading in frame.readings] + [f"views.{view.id}" for view in frame.views]
    keys += [f"tables.{id}" for picture in frame.pictures if (id := getattr(picture, "id", ""))]
    assert [key for key in keys if not words.has(f"labs.floats.{key}")] == []


def test_a_shared_run_comes_back_as_it_was() -> None:
    run = Run.begin("floats", "log", 0).forward(2).edited(Edit("set", ("raise", 100.0))).forward(2)
    assert restore(share(run)).lab.frame().numbers() == run.lab.frame().numbers()
