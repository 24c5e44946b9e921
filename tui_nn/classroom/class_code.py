"""Words that let people in: short enough for a board, long enough that nobody guesses them."""

from __future__ import annotations

import hmac
import secrets

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that looks like another


def made(groups: int = 2) -> str:
    """A code such as ``k7mp-2qxd``: 20 bits a group."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def fits(typed: str, code: str) -> bool:
    """Whether it is the code; case, spaces and dashes do not matter."""
    return hmac.compare_digest(_bare(typed).encode("utf-8", "replace"), _bare(code).encode())


def _bare(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
