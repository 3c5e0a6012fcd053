"""Gates on the explain drill: one term, a minute, three audiences in turn."""

from __future__ import annotations

import re

import pytest

from tests.bank.items import (
    has_number,
    is_drill,
    item_name,
    outside,
    questions,
    sentences,
    words,
)
from tpm_tui.core.bank.question import Question

each_drill = pytest.mark.parametrize("item", [q for q in questions() if is_drill(q)], ids=item_name)

AUDIENCES: dict[str, str] = {
    "engineer": r"engineer",
    "executive": r"executive",
    "newcomer": r"aunt|uncle|father|mother|sister|brother(-in-law)?|cousin|grandad|grandma|nephew|niece",
}
"""The parts of the model answer, and how a wording names whom it is for; the newcomer is a relative."""


def audiences_of(wording: str) -> list[str]:
    """Whom the wording asks to explain it to."""
    return [name for name, named in AUDIENCES.items() if re.search(rf"\b({named})\b", wording.lower())]


@each_drill
def test_the_wordings_go_through_all_three_audiences(item: Question) -> None:
    asked = [audiences_of(wording) for wording in (item.prompt, *item.variants)]
    assert all(len(found) == 1 for found in asked), f"each wording names one audience: {asked}"
    assert sorted(found[0] for found in asked) == sorted(AUDIENCES), f"one wording for each: {asked}"


@each_drill
def test_every_wording_gives_a_minute(item: Question) -> None:
    bare = [text for text in (item.prompt, *item.variants) if not re.search(r"minute|sixty", text.lower())]
    assert not bare, f"the time is not told: {bare}"
    assert item.time_target.answer == "1:00"


@each_drill
def test_each_audience_has_an_answer_of_its_own(item: Question) -> None:
    parts = dict(item.answer_parts)
    assert list(parts) == list(AUDIENCES)
    counts = {name: outside(len(text.split()), "words", (60, 90)) for name, text in parts.items()}
    wrong = [f"{name}: {many}" for name, many in counts.items() if many]
    assert not wrong, "\n".join(wrong)


@each_drill
def test_no_two_audiences_hear_the_same_words(item: Question) -> None:
    heard: dict[tuple[str, ...], str] = {}
    shared = []
    for name, text in item.answer_parts:
        said = words(text)
        for run in {tuple(said[at : at + 6]) for at in range(len(said) - 5)}:
            if heard.setdefault(run, name) != name:
                shared.append(f"{name} and {heard[run]}: {' '.join(run)}")
    assert not shared, "\n".join(shared)


@each_drill
def test_every_audience_hears_a_number_and_a_point_asks_for_it(item: Question) -> None:
    bare = [name for name, text in item.answer_parts if not has_number(text)]
    assert not bare, f"no number for the {bare}"
    asked = r"\bcomputes|\bnumber|\bfigure"
    assert any(re.search(asked, point.cue) for point in item.key_points), "no key point asks for a number"


@each_drill
def test_the_short_form_is_one_sentence_or_two(item: Question) -> None:
    assert len(sentences(item.short_answer)) <= 2, item.short_answer


@each_drill
def test_it_is_asked_as_a_technical_question(item: Question) -> None:
    assert item.kind == "technical"
    assert item.id.startswith("explain-")
