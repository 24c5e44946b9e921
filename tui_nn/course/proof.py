"""What must hold of one lesson in one language: it says enough, its labs start, its exercises can be solved."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from tui_nn.course.answers import blank, mark, solution, solved
from tui_nn.course.lesson import Exercise, Formula, LabSetup, Lesson, Page, Prose, Reach
from tui_nn.course.problem import Report
from tui_nn.course.texts import texts, written
from tui_nn.labs.lab import Refused
from tui_nn.labs.run import Run
from tui_nn.locale.phrase import Phrase

MOST_WORDS = 90

# Why a formula, alone or in the line, cannot be drawn; None if it can.
FormulaProblem = Callable[[str, bool], Phrase | None]

_TERM = "../glossary.toml#"
_OUTSIDE = re.compile(r"https?://\S+")


class TextProof:
    """Proves texts of one file: formulas can be drawn, links lead somewhere, terms are in the glossary."""

    def __init__(
        self, source: str, report: Report, terms: Collection[str] | None, formula_problem: FormulaProblem
    ) -> None:
        self._lines = source.split("\n")
        self._report = report
        self._terms = terms  # None where the glossary cannot be read: then there is nothing to compare with
        self._formula_problem = formula_problem

    def markdown(self, text: str, line: int) -> None:
        """Report what is wrong in a text that begins on that line or is in the block there."""
        found = written(text)
        for latex in found.formulas:
            self.formula(latex, line, in_line=True)
        for address in found.links:
            self._link(address, line)
        if found.loose:
            self._report.add(self.place("$", line), "formula-loose")

    def formula(self, latex: str, line: int, in_line: bool = False) -> None:
        """Report a formula that cannot be drawn."""
        if why := self._formula_problem(latex, in_line):
            self._report.add(self.place(latex, line), "formula-undrawable", latex=latex, why=why)

    def place(self, text: str, line: int) -> int:
        """The line, from that one on, where the text stands; where it is written otherwise, that line."""
        first = text.strip().partition("\n")[0]
        for number in range(line, len(self._lines) + 1):
            if first in self._lines[number - 1]:
                return number
        return line

    def _link(self, address: str, line: int) -> None:
        if not address.startswith(_TERM):
            if not _OUTSIDE.fullmatch(address):
                self._report.add(self.place(address, line), "link-shape", link=address)
            return
        term = address.removeprefix(_TERM)
        if self._terms is not None and term not in self._terms:
            self._report.add(self.place(address, line), "term-unknown", term=term)


def prove_lesson(lesson: Lesson, proof: TextProof, report: Report) -> None:
    """Report what a learner would stumble over."""
    for page in lesson.pages:
        _prove_page(page, report)
        for block in page.blocks:
            if isinstance(block, Formula):
                proof.formula(block.latex, block.line)
            for text in texts(block):
                proof.markdown(text, block.line)
        _prove_labs(page, proof, report)


def _prove_page(page: Page, report: Report) -> None:
    for code, blocks in (("idea-long", page.idea), ("explanation-long", page.explanation)):
        words = _words(blocks)
        if words > MOST_WORDS:
            report.add(blocks[0].line, code, n=words, most=MOST_WORDS)
    if not page.cards:
        report.add(page.line, "card-missing", page=page.id)
    if page.lab and not (page.prediction and page.prediction.line < page.lab.line):
        report.add(page.lab.line, "lab-unpredicted")


def _words(blocks: tuple[Prose | Formula, ...]) -> int:
    return sum(written(block.markdown).words if isinstance(block, Prose) else 1 for block in blocks)


def _prove_labs(page: Page, proof: TextProof, report: Report) -> None:
    """Each set-up is started once; where one does not start, nothing more can be said of what uses it."""
    reaches = [exercise for exercise in page.exercises if isinstance(exercise, Reach)]
    setups = dict.fromkeys([*([page.lab] if page.lab else []), *(reach.setup for reach in reaches)])
    started = {setup for setup in setups if _starts(setup, report)}
    for exercise in page.exercises:
        if not isinstance(exercise, Reach):
            _prove_exercise(exercise, report)
        elif exercise.setup in started:
            _prove_reach(exercise, proof, report)


def _starts(setup: LabSetup, report: Report) -> bool:
    try:
        _begun(setup)
    except Refused as refused:
        report.add(setup.line, "lab-refused", why=refused.says)
        return False
    return True


def _begun(setup: LabSetup) -> Run:
    return Run.begin(setup.lab, setup.preset, setup.seed, setup.settings)


def _prove_reach(reach: Reach, proof: TextProof, report: Report) -> None:
    try:
        end = solved(reach)
    except Refused as refused:
        report.add(proof.place("solution", reach.line), "solution-refused", why=refused.says)
        return
    shown = [reading.id for run in (_begun(reach.setup), end) for reading in run.lab.frame().numbers()]
    possible = list(dict.fromkeys(shown))
    unknown = [goal.reading for goal in reach.goals if goal.reading not in possible]
    for reading in unknown:
        line = proof.place("goal", reach.line)
        report.add(line, "goal-reading", reading=reading, possible=", ".join(possible))
    if not unknown:
        _prove_exercise(reach, report)


def _prove_exercise(exercise: Exercise, report: Report) -> None:
    if mark(exercise, blank(exercise)).right:
        report.add(exercise.line, "exercise-given", id=exercise.id)
    if not mark(exercise, solution(exercise)).right:
        report.add(exercise.line, "exercise-unsolved", id=exercise.id)
