"""Rows as they stand in the README."""

from __future__ import annotations


def row(name: str, ours: str, beside: str, ratio: float, limit: float | None = None) -> str:
    """A row of the README's table of measurements.

    Args:
        name: what was measured.
        ours: this app's figure, with its unit.
        beside: the other's, with its name.
        ratio: ours over the other's.
        limit: the greatest ratio that passes; None where none is set.
    """
    times = f"{ratio:.2f}" if ratio >= 0.1 else f"{ratio:.2g}"
    allowed = "" if limit is None else f"{limit:.2f} "
    return f"| {name} | {ours} | {beside} | {times} | {allowed}|"


def milliseconds(seconds: float) -> str:
    """Two digits that count, or more before the point."""
    value = seconds * 1000
    return f"{value:,.0f} ms" if value >= 10 else f"{value:.1f} ms" if value >= 1 else f"{value:.2f} ms"
