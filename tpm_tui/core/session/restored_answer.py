"""A reviewed answer that an undo makes a draft again, and a redo removes from the drafts."""

from __future__ import annotations

from collections.abc import Mapping

from tpm_tui.core.cards.events import Review


def with_answer(drafts: Mapping[str, str], review: Review) -> Mapping[str, str]:
    """Return the drafts with the reviewed answer restored before any text typed for its question since."""
    texts = dict.fromkeys(text for text in (review.answer, drafts.get(review.question, "")) if text)
    return {**drafts, review.question: "\n\n".join(texts)} if texts else drafts


def without_answer(drafts: Mapping[str, str], review: Review) -> Mapping[str, str]:
    """Return the drafts without the reviewed answer, which `with_answer` has restored."""
    draft = drafts.get(review.question, "")
    rest = (
        "" if draft == review.answer else draft.removeprefix(f"{review.answer}\n\n" if review.answer else "")
    )
    others = {question: text for question, text in drafts.items() if question != review.question}
    return {**others, review.question: rest} if rest else others


def with_time(spent: Mapping[str, float], review: Review) -> Mapping[str, float]:
    """Return the seconds by question with those of the review added."""
    return _add_seconds(spent, review.question, review.seconds)


def without_time(spent: Mapping[str, float], review: Review) -> Mapping[str, float]:
    """Return the seconds by question without those of the review, which `with_time` has added."""
    return _add_seconds(spent, review.question, -review.seconds)


def _add_seconds(spent: Mapping[str, float], question: str, seconds: float) -> Mapping[str, float]:
    total = round(spent.get(question, 0.0) + seconds, 1)
    others = {each: time for each, time in spent.items() if each != question}
    return {**others, question: total} if total > 0 else others
