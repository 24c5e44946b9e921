"""The line of a page's sheets: where one is, what was seen, what is done; a click goes there."""

from __future__ import annotations

from collections.abc import Collection

from textual.content import Content

from tui_nn.course.lesson import Page
from tui_nn.locale.words import Words
from tui_nn.screens.sheets import Sheet, sheets
from tui_nn.screens.visit import Visit


def sheet_tabs(page: Page, visit: Visit, words: Words, width: int) -> Content:
    """The sheets by name; where that is too wide, exercises by number only, then cards, then all but the current."""
    everything = {sheet.kind for sheet in sheets(page)}
    for unnamed_kinds in ((), ("check",), ("check", "card"), everything):
        line = _line(page, visit, words, unnamed_kinds)
        if line.cell_length <= width:
            break
    return line


def _line(page: Page, visit: Visit, words: Words, unnamed_kinds: Collection[str]) -> Content:
    pieces = []
    for k, sheet in enumerate(sheets(page)):
        unnamed = sheet.kind in unnamed_kinds and k != visit.sheet
        name = "" if unnamed else f" {words(f'app.sheets.{sheet.kind}')}"
        text = f" {k + 1}{name}{_sign(sheet, page, visit)} "
        style = "bold reverse" if k == visit.sheet else "" if k in visit.seen else "$ink-dim"
        piece = Content.styled(text, style) if style else Content(text)
        pieces.append(piece.stylize(f"@click=screen.go_sheet({k})"))
    return Content("" if unnamed_kinds else " ").join(pieces)


def _sign(sheet: Sheet, page: Page, visit: Visit) -> str:
    guessed = page.prediction is None or visit.guess is not None
    if sheet.kind == "guess":
        return " ✓" if guessed else ""
    if sheet.kind == "lab":
        return "" if guessed else " …"
    solved = any(visit.attempt(exercise).solved for exercise in page.exercises if exercise is sheet.item)
    return " ✓" if solved else ""
