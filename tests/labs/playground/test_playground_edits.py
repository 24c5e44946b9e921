"""Changes by hand: weights, what is frozen, points, the rival, the seed; each shows at once or is refused."""

from __future__ import annotations

import numpy as np
import pytest
from playground_runs import begun, picture, readings, refusal, said, same, ticked, turned

from tui_nn.labs.frame import Map, Network
from tui_nn.labs.lab import Edit
from tui_nn.labs.playground.edits import LARGEST
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.playground.turning import seeded
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share


def edited(lab: PlaygroundLab, verb: str, *args: float) -> PlaygroundLab:
    return lab.edit(Edit(verb, args))


def test_a_weight_and_a_bias_are_set_and_show_in_the_losses_at_once() -> None:
    lab = ticked(begun("circle"), 3)
    after = edited(edited(lab, "weight", 2, 3, 1, 5.0), "bias", 1, 4, -2.5)
    assert after.net.weights(1)[2, 0] == 5.0
    assert after.net.biases(0)[3] == -2.5
    assert (after.net.params != lab.net.params).sum() == 2
    assert after.losses != lab.losses
    assert after.epoch == lab.epoch
    assert after.history.length == lab.history.length + 2
    assert said(after.frame().says) == "b-1-4 is now −2.5"


def test_frozen_parts_stay_and_all_others_learn() -> None:
    lab = edited(edited(begun("circle"), "freeze", 1, 2, 3), "freeze", 2, 0, 1)
    after = ticked(lab, 5)
    still = after.net.params == lab.net.params
    assert still.sum() == 2
    assert still[after.net.index(0, 1, 2)]
    assert after.net.biases(1)[0] == lab.net.biases(1)[0]
    shown = picture(after.frame(), Network)
    assert [int(mask.sum()) for mask in shown.frozen] == [1, 1, 0]
    thawed = edited(edited(after, "freeze", 1, 2, 3), "freeze", 2, 0, 1)
    assert thawed.net.frozen is None
    assert not (ticked(thawed, 1).net.params == thawed.net.params).any()


def test_a_frozen_layer_stays_as_a_whole_and_thaws_as_a_whole() -> None:
    lab = edited(edited(begun("circle"), "freeze", 1, 1, 1), "freezelayer", 1)
    after = ticked(lab, 3)
    np.testing.assert_array_equal(after.net.weights(0), lab.net.weights(0))
    np.testing.assert_array_equal(after.net.biases(0), lab.net.biases(0))
    assert not np.array_equal(after.net.weights(1), lab.net.weights(1))
    assert edited(after, "freezelayer", 1).net.frozen is None


@pytest.mark.parametrize("regulariser", ["l1", "l2", "playground-l1", "playground-l2"])
@pytest.mark.parametrize("optimiser", ["momentum", "adamw"])
def test_no_regulariser_moves_what_is_frozen(regulariser: str, optimiser: str) -> None:
    lab = begun("circle", regulariser=regulariser, strength=0.1, optimiser=optimiser)
    lab = edited(lab, "freeze", 1, 1, 1)
    assert ticked(lab, 5).net.weights(0)[0, 0] == lab.net.weights(0)[0, 0]


