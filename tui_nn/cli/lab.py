"""`tui-nn lab` and `tui-nn open`: one lab alone, in the app or, for scripts and screen readers, as text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from tui_nn.labs.lab import Knob
    from tui_nn.labs.run import Run

FORMS = ("text", "json", "program", "share")
FEW = 8  # values of a knob that are listed one by one


def register(name: str, commands: Any, words: Words) -> None:
    """Add the words of `lab` or `open` to the command line."""
    about = words(f"cli_lab.{name}.about")
    parser = commands.add_parser(name, help=about, description=about)
    {"lab": _lab_words, "open": _open_words}[name](parser, words)
    forms = parser.add_mutually_exclusive_group()
    for form in FORMS:
        says = words(f"cli_lab.forms.{form}")
        forms.add_argument(f"--{form}", dest="form", action="store_const", const=form, help=says)


def _lab_words(parser: argparse.ArgumentParser, words: Words) -> None:
    def option(flag: str, metavar: str, **more: Any) -> None:
        says = words(f"cli_lab.lab.{flag.removeprefix('--')}")
        parser.add_argument(flag, metavar=words(f"cli_lab.words.{metavar}"), help=says, **more)

    option("name", "name", nargs="?")
    option("--preset", "preset")
    option("--set", "setting", dest="settings", action="append", default=[])
    option("--seed", "number", default="0")
    option("--steps", "number")
    # `args.data` is the progress folder of the whole program.
    option("--data", "file", dest="points")
    parser.set_defaults(run=run_lab)


def _open_words(parser: argparse.ArgumentParser, words: Words) -> None:
    parser.add_argument("string", metavar=words("cli_lab.words.string"), help=words("cli_lab.open.string"))
    parser.set_defaults(run=run_open, steps=None)


def run_lab(args: argparse.Namespace, words: Words) -> int:
    """The list of labs, or one lab as the options ask for it."""
    if args.name is None:
        print(*_shelf(words), sep="\n")
        return 0
    return shown(_begun, args, words)


def run_open(args: argparse.Namespace, words: Words) -> int:
    """The state that a share string tells of."""
    return shown(_restored, args, words)


def shown(begin: Callable[[argparse.Namespace], Run], args: argparse.Namespace, words: Words) -> int:
    """The run that `begin` makes, in the app or, where there is no terminal or a form is asked for, as text."""
    from tui_nn.labs.lab import Refused
    from tui_nn.labs.points_file import BadPoints

    try:
        run = begin(args)
    except Refused as refused:
        print(words.say(refused.says), file=sys.stderr)
        return 1
    except BadPoints as bad:
        print(*map(words.say, bad.problems), sep="\n", file=sys.stderr)
        return 1
    if _for_the_app(args):
        from tui_nn.app import open_lab

        return open_lab(run, args, words)
    print(_written(run, args.form or "text", words))
    return 0


def _for_the_app(args: argparse.Namespace) -> bool:
    return args.form is None and args.steps is None and sys.stdin.isatty() and sys.stdout.isatty()


def _begun(args: argparse.Namespace) -> Run:
    from tui_nn.labs.points_file import read_points
    from tui_nn.labs.run import MAX_SEED, MAX_STEPS, Run
    from tui_nn.labs.shelf import take

    seed = whole("--seed", args.seed, MAX_SEED)
    steps = whole("--steps", args.steps or "0", MAX_STEPS)
    run = Run.begin(args.name, args.preset or take(args.name).presets[0], seed, map(setting, args.settings))
    if args.points:
        run = run.edited(read_points(args.points, run.lab))
    return run.forward(steps)


def _restored(args: argparse.Namespace) -> Run:
    from tui_nn.labs.share import restore

    return restore(args.string)


def whole(option: str, text: str, most: int) -> int:
    """The number of an option, 0 to `most`; Refused with a sentence if it is another."""
    from tui_nn.labs.lab import Refused

    # No number of more digits than `most` is asked of int(), which refuses thousands of them in English.
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most)) and int(text) <= most):
        raise Refused(phrase("cli_lab.whole", option=option, text=text, most=most))
    return int(text)


def setting(text: str) -> tuple[str, str]:
    """What ``--set KNOB=VALUE`` says."""
    from tui_nn.labs.lab import Refused

    knob, equals, value = text.partition("=")
    if not equals:
        raise Refused(phrase("cli_lab.setting", text=text))
    return knob.strip(), value.strip()


def _written(run: Run, form: str, words: Words) -> str:
    from tui_nn.labs.share import share

    if form == "json":
        return _json(run)
    if form == "program":
        return run.program().rstrip("\n")
    if form == "share":
        return share(run)
    from tui_nn.plots.twin import twin

    return twin(run.lab_name, run.lab.frame(), words)


def _json(run: Run) -> str:
    import json

    from tui_nn.labs.share import share

    state = {
        "lab": run.lab_name,
        "preset": run.preset,
        "seed": run.seed,
        "step": run.step,
        "finished": run.lab.finished,
        "settings": _settings(run),
        "readings": {reading.id: reading.value for reading in run.lab.frame().numbers()},
        "share": share(run),
    }
    return json.dumps(state, ensure_ascii=False, allow_nan=False)


def _settings(run: Run) -> dict[str, float | str]:
    """Where everything stands, as `--set` takes it."""
    from tui_nn.labs.lab import typed_verb

    settings = {knob.id: _value(knob, run.lab.setting(knob)) for knob in run.lab.knobs}
    if verb := typed_verb(run.lab):
        settings[verb] = str(getattr(run.lab, "typed_text", ""))
    return settings


def _value(knob: Knob, value: float) -> float | str:
    """Where a knob stands, as `--set` takes it."""
    return knob.names[knob.values.index(value)] if knob.names else value


def _shelf(words: Words) -> Iterator[str]:
    """Every lab with what its options may be."""
    from tui_nn.labs.shelf import SHELF, take

    for name in SHELF:
        lab, room = take(name), f"labs.{name}"
        yield f"{name} — {words(f'{room}.title')}"
        yield f"  {words('cli_lab.presets')}"
        yield from (f"    {preset:<18}{words(f'{room}.presets.{preset}')}" for preset in lab.presets)
        yield f"  {words('cli_lab.knobs')}"
        for knob in lab.knobs:
            yield f"    {knob.id:<14}{words(f'{room}.knobs.{knob.id}')} {knob.symbol}".rstrip() + f": {_ladder(knob)}"
        yield ""
    yield words("cli_lab.how")


def _ladder(knob: Knob) -> str:
    """The values of a knob as they are typed; of a long ladder the beginning and the end."""
    rungs = knob.names or tuple(f"{value:g}" for value in knob.values)
    shown = rungs if len(rungs) <= FEW else (*rungs[:3], "…", rungs[-1])
    return ", ".join(shown)
