"""What can be asked, by which words it is known, and how long each of the two takes to answer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """Its words stand in the catalogue. ``keys`` are beginnings of words in both languages; seconds to answer."""

    id: str
    keys: tuple[str, ...]
    person: int
    machine: int


QUESTIONS = (
    Question("sum", ("add", "sum", "34957", "слож", "сумм", "прибав"), person=48, machine=30),
    Question("sonnet", ("sonnet", "poem", "verse", "сонет", "стих", "поэм"), person=6, machine=4),
    Question("chess", ("chess", "king", "rook", "шахм", "корол", "ладь"), person=20, machine=15),
    Question("breakfast", ("breakfast", "eat", "eaten", "завтрак", "ел", "кушал"), person=3, machine=2),
    Question("afraid", ("afraid", "fear", "scare", "боит", "страх", "страш"), person=9, machine=2),
    Question("joke", ("joke", "funny", "laugh", "шут", "анекдот", "смеш"), person=11, machine=3),
    Question("weather", ("weather", "rain", "sun", "погод", "дожд", "солнц"), person=2, machine=2),
    Question(
        "machine", ("machine", "robot", "comput", "human", "машин", "робот", "комп", "челов"), person=4, machine=2
    ),
)
