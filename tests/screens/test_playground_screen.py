"""The playground under keys and mouse: views, the walk, the rival, files, in both languages and at both sizes."""

from __future__ import annotations

import asyncio
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from textual.events import MouseScrollDown
from textual.pilot import Pilot
from textual.widgets import Input, OptionList, Static

from tui_nn.app import TuiNN
from tui_nn.labs.frame import Map
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import Words
from tui_nn.plots import mosaic
from tui_nn.plots.ink import Drawing, plain
from tui_nn.screens.desk import Desk
from tui_nn.screens.explain import Explain
from tui_nn.screens.lab import LabScreen
from tui_nn.screens.overlay import TextOverlay
from tui_nn.screens.pick import Pick
from tui_nn.widgets import stage
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.lab_view import LabView
from tui_nn.widgets.pace import SPEEDS

SMALL, LARGE = (80, 24), (120, 36)
VIEWS = 5


@pytest.fixture
def app(desk: Desk) -> TuiNN:
    return TuiNN(desk, first=LabScreen(desk, Run.begin("playground", "circle", 42)))


def view(pilot: Pilot[None]) -> LabView:
    return pilot.app.screen_stack[1].query_one(LabView)


def shown(pilot: Pilot[None]) -> str:
    """Every letter that stands in the lab."""
    return "\n".join(plain(part.drawing) for part in view(pilot).query(Drawn))


async def arrive(pilot: Pilot[None]) -> None:
    """Wait until the run has come to where it was sent."""
    deadline = time.monotonic() + 20
    while view(pilot).moving:
        await pilot.pause(0.01)
        assert time.monotonic() < deadline


async def type_line(pilot: Pilot[None], text: str) -> str:
    """Put a text into the line that asks, press Enter; what is complained about."""
    await pilot.pause()
    pilot.app.screen.query_one(Input).value = text
    await pilot.press("enter")
    await pilot.pause()
    complaints = pilot.app.screen.query("#complaints")
    return str(complaints.first(Static).render()) if complaints else ""


def setting(pilot: Pilot[None], id: str) -> float:
    lab = view(pilot).run.lab
    return lab.setting(next(knob for knob in lab.knobs if knob.id == id))


@pytest.mark.parametrize("size", [SMALL, LARGE])
@pytest.mark.parametrize("language", ["en", "ru"])
async def test_each_view_shows_itself_and_nothing_jumps(
    app: TuiNN, desk: Desk, language: str, size: tuple[int, int]
) -> None:
    desk.words = Words(language)
    async with app.run_test(size=size) as pilot:
        await pilot.press("full_stop")
        places, pictures = set(), set()
        for k in range(VIEWS):
            await pilot.press(str(k + 1))
            await pilot.pause()
            assert view(pilot).view == k
            name = desk.words(f"labs.playground.views.{view(pilot).frame.views[k].id}")
            assert f"[{k + 1} {name}]" in shown(pilot)
            places.add(tuple(part.region for part in view(pilot).query(Drawn)))
            pictures.add(view(pilot).query_one("#picture", Drawn).drawing)
        assert len(places) == 1
        assert len(pictures) == VIEWS
        assert not any(word in shown(pilot) for word in ("labs.", "app.", "plots."))


