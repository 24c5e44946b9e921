"""The translator of sixty words: its two famous sentences, each rule at work, and where it breaks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui_nn.engine.history.georgetown import RULES, card, disorder, look_up, output, texts, translate, words_of
from tui_nn.engine.history.georgetown_words import ENDINGS, LEXICON


def english(sentence: str) -> str:
    return output(translate(sentence))


def test_sixty_entries_six_rules() -> None:
    assert len(LEXICON) == 60
    assert len(set(LEXICON)) == 60
    assert RULES == (1, 2, 3, 4, 5, 6)
    assert {entry.endings for entry in LEXICON if entry.endings} == set(ENDINGS)


@pytest.mark.parametrize(
    ("sentence", "translated", "rules"),
    [
        ("Мы передаём мысли посредством речи", "we transmit thoughts by means of speech", {1, 3, 4, 5}),
        (
            "Величина угла определяется отношением длины дуги к радиусу",
            "the magnitude of the angle is determined by the relation of the length of the arc to the radius",
            {1, 3, 4, 5},
        ),
        ("Они получают нефть с завода", "they obtain oil from the plant", {1, 2, 4, 5}),
        ("Мы говорим с инженером", "we speak with the engineer", {1, 2, 4, 5}),
        ("Наука о языке изучает слова", "science of the language studies words", {1, 3, 4}),
        ("Они говорят о машине", "they speak about the machine", {1, 3, 4}),
        ("Работает машина", "the machine works", {1, 4, 6}),
        ("Сегодня же мы строим систему", "today we build the system", {1, 4, 5}),
        ("Радиусы определяются", "radii are determined", {1}),
        ("Мы понимаем законы науки", "we understand laws of science", {1, 3, 4}),
    ],
)
def test_it_translates_what_it_was_made_for(sentence: str, translated: str, rules: set[int]) -> None:
    steps = translate(sentence)
    assert output(steps) == translated
    assert {step.rule for step in steps} - {0} == rules
    assert disorder(sentence, steps) == 0


def test_one_ending_means_two_things_and_the_previous_word_decides() -> None:
    """«Мысли» is a plural after a verb, *of a thought* after a noun."""
    assert english("мы понимаем мысли") == "we understand thoughts"
    assert english("язык мысли") == "the language of the thought"
    undecided = translate("быстро и мысли")
    assert undecided[-1].undecided


@pytest.mark.parametrize("latin", ["my peredaem mysli posredstvom rechi", "MY PEREDAEM MYSLI POSREDSTVOM RECHI!"])
def test_latin_letters_will_do(latin: str) -> None:
    assert english(latin) == english("Мы передаём мысли посредством речи")
    assert english("pis'mo") == english("письмо") == "the letter"


@pytest.mark.parametrize(
    ("sentence", "translated", "unknown", "undecided", "wrong"),
    [
        ("Кошка читает книгу", "KOSHKA reads the book", 1, 0, 0),
        ("Инженер строит замок", "the engineer builds the lock", 0, 1, 0),
        ("Книгу читает машина", "the book the machine reads", 0, 0, 1),
        ("Определяется величина угла", "the magnitude is determined of the angle", 0, 0, 1),
        ("Понимает ли он слова", "understands he words", 0, 0, 1),
        ("Мысли посредством речи передаём мы", "thoughts by means of speech transmit we", 0, 0, 1),
        ("Мы читаем и они читают", "we read and they read", 0, 0, 0),
    ],
)
def test_it_breaks_by_lexicon_ambiguity_and_order(
    sentence: str, translated: str, unknown: int, undecided: int, wrong: int
) -> None:
    steps = translate(sentence)
    assert output(steps) == translated
    assert sum(look_up(word).entry is None for word in words_of(sentence)) == unknown
    assert len({step.word for step in steps if step.undecided}) == undecided
    assert disorder(sentence, steps) == wrong


forms = st.sampled_from(
    [entry.russian + ending for entry in LEXICON for ending in (ENDINGS[entry.endings] if entry.endings else [""])]
)


@given(forms)
def test_every_form_of_the_lexicon_is_known(form: str) -> None:
    found = look_up(form)
    assert found.entry is not None
    assert look_up(card(form)) == found


@given(st.lists(forms | st.sampled_from(["кошка", "дух", "ready"]), min_size=1, max_size=10))
def test_steps_grow_word_by_word_and_lose_none(words: list[str]) -> None:
    sentence = " ".join(words)
    steps = translate(sentence)
    assert sorted(steps[-1].order) == list(range(len(words)))
    read = [step.word for step in steps]
    assert read == sorted(read)
    assert texts(steps).keys() == set(range(len(words)))
    assert disorder(sentence, steps) >= 0


@given(st.text(max_size=40))
def test_anything_may_be_typed(text: str) -> None:
    steps = translate(text)
    assert len(texts(steps)) == len(words_of(text))
