"""The root of all exceptions of tpm-tui."""

from __future__ import annotations


class TpmError(Exception):
    """The base of every exception class that this package defines."""