@pytest.mark.parametrize(
    ("verb", "args", "part"),
    [
        ("weight", (1, 1, 1, 2 * LARGEST), "between"),
        ("weight", (1, 1, 1, float("nan")), "between"),
        ("bias", (1, 1, -2 * LARGEST), "between"),
        ("weight", (4, 1, 1, 0.5), "no such part"),
        ("weight", (0, 1, 1, 0.5), "no such part"),
        ("weight", (1, 3, 1, 0.5), "no such part"),
        ("weight", (1, 0, 1, 0.5), "no such part"),
        ("weight", (1, 1, 5, 0.5), "no such part"),
        ("weight", (1.5, 1, 1, 0.5), "no such part"),
        ("weight", (float("nan"), 1, 1, 0.5), "no such part"),
        ("bias", (1, 0, 0.5), "no such part"),
        ("freeze", (1, 3, 1), "no such part"),
        ("freezelayer", (4,), "no such part"),
        ("weight", (1, 1, 1), "does not understand"),
        ("weight", (1, 1, 1, "much"), "does not understand"),
        ("rival", (2,), "does not understand"),
        ("polish", (1,), "does not understand"),
        ("seed", (), "A seed is a text"),
        ("seed", tuple([65.0] * 101), "A seed is a text"),
        ("seed", (10.0,), "A seed is a text"),
        ("seed", (55296.0,), "A seed is a text"),
        ("seed", (1e9,), "does not understand"),
        ("add", (1, 1, 5), "class is 0, 1"),
        ("add", (1, 1, -1), "class is 0, 1"),
        ("add", (1e7, 1, 0), "not a coordinate"),
        ("add", (1, float("nan"), 0), "not a coordinate"),
        ("add", (1, 1), "does not understand"),
        ("move", (500, 1, 1), "no point"),
        ("delete", (-1,), "no point"),
        ("load", (), "no points"),
        ("load", (1, 2), "threes"),
        ("load", tuple([0.0] * 6003), "too many"),
        ("values", (), "no points"),
        ("values", (1, 2), "does not understand"),
        ("values", (1, 2, "x"), "does not understand"),
        ("values", (1, 2, 1e7), "A value is a number"),
        ("values", (1, 2, float("inf")), "A value is a number"),
        ("values", tuple([0.0] * 6003), "too many"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(verb: str, args: tuple[str | float, ...], part: str) -> None:
    assert part in refusal(begun("circle"), verb, *args)


def test_points_with_values_are_not_drawn_by_hand() -> None:
    lab = begun("hills")
    for verb, args in (("add", (1, 1, 0)), ("move", (0, 1, 1)), ("delete", (0,))):
        assert "values, not classes" in refusal(lab, verb, *args)


# Points.


def test_points_change_while_the_weights_stay() -> None:
    lab = ticked(begun("circle"), 4)
    for verb, args, n in (("add", (1.0, 2.0, 1.0), 501), ("delete", (3.0,), 499), ("move", (3.0, 5.0, 5.0), 500)):
        after = edited(lab, verb, *args)
        np.testing.assert_array_equal(after.net.params, lab.net.params)
        assert len(after.world.points) == n
        assert after.epoch == 4
        assert after.dials.named("data") == "own"
    assert edited(lab, "move", 3, 5, 5).world.points[3].tolist() == [5, 5]


def test_a_point_is_named_as_it_is_shown_when_test_points_are_hidden() -> None:
    lab = turned(begun("circle"), show_test="off")
    shown = picture(lab.frame(), Map).points
    after = edited(lab, "move", 7, 5.5, 5.5)
    moved = np.flatnonzero((after.world.points != lab.world.points).any(axis=1))
    assert lab.world.points[moved[0]].tolist() == shown[7].tolist()
    assert picture(after.frame(), Map).points[7].tolist() == [5.5, 5.5]


def test_another_number_of_classes_asks_for_other_outputs_and_begins_anew() -> None:
    lab = ticked(begun("own-points"), 5)
    more = edited(lab, "add", 3, 3, 4)
    assert more.world.classes == 5
    assert more.net.sizes[-1] == 5
    assert more.epoch == 0
    assert edited(more, "delete", len(more.world.points) - 1).net.sizes[-1] == 1


def test_an_epoch_that_new_points_cut_short_counts_as_done() -> None:
    """So that the curve of the losses never runs backwards."""
    lab = ticked(begun("circle", stride="batch"), 10)
    after = ticked(edited(lab, "add", 1, 1, 1), 3)
    assert (np.diff(after.history.epochs) >= 0).all()
    assert after.training.epoch == 1
    assert after.training.updates == 13


def test_the_least_loss_is_of_the_points_and_the_loss_as_they_are_now() -> None:
    lab = ticked(begun("circle"), 100)
    assert lab.least[0] < 0.02
    assert edited(lab, "load", 1, 1, 0, 2, 2, 1).least == (lab_loss(edited(lab, "load", 1, 1, 0, 2, 2, 1)), 100)
    assert turned(lab, head="cross-entropy").least[1] == 100
    luckier = edited(edited(lab, "weight", 1, 1, 1, 30), "weight", 1, 1, 1, float(lab.net.weights(0)[0, 0]))
    assert luckier.least == lab.least


def lab_loss(lab: PlaygroundLab) -> float:
    return lab.judged(lab.losses)


# The rival.


def test_the_rival_differs_in_the_one_thing_that_was_turned() -> None:
    lab = edited(ticked(begun("circle"), 3), "rival", 1)
    assert "same in everything" in said(ticked(lab, 2).frame().says)
    raced = ticked(turned(lab, rate=0.3), 4)
    assert raced.rival is not None
    np.testing.assert_array_equal(raced.rival.net.params, ticked(begun("circle"), 7).net.params)
    assert not np.array_equal(raced.net.params, raced.rival.net.params)
    assert readings(raced)["differs"] == 1
    assert said(raced.frame().says) == "The runs differ in one thing, learning rate: here 0.3, rival 0.03"
    more = ticked(turned(raced, batch=30, regulariser="l2"), 1)
    assert readings(more)["differs"] == 3
    assert "2 things more" in said(more.frame().says)
    assert edited(more, "rival", 0).rival is None


def test_the_rival_begins_again_too_when_the_run_does() -> None:
    lab = ticked(turned(edited(begun("circle"), "rival", 1), rate=0.3), 5)
    for after in (turned(lab, u1=6), edited(lab, "seed", 49, 50)):
        assert after.rival is not None
        assert after.rival.epoch == 0
        assert after.rival.history.length == 1
        assert after.rival.seed_text == after.seed_text
    seeds = edited(lab, "seed", 49, 50)
    assert seeds.rival is not None
    np.testing.assert_array_equal(seeds.rival.net.params, seeds.net.params)


def test_a_rival_of_the_same_points_gets_the_new_ones_too() -> None:
    """Else the two would differ in more than the knob says."""
    lab = ticked(turned(edited(begun("circle"), "rival", 1), rate=0.3), 2)
    for verb, args in (("add", (1, 1, 1)), ("load", (0, 0, 0, 1, 1, 1)), ("values", (0, 0, 1, 1, 1, 2))):
        after = edited(lab, verb, *map(float, args))
        assert after.rival is not None
        np.testing.assert_array_equal(after.rival.world.points, after.world.points)
        assert readings(after)["differs"] == 1
        assert after.rival.net.sizes == after.net.sizes
    elsewhere = edited(turned(lab, data="xor"), "add", 1, 1, 1)
    assert elsewhere.rival is not None
    assert elsewhere.rival.dials.named("data") == "circle"


def test_what_was_changed_by_hand_alone_is_told_apart() -> None:
    lab = edited(begun("circle"), "rival", 1)
    assert "by hand" in said(ticked(edited(lab, "weight", 1, 1, 1, 2), 1).frame().says)
    frozen = ticked(edited(lab, "freezelayer", 1), 1)
    assert "by hand" in said(frozen.frame().says)


# The seed's text.


@pytest.mark.parametrize("text", ["0.42000", "семя", "🌱 seed", "1"])
def test_a_seed_of_any_letters_lives_in_the_share_string(text: str) -> None:
    run = Run.begin("playground", "circle", 1).edited(seeded(text)).forward(3)
    again = restore(share(run))
    assert isinstance(run.lab, PlaygroundLab)
    assert isinstance(again.lab, PlaygroundLab)
    assert again.lab.seed_text == text
    same(again.lab, run.lab)


def test_another_seed_of_the_run_takes_the_place_of_a_text() -> None:
    run = Run.begin("playground", "circle", 1).edited(seeded("мир")).reseeded(2)
    assert isinstance(run.lab, PlaygroundLab)
    same(run.lab, begun("circle", seed=2))


def test_all_edits_by_hand_survive_a_share_string() -> None:
    run = Run.begin("playground", "own-points", 3).forward(2)
    for verb, args in (
        ("weight", (1, 1, 1, 0.1 + 0.2)),
        ("bias", (1, 2, -1e-7)),
        ("freeze", (1, 0, 3)),
        ("rival", (1,)),
        ("add", (1 / 3, -2.5, 1)),
        ("move", (0, 0.1, 0.2)),
        ("delete", (1,)),
        ("freezelayer", (2,)),
    ):
        run = run.edited(Edit(verb, args)).forward(2)
    again = restore(share(run))
    assert isinstance(run.lab, PlaygroundLab)
    assert isinstance(again.lab, PlaygroundLab)
    same(again.lab, run.lab)


@pytest.mark.parametrize(("knob", "name"), [("activation", "relu"), ("head", "mse")])
def test_before_learning_the_curves_begin_at_the_net_as_it_stands(knob: str, name: str) -> None:
    lab = turned(begun("circle"), **{knob: name})
    history = lab.history
    assert history.length == 1
    assert history.row(0)[1:] == pytest.approx(lab.losses)
    assert lab.least[0] == pytest.approx(lab.losses[1])
    later = turned(ticked(begun("circle"), 3), **{knob: name})
    assert later.history.length == 5
