"""The only module that reads the clock; other modules receive the time as an argument."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from tpm_tui.core.errors import TpmError

Clock = Callable[[], datetime]
"""Returns the current time, with its zone."""


class TimeFormatError(TpmError):
    """`TPM_TUI_NOW` is not a valid time."""


def find_clock(environ: Mapping[str, str]) -> Clock:
    """Return the system clock, or a clock fixed to `TPM_TUI_NOW` (for tests and demonstrations).

    Raises:
        TimeFormatError: `TPM_TUI_NOW` is set, but not to an ISO 8601 time with a zone.
    """
    fixed = environ.get("TPM_TUI_NOW")
    if not fixed:
        return lambda: datetime.now().astimezone()
    try:
        now = datetime.fromisoformat(fixed)
    except ValueError:
        now = None
    if now is None or now.tzinfo is None:
        raise TimeFormatError(
            f"invalid TPM_TUI_NOW {fixed!r}: "
            "set an ISO 8601 time with a zone, such as 2026-11-22T09:00:00+01:00"
        )
    return lambda: now
