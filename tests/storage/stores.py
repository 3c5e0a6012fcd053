"""Made-up answers, and what is expected of a store that was given them."""

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
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.storage.progress.store import Store

RULES = Rules()
AT = datetime(2026, 11, 22, 20, 0, tzinfo=timezone(timedelta(hours=1)))
DAY = AT.date()
DAMAGE = b'{"cards": {'

_ids = count(1)


def shortened(raw: bytes) -> str:
    """A name for a test case of many bytes."""
    return repr(raw[:24])


def resealed(raw: bytes) -> bytes:
    """A file that was changed by somebody who knows about the seal."""
    return raw[:-11] + b'%08x"}}}' % crc32(raw[:-11])


def fresh_id() -> str:
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


def give(store: Store, *reviews: Review) -> list[Review]:
    """Write reviews through the store's front door."""
    return [store.review(one.question, partial(_as_given, one)) for one in reviews]


def _as_given(one: Review, card: Card) -> Review:
    assert card.question == one.question
    return one


def opened(folder: Path, rules: Rules = RULES) -> Store:
    return Store.open(folder, rules)


def alike(held: Cards, expected: Cards) -> bool:
    """Whether cards are the same, where a held one may have forgotten what an undo makes it forget."""
    return all(
        _same(held.get(question, Card(question)), expected.get(question, Card(question)))
        for question in held.keys() | expected.keys()
    )


def _same(held: Card, expected: Card) -> bool:
    if held.before is None:
        known = set(held.practised) <= set(expected.practised)
        return known and replace(held, practised=()) == replace(expected, before=None, practised=())
    return held == expected


def assert_sound(store: Store) -> None:
    """The cards are what the history comes to."""
    assert alike(store.cards, replay(store.entries(), store.rules))


def assert_readable(folder: Path) -> None:
    """Plain TinyDB reads the progress file, if there is one that was not damaged on purpose."""
    path = folder / "progress.json"
    if path.exists() and path.read_bytes() != DAMAGE:
        with TinyDB(path) as database:
            for row in database.table("cards").all():
                assert row["key"]


def texts(reviews: Iterable[object]) -> dict[str, str]:
    """Answers by the id of their review."""
    return {one.id: one.answer for one in reviews if isinstance(one, Review)}
