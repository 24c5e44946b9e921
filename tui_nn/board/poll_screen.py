"""A poll on the teacher's screen: votes as they come, hidden from the class until they are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui_nn.classroom.ballot import ballot
from tui_nn.classroom.command import Ask, Poll
from tui_nn.classroom.student import clean
from tui_nn.locale.words import Words
from tui_nn.screens.desk import Desk
from tui_nn.screens.overlay import Overlay
from tui_nn.widgets.fields import TextField
from tui_nn.widgets.prose import content

if TYPE_CHECKING:
    from tui_nn.board.app import BoardApp

BAR = 24  # cells of a whole room
MOST_OPTIONS = 8


def asked(text: str) -> dict[str, Any] | None:
    """A typed poll: the question in the first line, an option in each other; None where options are lacking."""
    lines = [line for line in (clean(line, 200) for line in text.splitlines()) if line]
    if len(lines) < 3:
        return None
    options = [{"id": str(n), "text": line} for n, line in enumerate(lines[1 : MOST_OPTIONS + 1], 1)]
    return {"text": lines[0], "options": options}


class AskPoll(Overlay[str]):
    """A question of the teacher's own."""

    BINDINGS = [Binding("ctrl+s", "ask", show=False)]

    def __init__(self, words: Words) -> None:
        super().__init__(words, words("board.poll.new"), words("board.poll.new_says"))

    def inside(self) -> ComposeResult:
        yield TextField(soft_wrap=True, tab_behavior="focus")

    def action_ask(self) -> None:
        self.dismiss(self.query_one(TextField).text)


class PollScreen(Overlay[None]):
    """Bars a round, side by side where it was voted twice; below each wrong option what whoever chose it believes."""

    BINDINGS = [
        Binding("r", "reveal", show=False),
        Binding("v", "again", show=False),
        Binding("c", "end", show=False),
    ]

    def __init__(self, desk: Desk, board: BoardApp) -> None:
        super().__init__(desk.words, desk.words("board.poll.title"), desk.words("board.poll.foot"))
        self._desk, self._board = desk, board

    def inside(self) -> ComposeResult:
        with VerticalScroll():
            yield Static(id="poll-now")

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.refill()

    def refill(self) -> None:
        """The votes as they now stand."""
        poll = self._board.room.poll
        if poll is None:
            self.dismiss(None)
        elif self.is_mounted:
            self.query_one("#poll-now", Static).update(self._shown(poll))

    def _shown(self, poll: Poll) -> Content:
        words, counts = self.words, self._board.view.tally(poll)
        asked = ballot(poll, self._desk.course, words.language)
        here = len({seat.student for seat in self._board.present})
        voted = words("board.poll.voted", n=sum(counts[-1].values()), of=here)
        shown = content(asked.ask).stylize("bold") + Content(f"\n\n{voted}")
        for option in asked.options:
            mark = "✓" if option.right else "·"
            shown += Content(f"\n\n{mark} ") + content(option.text)
            for round, votes in enumerate(counts, 1):
                all = sum(votes.values())
                full = round_cells(votes.get(option.id, 0), all)
                bar = f"\n  {'█' * full}{'░' * (BAR - full)} {votes.get(option.id, 0)}  "
                shown += Content(bar) + Content.styled(words("board.poll.round", n=round), "$ink-dim")
            if option.says and not option.right:
                shown += Content("\n  ") + Content.styled(content(option.says).plain, "$ink-dim")
        key = "shown" if poll.revealed else "hidden"
        return shown + Content(f"\n\n{words(f'board.poll.{key}')}")

    def action_reveal(self) -> None:
        poll = self._board.room.poll
        if poll:
            counts = [dict(votes) for votes in self._board.view.tally(poll)]
            self._board.tell(Ask.REVEAL, id=poll.id, counts=counts)

    def action_again(self) -> None:
        """The same question once more, after a talk with the neighbour."""
        poll = self._board.room.poll
        if poll:
            options = [{"id": id, "text": text} for id, text in poll.options]
            where = {"lesson": poll.lesson, "page": poll.page, "exercise": poll.exercise}
            self._board.tell(Ask.POLL, id=poll.id, round=poll.round + 1, text=poll.text, options=options, **where)

    def action_end(self) -> None:
        poll = self._board.room.poll
        if poll:
            self._board.tell(Ask.CLOSE, id=poll.id)


def round_cells(votes: int, all: int) -> int:
    """How much of a bar so many votes fill."""
    return round(BAR * votes / all) if all else 0
