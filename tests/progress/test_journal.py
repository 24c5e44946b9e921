"""The journal keeps every fact it is given, in order, for this program and the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.progress.journal import Journal, NotKept, default_folder
from tui_nn.progress.record import Fact, Kind


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "tui-nn"


@pytest.fixture
def journal(folder: Path) -> Iterator[Journal]:
    with closing(Journal.open(folder, patience=0.2)) as opened:
        yield opened


def _fact(item: str, at: float = 1.0) -> Fact:
    return Fact(Kind.ANSWERED, "perceptron", "rule", item, {"answer": {"0,1": "½"}, "right": True}, at, course="nn")


def _reread(folder: Path) -> tuple[Fact, ...]:
    with closing(Journal.open(folder)) as again:
        assert again.notices == ()
        return again.facts()


def test_what_was_appended_is_there_tomorrow_exactly(journal: Journal, folder: Path) -> None:
    facts = (_fact("a"), _fact("ж", 1.0000001), Fact("from-the-future", data={"deep": [None, 1.5, {"x": "\ud800"}]}))
    for fact in facts:
        journal.append(fact)
    assert journal.facts() == facts
    assert _reread(folder) == facts


def test_facts_come_by_time_and_those_of_one_instant_by_arrival(journal: Journal, folder: Path) -> None:
    late, first, second = _fact("late", 9.0), _fact("first", 5.0), _fact("second", 5.0)
    for fact in (late, first, second):
        journal.append(fact)
    assert [fact.item for fact in journal.facts()] == ["first", "second", "late"]
    assert [fact.item for fact in _reread(folder)] == ["first", "second", "late"]


def test_the_same_fact_twice_is_one(journal: Journal, folder: Path) -> None:
    fact = _fact("a")
    journal.append(fact)
    journal.append(fact)
    assert journal.facts() == _reread(folder) == (fact,)


def test_news_are_what_others_appended_each_told_once(journal: Journal, folder: Path) -> None:
    journal.append(_fact("mine"))
    with closing(Journal.open(folder)) as other:
        other.append(_fact("theirs"))
    assert [fact.item for fact in journal.news()] == ["theirs"]
    assert journal.news() == ()
    assert {fact.item for fact in journal.facts()} == {"mine", "theirs"}


def test_a_merge_adds_what_is_new_and_leaves_what_is_there(journal: Journal, folder: Path) -> None:
    mine = _fact("mine")
    journal.append(mine)
    altered = Fact(Kind.FORGOT, uid=mine.uid)
    assert journal.merge([altered, _fact("theirs"), _fact("theirs too")]) == 2
    assert journal.merge([altered]) == 0
    assert [fact.item for fact in _reread(folder)] == ["mine", "theirs", "theirs too"]


def test_the_file_is_written_ahead_and_synced_at_every_fact(journal: Journal, folder: Path) -> None:
    journal.append(_fact("a"))
    with closing(sqlite3.connect(folder / "progress.db")) as sql:
        assert sql.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert sql.execute("PRAGMA user_version").fetchone() == (1,)
    assert journal._ledger is not None
    assert journal._ledger._sql.execute("PRAGMA synchronous").fetchone() == (2,)


def test_a_file_locked_too_long_is_said_and_the_fact_is_kept_with_the_next(journal: Journal, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "progress.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotKept) as trouble:
            journal.append(_fact("a"))
        assert "locked" in Words("en").say(trouble.value.says)
        assert (journal.waiting, [fact.item for fact in journal.facts()]) == (1, ["a"])
        other.execute("ROLLBACK")
    journal.append(_fact("b"))
    assert journal.waiting == 0
    assert [fact.item for fact in _reread(folder)] == ["a", "b"]


def test_what_still_waits_is_written_on_leaving(journal: Journal, folder: Path) -> None:
    with closing(sqlite3.connect(folder / "progress.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotKept):
            journal.append(_fact("a"))
        other.execute("ROLLBACK")
    journal.close()
    assert [fact.item for fact in _reread(folder)] == ["a"]


def test_a_merge_that_the_disk_refuses_changes_nothing(journal: Journal, folder: Path) -> None:
    journal.append(_fact("a"))
    assert journal._ledger is not None
    sql = journal._ledger._sql
    pages = sql.execute("PRAGMA page_count").fetchone()[0]
    sql.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(NotKept) as trouble:
        journal.merge([_fact(f"{n}" * 100) for n in range(1000)])
    assert "full" in Words("en").say(trouble.value.says)
    assert [fact.item for fact in journal.facts()] == ["a"]
    assert journal.waiting == 0
    assert [fact.item for fact in _reread(folder)] == ["a"]


def test_a_folder_that_cannot_be_made_is_said_and_the_journal_works_in_memory(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")
    with closing(Journal.open(in_the_way / "tui-nn")) as journal:
        assert [notice.key for notice in journal.notices] == ["progress.not_opened"]
        with pytest.raises(NotKept):
            journal.append(_fact("a"))
        assert [fact.item for fact in journal.facts()] == ["a"]
        in_the_way.unlink()
        journal.append(_fact("b"))
    assert [fact.item for fact in _reread(in_the_way / "tui-nn")] == ["a", "b"]


def test_a_file_deleted_while_the_program_runs_is_begun_anew(journal: Journal, folder: Path) -> None:
    journal.append(_fact("before"))
    for file in folder.iterdir():
        file.unlink()
    journal.append(_fact("after"))
    assert [fact.item for fact in _reread(folder)] == ["after"]


def test_the_folder_can_be_named_by_the_environment(tmp_path: Path) -> None:
    assert default_folder({"TUI_NN_DATA": str(tmp_path)}) == tmp_path
    assert default_folder({}).name == "tui-nn"


def test_both_languages_know_every_reason_and_notice() -> None:
    keys = ("not_opened", "not_kept", "reason.full", "reason.read_only", "reason.busy", "reason.other")
    aside = ("aside.corrupt", "aside.newer")
    foreign = ("foreign.text", "foreign.json", "foreign.shape", "foreign.format", "foreign.fact")
    for language in LANGUAGES:
        assert all(Words(language).has(f"progress.{key}") for key in (*keys, *aside, *foreign))
