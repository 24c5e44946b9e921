"""The teacher's own line: the board over SSH, by the teacher's code or key."""

from __future__ import annotations

from class_runs import RunningClass


def test_the_teacher_opens_the_board_from_elsewhere(room: RunningClass) -> None:
    code = room.told.rpartition("code ")[2].split()[0]
    with room.join("anna"), room.ssh("teacher", size=(120, 36)) as teacher:
        teacher.wait_for("Class code")
        teacher.press(f"{code}\r")
        teacher.wait_for("1 here", "anna", f"code {room.code}")
        teacher.press("m")
        teacher.wait_for("A message")
        teacher.press("Hello", "enter")
        teacher.wait_for("Sent.")
        teacher.resize(80, 24)
        teacher.press("q")
        teacher.wait_for("once more")
        teacher.press("q")
        assert teacher.status() == 0
    assert [command.data["text"] for command in room.store.commands() if command.kind == "message"] == ["Hello"]


def test_the_students_code_opens_no_board(room: RunningClass) -> None:
    with room.ssh("teacher", options=("-o", "NumberOfPasswordPrompts=1")) as eve:
        eve.wait_for("Class code")
        eve.press(f"{room.code}\r")
        eve.wait_for("password")
        eve.press(f"{room.code}\r")
        assert eve.status() == 255
