"""The newest pin of a question is its own version, in whatever order histories are merged."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.core.strategies import NOW, TODAY, review
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import HistoryEntry, PersonalCue, Pin, Redo, Undo
from tpm_tui.core.cards.history import attempts_on, merge_entries
from tpm_tui.core.cards.own_cues import kept_cues
from tpm_tui.core.cards.pins import newest_pin
from tpm_tui.core.reports.history.attempts import list_attempts
from tpm_tui.core.reports.history.own_version import OwnVersion, find_own_version

QUESTION = "late"


def pin(seq: int, review: str = "", text: str = "", question: str = QUESTION) -> Pin:
    return Pin(id=f"p{seq}", seq=seq, at=NOW, day=TODAY, question=question, review=review, text=text)


def cue(seq: int, text: str, *, removed: bool = False, id: str = "") -> PersonalCue:
    return PersonalCue(
        id=id or f"c{seq}",
        seq=seq,
        at=NOW,
        day=TODAY,
        question=QUESTION,
        point="notice",
        text=text,
        removed=removed,
    )


def version_of(entries: list[HistoryEntry]) -> OwnVersion | None:
    attempts = list_attempts(attempts_on(entries, QUESTION), Bank())
    return find_own_version(newest_pin(QUESTION, entries), attempts)


pins = st.builds(pin, st.integers(1, 30), st.sampled_from(["", "r1"]), st.sampled_from(["", "one", "two"]))
cues = st.builds(
    cue, st.integers(1, 30), st.sampled_from(["one", "two"]), removed=st.booleans(), id=st.uuids().map(str)
)


@given(st.lists(pins | cues, max_size=12), st.lists(st.integers(0, 2), min_size=12, max_size=12), st.data())
def test_merge_order_of_three_machines_does_not_matter(
    entries: list[HistoryEntry], machines: list[int], data: st.DataObject
) -> None:
    logs = [
        [entry for entry, own in zip(entries, machines, strict=False) if own == machine]
        for machine in range(3)
    ]
    one, two, three = data.draw(st.permutations(logs))
    merged, other = merge_entries(one, merge_entries(two, three)), merge_entries(*logs)
    assert newest_pin(QUESTION, merged) == newest_pin(QUESTION, other)
    shuffled = data.draw(st.permutations(merged))
    assert newest_pin(QUESTION, shuffled) == newest_pin(QUESTION, other)
    assert kept_cues(QUESTION, shuffled) == kept_cues(QUESTION, other)


def test_newest_pin_wins_and_an_empty_one_removes() -> None:
    first, second = pin(9, text="one"), pin(10, text="two")
    assert newest_pin(QUESTION, [second, first, pin(30, text="x", question="goals")]) == second
    assert newest_pin(QUESTION, [pin(11), second, first]) is None


def test_pin_of_an_undone_answer_shows_nothing_until_redo() -> None:
    entries: list[HistoryEntry] = [review(QUESTION), pin(2, review="r1")]
    shown = version_of(entries)
    assert shown is not None
    assert shown.attempt is not None
    entries.append(Undo(id="u", seq=3, at=NOW, day=TODAY, review="r1", question=QUESTION))
    assert version_of(entries) is None
    entries.append(Redo(id="v", seq=4, at=NOW, day=TODAY, review="r1", question=QUESTION))
    assert version_of(entries) == shown


def test_answer_pinned_before_its_grade_is_found_as_attempt() -> None:
    from msgspec.structs import replace

    pinned = pin(1, text="My answer.")
    assert version_of([pinned]) == OwnVersion("My answer.")
    graded = replace(review(QUESTION, seq=2), answer="My answer.\n")
    found = version_of([pinned, graded])
    assert found is not None
    assert found.attempt is not None
    assert found.attempt.number == 1


def test_cue_is_kept_until_its_newest_entry_removes_it() -> None:
    kept = [cue(1, "one"), cue(2, "two"), cue(3, "one", removed=True), cue(4, "two", removed=True)]
    assert [each.text for each in kept_cues(QUESTION, kept[:2])] == ["one", "two"]
    assert [each.text for each in kept_cues(QUESTION, kept[:3])] == ["two"]
    assert [each.text for each in kept_cues(QUESTION, [*kept, cue(5, "one")])] == ["one"]
