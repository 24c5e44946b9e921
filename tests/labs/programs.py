"""What the programs that labs write print when they run."""

from __future__ import annotations

import ast
from typing import Any


def numbers_of(program: str) -> dict[str, Any]:
    """The values by id, as ``id = value`` lines told them; each id is told once."""
    lines: list[str] = []
    exec(program, {"print": lambda *words: lines.append(" ".join(map(str, words)))})
    pairs = [line.split(" = ") for line in lines if " = " in line]
    found = {id: ast.literal_eval(text) for id, text in pairs}
    assert found, "nothing was printed"
    assert len(found) == len(pairs), "an id is printed twice"
    return found
