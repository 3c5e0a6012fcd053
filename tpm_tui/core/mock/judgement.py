"""The learner's rating of one answer of a mock interview."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from tpm_tui.core.bank.question import Level
from tpm_tui.core.mock.rubric import MARKS, Dimension
from tpm_tui.core.text.sanitize import clean_line

Mark = Annotated[int, Meta(ge=1, le=len(MARKS))]


class Notes(Struct, frozen=True):
    """The debrief notes written by the learner. Empty fields are filled from the ticks when shown."""

    heard: str = ""
    missed: str = ""
    strongest: str = ""
    """The strongest sentence of the answer."""
    ask_next: str = ""


NOTE_LABELS = {
    "heard": "Heard",
    "missed": "Missed",
    "strongest": "Strongest sentence",
    "ask_next": "Would ask next",
}
"""Labels of the debrief notes by field, in display order. The level comes last and is not a note."""


class Judgement(Struct, frozen=True):
    """The learner's rating of an answer."""

    ticked: tuple[str, ...] = ()
    """Names of the key points ticked as made."""
    marks: dict[Dimension, Mark] = {}
    figure: bool = False
    """Whether the answer had a figure with its base."""
    notes: Notes = Notes()
    level: Level | None = None
    """The level that the answer sounded like."""

    def tick(self, point: str) -> Judgement:
        """Toggle the tick of a key point."""
        others = tuple(name for name in self.ticked if name != point)
        return replace(self, ticked=others if point in self.ticked else (*self.ticked, point))

    def rate(self, dimension: Dimension, mark: int) -> Judgement:
        """Set the mark (1 to 4) of a dimension; setting the same mark again removes it.

        Raises:
            ValueError: the mark is out of range.
        """
        if not 1 <= mark <= len(MARKS):
            raise ValueError(f"mark must be 1 to {len(MARKS)}, not {mark}")
        marks = {each: given for each, given in self.marks.items() if each is not dimension}
        if self.marks.get(dimension) != mark:
            marks[dimension] = mark
        return replace(self, marks=marks)

    def toggle_figure(self) -> Judgement:
        """Toggle whether a figure with its base was given."""
        return replace(self, figure=not self.figure)

    def set_note(self, name: str, text: str) -> Judgement:
        """Set a debrief note; an empty text fills it from the ticks again.

        Args:
            name: a field of `Notes`.
            text: the note, reduced to one line.
        """
        notes: Notes = replace(self.notes, **{name: clean_line(text)})
        return replace(self, notes=notes)

    def toggle_level(self, level: Level) -> Judgement:
        """Set the level that the answer sounded like; setting the same level again removes it."""
        return replace(self, level=None if self.level == level else level)


class NoteDraft(Struct, frozen=True):
    """A debrief note that is being typed. Until it is accepted, the note stays as it is."""

    place: int
    """Which answer it is about."""
    name: str
    """A field of `Notes`."""
    text: str
