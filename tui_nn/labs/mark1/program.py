"""The Mark I lab as a NumPy program that runs by itself."""

from __future__ import annotations

from tui_nn.engine.arrays import Floats
from tui_nn.engine.history.mark1 import EXCITING, INHIBITING, THRESHOLD, Responses
from tui_nn.engine.letters import FONT
from tui_nn.labs.mark1.state import DECK, POINTS, TEST, TESTS, UNITS, WIRING, State

_HEAD = '''\
"""The Mark I in software: an eye of 20 x 20 points, A-units wired at random, R-units that learn."""

import numpy as np

{symbols}

def deal(count, stream):
    """Cards with one symbol each, shifted, with some dots turned over."""
    rng = np.random.default_rng([{seed}, stream])
    kinds = np.arange(count) % len(symbols)
    moves = rng.integers(0, 2 * {shift} + 1, (count, 2))
    turned = rng.random((count, 20, 20)) < {noise}
    wide = np.pad(symbols, ((0, 0), ({shift}, {shift}), ({shift}, {shift})))
    cards = np.stack([wide[k, r:r + 20, c:c + 20] for k, (r, c) in zip(kinds, moves)])
    return np.abs(cards - turned).reshape(count, {points}), kinds


rng = np.random.default_rng([{seed}, {wiring}])
wires = np.zeros(({all_units}, {points}))
for wire in wires:  # {exciting} points excite the unit, {inhibiting} inhibit it
    chosen = rng.permutation({points})[:{both}]
    wire[chosen[:{exciting}]], wire[chosen[{exciting}:]] = 1, -1
wires = wires[:{units}]

cards, shown = deal({count}, {deck})
new_cards, new_shown = deal({tests}, {test})
active, new_active = (1.0 * (seen @ wires.T >= {threshold}) for seen in (cards, new_cards))


def learn(w, b, seen, kind):
    """Rosenblatt's rule for every R-unit at once."""
    error = (np.arange(len(b)) == kind) - 1.0 * (w @ seen + b > 0)
    return w + error[:, None] * seen, b + error, bool(error.any())


'''

_LOOP = """
place, epoch, steps = {place}, {epoch}, {done}
mistakes, plain_mistakes, corrections = {mistakes}, {plain_mistakes}, {corrections}
for _ in range({steps}):
    if place == len(cards):
        if not mistakes and not plain_mistakes:
            break
        place = mistakes = plain_mistakes = 0
    w, b, wrong = learn(w, b, active[place], shown[place])
    v, c, plain_wrong = learn(v, c, cards[place], shown[place])
    epoch, steps = epoch + (place == 0), steps + 1
    mistakes, corrections, plain_mistakes = mistakes + wrong, corrections + wrong, plain_mistakes + plain_wrong
    place += 1

answers = (new_active @ w.T + b).argmax(axis=1)
print("shown =", steps)
print("epoch =", epoch)
print("mistakes =", mistakes)
print("corrections =", corrections)
print("wrong =", int(((active @ w.T + b).argmax(axis=1) != shown).sum()))
print("accuracy =", int((answers == new_shown).sum()) / len(new_shown))
print("plain =", int(((new_cards @ v.T + c).argmax(axis=1) == new_shown).sum()) / len(new_shown))
for down in range(len(symbols)):
    for across in range(len(symbols)):
        print(f"c-{{down + 1}}-{{across + 1}} =", int(((new_shown == down) & (answers == across)).sum()))
"""


def written(state: State, steps: int) -> str:
    """The program that starts at the state and shows so many cards."""
    head = _HEAD.format(
        symbols=_symbols(state),
        seed=state.seed,
        shift=state.shift,
        noise=repr(state.noise / 100),
        points=POINTS,
        wiring=WIRING,
        all_units=UNITS,
        units=state.units,
        exciting=EXCITING,
        inhibiting=INHIBITING,
        both=EXCITING + INHIBITING,
        threshold=THRESHOLD,
        count=state.count,
        tests=TESTS,
        deck=DECK,
        test=TEST,
    )
    loop = _LOOP.format(
        place=state.place,
        epoch=state.epoch,
        done=state.shown,
        mistakes=state.mistakes,
        plain_mistakes=state.plain_mistakes,
        corrections=state.corrections,
        steps=steps,
    )
    return head + _responses("w", "b", state.machine) + _responses("v", "c", state.plain) + loop


def _symbols(state: State) -> str:
    """The symbols as text: letters of five by seven dots, or one's own cards."""
    if state.own:
        rows = "\n".join(_row(row) for symbol in state.symbols for row in symbol)
        return (
            f"rows = '''\n{rows}\n'''.split()\n"
            "symbols = np.array([[float(dot == '#') for dot in row] for row in rows]).reshape(-1, 20, 20)\n"
        )
    font = ",\n".join(f'    "{" ".join(FONT[name])}"' for name in state.names)
    return (
        f"font = [\n{font},\n]\n"
        "dots = np.array([[[float(dot == '#') for dot in row] for row in letter.split()] for letter in font])\n"
        "symbols = np.pad(np.kron(dots, np.ones((1, 2, 2))), ((0, 0), (3, 3), (5, 5)))\n"
    )


def _row(row: Floats) -> str:
    return "".join("#" if dot else "." for dot in row.tolist())


def _responses(weights: str, biases: str, units: Responses) -> str:
    """The weights where the program starts: zeros, or the whole numbers learnt so far."""
    if not units.weights.any() and not units.biases.any():
        return f"{weights}, {biases} = np.zeros({units.weights.shape}), np.zeros({len(units.biases)})\n"
    rows = ",\n".join(f"    {[int(weight) for weight in row]}" for row in units.weights.tolist())
    return f"{weights} = np.array([\n{rows},\n], dtype=float)\n{biases} = np.array({units.biases.tolist()})\n"
