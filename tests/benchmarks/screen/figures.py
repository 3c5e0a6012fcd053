"""The table of figures: what was measured, beside its goal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Figure(NamedTuple):
    """A row of the table."""

    name: str
    value: float | None
    """None if it could not be measured."""
    goal: float | None
    """The largest value that reaches the goal; None if there is none."""
    note: str = ""

    @property
    def is_reached(self) -> bool:
        """Whether the value reaches the goal."""
        return self.value is not None and self.goal is not None and self.value <= self.goal


def table(figures: Iterable[Figure]) -> str:
    """Return figures as a Markdown table."""
    rows = ["| figure | measured | goal | reached | |", "| --- | --- | --- | --- | --- |"]
    for figure in figures:
        reached = "" if figure.goal is None else "yes" if figure.is_reached else "no"
        cells = (figure.name, number(figure.value), number(figure.goal), reached, figure.note)
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows)


def number(value: float | None) -> str:
    """Return a number with three significant digits, or a dash."""
    if value is None:
        return "-"
    return f"{value:,.0f}" if value >= 100 or value == int(value) else f"{value:.3g}"
