"""Reads one lesson in one language: Markdown in, a Lesson or every problem out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from tui_nn.course.blocks import (
    read_card,
    read_deeper,
    read_hints,
    read_lab,
    read_prediction,
    read_timeline_part,
)
from tui_nn.course.exercises import KINDS, QUESTIONS, read_exercise
from tui_nn.course.lesson import Block, Card, Exercise, Formula, LabSetup, Lesson, Note, Page, Prediction, Prose
from tui_nn.course.outline import HEADING
from tui_nn.course.pieces import Piece, Shape, cut
from tui_nn.course.problem import Report
from tui_nn.course.source import plain_lines
from tui_nn.course.table import Table, is_id, read_table

BLOCKS = ("lab", "timeline", "predict", "exercise", "question", "hints", "card", "note", "deeper")

Read = TypeVar("Read")


def read_lesson(path: str, text: str, lesson_id: str, language: str) -> Lesson:
    """A lesson from the text of its file; the format is docs/lesson-format.md.

    Raises:
        BadLesson: with all the problems that were found, not only the first.
    """
    report = Report(path)
    before, pages = _divided(cut(plain_lines(text), report))
    title = _title(before, pages, report)
    read = tuple(_page(heading, pieces, report) for heading, pieces in pages)
    _judge_page_ids(read, report)
    report.end()
    return Lesson(lesson_id, language, title, read, path)


def _divided(pieces: list[Piece]) -> tuple[list[Piece], list[tuple[Piece, list[Piece]]]]:
    """What stands before the first page, and each page's heading with what follows it."""
    before: list[Piece] = []
    pages: list[tuple[Piece, list[Piece]]] = []
    for piece in pieces:
        if piece.shape is Shape.PAGE:
            pages.append((piece, []))
        else:
            (pages[-1][1] if pages else before).append(piece)
    return before, pages


def _title(before: list[Piece], pages: list[tuple[Piece, list[Piece]]], report: Report) -> str:
    titles = [piece for piece in before if piece.shape is Shape.TITLE]
    late = [piece for _, pieces in pages for piece in pieces if piece.shape is Shape.TITLE]
    if not titles:
        report.add(1, "title-missing")
    for piece in [*titles[1:], *late]:
        report.add(piece.line, "title-twice")
    for piece in before:
        if piece.shape is not Shape.TITLE:
            report.add(piece.line, "before-page")
    if not pages:
        report.add(1, "pages-none")
    if titles and not titles[0].text:
        report.add(titles[0].line, "heading-empty")
    return titles[0].text if titles else ""


def _page(heading: Piece, pieces: list[Piece], report: Report) -> Page:
    found = HEADING.fullmatch(heading.text)
    if not found:
        report.add(heading.line, "page-id-missing", title=heading.text)
        return Page("", heading.text, False, _Blocks(report).read(pieces), heading.line)
    if not is_id(found["id"]):
        report.add(heading.line, "id-shape", id=found["id"])
    if not found["title"]:
        report.add(heading.line, "heading-empty")
    return Page(found["id"], found["title"], bool(found["plus"]), _Blocks(report).read(pieces), heading.line)


def _judge_page_ids(pages: tuple[Page, ...], report: Report) -> None:
    seen: dict[str, int] = {}
    for page in pages:
        if page.id and page.id in seen:
            report.add(page.line, "id-twice", text=page.id, first=seen[page.id])
        seen.setdefault(page.id, page.line)


class _Blocks:
    """The blocks of one page, as they are read."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.blocks: list[Block] = []
        self.lab: LabSetup | None = None
        self.met: set[str] = set()  # names of blocks so far, sound or not
        self.ids: dict[tuple[type, str], int] = {}

    def read(self, pieces: list[Piece]) -> tuple[Block, ...]:
        self.lab = self._first_lab(pieces)
        for piece in pieces:
            if block := self._block(piece):
                self._judge_id(block)
                self.blocks.append(block)
        return tuple(self.blocks)

    def _first_lab(self, pieces: list[Piece]) -> LabSetup | None:
        """The page's lab, known before all else: a reach exercise may stand above it."""
        labs = [piece for piece in pieces if piece.name == "lab"]
        for piece in labs[1:]:
            self.report.add(piece.line, "lab-twice", first=labs[0].line)
        return self._table(labs[0], read_lab) or LabSetup("", "", 0, (), labs[0].line) if labs else None

    def _block(self, piece: Piece) -> Block | None:
        if piece.shape is Shape.PROSE:
            return Prose(piece.text, piece.line)
        if piece.shape is Shape.FORMULA:
            return Formula(piece.text, piece.line)
        return self._fenced(piece) if piece.shape is Shape.BLOCK else None

    def _fenced(self, piece: Piece) -> Block | None:
        """A block by the word after its fence."""
        if piece.name not in BLOCKS:
            self.report.add(piece.line, "block-unknown", name=piece.name, possible=", ".join(BLOCKS))
            return None
        block = self._named(piece)
        self.met.add(piece.name)
        return block

    def _named(self, piece: Piece) -> Block | None:
        match piece.name:
            case "lab":
                return self.lab if self.lab and self.lab.line == piece.line else None
            case "timeline":
                if "timeline" in self.met:
                    self.report.add(piece.line, "timeline-twice")
                return self._table(piece, read_timeline_part)
            case "predict":
                if "predict" in self.met:
                    self.report.add(piece.line, "predict-twice")
                return self._table(piece, read_prediction)
            case "exercise":
                return self._table(piece, lambda table: read_exercise(table, self.lab, KINDS))
            case "question":
                return self._table(piece, lambda table: read_exercise(table, self.lab, QUESTIONS))
            case "hints":
                self._hint(piece)
                return None
            case "note":
                return self._note(piece)
            case "card":
                return self._table(piece, read_card)
        return self._table(piece, read_deeper)

    def _table(self, piece: Piece, read: Callable[[Table], Read]) -> Read | None:
        table = read_table(piece.text, piece.line + 1, self.report)
        return read(table) if table else None

    def _note(self, piece: Piece) -> Note:
        if not piece.text.strip():
            self.report.add(piece.line, "note-empty")
        return Note(piece.text.strip(), piece.line)

    def _hint(self, piece: Piece) -> None:
        """A ladder becomes part of the exercise above it and no block of its own."""
        if not {"exercise", "question"} & self.met:
            self.report.add(piece.line, "hints-alone")
        steps = self._table(piece, read_hints) or ()
        for number in reversed(range(len(self.blocks))):
            above = self.blocks[number]
            if isinstance(above, Exercise):
                if above.hints:
                    self.report.add(piece.line, "hints-twice", id=above.id)
                self.blocks[number] = replace(above, hints=steps)
                return

    def _judge_id(self, block: Block) -> None:
        """Progress remembers exercises, predictions and cards by page and id, each kind apart."""
        if not isinstance(block, Exercise | Prediction | Card):
            return
        kind = Exercise if isinstance(block, Exercise) else type(block)
        if block.id and (kind, block.id) in self.ids:
            self.report.add(block.line, "id-twice", text=block.id, first=self.ids[kind, block.id])
        self.ids.setdefault((kind, block.id), block.line)
