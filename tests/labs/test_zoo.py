"""The zoo: every card complete in both languages, its claims true of its sketch, guesses counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from shown import readings

from tui_nn.labs.frame import Diagram
from tui_nn.labs.lab import Edit, Refused
from tui_nn.labs.run import Run
from tui_nn.labs.zoo.cards import BOTH, CARDS, CHAIN, FORWARD, LOOPS
from tui_nn.labs.zoo.lab import PRESETS, ZooLab
from tui_nn.locale.words import LANGUAGES, Words
from tui_nn.plots.diagram import draw_diagram
from tui_nn.plots.ink import plain

presets = st.sampled_from(ZooLab.presets)


def cyclic(sketch: Diagram) -> bool:
    """Whether a signal can come back to where it was; what goes both ways aside."""
    ends: dict[str, set[str]] = {node.id: set() for node in sketch.nodes}
    for wire in sketch.wires:
        if wire.kind != "both":
            ends[wire.start].add(wire.end)
    while free := [id for id, after in ends.items() if not after]:
        ends = {id: after - set(free) for id, after in ends.items() if id not in free}
    return bool(ends)


@pytest.mark.parametrize("card", CARDS, ids=lambda card: card.id)
def test_what_a_card_says_of_its_signals_is_true_of_its_sketch(card: object) -> None:
    assert card in CARDS
    one = next(known for known in CARDS if known is card)
    both = any(wire.kind == "both" for wire in one.sketch.wires)
    expected = {FORWARD: (False, one.id == "kn"), LOOPS: (True, False), CHAIN: (True, False), BOTH: (False, True)}
    if one.id == "ntm":  # its memory is read and written
        assert both
    else:
        assert (cyclic(one.sketch), both) == expected[one.way]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_card_has_its_words_and_its_idea_fits_a_line(language: str) -> None:
    words = Words(language)
    for card in CARDS:
        texts = [words(f"labs.zoo.cards.{card.id}.{part}") for part in ("name", "who", "idea")]
        assert not any(text.startswith("labs.") for text in texts)
        assert cell_len(texts[2]) <= 80, texts[2]
        assert max(map(cell_len, texts[:2])) <= 29, texts
        assert words(f"labs.zoo.options.card.{card.id}") == card.code


def test_every_sketch_is_seen_whole_beside_the_card() -> None:
    for card in CARDS:
        shown = plain(draw_diagram(card.sketch, Words("en"), 41, 14))
        assert shown.count("┌") + shown.count("┏") == len(card.sketch.nodes), card.id


def test_the_walk_ends_at_the_last_card() -> None:
    lab = ZooLab.start("chart", 0)
    assert len(PRESETS["chart"]) == 25
    for _ in range(24):
        assert not lab.finished
        lab = lab.tick()
    assert lab.finished
    assert lab.tick() is lab
    assert readings(lab)["year"] == 2014


def test_names_are_told_by_their_sketches() -> None:
    lab = ZooLab.start("guess", 0)
    assert readings(lab)["year"] is None
    wrong = "gan" if lab.card.id != "gan" else "vae"
    lab = lab.edit(Edit("letters", (wrong,)))
    assert (readings(lab)["right"], readings(lab)["guesses"]) == (0, 1)
    lab = lab.edit(Edit("letters", (lab.card.code,))).edit(Edit("letters", (lab.card.code,)))
    assert (readings(lab)["right"], readings(lab)["guesses"]) == (1, 3)
    assert readings(lab)["year"] == lab.card.year
    with pytest.raises(Refused):
        lab.edit(Edit("letters", ("GPT",)))
    assert ZooLab.start("guess", 1).order != ZooLab.start("guess", 2).order


def test_letters_open_a_card_where_names_are_shown() -> None:
    lab = ZooLab.start("forward", 0).edit(Edit("letters", (" gan ",)))
    assert lab.card.id == "gan"
    assert len(lab.order) == len(PRESETS["forward"])
    assert ZooLab.start("forward", 0).edit(Edit("letters", ("HN",))).card.id == "hn"
    assert ZooLab.start("forward", 0).edit(Edit("set", ("card", "lstm"))).card.id == "lstm"


@given(presets, st.integers(0, 30), st.integers(0, 3))
def test_every_number_is_explained_and_every_sentence_fits(preset: str, ticks: int, seed: int) -> None:
    lab = Run.begin("zoo", preset, seed).forward(ticks).lab
    for reading in lab.frame().numbers():
        assert all(Words(language).has(lab.why(reading.id).says.key) for language in LANGUAGES)
    says = lab.frame().says
    assert says is not None
    assert all(len(Words(language).say(says)) <= 80 for language in LANGUAGES)
    with pytest.raises(KeyError):
        lab.why("accuracy")


def test_every_wrong_guess_is_answered_on_one_line() -> None:
    lab = ZooLab.start("guess", 0)
    for card in CARDS:
        if card is not lab.card:
            says = lab.edit(Edit("letters", (card.id,))).frame().says
            assert says is not None
            for language in LANGUAGES:
                assert len(Words(language).say(says)) <= 80, Words(language).say(says)
