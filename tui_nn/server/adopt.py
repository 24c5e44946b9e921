"""A forked child takes over the event loop in which it was forked, with everything that waits in it.

The parent's app is mounted and painted there; a child that began anew would have to do that again, and that is
most of what a start costs.
"""

from __future__ import annotations

import asyncio
import selectors
import signal
from asyncio import selector_events
from typing import Any

HANDLED = (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD, signal.SIGHUP)


def adopt(loop: asyncio.AbstractEventLoop) -> None:
    """Make the loop the child's own. To be called in the child, first thing after the fork, inside the loop.

    Nothing that the parent watched is watched any more: its sockets, its signals, its children.
    """
    assert isinstance(loop, selector_events.BaseSelectorEventLoop)
    own: Any = loop  # what a loop is made of has no public names
    asyncio._set_running_loop(loop)  # from 3.12 on a fork forgets it
    signal.set_wakeup_fd(-1)
    for number in HANDLED:
        signal.signal(number, signal.SIG_DFL)
    own._signal_handlers.clear()
    # The epoll underneath is shared with the parent: it is let go of, never told to forget anything.
    own._selector.close()
    own._selector = selectors.DefaultSelector()
    for end in (own._ssock, own._csock):
        end.close()
    own._internal_fds -= 1
    own._make_self_pipe()
    # Textual sets an eager factory where there is one; asyncssh hangs with it.
    loop.set_task_factory(None)
