"""Walking the network: what a part is called and worth, and the edits that it allows."""

from __future__ import annotations

from typing import NamedTuple

from tui_nn.labs.frame import Network
from tui_nn.labs.lab import Edit
from tui_nn.locale.phrase import Phrase, phrase


class Part(NamedTuple):
    """A part by its name: ``w-1-2-3``, ``b-1-3``, ``u-1-3``; `source` is 0 for what is no weight."""

    letter: str
    layer: int
    source: int
    unit: int

    @classmethod
    def of(cls, name: str) -> Part:
        letter, layer, *between, unit = name.split("-")
        return cls(letter, int(layer), int(between[0]) if between else 0, int(unit))

    @property
    def given(self) -> bool:
        """Whether it is an input, which has nothing to change."""
        return self.layer == 0


def number_of(name: str) -> str | None:
    """The weight or bias that a typed number goes to: a unit's is its bias; None for an input."""
    part = Part.of(name)
    if part.given:
        return None
    return f"b-{part.layer}-{part.unit}" if part.letter == "u" else name


def value_of(net: Network, name: str) -> float | None:
    """What a weight or bias is now; None for a unit, whose answer depends on the point."""
    part = Part.of(name)
    if part.letter == "u":
        return None
    layer = part.layer - 1
    if part.letter == "b":
        return float(net.biases[layer][part.unit - 1])
    return float(net.weights[layer][part.source - 1, part.unit - 1])


def has(net: Network, name: str) -> bool:
    """Whether the net, which may have been built anew, has that part."""
    part = Part.of(name)
    sizes = [len(net.inputs), *(len(biases) for biases in net.biases)]
    return (
        part.layer < len(sizes)
        and part.unit <= sizes[part.layer]
        and (part.letter != "w" or part.source <= sizes[part.layer - 1])
    )


def setting(name: str, value: float) -> Edit:
    """The edit that gives a weight or bias another value."""
    part = Part.of(name)
    if part.letter == "w":
        return Edit("weight", (part.layer, part.source, part.unit, value))
    return Edit("bias", (part.layer, part.unit, value))


def freezing(net: Network, name: str) -> tuple[Edit, ...]:
    """The edits that freeze a part, or thaw it: of a unit its bias and all its weights, together."""
    part = Part.of(name)
    if part.given:
        return ()
    frozen = net.frozen[part.layer - 1]
    fan_in = len(frozen) - 1
    sources = range(fan_in + 1) if part.letter == "u" else (part.source,)
    states = {source: bool(frozen[source - 1 if source else fan_in, part.unit - 1]) for source in sources}
    thaw = all(states.values())
    return tuple(
        Edit("freeze", (part.layer, source, part.unit)) for source, is_frozen in states.items() if is_frozen == thaw
    )


def freezing_layer(name: str) -> tuple[Edit, ...]:
    """The edit that freezes or thaws the layer of a part."""
    part = Part.of(name)
    return () if part.given else (Edit("freezelayer", (part.layer,)),)


def called(net: Network, name: str) -> Phrase:
    """What a part is called: weight 2 → 3 of layer 1."""
    part = Part.of(name)
    if part.given:
        return phrase("app.part.input", sign=net.inputs[part.unit - 1])
    key = {"w": "weight", "b": "bias", "u": "unit"}[part.letter]
    if part.letter == "w" and part.layer == 1:
        return phrase("app.part.first", sign=net.inputs[part.source - 1], unit=part.unit)
    return phrase(f"app.part.{key}", layer=part.layer, source=part.source, unit=part.unit)
