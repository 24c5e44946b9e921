"""Walking the timeline: always at a card, always in sight, whatever the keys."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_nn.course.answers import blank, mark, solution
from tui_nn.course.course import open_course, own_lessons
from tui_nn.course.timeline import Timeline
from tui_nn.course.timeline_quiz import quiz
from tui_nn.course.walk import Walk
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.glyphs import ASCII
from tui_nn.plots.ink import plain
from tui_nn.plots.telling import WIDTH
from tui_nn.plots.timeline import draw_line, laid_out, mark_at
from tui_nn.plots.timeline_card import draw_card
from tui_nn.plots.timeline_twin import card_told, timeline_told


def own() -> Timeline:
    timeline = open_course(own_lessons()).timeline()
    assert timeline
    return timeline


TIMELINE = own()
STEPS: list[Callable[[Walk], Walk]] = [
    lambda walk: walk.stepped(1),
    lambda walk: walk.stepped(-1),
    lambda walk: walk.stepped(7),
    lambda walk: walk.leapt(1),
    lambda walk: walk.leapt(-1),
    lambda walk: walk.zoomed(1),
    lambda walk: walk.zoomed(-1),
    lambda walk: walk.themed("vision"),
    lambda walk: walk.themed("founders"),
    lambda walk: walk.themed(""),
    lambda walk: walk.to("alpac"),
]


@given(st.lists(st.sampled_from(range(len(STEPS))), max_size=40), st.sampled_from(((20, 10), (80, 8), (120, 18))))
@settings(max_examples=60)
def test_wherever_one_walks_the_card_is_in_sight_and_the_drawing_fits(
    steps: list[int], size: tuple[int, int]
) -> None:
    walk = Walk.along(TIMELINE)
    for step in steps:
        walk = STEPS[step](walk)
        assert walk.card in walk.cards
        left, right = walk.window
        assert left <= walk.card.place <= right
        assert walk.ends[0] <= left < right <= walk.ends[1]
    drawn = draw_line(walk, "ru", *size)
    assert [sum(len(span.text) for span in row) for row in drawn] == [size[0]] * size[1]
    assert walk.card.years[:4] in plain(drawn)
    assert "◆" in plain(drawn)


def test_the_arrows_meet_every_card_once_from_first_to_last() -> None:
    walk, met = Walk.along(TIMELINE), []
    for _ in TIMELINE.cards:
        met.append(walk.at)
        walk = walk.stepped(1)
    assert met == [card.id for card in TIMELINE.cards]
    assert walk.at == met[-1]
    assert walk.stepped(-1000).at == met[0]


def test_up_and_down_leap_from_band_to_band() -> None:
    walk, bands = Walk.along(TIMELINE), []
    for _ in TIMELINE.bands:
        bands.append(TIMELINE.band(walk.card.place).id)
        walk = walk.leapt(1)
    assert bands == [band.id for band in TIMELINE.bands]
    assert Walk.along(TIMELINE).to("mycin").leapt(-1).at == "first-winter"


def test_a_theme_walks_past_the_others_and_search_brings_them_back() -> None:
    walk = Walk.along(TIMELINE).to("tay").themed("games")
    assert walk.at == "alphago"
    assert all("games" in card.themes for card in walk.cards)
    assert walk.to("mycin").theme == ""
    assert walk.to("gan").theme == "games"


def test_closer_shows_fewer_years_and_more_of_the_titles() -> None:
    walk = Walk.along(TIMELINE).to("lighthill")
    assert "The Lighthill report" not in plain(draw_line(walk, "en", 80, 8))
    closer = walk.zoomed(2)
    assert closer.span == 20
    assert "◆ The Lighthill report" in plain(draw_line(closer, "en", 80, 8))
    assert closer.zoomed(-9).span == walk.span
    assert walk.zoomed(99).span == 2


def test_winters_are_told_by_name_and_hatched_without_colours() -> None:
    walk = Walk.along(TIMELINE).to("mycin").zoomed(2)
    assert "░ winter ░" in plain(draw_line(walk, "en", 80, 8))
    drawn = plain(draw_line(walk, "ru", 80, 8, ASCII))
    assert ": зима :" in drawn
    assert all(ord(sign) < 0x250 or "А" <= sign <= "ё" or sign in "…«»–—·" for sign in drawn)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_is_whole_at_the_smallest_size_in_a_lesson(language: str) -> None:
    """21 rows are left on a page of 80×24, 8 of them for the line."""
    words, walk = Words(language), Walk.along(TIMELINE)
    for card in TIMELINE.cards:
        drawn = plain(draw_card(walk.to(card.id), words, 80, 13))
        shown = " ".join(drawn.split())
        told = card.told[language]
        for part in (told.title, told.who, told.what, told.why):
            assert part in shown, card.id
        assert card.sources[0].title[:30] in shown, card.id


def test_where_there_are_few_rows_every_part_of_a_card_keeps_one() -> None:
    """Head, who, what, why, source, badges: six rows; what is cut ends in an ellipsis, and s shows it whole."""
    walk = Walk.along(TIMELINE).to("perceptron")
    drawn = plain(draw_card(walk, Words("en"), 80, 6)).split("\n")
    assert [any(part in row for row in drawn) for part in ("Frank", "A report", "Why it", "Source:", "▶ r")] == [
        True
    ] * 5
    assert sum(row.endswith("…") for row in drawn) == 3


def test_a_click_finds_the_card_whose_mark_or_title_a_cell_shows() -> None:
    for walk in (Walk.along(TIMELINE), Walk.along(TIMELINE).to("turing-award"), Walk.along(TIMELINE).themed("games")):
        for one in laid_out(walk, "en", 120, 18):
            for column in (one.column, *range(one.begin, one.begin + len(one.title))):
                assert mark_at(walk, "en", 120, 18, column, one.row) == one.card.id
    assert mark_at(walk, "en", 80, 8, 79, 0) is None


def test_at_the_end_of_the_line_a_title_stands_whole_before_its_mark() -> None:
    walk = Walk.along(TIMELINE).to("alphago").zoomed(1)
    drawn = plain(draw_line(walk, "en", 120, 18))
    assert "  AlphaGo beats Lee Sedol 4 : 1 ◆" in drawn
    assert "  Trend: errors on ImageNet fall ▲" in drawn


def test_cards_of_the_theme_are_told_before_those_that_one_walks_past() -> None:
    walk = Walk.along(TIMELINE).themed("games")
    drawn = plain(draw_line(walk, "en", 80, 8))
    for card in walk.cards:
        assert card.told["en"].title in drawn


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_name_of_a_band_stands_free_and_says_enough_or_is_left_out(language: str) -> None:
    names = "|".join(band.names[language] for band in TIMELINE.bands if not band.winter)
    whole = plain(draw_line(Walk.along(TIMELINE), language, 80, 8))
    assert not re.search(f"({names})─|─({names})", whole)
    for card in TIMELINE.cards:
        for zoom in range(4):
            walk = Walk.along(TIMELINE).to(card.id).zoomed(zoom)
            bands = plain(draw_line(walk, language, 80, 8)).split("\n")[0]
            assert all(len(cut) >= 6 for cut in re.findall(r"[\w ]*…", bands))


def test_a_box_on_the_screen_wraps_the_words_itself() -> None:
    """Rows wrapped for 78 cells would be wrapped again in a narrower box."""
    card = TIMELINE.cards[0]
    rows = card_told(card, Words("en"), wrap=False).splitlines()
    assert card.told["en"].what in rows
    assert timeline_told(TIMELINE, (card,), Words("en"), wrap=False).splitlines()[2:] == rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_tell_every_card_with_every_source(language: str) -> None:
    told = timeline_told(TIMELINE, TIMELINE.cards, Words(language))
    assert max(map(len, told.splitlines())) <= WIDTH
    flat = " ".join(told.split())
    for card in TIMELINE.cards:
        assert card.told[language].why in flat
        assert all(" ".join(source.full.split()) in flat for source in card.sources)
    assert flat.count("1974–1980") >= 1


# The quiz


@pytest.mark.parametrize("seed", range(1, 30))
def test_a_round_has_eight_cards_of_different_years_and_one_right_order(seed: int) -> None:
    walk, words = Walk.along(TIMELINE), Words("en")
    asked = quiz(walk, words, seed)
    assert asked == quiz(walk, words, seed)
    assert asked
    assert len(asked.items) == 8
    years = [next(card for card in TIMELINE.cards if card.id == item.id).year for item in asked.items]
    assert years == sorted(set(years))
    assert mark(asked, solution(asked)).right
    assert not mark(asked, blank(asked)).right
    russian = quiz(walk, Words("ru"), seed)
    assert russian
    assert [item.id for item in russian.items] == [item.id for item in asked.items]


def test_rounds_differ_and_what_is_wrong_is_told_by_its_decade() -> None:
    walk, words = Walk.along(TIMELINE), Words("en")
    rounds = [quiz(walk, words, seed) for seed in range(1, 6)]
    assert len({tuple(item.id for item in asked.items) for asked in rounds if asked}) == 5
    asked = rounds[0]
    assert asked
    order = solution(asked)
    order[0], order[1] = order[1], order[0]
    verdict = mark(asked, order)
    card = next(card for card in TIMELINE.cards if card.id == order[0])
    assert f"{card.year // 10 * 10}s" in verdict.says[0]
    assert card.told["en"].title in verdict.says[0]


def test_two_cards_are_too_few_for_a_round() -> None:
    assert quiz(Walk.along(TIMELINE, ("alpac", "georgetown")), Words("en"), 1) is None
    assert quiz(Walk.along(TIMELINE, ("alpac", "georgetown", "tay")), Words("en"), 1)
