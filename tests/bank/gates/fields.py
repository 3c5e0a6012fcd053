"""Gates for the fields of an item: which are there, their sizes, and the values they may have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tests.bank.gates.measures import word_count
from tests.bank.gates.values import Item, answer, answer_parts, entries, number_of, part, steps, text, texts
from tests.bank.gates.vocabulary import OUTCOMES, WORLDS
from tests.bank.items import check_range, sentences

KINDS = ("behavioural", "technical", "hybrid")
LEVELS = ("core", "senior", "staff")

_REQUIRED = """
id number kind level world outcome prompt variants probes time_target opening key_points model_answer
short_answer weak_signs follow_ups netflix_lens numbers transfer recall
"""
REQUIRED = tuple(_REQUIRED.split())
_OPTIONAL = "topic title tags companies levels method whiteboard review_by formerly"
ITEM_FIELDS = frozenset(REQUIRED) | frozenset(_OPTIONAL.split())

WHITEBOARD_COLUMNS = 78
"""Most columns of a row of the whiteboard, so that it is not wrapped on a terminal of 80 columns."""

ANSWER_WORDS = {"behavioural": (260, 380), "hybrid": (260, 380), "technical": (450, 700)}
ANSWER_SECONDS = {"behavioural": (120, 180), "hybrid": (120, 360), "technical": (240, 360)}
STORY_PARTS = ["context", "action", "result", "learning"]
TECHNICAL_PARTS = ("clarif", "number", "design", "fail", "trade", "run")

_STORY = r"\btell me (about|how)\b|\ba time\b|\bdescribe\b|\b(walk|take) me through\b"
_TEXTBOOK = r"^(so )?(how|what|which|describe|explain)\b"


def field_problems(item: Item) -> Iterator[str]:
    """Yield the problems of the fields of an item, key points and texts aside."""
    yield from _names(item)
    yield from _question(item)
    yield from _answers(item)
    yield from _lists(item)
    for at, row in enumerate(text(item, "whiteboard").splitlines(), start=1):
        if len(row) > WHITEBOARD_COLUMNS:
            yield f"whiteboard: row {at} has {len(row)} columns, at most {WHITEBOARD_COLUMNS}"


def _names(item: Item) -> Iterator[str]:
    for name in REQUIRED:
        if not item.get(name):
            yield f"{name}: missing or empty"
    for name in sorted(set(item) - ITEM_FIELDS):
        yield f"{name}: unknown field"
    closed = {"kind": KINDS, "level": LEVELS, "world": sorted(WORLDS), "outcome": sorted(OUTCOMES)}
    for name, known in closed.items():
        if item.get(name) and item.get(name) not in known:
            yield f"{name}: {item[name]!r} is not one of {', '.join(known)}"
    kind = text(item, "kind")
    target = part(item, "time_target")
    for name, bounds in (("answer", ANSWER_SECONDS.get(kind, (0, 3600))), ("short", (30, 30))):
        yield from _seconds(name, target.get(name), bounds)


def _seconds(name: str, value: object, bounds: tuple[int, int]) -> Iterator[str]:
    clock = re.fullmatch(r"(\d{1,2}):([0-5]\d)", value) if isinstance(value, str) else None
    if not clock:
        yield f'time_target.{name}: {value!r} is not a time such as "2:30" in quotes'
    elif message := check_range(int(clock[1]) * 60 + int(clock[2]), "seconds", bounds):
        yield f"time_target.{name}: {message}"


def _question(item: Item) -> Iterator[str]:
    for name, most in (("prompt", 25), ("probes", 45), ("opening", 45), ("numbers", 50)):
        if (count := word_count(text(item, name))) > most:
            yield f"{name}: {count} words, at most {most}"
    if len(text(item, "title")) > 20:
        yield "title: over 20 characters"
    variants = texts(item, "variants")
    if message := check_range(len(variants), "wordings", (3, 5)):
        yield f"variants: {message}"
    wordings = [text(item, "prompt"), *variants]
    if not any(re.search(_STORY, wording.lower()) for wording in wordings):
        yield "variants: none asks for a story ('Tell me about a time ...')"
    if not any(re.search(_TEXTBOOK, wording.lower()) for wording in wordings):
        yield "variants: none is the plain textbook form ('How do you approach ...?')"
    if len(sentences(text(item, "opening"))) > 1:
        yield "opening: more than one sentence"


def _answers(item: Item) -> Iterator[str]:
    kind = text(item, "kind")
    if message := check_range(word_count(answer(item)), "words", ANSWER_WORDS.get(kind, (260, 700))):
        yield f"model_answer: {message}"
    names = [name.lower() for name, _ in answer_parts(item)]
    if kind == "technical":
        if lacking := [start for start in TECHNICAL_PARTS if not any(start in name for name in names)]:
            yield f"model_answer: parts are {names}, none named {', '.join(lacking)}..."
    elif names != STORY_PARTS and (kind == "behavioural" or len(names) < 4):
        yield f"model_answer: parts are {names}, expected {', '.join(STORY_PARTS)}"
    if message := check_range(word_count(text(item, "short_answer")), "words", (60, 80)):
        yield f"short_answer: {message}"
    if text(item, "method"):
        if message := check_range(len(steps(item)), "steps ('1. ...', one a line)", (3, 6)):
            yield f"method: {message}"
        if message := check_range(sum(map(word_count, steps(item))), "words", (60, 90)):
            yield f"method: {message}"
    elif _needs_method(item):
        yield "method: missing; only a purely behavioural story question may leave it out"


def _needs_method(item: Item) -> bool:
    asks = re.search(
        r"\bhow (do|would|should|does)\b|\bwhat (do|would|does) \b", text(item, "prompt").lower()
    )
    return text(item, "kind") != "behavioural" or asks is not None


def _lists(item: Item) -> Iterator[str]:
    for name, expected in (("weak_signs", (4, 6)), ("follow_ups", (4, 6)), ("recall", (2, 4))):
        value = item.get(name)
        if isinstance(value, list) and (message := check_range(len(value), "entries", expected)):
            yield f"{name}: {message}"
    names = {text(point, "name") for point in entries(item, "key_points")}
    for at, probe in enumerate(entries(item, "follow_ups"), start=1):
        if not text(probe, "ask") or not text(probe, "good"):
            yield f"follow_ups[{at}]: needs ask and good"
        if text(probe, "point") and text(probe, "point") not in names:
            yield f"follow_ups[{at}]: point {text(probe, 'point')!r} is no key point of this item"
    for at, card in enumerate(entries(item, "recall"), start=1):
        if not text(card, "q") or not text(card, "a"):
            yield f"recall[{at}]: needs q and a"
    lens = part(item, "netflix_lens")
    for name in ("shows", "facts", "avoid"):
        if lens and not lens.get(name):
            yield f"netflix_lens.{name}: missing or empty"
    related = part(item, "transfer").get("related")
    if isinstance(related, list) and number_of(item) in related:
        yield "transfer.related: names the item itself"
