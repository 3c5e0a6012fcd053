"""Which panes the practice screen has in a phase at a size."""

from __future__ import annotations

from msgspec import Struct
from textual.geometry import Size

from tpm_tui.core.session.session import SessionPhase
from tpm_tui.storage.settings.config import TopicsChoice
from tpm_tui.ui.render.sizes import (
    NARROW,
    THREE_COLUMNS,
    TOPICS,
    TWO_COLUMNS,
    WIDE,
    is_compact,
    row_width,
    story_classes,
)


class PaneLayout(Struct, frozen=True):
    """The panes of the practice screen."""

    size: Size
    """The size of the screen."""
    phase: SessionPhase
    topics_beside: bool
    """Whether the topics are at the left of the question."""
    topics_alone: bool
    """Whether the topics cover the question."""
    columns: int
    """The columns of the reveal, 1 to 3."""
    speaking: bool = False
    """Whether the answer is being spoken."""
    story: bool = False
    """Whether a story is shown beside the answer or above it."""

    @property
    def has_preview(self) -> bool:
        """Whether the last attempt and the note are at the right of the question that is asked."""
        return self.phase is SessionPhase.ASKING and self.size.width >= THREE_COLUMNS and not self.story

    @property
    def row_width(self) -> int:
        """Columns of the rows above the answer."""
        return row_width(self.size, left=TOPICS if self.topics_beside else 0, story=self.story)

    @property
    def classes(self) -> dict[str, bool]:
        """The CSS classes that select the panes, and whether the screen has each."""
        return {
            "-wide": self.topics_beside,
            "-narrow": self.size.width < NARROW,
            "-compact": is_compact(self.size),
            "-asking": self.phase is SessionPhase.ASKING,
            "-speaking": self.speaking,
            "-revealed": self.phase is SessionPhase.REVEALED,
            "-done": self.phase is SessionPhase.DONE,
            "-topics": self.topics_alone,
            "-columns": self.phase is SessionPhase.REVEALED and self.columns > 1,
            "-preview": self.has_preview,
            **story_classes(self.size, shown=self.story),
        }


def choose_layout(
    phase: SessionPhase,
    size: Size,
    choice: TopicsChoice,
    *,
    topics_requested: bool,
    speaking: bool = False,
    story: bool = False,
) -> PaneLayout:
    """Return the layout.

    Args:
        phase: the phase of the session.
        size: of the screen.
        choice: whether the learner wants the topics beside the question.
        topics_requested: whether the learner opened the topics where they cover the question.
        speaking: whether the answer is being spoken.
        story: whether a story is used in the answer.
    """
    story = story and phase is SessionPhase.ASKING
    has_room = size.width >= (THREE_COLUMNS if story else WIDE)
    beside = has_room and (choice == "shown" or (choice == "auto" and is_roomy(phase, size)))
    left = size.width - (TOPICS if beside else 0)
    columns = 1
    if size.width >= THREE_COLUMNS:
        columns = 3
    elif left >= TWO_COLUMNS:
        columns = 2
    alone = topics_requested and not beside and size.width < WIDE
    return PaneLayout(size, phase, beside, alone, columns, speaking, story)


def is_roomy(phase: SessionPhase, size: Size) -> bool:
    """Return whether there is room for the topics beside the question, without being asked for them."""
    return size.width >= (WIDE if phase is SessionPhase.ASKING else THREE_COLUMNS)
