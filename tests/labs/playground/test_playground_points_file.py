"""Own data of the playground: up to five classes, or values along a line or over the plane; out and in again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.perceptron.lab import PerceptronLab
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.points_file import MOST_ROWS, BadPoints, read_points, write_points
from tui_nn.labs.run import Run
from tui_nn.locale.words import LANGUAGES, Words


def written(folder: Path, content: str) -> Path:
    path = folder / "points.csv"
    path.write_text(content, encoding="utf-8")
    return path


def problems(path: Path, lab: type[PlaygroundLab] | type[PerceptronLab] = PlaygroundLab) -> list[str]:
    """The sentences for the learner, after a check that each can be said in every language."""
    with pytest.raises(BadPoints) as bad:
        read_points(path, lab)
    for language in LANGUAGES:
        for problem in bad.value.problems:
            assert Words(language).has(problem.key)
            assert "{" not in Words(language).say(problem)
    return [Words("en").say(problem) for problem in bad.value.problems]


@pytest.mark.parametrize(
    ("labels", "classes"),
    [
        ("cat dog ant", (1, 2, 0)),
        ("1 2 3 4 5", (0, 1, 2, 3, 4)),
        ("10 9 8", (2, 1, 0)),
        ("0 2", (0, 2)),
        ("0 4 1", (0, 4, 1)),
        ("0 7", (0, 1)),
        ("1 2", (0, 1)),
        ("setosa versicolor virginica", (0, 1, 2)),
        ("0 да", (0, 1)),
    ],
)
def test_up_to_five_classes_are_read(tmp_path: Path, labels: str, classes: tuple[int, ...]) -> None:
    rows = "".join(f"{k},1,{label}\n" for k, label in enumerate(labels.split()))
    assert read_points(written(tmp_path, rows), PlaygroundLab).args[2::3] == tuple(map(float, classes))


def test_a_sixth_class_is_refused_with_the_way_out(tmp_path: Path) -> None:
    path = written(tmp_path, "".join(f"1,2,{label}\n" for label in "abcdef"))
    assert problems(path) == [
        "Line 6: “f” is one class too many; at most 5 are learnt here. Are these values? Then head the column “value”"
    ]


def test_what_five_classes_take_two_still_refuse(tmp_path: Path) -> None:
    path = written(tmp_path, "1,2,a\n3,4,b\n5,6,c\n")
    assert problems(path, PerceptronLab)[0].startswith("Line 3: “c” is a third class")


@pytest.mark.parametrize(
    ("text", "args"),
    [
        ("x1,x2,value\n1,2,0.5\n3,4,-1e3\n", (1, 2, 0.5, 3, 4, -1000)),
        ("\ufeffx;y;Значение\n1,5;2;0,5\n3;4;7\n", (1.5, 2, 0.5, 3, 4, 7)),
        ("x,value\n1,2\n3,4\n", (1, 0, 2, 3, 0, 4)),
        ("x\tVALUE\n−1,5\t2\n3\t4\n", (-1.5, 0, 2, 3, 0, 4)),
    ],
)
def test_values_are_read_under_their_head(tmp_path: Path, text: str, args: tuple[float, ...]) -> None:
    edit = read_points(written(tmp_path, text), PlaygroundLab)
    assert edit == Edit("values", tuple(map(float, args)))


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("x,value\n", ["0 rows of values are not enough; at least two are needed"]),
        ("x,value\n1,2\n", ["1 row of values is not enough"]),
        ("x,value\n1,2\n1,2,3\n", ["Line 3: 3 columns, but the head has 2"]),
        ("x1,x2,value\n1,2,3\n1,2\n", ["Line 3: 2 columns, but the head has 3"]),
        ("x1,x2,value\n1,2,high\n1,2,3\n", ["Line 2, column 3: “high” is not a number"]),
        ("x1,x2,value\n1,2,nan\n1,2,inf\n", ["Line 2, column 3: “nan” is not between", "Line 3, column 3: “inf”"]),
        ("x,value\n1,1e7\n1,2\n", ["Line 2, column 2: “1e7” is not between"]),
        ("x,value\n" + "1,2\n" * (MOST_ROWS + 1), ["2001 rows are too many"]),
        ("x,value\n" + "1,2\n" * 1_000_000, ["is too large: at most 2000 points are read"]),
        ("1,2,0\n" * 1_000_000, ["is too large: at most 2000 points are read"]),
    ],
)
def test_bad_values_are_refused_with_line_and_reason(tmp_path: Path, text: str, sentences: list[str]) -> None:
    found = problems(written(tmp_path, text))
    assert len(found) == len(sentences)
    for part, sentence in zip(sentences, found, strict=True):
        assert part in sentence


def test_values_are_refused_where_classes_are_learnt(tmp_path: Path) -> None:
    path = written(tmp_path, "x1,x2,value\n1,2,0.5\n3,4,1.5\n")
    assert "head" in problems(path, PerceptronLab)[0]


def test_a_line_of_values_is_a_curve_and_a_plane_of_them_a_map(tmp_path: Path) -> None:
    run = Run.begin("playground", "circle", 1).forward(3)
    curve = run.edited(read_points(written(tmp_path, "x,value\n0,1\n1,2\n2,3\n3,5\n"), PlaygroundLab)).forward(5)
    assert isinstance(curve.lab, PlaygroundLab)
    assert curve.lab.world.kind == "curve"
    assert curve.lab.dials.named("data") == "own-values"
    assert curve.lab.net.sizes[0] == 1
    plane = curve.edited(Edit("values", (0.0, 1.0, 3.0, 1.0, 1.0, 5.0, 2.0, -1.0, 0.5))).forward(5)
    assert isinstance(plane.lab, PlaygroundLab)
    assert plane.lab.world.kind == "plane"
    assert plane.lab.frame().readings[3].id == "train-r2"
    other = plane.edited(Edit("values", (0.0, 1.0, 9.0, 1.0, 1.0, 5.0, 2.0, -1.0, 0.5)))
    assert isinstance(other.lab, PlaygroundLab)
    np.testing.assert_array_equal(other.lab.net.params, plane.lab.net.params)  # learning goes on with them
    back = other.edited(Edit("set", ("data", 0.0))).edited(Edit("set", ("data", 17.0)))
    assert isinstance(back.lab, PlaygroundLab)
    assert back.lab.world.targets.tolist() == [9, 5, 0.5]


def test_made_values_become_ones_own() -> None:
    lab = PlaygroundLab.start("hills", 1).edit(Edit("set", ("data", "own-values")))
    assert lab.dials.named("data") == "own-values"
    assert len(lab.world.points) == 1200


@pytest.mark.parametrize("preset", PlaygroundLab.presets)
def test_what_is_saved_is_read_again_to_the_last_bit(tmp_path: Path, preset: str) -> None:
    lab = PlaygroundLab.start(preset, 1)
    write_points(lab, tmp_path / "out.csv")
    again = lab.edit(read_points(tmp_path / "out.csv", PlaygroundLab))
    np.testing.assert_array_equal(again.world.points, lab.world.points)
    np.testing.assert_array_equal(again.world.targets, lab.world.targets)
    np.testing.assert_array_equal(again.world.tested, lab.world.tested)
    assert (again.world.kind, again.world.classes) == (lab.world.kind, lab.world.classes)


@given(
    st.lists(
        st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from([0.0, 2.0, 4.0])),
        min_size=2,
        max_size=9,
    )
)
def test_any_points_with_a_class_0_come_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[float, float, float]]
) -> None:
    rows = [(0.0, 0.0, 0.0), *rows, (1.0, 1.0, 4.0)]
    path = tmp_path_factory.getbasetemp() / "any.csv"
    lab = PlaygroundLab.start("own-points", 1).edit(Edit("load", tuple(number for row in rows for number in row)))
    write_points(lab, path)
    assert read_points(path, PlaygroundLab).args == tuple(number for row in rows for number in row)


def test_the_perceptrons_points_are_saved_too(tmp_path: Path) -> None:
    lab = PerceptronLab.start("clouds", 3)
    write_points(lab, tmp_path / "out.csv")
    again = lab.edit(read_points(tmp_path / "out.csv", PerceptronLab))
    np.testing.assert_array_equal(again.examples.points, lab.examples.points)


def test_a_lab_without_points_and_a_place_that_cannot_be_written_are_refused(tmp_path: Path) -> None:
    from tui_nn.labs.neuron import NeuronLab

    for lab, path in ((NeuronLab.start("lesson", 0), tmp_path / "a"), (PlaygroundLab.start("circle", 0), tmp_path)):
        with pytest.raises(Refused) as refused:
            write_points(lab, path)
        assert Words("ru").has(refused.value.says.key)
    assert list(tmp_path.iterdir()) == []


def test_a_bad_file_changes_nothing(tmp_path: Path) -> None:
    run = Run.begin("playground", "circle", 1).forward(5)
    with pytest.raises(BadPoints):
        run.edited(read_points(written(tmp_path, "1,2,a\n"), run.lab))
    assert run.step == 5
    assert run.forward(1).step == 6
