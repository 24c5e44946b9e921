"""A file that cannot be used is set aside, never overwritten, and what can be read of it goes on counting."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tui_nn.locale.words import Words
from tui_nn.progress.journal import FILE, Journal
from tui_nn.progress.record import Fact, Kind

MANY = 400


def _filled(folder: Path, many: int = MANY) -> tuple[Fact, ...]:
    facts = tuple(Fact(Kind.NOTED, "perceptron", "rule", data={"text": "x" * 100}, at=float(n)) for n in range(many))
    with closing(Journal.open(folder)) as journal:
        journal.merge(facts)
    return facts


def _set_aside(folder: Path, why: str) -> Path:
    (found,) = folder.glob(f"progress-{why}-*.db")
    return found


def _opened(folder: Path, *notices: str) -> tuple[Fact, ...]:
    """The facts after opening, which must say just that, and nothing the next time."""
    with closing(Journal.open(folder)) as journal:
        assert [notice.key for notice in journal.notices] == list(notices)
        found = journal.facts()
        journal.append(Fact(Kind.VISITED))
    with closing(Journal.open(folder)) as again:
        assert again.notices == ()
        assert len(again.facts()) == len(found) + 1
    return found


def _garbage(path: Path) -> bytes:
    return b"this was never a database\n" * 500


def _another_program(path: Path) -> bytes:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as sql:
        sql.execute("CREATE TABLE recipes (name)")
        sql.commit()
    return path.read_bytes()


def _our_format_without_our_columns(path: Path) -> bytes:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as sql:
        sql.execute("CREATE TABLE facts (uid)")
        sql.execute("PRAGMA user_version = 1")
        sql.commit()
    return path.read_bytes()


def _head_only(path: Path) -> bytes:
    return path.read_bytes()[:50]


@pytest.mark.parametrize("bad", [_garbage, _another_program, _our_format_without_our_columns, _head_only])
def test_a_file_that_is_no_journal_is_set_aside_byte_for_byte(tmp_path: Path, bad: object) -> None:
    _filled(tmp_path, 5)
    assert callable(bad)
    content = bad(tmp_path / FILE)
    (tmp_path / FILE).write_bytes(content)
    assert _opened(tmp_path, "progress.aside.corrupt") == ()
    assert _set_aside(tmp_path, "corrupt").read_bytes() == content


def test_an_empty_file_is_a_fresh_start(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    assert _opened(tmp_path) == ()


def test_a_truncated_file_is_set_aside_and_its_readable_facts_are_kept(tmp_path: Path) -> None:
    facts = _filled(tmp_path)
    whole = (tmp_path / FILE).read_bytes()
    (tmp_path / FILE).write_bytes(whole[: len(whole) // 2])
    found = _opened(tmp_path, "progress.aside.corrupt")
    assert len(_set_aside(tmp_path, "corrupt").read_bytes()) == len(whole) // 2
    assert 0 < len(found) < MANY
    assert set(_uids(found)) < set(_uids(facts))


def test_a_page_overwritten_in_the_middle_costs_only_what_was_near_it(tmp_path: Path) -> None:
    facts = _filled(tmp_path)
    content = bytearray((tmp_path / FILE).read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    (tmp_path / FILE).write_bytes(content)
    found = _opened(tmp_path, "progress.aside.corrupt")
    assert len(found) > 0.8 * MANY
    assert set(_uids(found)) <= set(_uids(facts))
    assert found[0] == facts[0]
    assert found[-1] == facts[-1]


def _uids(facts: tuple[Fact, ...]) -> list[str]:
    return [fact.uid for fact in facts]


def test_a_newer_file_is_set_aside_whole_and_both_paths_are_told(tmp_path: Path) -> None:
    _filled(tmp_path)
    with closing(sqlite3.connect(tmp_path / FILE)) as sql:
        sql.execute("PRAGMA user_version = 2")
        sql.commit()
    content = (tmp_path / FILE).read_bytes()
    with closing(Journal.open(tmp_path)) as journal:
        (notice,) = journal.notices
        assert journal.facts() == ()
    there = _set_aside(tmp_path, "newer")
    assert there.read_bytes() == content
    for language in ("en", "ru"):
        said = Words(language).say(notice)
        assert str(there) in said
        assert str(tmp_path / FILE) in said


def test_two_files_set_aside_within_one_second_keep_names_of_their_own(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / FILE).write_bytes(b"broken %d" % n * 1000)
        Journal.open(tmp_path).close()
    assert {path.read_bytes()[:8] for path in tmp_path.glob("progress-corrupt-*.db")} == {
        b"broken 0",
        b"broken 1",
        b"broken 2",
    }


def test_what_a_newer_file_has_only_in_its_log_goes_aside_with_it(tmp_path: Path) -> None:
    """As after a kill: the log was never folded into the file."""
    running, killed = tmp_path / "running", tmp_path / "killed"
    _filled(running, 5)
    with closing(sqlite3.connect(running / FILE)) as sql:
        sql.execute("PRAGMA user_version = 2")
        sql.execute("DELETE FROM facts WHERE arrived > 3")
        sql.commit()
        shutil.copytree(running, killed)
    assert _opened(killed, "progress.aside.newer") == ()
    with closing(sqlite3.connect(_set_aside(killed, "newer"))) as sql:
        assert sql.execute("SELECT count(*) FROM facts").fetchone() == (3,)


def test_a_broken_first_page_is_mended_from_the_log(tmp_path: Path) -> None:
    running, killed = tmp_path / "running", tmp_path / "killed"
    with closing(Journal.open(running)) as journal:
        journal.append(Fact(Kind.VISITED))
        shutil.copytree(running, killed)
    with (killed / FILE).open("r+b") as file:
        file.write(b"\0" * 100)
    assert len(_opened(killed)) == 1


def test_a_file_that_breaks_while_the_program_runs_costs_nothing(tmp_path: Path) -> None:
    """What this program knows is written again into the new file."""
    facts = _filled(tmp_path)
    with closing(Journal.open(tmp_path)) as journal:
        assert len(journal.facts()) == MANY
        (tmp_path / FILE).unlink()
        (tmp_path / FILE).write_bytes(b"broken" * 1000)
        journal.append(Fact(Kind.VISITED, at=1e9))
        assert [notice.key for notice in journal.notices] == ["progress.aside.corrupt"]
    with closing(Journal.open(tmp_path)) as again:
        assert _uids(again.facts())[:-1] == _uids(facts)
