"""Orphans: questions that have a history but left the bank, and their recovery by wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Question, is_valid_id
from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import HistoryEntry, Review
from tpm_tui.core.text.sanitize import clean_line

SIMILARITY_THRESHOLD = 0.8
"""Minimum similarity ratio (0 to 1) at which two wordings probably belong to the same question."""

Wordings = dict[str, set[str]]
"""Wordings of questions by question id, normalized to ignore case and white space."""


def find_orphans(cards: Mapping[str, Card], bank: Bank) -> list[str]:
    """Return the ids of questions that have a history and are not in the bank."""
    return sorted(id for id, card in cards.items() if id not in bank.by_id and card != Card(id))


def collect_wordings(entries: Iterable[HistoryEntry], questions: Iterable[str]) -> Wordings:
    """Collect the wordings of these questions from their reviews.

    Ids that are not valid question ids are left out, so that an untrusted history cannot introduce one.
    """
    wordings: Wordings = {question: set() for question in questions if is_valid_id(question)}
    for entry in entries:
        if isinstance(entry, Review) and entry.question in wordings:
            wordings[entry.question].add(_normalize(entry.prompt))
    return wordings


def match_wording(wordings: Wordings, questions: Iterable[Question]) -> dict[str, Question]:
    """Return, by orphan id, the question with the same wording as the orphan; each question once."""
    by_wording = {
        _normalize(wording): question
        for question in questions
        for wording in (question.prompt, *question.variants)
    }
    found: dict[str, Question] = {}
    for orphan, own in sorted(wordings.items()):
        match = next((by_wording[wording] for wording in sorted(own) if wording in by_wording), None)
        if match is not None and match not in found.values():
            found[orphan] = match
    return found


def match_similar_wording(wordings: Wordings, questions: Iterable[Question]) -> dict[str, Question]:
    """Return, by orphan id, the question with the most similar prompt, if it is similar enough."""
    found: dict[str, Question] = {}
    pool = [(question, _normalize(question.prompt)) for question in questions]
    for orphan, own in wordings.items():
        scored = [(_similarity(wording, prompt), question) for question, prompt in pool for wording in own]
        best = max(scored, key=lambda score: score[0], default=None)
        if best is not None and best[0] >= SIMILARITY_THRESHOLD:
            found[orphan] = best[1]
    return found


def _similarity(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SIMILARITY_THRESHOLD else 0.0


def _normalize(text: str) -> str:
    return clean_line(text).casefold()
