"""A number to type. Letters pass through, so that the keys of the page still work while typing."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from tui_nn.widgets.answer_area import Drafted, Submitted
from tui_nn.widgets.fields import LineField

TYPED = frozenset("0123456789.,/-−+eE ·*^")


class NumberField(LineField):
    """Takes digits, a sign, a point or comma, a slash; Enter gives the answer."""

    how = "app.how.number"

    def __init__(self, answer: str) -> None:
        super().__init__(answer, select_on_focus=False, compact=True)

    @property
    def answer(self) -> str:
        return self.value

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return character in TYPED if character else False

    async def _on_key(self, event: events.Key) -> None:
        # `e` alone explains a number; after a digit it may begin an exponent.
        typed = event.character in TYPED and not (event.character in ("e", "E") and not self.value)
        if event.is_printable and not typed:
            event.prevent_default()  # Input would type it; let it go up to the page's keys instead

    def mark_wrong(self, wrong: frozenset[str]) -> None:
        """A single number: the feedback says all."""

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(Drafted(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(Submitted(event.value))
