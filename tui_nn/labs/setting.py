"""Reading a `set` edit: which knob, and which of its values."""

from __future__ import annotations

from tui_nn.labs.lab import Edit, Knob, Refused
from tui_nn.locale.phrase import phrase


def asked(knobs: tuple[Knob, ...], edit: Edit) -> tuple[Knob, float]:
    """The knob and the value of its ladder that a ``set`` edit names.

    Raises:
        Refused: another verb, no such knob, or a value that is not on the ladder.
    """
    if edit.verb != "set" or len(edit.args) != 2:
        raise Refused(phrase("labs.refused.edit", edit=" ".join(map(str, (edit.verb, *edit.args)))))
    name, value = edit.args
    for knob in knobs:
        if knob.id == name:
            return knob, knob.parse(str(value))
    raise Refused(phrase("labs.refused.no-knob", knob=str(name), possible=", ".join(knob.id for knob in knobs)))


def preset_of(preset: str, presets: tuple[str, ...]) -> str:
    """The preset itself.

    Raises:
        Refused: no such preset; the sentence lists those there are.
    """
    if preset not in presets:
        raise Refused(phrase("labs.refused.preset", preset=preset, possible=", ".join(presets)))
    return preset
