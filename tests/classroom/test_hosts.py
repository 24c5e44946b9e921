"""Hosts that share one class: each has a relay between its own disk and the database."""

from __future__ import annotations

import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import psycopg
import pytest
from postgres import LOCKED, PASSWORD, PostgresServer

from tui_nn.classroom.command import Ask
from tui_nn.classroom.host_store import HostStore
from tui_nn.classroom.place import made_spool
from tui_nn.classroom.postgres_store import PostgresStore
from tui_nn.classroom.reception import Answer, Reception
from tui_nn.classroom.relay import Relay
from tui_nn.classroom.seat_journal import SeatJournal
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import Presence, StoreDown
from tui_nn.classroom.student import Student, sealed
from tui_nn.classroom.window import _place
from tui_nn.progress.record import Fact, Kind

T = TypeVar("T")


class Host:
    """A machine with its disk, a relay whose turns are made by hand, and seats."""

    def __init__(self, folder: Path, address: str) -> None:
        self.address = address
        store = PostgresStore(address)
        self.spool = made_spool(folder, store)
        store.close()
        self.relay = Relay(self.spool, address)
        self.seat = HostStore(self.spool)

    def does(self, deed: Callable[[HostStore], T]) -> T:
        """What a seat does that asks, while the relay answers."""

        def in_a_seat() -> T:
            seat = HostStore(self.spool)
            try:
                return deed(seat)
            finally:
                seat.close()

        with ThreadPoolExecutor(1) as pool:
            done = pool.submit(in_a_seat)
            while not done.done():
                self.relay._window.answer(self.relay._store)
                time.sleep(0.001)
            return done.result()

    def facts_of(self, student: str) -> tuple[Fact, ...]:
        return self.does(lambda seat: seat.facts_of(student))

    def greets(self, name: str, pin: str, *, new: bool = False) -> Answer:
        return self.does(lambda seat: Reception(seat).greet(name, pin, confirmed=name if new else ""))

    def turn(self) -> bool:
        """One turn of the relay that finds everything due, as after a pause; whether the database answered."""
        self.relay._due = dict.fromkeys(self.relay._due, 0.0)
        try:
            self.relay.turn()
        except StoreDown as down:
            self.relay._note_away(down)
            return False
        return True

    def turn_until_back(self) -> None:
        for _ in range(400):
            if self.turn():
                return
        raise AssertionError("the database did not come back")

    def close(self) -> None:
        self.relay.close()
        self.seat.close()


class School:
    """Two hosts, and the database with a board on it."""

    def __init__(self, server: PostgresServer, folder: Path) -> None:
        self.server, self.address = server, server.database()
        self.board = PostgresStore(self.address)
        self.one, self.other = Host(folder / "one", self.address), Host(folder / "other", self.address)

    def close(self) -> None:
        for each in (self.board, self.one, self.other):
            each.close()


@pytest.fixture
def school(postgres: PostgresServer, tmp_path: Path) -> Iterator[School]:
    school = School(postgres, tmp_path)
    yield school
    school.close()


def fact(n: int) -> Fact:
    return Fact(Kind.ANSWERED, "l", "p", "i", {"answer": n})


def answers(facts: tuple[Fact, ...]) -> list[object]:
    return [fact.data["answer"] for fact in facts]


def test_what_was_done_at_one_host_is_there_at_the_other(school: School) -> None:
    anna = Student("Anna", sealed("1234"))
    school.one.does(lambda seat: seat.enrol(anna))
    school.one.seat.add(anna.id, [fact(1), fact(2)])
    assert answers(school.one.facts_of(anna.id)) == [1, 2]  # before it was sent
    school.one.turn()
    found = school.other.greets("ANNA", "1234")
    assert found.student == anna
    assert answers(school.other.facts_of(anna.id)) == [1, 2]
    school.other.seat.add(anna.id, [fact(3)])
    school.other.turn()
    assert answers(school.one.facts_of(anna.id)) == [1, 2, 3]
    assert [(each.student, each.fact.data["answer"]) for each in school.board.after(0)] == [
        (anna.id, 1),
        (anna.id, 2),
        (anna.id, 3),
    ]


def test_one_name_is_one_student_on_all_hosts(school: School) -> None:
    one = school.one.greets("Anna", "1234", new=True).student
    other = school.other.greets("anna", "9999", new=True)
    assert one is not None
    assert other.student is None
    assert other.says is not None
    assert other.says.key == "classroom.other_pin"


