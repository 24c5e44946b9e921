"""The keys, once: bindings, the footer, the help page and the command palette all read this table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from textual.binding import Binding, BindingType


@dataclass(frozen=True)
class Key:
    """One thing that a key does. ``app.keys.<id>.short`` and ``.long`` are its words, ``action_<id>`` its deed."""

    id: str
    keys: str  # Textual's names, comma separated
    shown: str  # what is printed on the key
    group: str  # app.key_groups.<group>


_TABLE = (
    # The lab: the same keys in every lab, on every page.
    Key("play", "space", "Space", "lab"),
    Key("forward", "full_stop", ".", "lab"),
    Key("back", "comma", ",", "lab"),
    Key("rewind", "r", "r", "lab"),
    Key("reseed", "R", "R", "lab"),
    Key("presets", "p", "p", "lab"),
    Key("faster", "plus,equals_sign", "+", "lab"),
    Key("slower", "minus", "-", "lab"),
    Key("explain", "e", "e", "lab"),
    Key("twin", "t", "t", "lab"),
    Key("earlier", "less_than_sign,shift+left", "<", "lab"),
    Key("later", "greater_than_sign,shift+right", ">", "lab"),
    Key("first", "home", "Home", "lab"),
    Key("last", "end", "End", "lab"),
    Key("views", "", "1…", "lab"),  # digits choose a view only where the lab has the keys
    Key("walk", "w", "w", "lab"),
    Key("freeze", "f", "f", "lab"),
    Key("freeze_layer", "F", "F", "lab"),
    Key("rival", "c", "c", "lab"),
    Key("knobs", "k", "k", "lab"),
    Key("along", "a", "a", "lab"),
    Key("pencil", "d", "d", "lab"),
    Key("type", "y", "y", "lab"),
    Key("open_points", "o", "o", "lab"),
    Key("open_any", "O", "O", "lab"),
    Key("save", "S", "S", "lab"),
    Key("share", "s", "s", "lab"),
    Key("address", "U", "U", "lab"),
    Key("export", "x", "x", "lab"),
    # The page.
    Key("go_on", "enter", "Enter", "page"),
    Key("next_sheet", "tab", "Tab", "page"),
    Key("previous_sheet", "shift+tab", "⇧Tab", "page"),
    Key("next_page", "right_square_bracket,pagedown", "]", "page"),
    Key("previous_page", "left_square_bracket,pageup", "[", "page"),
    Key("run_code", "", "^R", "page"),  # the editor's own
    Key("leave_code", "", "Esc", "page"),
    Key("hint", "h", "h", "page"),
    Key("hint_back", "H", "H", "page"),
    Key("note", "n", "n", "page"),
    Key("bookmark", "b", "b", "page"),
    # The timeline.
    Key("card_after", "right", "←→", "timeline"),
    Key("card_before", "left", "←", "timeline"),
    Key("band_after", "down", "↓", "timeline"),
    Key("band_before", "up", "↑", "timeline"),
    Key("first_card", "home", "Home", "timeline"),
    Key("last_card", "end", "End", "timeline"),
    Key("closer", "plus,equals_sign", "+", "timeline"),
    Key("wider", "minus", "-", "timeline"),
    Key("run_machine", "r", "r", "timeline"),
    Key("open_page", "l", "l", "timeline"),
    Key("quiz", "o", "o", "timeline"),
    Key("find_card", "slash", "/", "timeline"),
    Key("by_theme", "f", "f", "timeline"),
    Key("source", "s", "s", "timeline"),
    Key("card_words", "t", "t", "timeline"),
    Key("next_round", "n", "n", "timeline"),
    # The contents and the review of cards.
    Key("knew", "y", "y", "cards"),
    Key("forgot", "n", "n", "cards"),
    Key("open", "enter", "Enter", "cards"),
    # A seat in a class.
    Key("ask_teacher", "I", "I", "class"),
    Key("vote", "P", "P", "class"),
    # The teacher's board.
    Key("student", "enter", "Enter", "board"),
    Key("all_follow", "f", "f", "board"),
    Key("lessons", "l", "l", "board"),
    Key("ask_all", "p", "p", "board"),
    Key("ask_this", "P", "P", "board"),
    Key("speaker_notes", "N", "N", "board"),
    Key("questions", "i", "i", "board"),
    Key("say", "m", "m", "board"),
    Key("say_one", "w", "w", "board"),
    Key("timer", "t", "t", "board"),
    Key("lock", "k", "k", "board"),
    Key("sort", "s", "s", "board"),
    Key("show_only", "a", "a", "board"),
    Key("grades", "x", "x", "board"),
    # Everywhere.
    Key("glossary", "g", "g", "everywhere"),
    Key("search", "slash", "/", "everywhere"),
    Key("review", "v", "v", "everywhere"),
    Key("timeline", "Y", "Y", "everywhere"),
    Key("certificate", "C", "C", "everywhere"),
    Key("language", "L", "L", "everywhere"),
    Key("theme", "T", "T", "everywhere"),
    Key("motion", "M", "M", "everywhere"),
    Key("help", "question_mark", "?", "everywhere"),
    Key("palette", "ctrl+p", "^p", "everywhere"),
    Key("leave", "escape", "Esc", "everywhere"),
    Key("quit", "q,ctrl+q", "q", "everywhere"),
)

KEYS = {key.id: key for key in _TABLE}
GROUPS = ("lab", "page", "timeline", "cards", "everywhere")
CLASS = tuple(key.id for key in _TABLE if key.group == "class")  # besides, where a teacher leads
EVERYWHERE = tuple(key.id for key in _TABLE if key.group == "everywhere")


def bindings(ids: Iterable[str]) -> list[BindingType]:
    """Textual's bindings for those keys; the words are the footer's business."""
    return [Binding(KEYS[id].keys, id, show=False) for id in ids if KEYS[id].keys]
