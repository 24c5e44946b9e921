"""`python -m tui_nn` and the command `tui-nn`."""

from __future__ import annotations

import os
import sys

UPDATES = "120"  # a second, at most, that Textual writes what has changed: half as long a wait between key and paint


def main() -> int:
    """Run the command line; nothing else is imported before the words are read."""
    os.environ.setdefault("TEXTUAL_FPS", UPDATES)  # Textual reads it as it is imported
    from tui_nn.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
