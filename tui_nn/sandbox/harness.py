"""What runs inside the sandbox, as a program of its own: the task comes in as JSON, the outcome goes out as JSON.

It knows nothing of the rest of the project. Limits are set before any of the learner's lines runs, and cannot be
raised afterwards by anyone but the system's administrator.
"""

from __future__ import annotations

import copy
import io
import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np

NAME = "<code>"
CPU = 4  # seconds
MEMORY = 512 * 2**20  # bytes beyond what NumPy takes
UNKNOWN = 4 * 2**30  # what it takes, where the system does not tell: more than it can be
MOST_PRINTED, KEPT = 100_000, 1_000  # characters
MOST_SHOWN = 240  # characters of a value
SHOTS = ("os.fork", "os.forkpty", "os.exec", "os.posix_spawn", "os.spawn", "os.system", "subprocess.Popen")
DOORS = ("socket.", "ctypes.", "os.kill", "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink")
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND

Function = Callable[..., Any]


class Forbidden(BaseException):
    """The code wanted something that is locked here."""


class Flood(BaseException):
    """The code printed without end."""


class Pad(io.TextIOBase):
    """Takes what is printed, up to a limit."""

    def __init__(self) -> None:
        self.kept, self.count = "", 0

    def write(self, text: str) -> int:
        """Keep the first of it; raise Flood when it is far too much."""
        self.count += len(text)
        self.kept += text[: KEPT - len(self.kept)]
        if self.count > MOST_PRINTED:
            raise Flood
        return len(text)


def limit() -> None:
    """Time, memory, files and processes, where the system knows such limits."""
    try:
        import resource
    except ImportError:
        return
    try:
        taken = int(Path("/proc/self/statm").read_text("ascii").split()[0]) * resource.getpagesize()
    except OSError:
        taken = UNKNOWN
    for name, most in (
        ("RLIMIT_CPU", CPU),
        ("RLIMIT_AS", taken + MEMORY),
        ("RLIMIT_FSIZE", 0),
        ("RLIMIT_NPROC", 0),
        ("RLIMIT_NOFILE", 32),
        ("RLIMIT_CORE", 0),
    ):
        # At the hard limit of time a process is killed as if memory had run out; the soft one, before it, says why.
        hard = most + 1 if name == "RLIMIT_CPU" else most
        resource.setrlimit(getattr(resource, name), (most, hard))


def lock() -> None:
    """No processes, no network, no files but Python's own: told as what it is, not as a system's error."""
    own = tuple({sys.prefix, sys.base_prefix, str(Path(np.__file__).parents[1]), "/dev/null"})

    def hear(event: str, args: tuple[Any, ...]) -> None:
        if event.startswith((*SHOTS, *DOORS)):
            raise Forbidden(event)
        if event == "open" and not isinstance(args[0], int):
            written = bool((args[2] or 0) & WRITING)
            if written or not os.fsdecode(args[0]).startswith(own):
                raise Forbidden(event)

    sys.addaudithook(hear)


def examined(task: dict[str, Any]) -> dict[str, Any]:
    """The outcome of a task, apart from what kills the process."""
    made: dict[str, Any] = {"np": np, "__name__": "exercise"}
    try:
        exec(compile(task["code"], NAME, "exec"), made)
    except SyntaxError as error:
        return {"kind": "syntax", "line": error.lineno or 0, "text": error.msg}
    function = made.get(task["function"])
    if not callable(function):
        return {"kind": "missing"}
    right: dict[str, Any] = {"np": np}
    exec(task["solution"], right)
    for index, check in enumerate(task["checks"]):
        for args in inputs(check["args"], check["times"], index):
            failure = tried(function, right[task["function"]], args)
            if failure:
                return {**failure, "check": index}
    return {"kind": "right"}


