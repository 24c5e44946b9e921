"""The two models whose answers the threshold lab keeps, learnt again: a logistic one, and a network for too long."""

from __future__ import annotations

from functools import cache

from tui_nn.engine.arrays import Bools, Floats
from tui_nn.engine.initialisers import initial
from tui_nn.engine.mlp import Net, forward
from tui_nn.engine.toy_data import flipped_moons
from tui_nn.engine.training import Data, Recipe, Training, train_epochs

LEARNT, ASKED = 200, 1000  # points
SHAPES = {"logistic": (2, 1), "network": (2, 64, 64, 1)}
EPOCHS = 1500
SEED = 1


@cache
def learnt(model: str) -> Training:
    """A model after 1,500 epochs on 200 of the moons' points, every fifth label wrong; 1,000 others for testing."""
    points, others = flipped_moons(0.2, SEED, LEARNT), flipped_moons(0.2, SEED + 1000, ASKED)
    sizes = SHAPES[model]
    net = Net(sizes, ("tanh",) * (len(sizes) - 2) + ("identity",), initial("xavier", sizes, SEED))
    data = Data(points.points, points.targets[:, None], others.points, others.targets[:, None])
    return train_epochs(Training.begin(net, data, Recipe(loss="bce", rate=0.1, order="shuffled"), SEED), EPOCHS)


def answers(training: Training) -> tuple[Floats, Bools]:
    """The logits for the test points, and which of these are positive."""
    return forward(training.net, training.data.test_x)[:, 0], training.data.test_y[:, 0] > 0.5


if __name__ == "__main__":
    kept = {model: answers(learnt(model)) for model in SHAPES}
    print("positive,logistic,network")
    for positive, *logits in zip(kept["network"][1], *(kept[model][0] for model in SHAPES), strict=True):
        print(int(positive), *(f"{logit:.2f}" for logit in logits), sep=",")
