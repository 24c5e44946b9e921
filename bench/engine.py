"""The engine without a terminal: ticks a second, and how many times its peers' speed it has."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from itertools import product
from statistics import median
from typing import TYPE_CHECKING

from bench.figure import Figure

if TYPE_CHECKING:  # NumPy and the peers are loaded when their turn has come
    from bench import peers

SECONDS = 1.0
ROUNDS = 21  # of all contestants in turn, so that a slow moment of the machine meets each of them
TURN = 0.03  # seconds of work in a turn, about

# Configuration -> sizes, hidden activation, batch, rate; times scikit-learn, times PyTorch.
CONFIGURATIONS = {
    "a: 2-4-2-1, batch 10": ((2, 4, 2, 1), "tanh", 10, 0.03, 15.0, 36.0),
    "b: 2-8-8-1, batch 10": ((2, 8, 8, 1), "tanh", 10, 0.03, 13.0, 29.0),
    "c: 7-8-8-8-8-8-8-1, batch 10": ((7, 8, 8, 8, 8, 8, 8, 1), "relu", 10, 0.003, 10.5, 23.0),
    "d30: 2-8-8-1, batch 30": ((2, 8, 8, 1), "tanh", 30, 0.03, 13.0, 25.0),
    "d1: 2-8-8-1, batch 1": ((2, 8, 8, 1), "tanh", 1, 0.03, 13.0, 36.0),
}
BROWSER_MAPS = 10.5  # ms that TensorFlow Playground's engine took for all units' maps, measured once in Node


def figures() -> Iterator[Figure]:
    """Ticks of the first lab; then the peers, the maps and twenty seeds."""
    yield from _ticks()
    yield from _peers()
    yield from _maps()
    yield from _wide()
    yield from _seeds()


def _ticks() -> Iterator[Figure]:
    """The lab alone, and the run that remembers the way back."""
    from tui_nn.labs.perceptron.lab import PerceptronLab
    from tui_nn.labs.run import Run

    lab = PerceptronLab.start("xor", 1)
    ticks, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < SECONDS:
        for _ in range(100):
            lab = lab.tick()
        ticks += 100
    yield Figure("lab: ticks a second", ticks / spent, "")

    run = Run.begin("perceptron", "xor", 1)
    ticks, began = 0, time.perf_counter()
    while (spent := time.perf_counter() - began) < SECONDS:
        run = run.forward(100)
        ticks += 100
    yield Figure("run with a way back: ticks a second", ticks / spent, "")


def _peers() -> Iterator[Figure]:
    """Epochs with both losses, float64, beside scikit-learn's partial_fit and eager PyTorch in float32."""
    from bench import peers

    absent = peers.missing()
    if absent:
        print(f"not installed, so not compared with: {', '.join(absent)} (pip install '.[peers]')")
    for name, (sizes, hidden, batch, rate, times_scikit, times_torch) in CONFIGURATIONS.items():
        task = _playground_task(name, sizes, hidden, batch, rate)
        contestants = {"ours": _our_epoch(task)}
        if "scikit-learn" not in absent:
            contestants["scikit-learn"] = peers.scikit_epoch(task)
        if "PyTorch" not in absent:
            contestants["PyTorch"] = peers.torch_epoch(task)
        spent = _side_by_side(contestants)
        yield Figure(f"{name}: epochs a second", 1 / median(spent["ours"]), "")
        for peer, goal in (("scikit-learn", times_scikit), ("PyTorch", times_torch)):
            yield _times(f"{name[: name.index(':')]}: times {peer}", spent, peer, goal)


def _playground_task(name: str, sizes: tuple[int, ...], hidden: str, batch: int, rate: float) -> peers.Task:
    """250 samples to learn and 250 to test: a spiral, seen through as many features as the net has inputs."""
    import numpy as np

    from bench.peers import Task
    from tui_nn.engine.initialisers import initial
    from tui_nn.engine.mlp import Net
    from tui_nn.engine.training import Data, Recipe

    half = np.arange(250) / 250
    arms = [(5 * half, 3.5 * np.pi * half + turn) for turn in (0.0, np.pi)]
    x, y = (np.concatenate([r * trace(angle) for r, angle in arms]) for trace in (np.sin, np.cos))
    seen = np.column_stack([x, y, x**2, y**2, x * y, np.sin(x), np.sin(y)])[:, : sizes[0]]
    targets = np.repeat([1.0, -1.0], 250)[:, None]
    order = np.random.default_rng(1).permutation(500)
    learn, test = order[:250], order[250:]
    net = Net(sizes, (hidden,) * (len(sizes) - 2) + ("tanh",), initial("playground", sizes, 1))
    data = Data(seen[learn], targets[learn], seen[test], targets[test])
    return Task(name, net, data, Recipe(rate=rate, batch=batch))


