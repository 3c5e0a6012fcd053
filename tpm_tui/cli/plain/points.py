"""The numbered key points in plain mode, and the command that ticks them.

They are printed last, just above the prompt, because they are ticked there.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from msgspec.structs import replace

from tpm_tui.cli.plain.prompt import Console
from tpm_tui.exchange.question_sections import Section

TICK_HELP = "t 2 5 ticks or unticks points 2 and 5"


class PointList:
    """The key points of one question with their ticks."""

    def __init__(
        self,
        console: Console,
        points: Section | None,
        no_points: str,
        ticked: Callable[[], Collection[str]],
        records: Mapping[str, str] | None = None,
    ) -> None:
        """
        Args:
            console: where to print.
            points: the key points; None if there are none.
            no_points: what to print if there are none.
            ticked: returns the names of the ticked points.
            records: points that a drill is about, each with its record, such as `missed 3 of 4`.
        """
        self._console = console
        self._points = points
        self._no_points = no_points
        self._ticked = ticked
        self._records = records or {}

    def print(self) -> None:
        """Print the numbered key points with their ticks."""
        if self._points is None:
            self._console.echo("")
            self._console.echo(self._no_points)
            return
        ticked = self._ticked()
        leads = [
            f"{number:>2} [{'x' if line.text in ticked else ' '}] "
            for number, line in enumerate(self._points.lines, 1)
        ]
        lines = tuple(
            replace(line, marks=(*line.marks, record)) if (record := self._records.get(line.text)) else line
            for line in self._points.lines
        )
        self._console.print_section(replace(self._points, lines=lines), leads)

    def tick(self, numbers: Sequence[str], tick: Callable[[str], None]) -> bool:
        """Tick or untick the points with these numbers, which start at 1, and print all points.

        If there are no numbers or one is invalid, print the valid range and change nothing; likewise if there
        are no points.

        Args:
            numbers: the numbers as typed.
            tick: ticks or unticks a point by its name.

        Returns:
            Whether the numbers were valid.
        """
        if self._points is None:
            self._console.echo(self._no_points)
            return False
        names = [line.text for line in self._points.lines]
        if not numbers or not all(n.isdecimal() and 1 <= int(n) <= len(names) for n in numbers):
            self._console.echo(f"t takes numbers from 1 to {len(names)}")
            return False
        for number in numbers:
            tick(names[int(number) - 1])
        self.print()
        return True