def test_wrong_pins_are_counted_over_all_hosts(school: School) -> None:
    school.one.does(lambda seat: seat.enrol(Student("Anna", sealed("1234"))))
    for host in (school.one, school.other, school.one, school.other):
        host.greets("Anna", "0000")
    waits = school.one.greets("Anna", "1234").says
    assert waits is not None
    assert waits.key == "classroom.wait"


def test_a_command_reaches_the_seats_of_every_host_in_order(school: School) -> None:
    first = school.board.command(Ask.FOLLOW, lesson="l", page="p")
    bells = [host.seat.bell() for host in (school.one, school.other)]
    for host in (school.one, school.other):
        host.turn()
    second = school.board.command(Ask.RELEASE)
    for host, bell in zip((school.one, school.other), bells, strict=True):
        host.turn()
        assert bell.rung()
        assert [command.seq for command in host.seat.commands()] == [first, second]
        assert [command.seq for command in host.seat.commands(first)] == [second]
        assert not bell.rung()
        bell.close()


def test_a_host_that_missed_the_bell_catches_up(school: School) -> None:
    school.one.turn()
    assert school.one.relay._bell is not None
    school.one.relay._bell._line.close()  # the connection breaks, and while it is away the teacher goes on
    last = [school.board.command(Ask.MESSAGE, text=str(n), to="") for n in range(3)][-1]
    school.one.relay._due["commands"] = float("inf")  # nothing but the bell brings them
    school.one.relay.turn()
    assert school.one.seat.commands()[-1].seq == last


def test_the_board_sees_who_sits_at_any_host(school: School) -> None:
    # Machines of one image give seats one name.
    school.one.seat.beat([Presence("host/7", "anna", page="p")])
    school.other.seat.beat([Presence("host/7", "boris", page="q")])
    school.one.turn()
    school.other.turn()
    assert {(seat.student, seat.page) for seat in school.board.present()} == {("anna", "p"), ("boris", "q")}
    school.one.seat.leave("host/7")
    school.one.turn()
    assert [seat.student for seat in school.board.present()] == ["boris"]
    school.other.relay.run(lambda: True)  # the host closes
    assert school.board.present() == ()


def test_without_the_database_facts_wait_on_the_disk_and_come_once_in_order(school: School, tmp_path: Path) -> None:
    anna, boris = Student("Anna", sealed("1234")), Student("Boris")
    school.one.does(lambda seat: seat.enrol(anna))
    school.one.seat.add(anna.id, [fact(0)])
    school.one.turn()
    school.server.stop()
    assert not school.one.turn()
    journal = SeatJournal(school.one.seat, anna.id)
    for n in range(1, 4):
        journal.append(fact(n))
        school.one.seat.add(boris.id, [fact(10 + n)])
    # Who was in the class comes in again, with what this host knows of them.
    assert school.one.greets("anna", "1234").student == anna
    assert answers(SeatJournal(school.one.seat, anna.id).facts()) == [0, 1, 2, 3]
    with pytest.raises(StoreDown):
        school.one.greets("Vera", "1234", new=True)
    # The host itself may fall too.
    school.one.close()
    school.server.start()
    board = PostgresStore(school.address)
    again = Relay(school.one.spool, school.address)
    assert again.send() == 6
    again._here.set("relay/sent", 3)  # killed before it could note what it had sent
    assert again.send() == 4
    arrived = [each.fact.data["answer"] for each in board.after(0)]
    assert arrived == [0, 1, 11, 2, 12, 3, 13]
    again.close()
    board.close()


def test_when_the_database_is_back_everything_goes_on_by_itself(school: School) -> None:
    school.one.turn()
    school.one.seat.beat([Presence("s", "anna")])
    school.server.stop()
    assert not school.one.turn()
    school.one.seat.add("anna", [fact(1)])
    school.server.start()
    school.one.turn_until_back()
    with suppress(StoreDown):
        school.board.present()  # its connection is the one from before
    assert answers(school.board.facts_of("anna")) == [1]
    assert [seat.student for seat in school.board.present()] == ["anna"]  # the crash had emptied the table
    assert not school.one.seat.setting("relay/away")


