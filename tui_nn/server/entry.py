"""Who comes in: the class's code, a key of the roster, or the teacher; nothing else is answered."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Protocol

import asyncssh

from tui_nn.classroom.class_code import fits
from tui_nn.classroom.student import Student
from tui_nn.server.gate import MOST_TRIES
from tui_nn.server.settings import TEACHER, Settings

ALGORITHMS = {
    "kex_algs": ["mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org"],
    "encryption_algs": ["chacha20-poly1305@openssh.com", "aes256-gcm@openssh.com", "aes128-gcm@openssh.com",
                        "aes256-ctr", "aes192-ctr", "aes128-ctr"],
    "mac_algs": ["hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com"],
    "signature_algs": ["ssh-ed25519", "sk-ssh-ed25519@openssh.com", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
                       "ecdsa-sha2-nistp521", "rsa-sha2-512", "rsa-sha2-256"],
    # Offered alone, a client that did not ask for it takes it too: pictures shrink to a twentieth.
    "compression_algs": ["zlib@openssh.com"],
}  # fmt: skip
# How every connection is served.
SERVED: dict[str, Any] = {
    **ALGORITHMS,
    "encoding": None,
    "line_editor": False,
    "keepalive_interval": 15,
    "keepalive_count_max": 3,
    "agent_forwarding": False,
    "x11_forwarding": False,
    "allow_scp": False,
    "gss_host": None,
    "server_version": "tui-nn",
}
MOST_KEYS = 4  # of a client, remembered to offer them as a way in


class Door(Protocol):
    """What lies behind an entry."""

    def student_of(self, key: str) -> Student | None:
        """Whom a public key lets in."""

    def failed(self) -> None:
        """A wrong word was told."""

    def session(self) -> asyncssh.SSHServerSession[bytes]:
        """The one session of this connection."""


class Entry(asyncssh.SSHServer):
    """One connection. It has six tries, and one session."""

    def __init__(self, settings: Settings, door: Door, delay: float, end: Callable[[], None]) -> None:
        self._settings, self._door, self._delay, self._end = settings, door, delay, end
        self._tries = 0
        self._had_session = False
        self.name = ""
        self.offered: tuple[str, ...] = ()  # keys that the client showed and that are nobody's
        self.student: Student | None = None  # known by a key
        self.is_teacher = False

    def connection_lost(self, exc: Exception | None) -> None:
        self._end()

    def begin_auth(self, username: str) -> bool:
        self.name = username
        return True

    # By key ---------------------------------------------------------------------------------------------------------

    def public_key_auth_supported(self) -> bool:
        return True

    def validate_public_key(self, username: str, key: asyncssh.SSHKey) -> bool:
        told = bare(key)
        if username == TEACHER:
            self.is_teacher = told in self._settings.teacher_keys
            return self.is_teacher
        self.student = self._door.student_of(told)
        if self.student is None and told not in self.offered:
            self.offered = (*self.offered, told)[-MOST_KEYS:]
        return self.student is not None

    # By code --------------------------------------------------------------------------------------------------------

    def kbdint_auth_supported(self) -> bool:
        return self._has_code()

    def password_auth_supported(self) -> bool:
        return self._has_code()

    def get_kbdint_challenge(
        self, username: str, lang: str, submethods: str
    ) -> tuple[str, str, str, list[tuple[str, bool]]]:
        # Shown as it is typed: the same code stands on the board. In ASCII: OpenSSH shows no other letters here.
        return self._settings.name, "", "", [("Class code: ", username != TEACHER)]

    async def validate_kbdint_response(self, username: str, responses: Sequence[str]) -> bool:
        return len(responses) == 1 and await self.validate_password(username, responses[0])

    async def validate_password(self, username: str, password: str) -> bool:
        teacher = username == TEACHER
        right = fits(password, self._settings.teacher_code if teacher else self._settings.code)
        if right:
            self.is_teacher, self.student = teacher, None
            return True
        self._tries += 1
        self._door.failed()
        await asyncio.sleep(self._delay)
        if self._tries >= MOST_TRIES:
            raise asyncssh.PermissionDenied("too many tries")
        return False

    def _has_code(self) -> bool:
        return bool(self._settings.teacher_code if self.name == TEACHER else self._settings.code)

    # Afterwards: a terminal and nothing else ------------------------------------------------------------------------

    def session_requested(self) -> asyncssh.SSHServerSession[bytes] | bool:
        if self._had_session:
            return False
        self._had_session = True
        return self._door.session()


def bare(key: asyncssh.SSHKey) -> str:
    """A public key as the roster keeps it: type and base64, no comment."""
    return " ".join(key.export_public_key().decode("ascii").split()[:2])
