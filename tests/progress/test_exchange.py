"""An export is whole or not there; an import adds everything or nothing, and never twice."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.locale.words import Words
from tui_nn.progress.exchange import Foreign, exported, read, write
from tui_nn.progress.journal import Journal
from tui_nn.progress.record import Fact, Kind

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=10)
FACTS = st.lists(
    st.builds(
        Fact,
        st.sampled_from([*Kind, "from-the-future"]),
        TEXT,
        TEXT,
        TEXT,
        st.dictionaries(st.text(max_size=5), JSON, max_size=3),
        st.floats(0, 4e9),
        st.uuids().map(str),
        TEXT,
    ),
    max_size=8,
    unique_by=lambda fact: fact.uid,
)


@given(FACTS)
def test_what_is_exported_is_imported_fact_for_fact(
    tmp_path_factory: pytest.TempPathFactory, facts: list[Fact]
) -> None:
    path = tmp_path_factory.mktemp("exchange") / "progress.json"
    write(facts, path)
    assert read(path) == tuple(facts)
    assert path.read_text("utf-8") == exported(facts)


def test_the_journey_through_a_journal_loses_nothing(tmp_path: Path) -> None:
    facts = (Fact(Kind.VISITED, "перцептрон", at=1.1), Fact("from-the-future", data={"new": [1, None]}, at=2.2))
    write(facts, tmp_path / "one.json")
    with closing(Journal.open(tmp_path / "data")) as journal:
        assert journal.merge(read(tmp_path / "one.json")) == 2
        write(journal.facts(), tmp_path / "two.json")
    assert (tmp_path / "two.json").read_bytes() == (tmp_path / "one.json").read_bytes()


def test_an_export_that_fails_leaves_the_old_one_and_no_rubbish(tmp_path: Path) -> None:
    path = tmp_path / "progress.json"
    path.write_text("old")
    with pytest.raises(TypeError):
        write([Fact(Kind.NOTED, data={"text": object()})], path)
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]


@pytest.mark.skipif(os.name != "posix", reason="Windows does not replace an open file")
def test_an_export_replaces_the_old_one_in_one_move(tmp_path: Path) -> None:
    """Whoever has the old one open reads it to its end."""
    path = tmp_path / "progress.json"
    path.write_text("old and long enough")
    with path.open() as reader:
        write([Fact(Kind.VISITED)], path)
        assert reader.read() == "old and long enough"
    assert len(read(path)) == 1


def _told(path: Path) -> str:
    with pytest.raises(Foreign) as foreign:
        read(path)
    assert str(path) in Words("ru").say(foreign.value.says)
    return Words("en").say(foreign.value.says)


def test_a_file_cut_short_is_refused_at_every_length_with_its_line(tmp_path: Path) -> None:
    whole = exported([Fact(Kind.VISITED), Fact(Kind.NOTED, data={"text": "x"})]).rstrip("\n")
    path = tmp_path / "cut.json"
    for length in range(len(whole)):
        path.write_text(whole[:length])
        assert "line" in _told(path)


def _without(fact: dict[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in fact.items() if key != name}


@pytest.mark.parametrize(
    ("spoil", "field"),
    [
        (lambda fact: _without(fact, "uid"), "uid"),
        (lambda fact: _without(fact, "data"), "data"),
        (lambda fact: {**fact, "uid": ""}, "uid"),
        (lambda fact: {**fact, "at": "today"}, "at"),
        (lambda fact: {**fact, "at": True}, "at"),
        (lambda fact: {**fact, "at": 10**400}, "at"),
        (lambda fact: {**fact, "at": float("nan")}, "at"),
        (lambda fact: {**fact, "kind": 3}, "kind"),
        (lambda fact: {**fact, "lesson": "\ud800"}, "lesson"),
        (lambda fact: {**fact, "data": []}, "data"),
        (lambda fact: {**fact, "extra": 1}, "extra"),
        (lambda fact: [fact], "{}"),
    ],
)
def test_a_record_that_is_not_ours_is_refused_with_its_number_and_field(
    tmp_path: Path, spoil: Callable[[dict[str, Any]], Any], field: str
) -> None:
    good, bad = json.loads(exported([Fact(Kind.VISITED), Fact(Kind.VISITED)]))["facts"]
    path = tmp_path / "spoilt.json"
    path.write_text(json.dumps({"format": 1, "facts": [good, spoil(bad)]}))
    assert f"record 2 is not one of tui-nn's (field {field})" in _told(path)


@pytest.mark.parametrize("text", ["[]", "3", '{"format": 1}', '{"format": 1, "facts": {}}', "null"])
def test_json_of_another_kind_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "foreign.json"
    path.write_text(text)
    assert "not an export" in _told(path)


def test_another_format_is_refused_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "newer.json"
    path.write_text('{"format": 2, "facts": []}')
    assert "format 2" in _told(path)


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 200_000, b"1" * 5000], ids=["bytes", "deep", "long"])
def test_what_is_no_text_for_us_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "odd"
    path.write_bytes(content)
    assert "nothing was imported" in _told(path)
