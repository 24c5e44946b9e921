"""What a learner changes by hand: weights and biases, what is frozen, points, the rival, the seed's text."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar, cast

import numpy as np

from tui_nn.engine.mlp import Net
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.perceptron.points import FAR, MOST, Example, edited
from tui_nn.labs.playground.beginning import begun, with_net, with_world
from tui_nn.labs.playground.datasets import OWN, OWN_VALUES, Valued, own, own_values
from tui_nn.labs.playground.knobs import BY_ID
from tui_nn.labs.playground.state import State
from tui_nn.locale.phrase import phrase

S = TypeVar("S", bound=State)
Args = Sequence[str | float]

LARGEST = 1e6  # a weight set by hand
CLASSES = 5
LONGEST_SEED = 100  # characters


def by_hand(state: S, edit: Edit) -> S:
    """The state after an edit that is not a knob's.

    Verbs, all of numbers, layers and units counted from 1: ``weight`` (layer, from, to, value), ``bias`` (layer, to,
    value), ``freeze`` (layer, from, to), where from 0 is the bias, and ``freezelayer`` (layer), both thawing what is
    frozen; ``rival`` (1 or 0); ``seed``, the code points of the Playground's seed; those of the points; and
    ``values`` (x1, x2, value, …), points with values to be learnt, along a line where every x2 is 0.

    Raises:
        Refused: the edit makes no sense here.
    """
    if edit.verb in POINTS:
        return _with_points(state, edit)
    if edit.verb == "values":
        return _with_values(state, edit)
    if edit.verb == "seed":
        return _with_seed(state, edit)
    if edit.verb not in VERBS or len(edit.args) != VERBS[edit.verb][0]:
        raise _not_understood(edit)
    try:
        numbers = [float(arg) for arg in edit.args]
    except ValueError as error:
        raise _not_understood(edit) from error
    return cast(S, VERBS[edit.verb][1](state, *numbers))


def _weight(state: S, layer: float, source: float, unit: float, value: float) -> S:
    place = _place(state.net, layer, source or -1, unit)
    if not abs(value) <= LARGEST:
        raise Refused(phrase("labs.playground.refused.weight", value=str(value)))
    note = phrase("labs.playground.edited.weight", part=_part("w", layer, source, unit), value=value)
    return replace(with_net(state, state.net.with_weight(*place, value)), note=note)


def _bias(state: S, layer: float, unit: float, value: float) -> S:
    place = _place(state.net, layer, 0, unit)
    if not abs(value) <= LARGEST:
        raise Refused(phrase("labs.playground.refused.weight", value=str(value)))
    note = phrase("labs.playground.edited.weight", part=_part("b", layer, unit), value=value)
    return replace(with_net(state, state.net.with_weight(*place, value)), note=note)


def _freeze(state: S, layer: float, source: float, unit: float) -> S:
    place = _place(state.net, layer, source, unit)
    net = state.net
    frozen = net.frozen is None or not net.frozen[net.index(*place)]
    part = _part("w", layer, source, unit) if source else _part("b", layer, unit)
    note = phrase(f"labs.playground.edited.{'frozen' if frozen else 'thawed'}", part=part)
    return replace(state, training=state.training.with_net(net.with_frozen(*place, frozen)), note=note)


def _freeze_layer(state: S, layer: float) -> S:
    index, _, _ = _place(state.net, layer, 1, 1)
    net = state.net
    begin = net.index(index, 0, 0)
    size = (len(net.weights(index)) + 1) * net.sizes[index + 1]
    frozen = net.frozen is None or not net.frozen[begin : begin + size].all()
    note = phrase(f"labs.playground.edited.layer-{'frozen' if frozen else 'thawed'}", layer=int(layer))
    return replace(state, training=state.training.with_net(net.with_frozen(index, frozen=frozen)), note=note)


def _rival(state: S, on: float) -> S:
    if on not in (0.0, 1.0):
        raise Refused(phrase("labs.refused.edit", edit=f"rival {on:g}"))
    if not on:
        return replace(state, rival=None, note=phrase("labs.playground.edited.no-rival"))
    alone = replace(state, rival=None, many=None, note=None, dials=state.dials.turned("seeds", 1.0))
    return replace(state, rival=alone, note=phrase("labs.playground.edited.rival"))


def _with_seed(state: S, edit: Edit) -> S:
    try:
        text = "".join(chr(int(code)) for code in edit.args)
    except (ValueError, OverflowError) as error:
        raise _not_understood(edit) from error
    if not 0 < len(text) <= LONGEST_SEED or not text.isprintable():
        raise Refused(phrase("labs.playground.refused.seed"))
    rival = state.rival and begun(replace(state.rival, seed_text=text), state.rival.dials)
    fresh = begun(replace(state, seed_text=text), state.dials)
    return replace(fresh, rival=rival, note=phrase("labs.playground.edited.seed", seed=text))


def _with_points(state: S, edit: Edit) -> S:
    """Weights stay; only another number of classes, or points where there were values, begin anew.

    A rival that learns from the same points goes on with the same points.
    """
    beside = state.rival
    if beside and beside.world is state.world:
        beside = replace(_moved_points(beside, edit), note=None)
    return replace(_moved_points(state, edit), rival=beside)


def _moved_points(state: S, edit: Edit) -> S:
    dials = state.dials.turned("data", float(BY_ID["data"].names.index(OWN)))
    rows = edited(_rows(state, edit), _of_all(state, edit), CLASSES)
    world = own(rows, dials.whole("ratio"), state.seed_text)
    note = phrase(f"labs.playground.edited.{edit.verb}", n=len(rows))
    if world.classes != state.world.classes or state.world.kind != "classes":
        return replace(begun(replace(state, own=rows), dials), note=note)
    return replace(with_world(replace(state, own=rows), dials, world), note=note)


def _with_values(state: S, edit: Edit) -> S:
    """Weights stay where values of the same kind are replaced by others; else learning begins anew."""
    beside = state.rival
    rows = _valued(edit)
    if beside and beside.world is state.world:
        beside = replace(_other_values(beside, rows), note=None)
    return replace(_other_values(state, rows), rival=beside)


def _other_values(state: S, rows: tuple[Valued, ...]) -> S:
    dials = state.dials.turned("data", float(BY_ID["data"].names.index(OWN_VALUES)))
    world = own_values(rows, dials.whole("ratio"), state.seed_text)
    note = phrase("labs.playground.edited.load", n=len(rows))
    state = replace(state, own_values=rows)
    if world.kind != state.world.kind:
        return replace(begun(state, dials), note=note)
    return replace(with_world(state, dials, world), note=note)


def _valued(edit: Edit) -> tuple[Valued, ...]:
    try:
        numbers = [float(arg) for arg in edit.args]
    except ValueError as error:
        raise _not_understood(edit) from error
    if not numbers or len(numbers) % 3:
        raise _not_understood(edit) if numbers else Refused(phrase("labs.refused.no-points"))
    for number in numbers:
        if not abs(number) <= FAR:
            raise Refused(phrase("labs.playground.refused.value", value=str(number)))
    if len(numbers) > 3 * MOST:
        raise Refused(phrase("labs.refused.too-many", n=len(numbers) // 3, most=MOST))
    return tuple(zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True))


def _rows(state: State, edit: Edit) -> tuple[Example, ...]:
    """The points as they stand; made ones become the learner's with the first change."""
    if edit.verb == "load":
        return ()
    return rows_of(state)


