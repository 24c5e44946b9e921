"""A lab under keys and mouse."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from tui_nn.app import TuiNN
from tui_nn.labs.frame import Plane
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore
from tui_nn.plots.ink import plain
from tui_nn.plots.plane import to_cell
from tui_nn.screens.desk import Desk
from tui_nn.screens.explain import Explain
from tui_nn.screens.lab import LabScreen
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.governor import ALONE
from tui_nn.widgets.lab_view import LabView
from tui_nn.widgets.pace import SPEEDS

SMALL = (80, 24)


@pytest.fixture
def app(desk: Desk) -> TuiNN:
    return TuiNN(desk, first=LabScreen(desk, Run.begin("perceptron", "or", 0)))


def view(pilot: Pilot[None]) -> LabView:
    return pilot.app.screen.query_one(LabView)


def plane(pilot: Pilot[None]) -> Plane:
    found = view(pilot).run.lab.frame().pictures[0]
    assert isinstance(found, Plane)
    return found


def cell(pilot: Pilot[None], x: float, y: float) -> tuple[int, int]:
    found = to_cell(plane(pilot).window, *view(pilot).query_one("#picture").size, x, y)
    assert found
    return found


async def pass_time(lab: LabView, beats: int = 100) -> None:
    """As many slices as said, a second apart as far as the lab's clock knows; a busy machine ticks less in each."""
    for _ in range(beats):
        lab.pace._last -= 1
        await lab.beat()


