"""Drafts survive the end of the process and are private."""

from __future__ import annotations

import errno
import json
import os
from contextlib import suppress
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.storage.faults import SimulatedCrash, crash_at, fail_at
from tests.storage.stores import draft_texts, short_repr
from tpm_tui.core.session.answer_state import AnswerState
from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.drafts import Draft, Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "data" / "drafts")


def backdate(drafts: Drafts, name: str, nanoseconds: int) -> None:
    path = drafts.folder / name
    now = path.stat().st_mtime_ns
    os.utime(path, ns=(now - nanoseconds, now - nanoseconds))


def test_missing_folder_has_no_drafts_and_stays_missing(drafts: Drafts) -> None:
    assert draft_texts(drafts) == {}
    drafts.discard("late-recovery", "s1")
    assert not drafts.folder.exists()


def test_saved_draft_is_found_by_next_session(drafts: Drafts) -> None:
    drafts.save("late-recovery", "s1", "We were")
    drafts.save("late-recovery", "s1", "We were six weeks out.")
    drafts.save("q2", "s1", "two\nlines")
    assert draft_texts(Drafts(drafts.folder)) == {
        "late-recovery": "We were six weeks out.",
        "q2": "two\nlines",
    }


@given(text=st.text(min_size=1))
def test_any_text_is_saved_cleaned(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("data"))
    drafts.save("q", "s", text)
    assert draft_texts(drafts) == {"q": clean(text)}


def test_newest_of_two_sessions_wins_and_other_is_saved(drafts: Drafts) -> None:
    drafts.save("q", "a", "of the first session")
    drafts.save("q", "b", "of the second")
    backdate(drafts, "q.b.json", 10**9)
    assert draft_texts(drafts) == {"q": "of the first session"}
    drafts.discard("q", "a")
    assert draft_texts(drafts) == {"q": "of the second"}


def test_discard_removes_only_that_session_and_question(drafts: Drafts) -> None:
    for session in ("a", "b"):
        for question in ("q", "q-2"):
            drafts.save(question, session, f"{question} {session}")
    drafts.discard("q", "b")
    assert draft_texts(drafts)["q"] == "q a"
    drafts.discard("q-2", "b")
    assert draft_texts(drafts) == {"q": "q a", "q-2": "q-2 a"}


def test_discard_removes_parent_drafts(drafts: Drafts) -> None:
    """Also across a session that died in between."""
    drafts.save("q", "one", "We were")
    drafts.save("q", "two", "We were six", drafts.newest_drafts()["q"].parents)
    backdate(drafts, "q.one.json", 10**9)
    third = drafts.newest_drafts()["q"]
    assert (third.session, third.text) == ("two", "We were six")
    drafts.save("q", "three", "We were six weeks out.", third.parents)
    drafts.discard("q", "three", third.parents)
    assert list(drafts.folder.iterdir()) == []


def test_discard_keeps_parent_changed_since(drafts: Drafts) -> None:
    drafts.save("q", "one", "We were")
    grew_from = drafts.newest_drafts()["q"].parents
    drafts.save("q", "one", "We were, they say,")
    drafts.save("q", "else", "of another session")
    drafts.save("q", "two", "We were six", grew_from)
    drafts.discard("q", "two", grew_from)
    assert sorted(path.name for path in drafts.folder.iterdir()) == ["q.else.json", "q.one.json"]
    drafts.discard("q", "two", {"one": 0, "../one": 0, "absent": 0})
    assert len(list(drafts.folder.iterdir())) == 2


def test_file_name_gives_question_and_session(drafts: Drafts) -> None:
    drafts.save("q", "a", "text")
    (drafts.folder / "q.a.json").rename(drafts.folder / "r.b.json")
    assert drafts.newest_drafts()["r"].session == "b"


def test_empty_text_discards_draft(drafts: Drafts) -> None:
    drafts.save("q", "a", "text")
    drafts.save("q", "a", "")
    assert draft_texts(drafts) == {}
    assert drafts.deleted_texts() == {"q": "text"}
    drafts.discard("q", "a")
    assert list(drafts.folder.iterdir()) == []


@pytest.mark.parametrize(
    "question",
    ["", "../q", "/etc/passwd", "Q", "q.json", "q_1", "-q", "q--1", "q\n", "q\0", "ü", "q" * 61, "q/a"],
)
def test_invalid_question_id_is_rejected(drafts: Drafts, question: str) -> None:
    with pytest.raises(ValueError, match="invalid id for a draft"):
        drafts.save(question, "s1", "text")
    drafts.discard(question, "s1")
    assert not drafts.folder.exists()


@pytest.mark.parametrize("session", ["", "../s", "a.b", "s\n", "s" * 65])
def test_invalid_session_id_is_rejected(drafts: Drafts, session: str) -> None:
    with pytest.raises(ValueError, match="invalid id for a draft"):
        drafts.save("q", session, "text")
    assert not drafts.folder.exists()


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"\0" * 100, b'{"text": 1}', b'{"question": "q", "session": "s"}', b"[" * 200_000],
    ids=short_repr,
)
def test_damaged_draft_is_quarantined_with_a_notice(drafts: Drafts, damage: bytes) -> None:
    drafts.save("q", "a", "good")
    (drafts.folder / "r.a.json").write_bytes(damage)
    assert draft_texts(drafts) == {"q": "good"}
    (quarantined,) = drafts.folder.glob("r.a.damaged-*.json")
    assert quarantined.read_bytes() == damage
    assert quarantined.name in " ".join(map(str, drafts.notices))
    again = Drafts(drafts.folder)
    assert draft_texts(again) == {"q": "good"}
    assert again.notices == ()


