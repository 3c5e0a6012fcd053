"""Content checks of the explain drill: one term, one minute, three audiences in turn."""

from __future__ import annotations

import re

import pytest

from tests.bank.items import (
    check_range,
    has_number,
    is_drill,
    item_name,
    questions,
    sentences,
    words,
)
from tpm_tui.core.bank.question import Question

pytestmark = pytest.mark.content

each_drill = pytest.mark.parametrize("item", [q for q in questions() if is_drill(q)], ids=item_name)

AUDIENCES: dict[str, str] = {
    "engineer": r"engineer",
    "executive": r"executive",
    "newcomer": r"aunt|uncle|father|mother|sister|brother(-in-law)?|cousin|grandad|grandma|nephew|niece",
}
"""The parts of the model answer, and the words by which a wording names its audience."""


def audiences_of(wording: str) -> list[str]:
    """Return the audiences that the wording names."""
    return [name for name, named in AUDIENCES.items() if re.search(rf"\b({named})\b", wording.lower())]


@each_drill
def test_wordings_cover_all_three_audiences(item: Question) -> None:
    asked = [audiences_of(wording) for wording in (item.prompt, *item.variants)]
    assert all(len(found) == 1 for found in asked), f"each wording names one audience: {asked}"
    assert sorted(found[0] for found in asked) == sorted(AUDIENCES), f"one wording for each: {asked}"


@each_drill
def test_each_wording_gives_a_minute(item: Question) -> None:
    bare = [text for text in (item.prompt, *item.variants) if not re.search(r"minute|sixty", text.lower())]
    assert not bare, f"wordings without the time: {bare}"
    assert item.time_target.answer == "1:00"


@each_drill
def test_each_audience_has_its_own_answer(item: Question) -> None:
    parts = dict(item.answer_parts)
    assert list(parts) == list(AUDIENCES)
    counts = {name: check_range(len(text.split()), "words", (60, 90)) for name, text in parts.items()}
    wrong = [f"{name}: {message}" for name, message in counts.items() if message]
    assert not wrong, "\n".join(wrong)


@each_drill
def test_audiences_share_no_run_of_six_words(item: Question) -> None:
    heard: dict[tuple[str, ...], str] = {}
    shared = []
    for name, text in item.answer_parts:
        said = words(text)
        for run in {tuple(said[at : at + 6]) for at in range(len(said) - 5)}:
            if heard.setdefault(run, name) != name:
                shared.append(f"{name} and {heard[run]}: {' '.join(run)}")
    assert not shared, "\n".join(shared)


@each_drill
def test_each_answer_has_a_number_and_a_point_requires_it(item: Question) -> None:
    bare = [name for name, text in item.answer_parts if not has_number(text)]
    assert not bare, f"no number for the {bare}"
    asked = r"\bcomputes|\bnumber|\bfigure"
    assert any(re.search(asked, point.cue) for point in item.key_points), "no key point requires a number"


@each_drill
def test_short_form_has_at_most_two_sentences(item: Question) -> None:
    assert len(sentences(item.short_answer)) <= 2, item.short_answer


@each_drill
def test_drill_is_a_technical_question(item: Question) -> None:
    assert item.kind == "technical"
    assert item.id.startswith("explain-")
