"""A text in the place of another: the same text again costs neither a layout nor a picture."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


def put_up(place: Static, text: str | Content, *, layout: bool = True) -> None:
    """Show a text where it is another; without `layout` where its size cannot change."""
    old = place.content
    same = text.is_same(old) if isinstance(text, Content) and isinstance(old, Content) else text == old
    if not same:
        place.update(text, layout=layout)
