"""What the gates lab shows, and where its numbers come from."""

from __future__ import annotations

from tui_nn.labs.frame import Diagram, Frame, Node, Reading, Table, Wire
from tui_nn.labs.gates.state import WIRES, State
from tui_nn.labs.lab import Why
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.gates"


def shown(state: State) -> Frame:
    """The frame of a state."""
    return Frame((diagram(state), table(state)), readings(state), says(state))


def readings(state: State) -> tuple[Reading, ...]:
    """How far the table is, how often the unit fired, and how many rows are as they should be."""
    outputs = [(state.output(row), state.wanted(row)) for row in state.done]
    has_target = state.target != "none"
    right = sum(got == wanted for got, wanted in outputs) if has_target else None
    return (
        Reading("rows", state.shown),
        Reading("fired", sum(got for got, _ in outputs)),
        Reading("right", right),
        Reading("wrong", None if right is None else state.shown - right),
        Reading("excited", state.excited(state.row) if state.row else None),
        Reading("output", state.output(state.row) if state.row else None, "y"),
    )


def diagram(state: State) -> Diagram:
    """Inputs, units and wires, with what is on in the row that was worked out last."""
    settings, row = state.settings, state.row
    last = 2 if state.layers == 2 else 1
    nodes = [
        Node(f"x{k}", f"x{'₁₂₃'[k - 1]}", 0, k, mark=_mark(row[k - 1] if row else None)) for k in _count(state.inputs)
    ]
    wires: list[Wire] = []
    if state.layers == 2:
        hidden = state.hidden(row) if row else ()
        for k, (unit, letter) in enumerate((("h1", "a"), ("h2", "b")), 1):
            mark = _mark(hidden[k - 1] if hidden else None)
            nodes.append(Node(unit, f"h{'₁₂'[k - 1]}: ≥ {settings[f'theta-{k}']}", 1, k, mark=mark))
            wires += [_wire(f"x{i}", unit, settings[f"{letter}{i}"]) for i in (1, 2)]
    fired = _out(state) if row else None
    nodes.append(Node("y", f"y: ≥ {settings['theta']}", last, (1 + len(state.wires)) / 2, mark=_mark(fired)))
    before = "h" if state.layers == 2 else "x"
    wires += [_wire(f"{before}{k}", "y", wire) for k, wire in enumerate(state.wires, 1)]
    return Diagram("units", tuple(nodes), tuple(wires))


def table(state: State) -> Table:
    """The truth table as far as it has been worked out."""
    inner = ("h₁", "h₂") if state.layers == 2 else ()
    heads = (*(f"x{'₁₂₃'[k - 1]}" for k in _count(state.inputs)), *inner, "y", "wanted")
    rows = []
    for k, row in enumerate(state.rows):
        known = k < state.shown
        wanted = state.wanted(row)
        tail = (*state.hidden(row), state.output(row)) if known else ("",) * (1 + len(inner))
        rows.append((*map(str, row), *map(str, tail), "" if wanted is None else str(wanted)))
    return Table("truth", heads, tuple(rows), state.shown - 1 if state.shown else None)


def says(state: State) -> Phrase:
    """What just happened."""
    if state.row is None:
        return phrase(f"{ROOM}.says.start")
    if state.shown == len(state.rows) and state.target != "none":
        wrong = sum(state.output(row) != state.wanted(row) for row in state.rows)
        if not wrong:
            return phrase(f"{ROOM}.says.solved", target=phrase(f"{ROOM}.options.target.{state.target}"))
        return phrase(f"{ROOM}.says.failed", n=wrong)
    if _inhibited(state):
        return phrase(f"{ROOM}.says.inhibited")
    key = "fires" if _out(state) else "rests"
    return phrase(f"{ROOM}.says.{key}", n=state.excited(state.row), theta=state.settings["theta"])


def explained(state: State, reading: str) -> Why:
    """The explanation of a number that the frame shows.

    Raises:
        KeyError: no reading of that id is shown.
    """
    values = {number.id: number.value for number in shown(state).numbers()}
    value = values[reading]
    says = phrase(f"{ROOM}.why.{reading}")
    number = r"\dots" if value is None else str(value)
    if reading == "excited" and state.row:
        terms = [str(on) for on, wire in zip(state.into(state.row), state.wires, strict=True) if wire == 1]
        return Why(r"s = \sum_{i} x_i", f"{' + '.join(terms) or '0'} = {number}", says)
    if reading == "output" and state.row:
        if _inhibited(state):
            return Why(r"y = 0", number, phrase(f"{ROOM}.why.inhibited"))
        return Why(r"y = [s \geq \theta]", rf"[{values['excited']} \geq {state.settings['theta']}] = {number}", says)
    if reading in ("fired", "right", "wrong") and value is not None:
        total = state.shown
        counted = {"fired": "y_k", "right": "[y_k = t_k]", "wrong": r"[y_k \neq t_k]"}[reading]
        return Why(
            rf"\sum_{{k=1}}^{{{total}}} {counted}", rf"{' + '.join(_counts(state, reading)) or '0'} = {number}", says
        )
    return Why("n", number, says)


def _counts(state: State, reading: str) -> list[str]:
    """Row by row, 1 where it counts."""
    outputs = [(state.output(row), state.wanted(row)) for row in state.done]
    return [
        str(int({"fired": got == 1, "right": got == want, "wrong": got != want}[reading])) for got, want in outputs
    ]


def _inhibited(state: State) -> bool:
    row = state.row
    return row is not None and any(on and wire == -1 for on, wire in zip(state.into(row), state.wires, strict=True))


def _out(state: State) -> int:
    return state.output(state.row) if state.row else 0


def _count(inputs: int) -> range:
    return range(1, inputs + 1)


def _mark(on: int | None) -> str:
    return "" if on is None else "on" if on else "off"


def _wire(start: str, end: str, value: int) -> Wire:
    kind = {"inhibits": "inhibits", "none": "faded", "excites": "excites"}[WIRES[value + 1]]
    return Wire(start, end, kind=kind)
