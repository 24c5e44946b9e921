"""The place of the sheets: one is on show; what is only read is kept while its page is open, so that going back to it
costs little."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from textual.containers import Vertical
from textual.widget import Widget


class Leaf(Vertical):
    """The parts of one sheet."""


class Leaves(Vertical):
    """Sheets by their page and number."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.shown = Leaf()
        self._kept: dict[tuple[str, int], Leaf] = {}

    def forget(self) -> None:
        """What is kept no longer holds: a guess was made, or the language is another."""
        self._kept.clear()

    async def turn_to(self, page: str, number: int, parts: Callable[[], Iterable[Widget]], *, keep: bool) -> None:
        """Put a sheet up, as it was left or made anew of its `parts`."""
        self._kept = {place: leaf for place, leaf in self._kept.items() if place[0] == page}
        await self.remove_children([leaf for leaf in self.children if leaf not in self._kept.values()])
        self.shown.display = False
        if (page, number) in self._kept:
            self.shown = self._kept[page, number]
            self.shown.display = True
            return
        self.shown = Leaf(*parts())
        if keep:
            self._kept[page, number] = self.shown
        await self.mount(self.shown)
