"""`check`: a sound course has no problem; broken in one place, it has that problem on that line and no other."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest
from breaks import BREAKS, PAGE_TWO, PART, Break
from toy_course import BLOCKS, COURSE, EN, GLOSSARY, RU, TIMELINE, toy_course

from tui_nn.course.check import check_course
from tui_nn.course.course import Course, own_lessons
from tui_nn.course.lesson import Lesson
from tui_nn.course.problem import Problem, told
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.locale.words import LANGUAGES, Words

LOCALE = Path(__file__).parents[2] / "tui_nn" / "locale"


def formula_problem(latex: str, inline: bool) -> Phrase | None:
    """Nothing drawn for real: LaTeX with this word in it is refused, and fractions are too tall for a line."""
    return phrase("problems.shapes.html") if "badly" in latex or (inline and "frac" in latex) else None


def page_problems(_course: Course, lesson: Lesson) -> Mapping[str, Phrase]:
    """A page with this word in its title does not fit."""
    return {page.id: phrase("problems.shapes.rule") for page in lesson.pages if "Endless" in page.title}


def check(root: Path) -> list[Problem]:
    return list(check_course(root, formula_problem=formula_problem, page_problems=page_problems))


def found(root: Path) -> set[tuple[str, int, str]]:
    return {(problem.path, problem.line, problem.code) for problem in check(root)}


def test_the_toy_course_is_sound(tmp_path: Path) -> None:
    assert check(toy_course(tmp_path)) == []


def test_the_lessons_of_the_program_are_sound_apart_from_how_they_are_drawn() -> None:
    assert check_course(own_lessons(), formula_problem=lambda *_: None, page_problems=lambda *_: {}) == ()


@pytest.mark.parametrize("broken", BREAKS, ids=lambda broken: f"{broken.code}: {broken.new[:24]!r}")
def test_a_course_broken_in_one_place_has_that_problem_there_and_no_other(broken: Break, tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    expected = broken.done(root)
    problems = check(root)
    assert {(problem.path, problem.line, problem.code) for problem in problems} == expected
    for language in LANGUAGES:
        for problem in problems:
            line = told(problem, Words(language))
            assert re.match(rf"{re.escape(problem.path)}:\d+: .+ \(.+\)$", line, re.DOTALL)
            assert "problems." not in line


TABLE = re.compile(r"\[\[?\w+\]\]?|```(?!note)\w+|(?:en|ru|title|lab) = \{|  \{ name = .+")
TABLES = [
    (file, number)
    for file, text in (("course.toml", COURSE), ("glossary.toml", GLOSSARY), (EN, BLOCKS))
    for number, line in enumerate(text.split("\n"))
    if TABLE.match(line)
]
# Under [theme] every key is a theme.
TABLES += [
    ("timeline.toml", number)
    for number, line in enumerate(TIMELINE.split("\n"))
    if "{" in line or (line.startswith("[") and line != "[theme]")
]


@pytest.mark.parametrize(("file", "number"), TABLES)
def test_an_unknown_key_is_refused_in_every_table(file: str, number: int, tmp_path: Path) -> None:
    """It is put first into the table that opens on that line."""
    root = toy_course(tmp_path)
    lines = (root / file).read_text("utf-8").split("\n")
    line = lines[number]
    lines[number] = line.replace("{", "{ colour = 1,", 1) if "{" in line else f"{line}\ncolour = 1"
    (root / file).write_text("\n".join(lines), "utf-8")
    assert {code for _, _, code in found(root)} == {"key-unknown"}


def test_a_file_that_is_missing_is_told(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    (root / RU).unlink()
    assert found(root) == {(str(root / RU), 1, "file-missing")}


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    (root / RU).unlink()
    (root / RU).mkdir()
    assert found(root) == {(str(root / RU), 1, "file-folder")}


def test_a_file_that_leads_nowhere_is_told(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    (root / RU).unlink()
    (root / RU).symlink_to(root / RU)
    assert found(root) == {(str(root / RU), 1, "file-unreadable")}


def test_a_line_in_another_encoding_is_told(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    (root / RU).write_bytes("# Blocks\n\n## Первая {#one}\n".encode("cp1251"))
    assert found(root) == {(str(root / RU), 3, "file-not-utf8")}


def test_a_folder_without_a_course_is_told(tmp_path: Path) -> None:
    assert found(tmp_path) == {(str(tmp_path / "course.toml"), 1, "file-missing")}


def test_a_course_needs_no_glossary_until_it_uses_a_term(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    (root / "glossary.toml").unlink()
    assert found(root) == {(str(root / file), 5, "term-unknown") for file in (EN, RU)}


def test_a_course_needs_no_timeline_until_a_page_shows_a_part_of_it(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    (root / "timeline.toml").unlink()
    assert check(root) == []
    expected = Break("timeline-missing", PAGE_TWO, f"{PAGE_TWO}\n{PART}", "```timeline", (EN, RU)).done(root)
    assert found(root) == expected


def test_a_sound_part_of_the_timeline_has_no_problem(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    Break("", PAGE_TWO, f"{PAGE_TWO}\n{PART}", 1, (EN, RU)).done(root)
    assert check(root) == []


def test_a_part_that_differs_in_one_language_is_told(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    Break("", PAGE_TWO, f"{PAGE_TWO}\n{PART}", 1, (EN, RU)).done(root)
    expected = Break("twin-differs", "to = 1950", "to = 1940", "```timeline", (RU,)).done(root)
    assert found(root) == expected


def test_an_empty_line_inside_a_formula_is_told_at_both_its_ends(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    Break("formula-open", "y = w x\n", "y = w x\n\n", 10).done(root)
    assert found(root) == {(str(root / EN), line, "formula-open") for line in (10, 13)}


def test_an_idea_of_ninety_words_is_not_too_long(tmp_path: Path) -> None:
    """Ten words stand there already; a formula counts as one word however long it is."""
    root = toy_course(tmp_path)
    Break("", "A [weight]", "$x + y$ " * 80 + "A [weight]", 5).done(root)
    assert check(root) == []


def test_a_page_missing_in_one_language_is_told_where_it_is_missing(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    text = (root / RU).read_text("utf-8")
    (root / RU).write_text(text[: text.index(PAGE_TWO)], "utf-8")
    assert found(root) == {(str(root / RU), 1, "twin-page-missing")}


def test_pages_in_another_order_are_told_once(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    text = (root / RU).read_text("utf-8")
    first, second = text.index("## One page"), text.index(PAGE_TWO)
    (root / RU).write_text(text[:first] + text[second:] + "\n" + text[first:second], "utf-8")
    assert found(root) == {(str(root / RU), 3, "twin-order")}


def test_only_words_differ_between_languages_and_decimal_commas(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    text = (root / RU).read_text("utf-8")
    count = itertools.count()
    keys = "ask|worked|says|text|left|right|front|back|unit|otherwise|title|about"
    words = re.sub(rf'(?m)^({keys}) = ".*"', lambda found: f'{found[1]} = "Иначе {next(count)}"', text)
    for old, new in (
        ("Another page", "Ещё страница"),
        ("- one\n- two", "- один"),
        ('"=1"', '"=1,0"'),
        ("y = w", "у"),
    ):
        words = words.replace(old, new)
    (root / RU).write_text(words, "utf-8")
    assert found(root) == set()


def test_problems_stand_in_the_order_of_their_files_and_lines(tmp_path: Path) -> None:
    root = toy_course(tmp_path)
    for broken in BREAKS[30:60:7]:
        broken.done(root)
    problems = check(root)
    assert len(problems) > 1
    assert problems == sorted(problems, key=lambda problem: (problem.path, problem.line, problem.code))


def codes(language: str) -> dict[str, dict[str, object]]:
    """The problems in a catalogue; its other tables name parts of sentences."""
    room = tomllib.loads((LOCALE / language / "problems.toml").read_text("utf-8"))
    return {code: texts for code, texts in room.items() if {"says", "hint"} & set(texts)}


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_problem_is_told_with_a_hint_and_was_met_in_these_tests(language: str) -> None:
    """A code without a case here may have lost its place in the program, or never been seen to work."""
    told_alone = {
        "file-missing",
        "file-folder",
        "file-unreadable",
        "file-not-utf8",
        "twin-page-missing",
        "twin-order",
        "timeline-missing",
    }
    catalogue = codes(language)
    assert set(catalogue) == {broken.code for broken in BREAKS} | told_alone
    assert all({"says", "hint"} <= set(texts) for texts in catalogue.values())
