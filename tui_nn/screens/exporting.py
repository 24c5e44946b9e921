"""What a run can be taken out as, each form as a text with the end of a file's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tui_nn.labs.lab import Lab, Refused
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
    return tuple(form for form in _FORMS if form.id not in _OWN or hasattr(lab, _OWN[form.id]))


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


_OWN: dict[str, str] = {}
_FORMS = (Export("numpy", ".py", Run.program),)
