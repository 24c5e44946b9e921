"""The server's own key: made once, kept for itself, told by its fingerprint."""

from __future__ import annotations

import os
from pathlib import Path

import asyncssh

FILE = "host_key"


def host_key(folder: Path, given: Path | None = None) -> asyncssh.SSHKey:
    """The key in the file that was given, else that of the folder, made where there is none.

    Raises:
        OSError: it cannot be read or written.
        asyncssh.KeyImportError: the file holds no key.
    """
    path = given or folder / FILE
    if not given and not path.exists():
        key = asyncssh.generate_private_key("ssh-ed25519", "tui-nn")
        # Whole or not at all, and never for a moment readable by others.
        draft = path.with_suffix(".new")
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(key.export_private_key())
        draft.replace(path)
    return asyncssh.read_private_key(path)
