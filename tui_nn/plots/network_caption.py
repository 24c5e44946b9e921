"""The line below a network: the selected part and its number, or how to read the lines."""

from __future__ import annotations

from tui_nn.labs.frame import Network
from tui_nn.locale.words import Words
from tui_nn.plots import fit, say
from tui_nn.plots.ink import Ink, Row, Span
from tui_nn.plots.network_marks import Marks, sign_tone
from tui_nn.plots.network_parts import Part

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def caption(lab_name: str, picture: Network, words: Words, part: Part | None, marks: Marks, width: int) -> Row:
    """What stands in the last row; it may be cut off there."""
    if part is None:
        return _key(words, marks, width)
    value = _value(picture, part, words)
    notes = " · ".join(_notes(lab_name, picture, words, part))
    return (
        Span(_written(part, picture) if marks.lowered else part.name, Ink.ACCENT),
        *([Span(f" = {value}", Ink.STRONG)] if value else []),
        *([Span(f"  {notes}", Ink.TEXT)] if notes else []),
    )


def _key(words: Words, marks: Marks, width: int) -> Row:
    """How to read the lines: their signs, and where there is room for it their thickness and the biases."""
    signs = (
        Span(marks.solid, Ink.TEXT, tone=sign_tone(1.0)),
        Span(f" {words('plots.network.positive')}   ", Ink.DIM),
        Span(marks.dashed, Ink.TEXT, tone=sign_tone(-1.0)),
        Span(f" {words('plots.network.negative')}", Ink.DIM),
    )
    key = (*signs, Span(f"   {words('plots.network.thick')}", Ink.DIM))
    return key if sum(fit.cells(span.text) for span in key) <= width else signs


def _value(picture: Network, part: Part, words: Words) -> str:
    """The number of a weight or bias."""
    if part.letter == "w":
        return say.number(float(picture.weights[part.layer - 1][part.source - 1, part.unit - 1]), words)
    if part.letter == "b":
        return say.number(float(picture.biases[part.layer - 1][part.unit - 1]), words)
    return ""


def _notes(lab_name: str, picture: Network, words: Words, part: Part) -> list[str]:
    """What else there is to know, what may be cut off last: a unit's bias and illness, whether a weight is frozen."""
    if part.layer == 0:
        return [words("plots.network.input")]
    if part.letter == "u":
        activation = say.activation_name(lab_name, picture.activations[part.layer - 1], words)
        bias = _value(picture, Part("b", part.layer, part.unit), words)
        illness = picture.ailing.get(part.name)
        ill = [words(f"plots.network.ailing.{illness}")] if illness else []
        return [f"b = {bias}", activation, *ill, words("plots.network.unit", layer=part.layer, unit=part.unit)]
    row = part.source - 1 if part.letter == "w" else -1
    frozen = picture.frozen[part.layer - 1][row, part.unit - 1]
    return [words("plots.network.frozen")] if frozen else []


def _written(part: Part, picture: Network) -> str:
    """``w₁,₂→₃``, ``b₁,₃``, ``u₁,₃``; an input is its sign."""
    if part.layer == 0:
        return picture.inputs[part.unit - 1]
    numbers = f"{part.layer},{part.source}→{part.unit}" if part.letter == "w" else f"{part.layer},{part.unit}"
    return part.letter + numbers.translate(_LOWERED)
