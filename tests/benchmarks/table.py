"""Rows for the table of measurements in docs/benchmarks.md."""

from __future__ import annotations


def row(name: str, ours: str, other: str, ratio: float, limit: float | None = None) -> str:
    """Return a row of the table of measurements.

    Args:
        name: what was measured.
        ours: this app's figure, with its unit.
        other: the figure of the other, with its name.
        ratio: our figure divided by the other.
        limit: the largest ratio that passes; None if there is no limit.
    """
    times = f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"
    allowed = "" if limit is None else f"{limit:.2f} "
    return f"| {name} | {ours} | {other} | {times} | {allowed}|"


def milliseconds(seconds: float) -> str:
    """Return milliseconds with two significant digits, or all digits before the point."""
    value = seconds * 1000
    return f"{value:,.0f} ms" if value >= 10 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"
