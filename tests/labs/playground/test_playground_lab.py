"""The playground lab: what is turned keeps or begins anew as promised, time runs both ways, runs stay small."""

from __future__ import annotations

import math
import pickle
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from playground_runs import begun, readings, refusal, said, same, ticked, turned, walked, walks

from tui_nn.engine.training import Training, epoch_and_losses, train_epochs
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.playground.knobs import BEGINNING, BY_ID, KNOBS, MOST_PARAMETERS, SEEDS, SHOWING
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.playground.state import PATIENCE
from tui_nn.labs.run import SPAN, Run
from tui_nn.labs.share import restore, share

# Another value for each knob that is turned on the way.
ON_THE_WAY: dict[str, str | float] = {
    "activation": "relu",
    "head": "cross-entropy",
    "optimiser": "adam",
    "rate": 0.3,
    "schedule": "cosine",
    "batch": 30,
    "regulariser": "l2",
    "strength": 0.1,
    "dropout": 0.2,
    "order": "shuffled",
    "seeds": 20,
    "stride": "batch",
    "stop": "accuracy",
    "discretize": "on",
    "show-test": "off",
}
ANEW: dict[str, str | float] = {
    "data": "xor",
    "noise": 20,
    "ratio": 70,
    "layers": 3,
    "start": "he",
    "f-x1-squared": "on",
    "u1": 7,
}


def test_every_knob_is_of_one_kind_or_the_other() -> None:
    assert set(ON_THE_WAY) | BEGINNING == {knob.id for knob in KNOBS}
    assert not set(ON_THE_WAY) & BEGINNING
    assert set(ON_THE_WAY) >= SHOWING


@pytest.mark.parametrize("id", ON_THE_WAY)
def test_what_is_turned_on_the_way_keeps_weights_and_losses(id: str) -> None:
    lab = ticked(begun("circle"), 5)
    after = turned(lab, **{id: ON_THE_WAY[id]})
    np.testing.assert_array_equal(after.net.params, lab.net.params)
    assert after.epoch == 5
    np.testing.assert_array_equal(after.history.train[:6], lab.history.train)
    assert after.tick().training.updates > lab.training.updates or id == "stop"


@pytest.mark.parametrize(
    "id", ["rate", "optimiser", "batch", "regulariser", "dropout", "order", "head", "activation"]
)
def test_the_very_next_tick_learns_by_the_new_knob(id: str) -> None:
    lab = ticked(begun("circle", strength=0.1), 5)
    assert not np.array_equal(turned(lab, **{id: ON_THE_WAY[id]}).tick().net.params, lab.tick().net.params)


@pytest.mark.parametrize("id", ANEW)
def test_what_begins_anew_begins_from_the_same_seed(id: str) -> None:
    late, early = (turned(ticked(begun("circle"), ticks), **{id: ANEW[id]}) for ticks in (9, 0))
    same(late, early)
    assert late.epoch == 0
    assert late.history.length == 1
    back = turned(late, **{id: begun("circle").setting(BY_ID[id])})
    np.testing.assert_array_equal(back.net.params, begun("circle").net.params)


def test_another_rate_starts_from_the_same_weights() -> None:
    run = Run.begin("playground", "circle", 4).forward(7)
    rewound = run.edited(Edit("set", ("rate", 0.3))).rewound()
    np.testing.assert_array_equal(rewound.lab.net.params, run.origin.net.params)  # type: ignore[attr-defined]
    assert rewound.lab.frame().readings[1] == run.to(0).lab.frame().readings[1]


def test_a_width_of_a_layer_that_is_not_there_changes_nothing() -> None:
    lab = ticked(begun("circle"), 3)
    wider = turned(lab, u5=16)
    np.testing.assert_array_equal(wider.net.params, lab.net.params)
    assert "u5" not in {knob.id for knob in wider.useful}
    assert turned(wider, layers=5).net.sizes == (2, 4, 2, 2, 2, 16, 1)


@given(walks)
@settings(max_examples=25, deadline=None)
def test_the_same_way_leads_to_the_same_lab(walk: tuple[str, int, list[int | Edit]]) -> None:
    same(walked(walk), walked(walk))


def test_ticking_changes_nothing_in_place() -> None:
    lab = begun("xor-4", optimiser="adam", stride="batch", order="shuffled")
    before = pickle.dumps((lab.net.params, lab.training.memory, lab.history.train))
    ticked(lab, 30)
    assert pickle.dumps((lab.net.params, lab.training.memory, lab.history.train)) == before


