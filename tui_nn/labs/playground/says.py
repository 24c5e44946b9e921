"""The one sentence above the pictures: what just happened, what ails the net, or what to look for."""

from __future__ import annotations

import math

import numpy as np

from tui_nn.engine.fault import Fault
from tui_nn.labs.playground.knobs import BY_ID, Dials
from tui_nn.labs.playground.state import ARRIVED_LOSS, State
from tui_nn.locale.phrase import Phrase, phrase


def said(state: State) -> Phrase:
    """What matters most comes first: an edit just made, a fault, the end, the beginning, an illness, the losses."""
    if state.note:
        return state.note
    if state.training.fault:
        return _fault(state, state.training.fault)
    if state.stopped:
        return _stopped(state)
    if state.training.updates == 0:
        return phrase(f"labs.playground.look.{state.preset}")
    return _illness(state) or _race(state) or _losses(state)


def _fault(state: State, fault: Fault) -> Phrase:
    """Where it began, and what to try."""
    cure = f"labs.playground.cure.{'data' if fault.cause == 'data' else 'rate'}"
    where = phrase(f"labs.playground.fault.{fault.cause}", layer=fault.layer + 1, unit=fault.unit + 1)
    return phrase("labs.playground.says.fault", step=fault.step, where=where, cure=phrase(cure, rate=state.rate))


def _stopped(state: State) -> Phrase:
    stop = state.dials.named("stop")
    if stop == "loss":
        return phrase("labs.playground.says.stop-loss", epoch=state.training.epoch, loss=ARRIVED_LOSS)
    if stop == "accuracy":
        return phrase("labs.playground.says.stop-accuracy", epoch=state.training.epoch)
    if stop == "early":
        loss, epoch = state.least
        return phrase("labs.playground.says.stop-early", epoch=epoch, loss=loss)
    return phrase("labs.playground.says.stop-epochs", epoch=state.training.epoch)


def _illness(state: State) -> Phrase | None:
    if state.copies and state.dials.named("start") == "zeros":
        return phrase("labs.playground.says.copies")
    sick = {what: [unit for unit, is_ill in state.ailing.items() if is_ill == what] for what in ("dead", "saturated")}
    if _many_dead(state):
        return phrase("labs.playground.says.dead", n=len(sick["dead"]), unit=sick["dead"][0])
    if state.stuck:
        return phrase("labs.playground.says.stuck", loss=state.losses[0])
    if sick["saturated"]:
        return phrase("labs.playground.says.saturated", n=len(sick["saturated"]), unit=sick["saturated"][0])
    return None


def _many_dead(state: State) -> bool:
    """Whether an eighth of some layer is dead: in a wide one a few are nothing to speak of."""
    layers = [int(unit.split("-")[1]) for unit, what in state.ailing.items() if what == "dead"]
    return any(layers.count(layer) >= state.net.sizes[layer] / 8 for layer in layers)


def _race(state: State) -> Phrase | None:
    """How the run and its rival differ; None without a rival."""
    if state.rival is None:
        return None
    mine, theirs = state.dials, state.rival.dials
    differing = mine.different(theirs)
    if not differing:
        same = np.array_equal(state.net.params, state.rival.net.params) and not _frozen_otherwise(state, state.rival)
        return phrase("labs.playground.says.alike" if same else "labs.playground.says.by-hand")
    knob = phrase(f"labs.playground.knobs.{differing[0]}")
    if len(differing) > 1:
        return phrase("labs.playground.says.differ-more", n=len(differing) - 1, knob=knob)
    a, b = worded(differing[0], mine), worded(differing[0], theirs)
    return phrase("labs.playground.says.differ", knob=knob, mine=a, theirs=b)


def _frozen_otherwise(state: State, rival: State) -> bool:
    mine, theirs = state.net.frozen, rival.net.frozen
    if mine is None or theirs is None:
        return mine is not theirs
    return not np.array_equal(mine, theirs)


def _losses(state: State) -> Phrase:
    train, test = state.losses
    if math.isnan(test):
        return phrase("labs.playground.says.epoch-alone", epoch=state.training.epoch, train=train)
    return phrase("labs.playground.says.epoch", epoch=state.training.epoch, train=train, test=test)


def worded(id: str, dials: Dials) -> Phrase | float:
    """Where a knob stands: the word of a choice, or the number."""
    return phrase(f"labs.playground.options.{id}.{dials.named(id)}") if BY_ID[id].names else dials[id]
