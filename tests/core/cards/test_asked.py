"""The questions that were asked in an interview: what is in force after edits, undos and merges."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.cards.asked import asked_in, asked_lines, changes_to, current_asked, removal_of
from tpm_tui.core.cards.events import AskedQuestion
from tpm_tui.core.cards.history import merge_entries

AT = datetime(2026, 12, 4, 9, 0, tzinfo=UTC)
DAY, INTERVIEW = AT.date(), date(2026, 12, 3)


def asked(
    seq: int, text: str, question: str = "", *, name: str = "onsite", undoes: str = ""
) -> AskedQuestion:
    return AskedQuestion(
        id=f"q{seq}",
        seq=seq,
        at=AT,
        day=DAY,
        interview=INTERVIEW,
        name=name,
        text=text,
        question=question,
        undoes=undoes,
    )


def test_a_later_entry_assigns_the_question() -> None:
    entries = [asked(1, "Why late?"), asked(2, "Who owns it?"), asked(3, "why  LATE?", "late")]
    assert [(each.text, each.question) for each in current_asked(entries)] == [
        ("why  LATE?", "late"),
        ("Who owns it?", ""),
    ]


def test_removed_question_can_be_noted_again() -> None:
    first = asked(1, "Why late?", "late")
    removal = removal_of(first, "q2", AT, DAY)
    assert removal.undoes == first.id
    entries = [first, asked(2, "Why late?", undoes="q1")]
    assert current_asked(entries) == ()
    assert len(current_asked([*entries, asked(3, "Why late?")])) == 1


def test_same_words_in_two_interviews_are_two_questions() -> None:
    entries = current_asked([asked(1, "Why?", name="phone"), asked(2, "Why?")])
    assert [each.id for each in asked_in(entries, INTERVIEW, "phone")] == ["q1"]
    assert [each.id for each in asked_in(entries, INTERVIEW, "onsite")] == ["q2"]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", ()),
        ("\n \n\t\n", ()),
        ("Why late?\n\nWho owns it?", ("Why late?", "Who owns it?")),
        ("- Why late?\n* Who?\n\u2022 When?", ("Why late?", "Who?", "When?")),
        ("1. Why late?\n2) Who?\n3 times: when?", ("Why late?", "Who?", "3 times: when?")),
        ("Why?\nwhy?", ("why?",)),
        ("-\n10.", ("-", "10.")),
        ("Why\x07?\r\nWho?", ("Why?", "Who?")),
    ],
)
def test_each_line_is_a_question(text: str, lines: tuple[str, ...]) -> None:
    assert asked_lines(text) == lines


def test_edited_list_removes_and_adds() -> None:
    before = [asked(1, "Why late?", "late"), asked(2, "Who?")]
    removed, added = changes_to(before, ("Who?", "When?"))
    assert (removed, added) == ((before[0],), ("When?",))
    assert changes_to(before, ("who?", "WHY late?")) == ((), ())


texts = st.sampled_from(["Why?", "Who?", "When?"])
steps = st.lists(st.tuples(texts, st.sampled_from(["", "late", "dates"]), st.booleans()), max_size=12)


@given(steps, st.integers(0, 1000))
def test_merge_in_any_order_gives_the_same_and_undo_removes(
    taken: list[tuple[str, str, bool]], seed: int
) -> None:
    entries, expected = [], dict[str, str]()
    for seq, (text, question, is_removal) in enumerate(taken, 1):
        entries.append(asked(seq, text, question, undoes="q0" if is_removal else ""))
        if is_removal:
            expected.pop(text, None)
        else:
            expected[text] = question
    found = current_asked(entries)
    assert {each.text: each.question for each in found} == expected
    assert [each.text for each in found] == list(expected)
    shuffled = list(entries)
    random.Random(seed).shuffle(shuffled)
    half = len(shuffled) // 2
    assert current_asked(merge_entries(shuffled[half:], entries[:half], shuffled)) == found


@given(st.lists(texts, unique=True), st.lists(texts, unique=True))
def test_saving_an_edited_list_gives_that_list(first: list[str], second: list[str]) -> None:
    entries = [asked(seq, text) for seq, text in enumerate(first, 1)]
    removed, added = changes_to(current_asked(entries), second)
    entries += [removal_of(each, f"r{each.id}", AT, DAY) for each in removed]
    numbered = [*entries[: len(first)]]
    seq = len(first)
    for entry in entries[len(first) :]:
        seq += 1
        numbered.append(asked(seq, entry.text, undoes=entry.undoes))
    numbered += [asked(seq + 1 + place, text) for place, text in enumerate(added)]
    assert {each.text for each in current_asked(numbered)} == set(second)
