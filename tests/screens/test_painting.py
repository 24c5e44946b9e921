"""Tiles are painted with keys alone, and with the mouse; nothing else on the keyboard is lost by it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import ClassVar, Self

import numpy as np
import pytest
from textual.events import MouseMove
from textual.pilot import Pilot

from tui_nn.app import TuiNN
from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Frame, Reading, Tile, Tiles, View
from tui_nn.labs.lab import Edit, Knob, Why
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import phrase
from tui_nn.screens.desk import Desk
from tui_nn.screens.lab import LabScreen
from tui_nn.widgets import stage
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.lab_view import LabView

SMALL, LARGE = (80, 24), (120, 36)


@dataclass(frozen=True, eq=False)
class Easel:
    """A toy: one sheet of cells to paint on beside another one. It borrows the perceptron's words."""

    name: ClassVar[str] = "perceptron"
    presets: ClassVar[tuple[str, ...]] = ("or",)
    knobs: ClassVar[tuple[Knob, ...]] = (Knob("rate", (1.0, 2.0)),)
    has_points: ClassVar[bool] = False
    views: tuple[View, ...] = ()
    sheet: Floats = field(default_factory=lambda: np.zeros((6, 7)))
    ticks: int = 0

    @classmethod
    def start(cls, preset: str, seed: int) -> Self:
        return cls()

    finished = False

    def setting(self, knob: Knob) -> float:
        return knob.values[0]

    def edit(self, edit: Edit) -> Self:
        assert edit.verb == "paint"
        row, column, value = (int(number) for number in edit.args)
        sheet = self.sheet.copy()
        sheet[row, column] = value
        return replace(self, sheet=sheet)

    def tick(self) -> Self:
        return replace(self, ticks=self.ticks + 1)

    def frame(self) -> Frame:
        tiles = Tiles(
            "log", (Tile(np.eye(6)), Tile(self.sheet, Reading("wrong", int(self.sheet.sum())))), (-1.0, 1.0), 1
        )
        return Frame((tiles,), (Reading("shown", self.ticks),), None, self.views)

    def why(self, reading: str) -> Why:
        return Why("1", "1", phrase("labs.perceptron.says.start"))

    def program(self, steps: int) -> str:
        return ""


def app_with(desk: Desk, lab: Easel) -> TuiNN:
    return TuiNN(desk, first=LabScreen(desk, Run("perceptron", "or", 0, lab, lab)))


@pytest.fixture(params=[(), (View("log", (0,)), View("rest", (0,)))], ids=["plain", "views"])
def app(desk: Desk, request: pytest.FixtureRequest) -> TuiNN:
    return app_with(desk, Easel(request.param))


def view(pilot: Pilot[None]) -> LabView:
    return pilot.app.screen_stack[1].query_one(LabView)


def sheet(pilot: Pilot[None]) -> Floats:
    lab = view(pilot).run.lab
    assert isinstance(lab, Easel)
    return lab.sheet


def cell(pilot: Pilot[None], row: int, column: int) -> tuple[int, int]:
    """Where a value of the painted tile stands on the screen, in cells of the picture."""
    lab = view(pilot)
    placed = lab.easel()
    assert placed
    assert lab.face
    found = (
        (x, y)
        for y in range(placed.height)
        for x in range(placed.width)
        if (row, column) in stage.values_at(placed, x, y, lab.face.glyphs)
    )
    return next(found)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_a_picture_is_painted_with_keys_alone(app: TuiNN, size: tuple[int, int]) -> None:
    async with app.run_test(size=size) as pilot:
        await pilot.press("d", "1", "right", "space", "down", "down", "1", "0", "left")
        assert view(pilot).brush
        wanted = np.zeros((6, 7))
        wanted[3, 3:5] = 1
        np.testing.assert_array_equal(sheet(pilot), wanted)
        await pilot.press("up", "up", "space")
        wanted[3, 3] = 0
        np.testing.assert_array_equal(sheet(pilot), wanted)
        assert not view(pilot).playing
        assert view(pilot).run.step == 0


async def test_the_brush_stays_on_the_tile_and_paints_nothing_that_stands_there(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d", *["up"] * 9, *["left"] * 9, "0", "1", "1")
        assert [edit for _, edit in view(pilot).run.log] == [Edit("paint", (0.0, 0.0, 1.0))]
        await pilot.press(*["down"] * 9, *["right"] * 9, "1")
        assert sheet(pilot)[5, 6] == 1


async def test_escape_gives_the_keys_back(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d")
        assert "0 1" in str(_text(pilot, "#transport"))
        await pilot.press("escape", "full_stop")
        assert view(pilot).brush is None
        assert view(pilot).run.step == 1
        await pilot.press("d", "d", "full_stop")
        assert view(pilot).brush is None
        assert view(pilot).run.step == 2


async def test_the_cursor_is_seen(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        before = _text(pilot, "#picture")
        await pilot.press("d")
        assert _text(pilot, "#picture") != before
        assert "[" in _text(pilot, "#picture")


async def test_a_click_turns_a_value_over_and_a_drag_paints_a_line(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.pause()
        await pilot.click("#picture", offset=cell(pilot, 2, 3))
        assert sheet(pilot)[2, 3] == 1
        await pilot.click("#picture", offset=cell(pilot, 2, 3))
        assert not sheet(pilot).any()
        await pilot.mouse_down("#picture", offset=cell(pilot, 0, 0))
        for column in (1, 2, 3):
            await pilot._post_mouse_events(  # the only way to move with the button down
                [MouseMove], "#picture", offset=cell(pilot, 0, column), button=1
            )
        await pilot.mouse_up("#picture", offset=cell(pilot, 0, 3))
        assert sheet(pilot)[0].tolist() == [1, 1, 1, 1, 0, 0, 0]
        await pilot.hover("#picture", offset=cell(pilot, 0, 5))
        assert sheet(pilot)[0, 5] == 0


async def test_a_locked_lab_is_not_painted(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        view(pilot).locked = True
        await pilot.press("d", "1")
        await pilot.click("#picture", offset=cell(pilot, 1, 1))
        assert not sheet(pilot).any()


async def test_painting_is_undone_by_nothing_but_painting_and_survives_a_rewind(app: TuiNN) -> None:
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("full_stop", "d", "1", "escape", "r")
        assert sheet(pilot)[3, 3] == 1
        assert view(pilot).run.step == 0


async def test_where_there_is_nothing_to_draw_on_that_is_told(desk: Desk) -> None:
    app = TuiNN(desk, first=LabScreen(desk, Run.begin("collapse", "lesson", 0)))
    async with app.run_test(size=SMALL) as pilot:
        await pilot.press("d")
        lab = view(pilot)
        assert lab.brush is None
        assert lab.pencil is None


def _text(pilot: Pilot[None], place: str) -> str:
    drawing = view(pilot).query_one(place, Drawn).drawing
    return "\n".join("".join(span.text for span in row) for row in drawing)
