"""Gates for what the texts claim: banned phrases, spelling, worlds, facts, claims about the company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.bank.gates.values import Item, answer, entries, part, prose, text, texts
from tests.bank.gates.vocabulary import AMERICAN_SPELLING, BANNED_CLAIMS, BANNED_PHRASES, OTHER_WORLDS
from tests.bank.items import Fact, has_number, has_period, sentences

_ODD = "[\u2013\u2014\u2018\u2019\u201c\u201d\u2026\u00a0\u200b-\u200f\u202a-\u202e\t\x00-\x08\x1b]"
_BASE = r"\b(from|of|to|out of|against|below|above|between|was|were|compared|than)\b"
_PERCENTAGE = r"(?<![\d.])(?!9[59](\.\d+)? ?%)\d[\d.]* ?%|\bpercent\b"
_CHANGE = (
    r"\b(rose|fell|dropped|grew|cut|reduced|increased|improved|saved|lowered|raised"
    r"|faster|slower|lower|higher|fewer|went (up|down))\b"
)
_PRESENT = (
    r"\bNetflix (today |now |currently )?"
    r"(uses|runs|has|does|deploys|operates|ships|relies|employs|requires)\b"
)


def claim_problems(item: Item, facts: dict[str, Fact]) -> Iterator[str]:
    """Yield phrases, spellings and claims to change, and problems of the cited facts."""
    for place, value in prose(item):
        yield from (f"{place}: {problem}" for problem in _phrases(place, value))
        yield from (f"{place}: {problem}" for problem in _company(place, value))
    yield from _percentages(item)
    yield from _facts(item, facts)
    model = answer(item)
    if model.count("Netflix") > 1:
        yield "model_answer: names Netflix more than once"
    if re.search(r"\b([Aa]t|[Ff]or|[Jj]oined) Netflix,? (I|we)\b", model):
        yield "model_answer: a candidate is not an employee of Netflix"
    for name in ("model_answer", "short_answer", "whiteboard"):
        if re.search(
            "[\u20ac\u00a3]|\\b(euros?|pounds)\\b", model if name == "model_answer" else text(item, name)
        ):
            yield f"{name}: amounts are in dollars"


def _phrases(place: str, value: str) -> Iterator[str]:
    lower = value.lower()
    quoted = place.startswith("weak_signs") or place == "netflix_lens.avoid"
    asked = quoted or place.startswith(("variants", "recall", "prompt")) or place.endswith(".ask")
    if not quoted:
        yield from (f"banned phrase {phrase!r}" for phrase in BANNED_PHRASES if phrase in lower)
    if not asked:
        yield from (why for claim, why in BANNED_CLAIMS.items() if re.search(claim, lower))
        yield from (
            f"zero downtime without its measure: {sentence}"
            for sentence in sentences(lower)
            if re.search(r"\bzero[- ]downtime\b", sentence) and not has_number(sentence.replace("zero", ""))
        )
    for form, american in AMERICAN_SPELLING.items():
        for found in re.finditer(rf"\b(?:{form})\b", lower):
            yield f"British spelling {found[0]!r} ({american})"
    if not place.startswith("netflix_lens"):
        for found in re.finditer(rf"\b(?:{OTHER_WORLDS})\b", lower):
            yield f"a world to leave out: {found[0]!r}"
    if odd := sorted(set(re.findall(_ODD, value))):
        yield f"use straight quotes and plain hyphens, not {odd}"


def _company(place: str, value: str) -> Iterator[str]:
    if "Netflix" not in value or place.startswith("weak_signs") or place == "netflix_lens.avoid":
        return
    if re.search(_PRESENT, value):
        yield "says what Netflix does today: say what a public text said, with its year"
    if re.search(r"\d", value) and not re.search(r"\b(19|20)\d\d\b", value):
        yield "a figure about Netflix without a year"


def _percentages(item: Item) -> Iterator[str]:
    """A change needs a base and a period; a share needs a base; a level such as 99.9% or p95 needs none."""
    spoken = sentences(answer(item))
    for at, sentence in enumerate(spoken):
        around = " ".join(spoken[max(0, at - 1) : at + 2])
        if re.search(_PERCENTAGE, sentence.lower()):
            if not re.search(_BASE, around.lower()):
                yield f"model_answer: a percentage without its base near it: {sentence}"
            if re.search(_CHANGE, sentence.lower()) and not has_period(around):
                yield f"model_answer: a change in percent without its period near it: {sentence}"


def cited(item: Item) -> set[str]:
    """Return the ids of all facts that the item cites, in its key points or its lens."""
    points = {fact for point in entries(item, "key_points") for fact in texts(point, "facts")}
    return points | set(texts(part(item, "netflix_lens"), "facts"))


def _facts(item: Item, facts: dict[str, Fact]) -> Iterator[str]:
    if unknown := sorted(cited(item) - set(facts)):
        yield f"facts: not in bank/facts.yaml: {', '.join(unknown)}"
    used = [facts[fact] for fact in sorted(cited(item) & set(facts))]
    if "Netflix" in answer(item) and not used:
        yield "model_answer: Netflix is named and no fact is cited"
    if aging := [fact for fact in used if fact.review_by]:
        first = min(fact.review_by for fact in aging)
        if not "" < str(item.get("review_by") or "") <= first:
            yield f"review_by: {', '.join(fact.id for fact in aging)} can age: give a date up to {first}"
    for fact in used:
        for phrase in re.findall(r'"([^"]+)"', fact.avoid):
            if len(phrase.split()) >= 3 and phrase.lower() in answer(item).lower():
                yield f"model_answer: {fact.id} says to avoid {phrase!r}"
