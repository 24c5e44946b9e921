"""A table of an algorithm's steps with cells to fill."""

from __future__ import annotations

from textual import events
from textual.content import Content

from tui_nn.course.lesson import Trace
from tui_nn.widgets.answer_area import AnswerArea
from tui_nn.widgets.prose import content

TYPED = frozenset("0123456789.,/-−")


class Tracing(AnswerArea):
    """The answer is {"row,column": what was typed}. The arrows walk the hidden cells only."""

    how = "app.how.trace"

    def __init__(self, trace: Trace, answer: dict[str, str]) -> None:
        super().__init__(len(trace.rows) + 1, dict(answer))
        self.trace = trace
        self.hidden = [(r, c) for r, row in enumerate(trace.rows) for c, cell in enumerate(row) if cell.hidden]
        self.place = next((k for k, cell in enumerate(self.hidden) if not self.answer.get(_key(cell))), 0)
        self.cursor = self.count  # rows are not walked; cells are

    def row(self, index: int) -> Content:
        if index == 0:
            return Content.assemble(
                *(self._padded(content(column.name), c, "$ink-dim") for c, column in enumerate(self.trace.columns))
            )
        return Content.assemble(*(self._cell(index - 1, c) for c in range(len(self.trace.columns))))

    def _cell(self, r: int, c: int) -> Content:
        cell = self.trace.rows[r][c]
        if not cell.hidden:
            return self._padded(content(cell.text), c, "")
        typed = self.answer.get(_key((r, c)), "")
        text = typed + "_" * max(0, 2 - len(typed)) + ("✗" if _key((r, c)) in self.wrong else "")
        here = self.has_focus and self.hidden[self.place] == (r, c)
        style = "$ink-accent reverse" if here else "$ink-bad" if _key((r, c)) in self.wrong else "$ink-accent"
        return self._padded(Content.styled(text, style), c, "")

    def _padded(self, text: Content, column: int, style: str) -> Content:
        given = (content(row[column].text).cell_length for row in self.trace.rows)
        width = max(4, content(self.trace.columns[column].name).cell_length, *given) + 1
        return (text.stylize(style) if style else text) + Content(" " * max(1, width - text.cell_length))

    def press(self, key: str) -> bool:
        if key == "enter":
            self.submit()
        elif key in ("left", "right"):
            self._go(self.place + (1 if key == "right" else -1))
        elif key == "backspace":
            self._type(self._typed()[:-1])
        elif key == "delete":
            self._type("")
        else:
            return False
        return True

    def on_key(self, event: events.Key) -> None:
        if event.character and event.character in TYPED and len(self._typed()) < 5:
            self._type(self._typed() + event.character)
            event.stop()
            event.prevent_default()

    def walk(self, steps: int) -> None:
        """To the hidden cell in the same column, one row further, or the nearest to it."""
        r, c = self.hidden[self.place]
        rows = [row for row, _ in self.hidden if (row - r) * steps > 0]
        if rows:
            row = min(rows) if steps > 0 else max(rows)
            self._go(
                min(
                    (k for k, cell in enumerate(self.hidden) if cell[0] == row),
                    key=lambda k: abs(self.hidden[k][1] - c),
                )
            )

    def pick(self, index: int) -> None:
        self._go(next((k for k, cell in enumerate(self.hidden) if cell[0] == index - 1), self.place))

    def _typed(self) -> str:
        return str(self.answer.get(_key(self.hidden[self.place]), ""))

    def _type(self, text: str) -> None:
        key = _key(self.hidden[self.place])
        self.wrong -= {key}
        self.draft({**{k: v for k, v in self.answer.items() if k != key}, **({key: text} if text else {})})

    def _go(self, place: int) -> None:
        self.place = max(0, min(len(self.hidden) - 1, place))
        self.redraw()


def _key(cell: tuple[int, int]) -> str:
    return f"{cell[0]},{cell[1]}"
