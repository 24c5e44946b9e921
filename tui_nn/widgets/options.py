"""Options to choose from: one, or several."""

from __future__ import annotations

from textual.content import Content

from tui_nn.course.lesson import Option
from tui_nn.widgets.answer_area import AnswerArea
from tui_nn.widgets.prose import content


class OneOption(AnswerArea):
    """Exactly one: Space or a click chooses, Enter gives the answer."""

    how = "app.how.choice"

    def __init__(self, options: tuple[Option, ...], answer: str | None) -> None:
        super().__init__(len(options), answer)
        self.options = options
        ids = [option.id for option in options]
        self.cursor = ids.index(answer) if answer in ids else 0

    def row(self, index: int) -> Content:
        option = self.options[index]
        chosen = option.id == self.answer
        mark = "✗" if option.id in self.wrong else "•" if chosen else " "
        return Content(f"({mark}) ") + content(option.text)

    def press(self, key: str) -> bool:
        if key == "space":
            self.draft(self.options[self.cursor].id)
        elif key == "enter":
            self.draft(self.options[self.cursor].id)
            self.submit()
        else:
            return False
        return True


class ManyOptions(AnswerArea):
    """Any number: Space or a click ticks, Enter gives the answer."""

    how = "app.how.multi"

    def __init__(self, options: tuple[Option, ...], answer: list[str]) -> None:
        super().__init__(len(options), answer)
        self.options = options

    def row(self, index: int) -> Content:
        option = self.options[index]
        mark = "×" if option.id in self.answer else " "
        verdict = " ✗" if option.id in self.wrong else ""
        return Content(f"[{mark}] ") + content(option.text) + Content.styled(verdict, "$ink-bad")

    def press(self, key: str) -> bool:
        if key == "space":
            self.draft(sorted({self.options[self.cursor].id} ^ set(self.answer)))
        elif key == "enter":
            self.submit()
        else:
            return False
        return True
