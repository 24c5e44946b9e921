"""The reader: Markdown in, a lesson out, or every problem at once and never another error."""

from __future__ import annotations

import random
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from toy_course import BLOCKS, COURSE, GLOSSARY, toy_course

from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.glossary import read_glossary
from tui_nn.course.lesson import (
    Card,
    Choice,
    Deeper,
    Formula,
    Goal,
    LabSetup,
    Lesson,
    Link,
    Match,
    Mistake,
    Note,
    Numeric,
    Option,
    Order,
    Page,
    Prediction,
    Prose,
    Reach,
    Trace,
    TraceCell,
)
from tui_nn.course.outline import outline
from tui_nn.course.problem import BadLesson
from tui_nn.course.reader import read_lesson
from tui_nn.course.source import plain_lines
from tui_nn.locale.words import LANGUAGES


def read(text: str) -> Lesson:
    return read_lesson("lesson.en.md", text, "blocks", "en")


def pages() -> tuple[Page, ...]:
    return read(BLOCKS).pages


def test_a_lesson_has_its_title_and_pages() -> None:
    lesson = read(BLOCKS)
    assert (lesson.id, lesson.language, lesson.title, lesson.path) == ("blocks", "en", "Blocks", "lesson.en.md")
    heads = [(page.id, page.title, page.plus, page.line) for page in lesson.pages]
    assert heads == [("one", "One page", False, 3), ("two", "Another page", True, 138)]


def test_blocks_keep_their_order() -> None:
    kinds = [Prose, Formula, Prediction, LabSetup, Prose, Choice, Numeric, Order, Match, Trace, Reach, Card, Note]
    assert [type(block) for block in pages()[0].blocks] == [*kinds, Deeper]


def test_paragraphs_and_lists_that_stand_together_are_one_text_as_it_was_written() -> None:
    prose = "A [weight](../glossary.toml#weight) and $w_1 x_1$, or a [site](https://example.org/).\n\n- one\n- two"
    assert pages()[0].blocks[0] == Prose(prose, 5)
    assert pages()[0].blocks[1] == Formula("y = w x", 10)


def test_what_stands_before_the_lab_is_the_idea_and_what_stands_after_it_the_explanation() -> None:
    page = pages()[0]
    assert [block.line for block in page.idea] == [5, 10]
    assert page.explanation == (Prose("This is what was seen.", 28),)


def test_on_a_page_without_a_lab_the_prediction_divides_them() -> None:
    first, last = Prose("Think.", 3), Prose("Now you know.", 9)
    guess = Prediction("guess", "How many?", (), 4.0, "Four.", 5)
    page = Page("p", "P", False, (first, guess, last), 1)
    assert (page.idea, page.explanation) == ((first,), (last,))
    assert Page("p", "P", False, (first, last), 1).idea == (first, last)


def test_a_lab_is_read_with_its_settings_as_they_were_written() -> None:
    assert pages()[0].lab == LabSetup("perceptron", "or", 1, (("rate", "0.5"),), 21)


def test_a_prediction_is_a_number_or_options() -> None:
    number, chosen = (page.prediction for page in pages())
    assert number == Prediction("guess", "How many corrections?", (), 4.0, "Four.", 14)
    left, right = Option("left", "Left", "Yes, left.", True), Option("right", "Right", "No, left.")
    assert chosen == Prediction("which", "Which?", (left, right), None, "", 142)


def test_hints_become_part_of_the_exercise_above_them() -> None:
    assert [exercise.hints for exercise in pages()[0].exercises] == [("Think.", "Say no."), (), (), (), (), ()]


def test_exercises_are_read_with_their_answers() -> None:
    _, numeric, order, match, trace, reach = pages()[0].exercises
    assert isinstance(numeric, Numeric)
    assert (numeric.answer, numeric.tolerance, numeric.unit) == (3.0, 0.1, "apples")
    assert numeric.mistakes == (Mistake(2.0, "That is the product."),)
    assert isinstance(order, Order)
    assert [item.id for item in order.items] == ["first", "second"]
    assert isinstance(match, Match)
    assert [(pair.left, pair.right) for pair in match.pairs] == [("weights", "turn"), ("bias", "shifts")]
    assert isinstance(trace, Trace)
    assert trace.rows == (
        (TraceCell("0", False), TraceCell("0", True)),
        (TraceCell("1", False), TraceCell("1", True)),
    )
    assert isinstance(reach, Reach)
    assert reach.goals == (Goal("finished", "=", 1.0), Goal("mistakes", "<=", 9.0))
    assert reach.solution == ("step 100",)


def test_a_reach_uses_the_lab_of_its_page_or_one_of_its_own() -> None:
    borrowed, own = pages()[0].exercises[-1], pages()[1].exercises[-1]
    assert isinstance(borrowed, Reach)
    assert borrowed.setup == pages()[0].lab
    assert isinstance(own, Reach)
    assert own.setup == LabSetup("perceptron", "and", 2, (("rate", "1"),), 181)


def test_a_question_that_takes_several_answers_is_a_choice_of_many() -> None:
    (many, _) = pages()[1].exercises
    assert isinstance(many, Choice)
    assert many.many
    assert [option.right for option in many.options] == [True, True, False]


def test_links_for_the_curious_are_kept_in_order() -> None:
    assert pages()[0].deeper == Deeper((Link("More", "https://example.org/", "a long read"),), 131)


