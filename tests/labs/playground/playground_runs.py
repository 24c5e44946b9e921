"""Ways through the playground lab that its tests share."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from hypothesis import strategies as st

from tui_nn.labs.frame import Frame, Picture
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.playground.knobs import BY_ID
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import LANGUAGES, Words

P = TypeVar("P", bound=Picture)


def turned(lab: PlaygroundLab, **settings: str | float) -> PlaygroundLab:
    """Knobs by their ids, with _ for -; choices by name."""
    for id, value in settings.items():
        lab = lab.edit(Edit("set", (id.replace("_", "-"), value)))
    return lab


def begun(preset: str = "circle", seed: int = 1, **settings: str | float) -> PlaygroundLab:
    return turned(PlaygroundLab.start(preset, seed), **settings)


def ticked(lab: PlaygroundLab, ticks: int) -> PlaygroundLab:
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def readings(lab: PlaygroundLab) -> dict[str, float | int | None]:
    return {reading.id: reading.value for reading in lab.frame().readings}


def picture(frame: Frame, kind: type[P], id: str = "") -> P:
    return next(p for p in frame.pictures if isinstance(p, kind) and (not id or getattr(p, "id", "") == id))


def same(a: PlaygroundLab, b: PlaygroundLab) -> None:
    """Bit for bit: parameters, memory, losses, readings."""
    np.testing.assert_array_equal(a.net.params, b.net.params)
    np.testing.assert_array_equal(a.training.memory, b.training.memory)
    for mine, theirs in zip(
        (a.history.epochs, a.history.train, a.history.test),
        (b.history.epochs, b.history.train, b.history.test),
        strict=True,
    ):
        np.testing.assert_array_equal(mine, theirs)
    assert readings(a) == readings(b)
    if a.rival and b.rival:
        same(a.rival, b.rival)


def said(phrase: Phrase | None) -> str:
    """The sentence in English, after a check that every language has it."""
    assert phrase
    for language in LANGUAGES:
        assert Words(language).has(phrase.key), phrase.key
        assert "{" not in Words(language).say(phrase)
    return Words("en").say(phrase)


def refusal(lab: PlaygroundLab, verb: str, *args: str | float) -> str:
    """The sentence with which an edit is refused."""
    try:
        lab.edit(Edit(verb, args))
    except Refused as refused:
        return said(refused.says)
    raise AssertionError(f"{verb} {args} was not refused")


_small = [id for id in BY_ID if id not in ("u1", "u2", "u3", "u4", "u5", "u6", "layers", "seeds", "batch")]
_number = st.floats(-8, 8).map(lambda x: round(x, 2))
_part = st.integers(0, 3).map(float)
_setting = st.one_of(
    st.sampled_from([Edit("set", (id, value)) for id in _small for value in BY_ID[id].values]),
    st.sampled_from([Edit("set", ("layers", float(n))) for n in range(4)]),
    st.sampled_from([Edit("set", (f"u{k}", float(n))) for k in (1, 2, 3) for n in (1, 2, 5)]),
    st.sampled_from([Edit("set", ("batch", float(n))) for n in (7, 30, 100, 2000)]),
)
edits = st.one_of(
    _setting,
    _setting,
    st.builds(lambda *args: Edit("weight", args), _part, _part, _part, _number),
    st.builds(lambda *args: Edit("bias", args), _part, _part, _number),
    st.builds(lambda *args: Edit("freeze", args), _part, _part, _part),
    st.builds(lambda layer: Edit("freezelayer", (layer,)), _part),
    st.sampled_from([Edit("rival", (1.0,)), Edit("rival", (0.0,)), Edit("seed", (1047.0, 55.0))]),
    st.builds(lambda *args: Edit("add", args), _number, _number, st.integers(0, 4).map(float)),
    st.builds(lambda *args: Edit("move", args), _part, _number, _number),
    st.builds(lambda index: Edit("delete", (index,)), _part),
    st.just(Edit("values", (0.0, 0.0, 1.0, 1.0, 0.0, 0.5, 2.0, 0.0, -0.5))),
)

# A walk: a preset, a seed, and edits with ticks between them.
walks = st.tuples(
    st.sampled_from([preset for preset in PlaygroundLab.presets if preset not in ("overfit", "spiral-16-16")]),
    st.integers(0, 5),
    st.lists(st.one_of(st.integers(1, 6), edits), max_size=6),
)


def walked(walk: tuple[str, int, list[int | Edit]]) -> PlaygroundLab:
    """The lab at the end of a walk; refused edits change nothing."""
    preset, seed, steps = walk
    lab = PlaygroundLab.start(preset, seed)
    for step in steps:
        try:
            lab = ticked(lab, step) if isinstance(step, int) else lab.edit(step)
        except Refused:
            continue
    return lab
