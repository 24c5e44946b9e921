"""Activation functions: what a unit answers to its sum, and how steeply."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from tui_nn.engine.arrays import Floats
from tui_nn.engine.expression import BadFormula, Expression, parsed

LEAK = 0.01  # slope of leaky ReLU below 0
TYPED = "="  # begins the name of a function that is given as a formula, such as "=max(0, x)"


class Value(Protocol):
    """a = f(z), any shape; written into `out` when it is given, which may be `z` itself only if the text says so."""

    def __call__(self, z: Floats, out: Floats | None = None, /) -> Floats: ...


class Slope(Protocol):
    """f′(z) from z and a = f(z); written into `out` when it is given, which may be `a` but not `z`."""

    def __call__(self, z: Floats, a: Floats, out: Floats | None = None, /) -> Floats: ...


@dataclass(frozen=True)
class Activation:
    """A function of one sum, element by element.

    Arrays are float64 or float32 of any shape but (), and the answer keeps the kind. Sums between −1000 and 1000 give
    finite values and slopes, without warnings; a sum that is not a number gives a value that is not one either.

    `smooth` is False where the function has a corner or a jump (always at z = 0). The slope there is the one that
    belongs to z < 0, except for |z|, where it is 0.
    """

    name: str
    value: Value
    slope: Slope
    smooth: bool = True


def _constant(number: float) -> Mapping[np.dtype[np.floating], Floats]:
    # An operand of the array's own kind spares NumPy a conversion that costs as much as a small operation.
    return {np.dtype(kind): np.array(number, dtype=kind) for kind in (np.float64, np.float32)}


_ZERO, _ONE, _MINUS_TWO, _HALF = _constant(0.0), _constant(1.0), _constant(-2.0), _constant(0.5)
_LEAK = _constant(LEAK)
# exp(40) swamps the 1 beside it in float64 and float32 alike, so nothing changes above.
_SATURATED = _constant(40.0)
_GELU_SCALE, _GELU_CUBIC = _constant(math.sqrt(2 / math.pi)), _constant(0.044715)
_GELU_CUBIC_SLOPE = _constant(3 * 0.044715)


def _identity_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    return _filled(1.0, z, out)


def _step(z: Floats, out: Floats | None = None, /) -> Floats:
    return np.heaviside(z, _ZERO[z.dtype], out)


def _step_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    return _filled(0.0, z, out)


def sigmoid(z: Floats, out: Floats | None = None, /) -> Floats:
    """σ(z) = 1/(1 + e⁻ᶻ), exact to the last digits in both tails.

    Computed as e/(1 + e) with e = exp(min(z, 40)): nothing overflows, and small probabilities stay above 0.
    """
    out = np.minimum(z, _SATURATED[z.dtype], out=out)
    np.exp(out, out)
    return np.divide(out, out + _ONE[z.dtype], out)


def _sigmoid_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    return np.subtract(a, a * a, out)


def _tanh_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    out = np.multiply(a, a, out)
    return np.subtract(_ONE[a.dtype], out, out)


def _relu(z: Floats, out: Floats | None = None, /) -> Floats:
    return np.maximum(z, _ZERO[z.dtype], out=out)


def _relu_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    # a is never below 0, so its sign is [a > 0]; comparing would make truth values that need a conversion.
    return np.sign(a, out)


def _leaky_relu(z: Floats, out: Floats | None = None, /) -> Floats:
    return np.maximum(z, z * _LEAK[z.dtype], out=out)


def _leaky_relu_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    out = np.sign(a, out)
    return np.maximum(out, _LEAK[a.dtype], out=out)


def _elu(z: Floats, out: Floats | None = None, /) -> Floats:
    # One part is always 0, so the sum is exact.
    below = np.expm1(np.minimum(z, _ZERO[z.dtype]))
    out = np.maximum(z, _ZERO[z.dtype], out=out)
    return np.add(out, below, out)


def _elu_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    out = np.minimum(z, _ZERO[z.dtype], out=out)
    return np.exp(out, out)


def _softplus(z: Floats, out: Floats | None = None, /) -> Floats:
    return np.logaddexp(z, _ZERO[z.dtype], out)


def _softplus_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    return sigmoid(z, out)


def _gelu_tanh(z: Floats) -> Floats:
    square = z * z
    square *= _GELU_CUBIC[z.dtype]
    square += _ONE[z.dtype]
    square *= z
    square *= _GELU_SCALE[z.dtype]
    return np.tanh(square, square)


def _gelu(z: Floats, out: Floats | None = None, /) -> Floats:
    share = _gelu_tanh(z)
    share += _ONE[z.dtype]
    share *= _HALF[z.dtype]
    return np.multiply(share, z, out)


def _gelu_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    t = _gelu_tanh(z)
    inner = z * z
    inner *= _GELU_CUBIC_SLOPE[z.dtype]
    inner += _ONE[z.dtype]
    inner *= _GELU_SCALE[z.dtype]
    inner *= z
    inner *= _ONE[z.dtype] - t * t
    inner += t
    inner += _ONE[z.dtype]
    return np.multiply(inner, _HALF[z.dtype], out)


def _swish(z: Floats, out: Floats | None = None, /) -> Floats:
    return np.multiply(z, sigmoid(z), out)


def _swish_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    share = sigmoid(z)
    return np.add(share, a * (_ONE[z.dtype] - share), out)


def _sine_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    return np.cos(z, out)


def _gauss(z: Floats, out: Floats | None = None, /) -> Floats:
    out = np.multiply(z, z, out)
    np.negative(out, out)
    return np.exp(out, out)


def _gauss_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    out = np.multiply(a, z, out)
    return np.multiply(out, _MINUS_TWO[z.dtype], out)


def _abs_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    return np.sign(z, out)


def _square(z: Floats, out: Floats | None = None, /) -> Floats:
    return np.multiply(z, z, out)


def _square_slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
    return np.add(z, z, out)


def _filled(number: float, like: Floats, out: Floats | None) -> Floats:
    if out is None:
        return np.full_like(like, number)
    out.fill(number)
    return out


# z            identity
# [z > 0]      step: slope 0 everywhere, so nothing before it learns
# z·Φ(z)       gelu, with Φ by the tanh formula of its paper: ½(1 + tanh(√(2/π)·(z + 0.044715·z³)))
# z·σ(z)       swish (SiLU)
# log(1 + eᶻ)  softplus
# eᶻ − 1       elu below 0; leaky-relu has 0.01·z there
# e^(−z²)      gauss
ACTIVATIONS: dict[str, Activation] = {
    one.name: one
    for one in (
        Activation("identity", np.positive, _identity_slope),
        Activation("step", _step, _step_slope, smooth=False),
        Activation("sigmoid", sigmoid, _sigmoid_slope),
        Activation("tanh", np.tanh, _tanh_slope),
        Activation("relu", _relu, _relu_slope, smooth=False),
        Activation("leaky-relu", _leaky_relu, _leaky_relu_slope, smooth=False),
        Activation("elu", _elu, _elu_slope),
        Activation("softplus", _softplus, _softplus_slope),
        Activation("gelu", _gelu, _gelu_slope),
        Activation("swish", _swish, _swish_slope),
        Activation("sine", np.sin, _sine_slope),
        Activation("gauss", _gauss, _gauss_slope),
        Activation("abs", np.absolute, _abs_slope, smooth=False),
        Activation("square", _square, _square_slope),
    )
}


@lru_cache(maxsize=256)
def activation(name: str) -> Activation:
    """The function of that name in ACTIVATIONS, or the one that a formula after "=" describes.

    Typed functions are taken to have corners, and may leave the numbers where their formula does.

    Raises:
        ValueError: neither.
    """
    if name in ACTIVATIONS:
        return ACTIVATIONS[name]
    if not name.startswith(TYPED):
        raise ValueError(f"no such activation: {name}; there are {', '.join(ACTIVATIONS)}, and formulas after =")
    try:
        formula = parsed(name.removeprefix(TYPED))
    except BadFormula as bad:
        raise ValueError(f"activation {name}: {bad}") from bad
    return Activation(name, _typed(formula), _typed_slope(formula.slope), smooth=False)


def _typed(formula: Expression) -> Value:
    def value(z: Floats, out: Floats | None = None, /) -> Floats:
        answer = np.empty_like(z) if out is None else out
        np.copyto(answer, formula(z), casting="same_kind")
        return answer

    return value


def _typed_slope(formula: Expression) -> Slope:
    value = _typed(formula)

    def slope(z: Floats, a: Floats, out: Floats | None = None, /) -> Floats:
        return value(z, out)

    return slope
