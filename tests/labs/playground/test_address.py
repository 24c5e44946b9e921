"""TensorFlow Playground's addresses: the page's own runs, there and back again, and nothing changed in silence."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.playground import address
from tui_nn.labs.playground.knobs import BY_ID, Dials
from tui_nn.labs.playground.lab import PlaygroundLab
from tui_nn.labs.playground.turning import turned_to
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words

# What the page itself writes when it is opened, but for the seed.
WHOLE = (
    "https://playground.tensorflow.org/#activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane"
    "&learningRate=0.03&regularizationRate=0&noise=0&networkShape=4,2&seed=0.42000&showTestData=false"
    "&discretize=false&percTrainData=50&x=true&y=true&xTimesY=false&xSquared=false&ySquared=false&cosX=false"
    "&sinX=false&cosY=false&sinY=false&collectStats=false&problem=classification&initZero=false&hideText=false"
)


def lab_of(url: str) -> PlaygroundLab:
    return turned(PlaygroundLab.start(address.PRESET, 0), *address.read(url))


def turned(lab: PlaygroundLab, *edits: Edit) -> PlaygroundLab:
    for edit in edits:
        lab = lab.edit(edit)
    return lab


def set_to(**knobs: str) -> tuple[Edit, ...]:
    """Edits by knob (with _ for -) and a value as a person writes it."""
    named = {id.replace("_", "-"): value for id, value in knobs.items()}
    return tuple(Edit("set", (id, BY_ID[id].parse(value))) for id, value in named.items())


def same(one: PlaygroundLab, other: PlaygroundLab) -> bool:
    """Whether two labs learn the same from the same, bit for bit, over two epochs."""
    for _ in range(3):
        arrays = [(lab.net.params, *vars(lab.data).values()) for lab in (one, other)]
        for a, b in zip(*arrays, strict=True):
            if not np.array_equal(a, b):
                return False
        if not np.array_equal(one.losses, other.losses, equal_nan=True) or one.dials != other.dials:
            return False
        one, other = one.tick(), other.tick()
    return True


@pytest.mark.parametrize("url", [WHOLE, "playground.tensorflow.org/#seed=0.42000", "#seed=0.42000", "seed=0.42000"])
def test_the_first_screen_of_the_page_is_recognised_however_its_address_is_copied(url: str) -> None:
    train, test = lab_of(url).losses
    assert train == pytest.approx(0.522059151493, abs=1e-11)
    assert test == pytest.approx(0.520493604174, abs=1e-11)


def test_every_key_of_the_page_finds_its_knob() -> None:
    lab = lab_of(
        "#activation=linear&regularization=L1&batchSize=7&regDataset=reg-gauss&learningRate=0.1"
        "&regularizationRate=0.003&noise=35&networkShape=3,64,1&percTrainData=80&x=false&xTimesY=true&sinY=true"
        "&problem=regression&initZero=true&showTestData=true&discretize=true"
    )
    wanted: dict[str, float | str] = {
        "activation": "identity",
        "regulariser": "playground-l1",
        "batch": 7,
        "data": "reg-gauss",
        "rate": 0.1,
        "strength": 0.003,
        "noise": 35,
        "layers": 3,
        "u1": 3,
        "u2": 64,
        "u3": 1,
        "ratio": 80,
        "f-x1": "off",
        "f-x1x2": "on",
        "f-sin-x2": "on",
        "start": "zeros",
        "show-test": "on",
        "discretize": "on",
    }
    assert lab.dials == Dials.of(wanted)
    assert lab.net.sizes == (3, 3, 64, 1, 1)


def test_what_the_page_overlooks_changes_nothing() -> None:
    dead = "&cosX=true&cosY=false&collectStats=true&tutorial=dl&hideText=true&playButton_hide=true&noise=&&dataset"
    assert address.read(WHOLE + dead) == address.read(WHOLE)


def test_an_empty_shape_has_no_hidden_layers() -> None:
    assert lab_of("#networkShape=").net.sizes == (2, 1)


def test_an_address_without_a_seed_leaves_the_labs() -> None:
    edits = address.read("#dataset=xor&noise=10")
    labs = [turned(PlaygroundLab.start(address.PRESET, seed), *edits) for seed in (3, 4)]
    assert [lab.seed_text for lab in labs] == ["0.00003", "0.00004"]
    assert not np.array_equal(labs[0].net.params, labs[1].net.params)


@pytest.mark.parametrize("rate", ["0", "0.000001", "0.00001000001", "17.5", "1e300"])
def test_any_rate_of_the_page_is_taken_as_it_is(rate: str) -> None:
    lab = lab_of(f"#learningRate={rate}&regularizationRate={rate}&regularization=L2")
    assert (lab.dials["rate"], lab.dials["strength"]) == (float(rate), float(rate))
    assert lab_of(address.write(lab)).dials == lab.dials


def test_a_rate_of_0_learns_nothing_and_can_be_explained() -> None:
    lab = lab_of("#learningRate=0")
    after = lab.tick()
    assert np.array_equal(after.net.params, lab.net.params)
    assert after.why("w-1-1-1").numbers


def test_a_seed_is_taken_as_a_browser_hands_it_to_the_page() -> None:
    assert lab_of("#seed=a b").seed_text == "a%20b"
    assert lab_of("#seed=ё").seed_text == "%D1%91"
    assert lab_of("#seed=a%20b/?'!=c").seed_text == "a%20b/?'!=c"


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("", "no address of TensorFlow Playground"),
        ("hello", "no address of TensorFlow Playground"),
        ("https://example.org/#noise=10", "no address of TensorFlow Playground"),
        ("#nosie=10", "no key “nosie”; did you mean “noise”?"),
        ("#colour=blue", "no key “colour”"),
        ("#noise=81", "would turn 81 into 50"),
        ("#noise=-5", "would turn -5 into 0"),
        ("#noise=2.5", "noise must be a whole number from 0 to 80; “2.5”"),
        ("#noise=0x10", "noise: “0x10” is not a number"),
        ("#learningRate=-0.1", "learningRate must be a finite number not below 0; “-0.1”"),
        ("#learningRate=1e999", "learningRate must be a finite number"),
        ("#regularizationRate=-1", "regularizationRate must be"),
        ("#batchSize=0", "batchSize must be a whole number from 1 to 250; “0”"),
        ("#batchSize=251", "only 250 points are for training"),
        ("#networkShape=4,0", "from 1 to 64; “0”"),
        ("#networkShape=4,,2", "from 1 to 64; “”"),
        ("#networkShape=65", "from 1 to 64; “65”"),
        ("#networkShape=1,1,1,1,1,1,1", "6 hidden layers at most; here there are 7"),
        ("#percTrainData=5", "percTrainData must be a whole number from 10 to 100; “5”"),
        ("#x=false&y=false", "No feature is on"),
        ("#x=yes", "x must be true or false; “yes”"),
        ("#activation=gelu", "activation: “gelu” is not possible; it can be relu, tanh, sigmoid, linear"),
        ("#dataset=reg-plane", "it can be circle, xor, gauss, spiral"),
        ("#regDataset=moons", "it can be reg-plane, reg-gauss"),
        ("#regularization=L3", "it can be none, L1, L2"),
        ("#problem=both", "it can be classification, regression"),
        (f"#seed={'1' * 101}", "at most 100 characters"),
    ],
)
def test_what_the_page_or_the_lab_does_not_have_is_refused_by_name(url: str, sentence: str) -> None:
    with pytest.raises(Refused) as refused:
        address.read(url)
    assert sentence in Words("en").say(refused.value.says)
    for language in LANGUAGES:
        told = Words(language).say(refused.value.says)
        assert "{" not in told
        assert "setups." not in told


SETUPS = st.fixed_dictionaries(
    {
        "data": st.sampled_from(["circle", "xor", "gauss", "spiral", "reg-plane", "reg-gauss"]),
        "noise": st.integers(0, 80),
        "ratio": st.integers(10, 100),
        "layers": st.integers(0, 6),
        **{f"u{layer}": st.integers(1, 12) for layer in range(1, 7)},
        "activation": st.sampled_from(["relu", "tanh", "sigmoid", "identity"]),
        "start": st.sampled_from(["playground", "zeros"]),
        "rate": st.floats(0, 1),
        "batch": st.integers(1, 50),
        "regulariser": st.sampled_from(["none", "playground-l1", "playground-l2"]),
        "strength": st.floats(0, 1),
    }
)
FEATURES = st.sets(
    st.sampled_from(sorted(set(BY_ID) & {f"f-{name}" for name in address.FEATURES.values()})), min_size=1
)


@settings(max_examples=20)
@given(SETUPS, FEATURES, st.text("0123456789.abc-/%'", min_size=1, max_size=20))
def test_the_address_of_a_set_up_leads_back_to_it_bit_for_bit(setup: dict[str, Any], on: set[str], seed: str) -> None:
    features = {f"f-{name}": "on" if f"f-{name}" in on else "off" for name in address.FEATURES.values()}
    unused = {f"u{layer}": 2 for layer in range(max(3, setup["layers"] + 1), 7)}
    dials = Dials.of(setup, features, unused, {"u1": setup["u1"] if setup["layers"] > 0 else 4})
    dials = dials.turned("u2", setup["u2"] if setup["layers"] > 1 else 2.0)
    lab = turned(
        PlaygroundLab.start(address.PRESET, 7),
        *turned_to(Dials.of(), dials),
        Edit("seed", tuple(float(ord(sign)) for sign in seed)),
    )
    again = lab_of(address.write(lab))
    assert again.seed_text == seed
    with np.errstate(all="ignore"):
        assert same(lab, again)


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        (set_to(data="moons"), "data – moons"),
        (set_to(head="cross-entropy"), "loss – cross-entropy"),
        (set_to(start="he"), "first weights – He"),
        (set_to(activation="gelu"), "activation – GELU"),
        (set_to(optimiser="adam"), "optimiser – Adam"),
        (set_to(schedule="cosine"), "schedule – cosine"),
        (set_to(regulariser="l2"), "regulariser – L2"),
        (set_to(order="shuffled"), "order – shuffled"),
        (set_to(dropout="0.3"), "dropout – 0.3"),
        (set_to(batch="500"), "only 250 points"),
        ((Edit("add", (1.0, 1.0, 0.0)),), "data – own points"),
        ((Edit("freeze", (1.0, 1.0, 1.0)),), "cannot freeze"),
        ((Edit("weight", (1.0, 1.0, 1.0, 0.5)),), "no weights changed by hand"),
        ((Edit("seed", (ord("ё"),)),), "another seed"),
        ((Edit("seed", (ord("&"),)),), "another seed"),
    ],
)
def test_what_the_page_cannot_do_has_no_address(edits: tuple[Edit, ...], said: str) -> None:
    with pytest.raises(Refused) as refused:
        address.write(turned(PlaygroundLab.start(address.PRESET, 0), *edits))
    assert said in Words("en").say(refused.value.says)


def test_an_address_tells_of_the_beginning_however_long_it_has_learnt() -> None:
    lab = lab_of(WHOLE)
    assert address.write(lab.tick().tick()) == address.write(lab)


def test_an_address_becomes_a_run_that_can_be_shared() -> None:
    run = Run.begin("playground", address.PRESET, 0)
    for edit in address.read("#problem=regression&regDataset=reg-gauss&x=false&sinX=true&seed=0.42000"):
        run = run.edited(edit)
    again = restore(share(run.forward(3)))
    assert isinstance(run.lab, PlaygroundLab)
    assert isinstance(again.lab, PlaygroundLab)
    assert again.lab.losses == run.forward(3).lab.losses  # type: ignore[attr-defined]
    assert math.isfinite(again.lab.losses[0])
