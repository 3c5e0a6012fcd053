"""The steps of a mock interview."""

from __future__ import annotations

from enum import Enum


class MockPhase(Enum):
    """The current step of the interview."""

    THINKING = "thinking"
    ANSWERING = "answering"
    FOLLOW_UP = "follow-up"
    DEBRIEF = "debrief"
    COUNTING = "counting"
    """The debrief is over; the learner is asked whether the answers count in the boxes."""
    DONE = "done"


SPEAKING = (MockPhase.ANSWERING, MockPhase.FOLLOW_UP)
ASKING = (MockPhase.THINKING, *SPEAKING)
