"""Share strings: the same run bit for bit, or a refusal in words; never another state."""

from __future__ import annotations

import re
import time
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Iterator

import pytest
from counting import CountingLab, on_the_shelf
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import MAX_CHANGES, MAX_SEED, MAX_STEPS, Run
from tui_nn.labs.share import LONGEST, restore, share
from tui_nn.labs.shelf import take
from tui_nn.locale.words import LANGUAGES, Words


@pytest.fixture(autouse=True, scope="module")
def _shelf() -> Iterator[None]:
    with on_the_shelf():
        yield


def looks(run: Run) -> tuple[object, ...]:
    """Everything that a share string promises to bring back."""
    return run.lab_name, run.preset, run.seed, run.step, run.lab.frame().readings, run.program()


def signed(body: str) -> str:
    """A string with a right checksum, as somebody could make it by hand."""
    return f"{body}-{zlib.crc32(body.encode()):08x}"


def packed(edits: str) -> str:
    return "/z:" + urlsafe_b64encode(zlib.compress(edits.encode())).decode().rstrip("=")


def refusal(text: str) -> str:
    with pytest.raises(Refused) as refused:
        restore(text)
    for language in LANGUAGES:
        assert Words(language).has(refused.value.says.key)
    return refused.value.says.key


NUMBERS = st.floats(-1e6, 1e6)
POINTS = st.one_of(
    st.tuples(NUMBERS, NUMBERS, st.sampled_from((0, 1))).map(lambda args: Edit("add", args)),
    st.tuples(st.integers(0, 3), NUMBERS, NUMBERS).map(lambda args: Edit("move", args)),
    st.integers(0, 3).map(lambda index: Edit("delete", (index,))),
    st.lists(st.tuples(NUMBERS, NUMBERS, st.sampled_from((0, 1))), min_size=1, max_size=30).map(
        lambda points: Edit("load", tuple(number for point in points for number in point))
    ),
)


def taken(run: Run, moves: list[Edit | int]) -> Run:
    for move in moves:
        try:
            run = run.forward(move) if isinstance(move, int) else run.edited(move)
        except Refused:
            continue
    return run


@st.composite
def runs(draw: st.DrawFn, labs: tuple[str, ...] = ("counting", "perceptron", "neuron")) -> Run:
    lab = take(draw(st.sampled_from(labs)))
    run = Run.begin(lab.name, draw(st.sampled_from(lab.presets)), draw(st.sampled_from((0, 1, 42, MAX_SEED))))
    settings = st.sampled_from([Edit("set", (knob.id, value)) for knob in lab.knobs for value in knob.values])
    run = taken(run, draw(st.lists(settings | POINTS | st.integers(1, 200), max_size=8)))
    return run.to(draw(st.integers(0, run.step)))


@given(runs())
def test_a_shared_run_comes_back_bit_for_bit(run: Run) -> None:
    assert looks(restore(share(run))) == looks(run)
    assert looks(restore(share(run)).to(0).forward(run.step)) == looks(run)
    assert share(restore(share(run))) == share(run)


@given(runs())
def test_no_shell_needs_quotes_around_a_share_string(run: Run) -> None:
    """Letters, digits and signs that bash, zsh, fish, cmd and PowerShell all leave alone."""
    assert re.fullmatch(r"nn1/[A-Za-z0-9/:=_.+-]+", share(run))


@given(runs(("counting",)), st.data())
def test_a_mutated_string_is_refused_or_gives_the_same_run(run: Run, data: st.DataObject) -> None:
    text = share(run)
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 10))
    mutated = text[:at] + data.draw(st.text(max_size=5)) + text[at + cut :]
    try:
        assert looks(restore(mutated)) == looks(run)
    except Refused:
        assert mutated != text


@given(st.text() | st.text("nn1/z:=_-counting0.5se").map(lambda text: "nn1/" + text))
def test_garbage_is_refused_even_with_a_right_checksum(text: str) -> None:
    assert refusal(text)
    assert refusal(signed("nn1/" + "".join(text.split()).encode("utf-8", "replace").decode()))


HEADS = st.sampled_from(("nn1/counting/long/s1/t9", "nn1/perceptron/clouds/s1/t9", "nn1/neuron/or/s1/t2"))
WORDS = st.sampled_from(("set", "add", "move", "delete", "load", "rate", "margin", "order", "w1", "x1"))
STRANGE = st.sampled_from(("0", "1", "-1", "0.5", "2.5", "1e308", "-0", "1e-320", "99", "3"))
CHANGES = st.builds(
    lambda step, word, sign, numbers: f"/{step}:{word}{sign}{'_'.join(numbers)}",
    st.integers(0, 9),
    WORDS,
    st.sampled_from(":="),
    st.lists(STRANGE, min_size=1, max_size=4),
)


