"""The cards: what each architecture is, when it came, and its sketch.

Codes and choice after F. van Veen, The Neural Network Zoo, Asimov Institute (2016). Years are those of the papers
that the names come from, or that made the thing known; who wrote them stands with the words.
"""

from __future__ import annotations

from dataclasses import dataclass

from tui_nn.labs.frame import Diagram
from tui_nn.labs.zoo.sketch import drawn, full, layers, loops, straight, wires

FORWARD, LOOPS, BOTH, CHAIN = "forward", "loops", "both", "chain"  # how signals go


@dataclass(frozen=True)
class Card:
    """One architecture; ``labs`` are those that run a small one, if the shelf has them."""

    id: str
    year: int
    way: str
    sketch: Diagram
    labs: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """Its letters."""
        return self.id.upper()


def _recurrent() -> Diagram:
    nodes = layers("x x", "h h h", "y")
    return drawn(nodes, full(nodes), loops(nodes, "h"))


def _lstm() -> Diagram:
    nodes = layers("x", "i f o", "M", "h")
    return drawn(nodes, full(nodes, 0), wires("1-0>2-0 1-1>2-0 2-0>3-0 1-2>3-0"), loops(nodes, "M"))


def _gru() -> Diagram:
    nodes = layers("x", "r u", "h", "y")
    return drawn(nodes, full(nodes), loops(nodes, "h"))


def _variational() -> Diagram:
    nodes = layers("x x x", "μ σ ~", "z", "x′ x′ x′")
    into = wires(" ".join(f"0-{k}>1-{j}" for k in range(3) for j in range(2)))
    return drawn(nodes, into, full(nodes, 1, 2))


def _denoising() -> Diagram:
    nodes = layers("x x x", "x~ x~ x~", "h h", "x′ x′ x′")
    return drawn(nodes, wires("0-0>1-0 0-1>1-1 0-2>1-2", "faded"), full(nodes, 1, 2))


def _sparse() -> Diagram:
    nodes = layers("x x", "h h′ h′ h′", "x′ x′", marks={"h": "on", "h′": "off"})
    return drawn(nodes, full(nodes))


def _chain() -> Diagram:
    nodes = layers("A", "B", "C")
    return drawn(nodes, wires("0-0>1-0 1-0>2-0 2-0>0-0"), loops(nodes, "A"), loops(nodes, "C"))


def _mutual(*signs: str) -> Diagram:
    nodes = layers(*signs)
    return drawn(nodes, wires("0-0>1-0 0-0>1-1 0-1>1-0 0-1>1-1 0-0>0-1 1-0>1-1", "both"))


def _restricted() -> Diagram:
    nodes = layers("v v v", "h h")
    return drawn(nodes, full(nodes, kind="both"))


def _belief() -> Diagram:
    nodes = layers("v v v", "h h h", "h h")
    return drawn(nodes, full(nodes, 0), full(nodes, 1, kind="both"))


def _convolutional() -> Diagram:
    nodes = layers("x x x x", "k k k", "p p", "h h", "y")
    local = "0-0>1-0 0-1>1-0 0-1>1-1 0-2>1-1 0-2>1-2 0-3>1-2 1-0>2-0 1-1>2-0 1-1>2-1 1-2>2-1"
    return drawn(nodes, wires(local), full(nodes, 2, 3))


def _graphics() -> Diagram:
    nodes = layers("x x x", "k k", "z", "k k", "x′ x′ x′")
    local = wires("0-0>1-0 0-1>1-0 0-1>1-1 0-2>1-1 3-0>4-0 3-0>4-1 3-1>4-1 3-1>4-2")
    return drawn(nodes, local, full(nodes, 1, 2))


def _adversarial() -> Diagram:
    nodes = layers("~", "G", "x′ x", "D", "y")
    return drawn(nodes, wires("0-0>1-0 1-0>2-0 2-0>3-0 2-1>3-0 3-0>4-0"))


def _reservoir(sign: str) -> Diagram:
    """A reservoir with fixed random wires; only those into the output are learnt."""
    nodes = layers("x x", f"{sign} {sign} {sign}", f"{sign} {sign}", "y")
    fixed = wires("0-0>1-0 0-0>1-2 0-1>1-1 1-0>2-1 1-1>2-0 1-2>2-1 2-0>1-0", "faded")
    return drawn(nodes, fixed, full(nodes, 2), loops(nodes, sign, "faded"))


def _extreme() -> Diagram:
    nodes = layers("x x", "h h h h", "y")
    return drawn(nodes, full(nodes, 0, kind="faded"), full(nodes, 1))


def _residual() -> Diagram:
    nodes = layers("x", "h", "+", "h", "y")
    return drawn(nodes, full(nodes), wires("0-0>2-0 2-0>4-0"))


def _map() -> Diagram:
    nodes = layers("x x", "m m′ m m", marks={"m′": "on"})
    return drawn(nodes, full(nodes), wires("1-0>1-1 1-1>1-2 1-2>1-3", "both"))


def _turing() -> Diagram:
    nodes = layers("x", "h h", "y M M")
    return drawn(nodes, full(nodes, 0), wires("1-0>2-0 1-1>2-0"), wires("1-0>2-1 1-1>2-1 1-0>2-2 1-1>2-2", "both"))


CARDS = (
    Card("p", 1958, FORWARD, straight("x x", "y"), ("perceptron",)),
    Card("ff", 1986, FORWARD, straight("x x", "h h h", "y"), ("playground",)),
    Card("rbf", 1988, FORWARD, straight("x x", "r r r", "y")),
    Card("rnn", 1990, LOOPS, _recurrent(), ("seq", "elman", "rnn")),
    Card("lstm", 1997, LOOPS, _lstm(), ("seq", "lstm")),
    Card("gru", 2014, LOOPS, _gru()),
    Card("ae", 1988, FORWARD, straight("x x x", "h h", "x′ x′ x′")),
    Card("vae", 2013, FORWARD, _variational()),
    Card("dae", 2008, FORWARD, _denoising()),
    Card("sae", 2006, FORWARD, _sparse()),
    Card("mc", 1906, CHAIN, _chain()),
    Card("hn", 1982, BOTH, _mutual("s s", "s s"), ("hopfield",)),
    Card("bm", 1985, BOTH, _mutual("v v", "h h"), ("boltzmann",)),
    Card("rbm", 1986, BOTH, _restricted(), ("rbm", "boltzmann")),
    Card("dbn", 2006, BOTH, _belief(), ("pretraining",)),
    Card("cnn", 1989, FORWARD, _convolutional(), ("digits", "cnn")),
    Card("dcign", 2015, FORWARD, _graphics()),
    Card("gan", 2014, FORWARD, _adversarial(), ("gan", "gan2d")),
    Card("lsm", 2002, LOOPS, _reservoir("s")),
    Card("elm", 2004, FORWARD, _extreme()),
    Card("esn", 2001, LOOPS, _reservoir("h")),
    Card("drn", 2015, FORWARD, _residual()),
    Card("kn", 1982, FORWARD, _map()),
    Card("svm", 1995, FORWARD, straight("x x", "k k k", "y")),
    Card("ntm", 2014, LOOPS, _turing()),
)
BY_ID = {card.id: card for card in CARDS}
