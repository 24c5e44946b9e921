"""Networks that learn the same digits side by side, and how many of the others each of them can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from tui_nn.engine.history import convolution
from tui_nn.labs.convolution import race_program
from tui_nn.labs.convolution.runner import (
    BATCHES,
    CANVAS,
    CLASSES,
    PLACES,
    REACH,
    Filters,
    Pictures,
    Runner,
    begin,
    pictures,
    right,
)
from tui_nn.labs.explaining import worked_out
from tui_nn.labs.frame import Cell, Curve, Curves, Frame, Picture, Reading, Table, Tile, Tiles, View
from tui_nn.labs.lab import Knob, Why
from tui_nn.locale.phrase import Phrase, phrase

ROOM = "labs.convolution"
SOME = 4  # batches a tick
EPOCHS = 20  # until it is over
# As many as have room on 80 × 24: test digits, hidden units, filters, and maps beside their digit.
DIGITS, UNITS, MOST, MAPS = 5, 5, 16, 9
MODELS = ("cnn", "mlp")

PLACE = Knob("place", (0.0, 1.0), names=PLACES)
MODEL = Knob("model", (0.0, 1.0), names=MODELS)
FILTERS = Knob("filters", (2.0, 4.0, 8.0, 12.0, 16.0))
HIDDEN = Knob("hidden", (5.0, 10.0, 15.0, 32.0, 64.0))
KNOBS = (PLACE, MODEL, FILTERS, HIDDEN)
RACE = {"cnn": ("cnn", 12), "small": ("mlp", 15), "large": ("mlp", 64)}


@dataclass(frozen=True, eq=False)
class Race:
    """Who learns, how far they are, and their scores epoch by epoch: test pictures told right, from epoch 0."""

    seed: int
    runners: Mapping[str, Runner]
    scores: tuple[tuple[int, ...], ...]
    done: int = 0  # batches
    place: int = 0
    model: int = 0
    filters: int = 8
    hidden: int = 15

    @property
    def knobs(self) -> tuple[Knob, ...]:
        """Of one's own network its kind and size too."""
        return KNOBS if "own" in self.runners else (PLACE,)

    @property
    def data(self) -> Pictures:
        return pictures(self.seed, PLACES[self.place])

    @property
    def finished(self) -> bool:
        """Whether all epochs are over."""
        return self.done >= EPOCHS * BATCHES

    @property
    def epoch(self) -> float:
        return self.done / BATCHES

    def setting(self, knob: Knob) -> float:
        return float(getattr(self, knob.id))

    def turned(self, knob: Knob, value: float) -> Race:
        """Another network or other pictures: all begin anew."""
        change: dict[str, Any] = {knob.id: int(value)}
        changed = replace(self, **change)
        return begun(self.seed, "own" in self.runners, changed.place, changed.model, changed.filters, changed.hidden)

    def tick(self) -> Race:
        """A few batches for each; at the end of an epoch the test."""
        if self.finished:
            return self
        runners = {name: runner.further(SOME, self.done) for name, runner in self.runners.items()}
        done, scores = self.done + SOME, self.scores
        if done % BATCHES == 0:
            scores = (*scores, tuple(right(runner, self.data) for runner in runners.values()))
        return replace(self, runners=runners, done=done, scores=scores)

    def accuracy(self, name: str) -> float:
        """The share of the test pictures that it told after the last whole epoch."""
        return self.scores[-1][list(self.runners).index(name)] / len(self.data.test_y)

    def frame(self, note: Phrase | None) -> Frame:
        shown: tuple[Picture, ...] = (self._curves(), self._table(), self._digits(), self._weights(), *self._maps())
        views = [View("race", (0, 1)), View("digits", (2,)), View("weights", (3,))]
        if len(shown) > 4:
            views.append(View("maps", (4,)))
        return Frame(shown, self._readings(), note or self._says(), tuple(views))

    def _readings(self) -> tuple[Reading, ...]:
        scores = tuple(Reading(_id("accuracy", name), self.accuracy(name)) for name in self.runners)
        found = (Reading("epoch", self.epoch), *scores, Reading("tests", len(self.data.test_y)))
        if "own" in self.runners:
            return (*found, Reading("parameters", self.runners["own"].parameters))
        return found

    def _curves(self) -> Curves:
        x, scores = np.arange(len(self.scores), dtype=np.float64), np.array(self.scores) / len(self.data.test_y)
        drawn = tuple(Curve(name, x, scores[:, k]) for k, name in enumerate(self.runners))
        return Curves("accuracy", drawn)

    def _table(self) -> Table:
        rows: list[tuple[Cell, ...]] = [
            (
                phrase(f"{ROOM}.runners.{name}"),
                Reading(_id("parameters", name), runner.parameters),
                Reading(_id("accuracy", name), self.accuracy(name)),
            )
            for name, runner in self.runners.items()
        ]
        return Table("models", ("model", "parameters", "accuracy"), tuple(rows))

    def _digits(self) -> Tiles:
        """The first test pictures, and what each network takes them for."""
        x, y = self.data.test_x[:DIGITS], self.data.test_y[:DIGITS]
        told = [runner.logits(x).argmax(axis=1) for runner in self.runners.values()]
        captions = (" ".join(str(one[k]) for one in told) for k in range(DIGITS))
        tiles = (Tile(x[k], f"{y[k]}: {caption}") for k, caption in enumerate(captions))
        return Tiles(f"digits-{'own' if 'own' in self.runners else 'race'}", tuple(tiles), (-1.0, 1.0))

    def _weights(self) -> Tiles:
        """The filters, or what the first hidden units weigh."""
        seen = self._first.pictures()[: MOST if self._has_filters else UNITS]
        most = float(np.abs(seen).max())
        tiles = tuple(Tile(one, str(k)) for k, one in enumerate(seen, 1))
        return Tiles("filters" if self._has_filters else "templates", tiles, (-most, most))

    def _maps(self) -> tuple[Tiles, ...]:
        """Where in the first test picture each filter answers."""
        first = self._first
        if not isinstance(first, Filters):
            return ()
        x = self.data.test_x[:1]
        seen = np.moveaxis(convolution.maps(first.net, x)[0], -1, 0)[:MAPS]
        most = max(float(seen.max()), 1e-9)
        picture = Tile(x[0], phrase(f"{ROOM}.tiles.picture"))
        return (Tiles("maps", (picture, *(Tile(one / most, str(k)) for k, one in enumerate(seen, 1))), (-1.0, 1.0)),)

    @property
    def _first(self) -> Runner:
        return next(iter(self.runners.values()))

    @property
    def _has_filters(self) -> bool:
        return isinstance(self._first, Filters)

    def _says(self) -> Phrase:
        epoch = self.done // BATCHES
        if "own" in self.runners:
            size = {"n": self.runners["own"].parameters, "own": self.accuracy("own")}
            return phrase(f"{ROOM}.says.own", epoch=epoch, **size)
        return phrase(f"{ROOM}.says.race", epoch=epoch, **{name: self.accuracy(name) for name in RACE})

    def why(self, reading: str) -> Why:
        value = {number.id: number.value for number in self.frame(None).numbers()}[reading]
        assert value is not None
        topic, _, name = reading.partition("-")
        formula, numbers = {"epoch": ("k", ""), "tests": ("n", "")}.get(topic, ("", ""))
        if topic == "accuracy":
            score = self.scores[-1][list(self.runners).index(name or "own")]
            formula, numbers = r"\frac{n_{+}}{n}", rf"\frac{{{score}}}{{{len(self.data.test_y)}}}"
        elif topic == "parameters":
            topic, formula, numbers = self._size(name or "own")
        says = phrase(f"{ROOM}.why.{topic}")
        return worked_out(formula, numbers, value, says)

    def _size(self, name: str) -> tuple[str, str, str]:
        """Weights and biases counted: of a network of filters, or of a perceptron."""
        runner = self.runners[name]
        if isinstance(runner, Filters):
            shape = runner.net.shape
            numbers = rf"{shape.filters} \cdot ({REACH**2} + 1) + ({shape.pooled} + 1) \cdot {CLASSES}"
            return "filters", r"k (f^2 + 1) + (p + 1) \cdot 10", numbers
        numbers = rf"({CANVAS**2} + 1) \cdot {runner.size} + ({runner.size} + 1) \cdot {CLASSES}"
        return "hidden", r"(d + 1) h + (h + 1) \cdot 10", numbers

    def program(self, steps: int) -> str:
        """The same networks in NumPy, from their start."""
        return race_program.written(self, min(self.done + SOME * steps, EPOCHS * BATCHES))


def _id(kind: str, name: str) -> str:
    """One's own network needs no name."""
    return kind if name == "own" else f"{kind}-{name}"


def begun(seed: int, own: bool, place: int = 0, model: int = 0, filters: int = 8, hidden: int = 15) -> Race:
    """Before the first batch: the three of the race, or one network of one's own."""
    mine = (MODELS[model], filters if MODELS[model] == "cnn" else hidden)
    runners = {
        name: begin(kind, size, seed, PLACES[place])
        for name, (kind, size) in ({"own": mine} if own else RACE).items()
    }
    scores = tuple(right(runner, pictures(seed, PLACES[place])) for runner in runners.values())
    return Race(seed, runners, (scores,), 0, place, model, filters, hidden)
