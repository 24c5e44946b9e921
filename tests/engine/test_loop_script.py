"""What the hot loop is made of: scripts of calls, and one thread for small matrices."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.passes import IN_PLACE
from tui_nn.engine.script import Script


def test_a_script_makes_its_calls_in_order_for_each_batch() -> None:
    made: list[object] = []
    script = Script()
    script.call(made.append, "x")
    longer = Script(script)
    longer.call(np.add, np.ones(2), np.ones(2), out=(total := np.zeros(2)))
    script.call("update")
    script.for_each_batch()([(1, 0), (2, 0)], lambda: made.append("updated"))
    assert made == [1, "updated", 2, "updated"]
    longer.once()(3)
    assert made[-1] == 3
    assert total.tolist() == [2, 2]


@pytest.mark.parametrize("name", IN_PLACE)
def test_values_written_over_their_sums_still_tell_the_slope(name: str) -> None:
    activation = ACTIVATIONS[name]
    sums = np.linspace(-3, 3, 61)
    value, slope = activation.value(sums), activation.slope(sums, activation.value(sums))
    over = sums.copy()
    activation.value(over, over)
    np.testing.assert_array_equal(over, value)
    np.testing.assert_array_equal(activation.slope(over, over), slope)


@pytest.mark.parametrize("name", sorted(ACTIVATIONS))
def test_every_activation_may_be_written_over_its_sums(name: str) -> None:
    sums = np.linspace(-3, 3, 61)
    over = sums.copy()
    ACTIVATIONS[name].value(over, over)
    np.testing.assert_array_equal(over, ACTIVATIONS[name].value(sums))


def threads(**chosen: str) -> str:
    program = "import tui_nn.engine, os; print(os.environ.get('OPENBLAS_NUM_THREADS'))"
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_THREADS")}
    answer = subprocess.run(
        [sys.executable, "-c", program], env=kept | chosen, capture_output=True, text=True, check=True
    )
    return answer.stdout.strip()


def test_one_thread_unless_the_user_has_chosen() -> None:
    assert threads() == "1"
    assert threads(OPENBLAS_NUM_THREADS="3") == "3"
    assert threads(OMP_NUM_THREADS="2") == "None"
