"""Pairs to bring together: each left side turns through the right sides."""

from __future__ import annotations

from textual.content import Content

from tui_nn.course.lesson import Pair
from tui_nn.widgets.answer_area import AnswerArea
from tui_nn.widgets.prose import content


class Matching(AnswerArea):
    """The answer is {id of the left: id of the right}; a right side can be used once only."""

    how = "app.how.match"

    def __init__(self, pairs: tuple[Pair, ...], choices: tuple[str, ...], answer: dict[str, str]) -> None:
        super().__init__(len(pairs), dict(answer))
        self.pairs = pairs
        self.choices = choices  # ids of the right sides as the learner meets them
        self.rights = {pair.id: pair.right for pair in pairs}

    def row(self, index: int) -> Content:
        pair = self.pairs[index]
        chosen = self.answer.get(pair.id)
        width = max(content(other.left).cell_length for other in self.pairs)
        left = content(pair.left)
        right = content(self.rights[chosen]) if chosen else Content.styled("…", "$ink-dim")
        verdict = " ✗" if pair.id in self.wrong else ""
        gap = " " * (width - left.cell_length)
        return left + Content(f"{gap}  ◂ ") + right + Content(" ▸") + Content.styled(verdict, "$ink-bad")

    def press(self, key: str) -> bool:
        if key in ("left", "right", "space"):
            self._turn(-1 if key == "left" else 1)
        elif key == "enter":
            self.submit()
        else:
            return False
        return True

    def _turn(self, steps: int) -> None:
        left = self.pairs[self.cursor].id
        taken = {right for other, right in self.answer.items() if other != left}
        free = [None, *(right for right in self.choices if right not in taken)]
        now = self.answer.get(left)
        chosen = free[((free.index(now) if now in free else 0) + steps) % len(free)]
        rest = {other: right for other, right in self.answer.items() if other != left}
        self.draft(rest if chosen is None else {**rest, left: chosen})
