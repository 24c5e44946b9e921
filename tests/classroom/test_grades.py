"""The gradebook: stable columns, honest figures, harmless in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.classroom.grades import COLUMNS, PageOf, as_csv, as_json, gradebook
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.student import Student
from tui_nn.cli.main import run
from tui_nn.progress.exchange import write
from tui_nn.progress.record import Fact, Kind

PAGES = (PageOf("toy", "run", ("learnt",)), PageOf("toy", "every", ("one", "many")))
TOY = Path(__file__).parents[1] / "screens" / "toy"


def fact(kind: Kind, at: float, page: str = "every", item: str = "", **data: object) -> Fact:
    return Fact(kind, "toy", page, item, data, at=at, course="toy")


ANNA = Student("Anna")
WORK = (
    fact(Kind.VISITED, 100.0),
    fact(Kind.HINTED, 110.0, item="many", step=2),
    fact(Kind.ANSWERED, 120.0, item="many", right=True),
    fact(Kind.ANSWERED, 130.0, item="one", right=False),
    fact(Kind.ANSWERED, 140.0, item="one", right=True),
    fact(Kind.VISITED, 1000.0, "run"),  # a long pause before it: no work
    fact(Kind.ANSWERED, 1060.0, "run", "learnt", right=True),
)


def test_the_columns_stay_as_they_are_documented() -> None:
    documented = (Path(__file__).parents[2] / "docs" / "gradebook.md").read_text("utf-8")
    assert (
        *("student", "lesson", "page", "visited", "finished", "exercises", "solved"),
        *("first_try", "attempts", "hints", "seconds", "score"),
    ) == COLUMNS
    assert all(f"| `{column}` |" in documented for column in COLUMNS)


def test_a_page_is_graded_by_what_was_done_on_it() -> None:
    run, every = gradebook("toy", PAGES, [ANNA], {ANNA.id: WORK})
    assert (run.visited, run.solved, run.first_try, run.attempts, run.seconds, run.score) == (1, 1, 1, 1, 60, 1.0)
    assert (every.solved, every.attempts, every.hints, every.seconds) == (2, 3, 2, 40)
    assert every.first_try == 0  # one needed a second answer, the other a hint


def test_facts_in_any_order_and_twice_over_make_the_same_grades() -> None:
    once = gradebook("toy", PAGES, [ANNA], {ANNA.id: WORK})
    assert gradebook("toy", PAGES, [ANNA], {ANNA.id: (*reversed(WORK), *WORK)}) == once


@given(st.text())
def test_no_cell_of_the_csv_is_a_formula(name: str) -> None:
    rows = gradebook("toy", PAGES, [Student(name)], {})
    parsed = list(csv.reader(io.StringIO(as_csv(rows), newline="")))
    assert tuple(parsed[0]) == COLUMNS
    assert len(parsed) == 3
    assert not parsed[1][0].startswith(("=", "+", "-", "@", "\t", "\r"))
    assert parsed[1][0].removeprefix("'") == name or parsed[1][0] == name


def test_the_json_has_the_same_rows() -> None:
    rows = gradebook("toy", PAGES, [ANNA], {ANNA.id: WORK})
    assert [tuple(row) for row in json.loads(as_json(rows))] == [COLUMNS, COLUMNS]


def test_results_that_a_student_brings_are_merged_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = SqliteStore(tmp_path / "class")
    store.enrol(ANNA)
    store.add(ANNA.id, WORK[:3])
    store.close()
    write(WORK, tmp_path / "anna.json")
    write(WORK[5:], tmp_path / "Vera.json")
    words = ["--lang", "en", "--lessons", str(TOY), "class", "grades", "--csv", "--data", str(tmp_path / "class")]
    assert run([*words, "--merge", str(tmp_path / "anna.json"), str(tmp_path / "Vera.json")]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert [(row["student"], row["page"], row["solved"]) for row in rows] == [
        ("Anna", "run", "1"),
        ("Anna", "every", "2"),
        ("Vera", "run", "1"),
        ("Vera", "every", "0"),
    ]
    (tmp_path / "other.json").write_text("{}")
    assert run([*words, "--merge", str(tmp_path / "other.json")]) == 1
    assert "other.json" in capsys.readouterr().err
