"""The playground's knobs, and where all of them stand as one value."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Self

from tui_nn.engine.activations import ACTIVATIONS
from tui_nn.engine.features import FEATURES
from tui_nn.engine.optimisers import OPTIMISERS
from tui_nn.engine.recipe import ORDERS
from tui_nn.engine.regularisers import REGULARISERS
from tui_nn.engine.schedules import SCHEDULES
from tui_nn.labs.lab import Knob, ladder
from tui_nn.labs.playground.datasets import DATASETS, OWN, OWN_VALUES

LAYERS = 6  # hidden ones, at most
WIDTHS = (*ladder(1, 8, 1), 10.0, 12.0, 16.0, 24.0, 32.0, 48.0, 64.0)
SEEDS = 20
MOST_PARAMETERS = 600  # of a net that learns from twenty seeds at once: what keeps a run's past small

RATES = (1e-5, 1e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
STRENGTHS = (0.0, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0)
ANY = (0.0, sys.float_info.max)  # as the Playground's addresses have them

HEADS = ("playground", "cross-entropy", "mse", "mae", "huber")
STARTS = ("playground", "xavier", "he", "zeros")
STRIDES = ("batch", "epoch")
STOPS = ("never", "loss", "accuracy", "epochs-100", "epochs-1000", "early")


def _choice(id: str, names: tuple[str, ...], symbol: str = "") -> Knob:
    return Knob(id, ladder(0, len(names) - 1, 1), symbol, names)


def _switch(id: str) -> Knob:
    return _choice(id, ("off", "on"))


KNOBS: tuple[Knob, ...] = (
    _choice("data", (*DATASETS, OWN, OWN_VALUES)),
    Knob("noise", ladder(0, 50, 5), "%", free="whole", reach=(0.0, 80.0)),
    Knob("ratio", ladder(10, 100, 10), "%", free="whole"),
    *(_switch(f"f-{name}") for name in FEATURES),
    Knob("layers", ladder(0, LAYERS, 1)),
    *(Knob(f"u{layer}", WIDTHS, free="whole") for layer in range(1, LAYERS + 1)),
    _choice("activation", tuple(ACTIVATIONS), "f"),
    _choice("head", HEADS),
    _choice("start", STARTS),
    _choice("optimiser", tuple(OPTIMISERS)),
    Knob("rate", RATES, "η", free="number", reach=ANY),
    _choice("schedule", tuple(SCHEDULES)),
    Knob("batch", (1.0, 2.0, 5.0, *ladder(10, 30, 5), 50.0, 100.0, 250.0, 500.0, 2000.0), free="whole"),
    _choice("regulariser", REGULARISERS),
    Knob("strength", STRENGTHS, "λ", free="number", reach=ANY),
    Knob("dropout", ladder(0, 0.8, 0.1), free="number"),
    _choice("order", ORDERS),
    _choice("stride", STRIDES),
    _choice("stop", STOPS),
    Knob("seeds", (1.0, float(SEEDS))),
    _switch("discretize"),
    _switch("show-test"),
)
BY_ID: Mapping[str, Knob] = MappingProxyType({knob.id: knob for knob in KNOBS})

# After one of these is turned, learning begins again from the same seed; the others are turned while it goes on.
BEGINNING = frozenset(
    (
        *("data", "noise", "ratio", "layers", "start"),
        *(f"f-{name}" for name in FEATURES),
        *(f"u{layer}" for layer in range(1, LAYERS + 1)),
    )
)
# What is shown and how fast it goes, which changes nothing that is learnt.
SHOWING = frozenset(("stride", "stop", "discretize", "show-test"))

# The Playground's own first screen.
USUAL: Mapping[str, float | str] = MappingProxyType(
    {
        "data": "circle",
        "noise": 0,
        "ratio": 50,
        **{f"f-{name}": "on" if name in ("x1", "x2") else "off" for name in FEATURES},
        "layers": 2,
        "u1": 4,
        "u2": 2,
        **{f"u{layer}": 2 for layer in range(3, LAYERS + 1)},
        "activation": "tanh",
        "head": "playground",
        "start": "playground",
        "optimiser": "sgd",
        "rate": 0.03,
        "schedule": "constant",
        "batch": 10,
        "regulariser": "none",
        "strength": 0,
        "dropout": 0,
        "order": "fixed",
        "stride": "epoch",
        "stop": "never",
        "seeds": 1,
        "discretize": "off",
        "show-test": "on",
    }
)


@dataclass(frozen=True)
class Dials:
    """Where every knob stands."""

    values: Mapping[str, float]

    @classmethod
    def of(cls, *settings: Mapping[str, float | str]) -> Self:
        """The usual settings, then these, the later ones over the earlier; choices by name.

        Raises:
            Refused: a value that its knob does not have.
        """
        merged: dict[str, float | str] = dict(USUAL)
        for some in settings:
            merged |= some
        return cls(MappingProxyType({id: BY_ID[id].parse(str(value)) for id, value in merged.items()}))

    def turned(self, id: str, value: float) -> Self:
        """The same with one knob elsewhere."""
        return type(self)(MappingProxyType({**self.values, id: value}))

    def __getitem__(self, id: str) -> float:
        return self.values[id]

    def whole(self, id: str) -> int:
        """The number of a knob that counts something."""
        return int(self.values[id])

    def named(self, id: str) -> str:
        """The name of the choice."""
        return BY_ID[id].names[int(self.values[id])]

    def on(self, id: str) -> bool:
        """Whether a switch is on."""
        return self.values[id] == 1.0

    @property
    def hidden(self) -> tuple[int, ...]:
        """Units of each hidden layer."""
        return tuple(self.whole(f"u{layer}") for layer in range(1, self.whole("layers") + 1))

    @property
    def features(self) -> tuple[str, ...]:
        """The features that are on, in their fixed order."""
        return tuple(name for name in FEATURES if self.on(f"f-{name}"))

    def different(self, other: Dials) -> tuple[str, ...]:
        """The knobs of learning that stand elsewhere in `other`; widths of layers that neither has do not count."""
        layers = max(self.whole("layers"), other.whole("layers"))
        idle = {f"u{layer}" for layer in range(layers + 1, LAYERS + 1)}
        return tuple(
            id for id in self.values if id not in SHOWING | idle | {"seeds"} and self.values[id] != other.values[id]
        )
