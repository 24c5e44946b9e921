"""Where the parts of a network come from: a unit's answer, a weight's or a bias's latest step."""

from __future__ import annotations

import math
from dataclasses import dataclass

from tui_nn.engine.mlp import Net
from tui_nn.engine.optimisers import Adam, AdamW, RmsProp
from tui_nn.engine.regularisers import PLAYGROUND
from tui_nn.engine.schedules import rate_at
from tui_nn.engine.training import Training, train
from tui_nn.labs import tex
from tui_nn.labs.lab import Why
from tui_nn.labs.playground.beginning import features_of
from tui_nn.labs.playground.state import State
from tui_nn.locale.phrase import phrase

MOST_TERMS = 2  # of a unit's sum; more would not fit on a line

# The activation's name -> how a sum is written into it.
WRITTEN = {
    "identity": "{}",
    "step": "[{} > 0]",
    "sigmoid": r"\sigma({})",
    "tanh": r"\tanh({})",
    "relu": r"\max(0; {})",
    "sine": r"\sin({})",
    "gauss": r"\exp(-({})^2)",
    "abs": "|{}|",
    "square": "({})^2",
}
FEATURES = {
    "x1": ("x_1", "{0}"),
    "x2": ("x_2", "{1}"),
    "x1-squared": ("x_1^2", "{0}^2"),
    "x2-squared": ("x_2^2", "{1}^2"),
    "x1x2": (r"x_1 \cdot x_2", r"{0} \cdot {1}"),
    "sin-x1": (r"\sin x_1", r"\sin {0}"),
    "sin-x2": (r"\sin x_2", r"\sin {1}"),
}


def is_part(net: Net, name: str) -> bool:
    """Whether the name is that of an input, a unit, a weight or a bias of the net."""
    return _found(net, name) is not None


def explained_part(state: State, name: str) -> Why:
    """A unit's answer to the first sample, or how the latest update made a weight or bias what it is.

    Raises:
        KeyError: the net has no such part.
    """
    found = _found(state.net, name)
    if found is None:
        raise KeyError(name)
    letter, layer, source, unit = found
    if letter == "u":
        return _of_input(state, unit) if layer == 0 else _of_unit(state, layer, unit)
    return _of_parameter(state, letter, layer, source, unit)


def _found(net: Net, name: str) -> tuple[str, int, int, int] | None:
    """Letter, layer (0 the inputs), input and unit, the last two from 0; the bias's input is the last."""
    letter, *rest = name.split("-")
    if letter not in ("u", "w", "b") or len(rest) != (3 if letter == "w" else 2):
        return None
    if not all(number.isascii() and number.isdigit() and len(number) < 4 for number in rest):
        return None
    layer, *between, unit = (int(number) for number in rest)
    if not (0 if letter == "u" else 1) <= layer <= net.layers or not 1 <= unit <= net.sizes[layer]:
        return None
    if letter == "w" and not 1 <= between[0] <= net.sizes[layer - 1]:
        return None
    source = between[0] - 1 if letter == "w" else net.sizes[layer - 1]
    return letter, layer, source, unit - 1


def _of_input(state: State, unit: int) -> Why:
    name = features_of(state.dials, state.world)[unit]
    formula, filled = FEATURES[name]
    x1, x2 = state.world.points[state.world.places[0]].tolist()
    value = float(state.data.x[0, unit])
    numbers = f"{filled.format(tex.factor(x1), tex.factor(x2))} = {tex.number(value)}"
    return Why(formula, numbers, phrase("labs.playground.why.input"))


def _of_unit(state: State, layer: int, unit: int) -> Why:
    """f(Σ w·x + b) for the first sample learnt from."""
    net = state.net
    inputs = (state.data.x if layer == 1 else state.units[layer - 2])[0]
    weights, bias = net.weights(layer - 1)[:, unit], float(net.biases(layer - 1)[unit])
    terms = [rf"{tex.factor(float(w))} \cdot {tex.factor(float(x))}" for w, x in zip(weights, inputs, strict=True)]
    shown = terms if len(terms) <= MOST_TERMS else [*terms[:MOST_TERMS], r"\dots"]
    activation = net.activations[layer - 1]
    written = WRITTEN.get(activation, "f({})")
    value = float(state.units[layer - 1][0, unit])
    total = " + ".join([*shown, tex.factor(bias)])
    numbers = f"{written.replace('{}', total)} = {tex.number(value)}"
    formula = written.replace("{}", r"\sum w_i x_i + b")
    what = "output" if layer == net.layers else state.ailing.get(f"u-{layer}-{unit + 1}", "unit")
    name = phrase(f"labs.playground.options.activation.{activation}")
    return Why(formula, numbers, phrase(f"labs.playground.why.{what}", activation=name))


