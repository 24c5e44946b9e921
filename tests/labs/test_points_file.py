"""One's own data: what spreadsheets write is read, and what cannot be read is refused with line and reason."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.points_file import LARGEST, MOST_BYTES, MOST_ROWS, BadPoints, read_points
from tui_nn.labs.run import Run
from tui_nn.locale.words import LANGUAGES, Words

GOOD = (0.5, 1.0, 0.0, -2.0, 3.25, 1.0)


def written(folder: Path, content: str | bytes) -> Path:
    path = folder / "points.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def problems(path: Path) -> list[str]:
    """The sentences for the learner, after a check that each can be said in every language."""
    with pytest.raises(BadPoints) as bad:
        read_points(path)
    for language in LANGUAGES:
        for problem in bad.value.problems:
            assert Words(language).has(problem.key)
            assert "{" not in Words(language).say(problem)
    return [Words("en").say(problem) for problem in bad.value.problems]


@pytest.mark.parametrize(
    "text",
    [
        "0.5,1,0\n-2,3.25,1\n",
        "0.5, 1, 0\r\n-2, 3.25, 1\r\n",
        "0.5,1,0\r-2,3.25,1",
        "\ufeffx,y,class\n0.5,1,0\n-2,3.25,1\n",
        "x1;x2;y\n0,5;1;0\n-2;3,25;1\n",
        "x1;x2;y\n0.5;1;0\n\n;;\n-2;3.25;1;;\n",
        "0,5\t1\t0\n−2\t3,25\t1\n",
        '"x","y","a label, quoted"\n"0.5","1","no"\n"-2","3.25","yes"\n',
        "5e-1,+1.,a\n-2e0,3.25,b",
        "\n\n0.5,1,-1\n-2,3.25,1",
        "высота,ширина,вид\n0.5,1,кот\n-2,3.25,пёс",
        "0.5,1,9\n-2,3.25,10",
        "0.5,1,\u20091\u2009\n-2,3.25,2",
    ],
)
def test_what_spreadsheets_write_is_read(tmp_path: Path, text: str) -> None:
    edit = read_points(written(tmp_path, text))
    assert (edit.verb, edit.args) == ("load", GOOD)


def test_the_labels_are_sorted_and_not_taken_as_they_come(tmp_path: Path) -> None:
    edit = read_points(written(tmp_path, "-2,3.25,yes\n0.5,1,no\n"))
    assert edit.args == (-2.0, 3.25, 1.0, 0.5, 1.0, 0.0)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", ["is empty"]),
        (" \n\n", ["is empty"]),
        ("x,y,class\n", ["0 rows of points are not enough"]),
        ("1,2,0\n", ["1 row of points is not enough"]),
        ("1,2,0\n1,2\n3,4,1\n", ["Line 2: 2 columns"]),
        ("x,y,class\n1,2,0\n1,2,3,4\n3,4,1\n", ["Line 3: 4 columns"]),
        ("1,2,0\n3,4,\n", ["Line 2: 2 columns"]),
        ("1,2,0\n3,four,1\nfive,6,1\n", ["Line 2, column 2: “four” is not a number", "Line 3, column 1: “five”"]),
        ("?,?,0\n3,4,1\n3,5,0\n", ["Line 1, column 1: “?” is not a number"]),
        ("1,2,0\n1_000,4,1\n", ["Line 2, column 1: “1_000” is not a number"]),
        ("1,2,0\n,4,1\n", ["Line 2, column 1: “” is not a number"]),
        ('1,2,0\n"1,5",4,1\n', ["Line 2, column 1: “1,5” is not a number"]),
        ("1,2,0\nnan,4,1\n3,-inf,1\n", ["Line 2, column 1: “nan” is not between", "Line 3, column 2: “-inf”"]),
        ("nan,nan,0\n3,4,1\n", ["Line 1, column 1: “nan” is not between"]),
        ("1,2,0\n1e999,4,1\n2,1000001,1\n", ["Line 2, column 1: “1e999”", "Line 3, column 2: “1000001”"]),
        ("1,2,a\n3,4,a\n", ["Every point is of the class “a”"]),
        ("1,2,a\n3,4,b\n3,4,c\n3,4,d\n3,4,c\n", ["Line 3: “c” is a third class after “a” and “b”"]),
        ('1,2,0\n3,4,"1\n5,6,1\n', ["a quotation mark is opened"]),
        ("1,2,0\n" * 5 + "x,2,0\n" * 9, [*(f"Line {n}, column 1" for n in range(6, 11)), "… and 4 more rows"]),
        ("1,2,0\n3,4,1\n" * (MOST_ROWS // 2) + "5,6,1\n", [f"{MOST_ROWS + 1} rows are too many"]),
        (b"1,2,\xea\xee\xf2\n3,4,1\n", ["is not plain text in UTF-8"]),
        (b"1,2,0\n3,4,\0\n", ["is not plain text in UTF-8"]),
        ("1,2,0\n3,4,1\n".encode("utf-16"), ["is not plain text in UTF-8"]),
        (b" " * (MOST_BYTES + 1), ["is too large"]),
    ],
)
def test_bad_rows_are_refused_with_line_and_reason(tmp_path: Path, text: str | bytes, sentences: list[str]) -> None:
    found = problems(written(tmp_path, text))
    assert len(found) == len(sentences)
    for part, sentence in zip(sentences, found, strict=True):
        assert part in sentence


def test_as_many_rows_as_promised_are_read(tmp_path: Path) -> None:
    edit = read_points(written(tmp_path, "-1000000,2,0\n3,1000000,1\n" * (MOST_ROWS // 2)))
    assert len(edit.args) == 3 * MOST_ROWS


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    assert problems(tmp_path) == [f"{tmp_path} is a folder; give the CSV file itself"]
    assert problems(tmp_path / "none.csv") == [f"There is no file {tmp_path / 'none.csv'}"]
    assert "There is no file" in problems(Path("~nobody-here/points.csv"))[0]
    assert len(problems(tmp_path / ("long" * 100))) == 1


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "There is no file" in problems(pipe)[0]


def test_signs_that_drive_a_terminal_are_not_repeated(tmp_path: Path) -> None:
    told = problems(written(tmp_path, "1,2,0\n\x1b]0;owned\x07\u202e,4,1\n"))
    assert "\x1b" not in told[0]
    assert "\u202e" not in told[0]


@given(st.binary(max_size=200) | st.text("0123456789.,;\t\n\"' abe-", max_size=200).map(str.encode))
def test_any_file_is_read_or_refused_in_words(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = written(tmp_path_factory.getbasetemp(), content)
    with suppress(BadPoints):
        edit = read_points(path)
        assert len(edit.args) % 3 == 0
        assert set(edit.args[2::3]) == {0.0, 1.0}


def test_the_largest_number_that_is_read_is_one_that_the_perceptron_takes(tmp_path: Path) -> None:
    edit = read_points(written(tmp_path, f"{LARGEST},{-LARGEST},0\n1,2,1\n"))
    assert Run.begin("perceptron", "or", 0).edited(edit).forward(4).step == 4
