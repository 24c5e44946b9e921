"""Items to put in order: Space takes one up, the arrows carry it."""

from __future__ import annotations

from textual.content import Content

from tui_nn.course.lesson import Item
from tui_nn.widgets.answer_area import AnswerArea
from tui_nn.widgets.prose import content


class Ordering(AnswerArea):
    """The answer is the list of ids from first to last."""

    how = "app.how.order"

    def __init__(self, items: tuple[Item, ...], answer: list[str]) -> None:
        super().__init__(len(items), list(answer))
        self.items = {item.id: item for item in items}
        self.carrying = False

    def row(self, index: int) -> Content:
        item = self.items[self.answer[index]]
        hand = "↕" if self.carrying and index == self.cursor else " "
        verdict = " ✗" if item.id in self.wrong else ""
        return Content(f"{hand}{index + 1}. ") + content(item.text) + Content.styled(verdict, "$ink-bad")

    def walk(self, steps: int) -> None:
        before = self.cursor
        super().walk(steps)
        if self.carrying and before != self.cursor:
            order = list(self.answer)
            order.insert(self.cursor, order.pop(before))
            self.draft(order)

    def press(self, key: str) -> bool:
        if key == "space":
            self.carrying = not self.carrying
            self.redraw()
        elif key == "enter":
            self.carrying = False
            self.submit()
        else:
            return False
        return True