@given(HEADS, st.lists(CHANGES, max_size=3).map(sorted).map("".join))
def test_changes_made_up_by_hand_are_refused_or_taken_and_nothing_else(head: str, changes: str) -> None:
    try:
        run = restore(signed(head + changes))
    except Refused:
        return
    assert looks(restore(share(run))) == looks(run)


def test_a_share_string_reads_as_what_was_done() -> None:
    run = Run.begin("counting", "long", 1, [("rate", "2")]).forward(35).edited(Edit("add", (0.5, 1, 1)))
    assert share(run) == signed("nn1/counting/long/s1/t35/0:rate=2/35:add:0.5_1_1")


def test_the_future_recorded_before_stepping_back_is_not_shared() -> None:
    run = Run.begin("counting", "long", 1).forward(9).edited(Edit("add", (0.5, 1, 1)))
    assert share(run.back()) == signed("nn1/counting/long/s1/t8")


def test_blanks_and_line_breaks_from_pasting_are_overlooked() -> None:
    text = share(Run.begin("counting", "long", 1, [("rate", "2")]).forward(35))
    assert looks(restore(f"  {text[:20]}\n  {text[20:]}\r\n")) == looks(restore(text))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "runs.share.other"),
        ("hello", "runs.share.other"),
        ("nn2/counting/long/s1/t1-00000000", "runs.share.newer"),
        ("nn1/counting/long/s1/t1-00000000", "runs.share.damaged"),
        ("nn1/", "runs.share.damaged"),
        (signed("nn1/nothing/long/s1/t1"), "labs.refused.lab"),
        (signed("nn1/counting/nothing/s1/t1"), "labs.refused.preset"),
        (signed(f"nn1/counting/long/s{MAX_SEED + 1}/t1"), "runs.seed"),
        (signed("nn1/counting/long/s-1/t1"), "runs.share.senseless"),
        (signed(f"nn1/counting/long/s1/t{MAX_STEPS + 1}"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t" + "9" * 5000), "runs.share.senseless"),
        (signed("nn1/counting/short/s1/t36"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5/6:rate=2"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5/3:rate=2/1:rate=2"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5/1:add:1_1e999_1"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5/1:add:1__1"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5/"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5/1:dance:1"), "labs.refused.edit"),
        (signed("nn1/counting/long/s1/t5/z:!!"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5/z:AAAA"), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5" + packed("/0:rate=2")[:-6]), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5" + packed("/0:rate=2/x")), "runs.share.senseless"),
        (signed("nn1/counting/long/s1/t5" + packed("/0:delete:0" * MAX_CHANGES + "/0:rate=2")), "runs.changes"),
        ("\ud800nn1/", "runs.share.other"),
        ("nn1/\ud800-00000000", "runs.share.damaged"),
    ],
)
def test_each_kind_of_bad_string_is_told_apart(text: str, key: str) -> None:
    assert refusal(text) == key


@pytest.mark.parametrize(
    "text",
    [
        "n" * 10_000_000,
        "nn1/" + "/" * (LONGEST - 4),
        signed("nn1/counting/long/s1/t5" + "/0:rate=2" * 400_000),
        signed("nn1/counting/long/s1/t5" + packed("/0:rate=2" * 10_000_000)),
    ],
    ids=["long", "slashes", "edits", "bomb"],
)
def test_huge_strings_are_refused_quickly(text: str) -> None:
    began = time.perf_counter()
    assert refusal(text)
    assert time.perf_counter() - began < 5


def test_the_heaviest_run_can_be_shared_and_restored() -> None:
    """What `MAX_CHANGES` is for: nothing that a run may hold is too long for its own string."""
    run = Run.begin("counting", "long", 1)
    third = 1 / 3
    for k in range(16):
        points = tuple(-(third + k + j) * 1e-300 for j in range(MAX_CHANGES // 16 // 3 * 3))
        run = run.edited(Edit("load", points))
    assert looks(restore(share(run))) == looks(run)


def test_a_long_history_is_packed_and_shorter() -> None:
    run = Run.begin("counting", "long", 1)
    for k in range(100):
        run = run.edited(Edit("add", (k / 10, 1, 1))).forward()
    assert isinstance(run.lab, CountingLab)
    assert "/z:" in share(run)
    assert len(share(run)) < 800
