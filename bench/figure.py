"""A measured figure beside its goal."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """`value` is None where it cannot be measured; `goal` is None where there is none."""

    what: str
    value: float | None
    unit: str
    goal: float | None = None
    at_least: bool = False  # the goal is a floor, not a ceiling

    @property
    def met(self) -> bool:
        if self.value is None or self.goal is None:
            return True
        return self.value >= self.goal if self.at_least else self.value <= self.goal

    def row(self) -> tuple[str, str, str, str]:
        """What, measured, goal, and a sign."""
        value = "–" if self.value is None else f"{_number(self.value)} {self.unit}"
        if self.goal is None:
            return self.what, value, "", ""
        sign = "–" if self.value is None else "✓" if self.met else "✗"
        return self.what, value, f"{'≥' if self.at_least else '≤'} {_number(self.goal)} {self.unit}", sign


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
