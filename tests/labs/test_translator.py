"""The lab translator: a step is a word or a rule; what breaks is counted, named, and stays booked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from programs import numbers_of
from shown import readings

from tui_nn.labs.frame import Lines, Table
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.share import restore, share
from tui_nn.labs.translator.lab import CHOICES, KNOBS, TranslatorLab
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import LANGUAGES, Words

sentences = st.sampled_from(TranslatorLab.presets)
own = st.sampled_from(["My stroim mashinu", "Дух бодр, плоть слаба", "и мысли или мир же", "Мысли передаём мы", "о"])


def ended(lab: TranslatorLab) -> TranslatorLab:
    while not lab.finished:
        lab = lab.tick()
    return lab


def typed(lab: TranslatorLab, text: str) -> TranslatorLab:
    return lab.edit(Edit("sentence", (text,)))


def test_the_sentence_of_1954_comes_out_step_by_step() -> None:
    lab = TranslatorLab.start("thoughts", 0)
    seen = []
    while not lab.finished:
        lab = lab.tick()
        seen.append(lab.output)
    assert seen[0] == "we"
    assert seen[-1] == "We transmit thoughts by means of speech."
    assert "we transmit thoughts by means of of speech" in seen  # rule 5 comes a step later
    assert len(seen) == 9
    assert readings(lab)["share"] == 100
    assert readings(lab)["rule"] == 5
    assert lab.tick() is lab


def test_a_learner_without_russian_letters_can_follow_and_type() -> None:
    lab = ended(typed(TranslatorLab.start("cat", 0), "my_stroim mashinu"))
    assert lab.output == "We build the machine."
    talk = lab.frame().pictures[0]
    assert isinstance(talk, Lines)
    assert talk.lines[1].text == "MY STROIM MASHINU"
    words = lab.frame().pictures[1]
    assert isinstance(words, Table)
    assert words.rows[1] == ("STROIM", "stro-im", "1", "build")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_word_without_an_ending_is_told_without_one(language: str) -> None:
    lab = TranslatorLab.start("castle", 0).tick()
    says = lab.frame().says
    assert says is not None
    assert says.key == "labs.translator.events.bare"
    assert "–" not in Words(language).say(says)


def test_three_kinds_of_failure_are_met_one_after_another_and_kept() -> None:
    lab = TranslatorLab.start("thoughts", 0)
    met = []
    for sentence in ("thoughts", "cat", "book", "castle", "thoughts"):
        lab = ended(lab.edit(Edit("set", ("pick", sentence))))
        met.append(lab.met)
    assert met == [
        set(),
        {"lexicon"},
        {"lexicon", "order"},
        {"lexicon", "order", "ambiguity"},
        {"lexicon", "order", "ambiguity"},
    ]
    assert readings(lab)["kinds"] == 3


def test_a_failure_counts_only_when_the_sentence_has_come_to_its_end() -> None:
    lab = TranslatorLab.start("cat", 0).tick()
    assert readings(lab)["unknown"] == 1
    assert readings(lab)["share"] == 0
    assert readings(lab)["kinds"] == 0


@pytest.mark.parametrize("text", ["", "  ", "42 !", "мы " * 17, "ы" * 200])
def test_what_is_no_sentence_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        typed(TranslatorLab.start("cat", 0), text)


def test_the_knob_knows_a_sentence_of_ones_own() -> None:
    lab = TranslatorLab.start("cat", 0)
    assert CHOICES[int(lab.setting(KNOBS[0])) - 1] == "cat"
    lab = typed(lab, "мы строим")
    assert CHOICES[int(lab.setting(KNOBS[0])) - 1] == "own"
    assert lab.edit(Edit("set", ("pick", "own"))).sentence == "мы строим"
    assert lab.typed_text == "мы строим"


@given(sentences, st.none() | own, st.integers(0, 30))
def test_every_number_is_explained_and_every_sentence_fits(preset: str, text: str | None, ticks: int) -> None:
    lab = TranslatorLab.start(preset, 0)
    lab = lab if text is None else typed(lab, text)
    for _ in range(ticks):
        lab = lab.tick()
    frame = lab.frame()
    for id, value in readings(lab).items():
        why = lab.why(id)
        assert all(Words(language).has(why.says.key) for language in LANGUAGES), why.says.key
        if value is not None:
            assert float(why.numbers.rpartition("=")[2]) == pytest.approx(value, rel=1e-3)
    assert frame.says is not None
    talk = frame.pictures[0]
    assert isinstance(talk, Lines)
    for language in LANGUAGES:
        words = Words(language)
        assert words.has(frame.says.key)
        assert len(words.say(frame.says)) <= 80
        assert all(words.has(line.text.key) for line in talk.lines if isinstance(line.text, Phrase))
    with pytest.raises(KeyError):
        lab.why("accuracy")


@given(sentences, st.none() | own, st.integers(0, 9), st.integers(0, 30))
def test_the_program_knows_the_same_words(preset: str, text: str | None, ticks: int, steps: int) -> None:
    lab = TranslatorLab.start(preset, 0)
    lab = lab if text is None else typed(lab, text)
    for _ in range(ticks):
        lab = lab.tick()
    found = numbers_of(lab.program(steps))
    for _ in range(steps):
        lab = lab.tick()
    assert found == {id: readings(lab)[id] for id in ("read", "known", "unknown", "share")}


def test_a_typed_sentence_is_shared() -> None:
    run = Run.begin("translator", "cat", 0).forward(4).edited(Edit("sentence", ("Мир понимает язык",))).forward(3)
    again = restore(share(run)).lab
    assert isinstance(again, TranslatorLab)
    assert isinstance(run.lab, TranslatorLab)
    assert again.output == run.lab.output != ""
    assert again.met == run.lab.met == {"lexicon"}
