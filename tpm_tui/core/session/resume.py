"""Unfinished sessions and what is left of them.

A session that ends logs a `SessionEnd` entry in the history. A session without one was interrupted (dropped
connection, power loss), or is still running, perhaps on a connection that the learner can no longer reach
and the server has not timed out yet. Both cases are treated alike.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, tzinfo

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.day import in_zone
from tpm_tui.core.cards.events import HistoryEntry, Review, SessionEnd, SessionStart
from tpm_tui.core.session.scaffold import count_answer_words

PRACTICE_MODE = "practice"
"""The mode of sessions that can be resumed."""


class UnfinishedSession(Struct, frozen=True):
    """An unfinished session that can be resumed."""

    session: str
    """Its id."""
    started: datetime
    day: date
    """The study day on which it started."""
    form: str
    queue: tuple[str, ...]
    """Ids of the remaining questions, the one to resume with first."""
    reviews: tuple[Review, ...]
    """Its active reviews, oldest first."""
    words: int = 0
    """Number of words typed for the first question of the queue, in this session or an earlier one."""
    is_spoken: bool = False
    """Whether the answer to the first question of the queue was spoken."""


def build_unfinished_session(
    entries: Iterable[HistoryEntry],
    drafts: Mapping[str, str],
    today: date,
    askable: Collection[str],
) -> UnfinishedSession | None:
    """Return what is left of a session, or None if it cannot be resumed.

    It cannot be resumed if it ended and was not continued, if no question is left, or if it is from another
    day and nothing was typed.

    Args:
        entries: the entries of the session, including undos and redos of its reviews.
        drafts: ungraded answers of it, by question; the one saved last is last. One that was only spoken is
            empty.
        today: the current study day.
        askable: ids of the questions that can be asked.
    """
    entries = list(entries)
    bounds = [entry for entry in entries if isinstance(entry, SessionStart | SessionEnd)]
    start = bounds[-1] if bounds else None  # an ended session that is continued has another start entry
    if not isinstance(start, SessionStart) or start.mode != PRACTICE_MODE:
        return None
    reviews = active_reviews(entries)
    answers = {(review.question, review.answer) for review in reviews}
    # A kill right after a grade leaves a draft of an answer that is already in the history.
    typed = [name for name, text in drafts.items() if name in askable and (name, text) not in answers]
    if start.day != today and not typed:
        return None
    graded = {review.question for review in reviews}
    waiting = [name for name in start.queue if name in askable and name not in graded]
    queue = tuple(dict.fromkeys([*typed[-1:], *waiting]))
    if not queue:
        return None
    words = count_answer_words(drafts.get(queue[0], ""))
    return UnfinishedSession(start.session, start.at, start.day, start.form, queue, tuple(reviews), words)


def describe_unfinished(unfinished: UnfinishedSession, question: Question, today: date, zone: tzinfo) -> str:
    """Return the prompt `Resume the session of 14:05 (question 7, 142 words typed)?`.

    The date is added if the session did not start on the study day `today`.
    """
    start = format_start(unfinished.started, unfinished.day, today, zone)
    name = question.label if question.number is None else str(question.number)
    count = unfinished.words
    if unfinished.is_spoken:
        answer = "answer spoken"
    else:
        answer = f"{count} {'word' if count == 1 else 'words'} typed" if count else "nothing typed yet"
    return f"Resume the session of {start} (question {name}, {answer})?"


def format_start(started: datetime, day: date, today: date, zone: tzinfo) -> str:
    """Return when a session started: `14:05`, or with the date if its study day is not `today`."""
    local = in_zone(started, zone)
    date_of = "" if day == today else f"{local:%A}, {local.day} {local:%B}, "
    return f"{date_of}{local:%H:%M}"
