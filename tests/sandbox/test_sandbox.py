"""The sandbox: right is right, the smallest failing input is shown, and whatever the code does, it ends in time."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui_nn.sandbox.run import Check, Outcome, Task, outcome_of, walls

RIGHT = "def double(x):\n    return 2 * x\n"
CHECKS = (
    Check("np.array([1.0])"),
    Check("rng.normal(0, 100, size=rng.integers(0, 6))", 20),
    Check("np.array([1.5], dtype=np.float32)"),
)


def outcome(code: str, checks: tuple[Check, ...] = CHECKS) -> Outcome:
    return outcome_of(Task(code, "double", RIGHT, checks))


@pytest.mark.parametrize("code", [RIGHT, "def double(x):\n    print('hello')\n    return x + x"])
def test_what_agrees_with_the_solution_is_right(code: str) -> None:
    assert outcome(code).kind == "right"


def test_the_smallest_failing_input_is_shown() -> None:
    found = outcome("def double(x):\n    return 2 * x if x.size < 3 else 2 * x[:3]")
    assert (found.kind, found.check) == ("wrong", 1)
    assert found.given.count(",") == 3
    assert found.got.count(",") == 2


def test_an_empty_input_that_fails_is_the_smallest() -> None:
    found = outcome("def double(x):\n    return 2 * x if x.size else 0.0")
    assert found.given == "[] (float64, (0,))"


def test_another_kind_of_float_is_wrong() -> None:
    found = outcome("def double(x):\n    return 2 * x.astype(float)")
    assert (found.kind, found.check) == ("wrong", 2)
    assert "float32" in found.given


def test_inputs_must_be_left_alone() -> None:
    assert outcome("def double(x):\n    x *= 2\n    return x").kind == "changed"


@pytest.mark.parametrize(
    ("code", "kind", "line"),
    [
        ("def double(x)\n    return x", "syntax", 1),
        ("def double(x):\n    return 2 * y", "error", 2),
        ("1 / 0\n" + RIGHT, "error", 1),
        ("def triple(x):\n    return 3 * x", "missing", 0),
        ("import sys\nsys.exit()", "exit", 0),
        ("def double(x):\n    raise SystemExit(3)", "exit", 0),
        ("def double(x):\n    return double(x)", "error", 2),
    ],
)
def test_mistakes_are_told_with_their_line(code: str, kind: str, line: int) -> None:
    found = outcome(code)
    assert (found.kind, found.line) == (kind, line)


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        ("while True:\n    pass", {"time"}),
        ("import time\ntime.sleep(60)", {"time"}),
        ("x = []\nwhile True:\n    x.append(bytearray(10**7))", {"memory"}),
        ("import numpy as np\nnp.ones((10**6, 10**6))", {"memory"}),
        ("while True:\n    print('x' * 1000)", {"output"}),
        ("import os\nwhile True:\n    os.fork()", {"forbidden"}),
        ("import subprocess\nsubprocess.run(['ls'])", {"forbidden"}),
        ("import socket\nsocket.create_connection(('127.0.0.1', 80))", {"forbidden"}),
        ("open('/etc/passwd').read()", {"forbidden"}),
        ("import os\nos._exit(0)", {"crash"}),
        ("import os\nos.abort()", {"crash"}),
        ("import os\nwhile True:\n    os.write(1, b'x' * 10**6)", {"time"}),
    ],
)
def test_whatever_it_does_it_ends_in_time(code: str, kinds: set[str]) -> None:
    begun = time.monotonic()
    found = outcome_of(Task(code + "\n", "double", RIGHT, CHECKS), patience=3)
    assert found.kind in kinds
    assert time.monotonic() - begun < 20


def test_the_processor_has_a_limit_of_its_own() -> None:
    assert outcome_of(Task("while True:\n    pass\n", "double", RIGHT, CHECKS), patience=30).kind == "time"


def test_nothing_is_written_and_nothing_of_the_environment_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    assert outcome(f"open({str(file)!r}, 'w')").kind == "forbidden"
    assert not file.exists()
    os.environ["A_SECRET"] = "1"
    try:
        assert outcome("import os\nassert 'A_SECRET' not in os.environ\n" + RIGHT).kind == "right"
    finally:
        del os.environ["A_SECRET"]


@pytest.mark.skipif(not walls(), reason="bubblewrap is not installed, or may not work here")
def test_behind_walls_there_is_no_file_of_anyone_and_no_network(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("mine", "utf-8")
    asked = "import os, socket\nprint(os.path.exists(PATH), [name for _, name in socket.if_nameindex()])"
    shown = subprocess.run(
        [*walls(), sys.executable, "-I", "-c", asked.replace("PATH", repr(str(tmp_path / "secret")))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == "False ['lo']\n"
