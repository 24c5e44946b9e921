"""What argparse itself says, in the learner's language: its headings, its help on help, its refusals."""

from __future__ import annotations

import argparse

from tui_nn.locale.words import Words

SAID = (
    "usage",
    "arguments",
    "options",
    "help",
    "version",
    "error",
    "about",
    "choice",
    "required",
    "unknown",
    "value",
    "one",
    "together",
    "ambiguous",
)


def speak(words: Words) -> None:
    """From now on argparse speaks so: it asks gettext by English texts, which the English catalogue repeats."""
    english = Words("en")
    ours = {english(f"cli.parser.{id}"): words(f"cli.parser.{id}") for id in SAID}
    vars(argparse)["_"] = lambda text: ours.get(text, text)
