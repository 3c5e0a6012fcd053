"""The shipped items as the gates read them: files, questions, facts, and their prose cut into words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec
import yaml

from tpm_tui.core.bank.question import Question

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
"""The least and the most that a size may be."""

_REQUIRED = """
number title variants probes opening model_answer short_answer weak_signs follow_ups netflix_lens recall
"""


class Form(msgspec.Struct, frozen=True):
    """What items of one form have, and how much of it; times in seconds, texts in words.

    The defaults are those of a question of an interview, answered in some minutes.
    """

    required: str = f"{_REQUIRED} levels transfer numbers sample"
    variants: Range = (3, 5)
    points: Range = (6, 9)
    musts: Range = (3, 3)
    cues: Range = (8, 12)
    short_answer: Range = (60, 80)
    short_time: Range = (20, 45)
    weak_signs: Range = (4, 6)
    follow_ups: Range = (4, 6)
    recall: Range = (2, 4)


QUESTION = Form()
EXERCISE = Form(required=f"{_REQUIRED} levels transfer", recall=(3, 4))
DRILL = Form(
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
    """A citable fact: status P primary, S secondary, U general knowledge."""

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
    """The head of a bank file."""

    id: str
    title: str
    description: str


class TopicFile(msgspec.Struct, frozen=True):
    """One bank file: its topic, the questions that could be read, and what could not, in words."""

    path: Path
    topic: TopicHead | None
    questions: tuple[Question, ...]
    problems: tuple[str, ...]


def read_topic_file(path: Path) -> TopicFile:
    """Read a bank file; a broken question becomes a line in `problems` and does not hide its neighbours."""
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
            questions.append(msgspec.convert(raw, Question))
        except msgspec.ValidationError as error:
            problems.append(f"{path.name}: question {place} ({raw.get('id', 'no id')}): {error}")
    return TopicFile(path, topic, tuple(questions), tuple(problems))


@cache
def topic_files() -> tuple[TopicFile, ...]:
    """Every numbered bank file in order; `facts.yaml` and other company files are not numbered."""
    return tuple(read_topic_file(path) for path in sorted(BANK.glob("[0-9][0-9]-*.yaml")))


@cache
def questions() -> tuple[Question, ...]:
    """Every readable question of the bank in order."""
    return tuple(question for file in topic_files() for question in file.questions)


@cache
def facts() -> dict[str, Fact]:
    """The citable facts by id."""
    data = yaml.load((BANK / "facts.yaml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {fact.id: fact for fact in msgspec.convert(data["facts"], tuple[Fact, ...])}


def is_exercise(question: Question) -> bool:
    """Whether the item is for the days before an interview, and so needs no story of a program."""
    return question.number in TOPICS["preparation"]


def is_drill(question: Question) -> bool:
    """Whether the item has a term explained in a minute, to one of three audiences."""
    return question.number in TOPICS["explain-drill"]


def form_of(question: Question) -> Form:
    """What the item has to have, and how much of it."""
    if is_drill(question):
        return DRILL
    return EXERCISE if is_exercise(question) else QUESTION


def outside(count: int, what: str, wanted: Range) -> str:
    """Why that many of them are wrong, in words; nothing where they are right."""
    least, most = wanted
    return "" if least <= count <= most else f"{count} {what}, {least} to {most} wanted"


def is_interview_question(question: Question) -> bool:
    """Whether an interviewer would ask the item: one of the numbers up to 50."""
    return question.number is not None and question.number <= 50


def item_name(question: Question) -> str:
    """How a test names an item: `q07-late-program-recovery`; `pytest -k q07` runs that item alone."""
    return f"q{question.number or 0:02}-{question.id}"


def cited(question: Question) -> set[str]:
    """Every fact id that the item cites, in its points or its lens."""
    lens = question.netflix_lens.facts if question.netflix_lens else ()
    return {fact for point in question.key_points for fact in point.facts} | set(lens)


def model_text(question: Question) -> str:
    """The model answer as one text."""
    return " ".join(fold(text) for _, text in question.answer_parts)


def fields(question: Question) -> Iterator[tuple[str, str]]:
    """Every prose field of the item as (place, text), white space folded; cues of matching included."""
    yield "title", question.title
    yield "prompt", question.prompt
    for i, text in enumerate(question.variants):
        yield f"variants[{i}]", text
    for level, text in question.levels.items():
        yield f"levels.{level}", text
    yield "probes", question.probes
    yield "opening", question.opening
    for point in question.key_points:
        yield f"key_points[{point.name}].name", point.name
        yield f"key_points[{point.name}].cue", point.cue
        yield f"key_points[{point.name}].why", point.why
        for i, text in enumerate(point.cues):
            yield f"key_points[{point.name}].cues[{i}]", text
    for part, text in question.answer_parts:
        yield f"model_answer.{part}", fold(text)
    yield "short_answer", fold(question.short_answer)
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
    """The fields that a person reads: all but the cues of matching."""
    return ((place, text) for place, text in fields(question) if ".cues[" not in place)


def fold(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """Lower-case words; numbers and contractions stay whole (`3.1`, `didn't`)."""
    return re.findall(r"[a-z0-9]+(?:[.,'][a-z0-9]+)*", text.lower())


def sentences(text: str) -> list[str]:
    """Sentences of spoken prose, cut after a full stop, a question or an exclamation mark."""
    return [s for s in re.split(r"(?<=[.!?])[\"')]*\s+", fold(text)) if words(s)]


def has_number(text: str) -> bool:
    """Whether a figure stands in the text, in digits or in words."""
    return bool(re.search(r"\d", text)) or any(word in NUMBER_WORDS for word in words(text))


def has_period(text: str) -> bool:
    """Whether a span or point of time is named."""
    singular = {word.removesuffix("s") for word in words(text)} | set(words(text))
    return bool(singular & set(PERIOD_WORDS)) or bool(re.search(r"\b(19|20)\d\d\b|\b\d+ ?ms\b", text))
