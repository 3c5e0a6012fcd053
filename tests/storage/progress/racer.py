"""A process that practises as fast as it can in a data folder that another racer uses as well.

It prints as JSON lines what was confirmed as saved.
`python -m tests.storage.progress.racer FOLDER NAME AMOUNT UNIT` runs AMOUNT `rounds` of operations, or for
AMOUNT `seconds`, or with the unit `holding` pauses while it holds the lock during a save.
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

from tests.storage.stores import AT, DAY, open_store
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import CardAction, CardActionKind, Note, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.undo import UndoableEntry
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.store import Store

ROUND = 25
"""Operations a round. The lock is not fair: without rounds one racer may finish before the other gets it."""

QUESTIONS = [f"q-{n}" for n in range(7)]


class Saved(Struct, frozen=True):
    """One change that the store confirmed as saved."""

    kind: str
    """The class of the entry."""
    id: str
    """The id of its entry in the history."""
    review: str = ""
    """The review, or the action that was undone or redone."""
    waited: float = 0.0
    """Duration of the save in seconds."""


class End(Struct, frozen=True):
    """The cards and notices of a racer after both are done."""

    cards: dict[str, Card]
    notices: tuple[Problem, ...]


def main(folder: Path, name: str, amount: int, unit: str) -> None:
    """Run the race; every pause lasts until a line arrives on standard input."""
    store = open_store(folder)
    print_word("ready")
    if unit == "holding":
        store.review("q-0", lambda card: slow_review(card, name))
        print_word("saved")
        return
    wait_for_line()
    for saved in race(store, name, amount, unit):
        print(msgspec.json.encode(saved).decode(), flush=True)
    print_word("done")
    wait_for_line()
    store.close()
    store.refresh()
    print(msgspec.json.encode(End(dict(store.cards), store.notices)).decode(), flush=True)


def slow_review(card: Card, name: str) -> Review:
    """Pause with the lock held, then return a review."""
    print_word("holding")
    wait_for_line()
    return answer(card, name, name, Grade.GOOD, 0)


def race(store: Store, name: str, amount: int, unit: str) -> Iterator[Saved]:
    """Run random operations that conflict with the other racer: grade, undo, redo, note, star."""
    chance = random.Random(name)
    until = time.monotonic() + amount
    for n in count():
        if unit == "rounds" and n and n % ROUND == 0:
            print_word("round")
            wait_for_line()
        if n == amount * ROUND if unit == "rounds" else time.monotonic() >= until:
            return
        began = time.monotonic()
        kind, id, review = run_operation(store, chance, name, n)
        if id:
            yield Saved(kind, id, review, round(time.monotonic() - began, 4))


def run_operation(store: Store, chance: random.Random, name: str, n: int) -> tuple[str, str, str]:
    """Run one operation; return its kind, the id of its entry ("" if none) and the review concerned."""
    id, question, day = f"{name}-{n}", chance.choice(QUESTIONS), DAY + timedelta(days=n // 40)
    at = AT + timedelta(days=n // 40)
    kind = chance.choices(["Review", "Undo", "Redo", "Note", "CardAction"], [6, 2, 1, 1, 1])[0]
    if kind == "Review":
        grade = chance.choice(list(Grade))
        store.review(question, lambda card: answer(card, name, id, grade, n))
        return kind, id, id
    if kind == "Undo":
        return describe_reversal(kind, id, store.undo_last(day, at, id))
    if kind == "Redo":
        return describe_reversal(kind, id, store.redo_last(day, at, id))
    if kind == "Note":
        store.commit(Note(id=id, at=at, day=day, question=question, text=f"{name} notes {n}"))
        return kind, id, ""
    card = store.cards.get(question)
    action = CardActionKind.UNSTAR if card and card.starred else CardActionKind.STAR
    store.commit(CardAction(id=id, at=at, day=day, question=question, action=action))
    return kind, id, ""


def describe_reversal(kind: str, id: str, action: UndoableEntry | None) -> tuple[str, str, str]:
    """Return what `run_operation` returns of an undo or redo; that of a note, for example, is a note."""
    if action is None:
        return kind, "", ""
    return (kind if isinstance(action, Review) else type(action).__name__), id, action.id


def answer(card: Card, name: str, id: str, grade: Grade, n: int) -> Review:
    """Return a review whose word count is the number of attempts that the card had."""
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


def print_word(word: str) -> None:
    print(f'"{word}"', flush=True)


def wait_for_line() -> None:
    sys.stdin.readline()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), sys.argv[4])
