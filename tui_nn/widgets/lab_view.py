"""A lab under keys and mouse: its knobs and views, the pencil, the walk through its network, the rival."""

from __future__ import annotations

import math

from textual import events
from textual.message import Message

from tui_nn.labs.lab import Curves, Edit, Map, Network, Plane
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import Words
from tui_nn.plots import curves, network
from tui_nn.widgets import stage, walking
from tui_nn.widgets.governor import FRAMES
from tui_nn.widgets.lab_face import LabFace
from tui_nn.widgets.pencil import ARROWS, REACH, Pencil, edit_of, keys_of, nearest
from tui_nn.widgets.stage import Board, Placed
from tui_nn.widgets.viewed_lab import ViewedLab


class LabView(ViewedLab, can_focus=True):
    """A run that can be played, stepped, turned, looked at from several sides, walked and drawn in."""

    class Asked(Message):
        """A number is to be typed for a part of the network; `typed` is how it begins."""

        def __init__(self, view: LabView, part: str, typed: str) -> None:
            super().__init__()
            self.view, self.part, self.typed = view, part, typed

    def __init__(
        self,
        run: Run,
        words: Words,
        *,
        locked: bool = False,
        calm: bool = False,
        frames: float = FRAMES,
        guess: str = "",
        first: tuple[str, ...] = (),
    ) -> None:
        super().__init__(run, words, locked=locked, calm=calm, frames=frames, guess=guess, first=first)
        self._pen = 1.0  # the class that a click adds: the last one drawn by key; with Ctrl another
        self._dragged: int | None = None

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        if not has_focus:
            self.pencil = None
        self.draw()

    def take_up(self, run: Run) -> None:
        other = run.lab_name != self.run.lab_name
        self.pencil = self.part = self.at = None
        if other:
            self.halt()
            self.view, self._knob = 0, ""
        super().take_up(run)
        if other:
            self.refresh(recompose=True)

    # Keys -----------------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        if self.pencil:
            handled = self._pencil_key(event.key)
        elif self.part:
            handled = self._walk_key(event.key, event.character or "")
        else:
            handled = self._along_key(event.key) or self._view_key(event.key) or self._knob_key(event.key)
        if handled:
            event.stop()
            event.prevent_default()

    def _view_key(self, key: str) -> bool:
        # A lab that waits for a guess leaves the digits to the page, where the guess is made.
        number = int(key) if key.isdigit() and not self.locked else 0
        if not 1 <= number <= len(self.frame.views):
            return False
        self.show_view(number - 1)
        return True

    def _knob_key(self, key: str) -> bool:
        if key not in ARROWS or not self.knob:
            return False
        across, down = ARROWS[key]
        if down:
            self.walk_knobs(down)
        else:
            self.turn(self.knob, across)
        return True

    # Along the curves -----------------------------------------------------------------------------------------------

    def toggle_cursor(self) -> None:
        """Put a cursor on the latest place of the curves, or take it away."""
        if self.at is not None:
            self.at = None
        elif not self.turn_to(Curves):
            self.post_message(self.Told(phrase("app.lab.no_curves")))
        elif found := stage.curves_of(self.frame, self.view):
            self.focus()
            self.pencil = self.part = None
            self.at = curves.moved(found, math.inf, 0)
        self.draw()

    def _along_key(self, key: str) -> bool:
        found = stage.curves_of(self.frame, self.view)
        if self.at is None or found is None:
            return False
        if key in ("left", "right"):
            self.at = curves.moved(found, self.at, 1 if key == "right" else -1)
        elif key == "escape":
            self.at = None
        else:
            return False
        self.draw()
        return True

    def can(self, key: str) -> bool:
        """Whether that key does something in this lab."""
        needs: dict[str, tuple[type, ...]] = {"walk": (Network,), "along": (Curves,), "pencil": (Plane, Map)}
        if key == "rival":
            return self.rival is not None
        if key == "type":
            return bool(getattr(self.run.lab, "typed", ""))
        if key == "pencil" and not self.run.lab.has_points:
            return False
        return key not in needs or any(isinstance(picture, needs[key]) for picture in self.frame.pictures)

    # The rival ------------------------------------------------------------------------------------------------------

    @property
    def rival(self) -> bool | None:
        """Whether a rival stands beside the run; None where a lab knows no rivals."""
        ids = [view.id for view in self.frame.views]
        return getattr(self.run.lab, "rival", None) is not None if "rival" in ids else None

    def toggle_rival(self) -> None:
        """Set a copy of the run beside it and look at both, or take it away."""
        if self.rival is None:
            self.post_message(self.Told(phrase("app.lab.no_rival")))
        elif self.edit(Edit("rival", (0.0 if self.rival else 1.0,))):
            self.show_view(next(k for k, view in enumerate(self.frame.views) if view.id == "rival"))

    # The walk -------------------------------------------------------------------------------------------------------

    def toggle_walk(self) -> None:
        """Begin to walk the network, or leave it."""
        if self.part:
            self.part = None
        elif not self.turn_to(Network):
            self.post_message(self.Told(phrase("app.lab.no_network")))
        elif not self.refuses() and (net := self.net()):
            self.focus()
            self.pencil, self.part = None, network.first(net)
        self.draw()

    def _walk_key(self, key: str, typed: str) -> bool:
        net = self.net()
        if self.part is None or net is None:
            return False
        if key in ARROWS:
            self.part = network.neighbour(net, self.part, key)
        elif key == "enter" or typed.isdigit() or typed in ("-", "−"):
            self._ask("" if key == "enter" else typed)
        elif key == "escape":
            self.part = None
        else:
            return False
        self.draw()
        return True

    def _ask(self, typed: str) -> None:
        number = walking.number_of(self.part) if self.part else None
        if number is None:
            self.post_message(self.Told(phrase("app.part.given")))
        else:
            self.post_message(self.Asked(self, number, typed))

    def freeze(self, *, layer: bool = False) -> None:
        """Freeze or thaw the part walked to, or its layer."""
        net = self.net()
        if self.part is None or net is None:
            self.post_message(self.Told(phrase("app.lab.walk_first")))
            return
        edits = walking.freezing_layer(self.part) if layer else walking.freezing(net, self.part)
        if not edits:
            self.post_message(self.Told(phrase("app.part.given")))
        elif not self.refuses() and (refusal := self.attempt(*edits)):
            self.post_message(self.Told(refusal))

    # The pencil -----------------------------------------------------------------------------------------------------

    def board(self) -> Placed | None:
        """The picture that one can draw in, on show, of a lab that has points."""
        face = self.face
        return stage.board(face.stage()) if face and self.run.lab.has_points else None

    def toggle_pencil(self) -> None:
        """Take the pencil up, or put it down."""
        if self.pencil:
            self.pencil = None
            self.draw()
            return
        if self.run.lab.has_points and self.turn_to(Plane, Map):
            self.draw()  # perhaps another view: the picture has to stand before it can be drawn in
        placed = self.board()
        if placed is None:
            self.post_message(self.Told(phrase("app.lab.no_points")))
        elif not self.refuses():
            self.focus()
            self.part, self.pencil = None, Pencil.on(placed)
            self.draw()

    def _pencil_key(self, key: str) -> bool:
        placed = self.board()
        if self.pencil is None or placed is None:
            return False
        if key in ARROWS:
            self.pencil = self.pencil.moved(key, placed)
        elif key in (*keys_of(self.kinds_of_points), "m", "delete", "backspace"):
            assert isinstance(placed.picture, Board)
            self._pen = float(key) if key.isdigit() else self._pen
            self.pencil, edit = edit_of(key, self.pencil, placed.picture)
            if edit:
                self.edit(edit)
        elif key == "escape":
            self.pencil = None
        else:
            return False
        self.draw()
        return True

    # The mouse ------------------------------------------------------------------------------------------------------

    def _draws(self, event: events.MouseEvent) -> tuple[Board, tuple[float, float]] | None:
        """The board and the place on it that is pointed at; among several pictures only with the pencil in hand."""
        placed, face = self.board(), self.face
        where = face.cell(event) if face else None
        if placed is None or where is None or (self.frame.views and not self.pencil):
            return None
        place = stage.data_at(placed, *where)
        assert isinstance(placed.picture, Board)
        return (placed.picture, place) if place else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if drawn := self._draws(event):
            board, place = drawn
            self._dragged = nearest(board, *place, reach=REACH)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if not (drawn := self._draws(event)):
            return
        board, place = drawn
        there = nearest(board, *place, reach=REACH)
        if event.button == 3:
            if there is not None:
                self.edit(Edit("delete", (float(there),)))
        elif self._dragged is None:
            self.edit(Edit("add", (*place, float(self._pen == 0) if event.ctrl else self._pen)))
        elif there != self._dragged:
            self.edit(Edit("move", (float(self._dragged), *place)))
        self._dragged = None

    def on_click(self, event: events.Click) -> None:
        face = self.face
        if face is None:
            return
        if found := face.knob(event):
            self.choose_knob(found[0])
            if found[1]:
                self.turn(*found)
        elif (step := face.moment(event)) is not None:
            self.travel(step)
        elif (view := face.tab(event)) is not None:
            self.show_view(view)
        elif self.frame.views and not self.pencil and (where := face.cell(event)):
            self._look_at(face, where)

    def _look_at(self, face: LabFace, where: tuple[int, int]) -> None:
        """A click on a picture: the part of the network there, or the values of the curves."""
        shown = face.stage()
        if part := stage.part_at(shown, *where, self.part):
            self.part = part
        else:
            self.at = stage.across_at(shown, *where)
        self.draw()

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        self._scroll(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        self._scroll(event, -1)

    def _scroll(self, event: events.MouseEvent, steps: int) -> None:
        if self.face and self.face.knob(event):
            self.walk_knobs(steps)
            event.stop()
