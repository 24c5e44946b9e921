"""The speed lab: beats are counted, never timed, and what was measured says where."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import readings

from tui_nn.labs.frame import Tiles
from tui_nn.labs.lab import Edit
from tui_nn.labs.speed.lab import PRESETS, SIZES, SLOWER, WORKERS, SpeedLab
from tui_nn.labs.speed.measured import MEASURED
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import Words


@given(st.sampled_from(SIZES), st.sampled_from(WORKERS), st.sampled_from(SLOWER))
def test_the_counts_are_those_of_a_simulation_worker_by_worker(size: int, workers: int, slower: int) -> None:
    """Cells in a queue; whoever is free takes the next and needs n steps of s beats for it."""
    free = [0] * workers
    for _ in range(size**2):
        k = free.index(min(free))
        free[k] += size * slower
    assert SpeedLab(size, workers, slower).team_beats == max(free)


def test_sixty_four_slow_workers_beat_one_fast_and_four_only_draw() -> None:
    assert readings(SpeedLab.start("gpu", 0))["speedup"] == 16
    assert readings(SpeedLab.start("cpu", 0))["speedup"] == 4
    assert readings(SpeedLab.start("even", 0))["speedup"] == 1


def test_more_workers_than_cells_are_no_help() -> None:
    few = SpeedLab(4, 16, 1)
    assert few.edit(Edit("set", ("workers", 64))).team_beats == few.team_beats


@pytest.mark.parametrize("preset", PRESETS)
def test_the_race_ends_when_both_are_done_and_shows_every_cell_done(preset: str) -> None:
    lab = SpeedLab.start(preset, 0)
    for _ in range(600):
        before, lab = lab, lab.tick()
        assert lab.one_done >= before.one_done
        assert lab.team_done >= before.team_done
    assert lab.finished
    assert lab.tick() is lab
    tiles = lab.frame().pictures[0]
    assert isinstance(tiles, Tiles)
    assert all(np.all(tile.values == 1) for tile in tiles.tiles)
    assert lab.beats == max(lab.work, lab.team_beats)


def test_half_a_step_of_the_team_is_seen() -> None:
    lab = SpeedLab.start("gpu", 0).tick()
    tiles = lab.frame().pictures[0]
    assert isinstance(tiles, Tiles)
    one, team = (tile.values for tile in tiles.tiles)
    assert one.sum() == 1
    assert (team == 0.25).all()  # eight beats are two of the eight steps of each of the 64
    assert lab.team_done == 0


def test_measured_numbers_name_their_machine_and_hang_together() -> None:
    for k, row in enumerate(MEASURED, 1):
        assert row.times == pytest.approx(row.numpy / row.loops, rel=0.03)
        for kind in ("loops", "numpy", "times"):
            assert row.machine in Words("en").say(SpeedLab.start("gpu", 0).why(f"{kind}-{k}").says)


@pytest.mark.parametrize("preset", PRESETS)
def test_every_number_is_explained(preset: str) -> None:
    lab = SpeedLab.start(preset, 0).tick()
    for id in readings(lab):
        assert lab.why(id).formula


def test_another_size_begins_anew_and_other_workers_go_on() -> None:
    lab = SpeedLab.start("cpu", 0).tick()
    assert lab.edit(Edit("set", ("workers", 8))).beats == lab.beats
    assert lab.edit(Edit("set", ("size", 4))).beats == 0


def test_times_are_counted_in_russian_as_they_are_said() -> None:
    """В 1 раз, в 4 раза, в 8 раз, в 1,5 раза."""
    for slower, said in ((1, "в 1 раз "), (4, "в 4 раза "), (8, "в 8 раз ")):
        lab = SpeedLab(8, 64, slower)
        assert said in Words("ru").say(says(lab))
        assert f"в {64 // slower} раз" in Words("ru").say(says(done(lab)))
    assert "в 16 раз:" in Words("ru").say(says(done(SpeedLab(8, 64, 4))))
    assert "в 4 раза:" in Words("ru").say(says(done(SpeedLab(8, 4, 1))))


def says(lab: SpeedLab) -> Phrase:
    found = lab.frame().says
    assert found
    return found


def done(lab: SpeedLab) -> SpeedLab:
    while not lab.finished:
        lab = lab.tick()
    return lab
