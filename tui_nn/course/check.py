"""Proves a whole course: every lesson in every language, and the languages against each other."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tui_nn.course.course import Course, Entry, open_course
from tui_nn.course.lesson import Lesson, Term
from tui_nn.course.problem import BadLesson, Problem, Report
from tui_nn.course.proof import FormulaProblem, TextProof, prove_lesson
from tui_nn.course.source import read_source
from tui_nn.course.timeline import Timeline
from tui_nn.course.timeline_proof import prove_parts, prove_timeline
from tui_nn.course.twins import compare
from tui_nn.locale.phrase import Phrase
from tui_nn.locale.words import LANGUAGES

# What does not fit on the smallest screen, by page id.
PageProblems = Callable[[Course, Lesson], Mapping[str, Phrase]]


def check_course(root: Path, *, formula_problem: FormulaProblem, page_problems: PageProblems) -> tuple[Problem, ...]:
    """Every problem of the course in that folder, by path and line; none when it is sound.

    How formulas and pages are drawn is for other floors to know; they lend the two functions.
    """
    try:
        course = open_course(root)
    except BadLesson as bad:
        return _sorted(bad.problems)
    return _sorted(_Check(course, formula_problem, page_problems).problems())


def _sorted(problems: Collection[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(problems, key=lambda problem: (problem.path, problem.line, problem.code)))


@dataclass(frozen=True)
class _Check:
    """A course and the means to prove it."""

    course: Course
    formula_problem: FormulaProblem
    page_problems: PageProblems

    def problems(self) -> list[Problem]:
        glossary, problems = self._glossary()
        timeline, found = self._timeline()
        problems += found
        for entry in self.course.entries:
            problems += self._entry(entry, glossary)
            problems += self._parts(entry, timeline)
        return problems

    def _glossary(self) -> tuple[Mapping[str, Term] | None, list[Problem]]:
        """The terms in one language (both have the same), None where they cannot be read; and their problems."""
        try:
            glossaries = [self.course.glossary(language) for language in LANGUAGES]
        except BadLesson as bad:
            return None, list(bad.problems)
        return glossaries[0], [problem for terms in glossaries for problem in self._terms(terms)]

    def _terms(self, terms: Mapping[str, Term]) -> list[Problem]:
        path = self.course.root / "glossary.toml"
        if not terms:
            return []
        report = Report(str(path))
        proof = TextProof(read_source(path), report, terms, self.formula_problem)
        for term in terms.values():
            proof.markdown(term.says, proof.place(f"[{term.id}]", 1))
        return report.problems

    def _timeline(self) -> tuple[Timeline | bool | None, list[Problem]]:
        """The timeline, None where there is none, False where it cannot be read; and its problems."""
        try:
            timeline = self.course.timeline()
        except BadLesson as bad:
            return False, list(bad.problems)
        if timeline is None:
            return None, []
        report = Report(timeline.path)
        prove_timeline(timeline, self.course, report)
        return timeline, report.problems

    def _parts(self, entry: Entry, timeline: Timeline | bool | None) -> Iterator[Problem]:
        """What is wrong with the parts of the timeline that a lesson shows."""
        for language in LANGUAGES:
            try:
                lesson = self.course.lesson(entry.id, language)
            except BadLesson:
                continue  # told by `_entry`
            report = Report(lesson.path)
            if not isinstance(timeline, bool):
                prove_parts(lesson, timeline, report)
            yield from report.problems

    def _entry(self, entry: Entry, glossary: Mapping[str, Term] | None) -> Iterator[Problem]:
        lessons: list[Lesson] = []
        for language in LANGUAGES:
            try:
                lessons.append(self.course.lesson(entry.id, language))
            except BadLesson as bad:
                yield from bad.problems
        for lesson in lessons:
            yield from self._lesson(entry, lesson, glossary)
        if len(lessons) == len(LANGUAGES):
            for other in lessons[1:]:
                report = Report(other.path)
                compare(lessons[0], other, report)
                yield from report.problems

    def _lesson(self, entry: Entry, lesson: Lesson, glossary: Mapping[str, Term] | None) -> list[Problem]:
        report = Report(lesson.path)
        source = read_source(self.course.path(entry, lesson.language))
        prove_lesson(lesson, TextProof(source, report, glossary, self.formula_problem), report)
        lines = {page.id: page.line for page in lesson.pages}
        for page, why in self.page_problems(self.course, lesson).items():
            report.add(lines[page], "page-unfit", page=page, why=why)
        return report.problems
