"""Names from outside, PINs, and the room as its commands leave it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.classroom.command import Ask, Command, Place, RoomState
from tui_nn.classroom.student import clean_name, folded, is_pin, opens, sealed


@given(st.text())
def test_no_name_can_steer_a_terminal_or_turn_a_line_round(text: str) -> None:
    name = clean_name(text)
    assert len(name) <= 32
    assert not any(unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") for letter in name)
    assert clean_name(name) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("  Анна  Петрова ", "Анна Петрова"),
        ("\x1b[31mEve\x07", "[31mEve"),
        ("a\u202eb", "ab"),
        ("two\nlines", "two lines"),
        ("[bold]x[/]", "[bold]x[/]"),
        ("ROOT", ""),
        ("teacher", ""),
        ("\u200b\u200b", ""),
        ("!!!", ""),
        ("x" * 99, "x" * 32),
    ],
)
def test_names_are_cleaned(typed: str, name: str) -> None:
    assert clean_name(typed) == name


def test_the_same_name_in_other_letters_is_the_same() -> None:
    assert folded("ＡNNA") == folded("anna")


def test_a_seal_opens_for_its_own_pin_only() -> None:
    seal = sealed("0427")
    assert "0427" not in seal
    assert opens("0427", seal)
    assert not opens("0428", seal)
    assert not opens("", "")
    assert sealed("0427") != seal


def test_a_pin_is_four_to_eight_digits() -> None:
    assert [text for text in ("123", "1234", "12345678", "123456789", "12a4", "١٢٣٤", "") if is_pin(text)] == [
        "1234",
        "12345678",
    ]


def test_the_room_after_its_commands() -> None:
    told = [
        Command(Ask.FOLLOW, {"lesson": "l", "page": "p"}, seq=1),
        Command(Ask.LOCK, {"lessons": ["a", "b"]}, seq=2),
        Command(Ask.POLL, {"id": "q", "text": "?", "options": [{"id": "x", "text": "X"}]}, seq=3),
        Command(Ask.REVEAL, {"id": "other", "counts": [{"x": 9}]}, seq=4),
        Command("from a newer copy", {"strange": 1}, seq=5),
    ]
    room = RoomState.of(told)
    assert room.follow == Place("l", "p")
    assert room.locked == {"a", "b"}
    assert room.poll is not None
    assert (room.poll.options, room.poll.revealed) == ((("x", "X"),), False)
    assert room.seq == 5
    room = room.after(Command(Ask.REVEAL, {"id": "q", "counts": [{"x": 2}]}, seq=6))
    assert room.poll is not None
    assert room.poll.counts == ({"x": 2},)
    room = room.after(Command(Ask.PEEK, {"student": "s", "on": True})).after(Command(Ask.END))
    assert (room.follow, room.poll) == (None, None)
    assert not room.peeked
    assert room.locked == {"a", "b"}
    assert room.ended
    assert RoomState.of([*told, Command(Ask.RELEASE)]).follow is None
