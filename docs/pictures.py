"""`make pictures`: the README's screenshots, taken from the running app. The same state gives the same files."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from terminal import Terminal

from docs.painter import paint
from tui_nn.labs.run import Run
from tui_nn.labs.share import share
from tui_nn.progress.journal import Journal
from tui_nn.progress.record import Fact, Kind

FOLDER = Path(__file__).parent / "pictures"
WIDE, SMALL = (120, 36), (80, 24)
QUIET = 0.5  # seconds without output: the screen is complete
MIDWAY = 31  # steps: a few corrections made, a few still to come
LAB = ("lab", "perceptron", "--preset", "clouds", "--seed", "3")


@contextmanager
def running(*words: str, size: tuple[int, int]) -> Iterator[Terminal]:
    """The app for somebody who has finished two pages and asked for reduced motion: what is shown stands still."""
    with tempfile.TemporaryDirectory() as data:
        journal = Journal.open(Path(data))
        journal.append(Fact(Kind.SET, item="calm", data={"value": True}))
        for page in ("idea", "formula"):
            journal.append(Fact(Kind.FINISHED, "perceptron", page, course="tui-nn"))
        journal.append(Fact(Kind.VISITED, "perceptron", "rule", data={"sheet": 0}, course="tui-nn"))
        journal.close()
        with Terminal(*words, data=Path(data), size=size) as terminal:
            yield terminal


def contents() -> Iterator[Terminal]:
    """The first screen, with the small perceptron that has learnt."""
    with running(size=WIDE) as terminal:
        terminal.wait_for("▶ Continue", "Learnt")
        yield terminal


def lab() -> Iterator[Terminal]:
    """The perceptron in the middle of learning."""
    with running(*LAB, size=WIDE) as terminal:
        _walk(terminal)
        yield terminal


def explain() -> Iterator[Terminal]:
    """Where a number comes from."""
    with running(*LAB, size=WIDE) as terminal:
        _walk(terminal)
        terminal.press("e")
        terminal.wait_for("Where a number comes from")
        terminal.press("down", "down", "down")  # to the score: a sum with the bias in it
        yield terminal


def russian() -> Iterator[Terminal]:
    """An idea and its formula in the smallest window, in Russian."""
    with running("--lang", "ru", size=SMALL) as terminal:
        terminal.wait_for("▶ Продолжить")
        terminal.press("enter")
        terminal.wait_for("дальше", "η")
        yield terminal


def playground() -> Iterator[Terminal]:
    """The spiral, nearly learnt: every unit's map, the output's, the losses."""
    run = Run.begin("playground", "spiral-features", 42).forward(150)
    with running("open", share(run), size=WIDE) as terminal:
        terminal.wait_for("paused", "150")
        yield terminal


def seeds() -> Iterator[Terminal]:
    """Twenty starts of one network, and how many of them have arrived."""
    run = Run.begin("playground", "xor-4", 1, [("seeds", "20")]).forward(100)
    with running("open", share(run), size=WIDE) as terminal:
        terminal.wait_for("paused", "100")
        terminal.press("5")
        terminal.wait_for("of 20")
        yield terminal


def _walk(terminal: Terminal) -> None:
    terminal.wait_for("paused")
    for step in range(1, MIDWAY + 1):
        terminal.press(".")
        terminal.wait_for(f"step {step} ")


PICTURES: tuple[Callable[[], Iterator[Terminal]], ...] = (contents, lab, explain, russian, playground, seeds)


def main() -> None:
    """Take them all."""
    FOLDER.mkdir(exist_ok=True)
    for picture in PICTURES:
        for terminal in picture():
            while terminal.read(QUIET):
                pass
            path = FOLDER / f"{picture.__name__}.png"
            paint(terminal.screen).save(path, optimize=True)
            print(f"{path.name:16}{path.stat().st_size / 1000:5.0f} kB")


if __name__ == "__main__":
    main()
