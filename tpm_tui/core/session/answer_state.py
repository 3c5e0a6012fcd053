"""What is saved of an ungraded answer besides its text: that it was spoken, the reveal and its ticks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated

from msgspec import Meta, Struct
from msgspec.structs import replace

from tpm_tui.core.session.session import Session, SessionPhase

MAX_SECONDS = 1_000_000
"""More seconds are not an answer's, but damage."""


class AnswerState(Struct, frozen=True, omit_defaults=True):
    """The state of an ungraded answer."""

    spoken: bool = False
    """Whether it was spoken."""
    seconds: Annotated[float, Meta(ge=0, le=MAX_SECONDS)] = 0.0
    """Seconds spent on it."""
    revealed: bool = False
    """Whether the model answer was shown."""
    ticked: tuple[str, ...] = ()
    """Names of the key points ticked in the reveal."""
    sure: Annotated[int, Meta(ge=1, le=4)] | None = None
    """Confidence before the reveal, 1 to 4; None if there was no prompt for it."""


def answer_state(session: Session, question: str, now: datetime) -> AnswerState | None:
    """Return the state of an ungraded answer; None if its text is all that is worth saving.

    A reveal without text and ticks is not: nothing of it would be lost.
    """
    is_current = question == session.current
    revealed = is_current and session.phase is SessionPhase.REVEALED
    spoken = question in session.spoken
    if not spoken and not (revealed and (session.ticked or session.draft)):
        return None
    return AnswerState(
        spoken=spoken,
        seconds=session.seconds(now) if is_current else session.spent.get(question, 0.0),
        revealed=revealed,
        ticked=tuple(sorted(session.ticked)) if revealed else (),
        sure=session.sure if revealed else None,
    )


def restore_states(session: Session, states: Mapping[str, AnswerState]) -> Session:
    """Return a session with the times and the spoken marks of saved answers; see `reveal_again`."""
    times = {question: state.seconds for question, state in states.items() if state.seconds}
    spoken = {question for question, state in states.items() if state.spoken}
    return replace(session, spoken=session.spoken | spoken, spent={**session.spent, **times})


def reveal_again(session: Session, state: AnswerState, points: frozenset[str], now: datetime) -> Session:
    """Return a session that shows the reveal of the current question again, with its ticks.

    Args:
        session: asks the question.
        state: the saved state of its answer.
        points: names of the key points that the question has now.
        now: the current time.
    """
    return session.reveal(now, frozenset(state.ticked) & points, state.sure)
