"""Each subject that a question must cover occurs, word for word, in its item."""

from __future__ import annotations

from functools import cache

import msgspec
import pytest
import yaml

from tests.bank.items import OUTLINE, TOPICS, TopicFile, fields, fold, item_name, questions, topic_files
from tpm_tui.core.bank.question import Question

pytestmark = pytest.mark.content

_COUNTS = """
11 12 13 15 15 15 16 17 17 18 19 15 20 17 18 18 18 17 17 19 17 19 19 19 18
18 18 19 18 18 19 19 19 19 18 18 18 19 19 18 18 19 18 19 18 18 19 20 19 19
5 5 5 5 4 5 4 4 4 6
"""
SUBJECTS = {number: int(count) for number, count in enumerate(_COUNTS.split(), start=1)}
"""The number of subjects that each question must cover; the explain drill has no such list."""

each_item = pytest.mark.parametrize("item", [q for q in questions() if q.number in SUBJECTS], ids=item_name)


class Covered(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A subject, and the words of the item that cover it."""

    point: str
    found: str


class Mapping(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The subjects of one question."""

    number: int
    points: tuple[Covered, ...]


@cache
def mappings() -> dict[int, Mapping]:
    """Return the covered subjects by question number."""
    found: dict[int, Mapping] = {}
    for path in sorted(OUTLINE.glob("*.yaml")):
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for mapping in msgspec.convert(data, tuple[Mapping, ...]):
            assert mapping.number not in found, f"question {mapping.number} is mapped twice"
            found[mapping.number] = mapping
    return found


@pytest.mark.parametrize("file", topic_files(), ids=lambda file: file.path.stem)
def test_file_has_exactly_the_questions_of_its_topic(file: TopicFile) -> None:
    place, _, name = file.path.stem.partition("-")
    assert name in TOPICS, f"unknown topic {name}; topics are {', '.join(TOPICS)}"
    assert int(place) == list(TOPICS).index(name) + 1, "files are numbered in the order of the topics"
    assert file.topic is not None
    assert file.topic.id == name
    assert [item.number for item in file.questions] == list(TOPICS[name])


@each_item
def test_each_subject_of_the_outline_is_in_the_item(item: Question) -> None:
    mapping = mappings().get(item.number or 0)
    assert mapping, f"question {item.number} has no entry in tests/bank/outline/"
    assert len(mapping.points) == SUBJECTS[mapping.number], (
        f"{len(mapping.points)} subjects mapped, {SUBJECTS[mapping.number]} belong to the question"
    )
    texts = [fold(text).lower() for place, text in fields(item) if ".cues[" not in place]
    missing = [
        f"{covered.point}: '{covered.found}' is missing"
        for covered in mapping.points
        if not any(fold(covered.found).lower() in text for text in texts)
    ]
    found = [covered.found for covered in mapping.points]
    thin = [phrase for phrase in found if not 2 <= len(phrase.split()) <= 8]
    assert not missing, "\n".join(missing)
    assert not thin, "expected a phrase of 2 to 8 words:\n" + "\n".join(thin)


@each_item
def test_each_phrase_covers_one_subject(item: Question) -> None:
    mapping = mappings().get(item.number or 0)
    found = [fold(covered.found).lower() for covered in mapping.points] if mapping else []
    twice = sorted({phrase for phrase in found if found.count(phrase) > 1})
    assert not twice, f"one phrase for several subjects: {twice}"