def test_a_stride_is_a_batch_or_an_epoch() -> None:
    epochs = ticked(begun("circle"), 2)
    batches = begun("circle", stride="batch")
    steps = [batches := batches.tick() for _ in range(50)]
    assert [step.training.updates for step in steps] == list(range(1, 51))
    assert [step.training.epoch for step in steps][24:26] == [1, 1]
    np.testing.assert_array_equal(steps[-1].net.params, epochs.net.params)
    assert all(a < b for a, b in pairwise(steps[-1].history.epochs))


def test_ticks_are_the_engines_own() -> None:
    """The losses on the screen are those of the engine's epochs, and the last ones those of its net."""
    lab = begun("spiral-8-8")
    training = lab.training
    for tick in range(1, 4):
        lab = lab.tick()
        training, (train, test) = epoch_and_losses(training)
        assert lab.history.row(-1) == (tick, train, test)
    np.testing.assert_array_equal(lab.net.params, training.net.params)


# When it stops.


@pytest.mark.parametrize(
    ("stop", "setting"), [("loss", {}), ("accuracy", {}), ("epochs-100", {}), ("loss", {"ratio": 100})]
)
def test_it_stops_at_the_first_epoch_at_which_the_condition_holds(stop: str, setting: dict[str, float]) -> None:
    run = Run.begin("playground", "circle", 1)
    for id, value in {**setting, "stop": stop}.items():
        knob = BY_ID[id]
        run = run.edited(Edit("set", (id, knob.parse(str(value)))))
    end = run.forward(2000)
    lab, before = end.lab, end.back().lab
    assert isinstance(lab, PlaygroundLab)
    assert isinstance(before, PlaygroundLab)
    assert lab.finished
    assert not before.finished
    assert lab.tick() is lab
    assert _holds(stop, lab)
    assert not _holds(stop, before)
    assert "stopped" in said(lab.frame().says)
    assert turned(lab, stop="never").tick().training.epoch == lab.training.epoch + 1


def _holds(stop: str, lab: PlaygroundLab) -> bool:
    if stop == "loss":
        return lab.judged(lab.losses) < 0.01
    return lab.judged(lab.scores) >= 0.95 if stop == "accuracy" else lab.training.epoch >= 100


def test_early_stopping_waits_for_a_better_test_loss_and_names_the_best() -> None:
    lab = begun("overfit", stop="early", u1=16, u2=16, rate=0.01)
    while not lab.finished:
        lab = lab.tick()
    loss, epoch = lab.least
    assert lab.epoch - epoch == PATIENCE
    assert loss == lab.history.test.min()
    assert lab.history.test[int(epoch)] == loss
    assert str(int(epoch)) in said(lab.frame().says)


# Back and forth.


@given(walks)
@settings(max_examples=15, deadline=None)
def test_going_back_and_forth_in_a_run_leads_to_the_same_bits(walk: tuple[str, int, list[int | Edit]]) -> None:
    preset, seed, steps = walk
    run = Run.begin("playground", preset, seed)
    seen = [run]
    for step in steps:
        try:
            run = run.forward(step) if isinstance(step, int) else run.edited(step)
        except Refused:
            continue
        seen.append(run)
    for earlier in {moment.step: moment for moment in seen}.values():
        back = run.to(earlier.step)
        assert back.step == earlier.step
        _alike(back, earlier)
    _alike(run.to(0).forward(run.step), run)
    _alike(restore(share(run)), run)


def _alike(a: Run, b: Run) -> None:
    assert isinstance(a.lab, PlaygroundLab)
    assert isinstance(b.lab, PlaygroundLab)
    same(a.lab, b.lab)


def test_a_step_back_is_what_was_there_and_explains_its_weights_as_then() -> None:
    run = Run.begin("playground", "xor-4", 1).forward(40)
    shown = [run.lab.why(name).numbers for name in ("w-1-1-1", "train-loss", "u-2-1")]
    again = run.forward(100).to(40)
    assert [again.lab.why(name).numbers for name in ("w-1-1-1", "train-loss", "u-2-1")] == shown


def _held(run: Run) -> int:
    """Bytes of all distinct arrays that a run's labs hold, whatever they share."""
    found: dict[int, int] = {}

    def look(value: object) -> None:
        if isinstance(value, np.ndarray):
            base = value if value.base is None else value.base
            found[id(base)] = getattr(base, "nbytes", 0)
        elif isinstance(value, tuple | list):
            for item in value:
                look(item)
        elif hasattr(value, "__dict__") and type(value).__module__.startswith("tui_nn") and id(value) not in found:
            found[id(value)] = 0
            for item in vars(value).values():
                look(item)

    for _, lab in run.snapshots:
        look(lab)
    look(run.lab)
    return sum(found.values())


