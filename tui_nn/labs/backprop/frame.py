"""What the backpropagation lab shows: the network with its numbers, its weights, and how it learns."""

from __future__ import annotations

from tui_nn.engine.activations import sigmoid
from tui_nn.labs.backprop.names import BACK, FORWARD, UPDATE, phase, symbol
from tui_nn.labs.backprop.state import PACES, SOLVED, State, X, Y, hidden_units, names
from tui_nn.labs.frame import Cell, Curve, Curves, Diagram, Frame, Node, Reading, Table, View, Wire
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.backprop"
WAY = 200  # samples of a curve at most
_SIGNS = {"sigmoid": "σ", "relu": "ReLU"}


def shown(state: State) -> Frame:
    """The frame of a state."""
    pictures = (diagram(state), units(state), weights(state), losses(state), examples(state))
    views = View("net", (0,)), View("numbers", (2, 1)), View("learning", (3, 4))
    return Frame(pictures, readings(state), says(state), views)


def readings(state: State) -> tuple[Reading, ...]:
    """How far it is and how well it does with the weights as they are now.

    Number by number, the latest comes first, so that it is the first to be explained.
    """
    latest = (known(state, state.current or state.script[0]),) if PACES[state.pace] == "number" else ()
    return (
        *latest,
        Reading("epoch", state.epoch),
        Reading("example", state.example + 1),
        Reading("step", state.reached),
        Reading("mean", state.loss),
        Reading("right", int(((state.logits > 0) == (Y > 0.5)).sum())),
        Reading("solved", int(state.loss < SOLVED)),
    )


def known(state: State, id: str) -> Reading:
    """A number of the present example; none before its turn."""
    return Reading(id, state.number(id) if id in state.known else None, symbol(id))


def diagram(state: State) -> Diagram:
    """The network: values forward, slopes along the sums back."""
    x = X[state.example]
    inputs = [Node(f"x{i}", symbol(f"x{i}"), 0, _middle(state, i), Reading(f"x{i}", x[i - 1])) for i in (1, 2)]
    sign = _SIGNS[state.net.activations[0]]
    hidden = [
        Node(
            f"h{j}",
            f"{symbol(f'h{j}')} {sign}",
            1,
            j - 1,
            known(state, f"h{j}"),
            known(state, f"d{j}"),
            _mark(state, j),
        )
        for j in hidden_units(state)
    ]
    centre = (state.hidden - 1) / 2
    ends = (
        Node("p", "p σ", 2, centre, known(state, "p"), known(state, "d"), _mark(state, 0)),
        Node("L", "L", 3, centre, known(state, "L"), None, "current" if state.current == "L" else ""),
    )
    wires = [
        Wire(f"x{i}", f"h{j}", Reading(f"w{i}{j}", state.parameter(f"w{i}{j}"), symbol(f"w{i}{j}")))
        for i in (1, 2)
        for j in hidden_units(state)
    ]
    wires += [
        Wire(f"h{j}", "p", Reading(f"v{j}", state.parameter(f"v{j}"), symbol(f"v{j}"))) for j in hidden_units(state)
    ]
    return Diagram("net", (*inputs, *hidden, *ends), (*wires, Wire("p", "L")))


def _middle(state: State, i: int) -> float:
    """The two inputs stand around the middle of the hidden units."""
    return (state.hidden - 1) / 2 + (i - 1.5)


def _mark(state: State, unit: int) -> str:
    """Where the walk is: a hidden unit by its number, the output by 0."""
    if state.current is None:
        return ""
    name = state.current.rpartition("-")[2]
    if name in ("z", "p", "d", "c") or name[0] == "v":
        here = 0
    elif name == "L":
        here = -1
    else:
        here = int(name[-1])
    return "current" if here == unit else ""


def units(state: State) -> Table:
    """Each unit's sum, value and slope."""
    rows: list[tuple[Cell, ...]] = [
        (symbol(f"h{j}"), *(known(state, f"{kind}{j}") for kind in "zhd")) for j in hidden_units(state)
    ]
    rows.append(("p", known(state, "z"), known(state, "p"), known(state, "d")))
    current = next((k for k in range(len(rows)) if _mark(state, (k + 1) % len(rows)) == "current"), None)
    return Table("units", ("unit", "sum", "value", "slope"), tuple(rows), current)


def weights(state: State) -> Table:
    """Each weight and bias, its slope in this example, and what becomes of it."""
    rows = []
    for name in names(state):
        value = Reading(name, state.parameter(name), symbol(name))
        new = known(state, f"n-{name}") if state.updates else Reading(f"n-{name}", None)
        rows.append((symbol(name), value, known(state, f"g-{name}"), new))
    kind, _, name = (state.current or "").rpartition("-")
    current = names(state).index(name) if kind else None
    return Table("weights", ("weight", "before", "gradient", "after"), tuple(rows), current)


def losses(state: State) -> Curves:
    """The mean loss by epoch."""
    history = state.losses
    stride = max(1, history.length // WAY)
    return Curves("losses", (Curve("loss", history.epochs[::stride], history.train[::stride]),))


def examples(state: State) -> Table:
    """The four examples, and what the network answers now."""
    rows = []
    for k, (x, y, z, share) in enumerate(zip(X, Y, state.logits, sigmoid(state.logits), strict=True), 1):
        verdict = phrase(f"{ROOM}.rows.{'right' if (z > 0) == (y > 0.5) else 'wrong'}")
        rows.append((f"{x[0]:g}", f"{x[1]:g}", f"{y:g}", Reading(f"p-{k}", float(share)), verdict))
    return Table("examples", ("x₁", "x₂", "y", "p", "verdict"), tuple(rows), state.example)


def says(state: State) -> Phrase:
    """What just happened, or what to try."""
    if state.note:
        return state.note
    if state.lost:
        return phrase(f"{ROOM}.says.lost", rate=state.rate)
    id = state.current
    if id is None:
        return phrase(f"{ROOM}.says.fresh")
    if not state.complete or PACES[state.pace] == "number":
        return _told(state, id)
    if state.loss < SOLVED:
        return phrase(f"{ROOM}.says.solved", n=state.epoch, loss=state.loss)
    return phrase(f"{ROOM}.says.epoch", n=state.epoch, loss=state.loss)


def _told(state: State, id: str) -> Phrase:
    """The number that was just worked out."""
    value, name = state.number(id), symbol(id)
    if phase(id) == UPDATE:
        weight = id.rpartition("-")[2]
        return phrase(f"{ROOM}.says.update", name=symbol(weight), before=state.parameter(weight), value=value)
    if phase(id) == BACK:
        kind = "gradient" if id.startswith("g-") else "error" if id == "d" else "delta"
        if id == state.script[-1] and not state.updates:
            return phrase(f"{ROOM}.says.gathered", n=state.count + 1)
        return phrase(f"{ROOM}.says.{kind}", name=symbol(id.removeprefix("g-")), value=value)
    assert phase(id) == FORWARD
    kind = "loss" if id == "L" else "sum" if id[0] == "z" else "value"
    return phrase(f"{ROOM}.says.{kind}", name=name, value=value, share=_truth(state))


def _truth(state: State) -> float:
    """The share that the right answer had."""
    y = Y[state.example]
    return float(y * state.run.share + (1 - y) * (1 - state.run.share))
