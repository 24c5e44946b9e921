"""A sentence by name, with the values to put in: what the lower floors say before a language is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Value = str | int | float


@dataclass(frozen=True)
class Phrase:
    """A key of the catalogue, such as ``labs.perceptron.edited.move``, and the values its text asks for.

    A value may itself be a Phrase; it is said first, in the same language.
    """

    key: str
    values: Mapping[str, Value | Phrase] = field(default_factory=dict)


def phrase(key: str, /, **values: Value | Phrase) -> Phrase:
    """``phrase("labs.perceptron.edited.move", point=3)``: shorter to write where many are made."""
    return Phrase(key, values)
