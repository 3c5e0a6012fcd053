"""Questions that left the bank: their history is kept, and their wording tells where they came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question, is_id
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import HistoryEntry, Review
from tpm_tui.core.text.sanitize import clean_line

ALIKE = 0.8
"""Share of the letters from which two wordings are likely of one question."""

Wordings = dict[str, set[str]]
"""How questions were asked, by id; without regard to case and white space."""


def orphans(cards: Mapping[str, Card], bank: Bank) -> list[str]:
    """Ids of questions that have a history, and that the bank has not."""
    return sorted(id for id, card in cards.items() if id not in bank.by_id and card != Card(id))


def wordings(entries: Iterable[HistoryEntry], questions: Iterable[str]) -> Wordings:
    """How these questions were asked, by their answers.

    Left out are ids that no question can have, so that none is given one out of a history from elsewhere.
    """
    asked: Wordings = {question: set() for question in questions if is_id(question)}
    for entry in entries:
        if isinstance(entry, Review) and entry.question in asked:
            asked[entry.question].add(_plain(entry.prompt))
    return asked


def same_wording(asked: Wordings, questions: Iterable[Question]) -> dict[str, Question]:
    """The question that asks the same as an orphan, word for word, by the orphan's id."""
    by_wording = {
        _plain(wording): question
        for question in questions
        for wording in (question.prompt, *question.variants)
    }
    found: dict[str, Question] = {}
    for orphan, told in sorted(asked.items()):
        match = next((by_wording[wording] for wording in sorted(told) if wording in by_wording), None)
        if match is not None and match not in found.values():
            found[orphan] = match
    return found


def likely(asked: Wordings, questions: Iterable[Question]) -> dict[str, Question]:
    """The question whose wording comes closest to an orphan's, where it comes close."""
    found: dict[str, Question] = {}
    pool = [(question, _plain(question.prompt)) for question in questions]
    for orphan, told in asked.items():
        scored = [(_alike(wording, prompt), question) for question, prompt in pool for wording in told]
        best = max(scored, key=lambda score: score[0], default=None)
        if best is not None and best[0] >= ALIKE:
            found[orphan] = best[1]
    return found


def _alike(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0


def _plain(text: str) -> str:
    return clean_line(text).casefold()
