"""How a lab with views looks: their tabs, the pictures of one as large as can be, readings and knobs in short."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Container
from textual.widgets import Static

from tui_nn.labs.frame import Frame
from tui_nn.labs.lab import Lab
from tui_nn.plots import mosaic
from tui_nn.widgets.drawn import Drawn
from tui_nn.widgets.lab_face import LabFace
from tui_nn.widgets.look import Look
from tui_nn.widgets.sentence import Sentence
from tui_nn.widgets.stage import shown
from tui_nn.widgets.tabs import draw_strip, draw_tabs, tab_at

WIDE = 104  # columns from which the knobs stand beside the pictures
LOW, HIGH = 18, 26  # rows below which and from which there are fewer or more rows of knobs


class ViewsFace(LabFace):
    """A picture is drawn again only when something in it may have changed."""

    def __init__(self) -> None:
        super().__init__(0)
        self._drawn_from: tuple[object, ...] = ()

    def compose(self) -> ComposeResult:
        yield Sentence(id="says")
        yield Drawn(id="views")
        yield Drawn(id="strip")
        with Container(id="stage"):
            yield Drawn(id="picture")
            yield Drawn(id="knobs")
        yield Static(id="guess", markup=False)
        yield Drawn(id="transport")

    def _fit_knobs(self, lab: Lab) -> None:
        """The strip has its own height, whatever is in it."""

    def fit(self) -> None:
        width, height = self.size
        self.set_class(width >= WIDE, "-column")
        self.set_class(height < LOW, "-low")
        self.set_class(height >= HIGH, "-high")

    def tab(self, event: events.MouseEvent) -> int | None:
        where, look = self._pointed("#views", event), self._look
        return tab_at(look.lab.name, look.frame.views, look.view, look.words, where[0]) if where and look else None

    def _draw_pictures(self, look: Look) -> None:
        self._draw_numbers(look)
        place = self._drawn("#picture")
        frame: Frame = look.frame
        now = (frame, look.view, place.size, look.cursor, look.part, look.at, look.words)
        if now == self._drawn_from or not place.size:
            return
        self._drawn_from = now
        place.show(
            mosaic.draw_view(
                look.lab.name,
                shown(frame, look.view),
                look.words,
                *place.size,
                selected=look.part,
                cursor=look.cursor,
                at=look.at,
                glyphs=self.glyphs,
            )
        )

    def _draw_numbers(self, look: Look) -> None:
        """The first reading, which counts, beside the tabs; the others in a line of their own."""
        lab, frame, words = look.lab.name, look.frame, look.words
        count, *others = frame.readings
        others.sort(key=lambda reading: reading.id not in look.first)
        tabs, strip = self._drawn("#views"), self._drawn("#strip")
        aside = draw_strip(lab, [count], words, tabs.size.width)
        tabs.show(draw_tabs(lab, frame.views, look.view, words, aside, tabs.size.width))
        strip.show((draw_strip(lab, others, words, strip.size.width),))
