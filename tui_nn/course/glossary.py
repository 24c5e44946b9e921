"""Reads the glossary: the terms of a course, each in every language."""

from __future__ import annotations

from collections.abc import Mapping

from tui_nn.course.lesson import Term
from tui_nn.course.problem import Report
from tui_nn.course.table import Table, is_id, read_table
from tui_nn.locale.words import LANGUAGES


def read_glossary(path: str, text: str) -> Mapping[str, Mapping[str, Term]]:
    """Language -> term id -> term, in the order of the file.

    Raises:
        BadLesson: with all the problems that were found.
    """
    report = Report(path)
    table = read_table(text, 1, report)
    terms: dict[str, dict[str, Term]] = {language: {} for language in LANGUAGES}
    if table:
        for id in table.names():
            _read_term(table, id, terms)
    report.end()
    return terms


def _read_term(table: Table, id: str, terms: dict[str, dict[str, Term]]) -> None:
    if not is_id(id):
        table.problem("id-shape", id, id=id)
    if term := table.table(id):
        for language in LANGUAGES:
            if words := term.table(language):
                terms[language][id] = Term(id, words.text("word"), words.text("says"))
                words.close()
        term.close()
