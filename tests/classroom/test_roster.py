"""A roster of keys: who is on it comes in, and a bad line is told with its place."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tui_nn.classroom.roster import BadRoster, enrol, read_roster
from tui_nn.classroom.sqlite_store import SqliteStore
from tui_nn.classroom.student import Student


def made_key(path: Path) -> str:
    """A fresh public key, type and base64."""
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(path)], check=True)
    return " ".join(Path(f"{path}.pub").read_text().split()[:2])


def test_a_roster_is_an_authorized_keys_file_with_names(tmp_path: Path) -> None:
    one, two = made_key(tmp_path / "one"), made_key(tmp_path / "two")
    file = tmp_path / "roster"
    file.write_text(f"# the class\n\n{one} Анна Петрова\n{two} Анна Петрова\n{two} Boris\n", "utf-8")
    roster = read_roster(file)
    assert roster == {"Анна Петрова": (one, two), "Boris": (two,)}
    store = SqliteStore(tmp_path / "class")
    store.enrol(Student("boris", "seal"))
    assert enrol(store, roster) == 2
    assert enrol(store, roster) == 2  # once more changes nothing
    assert [(each.name, each.pin, each.keys) for each in store.students()] == [
        ("boris", "seal", (two,)),
        ("Анна Петрова", "", (one, two)),
    ]
    store.close()


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("ssh-ed25519 AAAA anna", "class.roster.key"),
        ("anna", "class.roster.key"),
        ("ssh-dss {key} anna", "class.roster.key"),
        ("ssh-ed25519 {key}", "class.roster.name"),
        ("ssh-ed25519 {key} root", "class.roster.name"),
    ],
)
def test_a_bad_line_is_told_with_its_place(tmp_path: Path, line: str, key: str) -> None:
    good = made_key(tmp_path / "one")
    file = tmp_path / "roster"
    file.write_text(f"{good} anna\n{line.format(key=good.split()[1])}\n")
    with pytest.raises(BadRoster) as bad:
        read_roster(file)
    ((problem),) = bad.value.problems
    assert (problem.key, problem.values["line"]) == (key, 2)
