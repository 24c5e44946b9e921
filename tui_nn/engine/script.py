"""Calls written down one after another and made into one function: the fastest way that Python has to repeat them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import Any


class Script:
    """A list of calls with their arguments, which are objects, or names of the finished function's own variables.

    A loop over prepared (function, arguments) would do the same, but takes a tenth more time on small arrays: here
    each call is a line of its own, and all that it needs is a local variable.
    """

    def __init__(self, begun: Script | None = None) -> None:
        """Empty, or with another's calls to begin with."""
        self._lines: list[str] = list(begun._lines) if begun else []
        self._things: dict[str, Any] = dict(begun._things) if begun else {}
        self._names: dict[int, str] = dict(begun._names) if begun else {}

    def call(self, function: Callable[..., object] | str, *arguments: object, out: object = None) -> None:
        """Add a call. Strings are names, such as `x` or `x.dot`; everything else is kept as it is."""
        words = [self._named(argument) for argument in arguments]
        if out is not None:
            words.append(f"out={self._named(out)}")
        self._lines.append(f"{self._named(function)}({', '.join(words)})")

    def once(self) -> Callable[..., None]:
        """A function of x that makes the calls."""
        return self._function("x", "", "    ")

    def for_each_batch(self) -> Callable[..., None]:
        """A function of batches and update that makes the calls for each (x, y) in batches."""
        return self._function("batches, update", "    for x, y in batches:\n", "        ")

    def _function(self, parameters: str, loop: str, indent: str) -> Callable[..., None]:
        text = f"def run({', '.join(self._things)}, {parameters}):\n{loop}"
        text += "".join(f"{indent}{line}\n" for line in self._lines)
        return partial(_compiled(text), *self._things.values())

    def _named(self, thing: object) -> str:
        if isinstance(thing, str):
            return thing
        if id(thing) not in self._names:
            name = f"v{len(self._things)}"
            self._names[id(thing)] = name
            self._things[name] = thing  # kept, so that nothing else can get its id
        return self._names[id(thing)]


@lru_cache(maxsize=64)
def _compiled(text: str) -> Callable[..., None]:
    """The text holds no more than the names and punctuation above, so it can only call what it is handed."""
    space: dict[str, Any] = {}
    exec(compile(text, "<script>", "exec"), space)
    run: Callable[..., None] = space["run"]
    return run