def test_all_problems_of_a_file_are_found_at_once() -> None:
    text = BLOCKS.replace("# Blocks", "", 1).replace("seed = 1", "seed = -1").replace("{#two +}", "")
    with pytest.raises(BadLesson) as caught:
        read(text)
    found = [(problem.line, problem.code) for problem in caught.value.problems]
    assert sorted(found) == [(1, "title-missing"), (24, "number-low"), (138, "page-id-missing")]


@pytest.mark.parametrize(("old", "new"), [("\n", "\r\n"), ("\n", "\r"), ("# Blocks", "\ufeff# Blocks")])
def test_line_ends_and_byte_order_marks_change_nothing(old: str, new: str) -> None:
    assert read(BLOCKS.replace(old, new)) == read(BLOCKS)


def test_a_key_in_a_text_of_many_lines_is_a_text() -> None:
    """The second `front` is words; the empty key below it is told on its own line."""
    text = '# A\n\n## B {#b}\n\n```card\nid = "c"\nfront = """\nback = ""\n"""\nback = ""\n```\n'
    with pytest.raises(BadLesson) as caught:
        read(text)
    assert [(problem.line, problem.code) for problem in caught.value.problems] == [(10, "text-empty")]


def test_a_lesson_is_data_and_nothing_in_it_is_run() -> None:
    text = BLOCKS.replace('["finished = 1"]', """["__import__('os').abort() = 1"]""")
    with pytest.raises(BadLesson) as caught:
        read(text)
    assert [problem.code for problem in caught.value.problems] == ["goal-shape"]


# the outline


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_outline_has_the_pages_that_the_reader_finds(language: str, tmp_path: Path) -> None:
    for root in (toy_course(tmp_path), own_lessons()):
        course = open_course(root)
        for entry in course.entries:
            found = [(page.id, page.title, page.plus) for page in course.outline(entry.id, language)]
            assert found == [(page.id, page.title, page.plus) for page in course.lesson(entry.id, language).pages]


def test_the_outline_passes_over_what_stands_in_fences() -> None:
    text = "# A\n\n```note\n## In a note {#note}\n```\n\n~~~~note\n```\n## Here too {#too}\n~~~~\n\n## Page {#page}\n"
    assert [page.id for page in outline(text)] == ["page"]
    assert [page.id for page in read(text.replace("\n\n```note", "\n\n## First {#first}\n\n```note")).pages] == [
        "first",
        "page",
    ]


def test_showing_the_contents_does_not_load_markdown_or_numbers() -> None:
    program = (
        "import sys; from tui_nn.course.course import *; course = open_course(own_lessons());"
        "[course.outline(entry.id, 'ru') for entry in course.entries];"
        "sys.exit(bool({'markdown_it', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# any text at all

PIECES = st.sampled_from(
    [
        *BLOCKS.split("\n"),
        "```",
        "~~~",
        "$$",
        "$",
        "#",
        "## ",
        "{#",
        "}",
        "> ",
        "- ",
        "    ",
        "\t",
        "|-|",
        '"""',
        "[[",
    ]
)
TEXTS = st.one_of(
    st.text(),
    st.lists(PIECES).map("\n".join),
    st.lists(PIECES).map("".join),
    st.lists(st.one_of(PIECES, st.text(max_size=5))).map("\n".join),
)


def reads_or_refuses(text: str) -> None:
    """A lesson has the pages of its outline, a problem points into the file; any other exception is a failure."""
    ids = [page.id for page in outline(plain_lines(text))]
    lines = plain_lines(text).count("\n") + 1
    try:
        assert [page.id for page in read(text).pages] == ids
    except BadLesson as bad:
        found = [problem.line for problem in bad.problems]
        if not found or not all(1 <= line <= lines for line in found):
            pytest.fail(f"problems on lines {found} of {lines}")


@given(TEXTS)
@example("# A\n\n## B {#b}\n\n```card\n")
@example("# A\n\n## B {#b}\n\n```lab\na = " + "[" * 3000 + "\n```\n")
@example("# A\n\n## B {#b}\n\n```lab\nseed = " + "9" * 400 + "\n```\n")
@example("# A\n\n## B {#b}\n\n```lab\nseed = 2020-13-99\n```\n")
def test_any_text_is_read_or_refused(text: str) -> None:
    reads_or_refuses(text)


@given(st.integers(0, 2**32), st.integers(1, 6))
def test_a_lesson_cut_up_and_put_together_otherwise_is_read_or_refused(seed: int, cuts: int) -> None:
    rng = random.Random(seed)
    lines = BLOCKS.split("\n")
    for _ in range(cuts):
        start, end = sorted(rng.choices(range(len(lines)), k=2))
        piece, at = lines[start : start + min(end - start, 9)], rng.randrange(len(lines))
        lines = lines[:at] + piece + lines[at + rng.randrange(5) :]
    reads_or_refuses("\n".join(lines))


@given(st.text(), st.sampled_from([COURSE, GLOSSARY]), st.floats(0, 1))
def test_any_glossary_and_any_course_file_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, text: str, file: str, where: float
) -> None:
    at = int(where * len(file))
    broken = file[:at] + text + file[at + len(text) :]
    root = tmp_path_factory.mktemp("course")
    (root / "course.toml").write_text(broken, "utf-8")
    for attempt in (lambda: read_glossary("glossary.toml", broken), lambda: open_course(root)):
        with suppress(BadLesson):
            attempt()
