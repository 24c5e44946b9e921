"""The program's timeline: the lecture's milestones are on it, with the facts as they have been checked."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.timeline import Milestone, Timeline
from tui_nn.locale.words import LANGUAGES


@pytest.fixture(scope="module")
def timeline() -> Timeline:
    found = open_course(own_lessons()).timeline()
    assert found
    return found


def card(timeline: Timeline, id: str) -> Milestone:
    return next(card for card in timeline.cards if card.id == id)


def text(card: Milestone, language: str) -> str:
    told = card.told[language]
    return " ".join((told.title, told.what, told.who, told.why))


# The lecture's three timelines and the slides around them: what it shows, by the year that is right.
MILESTONES = {
    "formal-neuron": (1943, "McCulloch"),
    "imitation-game": (1950, "Turing"),
    "dartmouth-proposal": (1955, "McCarthy"),
    "dartmouth": (1956, "Solomonoff"),
    "perceptron": (1957, "Rosenblatt"),
    "mark-one": (1960, "20×20"),
    "alpac": (1966, "ALPAC"),
    "perceptrons-book": (1969, "Minsky and Seymour Papert"),
    "lighthill": (1973, "Lighthill"),
    "first-winter": (1974, "1974–1980"),
    "speech": (1976, "1971–1976"),
    "mycin": (1975, "bacteria"),
    "aaai": (1979, "American Association"),
    "expert-boom": (1980, "XCON"),
    "hopfield": (1982, "Hopfield"),
    "boltzmann": (1985, "Boltzmann"),
    "backpropagation": (1986, "Rumelhart"),
    "recurrent": (1986, "Jordan"),
    "second-winter": (1987, "1987–1993"),
    "zip-codes": (1989, "LeCun"),
    "lstm": (1997, "Schmidhuber"),
    "mnist": (1998, "60,000"),
    "neural-language-model": (2003, "n-gram"),
    "deep-training": (2006, "pre-training"),
    "reasons": (2006, "GPUs"),
    "imagenet": (2009, "ImageNet"),
    "gpu": (2009, "graphics card"),
    "alexnet": (2012, "Krizhevsky"),
    "word2vec": (2013, "Mikolov"),
    "gan": (2014, "Goodfellow"),
    "better-than-people": (2015, "one trained annotator"),
    "style": (2015, "Gatys"),
    "alphago": (2016, "Lee Sedol"),
    "tay": (2016, "16 hours"),
    "transformer": (2017, "28.4 BLEU"),
    "turing-award": (2018, "Bengio, Geoffrey Hinton, Yann LeCun"),
    "trend-errors": (2010, "28.2 (2010), 25.8, 16.4 (2012), 11.7, 6.7 (2014), 3.57 (2015, ResNet)"),
    "trend-parameters": (1998, "LeNet-5 60 thousand"),
    "trend-data": (1989, "7,291"),
    "trend-compute": (2012, "300,000-fold"),
}


@pytest.mark.parametrize("id", MILESTONES)
def test_every_milestone_of_the_lecture_is_on_the_line(timeline: Timeline, id: str) -> None:
    year, said = MILESTONES[id]
    assert card(timeline, id).year == year
    assert said in text(card(timeline, id), "en")


FOUNDERS = (
    "John McCarthy",
    "Marvin Minsky",
    "Claude Shannon",
    "Ray Solomonoff",
    "Allen Newell",
    "Herbert Simon",
    "Arthur Samuel",
    "Oliver Selfridge",
    "Nathaniel Rochester",
    "Trenchard More",
)


@pytest.mark.parametrize("name", FOUNDERS)
def test_each_of_the_ten_founders_has_a_card_for_what_he_brought(timeline: Timeline, name: str) -> None:
    own = [card for card in timeline.cards if "founders" in card.themes and not card.id.startswith("dartmouth")]
    assert any(name in card.told["en"].who for card in own)
    assert name.split()[-1] in text(card(timeline, "dartmouth"), "en")


def test_the_line_goes_from_1943_to_2018_and_the_winters_are_where_convention_puts_them(timeline: Timeline) -> None:
    assert (timeline.start, timeline.cards[0].year) == (1943, 1943)
    assert max(card.end for card in timeline.cards) == 2018
    assert [(band.start, band.end) for band in timeline.bands if band.winter] == [(1974, 1980), (1987, 1993)]
    assert all(before.end == after.start for before, after in pairwise(timeline.bands))
    for id in ("first-winter", "second-winter"):
        assert "convention" in text(card(timeline, id), "en")
        assert "условны" in text(card(timeline, id), "ru")


def test_what_the_lecture_got_wrong_is_right_here(timeline: Timeline) -> None:
    everything = " ".join(text(card, "en") for card in timeline.cards)
    assert "Alan Newell" not in everything
    assert "viral" not in everything
    assert "not viruses" in text(card(timeline, "mycin"), "en")
    assert "not of the report" in text(card(timeline, "lighthill"), "en")
    assert len(card(timeline, "dartmouth-proposal").sources[0].authors.split(",")) == 4
    assert (card(timeline, "georgetown").date, card(timeline, "alpac").year) == ((1954, 1, 7), 1966)
    assert "one annotator" in text(card(timeline, "better-than-people"), "en").lower()
    assert "27 March 2019" in text(card(timeline, "turing-award"), "en")
    assert "does not learn" in text(card(timeline, "formal-neuron"), "en")


def test_both_languages_give_the_same_numbers(timeline: Timeline) -> None:
    """Years in words apart: what is written in digits is the same, whatever marks divide the digits."""
    for each in timeline.cards:
        digits = [
            sorted(re.findall(r"\d+", re.sub(r"(?<=\d)[., \u00a0](?=\d)", "", text(each, la)))) for la in LANGUAGES
        ]
        assert digits[0] == digits[1], each.id


def test_russian_is_written_in_russian(timeline: Timeline) -> None:
    for each in timeline.cards:
        for said in (each.told["ru"].what, each.told["ru"].why):
            assert re.search("[а-яё]", said)
            assert '"' not in said
            assert " - " not in said


def test_a_page_gets_the_cards_it_asks_for(timeline: Timeline) -> None:
    early = timeline.part(1943, 1956, "", ())
    assert early[0] == "formal-neuron"
    assert "perceptron" not in early
    assert all(each.year <= 1956 for each in timeline.cards if each.id in early)
    assert timeline.part(None, None, "founders", ())[0] == "information"
    assert timeline.part(None, None, "", ("alpac", "georgetown")) == ("georgetown", "alpac")
    assert timeline.part(None, None, "", ()) == tuple(card.id for card in timeline.cards)


def test_every_year_lies_in_a_band(timeline: Timeline) -> None:
    assert timeline.band(1943).id == "beginnings"
    assert timeline.band(1974).id == "first-winter"
    assert timeline.band(1980).id == "experts"
    assert timeline.band(2018.9).id == "revolution"
