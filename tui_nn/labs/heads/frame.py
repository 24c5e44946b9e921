"""What the heads lab shows: the answer over the plane and at one point, the losses, and the two lines that change."""

from __future__ import annotations

import threading
from functools import lru_cache

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.mlp import Maps, Net
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Map, Reading, Table, View
from tui_nn.labs.heads.code import LINES, SIGNS, SLOPE, TRUNK
from tui_nn.labs.heads.state import HIDDEN, State, is_tested, wrong_on_map
from tui_nn.labs.heads.world import HEADS, WINDOW, outputs
from tui_nn.locale.phrase import Phrase, phrase

VIEWS = {"answer": (0, 1, 2), "code": (3,), "heads": (4,)}
WAY = 200  # curves of at most so many samples
BORDER = (0.5,)  # where a chance turns from no to yes


def shown(state: State) -> Frame:
    """The frame of a state."""
    pictures = (answers(state), point(state), losses(state), code(state), heads(state))
    views = tuple(View(id, places) for id, places in VIEWS.items())
    return Frame(pictures, readings(state), says(state), views)


def readings(state: State) -> tuple[Reading, ...]:
    """How far it is, how well it does, and what its answers add up to at the point looked at."""
    training = state.training
    _, learnt, tested = state.losses.row(-1)
    score = Reading("r2", state.score, "R²") if state.values else Reading("accuracy", state.score)
    found = [Reading("epoch", training.epoch), Reading("loss", learnt), Reading("test-loss", tested), score]
    if not state.values and state.k > 1:
        found += [
            Reading("sum", float(state.answer.sum()), "Σ"),
            Reading("said", int(state.yes.sum())),
            Reading("not-one", state.not_one),
        ]
    return (*found, Reading("outputs", state.k, "K"))


def answers(state: State) -> Map:
    """What is answered over the plane: the class that wins, the chance of one tag, or one value."""
    there, output = state.world, state.output
    if state.single:
        truth, limits = there.classes.astype(np.float64), (0.0, float(state.k - 1))
    elif state.values:
        truth = there.values[:, output]
        high = float(np.abs(truth).max())
        limits = (-high, high)
    else:
        truth, limits = there.tags[:, output].astype(np.float64), (0.0, 1.0)

    def field(columns: int, rows: int) -> Floats:
        z = _over_plane(state.net, columns, rows)
        seen = z.argmax(axis=1) if state.single else state.kind.readout(z)[:, output]
        return np.asarray(seen, dtype=np.float64).reshape(rows, columns)

    return Map(
        id=f"map-{state.head}",
        field=field,
        window=WINDOW,
        limits=limits,
        points=there.points,
        targets=truth,
        tested=is_tested(there),
        wrong=wrong_on_map(state),
        classes=state.k if state.single else 0 if state.values else 2,
        contours=() if state.single or state.values else BORDER,
        at=state.place,
    )


def point(state: State) -> Table:
    """What the head makes of z at the point looked at; of several chances also what the other head would."""
    if state.values:
        rows: list[tuple[Cell, ...]] = [(_name(state, j), Reading(f"z-{j}", z)) for j, z in _numbered(state.logits)]
        return Table("point", ("output", "y"), tuple(rows))
    columns = [("z", state.logits), ("sigmoid", state.sigmoids)]
    if state.k > 1:
        columns.append(("softmax", state.shares))
    yes = state.yes.tolist()
    rows = []
    for j in range(1, state.k + 1):
        numbers = (Reading(f"{name}-{j}", float(values[j - 1])) for name, values in columns)
        rows.append((_name(state, j), *numbers, phrase(f"labs.heads.rows.{'yes' if yes[j - 1] else 'no'}")))
    if state.k > 1:
        totals = (Reading(f"sum-{name}", float(values.sum())) for name, values in columns[1:])
        rows.append(("Σ", "", *totals, ""))
    return Table("point", ("output", *(name for name, _ in columns), "said"), tuple(rows))


def losses(state: State) -> Curves:
    """The mean loss of the points learnt from and of the others, by epoch."""
    history = state.losses
    stride = max(1, history.length // WAY)
    epochs = history.epochs[::stride]
    curves = Curve("train", epochs, history.train[::stride]), Curve("test", epochs, history.test[::stride])
    return Curves("losses", curves)


def code(state: State) -> Table:
    """The lines of the program: three are the same for every question, two are this one's."""
    head, loss = LINES[state.head]
    lines = (*((line, "same") for line in TRUNK), (head, "head"), (loss, "loss"), (SLOPE, "same"))
    rows = tuple((line, phrase(f"labs.heads.rows.{note}")) for line, note in lines)
    return Table("code", ("line", "note"), rows)


def heads(state: State) -> Table:
    """All five questions, the present one marked."""
    rows = tuple(
        (phrase(f"labs.heads.options.head.{head}"), str(outputs(head, state.classes)), *SIGNS[head]) for head in HEADS
    )
    return Table("heads", ("question", "K", "truth", "answer", "loss"), rows, current=HEADS.index(state.head))


def says(state: State) -> Phrase:
    """What just happened, or what to look at."""
    if state.lost:
        return phrase("labs.heads.says.lost", rate=state.training.recipe.rate)
    if state.note:
        return state.note
    values = {"epoch": state.training.epoch, "score": state.score, "sum": float(state.answer.sum())}
    return phrase(f"labs.heads.says.{state.head}", n=int(state.yes.sum()), **values)


def _name(state: State, j: int) -> Cell:
    """An output's name: what it stands for."""
    if state.values:
        return phrase(f"labs.heads.rows.value-{j}")
    return str(j - 1) if state.single else phrase(f"labs.heads.rows.tag-{j}")


def _numbered(values: Floats) -> list[tuple[int, float]]:
    return list(enumerate(values.tolist(), 1))


def _over_plane(net: Net, columns: int, rows: int) -> Floats:
    return _maps(threading.get_ident(), net.sizes, columns, rows).of(net)[-1].copy()


# Each thread has its own, because their arrays are written over at each use.
@lru_cache(maxsize=16)
def _maps(thread: int, sizes: tuple[int, ...], columns: int, rows: int) -> Maps:
    left, right, bottom, top = WINDOW
    across = left + (np.arange(columns) + 0.5) * ((right - left) / columns)
    down = top - (np.arange(rows) + 0.5) * ((top - bottom) / rows)
    places = np.stack(np.meshgrid(across, down), axis=-1).reshape(-1, 2)
    parameters = 3 * HIDDEN + (HIDDEN + 1) * sizes[-1]
    return Maps(Net(sizes, ("tanh", "identity"), np.zeros(parameters)), places)
