"""Code on the screen: it is coloured, run behind the screen's back, and kept."""

from __future__ import annotations

from textual.app import App, ComposeResult

from tui_nn.course.lesson import Code, CodeCheck
from tui_nn.locale.words import Words
from tui_nn.progress.record import Fact, Kind
from tui_nn.progress.standing import Standing
from tui_nn.widgets.coding import Coding
from tui_nn.widgets.question import Attempt, Question

START, SOLUTION = "def double(x):\n    return x  # ничего\n", "def double(x):\n    return 2 * x\n"
EXERCISE = Code(
    "double",
    "Double it.",
    "Times two.",
    1,
    function="double",
    start=START,
    solution=SOLUTION,
    checks=(CodeCheck("np.array([1.0])", "Twice as much.", 1),),
)


class Host(App[None]):
    """One question, and what it reports."""

    def __init__(self, *, runs_code: bool = True) -> None:
        super().__init__()
        self.attempt, self.heard = Attempt(), list[str]()
        self._runs_code = runs_code

    def compose(self) -> ComposeResult:
        yield Question(EXERCISE, self.attempt, Words("en"), runs_code=self._runs_code)

    def on_question_answered(self, message: Question.Answered) -> None:
        self.heard.append("right" if message.verdict.right else "wrong")
        message.question.redraw()

    def on_question_typed(self, message: Question.Typed) -> None:
        self.heard.append(message.answer)


async def test_code_is_run_by_ctrl_r_and_told_what_failed() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.query_one(Question).start_answering()
        await pilot.press("ctrl+r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.heard == ["wrong"]
        verdict = app.attempt.verdict
        assert verdict is not None
        assert verdict.notice is not None
        assert verdict.notice.values["given"] == "[1.]"
        assert verdict.notice.values["expected"] == "[2.]"
        app.query_one(Coding).text = SOLUTION
        await pilot.press("ctrl+r")
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.heard[-1] == "right"
        assert app.attempt.solved


async def test_what_is_typed_is_kept_after_a_pause_and_when_the_editor_is_left() -> None:
    async with Host().run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.query_one(Question).start_answering()
        await pilot.press("x", "escape")
        await pilot.pause()
        assert app.heard == ["x" + START]
        assert app.focused is None


async def test_python_has_colours_also_after_letters_of_several_bytes() -> None:
    async with Host().run_test() as pilot:
        area = pilot.app.query_one(Coding)
        assert (0, 3, "keyword") in area._highlights[0]
        start, end, name = area._highlights[1][-1]
        assert (name, (end or 0) - start) == ("comment", len("# ничего".encode()))


def test_a_draft_outlasts_the_program() -> None:
    facts = [
        Fact(Kind.ANSWERED, "l", "p", "double", {"answer": "a", "right": True}, course="c"),
        Fact(Kind.DRAFTED, "l", "p", "double", {"answer": "b"}, course="c"),
    ]
    attempt = Standing.of(facts, "c").attempts["l", "p", "double"]
    assert (attempt.last_answer, attempt.solved, attempt.tries) == ("b", True, 1)


async def test_where_no_code_may_run_the_solution_is_there_to_read() -> None:
    async with Host(runs_code=False).run_test() as pilot:
        app = pilot.app
        assert isinstance(app, Host)
        app.query_one(Question).start_answering()
        await pilot.press("x", "ctrl+r")
        await pilot.pause()
        assert app.query_one(Coding).text == SOLUTION
        assert app.heard == []
        assert app.attempt.verdict is None
