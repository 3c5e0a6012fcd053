"""What is wrong with the learner's files, told beside whatever a command was asked for."""

from __future__ import annotations

import sys

from tpm_tui.core.clean import clean_line
from tpm_tui.practice.workspace import Workspace

AT_MOST = 5
"""Lines; a bank in ruins is not to push the answer off the screen."""


def tell_faults(workspace: Workspace) -> None:
    """A line on stderr for each fault in the files that were opened so far."""
    faults = workspace.faults
    for fault in faults[:AT_MOST]:
        print(f"tpm-tui: {clean_line(fault)}", file=sys.stderr)
    if (more := len(faults) - AT_MOST) > 0:
        print(f"tpm-tui: and {more} more faults; tpm-tui doctor lists them all", file=sys.stderr)
