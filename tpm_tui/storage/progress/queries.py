"""Find a few entries in the history without decoding the rest."""

from __future__ import annotations

from datetime import date, timedelta

from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.card import CardEntry
from tpm_tui.core.cards.events import (
    AskedQuestion,
    HistoryEntry,
    InterviewNote,
    Note,
    PersonalCue,
    Pin,
    Redo,
    Review,
    SecondMarking,
    SessionEnd,
    SessionStart,
    StoryUse,
    Undo,
)
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.session.undo import ActionStack
from tpm_tui.storage.progress.journal import History

_REVIEW = b'"type":"review"'
_UNDO = b'"type":"undo"'
_REDO = b'"type":"redo"'
_CARD = b'"type":"card"'
_NOTE = b'"type":"note"'
_TRIAGE = b'"type":"triage"'
_PIN = b'"type":"pin"'
_CUE = b'"type":"cue"'
_STORY = b'"type":"story"'
_INTERVIEW = b'"type":"interview"'
_ASKED = b'"type":"asked"'
_MARKING = b'"type":"marking"'

_UNDOABLE = (_REVIEW, _UNDO, _REDO, _CARD, _NOTE, _TRIAGE, _PIN, _CUE, _MARKING)

QuestionEntry = CardEntry | Note | Pin | PersonalCue
"""The entries about one question."""


def session_entries(history: History, session: str) -> list[HistoryEntry]:
    """Return the entries of a session in order, with the undos and redos of its reviews. Raises `OSError`."""
    found = merge_entries(history.newest_first(_json_field("session", session), _UNDO, _REDO))
    kinds = Review | SessionStart | SessionEnd
    own = {entry.id for entry in found if isinstance(entry, kinds) and entry.session == session}
    return [e for e in found if (e.review if isinstance(e, Undo | Redo) else e.id) in own]


def question_entries(history: History, question: str) -> list[HistoryEntry]:
    """Return the entries about a question in order. Raises `OSError`."""
    found = merge_entries(history.newest_first(_json_field("question", question)))
    return [e for e in found if isinstance(e, QuestionEntry) and e.question == question]


def interview_notes(history: History) -> list[InterviewNote]:
    """Return all notes on interviews in order. Raises `OSError`."""
    found = merge_entries(history.newest_first(_INTERVIEW))
    return [entry for entry in found if isinstance(entry, InterviewNote)]


def story_uses(history: History) -> list[StoryUse]:
    """Return all active uses of stories in order. Raises `OSError`."""
    uses = [entry for entry in history.newest_first(_STORY) if isinstance(entry, StoryUse)]
    if not uses:
        return []
    from tpm_tui.core.stories.uses import active_uses  # the first frame does not need it

    reviews = {use.review for use in uses if use.review}
    return active_uses(merge_entries([*uses, *(history.reviews_with_changes(reviews) if reviews else ())]))


def story_of_review(history: History, review: str) -> str:
    """Return the id of the story that was used in a graded answer, also if the grade is undone; or "".

    Raises `OSError`.
    """
    found = merge_entries(history.newest_first(_json_field("review", review)))
    uses = [entry.story for entry in found if isinstance(entry, StoryUse) and entry.review == review]
    return uses[-1] if uses else ""


def second_markings(history: History) -> list[SecondMarking]:
    """Return all second markings of old answers in order. Raises `OSError`."""
    found = merge_entries(history.newest_first(_MARKING))
    return [entry for entry in found if isinstance(entry, SecondMarking)]


def asked_questions(history: History) -> list[AskedQuestion]:
    """Return all entries about questions that were asked in interviews, in order. Raises `OSError`."""
    found = merge_entries(history.newest_first(_ASKED))
    return [entry for entry in found if isinstance(entry, AskedQuestion)]


def newest_active(history: History, question: str | None = None) -> Review | None:
    """Return the newest active review, of a question if given. Raises `OSError`."""
    wanted = _json_field("question", question) if question else _REVIEW
    found: list[HistoryEntry] = []
    for segment in history.segments(wanted, _UNDO, _REDO):
        found += segment
        active = [
            review for review in active_reviews(merge_entries(found)) if question in (None, review.question)
        ]
        if active:  # an undo is never in an older segment than its review
            return active[-1]
    return None


def newest_before(history: History, day: date, count: int) -> list[Review]:
    """Return the newest active reviews before a study day, at most `count`, oldest first.

    Raises `OSError`.
    """
    found: list[HistoryEntry] = []
    active: list[Review] = []
    reviews = 0
    for segment in history.segments(_REVIEW, _UNDO, _REDO):
        found += segment
        reviews += sum(isinstance(entry, Review) and entry.day < day for entry in segment)
        if reviews < count:
            continue  # merging after every segment would make the time quadratic
        active = _active_before(found, day)
        if len(active) >= count:
            break
    else:
        active = _active_before(found, day)
    return active[-count:]


def _active_before(entries: list[HistoryEntry], day: date) -> list[Review]:
    return [review for review in active_reviews(merge_entries(entries)) if review.day < day]


def note_entries(history: History) -> list[HistoryEntry]:
    """Return the notes on all questions in order. Raises `OSError`."""
    return [entry for entry in merge_entries(history.newest_first(_NOTE)) if isinstance(entry, Note)]


def action_stack(history: History, first: date, last: date) -> tuple[ActionStack, int]:
    """Return the actions of some study days, and the sequence number of the newest entry read.

    Raises `OSError`.
    """
    segments = history.segments(*_UNDOABLE, since=_month_before(first))
    entries = merge_entries(entry for segment in segments for entry in segment)
    return ActionStack(first, last, entries), entries[-1].seq if entries else 0


def _month_before(day: date) -> str:
    """Return the name of the oldest segment that can hold entries of that day, in any time zone."""
    before = day - timedelta(days=min(31, day.toordinal() - 1))
    return f"{before.year:04}-{before.month:02}.jsonl"


def _json_field(name: str, value: str) -> bytes:
    """Return a field as encoded in a line."""
    import json  # a start without an unfinished session does not need it

    return f'"{name}":{json.dumps(value)}'.encode("ascii")
