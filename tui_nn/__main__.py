"""`python -m tui_nn` and the command `tui-nn`."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line; nothing else is imported before the words are read."""
    from tui_nn.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
