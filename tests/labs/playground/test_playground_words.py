"""Every number and every part of the playground is explained, in words that both languages have."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given, settings
from playground_runs import begun, picture, said, ticked, turned, walked, walks
from texicode.pipeline import init_arts, render_tex_rows

from tui_nn.labs.frame import Curves, Network
from tui_nn.labs.lab import Edit
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.locale.words import LANGUAGES, Words

WIDTH = 80


def parts(lab: PlaygroundLab) -> list[str]:
    """The names of all parts of the network."""
    sizes = lab.net.sizes
    names = [f"u-{layer}-{unit}" for layer, size in enumerate(sizes) for unit in range(1, size + 1)]
    for layer in range(1, len(sizes)):
        for unit in range(1, sizes[layer] + 1):
            names.append(f"b-{layer}-{unit}")
            names += [f"w-{layer}-{source}-{unit}" for source in range(1, sizes[layer - 1] + 1)]
    return names


def value_at_the_end(numbers: str) -> float:
    """The number that a line of LaTeX ends with."""
    ending = numbers.rpartition("=")[2].strip()
    return float(re.sub(r" \\cdot 10\^\{(-?\d+)\}", r"e\1", ending))


def drawable(*formulas: str) -> None:
    init_arts({"fonts": "normal"})
    for latex in formulas:
        rows = render_tex_rows(latex, False)
        assert not any("?" in row or "TeXicode" in row for row in rows), latex
        assert max(map(len, rows)) <= WIDTH, latex


def every_number_is_explained(lab: PlaygroundLab) -> None:
    for reading in lab.frame().numbers():
        why = lab.why(reading.id)
        said(why.says)
        drawable(why.formula, why.numbers)
        if reading.value is None:
            assert why.numbers == r"\dots"
            assert ".absent." in why.says.key
        else:
            assert value_at_the_end(why.numbers) == pytest.approx(reading.value, rel=1e-3, abs=1e-9), reading.id


def every_part_is_explained(lab: PlaygroundLab, names: list[str]) -> None:
    net = lab.net
    for name in names:
        why = lab.why(name)
        said(why.says)
        drawable(why.formula, why.numbers)
        letter, layer, *rest = name.split("-")
        if letter == "w":
            value = net.weights(int(layer) - 1)[int(rest[0]) - 1, int(rest[1]) - 1]
        elif letter == "b":
            value = net.biases(int(layer) - 1)[int(rest[0]) - 1]
        else:
            shown = lab.data.x if layer == "0" else lab.units[int(layer) - 1]
            value = shown[0, int(rest[0]) - 1]
        if np.isfinite(value):
            assert value_at_the_end(why.numbers) == pytest.approx(value, rel=1e-3, abs=1e-9), (name, why.numbers)


@pytest.mark.parametrize("preset", PlaygroundLab.presets)
def test_every_preset_starts_ticks_and_explains_all_that_it_shows(preset: str) -> None:
    first = begun(preset)
    for lab in (first, ticked(first, 3)):
        assert len(said(lab.frame().says)) <= WIDTH
        every_number_is_explained(lab)
        every_part_is_explained(lab, parts(lab)[:: 1 + len(parts(lab)) // 25])


@given(walks)
@settings(max_examples=40, deadline=None)
def test_wherever_one_comes_each_number_ends_in_its_value(walk: tuple[str, int, list[int | Edit]]) -> None:
    lab = walked(walk)
    frame = lab.frame()
    for language in LANGUAGES:
        assert frame.says
        assert Words(language).has(frame.says.key)
        assert len(Words(language).say(frame.says)) <= WIDTH, Words(language).say(frame.says)
    every_number_is_explained(lab)
    every_part_is_explained(lab, parts(lab)[:: 1 + len(parts(lab)) // 4])


@pytest.mark.parametrize("optimiser", ["sgd", "momentum", "nesterov", "rmsprop", "adam", "adamw"])
@pytest.mark.parametrize("regulariser", ["none", "l2", "playground-l1", "playground-l2"])
def test_a_weights_step_adds_up(optimiser: str, regulariser: str) -> None:
    """The numbers put into the optimiser's rule give the weight that is shown, to the digits that are shown."""
    lab = ticked(begun("xor-4", optimiser=optimiser, regulariser=regulariser, strength=0.03, rate=0.1), 4)
    for name in ("w-1-2-3", "b-1-1", "w-2-4-1"):
        numbers = lab.why(name).numbers
        left, _, right = numbers.rpartition("=")
        python = re.sub(r"\\frac\{(.+?)\}\{(.+?)\}", r"((\1)/(\2))", left)
        python = re.sub(r" \\cdot 10\^\{(-?\d+)\}", r"e\1", python).replace(r"\cdot", "*")
        assert eval(python) == pytest.approx(value_at_the_end(right), rel=2e-3, abs=2e-4), numbers


