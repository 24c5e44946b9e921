"""Ways through the perceptron lab that its tests share."""

from __future__ import annotations

from hypothesis import strategies as st

from tui_nn.labs.frame import Table
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.perceptron.lab import PerceptronLab

number = st.floats(-3, 3).map(lambda x: round(x, 2))
target = st.integers(0, 1).map(float)

edits = st.one_of(
    st.builds(lambda *args: Edit("add", args), number, number, target),
    st.builds(lambda *args: Edit("move", args), st.integers(0, 3).map(float), number, number),
    st.builds(lambda i: Edit("delete", (float(i),)), st.integers(0, 3)),
    st.lists(st.tuples(number, number, target), min_size=1, max_size=4).map(
        lambda rows: Edit("load", tuple(value for row in rows for value in row))
    ),
    st.sampled_from(
        [Edit("set", (knob.id, value)) for knob in PerceptronLab.knobs for value in knob.values],
    ),
)

# A walk: a preset, a seed, and edits with ticks between them.
walks = st.tuples(
    st.sampled_from(PerceptronLab.presets),
    st.integers(0, 50),
    st.lists(st.one_of(st.integers(0, 130), edits), max_size=6),
)


def ticked(lab: PerceptronLab, ticks: int) -> PerceptronLab:
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def walked(walk: tuple[str, int, list[int | Edit]]) -> PerceptronLab:
    """The lab at the end of a walk; refused edits change nothing."""
    preset, seed, steps = walk
    lab = PerceptronLab.start(preset, seed)
    for step in steps:
        try:
            lab = ticked(lab, step) if isinstance(step, int) else lab.edit(step)
        except Refused:
            continue
    return lab


def finished(preset: str, *settings: tuple[str, str | float], seed: int = 0) -> PerceptronLab:
    lab = PerceptronLab.start(preset, seed)
    for setting in settings:
        lab = lab.edit(Edit("set", setting))
    while not lab.finished:
        lab = lab.tick()
    return lab


def readings(lab: PerceptronLab) -> dict[str, float | int | None]:
    return {reading.id: reading.value for reading in lab.frame().readings}


def rows(lab: PerceptronLab, table: str) -> list[list[float | int | None]]:
    """The values of a table's cells."""
    found = next(picture for picture in lab.frame().pictures if isinstance(picture, Table) and picture.id == table)
    return [[getattr(cell, "value", None) for cell in row] for row in found.rows]
