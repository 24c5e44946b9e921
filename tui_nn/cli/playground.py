"""`tui-nn playground`: the playground in the app, as a preset, an address or a file has it."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tui_nn.cli.lab import setting, shown
from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from tui_nn.labs.playground.spec import Spec
    from tui_nn.labs.run import Run

TABLES = (".csv", ".tsv", ".txt")
SPEC = ".toml"  # any other file is a saved run


def register(name: str, commands: Any, words: Words) -> None:
    """Add the command's words to the command line."""
    about = words("cli_train.playground.about")
    parser = commands.add_parser(name, help=about, description=about)
    begins = parser.add_mutually_exclusive_group()
    for option, metavar in (("preset", "preset"), ("url", "url"), ("file", "file")):
        begins.add_argument(
            f"--{option}", metavar=words(f"cli_train.words.{metavar}"), help=words(f"cli_train.playground.{option}")
        )
    parser.add_argument("--seed", metavar=words("cli_train.words.seed"), help=words("cli_train.seed"))
    parser.add_argument(
        "--set",
        dest="settings",
        action="append",
        default=[],
        metavar=words("cli_lab.words.setting"),
        help=words("cli_lab.lab.set"),
    )
    parser.set_defaults(run=run_playground, form=None, steps=None)


def run_playground(args: argparse.Namespace, words: Words) -> int:
    """Open the app; where there is no terminal, print the lab as words."""
    from tui_nn.labs.playground.spec import BadSpec

    try:
        return shown(begun, args, words)
    except BadSpec as bad:
        print(*map(words.say, bad.problems), sep="\n", file=sys.stderr)
        return 1


def begun(args: argparse.Namespace) -> Run:
    """The run that the options ask for.

    Raises:
        Refused, BadPoints, BadSpec: they are not understood.
    """
    from tui_nn.labs.lab import Edit
    from tui_nn.labs.run_file import read_run
    from tui_nn.labs.setting import asked

    saved = args.file is not None and Path(args.file).suffix.lower() not in (*TABLES, SPEC)
    run = _seeded(read_run(args.file), args.seed) if saved else _from_spec(args)
    for knob, text in map(setting, args.settings):
        found, value = asked(run.lab.knobs, Edit("set", (knob, text)))
        run = run.edited(Edit("set", (found.id, value)))
    return run


def _seeded(run: Run, seed: str | None) -> Run:
    """The run, begun again where another seed is asked for."""
    from tui_nn.labs.playground.spec import seed_of
    from tui_nn.labs.playground.turning import seeded

    if seed is None:
        return run
    asked = seed_of(seed)
    return run.reseeded(asked) if isinstance(asked, int) else run.rewound().edited(seeded(asked))


def _from_spec(args: argparse.Namespace) -> Run:
    from tui_nn.labs.playground.spec import seed_of

    spec = _spec(args)
    return (replace(spec, seed=seed_of(args.seed)) if args.seed is not None else spec).run()


def _spec(args: argparse.Namespace) -> Spec:
    from tui_nn.labs.playground.lab import PlaygroundLab
    from tui_nn.labs.playground.spec import OWN_POINTS, Spec, load
    from tui_nn.labs.points_file import read_points

    if args.url is not None:
        return Spec.of_address(args.url)
    if args.file is None:
        return Spec(args.preset) if args.preset else Spec()
    path = Path(args.file)
    if path.suffix.lower() in TABLES:
        return Spec(OWN_POINTS, (read_points(path, PlaygroundLab),))
    return load(path)
