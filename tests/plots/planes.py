"""Planes to draw: the OR plane and random ones."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st

from tui_nn.labs.frame import Boundary, Plane
from tui_nn.plots.ink import Drawing, Span

OR = Plane(
    np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
    np.array([0, 1, 1, 1]),
    (-0.5, 1.5, -0.5, 1.5),
    (Boundary(np.array([1.0, 1.0]), -0.5),),
    current=2,
    wrong=(2,),
)

SIZES = st.tuples(st.integers(12, 120), st.integers(5, 40))
_numbers = st.floats(-1e4, 1e4)
_spans = st.floats(1e-2, 1e4)


@st.composite
def windows(draw: st.DrawFn) -> tuple[float, float, float, float]:
    x, y = draw(_numbers), draw(_numbers)
    return x, x + draw(_spans), y, y + draw(_spans)


@st.composite
def planes(draw: st.DrawFn) -> Plane:
    """Points in, on the rim of and outside the window; lines of any direction, none among them."""
    x0, x1, y0, y1 = window = draw(windows())
    count = draw(st.integers(1, 12))
    places = st.tuples(st.floats(-0.2, 1.2) | st.sampled_from((0.0, 1.0)), st.floats(-0.2, 1.2))
    points = [(x0 + (x1 - x0) * u, y0 + (y1 - y0) * v) for u, v in (draw(places) for _ in range(count))]
    weights = st.tuples(_numbers, _numbers) | st.just((0.0, 0.0))
    lines = st.builds(lambda w, b, faded: Boundary(np.array(w), b, faded), weights, _numbers, st.booleans())
    return Plane(
        np.array(points),
        np.array(draw(st.lists(st.integers(0, 1), min_size=count, max_size=count))),
        window,
        tuple(draw(st.lists(lines, max_size=3))),
        current=draw(st.none() | st.integers(0, count - 1)),
        wrong=tuple(draw(st.sets(st.integers(0, count - 1)))),
    )


def grid(drawing: Drawing) -> list[list[Span]]:
    """The drawing cell by cell: a span for each."""
    return [[Span(sign, span.ink, span.shaded) for span in row for sign in span.text] for row in drawing]
