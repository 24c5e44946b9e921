"""Which language to begin in: what was asked for, else what the environment says."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from tui_nn.locale.words import LANGUAGES


def language_of(argv: Sequence[str], environment: Mapping[str, str] = os.environ) -> str:
    """``--lang`` if it names a language we have, else the locale's, else English.

    The command line is looked at before it is parsed, because its own help is in that language too.
    """
    asked = " ".join(argv).replace("--lang=", "--lang ").partition("--lang ")[2][:2]
    if asked in LANGUAGES:
        return asked
    # The order in which the C library looks.
    found = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    code = found.split("_")[0].split(".")[0].lower()
    return code if code in LANGUAGES else "en"
