"""What a run can be taken out as, each form as a text with the end of a file's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tui_nn.labs.lab import Lab, Refused
from tui_nn.labs.points_file import points_text
from tui_nn.labs.run import Run
from tui_nn.labs.text_file import write_text
from tui_nn.locale.phrase import phrase

RUN = ".run"  # the end of a saved run's name


@dataclass(frozen=True)
class Export:
    """One form; ``app.exports.<id>`` is its name."""

    id: str
    suffix: str
    text: Callable[[Run], str]


def exports(lab: Lab) -> tuple[Export, ...]:
    """The forms that a lab has; every lab has the NumPy program, which comes first."""
    return tuple(form for form in _FORMS if _knows(lab, form.id))


def _knows(lab: Lab, id: str) -> bool:
    if id == "points":
        return lab.has_points
    return id not in _METHODS or hasattr(lab, _METHODS[id])


def file_name(run: Run, suffix: str) -> str:
    """A name to begin with: lab, preset and seed."""
    return f"{run.lab_name}-{run.preset}-s{run.seed}{suffix}"


def write(path: Path, text: str) -> None:
    """The text as a file; one that was there is replaced.

    Raises:
        Refused: it cannot be written.
    """
    write_text(path, text, "runs.file")


def address(run: Run) -> str:
    """The address at which the browser's Playground begins as this run does.

    Raises:
        Refused: the lab is another one, or has something that the page does not have.
    """
    from tui_nn.labs.playground.state import State

    if not isinstance(run.lab, State):
        raise Refused(phrase("app.address.none"))
    from tui_nn.labs.playground.address import write

    return write(run.lab)


def _torch(run: Run) -> str:
    lab: Any
    lab, ticks = run.since_edit()
    return str(lab.torch_program(ticks))


def _json(run: Run) -> str:
    lab: Any = run.lab
    return str(lab.as_json())


def _points(run: Run) -> str:
    return points_text(run.lab)


_METHODS = {"torch": "torch_program", "json": "as_json"}  # what a lab has that knows this form
_FORMS = (
    Export("numpy", ".py", Run.program),
    Export("torch", "-torch.py", _torch),
    Export("json", ".json", _json),
    Export("points", ".csv", _points),
)
