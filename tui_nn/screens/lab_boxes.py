"""The boxes that a lab's keys open: a knob by its name, a number for a part, what to open, where to keep a file."""

from __future__ import annotations

from collections.abc import Callable
from math import isfinite
from pathlib import Path

from tui_nn.labs.lab import Edit, Knob, Refused
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.locale.words import Words
from tui_nn.screens.ask_line import AskLine
from tui_nn.screens.opening import Unopened, opened
from tui_nn.screens.pick import Pick
from tui_nn.widgets.knobs import useful, value_word
from tui_nn.widgets.lab_view import LabView
from tui_nn.widgets.walking import called, setting, value_of

TYPE = "type"  # among a knob's values: another one
LONGEST = 60  # letters of a path in a sentence

Complaints = tuple[str, ...]


def ask_number(view: LabView, part: str, typed: str, words: Words) -> AskLine | None:
    """Another value for a weight or bias; what was typed already stands in the line."""
    net = view.net()
    if net is None:
        return None

    def accept(text: str) -> Complaints:
        value = number(text)
        if value is None:
            return (words("app.number.bad", text=text),)
        refusal = view.attempt(setting(part, value))
        return (words.say(refusal),) if refusal else ()

    title = words("app.number.title", part=called(net, part))
    return AskLine(words, title, words("app.number.says", value=value_of(net, part) or 0.0), accept, typed)


def number(text: str) -> float | None:
    """A number as people of either language write it; None when it is none."""
    try:
        value = float(text.strip().replace(",", ".").replace("−", "-"))
    except ValueError:
        return None
    return value if isfinite(value) else None


def pick_knob(view: LabView, words: Words) -> Pick:
    """All useful knobs with where they stand, to be found by their words."""
    lab = view.run.lab
    choices = [
        (knob.id, f"{words(f'labs.{lab.name}.knobs.{knob.id}')}: {value_word(lab, knob, words)}", "")
        for knob in useful(lab)
    ]
    return Pick(words, words("app.knob.title"), choices, filtered=True, at=view.knob)


def pick_value(view: LabView, knob: Knob, words: Words) -> Pick:
    """The rungs of a knob's ladder, and a number of one's own where the knob takes one."""
    lab = view.run.lab
    names = [words(f"labs.{lab.name}.options.{knob.id}.{name}") for name in knob.names]
    shown = names or [words.number(value) for value in knob.values]
    choices = [(str(k), text, "") for k, text in enumerate(shown)]
    if knob.free:
        choices.append((TYPE, words("app.knob.type"), ""))
    value = lab.setting(knob)
    at = str(knob.values.index(value)) if value in knob.values else TYPE if knob.free else ""
    name = words(f"labs.{lab.name}.knobs.{knob.id}")
    return Pick(words, words("app.knob.value", knob=name), choices, at=at)


def ask_value(view: LabView, knob: Knob, words: Words) -> AskLine:
    """Any number that a knob takes."""

    def accept(text: str) -> Complaints:
        try:
            value = knob.parse(text.strip().replace("−", "-"))
        except Refused as refused:
            return (words.say(refused.says),)
        refusal = view.attempt(Edit("set", (knob.id, value)))
        return (words.say(refusal),) if refusal else ()

    name = words(f"labs.{view.run.lab.name}.knobs.{knob.id}")
    at = words("app.knob.says", value=view.run.lab.setting(knob))
    return AskLine(words, words("app.knob.value", knob=name), at, accept)


def ask_what_to_open(view: LabView, words: Words, *, same_lab: bool, files: bool) -> AskLine:
    """Anything that can be opened; where the lab belongs to a lesson, only runs of this lab."""

    def accept(text: str) -> Complaints:
        try:
            run = opened(text, view.run, files=files)
        except Unopened as why:
            return tuple(words.say(problem) for problem in why.problems)
        if same_lab and run.lab_name != view.run.lab_name:
            return (words("app.lab.other", lab=words(f"labs.{run.lab_name}.title")),)
        view.take_up(run)
        return ()

    return AskLine(
        words, words("app.opening.title"), words("app.opening.says" if files else "app.opening.no_files"), accept
    )


def ask_where_to_keep(
    words: Words, name: str, write: Callable[[Path], None], told: Callable[[Phrase], None]
) -> AskLine:
    """The path of a file to write; one that is there already is replaced only when it is confirmed."""
    confirmed: list[Path] = []

    def accept(text: str) -> Complaints:
        if not text.strip():
            return (words("app.saving.says"),)
        path = at_home(text.strip())
        shown = _short(path)
        if path.exists() and not path.is_dir() and path not in confirmed:
            confirmed.append(path)
            return (words("app.saving.there", path=shown),)
        try:
            write(path)
        except Refused as refused:
            return (words.say(refused.says),)
        told(phrase("app.saving.done", path=shown))
        return ()

    return AskLine(words, words("app.saving.title"), words("app.saving.says"), accept, name)


def at_home(text: str) -> Path:
    """The path with a leading ~ put in; as it is where there is no such home."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def _short(path: Path) -> str:
    """A path in a sentence: no control signs, and its end where it is long."""
    clean = "".join(sign if sign.isprintable() else "�" for sign in str(path))
    return clean if len(clean) <= LONGEST else "…" + clean[-LONGEST + 1 :]
