"""The words of the labs: there in both languages, short enough, and every formula drawable."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from string import Formatter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from perceptron_runs import walked, walks
from texicode.pipeline import init_arts, render_tex_rows

from tui_nn.labs.lab import Edit, Lab
from tui_nn.labs.neuron import NeuronLab
from tui_nn.labs.perceptron.lab import PerceptronLab
from tui_nn.labs.shelf import SHELF, take
from tui_nn.locale.words import LANGUAGES, Words

WIDTH = 80
FORMS = {"en": {"one", "other"}, "ru": {"one", "few", "many", "other"}}


def texts(room: dict[str, Any], language: str, path: str = "") -> dict[str, set[str]]:
    """Key -> the names in braces; plural forms count as one text."""
    if set(room) == FORMS[language]:
        forms = [names(text) for text in room.values()]
        assert all(form == forms[0] for form in forms), path
        return {path: forms[0]}
    found: dict[str, set[str]] = {}
    for key, value in room.items():
        inner = f"{path}.{key}" if path else key
        found |= texts(value, language, inner) if isinstance(value, dict) else {inner: names(value)}
    return found


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("lab", SHELF)
def test_both_languages_have_the_same_texts_and_ask_for_the_same_values(lab: str) -> None:
    folder = files("tui_nn.locale")
    english, russian = (
        texts(tomllib.loads((folder / language / "labs" / f"{lab}.toml").read_text("utf-8")), language)
        for language in LANGUAGES
    )
    assert english == russian


@pytest.mark.parametrize("name", SHELF)
@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_a_lab_names_has_a_word(name: str, language: str) -> None:
    words, lab = Words(language), take(name)
    keys = ["title", *(f"presets.{preset}" for preset in lab.presets), *(f"knobs.{knob.id}" for knob in lab.knobs)]
    keys += [f"options.{knob.id}.{name}" for knob in lab.knobs for name in knob.names]
    for preset in lab.presets:
        frame = lab.start(preset, 0).frame()
        keys += [f"readings.{reading.id}" for reading in frame.readings if not reading.symbol]
        keys += [f"tables.{id}" for picture in frame.pictures if (id := getattr(picture, "id", ""))]
    assert [key for key in keys if not words.has(f"labs.{lab.name}.{key}")] == []


@given(walks)
@settings(max_examples=40, deadline=None)
def test_every_sentence_is_said_in_both_languages_on_one_line(walk: tuple[str, int, list[int | Edit]]) -> None:
    frame = walked(walk).frame()
    assert frame.says
    for language in LANGUAGES:
        words = Words(language)
        assert words.has(frame.says.key)
        assert len(words.say(frame.says)) <= WIDTH


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_times_minus_one_is_written_without_a_sign(language: str) -> None:
    lab = NeuronLab.start("lesson", 0).tick().tick()
    product = next(reading.value for reading in lab.frame().readings if reading.id == "product-2")
    assert product is not None
    assert Words(language).number(product) == "0"


@pytest.mark.parametrize("language", LANGUAGES)
def test_two_columns_of_the_perceptrons_readings_fit_beside_the_picture(language: str) -> None:
    """At 80×24 a reading has some ten columns for its name."""
    readings = PerceptronLab.start("shuffles", 0).frame().readings
    names = [Words(language)(f"labs.perceptron.readings.{reading.id}") for reading in readings]
    assert [name for name in names if len(name) > 10] == []


def explanations_are_sound(lab: Lab) -> None:
    init_arts({"fonts": "normal"})
    for reading in lab.frame().numbers():
        why = lab.why(reading.id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        for latex in (why.formula, why.numbers):
            drawn = render_tex_rows(latex, False)
            assert not any("?" in row or "TeXicode" in row for row in drawn), latex
            assert max(map(len, drawn)) <= WIDTH


@given(walks)
@settings(max_examples=25, deadline=None)
def test_every_formula_of_the_perceptron_can_be_drawn(walk: tuple[str, int, list[int | Edit]]) -> None:
    explanations_are_sound(walked(walk))


@given(st.sampled_from(NeuronLab.presets), st.integers(0, 4), st.sampled_from(NeuronLab.knobs))
@settings(max_examples=25, deadline=None)
def test_every_formula_of_the_neuron_can_be_drawn(preset: str, ticks: int, knob: Any) -> None:
    lab = NeuronLab.start(preset, 0).edit(Edit("set", (knob.id, knob.values[0])))
    for _ in range(ticks):
        lab = lab.tick()
        assert lab.frame().says
    explanations_are_sound(lab)
