"""One line opens anything: a run, points, a set-up, a share string, an address of the Playground in the browser."""

from __future__ import annotations

from pathlib import Path

from tui_nn.labs.lab import Refused
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import Phrase, phrase

TABLES = (".csv", ".tsv", ".txt")


class Unopened(Exception):
    """It is nothing that can be opened; carries sentences for the learner. Nothing has changed."""

    def __init__(self, *problems: Phrase) -> None:
        super().__init__(*(problem.key for problem in problems))
        self.problems = problems


def opened(text: str, run: Run, *, files: bool = True) -> Run:
    """The run that a line of text leads to: points join the run as it stands, all else is a run of its own.

    Without `files` no path is looked at: the app then runs on someone else's machine.

    Raises:
        Unopened: why it cannot be opened.
    """
    from tui_nn.labs.playground.spec import BadSpec
    from tui_nn.labs.points_file import BadPoints

    text = text.strip().strip("'\"").strip()
    try:
        return _opened(text, run, files)
    except Refused as refused:
        raise Unopened(refused.says) from refused
    except (BadPoints, BadSpec) as bad:
        raise Unopened(*bad.problems) from bad


def _opened(text: str, run: Run, files: bool) -> Run:
    from tui_nn.labs.playground.spec import Spec, load
    from tui_nn.labs.points_file import read_points
    from tui_nn.labs.run_file import read_run
    from tui_nn.labs.share import restore

    if not text:
        raise Unopened(phrase("app.opening.empty"))
    if is_share(text):
        return restore(text)
    if is_address(text):
        return Spec.of_address(text).run()
    if not files:
        raise Unopened(phrase("app.opening.no_files"))
    path = Path(text)
    if path.suffix.lower() == ".toml":
        return load(path).run()
    if path.suffix.lower() not in TABLES:
        return read_run(path)
    if not run.lab.has_points:
        raise Unopened(phrase("app.lab.no_points"))
    return run.edited(read_points(path, run.lab))


def is_share(text: str) -> bool:
    """Whether it begins as a share string does, of this format or a later one."""
    head, slash, _ = text.partition("/")
    return bool(slash) and head[:2] == "nn" and head[2:].isdigit()


def is_address(text: str) -> bool:
    """Whether it looks like an address of the browser's Playground."""
    return text.startswith(("http://", "https://", "#", "playground.tensorflow.org")) or "#activation=" in text
