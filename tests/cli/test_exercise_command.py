"""`tui-nn exercise`: the file is written once, checked on every save, and the command ends when it is right."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

RIGHT = "def softmax(z):\n    e = np.exp(z - z.max(-1, keepdims=True))\n    return e / e.sum(-1, keepdims=True)\n"


def command(folder: Path, *words: str) -> subprocess.Popen[str]:
    asked = [sys.executable, "-m", "tui_nn", "exercise", *words]
    return subprocess.Popen(asked, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_without_a_place_the_exercises_are_listed(tmp_path: Path) -> None:
    process = command(tmp_path)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "softmax/stable" in out


def test_an_unknown_place_is_told(tmp_path: Path) -> None:
    process = command(tmp_path, "softmax/nowhere", "--lang", "ru")
    _, err = process.communicate(timeout=30)
    assert process.returncode == 1
    assert "softmax/nowhere" in err
    assert "softmax/stable" in err


def test_each_save_is_checked_until_it_is_right(tmp_path: Path) -> None:
    file = tmp_path / "mine.py"
    process = command(tmp_path, "softmax/stable", "--file", "mine.py")
    end = time.monotonic() + 30
    while not file.exists():
        assert time.monotonic() < end
        time.sleep(0.05)
    assert "import numpy as np" in file.read_text("utf-8")
    time.sleep(1)
    file.write_text("import numpy as np\n" + RIGHT, "utf-8")
    out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (0, "")
    assert out.splitlines()[-1].startswith("✓")


def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text("def softmax(z):\n    return z\n", "utf-8")
    process = command(tmp_path, "softmax/stable", "--file", "mine.py", "--once")
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 1
    assert (tmp_path / "mine.py").read_text("utf-8") == "def softmax(z):\n    return z\n"
    assert "✗" in out or "Not" in out
