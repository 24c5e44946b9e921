"""Formulas read as a textbook sets them, or are refused with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.formula import Undrawable, formula, inline, problem, with_commas

IN_ONE_ROW = {
    r"(x_1 + x_2) \bmod 2": "(x₁ + x₂) mod 2",
    r"w_1 x_1": "w₁x₁",
    r"w \leftarrow w + (y-\hat y) x": "w ← w + (y − ŷ)x",
    "w ← w + η(y − ŷ)x": "w ← w + η(y − ŷ)x",
    r"\hat{y} = [w_1 x_1 + w_2 x_2 + b > 0]": "ŷ = [w₁x₁ + w₂x₂ + b > 0]",
    r"2·1 + (-1)\cdot 0 - 1 = 1": "2·1 + (−1)·0 − 1 = 1",
    "x_{1}^2": "x₁²",
    "x^2_1": "x₁²",
    "w_2'": "w₂′",
    "0{,}5": "0,5",
    "(1,0)": "(1, 0)",
    "(R/γ)²": "(R/γ)²",
    r"R \sqrt{k}": "R√k",
    r"t ≥ 0, \quad y \neq -1": "t ≥ 0,  y ≠ −1",
    r"|-3| + \|w\|": "|−3| + ‖w‖",
    r"-\arccos w_1": "−arccos w₁",
    r"3 \sin 2x + \cos(x)": "3 sin 2x + cos(x)",
    r"\sum_{i=1}^{d} w_i x_i": "Σᵢ₌₁ᵈ wᵢxᵢ",
    r"w^\top x": "wᵀx",
    r"10^{-3} \times 2": "10⁻³ × 2",
    r"a < -b \text{ или-или}": "a < −b или-или",
    r"\hat{y}_i": "ŷᵢ",
}

IN_TWO_DIMENSIONS = {
    r"y = f\left(\sum_{i=1}^{d} w_i x_i + b\right)": """\
     ⎛ d         ⎞
     ⎜┌─╴        ⎟
y = f⎜ > wᵢxᵢ + b⎟
     ⎜└─╴        ⎟
     ⎝ⁱ⁼¹        ⎠""",
    r"f(t) = \begin{cases} 1 & t > 0 \\ 0 & t \le 0 \end{cases}": """\
       ⎧ 1  t > 0
f(t) = ⎨
       ⎩ 0  t ≤ 0""",
    r"k \le \left(\frac{R}{\gamma}\right)^2": """\
    ⎛ R ⎞²
k ≤ ⎜╶─╴⎟
    ⎝ γ ⎠""",
    r"\gamma = \min_i \frac{|w \cdot x_i + b|}{\lVert w \rVert}": """\
          |w·xᵢ + b|
γ = minᵢ ╶──────────╴
             ‖w‖""",
    r"\begin{aligned} a &= b \\ cc &= d \end{aligned}": """\
 a = b
cc = d""",
}

REFUSED = {
    "": "empty",
    r"\{": None,
    r"\underbrace{a}": "command",
    r"\begin{tikzpicture} a \end{tikzpicture}": "environment",
    "✓": "character",
    "🙂": "character",
    "{": "unclosed",
    r"\frac{a": "unclosed",
    r"\left(a": "unclosed",
    r"\begin{cases} a": "unclosed",
    "}": "unexpected",
    "a & b": "unexpected",
    "x_1_2": "unexpected",
    "x^": "argument",
    r"\frac": "argument",
    "{" * 3000 + "}" * 3000: "deep",
    r"e^{\vec w}": "broken",
}


@pytest.mark.parametrize("latex", IN_ONE_ROW)
def test_in_a_line(latex: str) -> None:
    assert inline(latex) == IN_ONE_ROW[latex]
    assert problem(latex, inline=True) is None


@pytest.mark.parametrize("latex", IN_TWO_DIMENSIONS)
def test_on_lines_of_its_own(latex: str) -> None:
    assert "\n".join(formula(latex)) == IN_TWO_DIMENSIONS[latex]
    assert problem(latex) is None


@pytest.mark.parametrize("latex", REFUSED)
def test_what_cannot_be_drawn_is_refused_with_its_reason_in_both_languages(latex: str) -> None:
    found = problem(latex)
    assert (found.key if found else None) == (f"plots.formula.{REFUSED[latex]}" if REFUSED[latex] else None)
    if found:
        said = [Words(language).say(found) for language in LANGUAGES]
        assert found.key not in said
        assert said[0] != said[1]
        with pytest.raises(Undrawable):
            formula(latex)


def test_a_fraction_has_no_place_in_a_line() -> None:
    found = problem(r"\frac{1}{2}", inline=True)
    assert found is not None
    assert found.key == "plots.formula.rows"
    assert problem(r"\frac{1}{2}") is None
    with pytest.raises(Undrawable):
        inline(r"\frac{1}{2}")


def test_russian_numbers_have_commas() -> None:
    assert inline(with_commas("0.5 + 1.25 = 1.75")) == "0,5 + 1,25 = 1,75"


PIECES = [*"abx12+-=()[]{}_^&|,;.' ", r"\\", r"\left", r"\right", r"\frac", r"\sqrt", r"\hat", r"\text", r"\sum"]
PIECES += [r"\max", r"\cdot", r"\le", r"\{", r"\}"]
PIECES += [*"ŷ←≤²é🙂", r"\begin{cases}", r"\end{cases}", r"\begin{aligned}", r"\end{aligned}", r"\mathbf"]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=10).map("".join) | st.text(max_size=12), st.booleans())
def test_any_text_is_drawn_or_refused_never_a_crash(latex: str, in_line: bool) -> None:
    if problem(latex, inline=in_line) is None:
        assert formula(latex)