async def test_a_knob_turns_without_a_reset(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop", "full_stop", "right")
        run = view(pilot).run
        assert (run.step, run.lab.setting(run.lab.knobs[0])) == (2, 2.0)
        await pilot.press("r")
        run = view(pilot).run
        assert (run.step, run.lab.setting(run.lab.knobs[0])) == (0, 2.0)


async def test_a_truth_table_has_the_rows_that_the_knobs_do_not_need(desk: Desk) -> None:
    app = TuiNN(desk, first=LabScreen(desk, Run.begin("gates", "xor-build", 0)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        knobs = view(pilot).query_one("#knobs")
        assert knobs.size.height == 10
        view(pilot).take_up(Run.begin("gates", "two-of-three", 0))
        await pilot.pause()
        assert knobs.size.height == 5
        assert view(pilot).query_one("#tables").size.height >= 8


async def test_a_lab_without_tables_gives_their_rows_to_its_picture(desk: Desk) -> None:
    app = TuiNN(desk, first=LabScreen(desk, Run.begin("imitation", "game", 1)))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.pause()
        assert view(pilot).query_one("#picture").size.height >= 20


async def test_a_click_on_a_knob_turns_it(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        knobs = view(pilot).query_one("#knobs")
        await pilot.click(knobs, offset=(knobs.size.width - 1, 0))
        run = view(pilot).run
        assert run.lab.setting(run.lab.knobs[0]) == 2.0


async def test_the_mouse_adds_moves_and_removes_points(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.click("#picture", offset=cell(pilot, 0.5, 0.5))
        np.testing.assert_allclose(plane(pilot).points[-1], (0.5, 0.5), atol=0.05)
        await pilot.mouse_down("#picture", offset=cell(pilot, 0.5, 0.5))
        await pilot.mouse_up("#picture", offset=cell(pilot, 1.25, -0.25))
        np.testing.assert_allclose(plane(pilot).points[-1], (1.25, -0.25), atol=0.05)
        await pilot.click("#picture", offset=cell(pilot, 1.25, -0.25), button=3)
        assert len(plane(pilot).points) == 4


async def test_the_pencil_adds_moves_and_removes_points_with_keys_alone(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d", "right", "right", "up", "0")
        assert len(plane(pilot).points) == 5
        assert plane(pilot).classes[-1] == 0
        before = plane(pilot).points[-1].copy()
        await pilot.press("m", "right", "right", "right", "m")
        assert plane(pilot).points[-1][0] > before[0]
        await pilot.press("delete", "escape")
        assert len(plane(pilot).points) == 4
        await pilot.press("full_stop")
        assert view(pilot).run.step == 1


async def test_bad_points_are_refused_with_line_and_reason_and_nothing_is_lost(app: TuiNN, tmp_path: Path) -> None:
    bad, good = tmp_path / "bad.csv", tmp_path / "good.csv"
    bad.write_text("1,2,a\n1,oops,b\n")
    good.write_text("1,2,a\n-1,-2,b\n0.5,1,a\n")
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop", "o")
        await pilot.pause()
        app.screen.query_one(Input).value = str(bad)
        await pilot.press("enter")
        complaint = str(app.screen.query_one("#complaints", Static).render())
        assert "2" in complaint
        assert "oops" in complaint
        app.screen.query_one(Input).value = str(good)
        await pilot.press("enter")
        await pilot.pause()
        assert len(plane(pilot).points) == 3
        assert view(pilot).run.step == 1


async def test_any_number_explains_itself(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop", "full_stop", "e")
        await pilot.pause()
        assert isinstance(app.screen, Explain)
        numbers = app.screen.query_one(OptionList)
        assert numbers.option_count == len(app.screen.numbers)
        for _ in range(numbers.option_count):
            for part in ("#formula", "#filled", "#sentence"):
                assert str(app.screen.query_one(part, Static).render())
            await pilot.press("down")


async def test_numbers_of_a_matrix_go_by_their_signs(desk: Desk) -> None:
    """A table of matrices has one head for several columns, so a row and a head name no number."""
    app = TuiNN(desk, first=LabScreen(desk, Run.begin("matrix", "gram", 0)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("e")
        await pilot.pause()
        numbers = app.screen.query_one(OptionList)
        labels = [str(numbers.get_option_at_index(place).prompt) for place in range(numbers.option_count)]
        assert "a₁₁ = 1" in labels
        assert "b₃₂ = 3" in labels
        assert len({label.partition(" = ")[0] for label in labels}) == len(labels)


async def test_play_runs_by_the_clock_and_pauses(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        lab.take_up(Run.begin("perceptron", "xor", 0))
        await pilot.press("space")
        assert lab.playing
        await pass_time(lab)
        assert lab.run.step >= 10
        await pilot.press("space")
        step = lab.run.step
        await pilot.pause(2 / ALONE.frames)
        assert lab.run.step == step


async def test_drawing_slowly_does_not_slow_the_learning(app: TuiNN, monkeypatch: pytest.MonkeyPatch) -> None:
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        lab.take_up(Run.begin("perceptron", "xor", 0))
        lab.change_speed(len(SPEEDS))
        monkeypatch.setattr(lab, "draw", lambda: time.sleep(0.05))
        await pilot.press("space")
        await pass_time(lab, beats=20)
        assert lab.run.step > 100


async def test_play_stops_where_the_lab_has_finished(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        await pilot.press("space")
        await pass_time(lab)
        assert lab.run.lab.finished
        assert not lab.playing


async def test_the_string_shown_restores_what_is_on_the_screen(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("right", "full_stop", "full_stop", "s")
        await pilot.pause()
        text = str(app.screen.query_one("#text", Static).render()).splitlines()[0]
        await pilot.press("escape")
        run = view(pilot).run
        assert restore(text).step == run.step == 2
        assert restore(text).lab.frame().numbers() == run.lab.frame().numbers()


@pytest.mark.parametrize(("lab", "preset"), [("zoo", "guess"), ("graph", "build")])
async def test_the_key_to_type_comes_early_where_a_lab_asks_for_text(desk: Desk, lab: str, preset: str) -> None:
    screen = LabScreen(desk, Run.begin(lab, preset, 0))
    async with TuiNN(desk, first=screen).run_test(size=SMALL):
        assert screen.lab_keys()[3] == "type"


async def test_what_only_hands_move_says_so_when_it_is_to_run(desk: Desk) -> None:
    app = TuiNN(desk, first=LabScreen(desk, Run.begin("regression", "hand", 0)))
    async with app.run_test(size=SMALL) as pilot:
        assert view(pilot).by_hand
        assert line(pilot).startswith("by hand")
        for key in ("space", "full_stop"):
            await pilot.press(key)
            await pilot.pause()
            assert [told.message for told in app._notifications] == [desk.words("app.lab.nothing_runs")]
            app.clear_notifications()


async def test_what_has_come_to_its_end_says_how_to_begin_again(app: TuiNN, desk: Desk) -> None:
    async with app.run_test(size=SMALL) as pilot:
        view(pilot).travel(0)
        await pilot.press("space")
        await pass_time(view(pilot))
        assert line(pilot).startswith(desk.words("app.lab.finished"))
        await pilot.press("space")
        await pilot.pause()
        assert [told.message for told in app._notifications] == [desk.words("app.lab.is_over")]


def line(pilot: Pilot[None]) -> str:
    """The last line of the lab."""
    return plain(view(pilot).query_one("#transport", Drawn).drawing)