def test_parts_and_numbers_that_are_not_there_have_no_explanation() -> None:
    lab = begun("circle")
    for name in (
        "w-9-1-1",
        "w-1-3-1",
        "b-1-5",
        "b-0-1",
        "u-3-2",
        "u-4-1",
        "w-1-1",
        "u-1",
        "w-1-0-1",
        "z-1-1",
        "loss",
    ):
        with pytest.raises(KeyError):
            lab.why(name)


def test_a_weight_is_first_as_it_began_then_a_step_then_as_set_or_frozen() -> None:
    lab = begun("circle")
    keys = [lab.why("w-1-1-1").says.key]
    lab = lab.tick()
    keys.append(lab.why("w-1-1-1").says.key)
    lab = lab.edit(Edit("weight", (1, 1, 1, 0.5)))
    keys.append(lab.why("w-1-1-1").says.key)
    lab = lab.edit(Edit("freeze", (1, 1, 1))).tick()
    keys.append(lab.why("w-1-1-1").says.key)
    assert [key.rpartition(".")[2] for key in keys] == ["first", "step", "by-hand", "frozen"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_that_the_playground_names_has_a_word(language: str) -> None:
    words = Words(language)
    keys = ["title", *(f"views.{view.id}" for view in begun().frame().views)]
    keys += [f"{what}.{preset}" for what in ("presets", "look") for preset in PlaygroundLab.presets]
    keys += [f"knobs.{knob.id}" for knob in PlaygroundLab.knobs]
    keys += [f"options.{knob.id}.{name}" for knob in PlaygroundLab.knobs for name in knob.names]
    keys += [f"fault.{cause}" for cause in ("data", "weight", "overflow-sum", "overflow-loss", "gradient")]
    crowd = turned(begun("xor-2"), seeds=20).edit(Edit("rival", (1,)))
    for lab in (crowd, *(begun(preset) for preset in PlaygroundLab.presets)):
        frame = lab.frame()
        keys += [f"readings.{reading.id}" for reading in frame.readings]
        keys += [f"tables.{id}" for shown in frame.pictures if (id := getattr(shown, "id", ""))]
        keys += [f"curves.{c.id}" for shown in frame.pictures if isinstance(shown, Curves) for c in shown.curves]
    assert [key for key in keys if not words.has(f"labs.playground.{key}")] == []
    names = [words(f"labs.playground.readings.{reading.id}") for reading in crowd.frame().readings]
    assert [name for name in names if len(name) > 11] == []


@pytest.mark.parametrize("preset", PlaygroundLab.presets)
def test_the_views_show_each_picture_and_the_network_is_the_net(preset: str) -> None:
    lab = begun(preset)
    frame = lab.frame()
    assert [view.id for view in frame.views] == ["network", "curves", "insides", "rival", "seeds"]
    assert {place for view in frame.views for place in view.pictures} == set(range(len(frame.pictures)))
    shown = picture(frame, Network)
    for layer in range(lab.net.layers):
        np.testing.assert_array_equal(shown.weights[layer], lab.net.weights(layer))
        np.testing.assert_array_equal(shown.biases[layer], lab.net.biases(layer))
    fields = shown.fields(6, 4)
    assert [field.shape for field in fields] == [(size, 4, 6) for size in lab.net.sizes]
