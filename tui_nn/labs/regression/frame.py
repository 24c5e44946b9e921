"""What the regression lab shows: the line and its residuals, the loss surface, the sums of the normal equation."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tui_nn.engine import linear
from tui_nn.engine.arrays import Floats
from tui_nn.labs.frame import Boundary, Cell, Curve, Curves, Frame, Map, Plane, Reading, Residuals, Table, View
from tui_nn.labs.regression.state import EQUATION, HAND, MAE, MSE, State, clean
from tui_nn.locale.phrase import Phrase, phrase

ROWS = 40  # of the table of points
MOST_OF_PATH = 80  # places of the way down that are drawn
MOST_ON_SURFACE = 60  # points that the surface of the MAE is worked out from
DEEPEST = 1e-4  # the surface's lowest colour, as a share of its highest loss
CONTOURS = 7
WAY = 200  # curves of at most so many samples
VIEWS = {"descent": (0, 1, 2), "points": (0, 3), "equation": (0, 4)}
UNWALKED = {**VIEWS, "descent": (0, 1)}  # by hand or in one stroke: losses step by step would be an empty chart
# What each way to the line is watched by, the most important first; what is not named comes behind.
WATCHED = {
    HAND: ("steps", "mse", "least", "mae"),
    EQUATION: ("steps", "mse", "w0", "w1", "w2", "least"),
    MSE: ("steps", "mse", "limit", "w0", "w1", "w2", "least", "condition"),
    MAE: ("steps", "mae", "least", "mse"),
}


def shown(state: State) -> Frame:
    """The frame of a state."""
    pictures = (plane(state), surface(state), losses(state), points(state), sums(state))
    walked = state.method in (MSE, MAE)
    views = tuple(View(id, places) for id, places in (VIEWS if walked else UNWALKED).items())
    return Frame(pictures, readings(state), says(state), views)


def readings(state: State) -> tuple[Reading, ...]:
    """What there is to know, the most important for this way to the line first."""
    names = ("w₀", "w₁", "w₂")
    weights = [Reading(f"w{k}", value, names[k]) for k, value in enumerate(state.weights)]
    slopes = [Reading(f"g{k}", value, f"g{'₀₁₂'[k]}") for k, value in enumerate(state.slope.tolist())]
    condition = linear.condition(state.matrix)
    all_of_them = (
        Reading("steps", state.steps),
        Reading("mse", finite(clean(state, state.mse)), "MSE"),
        Reading("mae", finite(state.mae if clean(state, state.mae**2) else 0.0), "MAE"),
        *weights,
        Reading("least", state.least),
        Reading("limit", linear.rate_limit(state.matrix), "2/λ"),
        Reading("condition", finite(condition), "κ"),
        *slopes,
    )
    watched = WATCHED[state.method]
    return tuple(sorted(all_of_them, key=lambda it: watched.index(it.id) if it.id in watched else len(watched)))


def plane(state: State) -> Plane:
    """The points with the line, and faded the one that the squares like best."""
    places = np.array(state.points)
    here, best = state.line, _raw_best(state)
    lines = [
        Boundary(np.array([slope, -1.0]), first, faded) for (first, slope), faded in ((best, True), (here, False))
    ]
    told = here[0] + here[1] * places[:, 0]
    return Plane(
        points=places,
        classes=np.zeros(len(places), dtype=np.int64),
        window=(*_room(places[:, 0]), *_room(np.append(places[:, 1], 0.0))),
        boundaries=tuple(lines if state.method != HAND else lines[1:]),
        axes=("x", "y"),
        residuals=Residuals(told, state.squares),
    )


def surface(state: State) -> Map | Table:
    """The logarithm of the loss over both weights, and the way down so far."""
    if state.twin:
        return Table("surface", ("hint",), ((phrase("labs.regression.hints.twin"),),))
    path = _path(state)
    w0, w1 = state.best[:2].tolist()
    window = (*_around(w0, path[:, 0]), *_around(w1, path[:, 1]))
    loss = _loss_over(state)
    corners = loss(np.array(window[:2])[None, :], np.array(window[2:])[:, None])
    high = math.log10(max(float(corners.max()), 1e-300))
    low = math.log10(max(state.least or 0.0, 10**high * DEEPEST))

    def field(columns: int, rows: int) -> Floats:
        across = np.linspace(window[0], window[1], 2 * columns + 1)[1::2]
        up = np.linspace(window[3], window[2], 2 * rows + 1)[1::2]
        return np.log10(np.maximum(loss(across[None, :], up[:, None]), 1e-300))

    return Map(
        id="surface",
        field=field,
        window=window,
        limits=(low, max(high, low + 1e-9)),
        points=path,
        targets=np.full(len(path), high),
        tested=np.zeros(len(path), dtype=np.bool_),
        classes=0,
        contours=tuple(np.linspace(low, high, CONTOURS + 2)[1:-1].tolist()),
        axes=("w₀", "w₁"),
    )


def losses(state: State) -> Curves:
    """Both losses, step by step."""
    history = state.losses
    stride = max(1, history.length // WAY)
    steps = history.epochs[::stride]
    return Curves(
        "losses", (Curve("mse", steps, history.train[::stride]), Curve("mae", steps, history.test[::stride])), "step"
    )


def points(state: State) -> Table:
    """The first points with what the line tells of them."""
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        tuple(Reading(f"{name}-{k}", value) for name, value in columns.items())
        for k, columns in enumerate(rows_of(state), 1)
    )
    return Table("points", ("x", "y", "ŷ", "y−ŷ"), rows)


def rows_of(state: State) -> list[dict[str, float]]:
    """x, y, the line's answer and the residual of the points that the table shows."""
    told = state.told.tolist()
    return [
        {"x": x, "y": y, "told": told[k], "residual": y - told[k]} for k, (x, y) in enumerate(state.points[:ROWS])
    ]


