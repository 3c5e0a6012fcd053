"""A year of answers to a bank, for measuring the screens that show progress."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

import msgspec

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, extend
from tpm_tui.storage.progress.journal import encode_entry

DAYS = 365
STEP = 11
"""From one question to the next; it has no factor in common with the size of the bank."""
GRADES = (Grade.GOOD, Grade.GOOD, Grade.GOOD, Grade.EASY, Grade.HARD, Grade.AGAIN)


def write_year(data: Path, bank: Bank, today: date, count: int) -> None:
    """Write `count` answers on most of the 365 days before `today` to the history of a data folder.

    Args:
        data: the data folder.
        bank: the questions that were answered.
        today: the day after the last answer.
        count: number of answers.
    """
    history = data / "history"
    history.mkdir(parents=True, mode=0o700)
    months: dict[str, list[bytes]] = {}
    for review in answers(bank, today, count):
        months.setdefault(f"{review.day:%Y-%m}.jsonl", []).append(encode_entry(review))
    for name, lines in months.items():
        (history / name).write_bytes(b"".join(lines))


def answers(bank: Bank, today: date, count: int) -> list[Review]:
    """Return `count` answers; each day has a session, and the key points are made more often each month."""
    cards: Cards = {}
    reviews: list[Review] = []
    places = sorted(crc32(b"day %d" % number) % (2 * DAYS) // 2 for number in range(count))
    for number, place in enumerate(places):
        day = today - timedelta(days=DAYS - place)
        question = bank.questions[number * STEP % len(bank.questions)]
        dice = crc32(b"%d" % number)
        points = [point.name for point in question.key_points]
        missed = [
            name
            for at, name in enumerate(points)
            if crc32(b"%d-%d" % (number, at)) % 100 < 70 - 50 * place // DAYS
        ]
        known = cards.get(question.id)
        review = Review(
            id=f"{number:016x}",
            seq=number + 1,
            after=number,
            at=datetime(day.year, day.month, day.day, 8, tzinfo=UTC) + timedelta(minutes=5 * (dice % 90)),
            day=day,
            session=f"{place:016x}",
            question=question.id,
            prompt=question.prompt,
            answer="I rang the lead that morning and split the plan.",
            grade=GRADES[dice % len(GRADES)],
            sure=1 + dice % 4,
            seconds=100.0 + dice % 90,
            words=10,
            covered=tuple(name for name in points if name not in missed),
            missed=tuple(missed),
            box_before=known.box if known else 0,
        )
        extend(cards, review, Rules())
        box = cards[question.id].box
        due = day + timedelta(days=Rules().interval(max(1, box)))
        reviews.append(msgspec.structs.replace(review, box_after=box, due=due))
    return reviews
