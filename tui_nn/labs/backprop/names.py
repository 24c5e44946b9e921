"""The numbers of one example in the order in which they are worked out, by id, and their signs."""

from __future__ import annotations

from functools import lru_cache

_LOWERED = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")

FORWARD, BACK, UPDATE = "forward", "back", "update"


@lru_cache
def parameters(hidden: int) -> tuple[str, ...]:
    """All weights and biases, unit by unit.

    ``wij`` leads from input i into hidden unit j, ``bj`` is that unit's bias; ``vj`` leads from it into the output,
    whose bias is ``c``.
    """
    units = range(1, hidden + 1)
    into = [name for j in units for name in (f"w1{j}", f"w2{j}", f"b{j}")]
    return (*into, *(f"v{j}" for j in units), "c")


def place(name: str, hidden: int) -> int:
    """Where a parameter lies in the `params` of a `Net` of sizes 2, hidden, 1."""
    if name == "c":
        return 4 * hidden
    row = {"w": int(name[1]) - 1, "b": 2, "v": 3}[name[0]]
    return row * hidden + int(name[-1]) - 1


@lru_cache
def script(hidden: int, updates: bool) -> tuple[str, ...]:
    """The ids of an example's numbers; the weights change only where there is an update after it.

    ``zj`` and ``hj`` are a hidden unit's sum and value, ``z`` and ``p`` the output's, ``L`` the loss; ``dj``
    and ``d`` are slopes along the sums, ``g-…`` those along the parameters, ``n-…`` the parameters' new values.
    """
    units = range(1, hidden + 1)
    forward = [name for j in units for name in (f"z{j}", f"h{j}")] + ["z", "p", "L"]
    back = ["d", *(f"g-v{j}" for j in units), "g-c"]
    back += [name for j in units for name in (f"d{j}", f"g-w1{j}", f"g-w2{j}", f"g-b{j}")]
    return (*forward, *back, *((f"n-{name}" for name in parameters(hidden)) if updates else ()))


def phase(id: str) -> str:
    """Which of the three walks a number belongs to."""
    return UPDATE if id.startswith("n-") else BACK if id[0] in "dg" else FORWARD


def symbol(id: str) -> str:
    """``n-w11`` as one reads it: w₁₁′."""
    kind, _, name = id.rpartition("-")
    if kind:
        return {"g": f"∂{symbol(name)}", "n": f"{symbol(name)}′"}[kind]
    return name.replace("d", "δ").translate(_LOWERED)


def in_tex(name: str) -> str:
    """``w11`` in LaTeX; δ for ``d``."""
    letter = r"\delta" if name[0] == "d" else name[0]
    return f"{letter}_{{{name[1:]}}}" if len(name) > 1 else letter
