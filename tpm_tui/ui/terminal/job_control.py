"""Whether the program can stop and go back to the shell."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

STOP_SIGNALS = (signal.SIGTSTP, signal.SIGCONT)


def has_job_control() -> bool:
    """Return whether a shell would notice that this program stopped, and could continue it.

    Such a shell puts each of its jobs into a process group of its own. Without one, the group is that of the
    session's leader: the terminal runs nothing but this program or its wrapper, so nothing would continue it.
    """
    return os.getpgrp() != os.getsid(0)


@contextmanager
def default_stop_signals() -> Iterator[None]:
    """Let ctrl+z stop this process together with the program that it waits for, and `fg` continue both.

    While the event loop waits for another program, its own handlers of these signals cannot run: only that
    program would stop, and no shell would notice.
    """
    before = {number: signal.signal(number, signal.SIG_DFL) for number in STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
            signal.siginterrupt(number, False)  # as asyncio sets it
