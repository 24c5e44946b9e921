"""The frugal compositor paints what Textual's own would have painted, whatever lies over what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import chain

import pytest
from rich.segment import Segment
from textual._compositor import ChopsUpdate, Compositor
from textual.geometry import Region
from textual.strip import Strip

from tui_nn.app import TuiNN
from tui_nn.labs.run import Run
from tui_nn.screens.desk import Desk
from tui_nn.screens.frugal import FrugalCompositor
from tui_nn.screens.lab import LabScreen

Cells = list[tuple[str, object]]
Paint = Callable[[FrugalCompositor], ChopsUpdate | None]


def cells(strips: list[Strip]) -> Cells:
    """Letters, each with its style, one for each cell."""
    letters = Segment.split_and_crop_lines(chain.from_iterable(strips), 1000, pad=False)
    return [(letter, segment.style) for line in letters for segment in line for letter in segment.text]


def painted(update: ChopsUpdate, y: int, left: int, right: int) -> Cells:
    """What goes to the terminal for a stretch of a row. Pieces reach to the next cut, perhaps beyond the stretch."""
    pieces = zip(update.chops[y].items(), update.chop_ends[y], strict=True)
    found: Cells = []
    for (begin, piece), end in pieces:
        if begin < right and end > left:
            assert piece is not None, f"nothing for the cells {begin} to {end} of row {y}"
            found += cells([piece])[max(0, left - begin) : right - begin]
    return found


@pytest.fixture
def compared(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Counts partial paints; each is held against Textual's."""
    counts: Counter[str] = Counter()
    frugal: Paint = FrugalCompositor.render_partial_update

    def both(self: FrugalCompositor) -> ChopsUpdate | None:
        dirty = self._dirty_regions.copy()
        update = frugal(self)
        assert not self._dirty_regions
        if update is None:
            assert not dirty
            return None
        crop = Region.from_union(dirty).intersection(self.size.region)
        whole = Compositor._render_chops(self, crop, lambda y: True)
        for y, left, right in update.spans:
            usual = ChopsUpdate(whole, update.spans, update.chop_ends)
            assert painted(update, y, left, right) == painted(usual, y, left, right)
            counts["rows"] += 1
        counts["paints"] += 1
        return update

    monkeypatch.setattr(FrugalCompositor, "render_partial_update", both)
    return counts


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_a_lesson_looks_as_textual_would_paint_it(
    app: TuiNN, size: tuple[int, int], compared: Counter[str]
) -> None:
    async with app.run_test(size=size) as pilot:
        for key in ("enter", "2", "space", "down", "enter", "tab", "full_stop", "space", "e", "escape", "plus", "n"):
            await pilot.press(key)
            await pilot.pause()
        await pilot.press("escape", "question_mark")
        await pilot.press("escape")
        app.notify("over the page", timeout=60)  # lies over part of the pictures
        await pilot.pause()
        for key in ("space", "down", "right", "t", "left", "space"):
            await pilot.press(key)
            await pilot.pause(0.1)
    assert compared["paints"] > 5


@pytest.mark.parametrize(("lab", "preset"), [("perceptron", "xor"), ("playground", "circle"), ("mark1", "e-f")])
async def test_a_lab_that_runs_looks_as_textual_would_paint_it(
    desk: Desk, lab: str, preset: str, compared: Counter[str]
) -> None:
    app = TuiNN(desk, first=LabScreen(desk, Run.begin(lab, preset, 1)))
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("plus", "plus", "space")
        for key in ("down", "right", "2", "k"):
            await pilot.pause(0.15)
            await pilot.press(key)
        app.notify("over the pictures", timeout=60)
        await pilot.pause(0.3)
    assert compared["rows"] > 60