def _our_epoch(task: peers.Task) -> peers.Work:
    from tui_nn.engine.training import Training, epoch_and_losses

    training = Training.begin(task.net, task.data, task.recipe)

    def epoch() -> tuple[float, float]:
        nonlocal training
        training, losses = epoch_and_losses(training)
        return losses

    return epoch


def _maps() -> Iterator[Figure]:
    """Every unit of b over 100×100 points; either kind of number may do."""
    import numpy as np

    from tui_nn.engine.mlp import Maps

    task = _playground_task("b", (2, 8, 8, 1), "tanh", 10, 0.03)
    line = np.linspace(-6, 6, 100)
    grid = np.array(list(product(line, line)))
    nets = {kind: task.net.with_params(task.net.params.astype(kind)) for kind in ("float32", "float64")}
    spent = _side_by_side({kind: partial(Maps(net, grid).of, net) for kind, net in nets.items()})
    for kind, goal in (("float32", 80.0), ("float64", 25.0)):
        ours = 1000 * median(spent[kind])
        yield Figure(f"unit maps, {kind}", ours, "ms")
        yield Figure(f"unit maps, {kind}: times browser", BROWSER_MAPS / ours, "×", goal, at_least=True)


def _wide() -> Iterator[Figure]:
    """784-128-10, ReLU, softmax, batch 64, float32: where multiplying counts, not calling."""
    import numpy as np

    from bench import peers
    from tui_nn.engine.initialisers import initial
    from tui_nn.engine.mlp import Net
    from tui_nn.engine.training import Data, Recipe, Training, train_epochs

    random = np.random.default_rng(1)
    sizes, n = (784, 128, 10), 64 * 50
    x, y = random.random((n, 784)), np.eye(10)[random.integers(10, size=n)]
    net = Net(sizes, ("relu", "identity"), initial("he", sizes, 1).astype(np.float32))
    task = peers.Task("wide", net, Data(x, y, x[:0], y[:0]), Recipe("ce", 0.01, 64))
    training = Training.begin(net, task.data, task.recipe)

    def epoch() -> None:
        nonlocal training
        training = train_epochs(training, 1)

    contestants: dict[str, peers.Work] = {"ours": epoch}
    if "PyTorch" not in peers.missing():
        contestants["PyTorch"] = peers.torch_epoch(task, losses=False)
    spent = _side_by_side(contestants)
    yield Figure("784-128-10: samples a second", n / median(spent["ours"]), "")
    yield _times("784-128-10: times PyTorch", spent, "PyTorch", 1.7)


def _seeds() -> Iterator[Figure]:
    """Twenty seeds of b in one batched pass, and one after another."""
    from tui_nn.engine.initialisers import initial
    from tui_nn.engine.many import begin_many, train_epochs_many
    from tui_nn.engine.training import Training, train_epochs

    task = _playground_task("b", (2, 8, 8, 1), "tanh", 10, 0.03)
    nets = [task.net.with_params(initial("playground", task.net.sizes, seed)) for seed in range(20)]
    singles = [Training.begin(net, task.data, task.recipe, seed) for seed, net in enumerate(nets)]
    many = begin_many(nets, task.data, task.recipe, range(20))

    def together() -> None:
        nonlocal many
        many = train_epochs_many(many, 1)

    def apart() -> None:
        nonlocal singles
        singles = [train_epochs(single, 1) for single in singles]

    spent = _side_by_side({"ours": together, "one by one": apart})
    yield Figure("twenty seeds of b: epochs a second", 1 / median(spent["ours"]), "")
    yield _times("twenty seeds: times one by one", spent, "one by one", 5.0)


def _times(what: str, spent: dict[str, list[float]], peer: str, goal: float) -> Figure:
    """The median over the rounds: what is compared was measured within the same tenth of a second."""
    if peer not in spent:
        return Figure(what, None, "×", goal, at_least=True)
    ratios = [theirs / ours for theirs, ours in zip(spent[peer], spent["ours"], strict=True)]
    return Figure(what, median(ratios), "×", goal, at_least=True)


def _side_by_side(contestants: dict[str, peers.Work]) -> dict[str, list[float]]:
    """Seconds that one piece of work takes each, in every round of turns."""
    pieces = {name: _pieces(work) for name, work in contestants.items()}
    turns: dict[str, list[float]] = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, work in contestants.items():
            turns[name].append(_seconds(work, pieces[name]) / pieces[name])
    return turns


def _pieces(work: peers.Work) -> int:
    """How many fill a turn."""
    work()
    once = _seconds(work, 1)
    return max(1, round(TURN / once))


def _seconds(work: peers.Work, pieces: int) -> float:
    began = time.perf_counter()
    for _ in range(pieces):
        work()
    return time.perf_counter() - began
