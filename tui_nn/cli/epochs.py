"""How a training without the app is told: JSON lines, plain lines with a table, a progress bar."""

from __future__ import annotations

import json
import math
import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from tui_nn.labs.playground.lab import PlaygroundLab

LINES = 10  # of plain losses, besides the first
PAUSE = 0.1  # seconds between two drawings of the bar
WIDEST = 40  # cells of the bar itself


class Teller(Protocol):
    """One way of telling: hears of every whole epoch, and of the end."""

    def epoch(self, lab: PlaygroundLab) -> None: ...

    def end(self, lab: PlaygroundLab, seconds: float) -> None: ...


@contextmanager
def tellers(epochs: int, as_json: bool, words: Words) -> Iterator[tuple[Teller, ...]]:
    """Those that suit where the output goes; the bar is taken off the screen whatever happens."""
    to_screen = sys.stdout.isatty()
    bar = Bar(epochs, words) if _has_room_for_bar(as_json and to_screen) else None
    main: Teller = Json() if as_json else Plain(epochs, words, quiet=bar is not None and to_screen)
    try:
        yield (main,) if bar is None else (bar, main)
    finally:
        if bar:
            bar.clear()


def _has_room_for_bar(lines_on_screen: bool) -> bool:
    return sys.stderr.isatty() and not lines_on_screen and os.environ.get("TERM", "dumb") != "dumb"


class Json:
    """``{"epoch": k, "train_loss": …, "test_loss": …}`` a line from epoch 0, and a last line with the weights.

    ``weights[l][u][i]`` leads from input i to unit u of layer l, and ``biases[l][u]`` belongs to that unit. If the
    numbers were left, ``fault`` says where: layer and unit count from 1, step is the update that was not made. A
    number that is not finite, or a loss over no points, is null.
    """

    def epoch(self, lab: PlaygroundLab) -> None:
        """A line of losses."""
        train, test = lab.losses
        _line({"epoch": lab.training.epoch, "train_loss": _finite(train), "test_loss": _finite(test)})

    def end(self, lab: PlaygroundLab, seconds: float) -> None:
        """The line with the weights."""
        net, fault = lab.net, lab.training.fault
        last: dict[str, Any] = {
            "weights": [[list(map(_finite, unit)) for unit in net.weights(k).T.tolist()] for k in range(net.layers)],
            "biases": [list(map(_finite, net.biases(k).tolist())) for k in range(net.layers)],
        }
        if fault:
            last["fault"] = {
                "layer": fault.layer + 1,
                "step": fault.step,
                "cause": fault.cause,
                "unit": fault.unit + 1,
            }
        _line(last)


class Plain:
    """Losses now and then, unless `quiet`, and a table at the end."""

    def __init__(self, epochs: int, words: Words, quiet: bool) -> None:
        self._every = max(1, epochs // LINES)
        self._words, self._quiet = words, quiet

    def epoch(self, lab: PlaygroundLab) -> None:
        """A line, if it is time for one."""
        if not self._quiet and lab.training.epoch % self._every == 0:
            print(_losses(lab, self._words, 6), flush=True)

    def end(self, lab: PlaygroundLab, seconds: float) -> None:
        """The table, and a sentence if a stop condition held."""
        from tui_nn.labs.playground.says import said

        words = self._words
        if lab.stopped and not lab.training.fault:
            print(words.say(said(lab)))
        rows = [(words(f"cli_train.table.{name}"), value) for name, value in _results(lab, seconds, words)]
        wide = max(len(name) for name, _ in rows)
        print(*(f"{name:<{wide}}  {value}" for name, value in rows), sep="\n", flush=True)


class Bar:
    """A bar on standard error, drawn over itself a few times a second."""

    def __init__(self, epochs: int, words: Words) -> None:
        self._epochs, self._words = epochs, words
        self._next = 0.0

    def epoch(self, lab: PlaygroundLab) -> None:
        """The bar where it now stands, if the last drawing is some time ago."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + PAUSE
            columns = shutil.get_terminal_size().columns - 3  # room for the ^C that a terminal shows
            self._write("\r" + self._drawn(lab, columns) + "\x1b[K")

    def end(self, lab: PlaygroundLab, seconds: float) -> None:
        """Off the screen again."""
        self.clear()

    def clear(self) -> None:
        """Leave an empty line."""
        self._write("\r\x1b[K")

    def _drawn(self, lab: PlaygroundLab, columns: int) -> str:
        said = _losses(lab, self._words, 4)
        room = min(WIDEST, columns - len(said) - 2)
        full = room * lab.training.epoch // max(1, self._epochs)
        bar = "█" * full + "░" * (room - full) + "  " if room > 3 else ""
        return (bar + said)[:columns]

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()


def _line(value: dict[str, Any]) -> None:
    print(json.dumps(value, allow_nan=False), flush=True)


def _finite(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _losses(lab: PlaygroundLab, words: Words, digits: int) -> str:
    train, test = (words.number(loss, digits) for loss in lab.losses)
    key = "cli_train.losses_alone" if math.isnan(lab.losses[1]) else "cli_train.losses"
    return words(key, epoch=lab.training.epoch, train=train, test=test)


def _results(lab: PlaygroundLab, seconds: float, words: Words) -> Iterator[tuple[str, str]]:
    yield "epochs", str(lab.training.epoch)
    for name, loss in zip(("train_loss", "test_loss"), lab.losses, strict=True):
        yield name, _number(loss, words)
    measure = "accuracy" if lab.world.classes else "r2"
    for part, score in zip(("train", "test"), lab.scores, strict=True):
        percent = measure == "accuracy" and math.isfinite(score)
        yield f"{part}_{measure}", f"{words.number(100 * score)} %" if percent else _number(score, words)
    yield "parameters", str(len(lab.net.params))
    yield "time", words("cli_train.seconds", n=words.number(seconds, 3))


def _number(value: float, words: Words) -> str:
    return words.number(value, 10) if math.isfinite(value) else "—"
