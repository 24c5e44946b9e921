"""Threshold units of 1943: what one can do, what one cannot, and what three can; proved by trying all there are."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings

from tui_nn.engine.threshold_unit import fires, rows
from tui_nn.labs.frame import Diagram
from tui_nn.labs.gates.lab import GatesLab
from tui_nn.labs.gates.state import KNOBS
from tui_nn.labs.lab import Edit
from tui_nn.locale.words import LANGUAGES, Words

presets = st.sampled_from(GatesLab.presets)
turns = st.lists(st.sampled_from([(knob.id, value) for knob in KNOBS for value in knob.values]), max_size=6)
WIRES = (-1, 0, 1)


def made(preset: str, ticks: int = 8, **settings: str | float) -> GatesLab:
    lab = GatesLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob.replace("_", "-"), value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def table(wires: tuple[int, ...], threshold: int) -> tuple[bool, ...]:
    return tuple(fires(row, wires, threshold) for row in rows(len(wires)))


def test_the_same_unit_is_or_at_1_and_and_at_2() -> None:
    assert table((1, 1), 1) == (False, True, True, True)
    assert table((1, 1), 2) == (False, False, False, True)


def test_one_inhibiting_input_silences_any_number_of_others() -> None:
    assert fires((1, 1, 1, 0), (1, 1, 1, -1), 2)
    assert not fires((1, 1, 1, 1), (1, 1, 1, -1), 2)


@pytest.mark.parametrize(("target", "best"), [((0, 1, 1, 0), 3), ((1, 1, 1, 0), 3)])
def test_no_single_unit_is_xor_or_nand(target: tuple[int, ...], best: int) -> None:
    tables = [table(wires, theta) for wires in product(WIRES, repeat=2) for theta in range(4)]
    scores = [sum(bool(want) == got for want, got in zip(target, each, strict=True)) for each in tables]
    assert max(scores) == best


def test_with_a_threshold_of_two_and_three_inputs_four_rows_of_eight_fire() -> None:
    assert readings(made("two-of-three"))["fired"] == 4


def test_three_units_make_xor_and_two_make_nand() -> None:
    assert readings(made("xor-three"))["right"] == 4
    assert readings(made("xor-one"))["right"] == 3
    nand = made("nand", theta_1=2, a1="excites", a2="excites", theta=0, w1="inhibits")
    assert readings(nand)["right"] == 4
    assert readings(made("not", theta=0, w1="inhibits"))["right"] == 2
    assert readings(made("majority", theta=2))["right"] == 8


def test_the_diagram_shows_what_fires() -> None:
    diagram = made("xor-three", 2).frame().pictures[0]
    assert isinstance(diagram, Diagram)
    marks = {node.id: node.mark for node in diagram.nodes}
    assert marks == {"x1": "off", "x2": "on", "h1": "off", "h2": "on", "y": "on"}
    assert {wire.kind for wire in diagram.wires} == {"excites", "inhibits"}


@given(presets, turns, st.integers(0, 8))
def test_every_number_is_explained_and_every_sentence_fits(
    preset: str, settings: list[tuple[str, float]], ticks: int
) -> None:
    lab = made(preset, ticks, **dict(settings))
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if value is not None:
            assert float(why.numbers.rpartition("=")[2]) == value
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("accuracy")


@given(presets, turns, st.integers(0, 4), st.integers(0, 8))
def test_the_program_comes_to_the_labs_own_numbers(
    preset: str, settings: list[tuple[str, float]], ticks: int, steps: int
) -> None:
    lab = made(preset, ticks, **dict(settings))
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    assert found == readings(lab)
