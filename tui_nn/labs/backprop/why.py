"""Where the numbers of the backpropagation lab come from: sums, values, and the products of the chain rule."""

from __future__ import annotations

from tui_nn.labs import tex
from tui_nn.labs.backprop.frame import ROOM, shown
from tui_nn.labs.backprop.names import in_tex, place
from tui_nn.labs.backprop.state import INERTIA, RULES, UPDATES, State, X, Y
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import phrase

_MOST = 4  # products that are written out
_COUNTS = {"epoch": "k", "example": "i", "step": "k", "right": "n", "solved": r"L < 0.1"}


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    value = {number.id: number.value for number in shown(state).numbers()}[reading]
    formula, numbers, topic = _steps(state, reading)
    says = phrase(f"{ROOM}.why.{topic}")
    return worked_out(formula, numbers, value, says)


def _steps(state: State, id: str) -> tuple[str, str, str]:
    """The formula, its numbers without the result, and which sentence goes with it."""
    if id in _COUNTS:
        return _COUNTS[id], "", id
    if id == "mean":
        return r"\frac{1}{4} \sum_{i=1}^{4} L_i", "", "mean"
    if id.startswith("p-"):
        return r"p = \sigma(z)", rf"\sigma({tex.number(float(state.logits[int(id[2:]) - 1]))})", "answer"
    kind, _, name = id.rpartition("-")
    if kind == "g":
        return _slope(state, name)
    if kind == "n":
        return _update(state, name)
    if id[0] == "x":
        return in_tex(id), "", "input"
    if id[0] in "wvbc":
        return in_tex(id), "", "weight"
    return _back(state, id) if id[0] == "d" else _forward(state, id)


def _forward(state: State, id: str) -> tuple[str, str, str]:
    run = state.run
    if id == "L":
        share = "p" if Y[state.example] else "(1 - p)"
        p = run.share if Y[state.example] else 1 - run.share
        return rf"L = -\log {share}", rf"-\log {tex.factor(p)}", "loss"
    if id == "p":
        return r"p = \sigma(z)", rf"\sigma({tex.number(run.logit)})", "share"
    if id == "z":
        return _sum(state, "z", [(f"v{j}", f"h{j}") for j in range(1, state.hidden + 1)], "c")
    j = id[1:]
    if id[0] == "h":
        if state.net.activations[0] == "relu":
            return rf"h_{{{j}}} = \max(0; z_{{{j}}})", rf"\max(0; {tex.number(state.number(f'z{j}'))})", "relu"
        return rf"h_{{{j}}} = \sigma(z_{{{j}}})", rf"\sigma({tex.number(state.number(f'z{j}'))})", "value"
    return _sum(state, f"z_{{{j}}}", [(f"w1{j}", "x1"), (f"w2{j}", "x2")], f"b{j}")


def _sum(state: State, left: str, products: list[tuple[str, str]], bias: str) -> tuple[str, str, str]:
    """Weights times what goes in, and the bias."""
    if len(products) > _MOST:
        return rf"{left} = \sum_j v_j h_j + c", "", "sum"
    formula = " + ".join(f"{in_tex(weight)} {in_tex(into)}" for weight, into in products)
    numbers = " + ".join(
        rf"{tex.factor(state.parameter(weight))} \cdot {tex.factor(_input(state, into))}" for weight, into in products
    )
    return f"{left} = {formula} + {in_tex(bias)}", f"{numbers} + {tex.factor(state.parameter(bias))}", "sum"


def _input(state: State, name: str) -> float:
    """What goes into a weight: an input or a hidden unit's value."""
    return float(X[state.example][int(name[1]) - 1]) if name[0] == "x" else state.number(name)


def _back(state: State, id: str) -> tuple[str, str, str]:
    run = state.run
    if id == "d":
        return r"\delta = p - y", f"{tex.number(run.share)} - {tex.number(float(Y[state.example]))}", "error"
    j = id[1:]
    bend = rf"h_{{{j}}} (1 - h_{{{j}}})" if state.net.activations[0] == "sigmoid" else f"[z_{{{j}}} > 0]"
    numbers = r" \cdot ".join(
        (tex.factor(run.error), tex.factor(state.parameter(f"v{j}")), tex.factor(float(run.bends[int(j) - 1])))
    )
    return rf"\delta_{{{j}}} = \delta \cdot v_{{{j}}} \cdot {bend}", numbers, "delta"


def _slope(state: State, name: str) -> tuple[str, str, str]:
    """δ of the unit that the weight leads into, times what came in."""
    delta = "d" if name[0] in "vc" else f"d{name[-1]}"
    left = rf"\frac{{\partial L}}{{\partial {in_tex(name)}}}"
    if name[0] in "bc":
        return f"{left} = {in_tex(delta)}", "", "bias"
    into = f"h{name[1]}" if name[0] == "v" else f"x{name[1]}"
    numbers = rf"{tex.factor(state.number(delta))} \cdot {tex.factor(_input(state, into))}"
    return rf"{left} = {in_tex(delta)} \cdot {in_tex(into)}", numbers, "gradient"


def _update(state: State, name: str) -> tuple[str, str, str]:
    """What the rule makes of the slope."""
    weight, before = in_tex(name), tex.number(state.parameter(name))
    rule = RULES[state.rule]
    if rule == "nothing":
        return f"{weight}' = {weight}", "", "nothing"
    at = place(name, state.hidden)
    slope = "g" if UPDATES[state.update] == "each" else r"\bar g"
    step = state.used
    if rule == "momentum":
        slope, step = rf"({tex.number(INERTIA)} u + {slope})", state.pushed
    numbers = rf"{before} - {tex.number(state.rate)} \cdot {tex.factor(float(step[at]))}"
    topic = rule if UPDATES[state.update] == "each" else f"{rule}-all"
    return rf"{weight}' = {weight} - \eta \cdot {slope}", numbers, topic
