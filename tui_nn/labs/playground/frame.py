"""What the playground shows: its readings, its views, and the one sentence above them."""

from __future__ import annotations

import math

from tui_nn.labs.frame import Frame, Picture, Reading, View
from tui_nn.labs.playground import pictures
from tui_nn.labs.playground.says import said
from tui_nn.labs.playground.state import State


def shown(state: State) -> Frame:
    """The frame of a state. Readings that matter most come first."""
    found: dict[str, Picture] = {"network": pictures.network(state), "output": pictures.output(state)}
    found["losses"] = pictures.losses(state)
    found["confusion"] = pictures.confusion(state) if state.world.classes else pictures.none_such("confusion")
    found["gradients"], found["activations"] = pictures.gradients(state), pictures.activations(state)
    found["rival"] = pictures.output(state.rival, "rival") if state.rival else pictures.none_such("rival")
    found["seeds"] = pictures.seeds(state) if state.many else pictures.none_such("seeds")
    places = {name: place for place, name in enumerate(found)}
    views = tuple(View(id, tuple(places[name] for name in names)) for id, names in VIEWS.items())
    return Frame(tuple(found.values()), readings(state), said(state), views)


VIEWS = {
    "network": ("network", "output", "losses"),
    "curves": ("losses", "confusion"),
    "insides": ("gradients", "activations"),
    "rival": ("output", "rival", "losses"),
    "seeds": ("seeds",),
}


def readings(state: State) -> tuple[Reading, ...]:
    """The numbers beside the pictures."""
    return (*_of_learning(state), *_of_rival(state), *_of_seeds(state), *_of_run(state))


def _of_learning(state: State) -> tuple[Reading, ...]:
    train, test = state.losses
    score = "accuracy" if state.world.classes else "r2"
    train_score, test_score = state.scores
    return (
        Reading("epoch", state.training.epoch, "k"),
        Reading("train-loss", number(train), "L"),
        Reading("test-loss", number(test)),
        Reading(f"train-{score}", number(train_score), "" if state.world.classes else "R²"),
        Reading(f"test-{score}", number(test_score)),
    )


def _of_rival(state: State) -> tuple[Reading, ...]:
    if state.rival is None:
        return ()
    train, test = state.rival.losses
    return (
        Reading("differs", len(state.dials.different(state.rival.dials))),
        Reading("rival-train-loss", number(train)),
        Reading("rival-test-loss", number(test)),
        Reading("rival-score", number(state.rival.judged(state.rival.scores))),
    )


def _of_seeds(state: State) -> tuple[Reading, ...]:
    if state.many is None:
        return ()
    return Reading("seeds-epoch", state.many.epoch), Reading("seeds-arrived", sum(state.arrived))


def _of_run(state: State) -> tuple[Reading, ...]:
    least, at = state.least
    return (
        Reading("least-loss", number(least)),
        Reading("least-epoch", at),
        Reading("updates", state.training.updates),
        Reading("rate-now", state.rate, "η"),
        Reading("parameters", len(state.net.params)),
    )


def number(value: float) -> float | None:
    """The number, or None where there is none to show."""
    return value if math.isfinite(value) else None
