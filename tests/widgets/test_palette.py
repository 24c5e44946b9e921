"""The colours of values rise evenly from one end to the other, and what is written on them can be read."""

from __future__ import annotations

import itertools

import pytest

from tui_nn.plots.tones import LEVELS, TONES
from tui_nn.widgets.palette import colours, contrast, readable

KINDS = list(itertools.product((True, False), (True, False)))


@pytest.mark.parametrize(("dark", "true_colour"), KINDS)
def test_there_is_a_colour_for_each_tone(dark: bool, true_colour: bool) -> None:
    assert len(colours(dark, true_colour)) == TONES


@pytest.mark.parametrize("dark", [True, False])
def test_without_true_colour_only_colours_of_xterm_are_used(dark: bool) -> None:
    assert all(colour.number is not None and colour.number >= 16 for colour in colours(dark, False))


@pytest.mark.parametrize(("dark", "true_colour"), KINDS)
def test_low_is_orange_and_high_is_blue(dark: bool, true_colour: bool) -> None:
    tones = [colour.get_truecolor() for colour in colours(dark, true_colour)[:LEVELS]]
    warmth = [colour.red - colour.blue for colour in tones]
    assert all(warm > 0 for warm in warmth[:7])
    assert all(warm < 0 for warm in warmth[9:])


@pytest.mark.parametrize(("dark", "true_colour"), KINDS)
def test_a_mark_of_any_tone_can_be_read_on_any_other(dark: bool, true_colour: bool) -> None:
    tones = colours(dark, true_colour)
    assert all(contrast(readable(mark, ground), ground) >= 3.0 for mark in tones for ground in tones)
