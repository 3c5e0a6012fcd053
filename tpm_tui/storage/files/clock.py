"""The one place that reads the clock; everything else is given the time."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

Clock = Callable[[], datetime]
"""Returns the present, with its zone."""


class TimeFormatError(Exception):
    """`TPM_TUI_NOW` does not hold a time."""


def find_clock(environ: Mapping[str, str]) -> Clock:
    """The system's clock, or the time that `TPM_TUI_NOW` fixes for tests and demonstrations.

    Raises:
        BadTime: it is set, but not to an ISO 8601 time with a zone.
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
            f"TPM_TUI_NOW is {fixed!r}: write an ISO 8601 time with a zone, 2026-11-22T09:00:00+01:00"
        )
    return lambda: now
