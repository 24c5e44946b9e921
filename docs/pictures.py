"""`make pictures`: the README's screenshots, taken from the running app. The same state gives the same files."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from terminal import Terminal

from docs.painter import paint
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import Presence
from tui_nn.classroom.student import Student
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


def timeline() -> Iterator[Terminal]:
    """The line from 1943 to 2018, at the Mark I."""
    with running("timeline", "mark-one", size=SMALL) as terminal:
        terminal.wait_for("Mark I", "1960")
        yield terminal


def board() -> Iterator[Terminal]:
    """A class of twelve in the middle of a lesson, on the teacher's board."""
    with tempfile.TemporaryDirectory() as folder:
        _fill_class(Path(folder))
        with Terminal("class", "board", "--data", folder, data=Path(folder), size=WIDE) as terminal:
            terminal.wait_for("12 in the class", "stuck")
            yield terminal


def _fill_class(folder: Path) -> None:
    store, now = SqliteStore(folder), time.time()
    for name, value in (("name", "Neural networks"), ("line", "ssh -p 2222 192.0.2.7"), ("code", "k7mp-2qxd")):
        store.set(name, value)
    pages = ("idea", "formula", "rule", "stops", "which-line", "xor", "checkpoint")
    names = ("Анна", "Boris", "Вера", "Glenn", "Дарья", "Egor", "Фёдор", "Hugo", "Ира", "Joe", "Кира", "Lena")
    for n, name in enumerate(names):
        student, at = Student(name), 2 + n % 4
        store.enrol(student)
        right = [k % 3 != n % 3 for k in range(2 * at)] + [False] * (3 if n in (2, 7) else 0)
        facts = [Fact(Kind.VISITED, "perceptron", pages[at], course="tui-nn")]
        facts += [Fact(Kind.FINISHED, "perceptron", page, course="tui-nn") for page in pages[:at]]
        facts += [
            Fact(Kind.ANSWERED, "perceptron", pages[at], "it", {"right": each}, course="tui-nn") for each in right
        ]
        if n == 4:
            facts.append(Fact(Kind.ASKED, "perceptron", pages[at], data={"text": "Why not zero?"}, course="tui-nn"))
        store.add(student.id, facts)
        if n != 9:
            active = now - (400 if n == 5 else 0)
            seat = Presence(name, student.id, beat=now + 60, active=active, lesson="perceptron", page=pages[at])
            store.beat([seat])
    store.close()


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


PICTURES: tuple[Callable[[], Iterator[Terminal]], ...] = (
    contents,
    lab,
    explain,
    russian,
    timeline,
    board,
    playground,
    seeds,
)


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
