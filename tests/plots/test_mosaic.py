"""Pictures of a view stand beside and below each other without gaps in the drawing, and none over another."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.frame import Multiples, Picture, Reading
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.glyphs import ASCII, BRAILLE
from tui_nn.plots.ink import plain
from tui_nn.plots.mosaic import draw_view, place
from tui_nn.plots.multiples import draw_multiples

FRAME = PlaygroundLab.start("circle", 1).frame()
VIEWS = {view.id: [FRAME.pictures[index] for index in view.pictures] for view in FRAME.views}


def seeds(count: int) -> Multiples:
    return Multiples(
        "seeds",
        lambda columns, rows: np.stack([np.full((rows, columns), k / count) for k in range(count)]),
        (0.0, 1.0),
        tuple(Reading(f"seed-{k}", k / 10) for k in range(count)),
        tuple(k % 2 == 0 for k in range(count)),
    )


@given(st.sampled_from(sorted(VIEWS)), st.integers(8, 150), st.integers(2, 50))
def test_pictures_never_lie_over_each_other_nor_outside(view: str, width: int, height: int) -> None:
    taken = np.zeros((height, width), dtype=np.int64)
    for _, left, top, across, down in place(VIEWS[view], width, height):
        assert across > 0 <= left
        assert left + across <= width
        assert down > 0 <= top
        assert top + down <= height
        taken[top : top + down, left : left + across] += 1
    assert taken.max() == 1


def test_a_view_fills_its_room_exactly_in_both_languages() -> None:
    for language in LANGUAGES:
        words = Words(language)
        for pictures in VIEWS.values():
            for width, height in ((80, 14), (85, 28), (40, 12)):
                drawing = draw_view("playground", pictures, words, width, height)
                assert [sum(len(span.text) for span in row) for row in drawing] == [width] * height


def test_a_tall_view_of_the_network_shows_the_losses_too_and_a_low_one_makes_room_for_the_map() -> None:
    pictures: list[Picture] = VIEWS["network"]
    assert [index for index, *_ in place(pictures, 85, 28)] == [0, 1, 2]
    assert [index for index, *_ in place(pictures, 80, 14)] == [0, 1]


def test_each_map_has_its_number_and_a_tick_where_it_has_arrived() -> None:
    for glyphs in (BRAILLE, ASCII):
        text = plain(draw_multiples("playground", seeds(20), Words("en"), 80, 18, glyphs=glyphs))
        assert "10 of 20" in text
        assert text.count(glyphs.arrived) == 10
        assert all(f"{k / 10:g}" in text for k in range(20))


@given(st.integers(1, 24), st.integers(1, 120), st.integers(1, 40))
def test_small_multiples_fill_their_room_exactly(count: int, width: int, height: int) -> None:
    drawing = draw_multiples("playground", seeds(count), Words("ru"), width, height)
    assert [sum(len(span.text) for span in row) for row in drawing] == [width] * height
