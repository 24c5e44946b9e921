"""The pages on rules and winters tell the truth: figures and translations are what the page's lab gives."""

from __future__ import annotations

import math
import re

import pytest

from tui_nn.course.course import open_course, own_lessons
from tui_nn.engine.history.certainty import combined
from tui_nn.engine.history.georgetown_words import LEXICON
from tui_nn.labs.explosion.lab import ExplosionLab
from tui_nn.labs.lab import Edit
from tui_nn.labs.mycin.lab import MycinLab
from tui_nn.labs.mycin.rules import RULES
from tui_nn.labs.run import Run
from tui_nn.labs.translator.lab import TranslatorLab
from tui_nn.locale.words import LANGUAGES

FOLDER = own_lessons() / "03-winters"


def text(language: str) -> str:
    return (FOLDER / f"lesson.{language}.md").read_text("utf-8")


def translated(sentence: str) -> TranslatorLab:
    lab = Run.begin("translator", "thoughts", 0).edited(Edit("sentence", (sentence,))).forward(99).lab
    assert isinstance(lab, TranslatorLab)
    assert lab.finished
    return lab


def consulted(preset: str, *settings: tuple[str, str]) -> dict[str, float]:
    lab = Run.begin("mycin", preset, 0, settings).forward(999).lab
    assert isinstance(lab, MycinLab)
    assert lab.finished
    return {reading.id: float(reading.value) for reading in lab.frame().numbers() if reading.value is not None}


@pytest.mark.parametrize(
    ("russian", "english", "failures"),
    [
        ("Я пью чай с сахаром", "I P'YU CHAY with SAKHAROM.", {"lexicon", "ambiguity"}),
        ("Инженер строит замок", "The engineer builds the lock.", {"ambiguity"}),
        ("Кошка читает книгу", "KOSHKA reads the book.", {"lexicon"}),
        ("Книгу читает машина", "The book the machine reads.", {"order"}),
        ("Мир понимает язык", "Peace understands the language.", {"ambiguity"}),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_translations_on_the_page_are_the_machines_own(
    language: str, russian: str, english: str, failures: set[str]
) -> None:
    lab = translated(russian)
    assert lab.output == english
    assert lab.met == failures
    assert english.rstrip(".") in text(language)


def test_of_five_words_on_tea_two_are_known() -> None:
    lab = translated("Я пью чай с сахаром")
    assert (lab.known, lab.read) == (2, 5)
    assert not any(step.rule == 2 for step in lab.steps)  # the next word is unknown, so it cannot decide


def test_one_ending_is_a_plural_after_a_verb_and_of_after_a_noun() -> None:
    assert len(LEXICON) == 60
    assert translated("Мы понимаем мысли").output == "We understand thoughts."
    assert translated("Язык мысли").output == "The language of the thought."
    assert translated("Мы понимаем мысли").fired[3] == 1


def test_a_million_positions_take_a_thousand_seconds_and_ten_million_nearly_three_hours() -> None:
    lab = Run.begin("explosion", "lesson", 0).forward(5000).lab
    assert isinstance(lab, ExplosionLab)
    assert (lab.positions, lab.speed, lab.seconds) == (10**6, 1000, 1000)
    hours = 10**7 / 1000 / 3600
    assert 2.7 < hours < 3
    assert len(str(35**80)) == 124
    assert math.log(1000, 10) == pytest.approx(3)
    chess = ExplosionLab.start("chess", 0)
    assert (chess.branches, chess.depth) == (35, 80)


def test_certainty_on_the_page() -> None:
    assert combined(0.6, 0.5) == 0.8
    assert combined(0.7, 0.4) == pytest.approx(0.82)
    assert len(RULES) == 15
    lesson = consulted("lesson")
    assert lesson["globella"] == 0.8
    virus = consulted("virus")
    assert virus["alphacin"] == virus["betacin"] == pytest.approx(-0.72)
    assert virus["gives-a4"] == virus["gives-b3"] == pytest.approx(-0.72)
    weaker = consulted("lesson", ("rule", "a1"), ("strength", "0.2"))
    assert weaker["alphacin"] == pytest.approx(0.16)
    assert consulted("blank")["fired"] == 0


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_lecture_had_wrong_is_put_right(language: str) -> None:
    """One day in 1954, the BBC's title, bacteria, 1971–1976, the name of 1984, 65 % in the comparison."""
    page = text(language)
    for figure in ("1954", "1966", "1971", "1976", "1984", "1973", "2007", "65 %", r"42[.,]5–62[.,]5 %", "1987–1993"):
        assert re.search(figure, page), figure
    assert "BBC" in page
    assert "1974–1980" in page


def test_the_four_pages_are_there_in_order() -> None:
    course = open_course(own_lessons())
    for language in LANGUAGES:
        pages = [ref.id for ref in course.outline("winters", language)]
        own = [page for page in pages if page in ("translation", "first-winter", "expert-systems", "second-winter")]
        assert own == ["translation", "first-winter", "expert-systems", "second-winter"]
        assert pages[-1] == "second-winter"