def test_a_database_that_lost_what_it_had_gets_it_again(school: School) -> None:
    """A backup was restored, or a standby took over that had not everything."""
    school.one.seat.add("anna", [fact(1), fact(2), fact(3)])
    school.one.turn()
    last = school.board.command(Ask.RELEASE)
    school.one.turn()
    with psycopg.connect(school.address) as sql:
        sql.execute("DELETE FROM tui_nn.facts WHERE number > 1")
        sql.execute("DELETE FROM tui_nn.commands")
        sql.execute("ALTER TABLE tui_nn.commands ALTER seq RESTART")
    school.one.close()
    school.one = Host(school.one.spool.parents[1], school.address)
    school.one.turn()
    assert answers(school.board.facts_of("anna")) == [1, 2, 3]
    assert school.board.command(Ask.FOLLOW, lesson="l", page="p") == last
    school.one.turn()
    assert [command.kind for command in school.one.seat.commands()] == ["follow"]


def test_a_host_has_two_connections_however_many_come_in(school: School) -> None:
    """All at one moment: each is answered, and the database has met nobody but the relay."""
    school.one.turn()

    def come(n: int) -> bool:
        seat = HostStore(school.one.spool)
        try:
            return Reception(seat).greet(f"s{n}", "1234", confirmed=f"s{n}").student is not None
        finally:
            seat.close()

    with ThreadPoolExecutor(20) as pool:
        all_in = [pool.submit(come, n) for n in range(20)]
        while not all(each.done() for each in all_in):
            school.one.relay._window.answer(school.one.relay._store)
            time.sleep(0.001)
        assert all(each.result() for each in all_in)
    with psycopg.connect(school.address) as sql:
        row = sql.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    assert row == (3,)  # the relay's two, and the board


def test_without_a_relay_a_seat_is_told_at_once(school: School) -> None:
    school.one.seat.add("anna", [fact(1)])
    school.one.relay.close()
    assert answers(school.one.seat.facts_of("anna")) == [1]
    with pytest.raises(StoreDown):
        school.one.seat.enrol(Student("Vera"))
    # One who dies in the middle of a question, or asks nonsense, harms nobody.
    school.one.relay = Relay(school.one.spool, school.address)
    for nonsense in (b"", b"[", b'["none"]', b'["set"]', b"{}", b'["enrol", 7]'):
        with socket.socket(socket.AF_UNIX) as line, _place(school.one.spool) as place:
            line.connect(place)
            line.sendall(nonsense)
            line.shutdown(socket.SHUT_WR)
            school.one.relay._window.answer(school.one.relay._store)
    assert school.one.greets("Vera", "1234", new=True).student is not None


def test_each_class_has_a_spool_of_its_own(school: School, postgres: PostgresServer, tmp_path: Path) -> None:
    """What waits for one database is never sent to another."""
    elsewhere = Host(tmp_path / "one", postgres.database())
    assert elsewhere.spool != school.one.spool
    school.one.seat.add("anna", [fact(1)])
    elsewhere.turn()
    elsewhere.close()
    spool = SqliteStore(school.one.spool)
    assert len(spool.after(0)) == 1
    spool.close()


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda address: address.replace("owner@", f"{LOCKED}:wr0ng-{PASSWORD}@"), "class.store.unreachable"),
        (lambda address: address.replace("owner@", f"{LOCKED}:{PASSWORD}@"), "class.store.unusable"),
        (lambda address: address.replace("/class", f"/none-{PASSWORD}/class"), "class.store.address"),
        (lambda address: f"postgresql://u:{PASSWORD}@127.0.0.1:1/x", "class.store.unreachable"),
        (lambda address: f"postgresql://u:p@{PASSWORD}@127.0.0.1/x", "class.store.address"),
        (lambda address: f"postgresql://u:p/{PASSWORD}@127.0.0.1/x", "class.store.address"),
        (lambda address: f"mysql://u:{PASSWORD}@127.0.0.1/x", "class.store.address"),
    ],
)
def test_why_there_is_no_class_is_told_without_the_password(
    postgres: PostgresServer, change: object, key: str
) -> None:
    from tui_nn.classroom.store import NotOpened
    from tui_nn.locale.words import LANGUAGES, Words

    assert callable(change)
    with pytest.raises(NotOpened) as refused:
        PostgresStore(change(postgres.database()))
    assert refused.value.says.key == key
    for language in LANGUAGES:
        told = Words(language).say(refused.value.says)
        assert PASSWORD not in told
        assert "\n" not in told
    assert PASSWORD not in repr(refused.value) + str(refused.value)


def test_a_class_of_a_newer_format_is_left_alone(postgres: PostgresServer) -> None:
    from tui_nn.classroom.store import NotOpened

    address = postgres.database()
    store = PostgresStore(address)
    store.set("format", 99)
    store.close()
    with pytest.raises(NotOpened) as refused:
        PostgresStore(address)
    assert refused.value.says.key == "class.store.newer"
