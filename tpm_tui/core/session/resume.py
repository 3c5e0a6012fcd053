"""A session that was cut off, and what of it is left to do.

A session that ends says so in the history. One without an end was cut off: the connection dropped, the
machine went down. Or it still runs, perhaps where the learner cannot reach it any more, as it does until the
server notices that the line is dead; so that makes no difference.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, tzinfo

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.day import in_zone
from tpm_tui.core.cards.events import HistoryEntry, Review, SessionEnd, SessionStart, active_reviews
from tpm_tui.core.text.speech import count_words

MODE = "practice"
"""The mode of the sessions that are taken up again here."""


class UnfinishedSession(Struct, frozen=True):
    """A session that can be taken up again."""

    session: str
    started: datetime
    form: str
    queue: tuple[str, ...]
    """Ids of the questions that are left, the one to go on with first."""
    reviews: tuple[Review, ...]
    """What was graded in it and stands, oldest first."""
    words: int
    """Words typed so far for the first question."""


def unfinished_session(
    entries: Iterable[HistoryEntry], drafts: Mapping[str, str], today: date, askable: Collection[str]
) -> UnfinishedSession | None:
    """What is left of one session; None for one that ended, that has nothing left, or that is of another day
    with nothing typed.

    Args:
        entries: those of the session, with what took its reviews back.
        drafts: what was typed in it and not graded, by question; the one saved last comes last.
        today: the present study day.
        askable: ids of questions that can be asked.
    """
    entries = list(entries)
    start = next((entry for entry in entries if isinstance(entry, SessionStart)), None)
    if start is None or start.mode != MODE or any(isinstance(entry, SessionEnd) for entry in entries):
        return None
    reviews = active_reviews(entries)
    answers = {(review.question, review.answer) for review in reviews}
    # A kill right after a grade leaves the draft of an answer that is in the history by then.
    typed = [name for name, text in drafts.items() if name in askable and (name, text) not in answers]
    if start.day != today and not typed:
        return None
    graded = {review.question for review in reviews}
    waiting = [name for name in start.queue if name in askable and name not in graded]
    queue = tuple(dict.fromkeys([*typed[-1:], *waiting]))
    if not queue:
        return None
    words = count_words(drafts.get(queue[0], ""))
    return UnfinishedSession(start.session, start.at, start.form, queue, tuple(reviews), words)


def describe_unfinished(
    unfinished_session: UnfinishedSession, question: Question, today: date, zone: tzinfo
) -> str:
    """`Resume the session of 14:05 (question 7, 142 words typed)?`."""
    started = in_zone(unfinished_session.started, zone)
    day = "" if started.date() == today else f"{started:%A}, {started.day} {started:%B}, "
    name = question.label if question.number is None else str(question.number)
    count = unfinished_session.words
    typed = f"{count} {'word' if count == 1 else 'words'} typed" if count else "nothing typed yet"
    return f"Resume the session of {day}{started:%H:%M} (question {name}, {typed})?"
