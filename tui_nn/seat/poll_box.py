"""A poll on a student's screen: a vote, and what all have voted once the teacher shows it."""

from __future__ import annotations

from collections.abc import Mapping

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui_nn.classroom.ballot import Ballot
from tui_nn.classroom.command import Poll
from tui_nn.locale.words import Words
from tui_nn.screens.overlay import Overlay
from tui_nn.widgets.prose import content

BAR = 20  # cells of a whole room


class PollBox(Overlay[None]):
    """Options to vote for; once revealed, bars beside them, one row a round."""

    class Voted(Message):
        """The learner has chosen."""

        def __init__(self, poll: Poll, choice: str) -> None:
            super().__init__()
            self.poll, self.choice = poll, choice

    def __init__(self, words: Words, poll: Poll, asked: Ballot, mine: str) -> None:
        super().__init__(words, words("classroom.poll.title"), words("classroom.poll.how"))
        self.poll, self._asked, self._mine = poll, asked, mine
        self._mounted_rows = False

    def inside(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static(content(self._asked.ask), id="poll-ask")
            yield OptionList(markup=False)
            yield Static(id="poll-says", markup=False)

    def on_mount(self) -> None:
        self._mounted_rows = True
        self.query_one(OptionList).focus()
        self.show(self.poll, self._mine)

    def show(self, poll: Poll, mine: str) -> None:
        """The poll as it now stands, and one's own vote in this round."""
        self.poll, self._mine = poll, mine
        if not self._mounted_rows:
            return  # it will be shown as it then stands
        rows = self.query_one(OptionList)
        at = rows.highlighted or 0
        rows.clear_options()
        rows.add_options(Option(self._row(each.id, each.text), id=each.id) for each in self._asked.options)
        rows.highlighted = at
        key = "again" if poll.round > 1 and not mine else "voted" if mine else "waits"
        self.query_one("#poll-says", Static).update("" if poll.revealed else self.words(f"classroom.poll.{key}"))

    def _row(self, id: str, text: str) -> Content:
        mark = "•" if id == self._mine else " "
        row = Content(f"({mark}) ") + content(text)
        for round, counts in enumerate(self.poll.counts, 1):
            row += Content(f"\n    {_bar(counts, id)}") + Content.styled(
                f"  {self.words('classroom.poll.round', n=round)}", "$ink-dim"
            )
        return row

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        if not self.poll.revealed and message.option.id:
            self.post_message(self.Voted(self.poll, message.option.id))


def _bar(counts: Mapping[str, int], id: str) -> str:
    votes, all = counts.get(id, 0), sum(counts.values())
    full = round(BAR * votes / all) if all else 0
    return f"{'█' * full}{'░' * (BAR - full)} {votes}"
