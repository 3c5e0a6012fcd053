"""Example reviews, and assertions about a store that contains them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone
from functools import partial
from itertools import count
from pathlib import Path
from zlib import crc32

from msgspec.structs import replace
from tinydb import TinyDB

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import Review, Undo
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.store import Store

RULES = Rules()
AT = datetime(2026, 11, 22, 20, 0, tzinfo=timezone(timedelta(hours=1)))
DAY = AT.date()
DAMAGED_PROGRESS = b'{"cards": {'

_ids = count(1)


def short_repr(raw: bytes) -> str:
    """Return a parametrize id for a test case of many bytes."""
    return repr(raw[:24])


def with_new_checksum(raw: bytes) -> bytes:
    """Return a changed progress file with a valid checksum."""
    return raw[:-11] + b'%08x"}}}' % crc32(raw[:-11])


def fresh_id() -> str:
    """Return an id that no other entry has."""
    return f"id-{next(_ids)}"


def review(
    question: str = "late-recovery",
    grade: Grade = Grade.GOOD,
    *,
    day: date = DAY,
    at: datetime = AT,
    session: str = "s1",
    answer: str = "We were six weeks out.",
    id: str = "",
) -> Review:
    """Return an example review."""
    return Review(
        id=id or fresh_id(),
        at=at,
        day=day,
        session=session,
        question=question,
        prompt="What happened next?",
        answer=answer,
        grade=grade,
        seconds=61.5,
        words=5,
        covered=("size first",),
        missed=("early notice",),
        box_before=0,
        box_after=2,
        due=day + timedelta(days=2),
    )


def add_reviews(store: Store, *reviews: Review) -> list[Review]:
    """Write reviews through the public method of the store."""
    return [store.review(one.question, partial(_unchanged, one)) for one in reviews]


def _unchanged(one: Review, card: Card) -> Review:
    assert card.question == one.question
    return one


def undo_review(store: Store, review: Review) -> Undo:
    """Undo a review, which need not be the newest one; return the entry."""
    undo = Undo(id=fresh_id(), at=AT, day=review.day, review=review.id, question=review.question)
    written = store.commit(undo)
    assert isinstance(written, Undo)
    return written


def draft_texts(drafts: Drafts) -> dict[str, str]:
    """Return the text of the newest draft of every question that has one, also of a session that is open."""
    return {question: draft.text for question, draft in drafts._newest(drafts._files()).items()}


def open_store(folder: Path, rules: Rules = RULES) -> Store:
    """Open the store of a data folder."""
    return Store.open(folder, rules)


def same_cards(actual: Cards, expected: Cards) -> bool:
    """Return whether cards are equal; an actual card may have dropped what an undo makes it drop."""
    return all(
        _same(actual.get(question, Card(question)), expected.get(question, Card(question)))
        for question in actual.keys() | expected.keys()
    )


def _same(actual: Card, expected: Card) -> bool:
    if actual.before is None:
        known = set(actual.practised) <= set(expected.practised)
        return known and replace(actual, practised=()) == replace(expected, before=None, practised=())
    return actual == expected


def assert_matches_history(store: Store) -> None:
    """Assert that the cards are those that a replay of the history gives."""
    assert same_cards(store.cards, replay(store.entries(), store.rules))


def assert_readable(folder: Path) -> None:
    """Assert that plain TinyDB reads the progress file, unless it is missing or `DAMAGED_PROGRESS`."""
    path = folder / "progress.json"
    if path.exists() and path.read_bytes() != DAMAGED_PROGRESS:
        with TinyDB(path) as database:
            for row in database.table("cards").all():
                assert row["key"]


def answers_by_id(reviews: Iterable[object]) -> dict[str, str]:
    """Return the answers by the id of their review."""
    return {one.id: one.answer for one in reviews if isinstance(one, Review)}
