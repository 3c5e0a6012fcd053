"""Gates for the key points of an item, their quotes and their matching cues."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

import snowballstemmer

from tests.bank.gates.measures import word_count
from tests.bank.gates.values import Item, answer, entries, text, texts
from tests.bank.items import check_range, fold, sentences, words
from tpm_tui.core.text.stems import Stem, content_stems

_FIELDS = "name cue why must details facts quote cues formerly"
POINT_FIELDS = frozenset(_FIELDS.split())
CUE_VERBS = frozenset({"says", "names", "gives", "draws", "computes", "compares", "admits"})
_COMMON = "plan team teams process regular clear ensure project stakeholder stakeholders"
TOO_COMMON = frozenset(_COMMON.split())
CUES = (10, 30)
"""Up to about 25, each further cue makes the recognition of its point better."""
MIN_OF_EACH_LENGTH = 4
MIN_SHARE_FIRST_PERSON = 0.25
"""Minimum share of the sentences. Pronouns are no content words, so that a higher one would only pad cues."""
NEGATION = r"\b(no(?!-go)|not|never|nobody|nothing|none|neither|nor|cannot)\b|n't\b"
_FIRST_PERSON = r"\b(i|we|my|our|me|us)\b"

stem: Stem = cache(snowballstemmer.stemmer("english").stemWord)


def point_problems(item: Item) -> Iterator[str]:
    """Yield the problems of the key points of an item."""
    points = entries(item, "key_points")
    musts = sum(point.get("must") is True for point in points)
    if message := check_range(len(points), "points", (4, 7)):
        yield f"key_points: {message}"
    if message := check_range(musts, "points are must", (2, 3)):
        yield f"key_points: {message}"
    for what in ("name", "quote"):
        used = Counter(fold(text(point, what)).lower() for point in points if text(point, what))
        yield from (f"key_points: two points have the {what} {value!r}" for value, n in used.items() if n > 1)
    spoken = {_without_quotes(sentence) for sentence in sentences(answer(item))}
    for point in points:
        where = f"key_points[{text(point, 'name') or '?'}]"
        yield from (f"{where}.{problem}" for problem in _point(point, spoken))
        if point.get("cues"):
            yield from (f"{where}.cues: {problem}" for problem in _cues(point))
    yield from _shared_cues(points)


def _point(point: Item, spoken: set[str]) -> Iterator[str]:
    for name in ("name", "cue", "why", "quote", "cues"):
        if not point.get(name):
            yield f"{name}: missing or empty"
    yield from (f"{name}: unknown field" for name in sorted(set(point) - POINT_FIELDS))
    if message := check_range(word_count(text(point, "name")), "words", (2, 5)):
        yield f"name: {message}"
    cue = text(point, "cue")
    if word_count(cue) > 14:
        yield f"cue: {word_count(cue)} words, at most 14"
    if cue and (words(cue) or [""])[0] not in CUE_VERBS:
        yield f"cue: begins with {cue.split()[0]!r}, expected one of {', '.join(sorted(CUE_VERBS))}"
    if word_count(text(point, "why")) > 25:
        yield f"why: {word_count(text(point, 'why'))} words, at most 25"
    if len(texts(point, "details")) > 4:
        yield f"details: {len(texts(point, 'details'))} entries, at most 4"
    if (quote := fold(text(point, "quote"))) and _without_quotes(quote) not in spoken:
        yield f"quote: is no whole sentence of the model answer: {quote}"


def _without_quotes(sentence: str) -> str:
    """Return a sentence without the quotation marks around it, which the splitting of sentences drops."""
    return fold(sentence).strip("\"'()")


def _cues(point: Item) -> Iterator[str]:
    cues = texts(point, "cues")
    name, label = (content_stems(label, stem) for label in (text(point, "name"), _label(point)))
    lengths = [len(words(cue)) for cue in cues]
    short, long = sum(n <= 4 for n in lengths), sum(7 <= n <= 14 for n in lengths)
    if message := check_range(len(cues), "cues", CUES):
        yield message
    if min(short, long) < MIN_OF_EACH_LENGTH:
        expected = f"expected at least {MIN_OF_EACH_LENGTH} of each"
        yield f"{short} short (1-4 words) and {long} sentences (7-14 words), {expected}"
    sentence_cues = [cue for cue in cues if len(words(cue)) >= 7]
    own = sum(bool(re.search(_FIRST_PERSON, cue.lower())) for cue in sentence_cues)
    if own < MIN_SHARE_FIRST_PERSON * len(sentence_cues):
        yield f"{own} of {len(sentence_cues)} sentences in the first person, expected a quarter"
    for cue in cues:
        found = content_stems(cue, stem)
        shared = found & name
        if len(words(cue)) > 14:
            yield f"over 14 words: {cue}"
        if re.search(NEGATION, cue.lower()):
            yield f"negated: {cue}"
        if set(words(cue)) <= TOO_COMMON:
            yield f"fits every answer: {cue}"
        elif found <= label:
            yield f"only words of the point's own name or cue: {cue}"
        elif len(shared) > (0 if len(words(cue)) <= 4 else 1):
            yield f"repeats the name ({', '.join(sorted(shared))}): {cue}"


def _label(point: Item) -> str:
    return f"{text(point, 'name')} {text(point, 'cue')}"


def _shared_cues(points: list[Item]) -> Iterator[str]:
    owners: defaultdict[frozenset[str], list[str]] = defaultdict(list)
    for point in points:
        for cue in texts(point, "cues"):
            owners[content_stems(cue, stem)].append(f"{text(point, 'name')}: {cue}")
    yield from (
        f"key_points: cues of the same words: {' / '.join(of)}" for of in owners.values() if len(of) > 1
    )
