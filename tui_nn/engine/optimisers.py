"""Optimisers: how a gradient moves the parameters."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from tui_nn.engine.arrays import Floats


@dataclass(frozen=True)
class Optimiser(ABC):
    """A rule with its numbers; what it remembers lies outside, in `slots` rows as long as the parameters.

    The conventions are PyTorch's, so runs can be compared number by number.
    """

    name: ClassVar[str]
    slots: ClassVar[int]

    @abstractmethod
    def update(self, params: Floats, grad: Floats, memory: Floats, rate: float, t: int) -> None:
        """Move the parameters one step, in place.

        Args:
            params: any shape; changed.
            grad: ∂loss/∂params, the same shape; afterwards its contents mean nothing.
            memory: (slots, *params.shape), zeros before the first step; changed.
            rate: η, the learning rate, > 0.
            t: number of this step, from 1.
        """


@dataclass(frozen=True)
class Sgd(Optimiser):
    """w ← w − η·g."""

    name: ClassVar[str] = "sgd"
    slots: ClassVar[int] = 0

    def update(self, params: Floats, grad: Floats, memory: Floats, rate: float, t: int) -> None:
        np.multiply(grad, rate, grad)
        np.subtract(params, grad, params)


@dataclass(frozen=True)
class Momentum(Optimiser):
    """v ← μ·v + g;  w ← w − η·v.

    Source:
        B. Polyak, Some methods of speeding up the convergence of iteration methods (1964).
    """

    momentum: float = 0.9
    name: ClassVar[str] = "momentum"
    slots: ClassVar[int] = 1

    def update(self, params: Floats, grad: Floats, memory: Floats, rate: float, t: int) -> None:
        velocity = memory[0]
        np.multiply(velocity, self.momentum, velocity)
        np.add(velocity, grad, velocity)
        np.multiply(velocity, rate, grad)
        np.subtract(params, grad, params)


@dataclass(frozen=True)
class Nesterov(Optimiser):
    """v ← μ·v + g;  w ← w − η·(g + μ·v).

    Source:
        Y. Nesterov (1983), in the form of I. Sutskever et al., On the importance of initialization and momentum
        in deep learning (2013).
    """

    momentum: float = 0.9
    name: ClassVar[str] = "nesterov"
    slots: ClassVar[int] = 1

    def update(self, params: Floats, grad: Floats, memory: Floats, rate: float, t: int) -> None:
        velocity = memory[0]
        np.multiply(velocity, self.momentum, velocity)
        np.add(velocity, grad, velocity)
        np.add(grad, self.momentum * velocity, grad)
        np.multiply(grad, rate, grad)
        np.subtract(params, grad, params)


@dataclass(frozen=True)
class RmsProp(Optimiser):
    """s ← ρ·s + (1 − ρ)·g²;  w ← w − η·g / (√s + ε).

    Source:
        T. Tieleman and G. Hinton, Lecture 6.5 of Neural Networks for Machine Learning (2012).
    """

    decay: float = 0.99
    epsilon: float = 1e-8
    name: ClassVar[str] = "rmsprop"
    slots: ClassVar[int] = 1

    def update(self, params: Floats, grad: Floats, memory: Floats, rate: float, t: int) -> None:
        squares = memory[0]
        _average(squares, grad * grad, self.decay)
        size = np.sqrt(squares)
        size += self.epsilon
        np.divide(grad, size, grad)
        np.multiply(grad, rate, grad)
        np.subtract(params, grad, params)


@dataclass(frozen=True)
class Adam(Optimiser):
    """m ← β₁·m + (1 − β₁)·g;  s ← β₂·s + (1 − β₂)·g²;  w ← w − η·m̂ / (√ŝ + ε).

    m̂ = m/(1 − β₁ᵗ) and ŝ = s/(1 − β₂ᵗ) make up for the start from zero.

    Source:
        D. Kingma and J. Ba, Adam: a method for stochastic optimization (2015).
    """

    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    name: ClassVar[str] = "adam"
    slots: ClassVar[int] = 2

    def update(self, params: Floats, grad: Floats, memory: Floats, rate: float, t: int) -> None:
        mean, squares = memory
        _average(squares, grad * grad, self.beta2)
        _average(mean, grad, self.beta1)
        size = np.sqrt(squares)
        size *= 1 / np.sqrt(1 - self.beta2**t)
        size += self.epsilon
        np.divide(mean, size, grad)
        np.multiply(grad, rate / (1 - self.beta1**t), grad)
        np.subtract(params, grad, params)


@dataclass(frozen=True)
class AdamW(Adam):
    """w ← (1 − η·λ)·w, then as Adam. Every parameter decays, biases too, as in PyTorch.

    Source:
        I. Loshchilov and F. Hutter, Decoupled weight decay regularization (2019).
    """

    decay: float = 0.01
    name: ClassVar[str] = "adamw"

    def update(self, params: Floats, grad: Floats, memory: Floats, rate: float, t: int) -> None:
        np.multiply(params, 1 - rate * self.decay, params)
        super().update(params, grad, memory, rate, t)


def _average(running: Floats, fresh: Floats, keep: float) -> None:
    """running ← keep·running + (1 − keep)·fresh, in place; `fresh` is used up."""
    np.multiply(running, keep, running)
    np.multiply(fresh, 1 - keep, fresh)
    np.add(running, fresh, running)


SGD = Sgd()

OPTIMISERS: dict[str, Optimiser] = {
    one.name: one for one in (SGD, Momentum(), Nesterov(), RmsProp(), Adam(), AdamW())
}
