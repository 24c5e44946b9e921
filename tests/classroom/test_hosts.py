"""Hosts that share one class: each has a relay between its own disk and the database."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psycopg
import pytest
from postgres import LOCKED, PASSWORD, PostgresServer

from tui_nn.classroom.command import Ask
from tui_nn.classroom.host_store import DOORS, HostStore
from tui_nn.classroom.place import made_spool
from tui_nn.classroom.postgres_store import PostgresStore
from tui_nn.classroom.reception import Reception
from tui_nn.classroom.relay import Relay
from tui_nn.classroom.seat_journal import SeatJournal
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.store import Presence, StoreDown
from tui_nn.classroom.student import Student, sealed
from tui_nn.progress.record import Fact, Kind


class Host:
    """A machine with its disk, a relay whose turns are made by hand, and seats."""

    def __init__(self, folder: Path, address: str) -> None:
        self.address = address
        store = PostgresStore(address)
        self.spool = made_spool(folder, store)
        store.close()
        self.relay = Relay(self.spool, address)
        self.seat = HostStore(self.spool, address)

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
    school.one.seat.enrol(anna)
    school.one.seat.add(anna.id, [fact(1), fact(2)])
    assert answers(school.one.seat.facts_of(anna.id)) == [1, 2]  # before it was sent
    school.one.turn()
    found = Reception(school.other.seat).greet("ANNA", "1234")
    assert found.student == anna
    assert answers(school.other.seat.facts_of(anna.id)) == [1, 2]
    school.other.seat.add(anna.id, [fact(3)])
    school.other.turn()
    assert answers(school.one.seat.facts_of(anna.id)) == [1, 2, 3]
    assert [(each.student, each.fact.data["answer"]) for each in school.board.after(0)] == [
        (anna.id, 1),
        (anna.id, 2),
        (anna.id, 3),
    ]


def test_one_name_is_one_student_on_all_hosts(school: School) -> None:
    one = Reception(school.one.seat).greet("Anna", "1234", confirmed="Anna").student
    other = Reception(school.other.seat).greet("anna", "9999", confirmed="anna")
    assert one is not None
    assert other.student is None
    assert other.says is not None
    assert other.says.key == "classroom.other_pin"


def test_wrong_pins_are_counted_over_all_hosts(school: School) -> None:
    school.one.seat.enrol(Student("Anna", sealed("1234")))
    for host in (school.one, school.other, school.one, school.other):
        Reception(host.seat).greet("Anna", "0000")
    waits = Reception(school.one.seat).greet("Anna", "1234").says
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
    school.one.relay._bell.close()  # the connection breaks, and while it is away the teacher goes on
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
    for student in (anna, boris):
        school.one.seat.enrol(student)
    school.one.seat.add(anna.id, [fact(0)])
    school.one.turn()
    school.server.stop()
    assert not school.one.turn()
    journal = SeatJournal(school.one.seat, anna.id)
    for n in range(1, 4):
        journal.append(fact(n))
        school.one.seat.add(boris.id, [fact(10 + n)])
    # Who was in the class comes in again, with what this host knows of them.
    assert Reception(school.one.seat).greet("anna", "1234").student == anna
    assert answers(SeatJournal(school.one.seat, anna.id).facts()) == [0, 1, 2, 3]
    with pytest.raises(StoreDown):
        Reception(school.one.seat).greet("Vera", "1234", confirmed="Vera")
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


def test_a_seat_keeps_no_connection_and_a_host_has_few(school: School) -> None:
    school.one.turn()
    for _ in range(3):
        school.one.seat.students()
    with psycopg.connect(school.address) as sql:
        row = sql.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        ).fetchone()
    assert row == (3,)  # the relay's two, and the board
    # However many ask at one moment, so many are inside.
    from tui_nn.classroom import host_store

    doors = [host_store._door(school.one.spool) for _ in range(DOORS)]
    before, host_store.PATIENCE = host_store.PATIENCE, 0.02
    try:
        with pytest.raises(StoreDown):
            host_store._door(school.one.spool)
    finally:
        host_store.PATIENCE = before
        import os

        for door in doors:
            os.close(door)
    assert school.one.seat.students() == ()


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
