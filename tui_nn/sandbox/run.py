"""Starts the sandbox and waits for its outcome, whatever the code in it does."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from typing import Any

HARNESS = Path(__file__).with_name("harness.py")
PATIENCE = 8.0  # seconds on the clock; the harness itself has fewer seconds of the processor
MOST_BYTES = 100_000  # of an outcome
_XCPU = getattr(signal, "SIGXCPU", None)
OUT_OF_TIME = (-_XCPU, 128 + _XCPU) if _XCPU else ()  # as the system says it, and as bubblewrap hands it on
KINDS = frozenset(
    {
        "right",
        "wrong",
        "changed",
        "error",
        "syntax",
        "missing",
        "exit",
        "forbidden",
        "output",
        "memory",
        "time",
        "crash",
    }
)


@dataclass(frozen=True)
class Check:
    """A property: for inputs that `args` makes (Python, with np and rng), `times` of them, both functions agree."""

    args: str
    times: int = 1


@dataclass(frozen=True)
class Task:
    """A learner's code, the function that it is to define, and the author's code that is right."""

    code: str
    function: str
    solution: str
    checks: tuple[Check, ...]


@dataclass(frozen=True)
class Outcome:
    """What became of a task.

    Attributes:
        kind: one of KINDS. "changed": the function has written into its inputs. "crash": the process ended by itself.
        check: which check failed, from 0. line: of the learner's code, from 1; 0 where none is to blame.
        given, expected, got: of the smallest input that failed. text: what Python said. printed: the first of it.
    """

    kind: str
    check: int = 0
    line: int = 0
    given: str = ""
    expected: str = ""
    got: str = ""
    text: str = ""
    printed: str = ""


def outcome_of(task: Task, patience: float = PATIENCE) -> Outcome:
    """Run it in a process of its own, without the environment, and kill that after `patience` seconds."""
    # One thread: more would count against the limit of processes.
    environment = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    with subprocess.Popen(
        [*walls(), sys.executable, "-I", "-B", str(HARNESS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HARNESS.anchor,
        env=environment,
        start_new_session=True,
    ) as process:
        late = threading.Event()

        def end() -> None:
            late.set()
            _kill(process)

        timer = threading.Timer(patience, end)
        timer.start()
        try:
            answer = _asked(process, json.dumps(asdict(task)).encode())
        finally:
            timer.cancel()
            timer.join()
            # Before it is waited for: afterwards its number may be another's.
            _kill(process)
        status = process.wait()
    if late.is_set() or status in OUT_OF_TIME:
        return Outcome("time")
    return _read(answer)


@cache
def walls() -> tuple[str, ...]:
    """The words before a command that shut it in: no network, no files but the system's and Python's, read only.

    No words where bubblewrap is not installed, or may not make the namespaces that it needs.
    """
    found = shutil.which("bwrap")
    if found is None:
        return ()
    system = ("/usr", "/lib", "/lib64", "/bin")
    python = dict.fromkeys((sys.base_prefix, sys.prefix, str(HARNESS.parent)))
    seen = [word for path in (*system, *python) for word in ("--ro-bind-try", path, path)]
    words = (found, "--unshare-all", "--die-with-parent", *seen, "--proc", "/proc", "--dev", "/dev", "--chdir", "/")
    tried = subprocess.run([*words, sys.executable, "-I", "-c", "import numpy"], capture_output=True, check=False)
    return () if tried.returncode else words


def _asked(process: subprocess.Popen[bytes], task: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(task)
        process.stdin.close()
    except BrokenPipeError:
        return b""
    answer = process.stdout.read(MOST_BYTES)
    if len(answer) < MOST_BYTES:
        _ended(process)  # by itself: the status tells who ended it
    return answer


def _ended(process: subprocess.Popen[bytes]) -> None:
    """Wait for its end, and leave the status to be asked for: until then its number stays its own."""
    if hasattr(os, "waitid"):
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
    else:
        process.wait()


def _read(answer: bytes) -> Outcome:
    try:
        told: Any = json.loads(answer)
        outcome = Outcome(**told)
    except (ValueError, TypeError):
        return Outcome("crash")
    return outcome if outcome.kind in KINDS else Outcome("crash")


def _kill(process: subprocess.Popen[bytes]) -> None:
    """The process and all that it has started."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    except (ProcessLookupError, PermissionError):
        pass
