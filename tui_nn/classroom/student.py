"""A student of a class: a name that is safe to show, and what proves that it is theirs."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import unicodedata
import uuid
from dataclasses import dataclass, field

LONGEST_NAME = 32
PIN_DIGITS = (4, 8)  # at least, at most
RESERVED = frozenset({"root", "admin", "teacher", "board", "учитель", "преподаватель"})
_UNSEEN = ("C", "Zl", "Zp")  # controls, formats (direction marks among them), surrogates, private, line ends
_COST = {"n": 2**12, "r": 8, "p": 1}  # of scrypt: 10 ms; a class comes in at one moment, and tries are counted


@dataclass(frozen=True)
class Student:
    """One learner in a class.

    Attributes:
        name: as shown; unique in its class when case is left out.
        pin: what `sealed` made of the PIN; blank where only a key lets them in.
        keys: public keys that let them in, each "type base64" without a comment.
    """

    name: str
    pin: str = ""
    keys: tuple[str, ...] = ()
    id: str = field(default_factory=lambda: uuid.uuid4().hex)


def clean(text: str, longest: int) -> str:
    """A text from outside that cannot steer a terminal: no controls, no direction marks, one line, not too long."""
    composed = unicodedata.normalize("NFC", text)
    shown = "".join(" " if letter in "\t\n\r" else letter for letter in composed)
    shown = "".join(letter for letter in shown if not unicodedata.category(letter).startswith(_UNSEEN))
    return " ".join(shown.split())[:longest].strip()


def clean_name(text: str) -> str:
    """A name that may stand on every screen; "" where nothing of it may, or where it is no student's to have."""
    name = clean(text, LONGEST_NAME)
    return "" if folded(name) in RESERVED or not any(letter.isalnum() for letter in name) else name


def folded(name: str) -> str:
    """By this two names are the same."""
    return unicodedata.normalize("NFKC", name).casefold()


def is_pin(text: str) -> bool:
    """Whether it is digits enough, and not too many."""
    return text.isascii() and text.isdigit() and PIN_DIGITS[0] <= len(text) <= PIN_DIGITS[1]


def sealed(pin: str) -> str:
    """What is kept of a PIN: salt and hash."""
    salt = secrets.token_bytes(8)
    return f"{salt.hex()}${hashlib.scrypt(pin.encode(), salt=salt, **_COST).hex()}"


def opens(pin: str, seal: str) -> bool:
    """Whether it is the PIN that was sealed."""
    salt, _, kept = seal.partition("$")
    if not kept:
        return False
    made = hashlib.scrypt(pin.encode("utf-8", "replace"), salt=bytes.fromhex(salt), **_COST).hex()
    return hmac.compare_digest(made, kept)
