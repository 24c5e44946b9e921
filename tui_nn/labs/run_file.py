"""A run as a small text file: its share string, under lines that tell a reader what it is.

::

    tui-nn run, version 1
    # lab = playground
    # preset = circle
    # seed = 42
    # steps = 35
    # change at step 0: data = xor
    # train-loss = 0.0123
    nn1/playground/circle/s42/t35/0:data=1-8c1f09ab

The last line alone is what is opened, and its checksum guards it; lines that begin with # are only read by people.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui_nn.labs.lab import Edit, Lab, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.share import LONGEST, restore, share
from tui_nn.labs.text_file import LONGEST_PATH, AnyPath, read_text, shown, write_text
from tui_nn.locale.phrase import phrase

VERSION = 1
MOST_BYTES = LONGEST + 100_000
MOST_CHANGES = 40  # told one by one
MOST_NUMBERS = 8  # of one change

_HEADER = re.compile(r"tui-nn run, version ([0-9]{1,9})")
_WORDS = "runs.file"


def write_run(run: Run, path: AnyPath) -> None:
    """The run up to now as a file that `read_run` opens; a file that was there is replaced.

    Raises:
        Refused: the file cannot be written.
    """
    write_text(path, as_text(run), _WORDS)


def read_run(path: AnyPath) -> Run:
    """The run that a file tells of, bit for bit as it was saved.

    Raises:
        Refused: the file cannot be read, is none of ours, of a later version, cut short or changed.
    """
    lines = [line.strip() for line in read_text(path, MOST_BYTES, _WORDS).splitlines() if line.strip()]
    header = _HEADER.fullmatch(lines[0]) if lines else None
    if not header:
        raise Refused(phrase("runs.file.other", path=shown(path, LONGEST_PATH)))
    if int(header[1]) > VERSION:
        raise Refused(phrase("runs.file.newer", path=shown(path, LONGEST_PATH)))
    try:
        return restore("".join(line for line in lines[1:] if not line.startswith("#")))
    except Refused as refused:
        if refused.says.key in ("runs.share.damaged", "runs.share.other"):
            raise Refused(phrase("runs.file.damaged", path=shown(path, LONGEST_PATH))) from refused
        raise


def as_text(run: Run) -> str:
    """What `write_run` writes."""
    comments = "".join(f"# {line}\n" for line in _told(run))
    return f"tui-nn run, version {VERSION}\n{comments}{share(run)}\n"


def _told(run: Run) -> Iterator[str]:
    yield f"lab = {run.lab_name}"
    yield f"preset = {run.preset}"
    yield f"seed = {run.seed}"
    yield f"steps = {run.step}"
    changes = run.past()
    for step, edit in changes[:MOST_CHANGES]:
        yield f"change at step {step}: {_change(run.lab, edit)}"
    if len(changes) > MOST_CHANGES:
        yield f"… {len(changes) - MOST_CHANGES} changes more"
    for reading in run.lab.frame().readings:
        if reading.value is not None:
            yield f"{reading.id} = {reading.value!r}"


def _change(lab: Lab, edit: Edit) -> str:
    if edit.verb == "set":
        name, value = edit.args
        names = next((knob.names for knob in lab.knobs if knob.id == name), ())
        return f"{name} = {names[int(value)] if names else f'{value:g}'}"
    numbers = " ".join(f"{number:g}" if isinstance(number, float) else number for number in edit.args[:MOST_NUMBERS])
    return f"{edit.verb} {numbers}{' …' if len(edit.args) > MOST_NUMBERS else ''}"
