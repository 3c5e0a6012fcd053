"""What is saved of an ungraded answer besides its text: whether it was spoken, story, reveal and ticks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from tpm_tui.core.session.session import Session, SessionPhase

MAX_SECONDS = 1_000_000
"""More seconds are not an answer's, but damage."""

SavedSeconds = Annotated[float, Meta(ge=0, le=MAX_SECONDS)]


class AnswerState(Struct, frozen=True, omit_defaults=True):
    """The state of an ungraded answer."""

    spoken: bool = False
    """Whether it was spoken."""
    seconds: SavedSeconds = 0.0
    """Seconds spent on it."""
    revealed: bool = False
    """Whether the model answer was shown."""
    ticked: tuple[str, ...] = ()
    """Names of the key points ticked in the reveal."""
    sure: Annotated[int, Meta(ge=1, le=4)] | None = None
    """Confidence before the reveal, 1 to 4; None if there was no prompt for it."""
    story: str = ""
    """Id of the story that is used in it; empty if none is."""
    part_ends: tuple[SavedSeconds, ...] = ()
    """When its parts were finished, as in `Session.part_ends`."""

    @property
    def without_reveal(self) -> AnswerState | None:
        """What another session continues: the spoken answer and the story; None if there is neither."""
        if not self.spoken and not self.story:
            return None
        return AnswerState(
            spoken=self.spoken,
            seconds=self.seconds if self.spoken else 0.0,
            story=self.story,
            part_ends=self.part_ends if self.spoken else (),
        )


def answer_state(session: Session, question: str, now: datetime) -> AnswerState | None:
    """Return the state of an ungraded answer; None if its text is all that is worth saving.

    A reveal without text and ticks is not: nothing of it would be lost.
    """
    is_current = question == session.current
    revealed = is_current and session.phase is SessionPhase.REVEALED
    spoken, story = question in session.spoken, session.stories.get(question, "")
    if not spoken and not story and not (revealed and (session.ticked or session.draft)):
        return None
    return AnswerState(
        spoken=spoken,
        seconds=_seconds(session, question, now) if spoken or revealed else 0.0,
        revealed=revealed,
        ticked=tuple(sorted(session.ticked)) if revealed else (),
        sure=session.sure if revealed else None,
        story=story,
        part_ends=session.part_ends.get(question, ()) if spoken else (),
    )


def _seconds(session: Session, question: str, now: datetime) -> float:
    return session.seconds(now) if question == session.current else session.spent.get(question, 0.0)


def restore_states(session: Session, states: Mapping[str, AnswerState]) -> Session:
    """Return a session with times, spoken marks and stories of saved answers; see `reveal_again`."""
    times = {question: state.seconds for question, state in states.items() if state.seconds}
    spoken = {question for question, state in states.items() if state.spoken}
    ends = {question: state.part_ends for question, state in states.items() if state.part_ends}
    stories = {question: state.story for question, state in states.items() if state.story}
    return replace(
        session,
        spoken=session.spoken | spoken,
        spent={**session.spent, **times},
        stories={**session.stories, **stories},
        part_ends={**session.part_ends, **ends},
    )


def reveal_again(session: Session, state: AnswerState, points: frozenset[str], now: datetime) -> Session:
    """Return a session that shows the reveal of the current question again, with its ticks.

    Args:
        session: asks the question.
        state: the saved state of its answer.
        points: names of the key points that the question has now.
        now: the current time.
    """
    return session.reveal(now, frozenset(state.ticked) & points, state.sure)
