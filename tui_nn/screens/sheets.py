"""A page as sheets: the parts that a learner goes through one after another, each within 80×24."""

from __future__ import annotations

from dataclasses import dataclass

from tui_nn.course.lesson import Card, Exercise, Page, Prediction, Reach


@dataclass(frozen=True)
class Sheet:
    """One part of a page: ``idea``, ``guess``, ``timeline``, ``lab``, ``why``, ``check`` or ``card``.

    `item` is its exercise.
    """

    kind: str
    item: Exercise | Prediction | Card | None = None

    @property
    def has_lab(self) -> bool:
        return self.kind == "lab" or isinstance(self.item, Reach)

    @property
    def is_read(self) -> bool:
        """Whether nothing on it is answered, but for a guess."""
        return self.kind in ("idea", "guess", "lab", "why")


def sheets(page: Page) -> tuple[Sheet, ...]:
    """The sheets of a page in the order of learning: think, guess, see, understand, try, remember."""
    found = [Sheet("idea")]
    if page.prediction:
        found.append(Sheet("guess", page.prediction))
    if page.timeline:
        found.append(Sheet("timeline"))
    if page.lab:
        found.append(Sheet("lab"))
    if page.explanation:
        found.append(Sheet("why"))
    found += [Sheet("check", exercise) for exercise in page.exercises]
    if page.cards or page.deeper:
        found.append(Sheet("card"))
    return tuple(found)
