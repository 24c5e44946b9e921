"""How a class is served: what the command line said and what the class's folder remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

PORT = 2222
TEACHER = "teacher"  # the name by which the teacher logs in


@dataclass(frozen=True)
class Settings:
    """Everything that a server and its seats need to know; plain values, the same in every process."""

    name: str
    data: Path  # the class's folder
    lessons: Path
    code: str  # lets students in; blank where only keys do
    teacher_code: str
    teacher_keys: tuple[str, ...] = ()
    host: str = ""  # to listen on; blank for all
    port: int = PORT
    language: str = "en"
    idle: float = 3600.0  # seconds without a key after which a seat is freed
    most: int = 400  # seats
    store: str = field(default="", repr=False)  # a PostgreSQL address where several machines serve one class
    spool: Path | None = None  # there, the folder of this host's own file of the class
    public: str = ""  # HOST or HOST:PORT that students type, where it is not this machine's
    proxied: bool = False  # behind a balancer that tells addresses by PROXY protocol 2