def rows_of(state: State) -> tuple[Example, ...]:
    """All points with their classes.

    Raises:
        Refused: values have no classes.
    """
    if not state.world.classes:
        raise Refused(phrase("labs.playground.refused.values"))
    pairs = zip(state.world.points.tolist(), state.world.targets.tolist(), strict=True)
    return tuple((x1, x2, int(target)) for (x1, x2), target in pairs)


def values_of(state: State) -> tuple[Valued, ...]:
    """All points with their values.

    Raises:
        Refused: classes are no values.
    """
    if state.world.classes:
        raise Refused(phrase("labs.playground.refused.no-values"))
    pairs = zip(state.world.points.tolist(), state.world.targets.tolist(), strict=True)
    return tuple((x1, x2, value) for (x1, x2), value in pairs)


def _of_all(state: State, edit: Edit) -> Edit:
    """The edit with the number that the point has among all, when test points are hidden."""
    if edit.verb not in ("move", "delete") or state.dials.on("show-test") or not edit.args:
        return edit
    shown = np.flatnonzero(~state.world.tested).tolist()
    try:
        return Edit(edit.verb, (shown[int(edit.args[0])], *edit.args[1:]))
    except (ValueError, IndexError, OverflowError):
        return Edit(edit.verb, (-1.0, *edit.args[1:]))


def _place(net: Net, layer: float, source: float, unit: float) -> tuple[int, int, int]:
    """Layer, input and unit as the engine counts them."""
    if layer in range(1, net.layers + 1):
        index = int(layer) - 1
        fan_in, units = net.weights(index).shape
        if source in range(fan_in + 1) and unit in range(1, units + 1):
            return index, (int(source) - 1) if source else fan_in, int(unit) - 1
    raise Refused(phrase("labs.playground.refused.part"))


def _part(letter: str, *numbers: float) -> str:
    return "-".join((letter, *(str(int(number)) for number in numbers)))


def _not_understood(edit: Edit) -> Refused:
    return Refused(phrase("labs.refused.edit", edit=" ".join(map(str, (edit.verb, *edit.args[:6])))))


POINTS = ("add", "move", "delete", "load")
VERBS: dict[str, tuple[int, Callable[..., State]]] = {
    "weight": (4, _weight),
    "bias": (3, _bias),
    "freeze": (3, _freeze),
    "freezelayer": (1, _freeze_layer),
    "rival": (1, _rival),
}
