"""Time travel: back is bit-exact, memory is bounded, the future is kept until a new edit."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from math import log2

import pytest
from counting import RATE, CountingLab, on_the_shelf
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import MAX_CHANGES, MAX_SEED, MAX_STEPS, SPAN, Run


@pytest.fixture(autouse=True, scope="module")
def _shelf() -> Iterator[None]:
    with on_the_shelf():
        yield


def looks(run: Run) -> tuple[object, ...]:
    """Everything that a learner can see of a run; the program shows every bit of the lab."""
    return run.step, run.lab.frame().readings, run.lab.program(0)


def snapshots_bound(step: int) -> float:
    """What run.py promises, loosely: half a SPAN for each power of two, and the lone far ones."""
    return SPAN + SPAN / 2 * log2(step + 2)


NUMBERS = st.floats(-100, 100).map(lambda value: round(value, 2)) | st.floats(-1e9, 1e9)
EDITS = st.one_of(
    st.sampled_from(RATE.values).map(lambda value: Edit("set", ("rate", value))),
    st.tuples(NUMBERS, NUMBERS, st.sampled_from((0.0, 1.0))).map(lambda args: Edit("add", args)),
    st.tuples(st.integers(0, 3), NUMBERS, NUMBERS).map(lambda args: Edit("move", args)),
    st.integers(0, 3).map(lambda index: Edit("delete", (index,))),
)
MOVES = st.lists(EDITS | st.integers(0, 300), max_size=12)


def taken(run: Run, moves: list[Edit | int]) -> Run:
    for move in moves:
        try:
            run = run.forward(move) if isinstance(move, int) else run.edited(move)
        except Refused:
            continue
    return run


@given(st.sampled_from(CountingLab.presets), st.integers(0, 5), MOVES)
def test_every_step_back_gives_exactly_the_lab_that_stood_there(
    preset: str, seed: int, moves: list[Edit | int]
) -> None:
    run = Run.begin("counting", preset, seed)
    stood = {0: looks(run)}
    for move in moves:
        for _ in range(move if isinstance(move, int) else 1):
            run = taken(run, [1 if isinstance(move, int) else move])
            stood[run.step] = looks(run)
            assert len(run.snapshots) <= snapshots_bound(run.step)
    while run.step:
        run = run.back()
        assert looks(run) == stood[run.step]
        assert len(run.snapshots) <= snapshots_bound(run.step)
    assert looks(run.back()) == stood[0]


@given(st.integers(0, 5), MOVES, st.integers(0, 600))
def test_after_going_back_the_way_forward_repeats_the_recorded_edits(
    seed: int, moves: list[Edit | int], where: int
) -> None:
    run = taken(Run.begin("counting", "short", seed), moves)
    assert looks(run.to(min(where, run.step)).to(run.step)) == looks(run)
    assert looks(run.to(0).forward(run.step)) == looks(run)


@given(MOVES)
def test_many_ticks_at_once_are_the_same_as_one_by_one(moves: list[Edit | int]) -> None:
    at_once = taken(Run.begin("counting", "short", 1), moves)
    one_by_one = Run.begin("counting", "short", 1)
    for move in moves:
        one_by_one = taken(one_by_one, [1] * move if isinstance(move, int) else [move])
    assert looks(at_once) == looks(one_by_one)


def test_a_new_edit_drops_the_recorded_future() -> None:
    run = Run.begin("counting", "long", 1).forward(10).edited(Edit("set", ("rate", 2.0))).forward(10)
    changed = run.to(5).edited(Edit("set", ("rate", 0.5)))
    assert [step for step, _ in changed.log] == [5]
    assert changed.to(20).lab.setting(RATE) == 0.5


def test_an_edit_wakes_a_finished_lab_also_when_repeated() -> None:
    run = Run.begin("counting", "short", 1).forward(50)
    assert run.step == 35
    assert run.lab.finished
    more = run.edited(Edit("add", (1.0, 1.0, 1.0))).forward(50)
    assert more.step == 45
    assert looks(more.to(0).to(45)) == looks(more)


@given(st.integers(0, 5), MOVES)
def test_rewinding_is_the_same_start_with_knobs_and_points_as_they_stand(seed: int, moves: list[Edit | int]) -> None:
    run = taken(Run.begin("counting", "long", seed), moves)
    again = run.rewound()
    assert again.step == 0
    assert isinstance(again.lab, CountingLab)
    assert isinstance(run.lab, CountingLab)
    assert (again.lab.rate, again.lab.points, again.lab.total) == (run.lab.rate, run.lab.points, seed / 7)
    assert looks(again.forward(9).rewound().forward(9)) == looks(again.forward(9))


def test_a_new_seed_keeps_the_changes_that_make_sense_there() -> None:
    run = Run.begin("counting", "long", 2, [("rate", "0.5")]).edited(Edit("delete", (1.0,)))
    other = run.forward(5).reseeded(3)  # seed 3 starts without points
    assert (other.seed, other.step) == (3, 0)
    assert [edit.verb for _, edit in other.log] == ["set"]
    assert other.lab.setting(RATE) == 0.5


def test_another_preset_starts_as_the_preset_says() -> None:
    run = Run.begin("counting", "long", 2, [("rate", "0.5")]).forward(3).with_preset("short")
    assert (run.preset, run.seed, run.step, run.log, run.lab.setting(RATE)) == ("short", 2, 0, (), 1.0)


def test_the_seed_after_the_last_one_is_the_first() -> None:
    assert Run.begin("counting", "long", MAX_SEED).reseeded(MAX_SEED + 1).seed == 0


@given(MOVES)
def test_since_edit_is_the_lab_after_the_last_edit_and_the_ticks_from_there(moves: list[Edit | int]) -> None:
    run = taken(Run.begin("counting", "long", 1), moves)
    lab, ticks = run.since_edit()
    assert ticks == run.step - max((step for step, _ in run.past()), default=0)
    for _ in range(ticks):
        lab = lab.tick()
    assert lab.program(0) == looks(run)[2]


def test_a_program_starts_after_the_last_edit_before_now() -> None:
    run = Run.begin("counting", "long", 1).forward(4).edited(Edit("set", ("rate", 2.0))).forward(3)
    assert "rate=2.0" in run.program()
    assert run.program().endswith(".after(3)")
    assert "rate=1.0" in run.to(2).program()
    assert run.to(2).program().endswith(".after(2)")


def test_a_run_of_a_million_keeps_few_snapshots_and_goes_back_quickly() -> None:
    """At most 511 snapshots, no gap above 16,384 ticks, and ten thousand steps back in a moment."""
    run = Run.begin("counting", "long", 2).forward(MAX_STEPS + 5)
    assert run.step == MAX_STEPS
    assert run.forward() is run
    assert len(run.snapshots) <= 511
    steps = [step for step, _ in run.snapshots] + [run.step]
    assert max(later - earlier for earlier, later in pairwise(steps)) <= 16_384
    began = time.perf_counter()
    for _ in range(10_000):
        run = run.back()
    assert run.step == MAX_STEPS - 10_000
    assert time.perf_counter() - began < 10  # a replay from the start each time would take hours


def test_a_lab_that_finishes_far_before_the_asked_step_leaves_near_snapshots() -> None:
    """So the first step back from the end is as quick as any other."""
    run = Run.begin("counting", "short", 2)
    for _ in range(1200):
        run = run.edited(Edit("add", (1.0, 1.0, 1.0)))
    run = run.forward(MAX_STEPS)
    assert run.step == 12_035
    assert run.step - run.snapshots[-1][0] <= 128


def test_a_refused_edit_changes_nothing() -> None:
    run = Run.begin("counting", "long", 0).forward(2)
    before = looks(run)
    with pytest.raises(Refused):
        run.edited(Edit("delete", (0.0,)))
    assert looks(run) == before


@pytest.mark.parametrize(
    ("lab", "preset", "seed", "settings", "key"),
    [
        ("none", "long", 0, [], "labs.refused.lab"),
        ("counting", "none", 0, [], "labs.refused.preset"),
        ("counting", "long", 0, [("speed", "1")], "runs.knob"),
        ("counting", "long", 0, [("rate", "3")], "labs.refused.knob"),
        ("counting", "long", -1, [], "runs.seed"),
        ("counting", "long", 2**63, [], "runs.seed"),
    ],
)
def test_a_start_that_makes_no_sense_is_refused(
    lab: str, preset: str, seed: int, settings: list[tuple[str, str]], key: str
) -> None:
    with pytest.raises(Refused) as refused:
        Run.begin(lab, preset, seed, settings)
    assert refused.value.says.key == key


def test_settings_are_edits_at_step_zero_written_as_people_write_them() -> None:
    run = Run.begin("counting", "long", 0, [("rate", "0,5"), ("kind", "fancy")])
    assert run.log == ((0, Edit("set", ("rate", 0.5))), (0, Edit("set", ("kind", 1.0))))


def test_a_run_refuses_more_changes_than_can_be_shared() -> None:
    run = Run.begin("counting", "long", 0).edited(Edit("load", (1.0,) * (MAX_CHANGES - MAX_CHANGES % 3)))
    with pytest.raises(Refused) as refused:
        run.edited(Edit("add", (1.0, 1.0, 1.0)))
    assert refused.value.says.key == "runs.changes"
