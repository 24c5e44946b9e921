"""The lesson on linear regression tells the truth: each figure on its pages is what the page's own lab gives."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui_nn.labs.lab import Edit
from tui_nn.labs.regression.lab import RegressionLab

LESSONS = Path(__file__).parents[2] / "lessons" / "05-regression"
ENGLISH, RUSSIAN = ((LESSONS / f"lesson.{language}.md").read_text(encoding="utf-8") for language in ("en", "ru"))


def made(preset: str, ticks: int = 0, **settings: str | float) -> RegressionLab:
    lab = RegressionLab.start(preset, 0)
    for knob, value in settings.items():
        lab = lab.edit(Edit("set", (knob, value)))
    for _ in range(ticks):
        lab = lab.tick()
    return lab


def reading(lab: RegressionLab, id: str) -> float:
    value = {reading.id: reading.value for reading in lab.frame().readings}[id]
    assert value is not None
    return value


def steps_to_best(lab: RegressionLab) -> int:
    """Steps until the MSE is within 1 % of the least."""
    least = lab.least
    assert least is not None
    while lab.mse > 1.01 * least:
        lab = lab.tick()
    return lab.steps


def says(id: str, english: str, russian: str) -> None:
    """Both languages have those words on that page."""
    for text, wanted in ((ENGLISH, english), (RUSSIAN, russian)):
        assert wanted in text.partition(f"{{#{id}}}")[2].partition("\n## ")[0]


def test_no_line_comes_below_0634() -> None:
    lab = made("hand")
    assert lab.mse == pytest.approx(49.5, abs=0.06)
    assert lab.least == pytest.approx(0.634, abs=5e-4)
    assert made("hand", 1, method="equation").weights == pytest.approx((1.945, 0.812), abs=5e-4)
    assert made("hand", w0=2, w1=0.8).mse == pytest.approx(0.636, abs=5e-4)
    says("line", "0.634, with $w = (1.945, 0.812)$", "До 0,634, при $w = (1{,}945; 0{,}812)$")


@pytest.mark.parametrize(
    ("w0", "w1", "mse", "mae"), [(2, 1, 5 / 3, 1), (0, 2, 1, 1), (3, 1, 2 / 3, 2 / 3), (1, 2, 0, 0)]
)
def test_lines_through_the_three_points(w0: float, w1: float, mse: float, mae: float) -> None:
    lab = made("squares", w0=w0, w1=w1)
    assert (lab.mse, lab.mae) == pytest.approx((mse, mae))


def test_the_twin_has_no_inverse_and_a_shortest_answer() -> None:
    lab = made("twin", 1)
    assert lab.weights == pytest.approx((1, 1, 1))
    assert made("twin", 1, twin="off").weights == pytest.approx((1, 2))


def test_the_first_steps_downhill() -> None:
    found = [made("descent", ticks) for ticks in range(4)]
    assert [lab.mse for lab in found] == pytest.approx([27.667, 0.332, 0.0053, 0.0013], abs=5e-4)
    assert found[1].weights == pytest.approx((1, 2.267), abs=5e-4)
    assert found[0].slope.tolist() == pytest.approx([-10, -22.667], abs=5e-4)
    says(
        "descent",
        "from 27.667 to 0.332, the second to 0.0053, the third to 0.0013",
        "с 27,667 до 0,332, второй до 0,0053, третий до 0,0013",
    )


def test_a_hair_below_the_limit_arrives_on_it_swings_and_above_it_explodes() -> None:
    limit = reading(made("limit"), "limit")
    assert limit == pytest.approx(0.02332, abs=5e-6)
    below, on, above = (made("limit", 1000, rate=share * limit).mse for share in (0.99, 1.0, 1.01))
    assert below == pytest.approx(0.634, abs=5e-4)
    assert on == pytest.approx(48.6, abs=0.05)
    assert above == pytest.approx(7.6e18, rel=0.01)
    says("step-size", "forever, 48.6. At 1.01 of it: $7.6·10^{18}$", "48,6. При 1,01 — $7{,}6·10^{18}$")


def test_small_rates_are_slow() -> None:
    limit = reading(made("limit"), "limit")
    assert [steps_to_best(made("limit", rate=share * limit)) for share in (0.9, 0.05, 0.005)] == [213, 3843, 38439]
    says(
        "step-size",
        "213 steps at 0.9 of the limit, 3,843 at a twentieth of it, 38,439",
        "при двадцатой доле — 3843, при двухсотой — 38439",
    )


def test_the_limit_of_the_three_points() -> None:
    assert reading(made("descent"), "limit") == pytest.approx(0.1803, abs=5e-5)
    assert made("descent", 100).mse < 1e-3
    assert made("descent", 100, rate=0.2).mse > 1e6


def test_scaling_makes_one_step_of_twenty_eight_thousand() -> None:
    raw, scaled = made("scale"), made("scale", scaled="on", rate=0.5)
    assert reading(raw, "condition") == pytest.approx(20_750, abs=0.5)
    assert reading(scaled, "condition") == pytest.approx(1)
    assert steps_to_best(made("scale", rate=0.99 * reading(raw, "limit"))) == 28_200
    assert steps_to_best(scaled) == 1
    says(
        "scaling", "κ 20,750 needed 28,200 steps, κ 1 needs 1", "При κ 20750 понадобилось 28200 шагов, при κ 1 — один"
    )


def test_one_outlier() -> None:
    squares = made("outlier", 1, method="equation")
    assert squares.weights == pytest.approx((-10.8, 6.42), abs=0.02)
    lab = made("outlier", 45)
    assert lab.least == pytest.approx(8.1)
    assert lab.mae < 8.5
    assert made("constant", 1).line[0] == pytest.approx(22)
    says("outliers", "$-10.8 + 6.42x$", "$-10{,}8 + 6{,}42x$")


def test_the_products_by_hand() -> None:
    from tui_nn.labs.run import Run

    def cells(task: str, *edits: tuple[str, float]) -> list[float | None]:
        run = Run.begin("matrix", task, 0, [(knob, str(value)) for knob, value in edits]).forward(9)
        return [
            reading.value for reading in run.lab.frame().numbers() if reading.id[0] == "c" and reading.id[1] in "123"
        ]

    assert cells("predict") == [3, 5, 7]
    assert cells("predict", ("w0", -3), ("w1", 3)) == [0, 3, 6]
    assert cells("gram") == [3, 6, 6, 14]
    assert cells("moments") == [15, 34]