def sums(state: State) -> Table:
    """XᵀX beside Xᵀy."""
    gram, right = state.matrix.T @ state.matrix, state.matrix.T @ state.y
    heads = ("1", "x", "x")[: len(right)]
    rows: list[tuple[Cell, ...]] = []
    for i, head in enumerate(heads):
        products = [Reading(f"a-{i}-{j}", value) for j, value in enumerate(gram[i].tolist())]
        rows.append((head, *products, Reading(f"b-{i}", float(right[i]))))
    return Table("sums", ("xtx", *heads, "y"), tuple(rows))


def says(state: State) -> Phrase:
    """What just happened, or what to try."""
    if state.lost:
        return phrase("labs.regression.says.lost", rate=state.rate)
    if state.note:
        return state.note
    if state.method == HAND:
        return phrase("labs.regression.says.hand", mse=clean(state, state.mse), least=state.least or 0.0)
    if state.method == EQUATION:
        key = (
            "singular"
            if state.solved and linear.is_singular(state.matrix)
            else "solved"
            if state.solved
            else "equation"
        )
        return phrase(f"labs.regression.says.{key}", mse=clean(state, state.mse))
    if state.method == MAE:
        return phrase("labs.regression.says.mae", steps=state.steps, mae=state.mae)
    limit, mse = linear.rate_limit(state.matrix), clean(state, state.mse)
    key = "wild" if state.rate > limit else "mse"
    return phrase(f"labs.regression.says.{key}", steps=state.steps, mse=mse, rate=state.rate, limit=limit)


def finite(value: float) -> float | None:
    """The number, or None where there is none to show."""
    return value if math.isfinite(value) else None


def _raw_best(state: State) -> tuple[float, float]:
    first, slope = linear.least_squares(linear.design(state.raw), state.y).tolist()
    return first, slope


def _room(values: Floats) -> tuple[float, float]:
    """From a little below the least to a little above the greatest."""
    low, high = float(values.min()), float(values.max())
    rim = 0.08 * (high - low) or 1.0
    return low - rim, high + rim


def _path(state: State) -> Floats:
    """The way down, (places, 2), its latest places the last."""
    way = np.column_stack([state.path.train, state.path.test])
    return way[:: -max(1, len(way) // MOST_OF_PATH)][::-1]


def _around(centre: float, seen: Floats) -> tuple[float, float]:
    """Both sides of the best weight alike, so that all of the way is in; a way that runs wild is let go."""
    reach = np.abs(seen - centre)
    near = reach[reach < 1e4 * max(1.0, abs(centre))]
    side = 1.15 * max(float(near.max()) if near.size else 0.0, 0.5 * abs(centre), 0.5)
    return centre - side, centre + side


def _loss_over(state: State) -> Callable[[Floats, Floats], Floats]:
    """The loss at w₀ and w₁, arrays that fit each other; of squares by their sums, so that no point is visited."""
    x, y = state.x, state.y
    if state.method != MAE:
        means = (x.mean(), y.mean(), (x * x).mean(), (x * y).mean(), (y * y).mean())
        mx, my, mxx, mxy, myy = map(float, means)
        return lambda a, b: myy + a * a + b * b * mxx + 2 * (a * b * mx - a * my - b * mxy)
    few = np.linspace(0, len(x) - 1, min(len(x), MOST_ON_SURFACE)).astype(np.int64)
    return lambda a, b: np.abs(a[..., None] + b[..., None] * x[few] - y[few]).mean(axis=-1)
