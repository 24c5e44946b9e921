"""`?`: every key, from the one table."""

from __future__ import annotations

from collections.abc import Iterable

from tui_nn.locale.words import Words
from tui_nn.screens.keys import GROUPS, KEYS
from tui_nn.screens.overlay import TextOverlay


def help_overlay(words: Words, groups: Iterable[str] = GROUPS) -> TextOverlay:
    """All keys in their groups."""
    parts = []
    for group in groups:
        rows = (f"  {key.shown:<7}{words(f'app.keys.{key.id}.long')}" for key in KEYS.values() if key.group == group)
        parts.append("\n".join((words(f"app.key_groups.{group}"), *rows)))
    text = "\n\n".join((*parts, words("app.keys_more")))
    return TextOverlay(words, words("app.keys.help.long"), text, key="question_mark")
