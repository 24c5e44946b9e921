"""Elman's simple recurrent network: what it has just thought goes in again with the next letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tui_nn.engine.activations import sigmoid
from tui_nn.engine.arrays import Floats, Ints
from tui_nn.engine.losses import softmax

# Elman's three words: a consonant, and as many of its vowel as it asks for.
WORDS = ("ba", "dii", "guuu")
LETTERS = "bdgaiu"
CONSONANTS = "bdg"


@dataclass(frozen=True, eq=False)
class Network:
    """hₜ = σ(Wᵀ·[xₜ; hₜ₋₁; 1]),  pₜ = softmax(Vᵀ·[hₜ; 1]): pₜ guesses the letter that comes next.

    Attributes:
        inner: W, (letters + hidden + 1, hidden): from the letter, from the context, and the biases last.
        outer: V, (hidden + 1, letters): the biases last. No unit. Neither is written to.
    """

    inner: Floats
    outer: Floats

    @cached_property
    def letters(self) -> int:
        """How many letters there are."""
        return int(self.outer.shape[1])

    @cached_property
    def hidden(self) -> int:
        """How many units the hidden state has."""
        return int(self.inner.shape[1])

    @property
    def rest(self) -> Floats:
        """The context before the first letter: one half everywhere, as Elman's."""
        return np.full(self.hidden, 0.5)


@dataclass(frozen=True, eq=False)
class Step:
    """What a letter did: the hidden state after it (hidden,), and the logits for the next letter (letters,)."""

    state: Floats
    logits: Floats

    @cached_property
    def shares(self) -> Floats:
        """How likely each letter is next, (letters,); they add up to 1."""
        return softmax(self.logits)


def begin(hidden: int, seed: int, letters: int = len(LETTERS)) -> Network:
    """Weights uniform in [−½, ½), biases 0; same seed, same weights.

    Raises:
        ValueError: no hidden unit, or fewer than two letters.
    """
    if hidden < 1 or letters < 2:
        raise ValueError(f"{hidden} hidden units and {letters} letters make no network")
    random = np.random.default_rng(seed)
    inner, outer = random.random((letters + hidden + 1, hidden)) - 0.5, random.random((hidden + 1, letters)) - 0.5
    inner[-1] = outer[-1] = 0.0
    return Network(inner, outer)


def stream(words: int, seed: int) -> Ints:
    """So many of WORDS, each drawn with the same chance, letter after letter, as places in LETTERS."""
    drawn = np.random.default_rng(seed).integers(0, len(WORDS), words)
    return np.array([LETTERS.index(letter) for k in drawn for letter in WORDS[k]], dtype=np.int64)


def stepped(net: Network, letter: int, context: Floats) -> Step:
    """Read a letter, 0 … letters − 1, with the hidden state (hidden,) that the one before has left."""
    split = net.letters
    z = net.inner[letter] + context @ net.inner[split:-1] + net.inner[-1]
    state = sigmoid(z)
    return Step(state, state @ net.outer[:-1] + net.outer[-1])


def surprise(step: Step, came: int) -> float:
    """−log p of the letter that came, in nats: 0 where it was certain, log 3 where three were as likely."""
    return float(-np.log(step.shares[came]))


def slopes(net: Network, letter: int, context: Floats, step: Step, came: int) -> tuple[Floats, Floats]:
    """∂surprise/∂W and ∂surprise/∂V, with the context taken as given, as Elman did.

    The way back through the context to earlier letters is cut off after this one step, so it is not the gradient
    along the whole past (which backpropagation through time would be), but the exact one of this letter's guess.

    Args:
        letter, context, step: what was read, with what, and what `stepped` made of it.
        came: the letter that came next.

    Source:
        J. Elman, Finding structure in time, Cognitive Science 14 (1990), 179–211.
    """
    back = step.shares.copy()
    back[came] -= 1.0
    along = net.outer[:-1] @ back * step.state * (1.0 - step.state)
    inner = np.zeros_like(net.inner)
    inner[letter] = along
    np.outer(context, along, out=inner[net.letters : -1])
    inner[-1] = along
    outer = np.empty_like(net.outer)
    np.outer(step.state, back, out=outer[:-1])
    outer[-1] = back
    return inner, outer


def corrected(net: Network, letter: int, context: Floats, step: Step, came: int, rate: float) -> Network:
    """One step of descent for this letter, W ← W − η·∂W and V ← V − η·∂V."""
    inner, outer = slopes(net, letter, context, step, came)
    inner *= -rate
    inner += net.inner
    outer *= -rate
    outer += net.outer
    return Network(inner, outer)
