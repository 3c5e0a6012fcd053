"""A process that practises as fast as it can, in a folder where another does the same.

It prints as JSON lines what was confirmed as saved.
`python -m tests.storage.progress.racer FOLDER NAME AMOUNT UNIT` does so many `rounds` of operations, or goes on for so many `seconds`, or is `holding` on in the middle of a save.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path

import msgspec
from msgspec import Struct

from tests.storage.stores import AT, DAY, opened
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import CardAction, CardActionKind, Note, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.storage.progress.store import Store

ROUND = 25
"""Operations. The lock is not fair: without rounds one process may be done before the other got it at all."""

QUESTIONS = [f"q-{n}" for n in range(7)]


class Saved(Struct, frozen=True):
    """What the store said is saved."""

    kind: str
    """The class of the entry."""
    id: str
    """Of the entry that says so in the history."""
    review: str = ""
    """What an undo or a redo is about."""
    waited: float = 0.0
    """Seconds."""


class End(Struct, frozen=True):
    """All that a racer knows once both are done."""

    cards: dict[str, Card]
    notices: tuple[str, ...]


def main(folder: Path, name: str, amount: int, unit: str) -> None:
    """Race; every pause is a line from whoever started this."""
    store = opened(folder)
    say("ready")
    if unit == "holding":
        store.review("q-0", lambda card: held(card, name))
        say("saved")
        return
    pause()
    for saved in race(store, name, amount, unit):
        print(msgspec.json.encode(saved).decode(), flush=True)
    say("done")
    pause()
    store.close()
    store.refresh()
    print(msgspec.json.encode(End(dict(store.cards), store.notices)).decode(), flush=True)


def held(card: Card, name: str) -> Review:
    """A review that takes long to make, while the lock is held."""
    say("holding")
    pause()
    return answer(card, name, name, Grade.GOOD, 0)


def race(store: Store, name: str, amount: int, unit: str) -> Iterator[Saved]:
    """Do what two sessions do to each other: grade, undo, redo, note, star."""
    chance = random.Random(name)
    until = time.monotonic() + amount
    for n in count():
        if unit == "rounds" and n and n % ROUND == 0:
            say("round")
            pause()
        if n == amount * ROUND if unit == "rounds" else time.monotonic() >= until:
            return
        began = time.monotonic()
        kind, id, review = one(store, chance, name, n)
        if id:
            yield Saved(kind, id, review, round(time.monotonic() - began, 4))


def one(store: Store, chance: random.Random, name: str, n: int) -> tuple[str, str, str]:
    """One operation: its kind, the id of its entry, and the review that it is about."""
    id, question, day = f"{name}-{n}", chance.choice(QUESTIONS), DAY + timedelta(days=n // 40)
    at = AT + timedelta(days=n // 40)
    kind = chance.choices(["Review", "Undo", "Redo", "Note", "CardAction"], [6, 2, 1, 1, 1])[0]
    if kind == "Review":
        grade = chance.choice(list(Grade))
        store.review(question, lambda card: answer(card, name, id, grade, n))
        return kind, id, id
    if kind == "Undo":
        taken = store.undo_last(day, at, id)
        return (kind, id, taken.id) if taken else (kind, "", "")
    if kind == "Redo":
        again = store.redo_last(day, at, id)
        return (kind, id, again.id) if again else (kind, "", "")
    if kind == "Note":
        store.commit(Note(id=id, at=at, day=day, question=question, text=f"{name} notes {n}"))
        return kind, id, ""
    card = store.cards.get(question)
    action = CardActionKind.UNSTAR if card and card.starred else CardActionKind.STAR
    store.commit(CardAction(id=id, at=at, day=day, question=question, action=action))
    return kind, id, ""


def answer(card: Card, name: str, id: str, grade: Grade, n: int) -> Review:
    """An answer that tells, in its number of words, of how many it thought that the card had."""
    return Review(
        id=id,
        at=AT + timedelta(days=n // 40),
        day=DAY + timedelta(days=n // 40),
        session=name,
        question=card.question,
        prompt="What happened next?",
        answer=f"{name} says {n}",
        grade=grade,
        words=card.attempts,
        box_before=card.schedule.box,
    )


def say(word: str) -> None:
    print(f'"{word}"', flush=True)


def pause() -> None:
    sys.stdin.readline()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
