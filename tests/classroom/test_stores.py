"""What a class keeps: the same promises from every kind of store."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tui_nn.classroom.command import Ask
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import NameTaken, Presence, Store, StoreDown
from tui_nn.classroom.student import Student
from tui_nn.progress.record import Fact, Kind

if TYPE_CHECKING:
    from postgres import PostgresServer


class Class:
    """A class that can be opened again, as another process or another machine would."""

    def __init__(self, opened: Callable[[], Store]) -> None:
        self.anew = opened
        self._open: list[Store] = []

    def open(self) -> Store:
        store = self.anew()
        self._open.append(store)
        return store

    def close(self) -> None:
        for store in self._open:
            store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def room(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Class]:
    if request.param == "sqlite":
        room = Class(lambda: SqliteStore(tmp_path / "class"))
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        from tui_nn.classroom.postgres_store import PostgresStore

        address = server.database()
        room = Class(lambda: PostgresStore(address))
    yield room
    room.close()


def wait(seen: Callable[[], bool]) -> None:
    """Until it is so; only a failing test waits long."""
    until = time.monotonic() + 20
    while not seen():
        assert time.monotonic() < until
        time.sleep(0.005)


def fact(n: int = 0) -> Fact:
    return Fact(Kind.ANSWERED, "lesson", "page", "item", {"answer": {"ж": [n]}, "right": True}, course="c")


def test_what_one_process_keeps_another_finds(room: Class) -> None:
    one, other = room.open(), room.open()
    anna = Student("Анна", "seal", ("ssh-ed25519 AAAA",))
    one.enrol(anna)
    one.set("code", {"word": "rose"})
    kept = [fact(1), fact(2)]
    assert one.add(anna.id, kept) == 2
    assert other.students() == (anna,)
    assert other.setting("code") == {"word": "rose"}
    assert other.setting("none") is None
    assert list(other.facts_of(anna.id)) == kept
    assert [(arrived.student, arrived.fact) for arrived in other.after(0)] == [(anna.id, each) for each in kept]


def test_a_fact_that_comes_twice_is_kept_once(room: Class) -> None:
    store = room.open()
    first, second = fact(1), fact(2)
    store.add("anna", [first])
    assert store.add("anna", [first, second]) == 1
    assert store.facts_of("anna") == (first, second)
    assert store.facts_of("boris") == ()


def test_facts_are_read_on_from_where_one_was(room: Class) -> None:
    store = room.open()
    store.add("anna", [fact(n) for n in range(5)])
    first = store.after(0, most=2)
    rest = store.after(first[-1].number)
    assert [arrived.fact.data["answer"]["ж"] for arrived in (*first, *rest)] == [[0], [1], [2], [3], [4]]
    assert store.after(rest[-1].number) == ()


def test_a_student_is_found_by_name_and_by_key(room: Class) -> None:
    store = room.open()
    anna, boris = Student("Ёлка", keys=("ssh-ed25519 AAAA/+=", "ssh-rsa BB")), Student("boris")
    for student in (anna, boris):
        store.enrol(student)
    assert store.named("ёЛКА") == anna
    assert store.named("boris") == boris
    assert store.named("%") is None
    assert store.of_key("ssh-ed25519 AAAA/+=") == anna
    assert store.of_key("ssh-rsa BB") == anna
    for other in ("ssh-ed25519 AAAA", "AAAA/+=", "", "%", '", "'):
        assert store.of_key(other) is None


@pytest.mark.parametrize("name", ["anna", "ANNA", "Ａnna"])
def test_a_name_belongs_to_one_student(room: Class, name: str) -> None:
    store = room.open()
    store.enrol(Student("Anna"))
    with pytest.raises(NameTaken):
        store.enrol(Student(name))
    boris = Student("Boris")
    store.enrol(boris)
    with pytest.raises(NameTaken):
        store.amend(replace(boris, name=name))
    store.amend(replace(boris, keys=("k",)))
    assert [(each.name, each.keys) for each in store.students()] == [("Anna", ()), ("Boris", ("k",))]


def test_commands_keep_their_order_and_ring_the_bell(room: Class) -> None:
    board, seat = room.open(), room.open()
    bell = seat.bell()
    assert not bell.rung()
    first = board.command(Ask.FOLLOW, lesson="l", page="p", sheet=2)
    second = board.command(Ask.MESSAGE, text="Привет", to="")
    assert second > first
    wait(bell.rung)
    while bell.rung():
        pass  # it may ring once for each
    assert [(c.seq, c.kind, c.data) for c in seat.commands()] == [
        (first, "follow", {"lesson": "l", "page": "p", "sheet": 2}),
        (second, "message", {"text": "Привет", "to": ""}),
    ]
    assert [c.seq for c in seat.commands(first)] == [second]
    bell.close()


def test_who_sits_where_is_told_by_beats_and_forgotten_without(room: Class) -> None:
    store = room.open()
    here = Presence("s1", "anna", "host", lesson="l", page="p", sheet=3, screen="\x1b[1mx")
    gone = replace(here, seat="s2", student="boris", beat=here.beat - 60)
    store.beat([here, gone])
    assert room.open().present() == (here,)
    store.beat([replace(here, page="q")])
    assert [seat.page for seat in store.present()] == ["q"]
    store.leave("s1")
    assert store.present() == ()


def test_a_setting_that_is_settled_stays(room: Class) -> None:
    one, other = room.open(), room.open()
    assert one.settle("code", "rose") == "rose"
    assert other.settle("code", "lily") == "rose"
    one.set("code", "tulip")
    assert other.settle("code", "lily") == "tulip"


def test_only_commands_ring_the_bell(room: Class) -> None:
    """Answers and beats of thousands must wake nobody."""
    store, bell = room.open(), room.open().bell()
    store.enrol(Student("Anna"))
    store.add("anna", [fact()])
    store.set("code", "rose")
    store.beat([Presence("s", "anna")])
    store.leave("s")
    last = store.command(Ask.RELEASE)
    wait(bell.rung)
    assert not bell.rung()
    assert [c.seq for c in room.open().commands()] == [last]
    bell.close()


def test_whoever_reads_on_misses_nothing_while_many_write(room: Class) -> None:
    """Numbers are given out before they can be seen: who reads 8 must never find 7 appear later."""
    writers, each = 4, 25
    room.open()

    def write(name: str) -> None:
        store = room.anew()
        for n in range(each):
            store.add(name, [fact(n), fact(n)])
            store.command(Ask.MESSAGE, text=f"{name} {n}", to="")
        store.close()

    threads = [threading.Thread(target=write, args=(str(n),)) for n in range(writers)]
    reader = room.open()
    facts, commands = 0, 0
    seen: list[tuple[str, int]] = []
    told: list[str] = []
    for thread in threads:
        thread.start()
    while True:
        done = not any(thread.is_alive() for thread in threads)
        for arrived in reader.after(facts):
            facts = arrived.number
            seen.append((arrived.student, arrived.fact.data["answer"]["ж"][0]))
        for command in reader.commands(commands):
            commands = command.seq
            told.append(command.data["text"])
        if done:
            break
    for name in map(str, range(writers)):
        assert [n for student, n in seen if student == name] == [n for n in range(each) for _ in "ab"]
        assert [text for text in told if text.startswith(name)] == [f"{name} {n}" for n in range(each)]


def test_a_text_that_no_database_likes_holds_nothing_up(room: Class) -> None:
    store = room.open()
    odd = Fact(Kind.NOTED, "a\0b", data={"text": "\0 \ud800"})
    assert store.add("anna", [odd, fact()]) == 2
    assert len(store.facts_of("anna")) == 2
    store.beat([Presence("s", "anna", screen="\x1b[1m")])
    assert [seat.screen for seat in store.present()] == ["\x1b[1m"]


def test_a_folder_that_cannot_be_used_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(StoreDown):
        SqliteStore(tmp_path / "file")


def test_a_class_of_a_newer_format_is_left_alone(tmp_path: Path) -> None:
    import sqlite3

    SqliteStore(tmp_path).close()
    with sqlite3.connect(tmp_path / "class.db") as sql:
        sql.execute("PRAGMA user_version = 99")
    sql.close()
    with pytest.raises(StoreDown, match="99"):
        SqliteStore(tmp_path)
