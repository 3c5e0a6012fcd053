"""The name of the program, and of the environment variable with which a shell requests completions."""

from __future__ import annotations

PROGRAM = "tpm-tui"

COMPLETION_VARIABLE = "_TPM_TUI_COMPLETE"
"""Set by the completion script of a shell, which calls the program without arguments; click reads it."""