def inputs(source: str, times: int, seed: int) -> Iterator[tuple[Any, ...]]:
    """The generated inputs of a check, the smallest first."""
    random = np.random.default_rng(seed)
    made = [eval(source, {"np": np, "rng": random}) for _ in range(times)]
    whole = [args if isinstance(args, tuple) else (args,) for args in made]
    yield from sorted(whole, key=size)


def size(args: tuple[Any, ...]) -> tuple[int, float]:
    """How large an input is: how many numbers, then how large they are."""
    arrays = [np.asarray(part, dtype=float) for part in args]
    with np.errstate(all="ignore"):
        return sum(part.size for part in arrays), float(sum(np.abs(part).sum() for part in arrays))


def tried(function: Function, solution: Function, args: tuple[Any, ...]) -> dict[str, Any] | None:
    """What went wrong with one input; None if nothing did."""
    given = ", ".join(map(told, args))
    with np.errstate(all="ignore"):
        expected = solution(*copy.deepcopy(args))
        mine = copy.deepcopy(args)
        try:
            got = function(*mine)
        except Exception as error:  # noqa: BLE001, it is the learner who may raise anything
            return {**failed(error), "given": given}
    if not all(same(after, before) for after, before in zip(mine, args, strict=True)):
        return {"kind": "changed", "given": given}
    if same(got, expected):
        return None
    return {"kind": "wrong", "given": given, "expected": told(expected), "got": told(got)}


def same(got: Any, expected: Any) -> bool:
    """Whether two values are the same: shape, kind of float, and numbers but for rounding."""
    if isinstance(expected, tuple):
        return isinstance(got, tuple) and len(got) == len(expected) and all(map(same, got, expected))
    try:
        found, wanted = np.asarray(got), np.asarray(expected)
        if found.shape != wanted.shape:
            return False
        if isinstance(expected, np.ndarray) and wanted.dtype.kind == "f" and found.dtype != wanted.dtype:
            return False
        rounding = 1e-3 if wanted.dtype.itemsize < 8 else 1e-7
        return bool(np.allclose(found, wanted, rtol=rounding, atol=rounding * 1e-2, equal_nan=True))
    except (TypeError, ValueError):
        return False


def told(value: Any) -> str:
    """A value on one line, not too long."""
    if isinstance(value, np.ndarray):
        text = np.array2string(value, precision=6, threshold=24, separator=", ")
        text = f"{text} ({value.dtype}, {value.shape})" if value.dtype != np.float64 or not value.size else text
    else:
        text = repr(value.item() if isinstance(value, np.generic) else value)
    text = " ".join(text.split())
    return text if len(text) <= MOST_SHOWN else text[: MOST_SHOWN - 1] + "…"


def failed(error: BaseException) -> dict[str, Any]:
    """An exception of the learner's, with the last of their lines on its way."""
    if isinstance(error, MemoryError):
        return {"kind": "memory"}
    # Not by the module `traceback`: it looks for the file of each line, and files are locked.
    lines, step = [], error.__traceback__
    while step:
        if step.tb_frame.f_code.co_filename == NAME:
            lines.append(step.tb_lineno)
        step = step.tb_next
    text = " ".join(f"{type(error).__name__}: {error}".split())[:MOST_SHOWN]
    return {"kind": "error", "line": lines[-1] if lines else 0, "text": text}


def main() -> None:
    """Read the task, examine it, report."""
    task = json.loads(sys.stdin.buffer.read())
    report = os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nowhere, stream)
    pad = Pad()
    sys.stdout = sys.stderr = pad
    limit()
    lock()
    try:
        outcome = examined(task)
    except SystemExit:
        outcome = {"kind": "exit"}
    except Forbidden as wish:
        outcome = {"kind": "forbidden", "text": str(wish)}
    except Flood:
        outcome = {"kind": "output"}
    except BaseException as error:  # noqa: BLE001, whatever a learner can raise ends here
        outcome = failed(error)
    os.write(report, json.dumps({**outcome, "printed": pad.kept}).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
