"""What must hold of a timeline besides its shape: cards that can be read at a glance, machines and pages that are."""

from __future__ import annotations

from tui_nn.course.course import Course
from tui_nn.course.lesson import Lesson
from tui_nn.course.problem import BadLesson, Report
from tui_nn.course.timeline import Milestone, Timeline, Told
from tui_nn.labs.lab import Refused
from tui_nn.labs.run import Run
from tui_nn.locale.words import LANGUAGES

MOST_WORDS = 80  # on a card: what, who and why together


def prove_timeline(timeline: Timeline, course: Course, report: Report) -> None:
    """Report cards that are too long, and badges that open nothing."""
    for card in timeline.cards:
        longest = max(_words(card.told[language]) for language in LANGUAGES)
        if longest > MOST_WORDS:
            report.add(card.line, "milestone-long", id=card.id, n=longest, most=MOST_WORDS)
        _prove_run(card, report)
        if card.page and not _is_page(card.page, course):
            report.add(card.page_line, "page-unknown", page=card.page)


def prove_parts(lesson: Lesson, timeline: Timeline | None, report: Report) -> None:
    """Report blocks of a lesson that show a part of the timeline which is not there."""
    for page in lesson.pages:
        setup = page.timeline
        if setup is None:
            continue
        if timeline is None:
            report.add(setup.line, "timeline-missing")
            continue
        ids = [card.id for card in timeline.cards]
        unknown = [id for id in setup.cards if id not in ids]
        for id in unknown:
            report.add(setup.line, "milestone-unknown", id=id)
        if setup.theme and setup.theme not in timeline.themes:
            report.add(setup.line, "theme-unknown", theme=setup.theme, possible=", ".join(timeline.themes))
        elif not unknown and not timeline.part(setup.start, setup.end, setup.theme, setup.cards):
            report.add(setup.line, "timeline-empty")


def begun(run: str) -> Run:
    """The machine that a card's badge opens.

    Raises:
        Refused: there is no such lab or preset.
    """
    from tui_nn.labs.shelf import take

    lab, _, preset = run.partition("/")
    return Run.begin(lab, preset or take(lab).presets[0], 0, ())


def _words(told: Told) -> int:
    return sum(len(text.split()) for text in (told.what, told.who, told.why))


def _prove_run(card: Milestone, report: Report) -> None:
    if not card.run:
        return
    try:
        begun(card.run)
    except Refused as refused:
        report.add(card.run_line, "lab-refused", why=refused.says)


def _is_page(place: str, course: Course) -> bool:
    lesson, _, page = place.partition("/")
    try:
        return any(ref.id == page for ref in course.outline(lesson, LANGUAGES[0]))
    except KeyError:
        return False
    except BadLesson:
        return True  # the lesson's own problems are told already
