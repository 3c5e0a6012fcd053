"""Whether the program can stop and go back to the shell."""

from __future__ import annotations

import os


def has_job_control() -> bool:
    """Return whether a shell would notice that this program stopped, and could continue it.

    Such a shell puts each of its jobs into a process group of its own. Without one, the group is that of the
    session's leader: the terminal runs nothing but this program or its wrapper, so nothing would continue it.
    """
    return os.getpgrp() != os.getsid(0)
