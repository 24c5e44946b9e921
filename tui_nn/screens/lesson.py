"""A lesson on the screen, page by page, sheet by sheet."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from tui_nn.course.answers import reached
from tui_nn.course.lesson import Lesson, Page, Reach
from tui_nn.labs.frame import Reading
from tui_nn.locale.phrase import Phrase, phrase
from tui_nn.progress.record import Kind
from tui_nn.screens.ask_line import AskNote
from tui_nn.screens.desk import Desk
from tui_nn.screens.keys import KEYS, bindings
from tui_nn.screens.lab_room import LabRoom
from tui_nn.screens.leaves import Leaves
from tui_nn.screens.parts import Cards, GuessQuestion, part
from tui_nn.screens.sheet_tabs import sheet_tabs
from tui_nn.screens.sheets import Sheet, sheets
from tui_nn.screens.timeline_room import TimelineRoom, WalkedTimeline, part_walk
from tui_nn.screens.visit import Visit, guess_words, resumed
from tui_nn.widgets.coding import Coding
from tui_nn.widgets.lab_view import LabView
from tui_nn.widgets.prose import content
from tui_nn.widgets.put_up import put_up
from tui_nn.widgets.question import Question

PAGE_KEYS = tuple(key.id for key in KEYS.values() if key.group == "page")


class LessonScreen(LabRoom, TimelineRoom):
    """Walks the pages of a lesson. What happens is recorded on the desk; where one stands is in the visits."""

    AUTO_FOCUS = ""  # the sheet says what has the keys, and a lab beside it has them only on its own
    BINDINGS = [
        *bindings(PAGE_KEYS),
        *(Binding(str(n), f"go_sheet({n - 1})", show=False) for n in range(1, 10)),
    ]

    class Asked(Message):
        """A term was clicked: show it."""

        def __init__(self, term: str) -> None:
            super().__init__()
            self.term = term

    def __init__(self, desk: Desk, lesson: Lesson, page: str = "", sheet: int = 0, *, calm: bool = False) -> None:
        super().__init__(desk)
        self.lesson, self.calm = lesson, calm
        self._visits: dict[str, Visit] = {}
        self._lab_of: tuple[str, str] | None = None  # page and exercise whose run is on show
        self._leaves = Leaves(id="sheet")
        ids = [each.id for each in lesson.pages]
        self._page = ids.index(page) if page in ids else 0
        self.visit.sheet = min(sheet, len(self.sheets) - 1)

    # Where we are ---------------------------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        return self.lesson.pages[self._page]

    @property
    def sheets(self) -> tuple[Sheet, ...]:
        return sheets(self.page)

    @property
    def sheet(self) -> Sheet:
        return self.sheets[self.visit.sheet]

    @property
    def visit(self) -> Visit:
        if self.page.id not in self._visits:
            self._visits[self.page.id] = resumed(self.page, self.lesson.id, self.desk.standing)
        return self._visits[self.page.id]

    def fit(self) -> None:
        super().fit()
        self._show_tabs()
        self.call_later(self._show_lab)  # there may now be room beside the sheet

    def move_calmly(self, calm: bool) -> None:
        super().move_calmly(calm)
        for view in self.query(LabView):
            view.move_calmly(calm)

    def body(self) -> Iterable[Widget]:
        tabs = Static(id="tabs")
        tabs.auto_links = False  # tabs are drawn as tabs, not as links
        yield tabs
        with Horizontal(id="sheets"):
            yield self._leaves
            yield Vertical(id="lab")

    async def on_mount(self) -> None:
        super().fit()  # whether there is room for a lab beside the first sheet
        await self.show()

    async def retell(self) -> None:
        await super().retell()
        self._leaves.forget()
        for view in self.query(LabView):
            view.guess = "" if self._lab_of and self._lab_of[1] else self._guess_words()
            view.speak(self.desk.words)
        await self.show()

    async def reread(self, lesson: Lesson) -> None:
        """The same lesson in other words: another language, or its file was saved. The place is kept."""
        page = self.page.id
        self.lesson = lesson
        ids = [each.id for each in lesson.pages]
        self._page = ids.index(page) if page in ids else min(self._page, len(ids) - 1)
        self.visit.sheet = min(self.visit.sheet, len(self.sheets) - 1)
        await self.retell()

    async def show(self) -> None:
        """Put the current sheet up."""
        visit, sheet = self.visit, self.sheet
        visit.seen.add(visit.sheet)
        self._record(Kind.VISITED, sheet=visit.sheet)
        with self.at_once():
            self.set_focus(None)  # what is hidden has no keys
            parts = partial(self._parts, sheet)
            await self._leaves.turn_to(self.page.id, visit.sheet, parts, keep=sheet.is_read)
            await self._show_lab()
            self._show_tabs()
            self.tell_title_and_keys()
            self._start_answering(sheet)
        self._finish_if_done()

    def _show_tabs(self) -> None:
        line = sheet_tabs(self.page, self.visit, self.desk.words, self.app.size.width - 2)
        put_up(self.query_one("#tabs", Static), line, layout=False)

    def _parts(self, sheet: Sheet) -> list[Widget]:
        """What the sheet holds, as widgets."""
        if sheet.kind == "timeline":
            return self._timeline_parts()
        return part(sheet, self.page, self.visit, self.desk.words, runs_code=self.desk.runs_code)

    def _timeline_parts(self) -> list[Widget]:
        """The page's part of the timeline, where it was left."""
        walk = self.visit.walk = self.visit.walk or part_walk(self.desk, self.page.timeline)
        words = self.desk.words
        return [WalkedTimeline(walk, words) if walk else Static(words("timeline.none"), markup=False)]

    def on_timeline_view_moved(self, message: WalkedTimeline.Moved) -> None:
        self.visit.walk = message.walk
        self.tell_title_and_keys()

    async def _show_lab(self) -> None:
        """The page's lab, or the exercise's own, once there is a place to see it."""
        sheet = self.sheet
        exercise = sheet.item if isinstance(sheet.item, Reach) else None
        setup = exercise.setup if exercise else self.page.lab
        self.set_class(sheet.kind == "timeline", "-on-timeline")
        self.set_class(setup is not None and sheet.kind != "timeline", "-has-lab")
        self.set_class(sheet.has_lab, "-on-lab")
        self.set_class(exercise is not None, "-reach")
        of = (self.page.id, exercise.id if exercise else "")
        seen = (
            sheet.has_lab or self.has_class("-wide") or of == self._lab_of
        )  # one that was begun goes on out of sight
        wanted = of if setup and seen else None
        if wanted == self._lab_of:
            return
        self._lab_of = wanted
        place = self.query_one("#lab", Vertical)
        await place.remove_children()
        if setup and wanted:
            run = self.visit.run(setup, exercise.id if exercise else "")
            locked = exercise is None and self.page.prediction is not None and self.visit.guess is None
            guess = "" if exercise else self._guess_words()
            reaches = (exercise,) if exercise else self.page.exercises
            first = tuple(goal.reading for reach in reaches if isinstance(reach, Reach) for goal in reach.goals)
            view = LabView(
                run,
                self.desk.words,
                locked=locked,
                calm=self.calm,
                tempo=self.desk.tempo,
                guess=guess,
                first=first,
            )
            await place.mount(view)

    def _guess_words(self) -> str:
        prediction = self.page.prediction
        if prediction is None or self.visit.guess is None:
            return ""
        return content(guess_words(prediction, self.visit.guess)).plain

    def _start_answering(self, sheet: Sheet) -> None:
        if sheet.has_lab:
            self.call_after_refresh(self._focus_lab)  # it may only now come on show
            return
        self.set_focus(self.timeline())
        for question in (*self._leaves.shown.query(Question), *self._leaves.shown.query(GuessQuestion)):
            question.start_answering()

    def _focus_lab(self) -> None:
        """Give the lab the keys, unless the learner has meanwhile gone on to a sheet that wants them."""
        if self.sheet.has_lab:
            self.set_focus(self.query_one(LabView))

    def lab_view(self) -> LabView | None:
        """The lab on show: beside the sheet where there is room, else only on its own sheet."""
        beside = self.has_class("-wide") and self.has_class("-has-lab")
        return super().lab_view() if self.sheet.has_lab or beside else None

    def no_lab(self) -> Phrase:
        at = next((k for k, sheet in enumerate(self.sheets, 1) if sheet.kind == "lab"), None)
        return phrase("app.lab.elsewhere", n=at) if at else super().no_lab()

    # Going on -------------------------------------------------------------------------------------------------------

    async def action_go_sheet(self, index: int) -> None:
        if 0 <= index < len(self.sheets):
            self.visit.sheet = index
            await self.show()

    async def action_next_sheet(self) -> None:
        await self.action_go_sheet((self.visit.sheet + 1) % len(self.sheets))

    async def action_previous_sheet(self) -> None:
        await self.action_go_sheet((self.visit.sheet - 1) % len(self.sheets))

    async def action_go_on(self) -> None:
        """Whatever comes next: turn a card, the next sheet, the next page, the end."""
        if self.sheet.kind == "card" and await self._turn_card():
            return
        if self.visit.sheet + 1 < len(self.sheets):
            await self.action_next_sheet()
        elif self._page + 1 < len(self.lesson.pages):
            await self.action_next_page()
        else:
            done, of = self.desk.done_of(self.lesson.id)
            self.tell(phrase("app.lesson_end", done=done, of=of))
            self.dismiss()

    async def _turn_card(self) -> bool:
        card = next((card for card in self.page.cards if card.id not in self.visit.turned), None)
        if card is None:
            return False
        if card.id not in self.visit.met:
            self._record(Kind.REVIEWED, card.id, knew=True)
        self.visit.turned.add(card.id)
        self.visit.met.add(card.id)
        await self.query_one(Cards).recompose()
        self._finish_if_done()
        return True

    async def action_next_page(self) -> None:
        await self._go_page(self._page + 1)

    async def action_previous_page(self) -> None:
        await self._go_page(self._page - 1)

    async def _go_page(self, index: int) -> None:
        if 0 <= index < len(self.lesson.pages):
            self._page = index
            await self.show()
        else:
            self.tell(phrase("app.last_page" if index > 0 else "app.first_page"))

    async def open_page(self, page: str) -> None:
        """Go to a page by its id."""
        self._page = next((k for k, each in enumerate(self.lesson.pages) if each.id == page), self._page)
        await self.show()

    # In the editor of a code exercise, where letters are text -------------------------------------------------------

    def _editor(self) -> Coding | None:
        return self.focused if isinstance(self.focused, Coding) else None

    @property
    def types(self) -> bool:
        return self._editor() is not None

    def on_descendant_focus(self) -> None:
        self.tell_keys()

    def on_descendant_blur(self) -> None:
        self.tell_keys()

    def action_run_code(self) -> None:
        if editor := self._editor():
            editor.action_check()

    def action_leave_code(self) -> None:
        if editor := self._editor():
            editor.action_leave()

    # What the learner does ------------------------------------------------------------------------------------------

    async def on_guess_question_guessed(self, message: GuessQuestion.Guessed) -> None:
        assert self.page.prediction is not None
        self.visit.guess = message.guess
        self._leaves.forget()  # some of them tell the guess
        self._record(Kind.PREDICTED, self.page.prediction.id, guess=message.guess)
        for view in self.query(LabView):
            view.unlock(self._guess_words())
        await self.action_next_sheet()

    async def on_question_answered(self, message: Question.Answered) -> None:
        verdict = message.verdict
        sure = message.question.attempt.sure
        told = {"sure": sure} if sure else {}
        self._record(Kind.ANSWERED, message.exercise.id, answer=message.answer, right=verdict.right, **told)
        message.question.redraw()
        if verdict.right and not isinstance(message.exercise, Reach):
            self.set_focus(None)  # the keys are the page's again: Enter goes on, 1 … 9 open a sheet
        self._finish_if_done()
        self._show_tabs()

    def on_question_typed(self, message: Question.Typed) -> None:
        self._record(Kind.DRAFTED, message.exercise.id, answer=message.answer)

    async def on_question_passed(self) -> None:
        await self.action_go_on()

    def on_question_hinted(self, message: Question.Hinted) -> None:
        self._record(Kind.HINTED, message.exercise.id, step=message.step)

    def action_hint(self) -> None:
        self._hint(1)

    def action_hint_back(self) -> None:
        self._hint(-1)

    def _hint(self, steps: int) -> None:
        questions = list(self.query(Question))
        if not questions:
            self.tell(phrase("app.no_hint"))
        for question in questions:
            question.hint(steps)

    def on_run_view_moved(self, message: LabView.Moved) -> None:
        """Keep the run; where a state is to be reached, see whether it has been."""
        exercise = self.sheet.item if isinstance(self.sheet.item, Reach) else None
        self.visit.runs[self._lab_of[1] if self._lab_of else ""] = message.run
        if exercise and not self.visit.attempt(exercise).solved:
            self._judge_reach(exercise, message.run.lab.frame().numbers())

    def _judge_reach(self, exercise: Reach, numbers: Iterable[Reading]) -> None:
        readings = {number.id: number.value for number in numbers}
        if reached(exercise, readings):
            self.query_one(Question).judge(readings)

    def on_run_view_told(self, message: LabView.Told) -> None:
        self.tell(message.says)

    def action_bookmark(self) -> None:
        key = (self.lesson.id, self.page.id)
        on = key not in self.desk.standing.marks
        self._record(Kind.MARKED, on=on)
        self.tell(phrase("app.bookmark_on" if on else "app.bookmark_off"))
        self.tell_title_and_keys()

    def action_note(self) -> None:
        words, key = self.desk.words, (self.lesson.id, self.page.id)
        before = self.desk.standing.notes.get(key, "")

        def keep(text: str | None) -> None:
            if text is not None and text != before:
                self._record(Kind.NOTED, text=text)
                self.tell_title_and_keys()

        self.app.push_screen(AskNote(words, words("app.note.title", page=self.page.title), before), keep)

    def action_term(self, term: str) -> None:
        self.post_message(self.Asked(term))

    def _record(self, kind: Kind, item: str = "", **data: object) -> None:
        self.tell(self.desk.record(kind, self.lesson.id, self.page.id, item, **data))

    def _finish_if_done(self) -> None:
        finished = (self.lesson.id, self.page.id) in self.desk.standing.finished
        if not finished and self.visit.done(self.page, len(self.sheets)):
            self._record(Kind.FINISHED)
            self.tell_title_and_keys()

    # What the frame says --------------------------------------------------------------------------------------------

    def title_words(self) -> tuple[str, str]:
        key = (self.lesson.id, self.page.id)
        plus = " +" if self.page.plus else ""
        signs = ("★ " if key in self.desk.standing.marks else "") + ("✎ " if key in self.desk.standing.notes else "")
        done = "✓ " if key in self.desk.standing.finished else ""
        return (
            f" {self.lesson.title} › {self.page.title}{plus}",
            f"{signs}{done}{self._page + 1}/{len(self.lesson.pages)} ",
        )

    def keys_now(self) -> Iterable[str]:
        if editor := self._editor():
            return ("leave_code",) if editor.read_only else ("run_code", "leave_code")
        if self.sheet.kind == "timeline":
            keys = self.timeline_keys()
            return (*keys[:1], "go_on", *keys[1:])
        if self.sheet.has_lab:
            hint = ("hint",) if self.sheet.kind == "check" else ()
            first, rest = self.lab_keys()[:3], self.lab_keys()[3:]
            return (*hint, *first, "go_on", *rest)  # the way on must never be missing where there is little room
        hint = ("hint",) if self.sheet.kind == "check" else ()
        return ("go_on", *hint, "next_sheet", "next_page", "previous_page", "glossary", "note", "bookmark", "leave")
