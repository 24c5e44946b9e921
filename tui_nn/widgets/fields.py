"""Fields to write in. Their cursor stands still: each blink would be a picture, while nothing happens."""

from __future__ import annotations

from textual.geometry import Size
from textual.reactive import Reactive, reactive
from textual.validation import ValidationResult
from textual.widgets import Input, TextArea


class LineField(Input):
    """One line. Whoever asks for it judges it; Textual's own verdict costs a look at every style."""

    cursor_blink = reactive(False, init=False)
    virtual_size = Reactive(Size(0, 0))  # what is written takes no other place, so nothing is laid out again

    def validate(self, value: str) -> ValidationResult | None:
        """Anything may stand here."""


class TextField(TextArea):
    """Several lines."""

    cursor_blink = reactive(False, init=False)
