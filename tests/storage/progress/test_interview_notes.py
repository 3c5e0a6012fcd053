"""Notes on interviews, questions that were asked, and second markings are stored in the history."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from tests.storage.stores import AT, DAY, add_reviews, assert_matches_history, open_store, review
from tpm_tui.core.cards.asked import current_asked, removal_of
from tpm_tui.core.cards.events import AskedQuestion, InterviewNote, SecondMarking
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.reports.second_marking import newest_markings
from tpm_tui.storage.progress.journal import decode_entry, encode_entry


def note(id: str, text: str) -> InterviewNote:
    return InterviewNote(id=id, at=AT, day=DAY, interview=DAY - timedelta(days=2), name="onsite", text=text)


def test_notes_are_read_back_in_order(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit(note("i1", 'said "type":"interview" twice'))
    add_reviews(store, review(answer='"type":"interview"'))
    store.commit(note("i2", "well"))
    assert [each.id for each in open_store(tmp_path).interview_notes()] == ["i1", "i2"]
    assert not store.rebuild()
    assert_matches_history(store)


def test_note_is_no_action_that_undo_finds(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review())
    store.commit(note("i1", "well"))
    undone = store.undo_last(DAY, AT, "u1")
    assert undone is not None
    assert undone.question == "late-recovery"


def test_text_of_a_note_is_cleaned() -> None:
    read = decode_entry(encode_entry(note("i1", "well\x1b[2J")).rstrip(b"\n"))
    assert isinstance(read, InterviewNote)
    assert "\x1b" not in read.text


def asked(id: str, text: str, question: str = "") -> AskedQuestion:
    interview = DAY - timedelta(days=2)
    return AskedQuestion(
        id=id, at=AT, day=DAY, interview=interview, name="onsite", text=text, question=question
    )


def marking(id: str, covered: tuple[str, ...]) -> SecondMarking:
    return SecondMarking(id=id, at=AT, day=DAY, question="late-recovery", review="r1", covered=covered)


def test_asked_questions_and_markings_survive_a_rebuild(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    store.commit(asked("q1", 'they said "type":"marking"'))
    add_reviews(store, review(id="r1", answer='"type":"asked"'))
    cards = store.cards
    store.commit(marking("m1", ("size first",)))
    store.commit(marking("m2", ()))
    store.commit(asked("q2", "Why late?", "late-recovery"))
    opened = open_store(tmp_path)
    assert [each.id for each in opened.asked_questions()] == ["q1", "q2"]
    assert [each.id for each in opened.second_markings()] == ["m1", "m2"]
    assert opened.cards == cards
    assert not store.rebuild()
    assert_matches_history(store)


def test_undo_finds_no_asked_question(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review(id="r1"))
    store.commit(asked("q1", "Why late?", "late-recovery"))
    undone = store.undo_last(DAY, AT, "u1")
    assert undone is not None
    assert undone.id == "r1"


def test_two_machines_agree_after_a_merge(tmp_path: Path) -> None:
    here, there = open_store(tmp_path / "here"), open_store(tmp_path / "there")
    first = here.commit(asked("q1", "Why late?"))
    assert isinstance(first, AskedQuestion)
    there.commit(first)
    here.commit(asked("q2", "Why late?", "late-recovery"))
    there.commit(removal_of(first, "q3", AT, DAY))
    one, other = here.entries(), there.entries()
    assert current_asked(merge_entries(one, other)) == current_asked(merge_entries(other, one, other))


def test_text_of_an_asked_question_is_cleaned() -> None:
    read = decode_entry(encode_entry(asked("q1", "why\x1b[2J")).rstrip(b"\n"))
    assert isinstance(read, AskedQuestion)
    assert "\x1b" not in read.text


def test_undone_marking_is_restored_by_a_redo_and_by_a_rebuild(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    add_reviews(store, review(id="r1"))
    store.commit(marking("m1", ("size first",)))
    undone = store.undo_last(DAY, AT, "u1")
    assert isinstance(undone, SecondMarking)
    assert newest_markings(open_store(tmp_path).second_markings()) == ()
    redone = store.redo_last(DAY, AT, "u2")
    assert redone == undone
    assert [each.id for each in newest_markings(open_store(tmp_path).second_markings())] == ["m1"]
    assert store.undo_marking(lambda found: newest_markings(found)[-1], DAY, AT, "u3")
    assert newest_markings(store.second_markings()) == ()
    assert_matches_history(store)
