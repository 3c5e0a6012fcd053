"""The exception for output to a closed pipe."""

from __future__ import annotations

from tpm_tui.core.errors import TpmError


class OutputPipeClosed(TpmError):
    """The process that reads our output has closed the pipe, as `| head` does."""
