"""The imitation game: the seed hides the machine, its sum is wrong as people's are, its rules come out at last."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import numbers_of

from tui_nn.labs.frame import Lines
from tui_nn.labs.imitation.lab import ImitationLab
from tui_nn.labs.imitation.questions import QUESTIONS
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.locale.words import LANGUAGES, Words


def talk(lab: ImitationLab) -> Lines:
    lines = lab.frame().pictures[0]
    assert isinstance(lines, Lines)
    return lines


def asked_all(seed: int) -> ImitationLab:
    lab = ImitationLab.start("game", seed)
    for _ in QUESTIONS:
        lab = lab.tick()
    return lab


def test_the_machine_adds_wrong_by_a_hundred_and_takes_its_time() -> None:
    """Turing's own example: 34957 + 70764 is answered 105621 after half a minute."""
    assert 34957 + 70764 == 105721
    words = Words("en")
    assert words("labs.imitation.machine.sum") == "105621."
    assert next(each.machine for each in QUESTIONS if each.id == "sum") == 30


def test_the_seed_hides_the_machine_behind_either_letter() -> None:
    hidden = {ImitationLab.start("game", seed).machine for seed in range(12)}
    assert hidden == {"x", "y"}
    assert ImitationLab.start("game", 3).machine == ImitationLab.start("game", 3).machine


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_are_shown_only_after_the_verdict(language: str) -> None:
    words = Words(language)
    lab = asked_all(0)
    rules = {words(f"labs.imitation.rules.{each.id}") for each in QUESTIONS}

    def told(one: ImitationLab) -> set[str]:
        return {words.say(line.text) for line in talk(one).lines if not isinstance(line.text, str)}

    assert not told(lab) & rules
    for guess in ("x", "y"):
        decided = lab.edit(Edit("set", ("verdict", guess)))
        assert rules <= told(decided)
        assert decided.right == (guess == decided.machine)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Can you add 2 and 2?", "sum"),
        ("Do you play chess", "chess"),
        ("Вы робот?", "machine"),
        ("Какая погода?", "weather"),
        ("чего вы боитесь", "afraid"),
        ("What is the weather in summer?", "weather"),
    ],
)
def test_ones_own_words_are_understood(text: str, id: str) -> None:
    lab = ImitationLab.start("game", 0).edit(Edit("ask", (text,)))
    assert lab.questions == (id,)
    assert lab.typed_text == text
    assert talk(lab).lines[0].text == text
    with pytest.raises(Refused):
        lab.edit(Edit("ask", (text,)))


@pytest.mark.parametrize("text", ["", "qwerty", "42"])
def test_what_neither_knows_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        ImitationLab.start("game", 0).edit(Edit("ask", (text,)))


def test_a_round_can_be_shared() -> None:
    run = Run.begin("imitation", "game", 5).edited(Edit("ask", ("A sonnet, please",))).forward(2)
    assert restore(share(run)).lab.frame().readings == run.lab.frame().readings


@given(st.integers(0, 5), st.integers(0, 9), st.sampled_from(["none", "x", "y"]), st.integers(0, 4))
def test_numbers_are_explained_and_the_program_agrees(seed: int, ticks: int, verdict: str, steps: int) -> None:
    lab = ImitationLab.start("game", seed).edit(Edit("set", ("verdict", verdict)))
    for _ in range(ticks):
        lab = lab.tick()
    for reading in lab.frame().numbers():
        assert all(Words(language).has(lab.why(reading.id).says.key) for language in LANGUAGES)
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    assert found == {reading.id: reading.value for reading in lab.frame().readings}
