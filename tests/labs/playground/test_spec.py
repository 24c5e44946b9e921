"""A training as a file: every key does what docs/training-spec.md says, and every mistake is told."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from tui_nn.labs.lab import Edit
from tui_nn.labs.playground import spec, spec_keys
from tui_nn.labs.playground.knobs import BY_ID, Dials
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.playground.presets import PRESETS
from tui_nn.labs.playground.spec import BadSpec, Spec
from tui_nn.labs.playground.turning import seeded
from tui_nn.locale.words import LANGUAGES, Words

DOC = (Path(__file__).parents[3] / "docs" / "training-spec.md").read_text("utf-8")
ROWS = {row[1]: row[2] for row in re.finditer(r"^\| `([a-z]+)` \| (.*?) \|", DOC, re.MULTILINE)}

# One value of each key that is not the usual one.
OTHER = {
    "data": '"xor"',
    "noise": "35",
    "ratio": "70",
    "activation": '"gelu"',
    "loss": '"cross-entropy"',
    "start": '"he"',
    "optimiser": '"adam"',
    "rate": "0.125",
    "schedule": '"cosine"',
    "batch": "7",
    "regulariser": '"l2"',
    "strength": "1",
    "dropout": "0.25",
    "order": '"shuffled"',
    "stop": '"early"',
}


def lab_of(text: str, folder: Path = Path()) -> PlaygroundLab:
    lab = spec.read(text, folder).run().lab
    assert isinstance(lab, PlaygroundLab)
    return lab


def told(text: str, language: str = "en", folder: Path = Path()) -> list[str]:
    with pytest.raises(BadSpec) as bad:
        spec.read(text, folder)
    return [Words(language).say(problem) for problem in bad.value.problems]


# The page that describes it -----------------------------------------------------------------------------------------


def test_the_page_names_every_key_and_no_other() -> None:
    assert set(ROWS) == set(spec_keys.KEYS)


@pytest.mark.parametrize("key", spec_keys.KNOBS)
def test_the_page_says_what_each_key_can_be(key: str) -> None:
    names, knob = spec_keys.names_of(key), BY_ID[spec_keys.KNOBS[key]]
    if names:
        assert re.findall(r"`([a-z0-9-]+)`", ROWS[key]) == list(names)
    elif knob.ends[1] > 1e300:
        assert ROWS[key] == "a finite number not below 0"
    else:
        assert f"number from {knob.ends[0]:g} to {knob.ends[1]:g}" in ROWS[key]
        assert ("whole" in ROWS[key]) == (knob.free == "whole")


def test_the_example_of_the_page_is_a_run() -> None:
    found = re.search(r"```toml\n(.*?)```", DOC, re.DOTALL)
    assert found
    read = spec.read(found[1])
    lab = read.run().lab
    assert isinstance(lab, PlaygroundLab)
    assert (lab.net.sizes, lab.seed_text, read.epochs) == ((4, 8, 8, 1), "0.42000", 200)


# What a spec means --------------------------------------------------------------------------------------------------


def test_an_empty_spec_is_the_playgrounds_first_screen() -> None:
    read = spec.read("# nothing\n")
    assert (read, read.epochs) == (Spec(), 100)
    assert lab_of("").dials == Dials.of()


@pytest.mark.parametrize("key", spec_keys.KNOBS)
def test_every_key_turns_its_knob_and_no_other(key: str) -> None:
    lab = lab_of(f"{key} = {OTHER[key]}")
    assert lab.dials == Dials.of({spec_keys.KNOBS[key]: OTHER[key].strip('"')})
    assert lab.dials != Dials.of()


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_can_be_a_base(preset: str) -> None:
    again = lab_of(f'preset = "{preset}"\nseed = 3')
    assert np.array_equal(again.losses, PlaygroundLab.start(preset, 3).losses, equal_nan=True)
    assert lab_of(f'preset = "{preset}"\nhidden = [5]\ndata = "circle"\nloss = "mse"').net.sizes[1:] == (5, 1)


def test_layers_and_features_are_lists() -> None:
    assert lab_of('features = ["sin-x2", "x1x2"]\nhidden = [3, 64, 1]').net.sizes == (2, 3, 64, 1, 1)
    assert lab_of("hidden = []").net.sizes == (2, 1)


def test_a_seed_is_a_number_or_the_playgrounds_text() -> None:
    assert lab_of("seed = 42").losses == lab_of('seed = "0.00042"').losses == PlaygroundLab.start("circle", 42).losses
    assert lab_of('seed = "0.42000"').losses[0] == pytest.approx(0.522059151493, abs=1e-11)


def test_from_values_to_classes_and_back_in_one_spec() -> None:
    crossed = lab_of('preset = "hills"\ndata = "circle"\nloss = "cross-entropy"')
    assert crossed.training.recipe.loss == "bce"
    assert lab_of('preset = "overfit"\ndata = "reg-plane"\nloss = "mse"').training.recipe.loss == "mse"


def test_points_of_ones_own_stand_beside_the_spec(tmp_path: Path) -> None:
    rows = "".join(f"{x},{-x},{'yes' if x > 0 else 'no'}\n" for x in range(-5, 5))
    (tmp_path / "own.csv").write_text(rows, "utf-8")
    (tmp_path / "spec.toml").write_text('points = "own.csv"\nhidden = [3]', "utf-8")
    lab = spec.load(tmp_path / "spec.toml").run().lab
    assert isinstance(lab, PlaygroundLab)
    assert lab.world.points[:, 0].tolist() == list(range(-5, 5))
    assert (lab.net.sizes, lab.learnt_from) == ((2, 3, 1), 5)
    # The first weights are those of these points, whichever other keys there are: beginning again finds them again.
    alone = lab_of('points = "own.csv"\nseed = "7"', tmp_path)
    alone_from_number = lab_of('points = "own.csv"', tmp_path)
    for one, seed in ((alone, "7"), (alone_from_number, "0.00000")):
        assert np.array_equal(one.net.params, one.edit(seeded(seed)).net.params)


def test_the_set_up_of_an_address_keeps_its_seed_apart() -> None:
    read = Spec.of_address("#seed=0.42000&dataset=xor")
    assert read.seed == "0.42000"
    assert read.edits == (Edit("set", ("data", 1.0)), *read.edits[1:])
    assert all(edit.verb == "set" for edit in read.edits)
    assert Spec.of_address("#dataset=xor").seed == 0


# Mistakes -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rat = 0.1", "Line 1: unknown key “rat”; did you mean “rate”?"),
        ('\n  optimizer = "adam"', "Line 2: unknown key “optimizer”; did you mean “optimiser”?"),
        ("[network]\nhidden = [8]", "Line 1: unknown key “network”; there are preset, points"),
        ("hidden = [0]", "Line 1: hidden must be a list of at most 6 layers of 1 to 64 units"),
        ("hidden = 8", "such as [8, 8], or [] for none; 8 is not"),
        ("hidden = [1, 1, 1, 1, 1, 1, 1]", "at most 6 layers"),
        ("hidden = [2.0]", "[2.0] is not"),
        ("rate = -0.1", "Line 1: rate must be a finite number not below 0; -0.1 is not"),
        ("rate = nan", "NaN is not"),
        ("rate = inf", "Infinity is not"),
        ("rate = true", "true is not"),
        ('rate = "fast"', 'rate must be a finite number not below 0; "fast" is not'),
        ("dropout = 0.9", "dropout must be a number from 0 to 0.8; 0.9 is not"),
        ("batch = 0", "batch must be a whole number from 1 to 2000; 0 is not"),
        ("noise = 2.5", "noise must be a whole number from 0 to 80; 2.5 is not"),
        ("epochs = -1", "epochs must be a whole number from 0 to 1000000; -1 is not"),
        ('data = "own"', 'data cannot be "own"; it can be circle, xor'),
        ("data = 3", "data cannot be 3"),
        ('preset = "none"', "preset cannot be"),
        ("features = []", "features must be a list of one or more of x1"),
        ('features = "x1"', '"x1" is not'),
        ("features = [[1]]", "[[1]] is not"),
        ('data = "sine"\nfeatures = ["x1", "x2"]', "Line 2: the data sine have one variable only"),
        ('data = "reg-plane"\nloss = "cross-entropy"', "Line 2: Cross-entropy is for classes"),
        ('preset = "overfit"\ndata = "sine"', "Line 2: Cross-entropy is for classes"),
        ("seed = 0.42", 'or a text in quotes, such as "0.42000"; 0.42 is neither'),
        ("seed = -1", "-1 is neither"),
        ('seed = ""', "A seed is a text of 1 to 100 characters"),
        ('points = "none.csv"', "Line 1: in the points: There is no file"),
        ("points = 3", "points must be the name of a CSV file; 3 is not"),
        ('points = "\\u0000"', "There is no file �"),
        ('points = "none.csv"\ndata = "xor"', "points and data exclude each other"),
        ("rate 0.1", "Line 1, column 6: this is not TOML"),
        ("rate = 0.1\nrate = 0.2", "Line 2: this key has been given before"),
        ("hidden = [8,", "ends in the middle of a value"),
        (f"rate = {'1' * 5000}", "far too long"),
        (f"rate = {'[' * 20000}", "far too long"),
        (f"rate = 1{'0' * 400}", "must be a finite number"),
    ],
)
def test_a_mistake_is_one_clear_sentence_in_either_language(text: str, sentence: str) -> None:
    assert sentence in "\n".join(told(text))
    for language in LANGUAGES:
        for line in told(text, language):
            assert not re.search(r"setups\.|runs\.|\{", line.replace("{", "", text.count("{")))
            assert len(line) < 400
    assert re.search("[а-я]", told(text, "ru")[0])


def test_all_mistakes_are_told_in_the_order_of_their_lines() -> None:
    lines = told('seed = -1\nrat = 1\nhidden = [0]\ndata = "xor"\nrate = -1\n')
    assert [line.split(":")[0] for line in lines] == ["Line 1", "Line 2", "Line 3", "Line 5"]


def test_a_file_that_cannot_be_read_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "latin.toml").write_bytes(b'data = "\xff"')
    (tmp_path / "large.toml").write_text("#" * 200_000, "utf-8")
    for name, sentence in (
        ("none.toml", "no file"),
        ("", "folder"),
        ("latin.toml", "UTF-8"),
        ("large.toml", "large"),
    ):
        with pytest.raises(BadSpec) as bad:
            spec.load(tmp_path / name)
        assert sentence in Words("en").say(bad.value.problems[0])
    (tmp_path / "marked.toml").write_bytes(b"\xef\xbb\xbfnoise = 5\r\nrate = 0.5\r\n")
    assert len(spec.load(tmp_path / "marked.toml").edits) == 2
