"""The shipped bank for the content tests: files, questions, facts, and their prose split into words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from tpm_tui.core.bank.cue_lint import CueFinding
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.bank.entries import OUTCOMES

ROOT = Path(__file__).resolve().parents[2]
BANK = ROOT / "bank"
OUTLINE = Path(__file__).parent / "outline"

TOPICS: dict[str, tuple[int, ...]] = {
    "program-delivery": (1, 4, 7, 9, 14),
    "stakeholders-decisions": (2, 3, 18, 19),
    "collaboration-innovation": (6, 8, 37, 43),
    "technical-debt": (5, 12, 21, 36),
    "delivery-quality": (17, 26, 34, 40, 41),
    "resilience-operations": (16, 32, 44, 45, 49, 50),
    "scale-architecture": (11, 22, 31, 42, 46),
    "streaming-experience": (15, 25, 27, 29, 30),
    "data-ml-experimentation": (13, 24, 28, 33, 39, 48),
    "trust-global": (10, 20, 23, 35, 38, 47),
    "preparation": tuple(range(51, 61)),
    "explain-drill": tuple(range(61, 71)),
}
"""The topics in file order and the question numbers that belong to each."""

Range = tuple[int, int]
"""Minimum and maximum of a size."""

_REQUIRED = """
number title variants probes opening model_answer short_answer weak_signs follow_ups netflix_lens recall
"""


class Requirements(msgspec.Struct, frozen=True):
    """Required fields and sizes of one kind of item; times in seconds, texts in words.

    The default sizes are those of an exercise. The sizes of an interview question are in tests/bank/gates/.
    """

    required: str
    variants: Range = (3, 5)
    points: Range = (6, 9)
    musts: Range = (3, 3)
    cues: Range = (8, 12)
    short_answer: Range = (60, 80)
    short_time: Range = (20, 45)
    weak_signs: Range = (4, 6)
    follow_ups: Range = (4, 6)
    recall: Range = (3, 4)


QUESTION = Requirements(required=f"{_REQUIRED} levels transfer tags numbers world outcome")
EXERCISE = Requirements(required=f"{_REQUIRED} levels transfer")
DRILL = Requirements(
    required=_REQUIRED,
    variants=(2, 2),
    points=(5, 6),
    musts=(2, 3),
    cues=(8, 10),
    short_answer=(20, 40),
    short_time=(20, 20),
    weak_signs=(3, 4),
    follow_ups=(3, 4),
    recall=(2, 3),
)

_NUMBER_WORDS = """
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand
million half
"""
NUMBER_WORDS = frozenset(_NUMBER_WORDS.split())
_PERIOD_WORDS = """
second minute hour day night week weekend fortnight month quarter year season summer winter spring
autumn sprint release shift january february march april may june july august september october november
december christmas easter monday tuesday wednesday thursday friday saturday sunday
"""
PERIOD_WORDS = frozenset(_PERIOD_WORDS.split())


class Fact(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A citable fact; status P is a primary source, S a secondary one, U general knowledge."""

    id: str
    name: str
    status: Literal["P", "S", "U"]
    text: str
    source: str
    year: str = ""
    say: str = ""
    avoid: str = ""
    review_by: str = ""


class TopicHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The topic of a bank file."""

    id: str
    title: str
    description: str


class TopicFile(msgspec.Struct, frozen=True):
    """One bank file: its topic, the valid questions, and the problems of the invalid ones."""

    path: Path
    topic: TopicHead | None
    questions: tuple[Question, ...]
    problems: tuple[str, ...]


def read_topic_file(path: Path) -> TopicFile:
    """Read a bank file. An invalid question becomes a line in `problems`; the others are still read."""
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return TopicFile(path, None, (), (f"{path.name}: no YAML: {error}",))
    problems: list[str] = []
    questions: list[Question] = []
    topic: TopicHead | None = None
    if data.get("version") != 1:
        problems.append(f"{path.name}: version is not 1")
    try:
        topic = msgspec.convert(data.get("topic"), TopicHead)
    except msgspec.ValidationError as error:
        problems.append(f"{path.name}: topic: {error}")
    for place, raw in enumerate(data.get("questions") or (), start=1):
        try:
            questions.append(msgspec.convert(with_current_fields(raw), Question))
        except msgspec.ValidationError as error:
            problems.append(f"{path.name}: question {place} ({raw.get('id', 'no id')}): {error}")
    return TopicFile(path, topic, tuple(questions), tuple(problems))


def with_current_fields(raw: dict[str, object]) -> dict[str, object]:
    """Return the fields of a question with `sample`, a field of version 0.1, replaced as the loader does."""
    sample = raw.get("sample")
    if not isinstance(sample, dict):
        return raw
    others = {name: value for name, value in raw.items() if name != "sample"}
    return {"world": sample["world"], "outcome": OUTCOMES[sample["outcome"]], **others}


@cache
def topic_files() -> tuple[TopicFile, ...]:
    """Return all numbered bank files in order; `facts.yaml` and other company files have no number."""
    return tuple(read_topic_file(path) for path in sorted(BANK.glob("[0-9][0-9]-*.yaml")))


@cache
def questions() -> tuple[Question, ...]:
    """Return all valid questions of the bank in order."""
    return tuple(question for file in topic_files() for question in file.questions)


@cache
def raw_questions() -> dict[int, dict[str, object]]:
    """Return all questions of the bank as YAML gives them, by number."""
    files = [yaml.load(file.path.read_text("utf-8"), Loader=yaml.CSafeLoader) for file in topic_files()]
    return {entry["number"]: entry for data in files for entry in data["questions"]}


@cache
def facts() -> dict[str, Fact]:
    """Return the citable facts by id."""
    data = yaml.load((BANK / "facts.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {fact.id: fact for fact in msgspec.convert(data["facts"], tuple[Fact, ...])}


def is_exercise(question: Question) -> bool:
    """Return whether the item is an exercise for interview preparation, which needs no story of a program."""
    return question.number in TOPICS["preparation"]


def is_drill(question: Question) -> bool:
    """Return whether the item has a term explained in a minute to one of three audiences."""
    return question.number in TOPICS["explain-drill"]


def requirements_of(question: Question) -> Requirements:
    """Return the required fields and sizes of the item."""
    if is_drill(question):
        return DRILL
    return EXERCISE if is_exercise(question) else QUESTION


def check_range(count: int, what: str, expected: Range) -> str:
    """Return a message if the count is outside the range, else an empty text."""
    least, most = expected
    return "" if least <= count <= most else f"{count} {what}, expected {least} to {most}"


def is_interview_question(question: Question) -> bool:
    """Return whether the item is an interview question: its number is at most 50."""
    return question.number is not None and question.number <= 50


def item_name(question: Question) -> str:
    """Return the test id of an item: `q07-late-program-recovery`. `pytest -k q07` selects that item."""
    return f"q{question.number or 0:02}-{question.id}"


def cited_facts(question: Question) -> set[str]:
    """Return all fact ids that the item cites, in its key points or its lens."""
    lens = question.netflix_lens.facts if question.netflix_lens else ()
    return {fact for point in question.key_points for fact in point.facts} | set(lens)


def model_text(question: Question) -> str:
    """Return the model answer as one text."""
    return " ".join(fold(text) for _, text in question.answer_parts)


def fields(question: Question) -> Iterator[tuple[str, str]]:
    """Yield all prose fields of the item as (place, text), including the matching cues."""
    yield "title", question.title
    yield "prompt", question.prompt
    for i, text in enumerate(question.variants):
        yield f"variants[{i}]", text
    for level, text in question.levels.items():
        yield f"levels.{level}", text
    yield "probes", question.probes
    yield "opening", question.opening
    if question.method:
        yield "method", fold(question.method)
    for point in question.key_points:
        yield f"key_points[{point.name}].name", point.name
        yield f"key_points[{point.name}].cue", point.cue
        yield f"key_points[{point.name}].why", point.why
        for i, text in enumerate(point.details):
            yield f"key_points[{point.name}].details[{i}]", text
        for i, text in enumerate(point.cues):
            yield f"key_points[{point.name}].cues[{i}]", text
    for part, text in question.answer_parts:
        yield f"model_answer.{part}", fold(text)
    yield "short_answer", fold(question.short_answer)
    if question.whiteboard:
        yield "whiteboard", fold(question.whiteboard)
    for i, text in enumerate(question.weak_signs):
        yield f"weak_signs[{i}]", text
    for i, probe in enumerate(question.follow_ups):
        yield f"follow_ups[{i}].ask", probe.ask
        yield f"follow_ups[{i}].good", probe.good
    if question.netflix_lens:
        yield "netflix_lens.shows", question.netflix_lens.shows
        yield "netflix_lens.avoid", question.netflix_lens.avoid
    if question.numbers:
        yield "numbers", question.numbers
    if question.transfer:
        yield "transfer.stories", question.transfer.stories
    for i, card in enumerate(question.recall):
        yield f"recall[{i}].q", card.q
        yield f"recall[{i}].a", card.a


def prose(question: Question) -> Iterator[tuple[str, str]]:
    """Yield the fields that a person reads: all but the matching cues."""
    return ((place, text) for place, text in fields(question) if ".cues[" not in place)


def ranked_first_share(findings: Sequence[CueFinding]) -> float:
    """Return the share (0 to 1) of cues that match their own point best; 1 if there are no cues."""
    return sum(not finding.rival for finding in findings) / len(findings) if findings else 1.0


def fold(text: str) -> str:
    """Replace all whitespace by single spaces."""
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Split a text into lower-case words; numbers and contractions are one word (`3.1`, `didn't`)."""
    return re.findall(r"[a-z0-9]+(?:[.,'][a-z0-9]+)*", text.lower())


def sentences(text: str) -> list[str]:
    """Split prose into sentences, after a full stop, a question mark or an exclamation mark."""
    return [s for s in re.split(r"(?<=[.!?])[\"')]*\s+", fold(text)) if words(s)]


def has_number(text: str) -> bool:
    """Return whether the text contains a number, in digits or as a word."""
    return bool(re.search(r"\d", text)) or any(word in NUMBER_WORDS for word in words(text))


def has_period(text: str) -> bool:
    """Return whether the text names a period or a point in time."""
    singular = {word.removesuffix("s") for word in words(text)} | set(words(text))
    return bool(singular & set(PERIOD_WORDS)) or bool(re.search(r"\b(19|20)\d\d\b|\b\d+ ?ms\b", text))