def test_quarantine_does_not_overwrite_another(drafts: Drafts) -> None:
    drafts.folder.mkdir(parents=True)
    for damage in (b"1", b"2"):
        (drafts.folder / "q.a.json").write_bytes(damage)
        os.utime(drafts.folder / "q.a.json", ns=(7, 7))
        draft_texts(drafts)
    assert {path.read_bytes() for path in drafts.folder.iterdir()} == {b"1", b"2"}


def test_pipe_or_link_is_not_read(drafts: Drafts, tmp_path: Path) -> None:
    drafts.folder.mkdir(parents=True)
    secret = tmp_path / "secret"
    secret.write_text(json.dumps({"question": "q", "session": "a", "text": "secret"}))
    (drafts.folder / "q.a.json").symlink_to(secret)
    os.mkfifo(drafts.folder / "r.a.json")
    assert draft_texts(drafts) == {}
    assert len(drafts.notices) == 2


def test_drafts_are_private_with_any_umask(drafts: Drafts) -> None:
    before = os.umask(0)
    try:
        drafts.save("q", "a", "text")
    finally:
        os.umask(before)
    for path, mode in [
        (drafts.folder.parent, 0o700),
        (drafts.folder, 0o700),
        (drafts.folder / "q.a.json", 0o600),
    ]:
        assert path.stat().st_mode & 0o777 == mode


def test_starting_sessions_do_not_block_saving(drafts: Drafts, monkeypatch: pytest.MonkeyPatch) -> None:
    real, begin = os.replace, iter([True, True, False])

    def replace(temp: str, target: str) -> None:
        if next(begin):
            Drafts(drafts.folder).newest_drafts()
        real(temp, target)

    monkeypatch.setattr(os, "replace", replace)
    drafts.save("q", "a", "what was typed")
    assert draft_texts(drafts) == {"q": "what was typed"}


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_kill_at_any_call_leaves_old_or_new_draft(drafts: Drafts, when: str) -> None:
    drafts.save("q", "a", "old text")
    for k in count(1):
        with crash_at(k, when) as crash, suppress(SimulatedCrash):
            drafts.save("q", "a", "new text")
        if not crash.crashed:
            break
        assert draft_texts(drafts)["q"] in ("old text", "new text")
        assert drafts.notices == ()
        assert "q" in drafts.newest_drafts()
        assert os.listdir(drafts.folder) == ["q.a.json"]
        drafts.save("q", "a", "old text")
    assert k > 3


def test_write_error_at_any_call_leaves_old_draft(drafts: Drafts) -> None:
    drafts.save("q", "a", "old text")
    for k in count(1):
        with fail_at(k, errno.ENOSPC, torn=True) as failure:
            try:
                drafts.save("q", "a", "new text")
            except WriteError as error:
                message = str(error)
            else:
                break
        assert failure.triggered
        assert "the disk is full" in message
        assert os.listdir(drafts.folder) == ["q.a.json"]
        assert draft_texts(drafts) == {"q": "old text"}
    assert k > 3
    assert draft_texts(drafts) == {"q": "new text"}


@pytest.mark.parametrize("when", ["before", "after"])
def test_kill_during_discard_leaves_newest_or_nothing(drafts: Drafts, when: str) -> None:
    """A draft is removed after its parents: as long as any is left, the newest is found."""
    first, second = Draft("q", "b", "one"), Draft("q", "a", "one two")
    for k in count(1):
        drafts.save("q", "b", first.text)
        drafts.save("q", "a", second.text, first.parents)
        drafts.save("q", "c", "one two three", {**first.parents, **second.parents})
        backdate(drafts, "q.b.json", 2 * 10**9)
        backdate(drafts, "q.a.json", 10**9)
        with crash_at(k, when) as crash, suppress(SimulatedCrash):
            drafts.discard("q", "c")
        if not crash.crashed:
            break
        assert draft_texts(drafts) in ({"q": "one two three"}, {})
    assert (k, draft_texts(drafts)) == (4, {})


def test_reading_texts_changes_nothing(drafts: Drafts) -> None:
    assert drafts.read_texts() == {}
    drafts.save("q", "a", "of the first session")
    drafts.save("q", "b", "of the second")
    drafts.save("r", "a", "other")
    backdate(drafts, "q.b.json", 10**9)
    (drafts.folder / "s.a.json").write_bytes(b"{")
    before = sorted(path.name for path in drafts.folder.iterdir())
    assert drafts.read_texts() == {"q": "of the first session", "r": "other"}
    assert sorted(path.name for path in drafts.folder.iterdir()) == before
    assert drafts.notices == ()


def test_state_of_an_answer_is_saved_also_without_text(tmp_path: Path) -> None:
    drafts = Drafts(tmp_path / "drafts")
    state = AnswerState(spoken=True, seconds=12.5, revealed=True, ticked=("a rule",), sure=3)
    drafts.save("q", "s", "", state=state)
    assert drafts.newest_drafts()["q"].answer_state == state
    drafts.save("q", "s", "")
    assert drafts.newest_drafts() == {}


@pytest.mark.parametrize(
    "state", ["7", "[]", '{"seconds": -1}', '{"sure": 9}', '{"ticked": "x"}', "null", '{"seconds": 1e300}']
)
def test_damaged_state_does_not_cost_the_text(tmp_path: Path, state: str) -> None:
    drafts = Drafts(tmp_path / "drafts")
    drafts.save("q", "s", "words")
    (tmp_path / "drafts" / "q.s.json").write_text(
        f'{{"question":"q","session":"s","text":"words","state":{state}}}'
    )
    draft = drafts.newest_drafts()["q"]
    assert (draft.text, draft.answer_state) == ("words", None)