def _of_parameter(state: State, letter: str, layer: int, source: int, unit: int) -> Why:
    net = state.net
    place = net.index(layer - 1, source, unit)
    value = float(net.params[place])
    last = latest_update(state)
    if net.frozen is not None and net.frozen[place]:
        return Why(letter, tex.number(value), phrase("labs.playground.why.frozen"))
    if last is None:
        key = "by-hand" if state.training.updates or state.note else "first"
        start = phrase(f"labs.playground.options.start.{state.dials.named('start')}")
        return Why(letter, tex.number(value), phrase(f"labs.playground.why.{key}", start=start))
    formula, numbers = _step(last, letter, place, is_weight=letter == "w")
    rule = phrase(f"labs.playground.options.optimiser.{last.prior.recipe.optimiser.name}")
    return Why(formula, f"{numbers} = {tex.number(value)}", phrase("labs.playground.why.step", rule=rule))


@dataclass(frozen=True, eq=False)
class Update:
    """The latest update: the training right before it and right after."""

    prior: Training
    after: Training


def latest_update(state: State) -> Update | None:
    """The update that made the weights what they are; None before the first, and after a change by hand."""
    if state.before is None or state.training.updates == state.before.updates:
        return None
    prior = train(state.before, state.training.updates - state.before.updates - 1)
    return Update(prior, train(prior, 1))


def _step(update: Update, letter: str, place: int, is_weight: bool) -> tuple[str, str]:
    """The optimiser's rule for one parameter, and the same with the numbers of the latest update."""
    prior, after = update.prior, update.after
    recipe = prior.recipe
    rate = rate_at(recipe.schedule, recipe.rate, prior.epoch)
    before, now = float(prior.net.params[place]), float(after.net.params[place])
    price = _price(prior, place, rate) if is_weight else 0.0
    rule = recipe.optimiser
    formula, kept = rf"{letter} \leftarrow {letter}", tex.number(before)
    if isinstance(rule, AdamW):
        formula = rf"{letter} \leftarrow (1 - \eta \lambda) {letter}"
        kept = rf"(1 - {tex.number(rate)} \cdot {rule.decay}) \cdot {tex.factor(before)}"
        before *= 1 - rate * rule.decay
    sign, pull = _pull(update, place, (before - now - price) / rate if rate else 0.0)
    formula += rf" - \eta \cdot {sign}"
    numbers = rf"{kept} - {tex.number(rate)} \cdot {pull}"
    if is_weight and recipe.regulariser in PLAYGROUND and recipe.strength:
        formula += r" - \eta \lambda " + ("w" if recipe.regulariser == "playground-l2" else r"\text{sign} w")
        numbers += f" - {tex.factor(price)}"
    return formula, numbers


def _pull(update: Update, place: int, found: float) -> tuple[str, str]:
    """What the rate is multiplied by: the gradient, or what the optimiser makes of it; `found` is its number."""
    after = update.after
    rule, t = after.recipe.optimiser, after.updates - after.fresh
    if isinstance(rule, RmsProp):
        size = math.sqrt(float(after.memory[0, place]))
        return r"\frac{g}{\sqrt{s}}", rf"\frac{{{tex.number(found * size)}}}{{{tex.number(size)}}}"
    if isinstance(rule, Adam):
        mean = float(after.memory[0, place]) / (1 - rule.beta1**t)
        size = math.sqrt(float(after.memory[1, place]) / (1 - rule.beta2**t))
        return r"\frac{\hat m}{\sqrt{\hat s}}", rf"\frac{{{tex.number(mean)}}}{{{tex.number(size)}}}"
    return {"sgd": "g", "momentum": "v"}.get(rule.name, r"(g + \mu v)"), tex.factor(found)


def _price(prior: Training, place: int, rate: float) -> float:
    """What the Playground's regulariser takes off by itself."""
    recipe, weight = prior.recipe, float(prior.net.params[place])
    if recipe.regulariser == "playground-l2":
        return rate * recipe.strength * weight
    if recipe.regulariser == "playground-l1":
        return rate * recipe.strength * math.copysign(1.0, weight) if weight else 0.0
    return 0.0
