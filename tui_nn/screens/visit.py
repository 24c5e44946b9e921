"""Where a learner stands on a page: kept while the lesson is open, whatever the language or the size."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tui_nn.course.answers import complete, mark
from tui_nn.course.lesson import Code, Exercise, LabSetup, Page, Prediction, Reach
from tui_nn.course.walk import Walk
from tui_nn.labs.run import Run
from tui_nn.progress.standing import Standing
from tui_nn.widgets.question import Attempt


@dataclass
class Visit:
    """The state of one page. Everything in it is free of language."""

    sheet: int = 0
    guess: Any = None
    draft_guess: Any = None
    attempts: dict[str, Attempt] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)  # "" is the page's own lab, else a Reach's id
    turned: set[str] = field(default_factory=set)  # cards whose back is shown
    met: set[str] = field(default_factory=set)  # cards turned at any time
    seen: set[int] = field(default_factory=set)  # sheets
    walk: Walk | None = None  # along the page's part of the timeline; begun on first use

    def attempt(self, exercise: Exercise) -> Attempt:
        return self.attempts.setdefault(exercise.id, Attempt())

    def run(self, setup: LabSetup, exercise: str = "") -> Run:
        """The run of the page's lab, or of an exercise's; begun on first use."""
        if exercise not in self.runs:
            self.runs[exercise] = Run.begin(setup.lab, setup.preset, setup.seed, setup.settings)
        return self.runs[exercise]

    def done(self, page: Page, sheets: int) -> bool:
        """Everything of the page done: guess made, exercises solved, cards met (without any, the last sheet seen)."""
        guessed = page.prediction is None or self.guess is not None
        solved = all(self.attempt(exercise).solved for exercise in page.exercises)
        closed = all(card.id in self.met for card in page.cards) if page.cards else sheets - 1 in self.seen
        return guessed and solved and closed


def resumed(page: Page, lesson: str, standing: Standing) -> Visit:
    """The page as the learner left it, from what the journal remembers."""
    visit = Visit(met={card.id for card in page.cards if (lesson, page.id, card.id) in standing.cards})
    if page.prediction:
        visit.guess = standing.guesses.get((lesson, page.id, page.prediction.id))
    for exercise in page.exercises:
        past = standing.attempts.get((lesson, page.id, exercise.id))
        if past is None:
            continue
        attempt = visit.attempt(exercise)
        attempt.solved, attempt.hint = past.solved, min(past.hints, len(exercise.hints))
        attempt.sure = past.sure
        # An answer to an older wording of the exercise no longer fits it; the exercise then starts empty.
        if isinstance(exercise, Reach) or not complete(exercise, past.last_answer):
            continue
        attempt.draft = past.last_answer
        if not isinstance(exercise, Code):  # running it again is the learner's to ask for
            attempt.given = past.last_answer
            attempt.verdict = mark(exercise, past.last_answer)
    return visit


def guess_words(prediction: Prediction, guess: Any) -> str:
    """The guess as the learner saw it."""
    return next((option.text for option in prediction.options if option.id == guess), str(guess))