def test_ten_thousand_epochs_are_remembered_in_little() -> None:
    """Though every hundredth state was looked at."""
    run = Run.begin("playground", "linear", 1, [("batch", "2000")])
    for _ in range(100):
        run = run.forward(100)
        run.lab.frame()
    assert run.step == 10_000
    assert len(run.snapshots) <= 8 * SPAN - 1
    assert _held(run) < 3_000_000
    assert isinstance(run.lab, PlaygroundLab)
    assert run.lab.history.length == 10_001


def test_a_stop_that_judges_every_state_keeps_none_of_its_answers() -> None:
    run = Run.begin("playground", "spiral-8-8", 1, [("batch", "2000"), ("stop", "accuracy")]).forward(300)
    assert run.step == 300
    assert _held(run) < 3_000_000


def test_a_run_of_a_large_net_remembers_fewer_states() -> None:
    run = Run.begin("playground", "overfit", 1, [("layers", "3"), ("u3", "64"), ("batch", "2000")]).forward(400)
    assert 8 <= len(run.snapshots) < 60
    assert _held(run) < 40_000_000


# Twenty at once.


def test_twenty_seeds_arrive_as_often_as_twenty_single_runs() -> None:
    lab = ticked(begun("xor-4", seeds=20), 60)
    many = lab.many
    assert many is not None
    first = begun("xor-4", seeds=20).crowd
    assert len(first) == SEEDS
    singles = [train_epochs(_alone(training), 60) for training in first]
    for together, alone in zip(lab.crowd, singles, strict=True):
        np.testing.assert_allclose(together.net.params, alone.net.params, rtol=1e-9, atol=1e-12)
    outcomes = [_right(lab, training) for training in singles]
    assert readings(lab)["seeds-arrived"] == sum(share >= 0.95 for share in outcomes)
    assert list(lab.crowd_scores) == pytest.approx(outcomes)
    np.testing.assert_allclose(lab.crowd[0].net.params, lab.net.params, rtol=1e-9, atol=1e-12)


def _alone(training: Training) -> Training:
    return Training.begin(training.net, training.data, training.recipe, training.seed)


def _right(lab: PlaygroundLab, training: Training) -> float:
    from tui_nn.engine.mlp import forward

    answers = forward(training.net, training.data.test_x)[:, 0] > 0
    return float((answers == (training.data.test_y[:, 0] > 0)).mean())


def test_twenty_seeds_begin_differently_and_are_the_same_next_time() -> None:
    a, b = (begun("xor-4", seeds=20) for _ in range(2))
    assert a.many is not None
    assert b.many is not None
    np.testing.assert_array_equal(a.many.params, b.many.params)
    assert len({row.tobytes() for row in a.many.params}) == SEEDS
    assert turned(a, seeds=1).many is None


def test_a_net_too_large_for_twenty_is_refused_and_one_that_grows_goes_on_alone() -> None:
    assert str(MOST_PARAMETERS) in refusal(begun("overfit"), "set", "seeds", 20)
    grown = turned(begun("xor-4", seeds=20), layers=2, u1=64, u2=16)
    assert grown.setting(BY_ID["seeds"]) == 1
    assert grown.many is None


# Refusals of knobs.


@pytest.mark.parametrize(
    ("preset", "id", "value", "part"),
    [
        ("regression-curve", "head", "cross-entropy", "Cross-entropy is for classes"),
        ("circle", "rate", -1, "not a value of"),
        ("circle", "rate", "nan", "not a value of"),
        ("circle", "activation", "magic", "not a value of"),
        ("circle", "layers", 7, "not a value of"),
        ("circle", "batch", 2.5, "not a value of"),
        ("circle", "nothing", 1, "no knob"),
        ("circle", "data", "own-values", "classes, not values"),
        ("hills", "data", "own", "values, not classes"),
    ],
)
def test_a_knob_that_makes_no_sense_is_refused_in_words(preset: str, id: str, value: str | float, part: str) -> None:
    lab = begun(preset)
    assert part in refusal(lab, "set", id, value)


def test_the_last_feature_stays() -> None:
    lab = turned(begun("circle"), f_x2="off")
    assert "needs an input" in refusal(lab, "set", "f-x1", "off")


def test_an_unknown_preset_and_a_seed_below_zero_are_refused() -> None:
    for preset, seed in (("nothing", 1), ("circle", -1)):
        with pytest.raises(Refused):
            PlaygroundLab.start(preset, seed)


def test_cross_entropy_gives_way_when_values_come() -> None:
    lab = turned(begun("circle", head="cross-entropy"), data="reg-plane")
    assert lab.dials.named("head") == "playground"
    assert math.isfinite(lab.tick().losses[0])