async def test_a_click_on_a_tab_opens_its_view(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.click("#views", offset=(15, 0))
        assert view(pilot).view == 1


async def test_every_useful_knob_is_reached_and_seen(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        names = set()
        for k in range(len(lab.run.lab.knobs)):
            await pilot.press("down") if k < 4 else lab.walk_knobs(1)
            names.add(lab.knob)
            name = lab.words(f"labs.playground.knobs.{lab.knob}")
            assert f"› {name}" in shown(pilot)
        assert {"data", "rate", "seeds", "u1", "u2"} <= names
        assert "u3" not in names  # there are two layers


async def test_the_wheel_walks_the_knobs_and_a_click_turns_one(app: TuiNN) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        knobs = view(pilot).query_one("#knobs", Drawn)
        await pilot._post_mouse_events([MouseScrollDown], knobs, offset=(2, 2))
        await pilot.pause()
        assert view(pilot).knob == "noise"
        await pilot.click(knobs, offset=(knobs.size.width - 1, 1))
        assert setting(pilot, "noise") == 5


async def test_a_knob_is_found_by_its_word_and_takes_any_number(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop", "k")
        await pilot.pause()
        await pilot.press(*"learning", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        await pilot.press("end", "enter")
        assert "“much”" in await type_line(pilot, "much")
        await type_line(pilot, "0,07")
        assert setting(pilot, "rate") == 0.07
        assert view(pilot).run.step == 1


async def test_a_part_of_the_network_is_walked_to_explained_edited_and_frozen(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop", "2", "w")
        lab = view(pilot)
        assert (lab.view, lab.part) == (0, "u-1-1")
        met = {lab.part}
        for key in ("right", "right", "right", "down", "down", "left", "up"):
            await pilot.press(key)
            met.add(lab.part)
        assert len(met) > 4
        lab.part = "w-1-1-2"
        await pilot.press("e")
        await pilot.pause()
        assert isinstance(app.screen, Explain)
        assert app.screen.numbers[0].id == "w-1-1-2"
        assert str(app.screen.query_one("#formula", Static).render())
        await pilot.press("escape")
        await pilot.press("1")  # a digit is the beginning of a number, not a view
        await pilot.pause()
        assert app.screen.query_one(Input).value == "1"
        assert await type_line(pilot, "one")
        await type_line(pilot, "−1,5")
        net = lab.net()
        assert net is not None
        assert net.weights[0][0, 1] == -1.5
        await pilot.press("f", "full_stop")
        net = lab.net()
        assert net is not None
        assert net.frozen[0][0, 1]
        assert net.weights[0][0, 1] == -1.5
        await pilot.press("F")
        net = lab.net()
        assert net is not None
        assert net.frozen[0].all()
        await pilot.press("escape")
        assert lab.part is None
        assert app.is_running


async def test_a_unit_is_frozen_and_thawed_whole(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("w")
        lab = view(pilot)
        lab.part = "u-1-2"
        for frozen in (True, False):
            await pilot.press("f")
            net = lab.net()
            assert net is not None
            assert net.frozen[0][:, 1].tolist() == [frozen] * 3
            assert not net.frozen[0][:, 0].any()


async def test_a_click_selects_a_unit(app: TuiNN) -> None:
    async with app.run_test(size=LARGE) as pilot:
        await pilot.pause()
        lab = view(pilot)
        face = lab.face
        assert face
        placed = next(each for each in face.stage() if stage.part_at((each,), each.left, each.top, None) or True)
        cells = [
            (column, row)
            for row in range(placed.height)
            for column in range(placed.width)
            if stage.part_at(face.stage(), column, row, None) == "u-1-1"
        ]
        await pilot.click("#picture", offset=cells[len(cells) // 2])
        assert lab.part == "u-1-1"


async def test_a_cursor_walks_along_the_curves_and_tells_the_values_there(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press(*"....")
        await pilot.press("a")
        assert view(pilot).at == 4
        assert view(pilot).view == 1  # where the curves have room
        await pilot.press("left", "left")
        assert view(pilot).at == 2
        losses = view(pilot).run.lab.history  # type: ignore[attr-defined]
        assert Words("en").number(round(losses.row(2)[1], 4)) in shown(pilot)
        await pilot.press(*["right"] * 9)
        assert view(pilot).at == 4
        await pilot.press("escape")
        assert view(pilot).at is None
        rate = view(pilot).knob
        await pilot.press("down")
        assert view(pilot).knob != rate


async def test_a_rival_stands_beside_and_goes(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("c")
        lab = view(pilot)
        assert lab.rival
        assert lab.frame.views[lab.view].id == "rival"
        lab.turn("rate", 2)
        await pilot.press(*["full_stop"] * 3)
        readings = {reading.id: reading.value for reading in lab.frame.readings}
        assert readings["differs"] == 1
        assert readings["train-loss"] != readings["rival-train-loss"]
        await pilot.press("c")
        assert lab.rival is False


async def test_the_run_is_travelled_by_keys_and_by_its_bar(app: TuiNN) -> None:
    async with app.run_test(size=LARGE) as pilot:
        lab = view(pilot)
        lab.take_up(lab.run.forward(400))
        lab.furthest = 400
        for key, step in (("<", 380), ("<", 360), (">", 380), ("home", 0), ("end", 400)):
            await pilot.press({"<": "less_than_sign", ">": "greater_than_sign"}.get(key, key))
            await arrive(pilot)
            assert lab.run.step == step
        row = lab.query_one("#transport", Drawn)
        await pilot.click(row, offset=(row.size.width - 16, 0))
        await arrive(pilot)
        assert 150 < lab.run.step < 250
        before = lab.run
        await pilot.press("end")
        await arrive(pilot)
        assert lab.run.step == 400
        assert before.lab is not lab.run.lab


async def test_a_long_way_is_walked_in_slices_and_a_key_stops_it(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        assert (await lab.pace.advanced(lab.run, 1_000_000)).step < 2000
        lab.furthest = 1_000_000
        lab.travel(1_000_000)
        await pilot.pause(0.05)
        assert lab.moving
        assert 0 < lab.run.step < 1_000_000
        await pilot.press("full_stop")
        assert not lab.moving


async def test_as_fast_as_it_goes_every_picture_is_of_its_own_state(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        lab.change_speed(len(SPEEDS))
        assert lab.pace.fastest
        lab.play()
        await asyncio.sleep(0.2)
        assert lab.run.step > 10
        lab.play()
        step = lab.run.step
        await asyncio.sleep(0.05)
        assert lab.run.step == step
        assert str(step) in shown(pilot)


async def test_playing_pauses_where_the_knob_says_and_says_why(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        lab.take_up(Run.begin("playground", "circle", 42, [("stop", "epochs-100")]))
        lab.pace.speed = len(SPEEDS) - 1
        await pilot.press("space")
        await arrive(pilot)
        assert lab.run.step == 100
        assert "Epoch 100: stopped as asked" in shown(pilot)
        assert lab.words("app.lab.finished") in shown(pilot)


async def test_what_nobody_sees_is_not_drawn(app: TuiNN, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[int] = []
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        draw = mosaic.draw_view

        def counted(*args: Any, **more: Any) -> Drawing:
            drawn.append(1)
            return draw(*args, **more)

        monkeypatch.setattr(mosaic, "draw_view", counted)
        await pilot.press("down", "down")
        view(pilot).draw()
        assert not drawn  # the same state, the same picture
        await pilot.press("full_stop")
        assert len(drawn) == 1
        await app.push_screen(LabScreen(app.desk, Run.begin("perceptron", "or", 0)))
        app.screen_stack[1].query_one(LabView).step()
        await pilot.pause()
        assert len(drawn) == 1
        app.pop_screen()
        await pilot.pause()
        assert len(drawn) == 2


async def test_five_classes_are_drawn_moved_and_deleted(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        lab.take_up(Run.begin("playground", "own-points", 1))
        await pilot.press("2", "d")
        assert lab.board() is not None
        points = _map(lab)
        before = len(points.points)
        await pilot.press("4", "right", "right", "0", "m", "up", "up", "m")
        points = _map(lab)
        assert len(points.points) == before + 2
        assert points.targets[-2:].tolist() == [4, 0]
        await pilot.press("delete", "escape")
        assert len(_map(lab).points) == before + 1
        assert lab.pencil is None


async def test_the_mouse_draws_only_with_the_pencil_in_hand(app: TuiNN) -> None:
    async with app.run_test(size=LARGE) as pilot:
        lab = view(pilot)
        lab.take_up(Run.begin("playground", "own-points", 1))
        await pilot.pause()
        before = len(_map(lab).points)
        placed = lab.board()
        assert placed
        here, there = stage.cell_of(placed, 4.5, 4.5), stage.cell_of(placed, -4.5, 2)
        assert here
        assert there
        await pilot.click("#picture", offset=here)
        assert len(_map(lab).points) == before
        await pilot.press("d")
        await pilot.click("#picture", offset=here)
        np.testing.assert_allclose(_map(lab).points[-1], (4.5, 4.5), atol=0.5)
        await pilot.mouse_down("#picture", offset=here)
        await pilot.mouse_up("#picture", offset=there)
        np.testing.assert_allclose(_map(lab).points[-1], (-4.5, 2), atol=0.5)
        await pilot.click("#picture", offset=there, button=3)
        assert len(_map(lab).points) == before


def _map(lab: LabView) -> Map:
    return next(picture for picture in lab.frame.pictures if isinstance(picture, Map))


async def test_a_run_is_kept_and_opened_and_never_overwrites_unasked(app: TuiNN, tmp_path: Path) -> None:
    file = tmp_path / "mine.run"
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        lab.turn("rate", 1)
        await pilot.press("full_stop", "full_stop", "S")
        assert not await type_line(pilot, str(file))
        kept = file.read_bytes()
        await pilot.press("full_stop", "S")
        assert str(file.name) in await type_line(pilot, str(file))
        assert file.read_bytes() == kept
        await pilot.press("escape", "r", "O")
        await type_line(pilot, str(file))
        assert lab.run.step == 2
        assert lab.frame.numbers() == restore(share(lab.run)).lab.frame().numbers()
        await pilot.press("full_stop", "S")
        await type_line(pilot, str(file))
        await pilot.press("enter")
        await pilot.pause()
        assert file.read_bytes() != kept


async def test_one_line_opens_anything_and_says_what_is_wrong(app: TuiNN, tmp_path: Path) -> None:
    table, spec = tmp_path / "points.csv", tmp_path / "set-up.toml"
    table.write_text("1,2,a\n-1,-2,b\n0.5,1,a\n")
    spec.write_text("colour = 1\n")
    async with app.run_test(size=SMALL) as pilot:
        lab = view(pilot)
        await pilot.press("full_stop", "O")
        before = lab.run
        for wrong in ("", "nothing-there.run", str(spec), "nn1/x", "https://example.org/#a=1", str(tmp_path)):
            assert await type_line(pilot, wrong), wrong
            assert lab.run is before
        await type_line(pilot, str(table))
        assert len(_map(lab).points) == 3
        await pilot.press("O")
        await type_line(pilot, "https://playground.tensorflow.org/#activation=relu&networkShape=3&seed=0.5")
        assert setting(pilot, "layers") == 1
        await pilot.press("O")
        await type_line(pilot, share(Run.begin("perceptron", "or", 0).forward(3)))
        assert (view(pilot).run.lab_name, view(pilot).run.step) == ("perceptron", 3)
        await pilot.press("full_stop")
        assert view(pilot).run.step == 4


async def test_the_set_up_has_an_address_or_a_reason_for_none(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("U")
        await pilot.pause()
        assert "playground.tensorflow.org/#" in str(app.screen.query_one("#text", Static).render())
        await pilot.press("U")
        view(pilot).turn("optimiser", 1)
        await pilot.press("U")
        await pilot.pause()
        assert not isinstance(app.screen, TextOverlay)


@pytest.mark.parametrize("form", range(4))
async def test_every_form_is_shown_and_kept(app: TuiNN, tmp_path: Path, form: int) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop", "x")
        await pilot.pause()
        assert app.screen.query_one(OptionList).option_count == 4
        app.screen.query_one(OptionList).highlighted = form
        await pilot.press("enter")
        await pilot.pause()
        text = str(app.screen.query_one("#text", Static).render())
        await pilot.press("S")
        await type_line(pilot, str(tmp_path / "kept"))
        assert (tmp_path / "kept").read_text("utf-8").strip() == text.strip()


@pytest.mark.parametrize("language", ["en", "ru"])
async def test_each_preset_says_what_to_look_for(app: TuiNN, desk: Desk, language: str) -> None:
    desk.words = Words(language)
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("p")
        await pilot.pause()
        seen = set()
        presets = view(pilot).run.lab.presets
        for at in (0, 7, len(presets) - 1):
            app.screen.query_one(OptionList).highlighted = at
            await pilot.pause()
            look = desk.words(f"labs.playground.look.{presets[at]}")
            assert look == str(app.screen.query_one("#said", Static).render())
            seen.add(look)
        assert len(seen) == 3


async def test_the_playground_speaks_another_language_while_it_runs(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop", "3", "L")
        await pilot.pause()
        assert view(pilot).view == 2
        assert "[3 внутри]" in shown(pilot)


async def test_a_small_window_asks_for_a_larger_one_and_nothing_is_lost(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop")
        await pilot.resize_terminal(60, 20)
        await pilot.pause()
        assert app.screen.query_one("#too-small").display
        await pilot.resize_terminal(*SMALL)
        await pilot.pause()
        assert view(pilot).run.step == 1
        assert "epoch 1" in shown(pilot)
