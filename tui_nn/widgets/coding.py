"""A function to write: an editor with the colours of Python."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Literal, Name, Number, Operator, String, _TokenType
from textual import events
from textual.binding import Binding
from textual.timer import Timer
from textual.widgets import TextArea

from tui_nn.widgets.answer_area import Drafted, Submitted
from tui_nn.widgets.fields import TextField

PAUSE = 1.0  # seconds without a key, after which what was typed is kept
# Kinds of token by the names that Textual's colour themes know; the first that fits.
COLOURS: tuple[tuple[_TokenType, str], ...] = (
    (Comment, "comment"),
    (Keyword.Constant, "constant.builtin"),
    (Operator.Word, "keyword.operator"),
    (Keyword, "keyword"),
    (Name.Function, "function"),
    (Name.Builtin, "function.call"),
    (Number, "number"),
    (String, "string"),
    (Literal, "string"),
    (Operator, "operator"),
)


class Kept(Drafted):
    """A draft that is to outlast the program."""


class Coding(TextField):
    """Ctrl+R gives the answer; Esc gives the keys back to the page. For `reading` nothing is taken."""

    # With priority: otherwise the editor would take Esc as a wish to go on to the next widget.
    BINDINGS = [
        Binding("ctrl+r", "check", show=False, priority=True),
        Binding("escape", "leave", show=False, priority=True),
    ]

    def __init__(self, text: str, *, reading: bool = False) -> None:
        self._lexer = PythonLexer(stripnl=False, ensurenl=False)
        super().__init__(text, tab_behavior="indent", soft_wrap=False, show_line_numbers=True, compact=True)
        self.how = "app.how.read" if reading else "app.how.code"
        self.read_only = reading
        self._kept = text
        self._pause: Timer | None = None

    def on_mount(self) -> None:
        self.theme = "monokai" if self.app.current_theme.dark else "github_light"

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(Drafted(self.text))
        if self._pause:
            self._pause.stop()
        self._pause = self.set_timer(PAUSE, self._keep)

    def on_blur(self, event: events.Blur) -> None:
        self._keep()

    def action_check(self) -> None:
        if self.read_only:
            return
        self._kept = self.text  # the answer is kept anyway
        self.post_message(Submitted(self.text))

    def action_leave(self) -> None:
        self.screen.set_focus(None)

    def _keep(self) -> None:
        if self.text != self._kept:
            self._kept = self.text
            self.post_message(Kept(self.text))

    def _build_highlight_map(self) -> None:
        """The colours, as Textual keeps them; its own come from a parser that would have to be compiled."""
        self._line_cache.clear()
        self._highlights.clear()
        text = self.text
        starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        at = 0
        for kind, part in self._lexer.get_tokens(text):
            name = next((name for token, name in COLOURS if kind in token), None)
            if name:
                self._colour(name, at, part, starts, text)
            at += len(part)

    def _colour(self, name: str, at: int, part: str, starts: list[int], text: str) -> None:
        """Colour a token, which may go over several lines. Columns are bytes, as a parser would count them."""
        row = bisect_right(starts, at) - 1
        column = len(text[starts[row] : at].encode())
        for piece in part.split("\n"):
            self._highlights[row].append((column, column + len(piece.encode()), name))
            row, column = row + 1, 0
