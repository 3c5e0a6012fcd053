"""What is shown while an answer is spoken: a large clock, and the parts of the answer with their times."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from textual.content import Content
from textual.geometry import Size

from tpm_tui.core.session.answer_parts import AnswerPart, current_part, overrun_seconds
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.speaking_text import describe_time
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import join, line

CLOCK_ROWS = 5
"""Rows of the large clock."""

SHAPES = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}
"""The rows of each character of the clock; a mark is drawn two columns wide."""

LARGE_WIDTH = 60
"""Columns from which the clock is large."""

ROWS_BESIDE_PARTS = CLOCK_ROWS + 3
"""Rows of the large clock, the row below it, and the spaces between them and the parts."""


class SpeakingState(Struct, frozen=True):
    """An answer that is being spoken; times are in seconds."""

    parts: tuple[AnswerPart, ...]
    """Empty for a reply, which has no parts."""
    seconds: float
    target: int
    paused: bool = False
    ends: tuple[float, ...] = ()
    """When parts were finished, as far as the learner noted it."""

    @property
    def current(self) -> int:
        """Index of the current part: the first that is not finished, or without any, that of the time."""
        return len(self.ends) if self.ends else current_part(self.parts, self.seconds)

    @property
    def overrun(self) -> int:
        """Seconds over the target."""
        return overrun_seconds(self.target, self.seconds)


def has_large_clock(size: Size, parts: Sequence[AnswerPart]) -> bool:
    """Return whether the large clock fits above all parts."""
    return size.width >= LARGE_WIDTH and size.height >= ROWS_BESIDE_PARTS + len(parts)


def large_clock(state: SpeakingState, glyphs: Glyphs) -> Content:
    """Return the time in large digits."""
    shapes = [SHAPES[character] for character in format_clock(state.seconds)]
    rows = ("  ".join(shape[row] for shape in shapes) for row in range(CLOCK_ROWS))
    text = "\n".join("".join(mark * 2 for mark in row).rstrip() for row in rows)
    return join((text.replace("#", glyphs.block), _clock_style(state)))


def small_clock(state: SpeakingState) -> Content:
    """Return the time in one row, with the target and the overrun."""
    paused = join(("  paused", "$dim")) if state.paused else Content("")
    return join((describe_time(state.seconds, state.target), f"bold {_clock_style(state)}")) + paused


def clock_note(state: SpeakingState) -> Content:
    """Return the target, by how much it is passed, and whether the clock is paused."""
    if state.paused:
        return line("paused", "bold")
    if state.overrun:
        over, target = format_clock(state.overrun), format_clock(state.target)
        return line(f"{over} over the target of {target}", "bold $due")
    return line(f"of {format_clock(state.target)}" if state.target else "", "$dim")


def part_rows(state: SpeakingState, glyphs: Glyphs, rows: int) -> Content:
    """Return the parts with their times, the current one marked.

    Args:
        state: the answer.
        glyphs: the marks.
        rows: how many rows fit; if these are too few, parts before the current one are left out first.
    """
    if not state.parts:
        return Content("")
    current = min(state.current, len(state.parts) - 1)
    width = max(len(part.name) for part in state.parts)
    first = max(0, min(current, len(state.parts) - rows))
    shown = list(enumerate(state.parts))[first : first + max(1, rows)]
    return Content("\n").join(
        [
            _current_row(part, width, glyphs, late=bool(state.overrun))
            if index == current
            else join("  ", (_part_text(part, width), "$dim"), *_time_taken(state, index))
            for index, part in shown
        ]
    )


def _current_row(part: AnswerPart, width: int, glyphs: Glyphs, *, late: bool) -> Content:
    mark, style = ("$due", "bold $due") if late else ("$cursor", "bold")
    return join((f"{glyphs.cursor} ", mark), (f"{_part_text(part, width)}{'  over' if late else ''}", style))


def _time_taken(state: SpeakingState, index: int) -> list[tuple[str, str]]:
    """Return the time of a finished part, highlighted if it is longer than it should be; else nothing."""
    if index >= len(state.ends):
        return []
    taken = state.ends[index] - (state.ends[index - 1] if index else 0.0)
    part = state.parts[index]
    return [(f"  took {format_clock(taken):>5}", "$due" if taken >= part.end - part.start + 1 else "$dim")]


def _part_text(part: AnswerPart, width: int) -> str:
    return f"{part.name:<{width}}  until {format_clock(part.end):>5}"


def _clock_style(state: SpeakingState) -> str:
    if state.overrun:
        return "$due"
    return "$dim" if state.paused else "$foreground"
