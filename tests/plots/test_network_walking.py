"""With four keys one comes from any part of a network to any other."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nets import names, net, nets

from tui_nn.labs.frame import Network
from tui_nn.plots.network import first, neighbour

DIRECTIONS = ("left", "right", "up", "down")


def reached(picture: Network, start: str) -> set[str]:
    seen, open_ends = {start}, [start]
    while open_ends:
        here = open_ends.pop()
        for direction in DIRECTIONS:
            there = neighbour(picture, here, direction)
            if there not in seen:
                seen.add(there)
                open_ends.append(there)
    return seen


@settings(max_examples=25, deadline=None)
@given(nets(most=4), st.data())
def test_every_part_is_reached_from_any_part_and_no_step_leaves_the_network(
    picture: Network, data: st.DataObject
) -> None:
    parts = names(picture)
    assert reached(picture, data.draw(st.sampled_from(parts))) == set(parts)


@settings(max_examples=25, deadline=None)
@given(nets(), st.data())
def test_up_undoes_down(picture: Network, data: st.DataObject) -> None:
    here = data.draw(st.sampled_from(names(picture)))
    below = neighbour(picture, here, "down")
    assert neighbour(picture, below, "up") == here or below == here


def test_one_begins_at_the_first_unit_after_the_inputs() -> None:
    assert first(net(2, 4, 1)) == "u-1-1"
    assert first(net(2, 1)) == "u-1-1"


def test_across_a_unit_leads_to_its_strongest_weights_and_a_weight_to_its_units() -> None:
    picture = net(2, 3, 2)
    picture.weights[0][:, 1] = 0.1, -4.0
    picture.weights[1][1] = np.nan, -0.5
    assert neighbour(picture, "u-1-2", "left") == "w-1-2-2"
    assert neighbour(picture, "w-1-2-2", "left") == "u-0-2"
    assert neighbour(picture, "u-1-2", "right") == "w-2-2-2"
    assert neighbour(picture, "w-2-2-2", "right") == "u-2-2"


def test_down_a_layer_each_unit_is_followed_by_its_bias() -> None:
    picture = net(2, 2, 1)
    path = ["u-1-1"]
    while len(path) < 5:
        path.append(neighbour(picture, path[-1], "down"))
    assert path == ["u-1-1", "b-1-1", "u-1-2", "b-1-2", "b-1-2"]


@pytest.mark.parametrize(
    "gone", ["u-3-1", "w-1-9-1", "b-0-1", "u-1-0", "u-1", "x-1-1", "w-1-1", "u-1-²", "", "u--1-1"]
)
def test_from_a_part_that_is_not_there_one_begins_anew(gone: str) -> None:
    assert neighbour(net(2, 3, 1), gone, "left") == "u-1-1"
