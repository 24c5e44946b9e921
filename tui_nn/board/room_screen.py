"""The room at a glance: a row a student, the most urgent where the eye falls first."""

from __future__ import annotations

import time
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.text import Text
from textual.widget import Widget
from textual.widgets import DataTable, Static

from tui_nn.board.peek import Peek
from tui_nn.classroom.command import Ask
from tui_nn.classroom.grades import as_csv, of_class
from tui_nn.classroom.room_view import Row, State
from tui_nn.classroom.store import StoreDown
from tui_nn.screens.ask_line import AskLine
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import KEYS, bindings
from tui_nn.screens.pick import Pick
from tui_nn.screens.room import Room

if TYPE_CHECKING:
    from tui_nn.board.app import BoardApp

COLUMNS = ("name", "state", "page", "pages", "answers", "last")
FILTERS = ("all", "stuck", "here")
BOARD_KEYS = tuple(key.id for key in KEYS.values() if key.group == "board" and key.id not in ("ask_this", "student"))
GRADES = "grades.csv"


class RoomScreen(Room):
    """Names, places, troubles; what is done with them goes through the app."""

    BINDINGS = [*bindings(BOARD_KEYS)]

    def __init__(self, desk: Desk, board: BoardApp) -> None:
        super().__init__(desk)
        self._board = board
        self._sort, self._filter = "state", "all"
        self._shown: list[Row] = []
        self._told = {"name": "", "line": "", "code": ""}

    def body(self) -> Iterable[Widget]:
        yield Static(id="counts", markup=False)
        table: DataTable[Text] = DataTable(id="students", cursor_type="row", zebra_stripes=False)
        yield table
        yield Static(id="nobody", markup=False)

    def on_mount(self) -> None:
        self._head()
        self.refill()
        self.query_one(DataTable).focus()

    async def retell(self) -> None:
        await super().retell()
        self._head()
        self._shown = []
        self.refill()

    def on_screen_resume(self) -> None:
        self.refill()

    def _head(self) -> None:
        table: DataTable[Text] = self.query_one(DataTable)
        table.clear(columns=True)
        for name in COLUMNS:
            table.add_column(self.desk.words(f"board.column.{name}"), key=name)

    def refill(self) -> None:
        """Bring the table up to date; the cursor stays with its student."""
        board, words = self._board, self.desk.words
        if not self.is_mounted:
            return
        every = board.view.rows(board.students, board.present, board.room.heard, time.time())
        counted = {state.value: sum(row.state is state for row in every) for state in State}
        counted["here"] += counted["stuck"] + counted["done"]
        says = words("board.down") if board.trouble else words("board.count", all=len(every), **counted)
        questions = board.view.questions(board.room.heard)
        if questions:
            says += f" · ? {len(questions)}"
        self.query_one("#counts", Static).update(says)
        self.query_one("#nobody", Static).update("" if every else words("board.nobody"))
        rows = sorted(filter(self._passes, every), key=self._order)
        if rows != self._shown:
            self._fill(rows)
        self.tell_title_and_keys()

    def _fill(self, rows: list[Row]) -> None:
        table: DataTable[Text] = self.query_one(DataTable)
        same = [row.student.id for row in rows] == [row.student.id for row in self._shown]
        if same:
            for row, before in zip(rows, self._shown, strict=True):
                for column, cell, old in zip(COLUMNS, self._cells(row), self._cells(before), strict=True):
                    if cell != old:
                        table.update_cell(row.student.id, column, cell, update_width=True)
        else:
            chosen = self.chosen()
            table.clear()
            for row in rows:
                table.add_row(*self._cells(row), key=row.student.id)
            ids = [row.student.id for row in rows]
            if chosen and chosen.student.id in ids:
                table.move_cursor(row=ids.index(chosen.student.id))
        self._shown = rows

    def chosen(self) -> Row | None:
        """The row under the cursor."""
        at = self.query_one(DataTable).cursor_row
        return self._shown[at] if 0 <= at < len(self._shown) else None

    def _cells(self, row: Row) -> tuple[Text, ...]:
        words = self.desk.words
        titles = {page.id: page.title for page in self.desk.pages_of(row.lesson)} if row.lesson else {}
        state = Text(words(f"board.state.{row.state}"), "bold" if row.state is State.STUCK else "")
        last = "" if row.last is None else "✓" if row.last else "✗"
        return (
            Text(f"{'? ' if row.asks else ''}{row.student.name}"),
            state,
            Text(titles.get(row.page, row.page)[:28]),
            Text(str(row.pages), justify="right"),
            Text(f"{row.right}/{row.answers}", justify="right"),
            Text(last, justify="center"),
        )

    def _passes(self, row: Row) -> bool:
        if self._filter == "stuck":
            return row.state is State.STUCK or row.asks
        return self._filter == "all" or row.state is not State.OFFLINE

    def _order(self, row: Row) -> tuple[object, ...]:
        name = row.student.name.casefold()
        orders: dict[str, tuple[object, ...]] = {
            "name": (),
            "state": (not row.asks, list(State).index(row.state)),
            "page": (row.lesson, row.page),
            "pages": (row.pages,),
            "answers": (row.right,),
            "last": (row.last is None, bool(row.last)),
        }
        return (*orders[self._sort], name)

    def title_words(self) -> tuple[str, str]:
        store, told = self._board.store, self._told
        with suppress(StoreDown):  # then what was told last still stands
            told.update({name: str(store.setting(name) or "") for name in told})
        return f" {self.desk.words('board.title' if told['code'] else 'board.title_keys', **told)}", ""

    def keys_now(self) -> Iterable[str]:
        return ("student", *BOARD_KEYS, "language", "quit")

    # Deeds ----------------------------------------------------------------------------------------------------------

    def on_data_table_row_selected(self, message: DataTable.RowSelected) -> None:
        if row := self.chosen():
            self.app.push_screen(Peek(self.desk, self._board, row.student))

    def action_all_follow(self) -> None:
        self._board.action_all_follow()

    def action_lessons(self) -> None:
        self._board.action_lessons()

    def action_ask_all(self) -> None:
        self._board.action_ask_all()

    def action_sort(self) -> None:
        self._sort = COLUMNS[(COLUMNS.index(self._sort) + 1) % len(COLUMNS)]
        self._tell("board.sorted", column=self.desk.words(f"board.column.{self._sort}"))
        self.refill()

    def action_show_only(self) -> None:
        self._filter = FILTERS[(FILTERS.index(self._filter) + 1) % len(FILTERS)]
        self._tell(f"board.filter.{self._filter}")
        self.refill()

    def action_say(self) -> None:
        words = self.desk.words
        self.app.push_screen(AskLine(words, words("board.message"), words("board.message_says"), self._board.say))

    def action_say_one(self) -> None:
        words, row = self.desk.words, self.chosen()
        if row is None:
            self._tell("board.none_chosen")
            return
        title = f"{words('board.message')} → {row.student.name}"
        id = row.student.id
        self.app.push_screen(
            AskLine(words, title, words("board.message_says"), lambda text: self._board.say(text, id))
        )

    def action_timer(self) -> None:
        words = self.desk.words
        self.app.push_screen(AskLine(words, words("board.timer"), words("board.timer_says"), self._board.start_timer))

    def action_lock(self) -> None:
        words, locked = self.desk.words, self._board.room.locked
        choices = [
            (entry.id, words(f"board.{'closed' if entry.id in locked else 'open'}", lesson=title), "")
            for entry in self.desk.course.entries
            for title in (entry.titles[words.language],)
        ]

        def turn(lesson: str | None) -> None:
            if lesson:
                self._board.tell(Ask.LOCK, lessons=sorted(locked ^ {lesson}))

        self.app.push_screen(Pick(words, words("board.lock"), choices), turn)

    def action_questions(self) -> None:
        words, board = self.desk.words, self._board
        waiting = board.view.questions(board.room.heard)
        if not waiting:
            self._tell("board.no_questions")
            return
        names = {student.id: student.name for student in board.students}
        choices = [
            (
                each.uid,
                each.text,
                words("board.question_says", name=names.get(each.student, "?"), page=each.page),
            )
            for each in waiting
        ]

        def heard(uid: str | None) -> None:
            if uid:
                board.tell(Ask.HEARD, uid=uid)

        self.app.push_screen(Pick(words, words("board.questions"), choices), heard)

    def action_grades(self) -> None:
        """The gradebook goes into the class's folder."""
        board, path = self._board, self._board.folder / GRADES
        try:
            board.folder.mkdir(parents=True, exist_ok=True)  # the class itself may be kept elsewhere
            path.write_text(as_csv(of_class(board.store, self.desk.course, self.desk.words.language)), "utf-8")
        except StoreDown:
            self._tell("board.down")
        except OSError as error:
            self._tell("board.not_written", path=str(path), why=error.strerror or str(error))
        else:
            self._tell("board.grades", path=str(path))

    def _tell(self, key: str, **values: str) -> None:
        self.notify(self.desk.words(key, **values), timeout=4, markup=False)
