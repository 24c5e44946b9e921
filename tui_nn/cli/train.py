"""`tui-nn train`: a set-up from a file or a Playground address, trained without the app."""

from __future__ import annotations

import argparse
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from tui_nn.locale.phrase import phrase
from tui_nn.locale.words import Words

if TYPE_CHECKING:
    from tui_nn.cli.epochs import Teller
    from tui_nn.labs.playground.lab import PlaygroundLab
    from tui_nn.labs.playground.spec import Spec

FAULT, BAD_INPUT, INTERRUPTED, NO_READER = 1, 2, 130, 141  # exit statuses; the last two as shells have them


def register(name: str, commands: Any, words: Words) -> None:
    """Add the command's words to the command line."""
    about = words("cli_train.about")
    parser = commands.add_parser(name, help=about, description=about, epilog=words("cli_train.epilog"))
    parser.add_argument("spec", nargs="?", metavar="SPEC.toml", help=words("cli_train.spec"))
    parser.add_argument("--url", metavar="URL", help=words("cli_train.url"))
    parser.add_argument("--epochs", metavar="N", help=words("cli_train.epochs"))
    parser.add_argument("--seed", metavar="S", help=words("cli_train.seed"))
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help=words("cli_train.json"))
    forms.add_argument("--url-out", action="store_true", help=words("cli_train.url_out"))
    parser.set_defaults(run=run_train)


def run_train(args: argparse.Namespace, words: Words) -> int:
    """Train as asked; 1 when the numbers were left, 2 for input that is not understood, 130 when interrupted."""
    try:
        return _begun(args, words)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more; Python's manual asks for this, lest it complain when it empties what is left.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NO_READER


def _begun(args: argparse.Namespace, words: Words) -> int:
    from tui_nn.labs.lab import Refused
    from tui_nn.labs.playground import address
    from tui_nn.labs.playground.spec import BadSpec

    try:
        spec = asked(args)
        lab = cast("PlaygroundLab", spec.run().lab)
        url = address.write(lab) if args.url_out else None
    except Refused as refused:
        print(words.say(refused.says), file=sys.stderr)
        return BAD_INPUT
    except BadSpec as bad:
        print(*map(words.say, bad.problems), sep="\n", file=sys.stderr)
        return BAD_INPUT
    if url:
        print(url, flush=True)
        return 0
    return _trained(lab, spec.epochs, args.json, words)


def asked(args: argparse.Namespace) -> Spec:
    """The set-up that the options ask for.

    Raises:
        Refused, BadSpec: it is not understood.
    """
    from tui_nn.cli.lab import whole
    from tui_nn.labs.lab import Refused
    from tui_nn.labs.playground.spec import Spec, load, of_bytes, seed_of
    from tui_nn.labs.run import MAX_STEPS

    if (args.spec is None) == (args.url is None):
        raise Refused(phrase("cli_train.one_of"))
    if args.url is not None:
        spec = Spec.of_address(args.url)
    elif args.spec == "-":
        spec = of_bytes(sys.stdin.buffer.read(), Path())
    else:
        spec = load(Path(args.spec))
    if args.seed is not None:
        spec = replace(spec, seed=seed_of(args.seed))
    if args.epochs is not None:
        spec = replace(spec, epochs=whole("--epochs", args.epochs, MAX_STEPS))
    return spec


def _trained(lab: PlaygroundLab, epochs: int, as_json: bool, words: Words) -> int:
    from tui_nn.cli.epochs import tellers
    from tui_nn.labs.lab import Edit

    lab = lab.edit(Edit("set", ("stride", "epoch")))  # whatever a preset's step is on the screen
    began = time.perf_counter()
    with _interrupts() as interrupts, tellers(epochs, as_json, words) as telling:
        lab = _taught(lab, epochs, telling, interrupts)
        for teller in telling:
            teller.end(lab, time.perf_counter() - began)
    if fault := lab.training.fault:
        where = phrase(f"labs.playground.fault.{fault.cause}", layer=fault.layer + 1, unit=fault.unit + 1)
        print(words("cli_train.fault", step=fault.step, where=where, rate=lab.rate), file=sys.stderr)
        return FAULT
    if interrupts:
        print(words("cli_train.interrupted", epoch=lab.training.epoch, epochs=epochs), file=sys.stderr)
        return INTERRUPTED
    return 0


def _taught(lab: PlaygroundLab, epochs: int, telling: tuple[Teller, ...], interrupts: list[int]) -> PlaygroundLab:
    """Epoch after epoch until there are enough, a stop condition holds, the numbers are left, or Ctrl-C."""
    while True:
        for teller in telling:
            teller.epoch(lab)
        if interrupts or lab.finished or lab.training.epoch >= epochs:
            return lab
        lab = lab.tick()
        if lab.training.fault:  # the epoch did not come to its end, so there are no losses of it
            return lab


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """Ctrl-C as a note that is looked at between epochs, so that no line is cut in the middle."""
    came: list[int] = []
    before = signal.signal(signal.SIGINT, lambda number, _: came.append(number))
    try:
        yield came
    finally:
        signal.signal(signal.SIGINT, before)
