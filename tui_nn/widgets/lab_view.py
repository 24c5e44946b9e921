"""A lab under keys and mouse: its knobs and views, the cursors, the walk through its network, the rival."""

from __future__ import annotations

import math

from textual import events
from textual.message import Message

from tui_nn.labs.frame import Curves, Network
from tui_nn.labs.lab import Edit, typed_verb
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import phrase
from tui_nn.plots import curves, network
from tui_nn.widgets import stage, walking
from tui_nn.widgets.drawing_lab import DrawingLab
from tui_nn.widgets.lab_face import LabFace
from tui_nn.widgets.pencil import ARROWS


class LabView(DrawingLab, can_focus=True):
    """A run that can be played, stepped, turned, looked at from several sides, walked and drawn in."""

    class Asked(Message):
        """A number is to be typed for a part of the network; `typed` is how it begins."""

        def __init__(self, view: LabView, part: str, typed: str) -> None:
            super().__init__()
            self.view, self.part, self.typed = view, part, typed

    def watch_has_focus(self, has_focus: bool) -> None:
        super().watch_has_focus(has_focus)
        if not has_focus:
            self.pencil = self.brush = None
        self.draw()

    def take_up(self, run: Run) -> None:
        other = run.lab_name != self.run.lab_name
        self.pencil = self.brush = self.part = self.at = None
        if other:
            self.halt()
            self.view, self._knob = 0, ""
        super().take_up(run)
        if other:
            self.refresh(recompose=True)

    # Keys -----------------------------------------------------------------------------------------------------------

    def on_key(self, event: events.Key) -> None:
        if self.pencil:
            handled = self.pencil_key(event.key)
        elif self.brush:
            handled = self.brush_key(event.key)
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
            self.pencil = self.brush = self.part = None
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
        needs: dict[str, tuple[type, ...]] = {"walk": (Network,), "along": (Curves,)}
        if key == "rival":
            return self.rival is not None
        if key == "type":
            return bool(typed_verb(self.run.lab))
        if key == "pencil":
            return self.run.lab.has_points or self.paintable
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
            self.pencil = self.brush = None
            self.part = network.first(net)
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

    # The mouse ------------------------------------------------------------------------------------------------------

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
        elif self.frame.views and not self.pencil and not self.brush and (where := face.cell(event)):
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
