"""Drafts: what was typed outlives the process, and stays private."""

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

from tests.storage.faults import Died, dying, failing
from tests.storage.stores import shortened
from tpm_tui.core.text.sanitize import clean
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.drafts import Draft, Drafts


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    return Drafts(tmp_path / "data" / "drafts")


def date_back(drafts: Drafts, name: str, nanoseconds: int) -> None:
    path = drafts.folder / name
    now = path.stat().st_mtime_ns
    os.utime(path, ns=(now - nanoseconds, now - nanoseconds))


def test_where_nothing_was_typed_there_is_nothing_and_nothing_is_created(drafts: Drafts) -> None:
    assert drafts.newest() == {}
    drafts.discard("late-recovery", "s1")
    assert not drafts.folder.exists()


def test_a_draft_is_there_for_the_next_session(drafts: Drafts) -> None:
    drafts.save("late-recovery", "s1", "We were")
    drafts.save("late-recovery", "s1", "We were six weeks out.")
    drafts.save("q2", "s1", "two\nlines")
    assert Drafts(drafts.folder).newest() == {"late-recovery": "We were six weeks out.", "q2": "two\nlines"}


@given(text=st.text(min_size=1))
def test_any_text_is_kept_but_for_what_must_not_reach_a_terminal(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    drafts = Drafts(tmp_path_factory.mktemp("data"))
    drafts.save("q", "s", text)
    assert drafts.newest() == {"q": clean(text)}


def test_the_newest_of_two_sessions_wins_and_the_other_is_kept(drafts: Drafts) -> None:
    drafts.save("q", "a", "of the first session")
    drafts.save("q", "b", "of the second")
    date_back(drafts, "q.b.json", 10**9)
    assert drafts.newest() == {"q": "of the first session"}
    drafts.discard("q", "a")
    assert drafts.newest() == {"q": "of the second"}


def test_discarding_takes_one_sessions_draft_of_one_question(drafts: Drafts) -> None:
    for session in ("a", "b"):
        for question in ("q", "q-2"):
            drafts.save(question, session, f"{question} {session}")
    drafts.discard("q", "b")
    assert drafts.newest()["q"] == "q a"
    drafts.discard("q-2", "b")
    assert drafts.newest() == {"q": "q a", "q-2": "q-2 a"}


def test_what_a_draft_grew_from_goes_with_it(drafts: Drafts) -> None:
    """Also over a session that died in between."""
    drafts.save("q", "one", "We were")
    drafts.save("q", "two", "We were six", drafts.latest()["q"].parents)
    date_back(drafts, "q.one.json", 10**9)
    third = drafts.latest()["q"]
    assert (third.session, third.text) == ("two", "We were six")
    drafts.save("q", "three", "We were six weeks out.", third.parents)
    drafts.discard("q", "three", third.parents)
    assert list(drafts.folder.iterdir()) == []


def test_what_another_session_wrote_since_stays(drafts: Drafts) -> None:
    drafts.save("q", "one", "We were")
    grew_from = drafts.latest()["q"].parents
    drafts.save("q", "one", "We were, they say,")
    drafts.save("q", "else", "of nobody's")
    drafts.save("q", "two", "We were six", grew_from)
    drafts.discard("q", "two", grew_from)
    assert sorted(path.name for path in drafts.folder.iterdir()) == ["q.else.json", "q.one.json"]
    drafts.discard("q", "two", {"one": 0, "../one": 0, "absent": 0})
    assert len(list(drafts.folder.iterdir())) == 2


def test_a_file_is_of_the_question_and_the_session_in_its_name(drafts: Drafts) -> None:
    drafts.save("q", "a", "text")
    (drafts.folder / "q.a.json").rename(drafts.folder / "r.b.json")
    assert drafts.latest()["r"].session == "b"


def test_an_empty_text_discards(drafts: Drafts) -> None:
    drafts.save("q", "a", "text")
    drafts.save("q", "a", "")
    assert drafts.newest() == {}
    assert list(drafts.folder.iterdir()) == []


@pytest.mark.parametrize(
    "question",
    ["", "../q", "/etc/passwd", "Q", "q.json", "q_1", "-q", "q--1", "q\n", "q\0", "ü", "q" * 61, "q/a"],
)
def test_an_id_that_is_no_name_names_no_file(drafts: Drafts, question: str) -> None:
    with pytest.raises(ValueError, match="no draft can be named"):
        drafts.save(question, "s1", "text")
    drafts.discard(question, "s1")
    assert not drafts.folder.exists()


@pytest.mark.parametrize("session", ["", "../s", "a.b", "s\n", "s" * 65])
def test_a_session_that_is_no_name_names_no_file(drafts: Drafts, session: str) -> None:
    with pytest.raises(ValueError, match="no draft can be named"):
        drafts.save("q", session, "text")
    assert not drafts.folder.exists()


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"[]", b"\0" * 100, b'{"text": 1}', b'{"question": "q", "session": "s"}', b"[" * 200_000],
    ids=shortened,
)
def test_a_damaged_draft_is_set_aside_and_told_and_hides_no_other(drafts: Drafts, damage: bytes) -> None:
    drafts.save("q", "a", "good")
    (drafts.folder / "r.a.json").write_bytes(damage)
    assert drafts.newest() == {"q": "good"}
    (aside,) = drafts.folder.glob("r.a.damaged-*.json")
    assert aside.read_bytes() == damage
    assert aside.name in " ".join(drafts.notices)
    again = Drafts(drafts.folder)
    assert again.newest() == {"q": "good"}
    assert again.notices == ()


def test_one_damaged_draft_does_not_overwrite_another(drafts: Drafts) -> None:
    drafts.folder.mkdir(parents=True)
    for damage in (b"1", b"2"):
        (drafts.folder / "q.a.json").write_bytes(damage)
        os.utime(drafts.folder / "q.a.json", ns=(7, 7))
        drafts.newest()
    assert {path.read_bytes() for path in drafts.folder.iterdir()} == {b"1", b"2"}


def test_a_draft_in_a_pipe_or_behind_a_link_is_not_read(drafts: Drafts, tmp_path: Path) -> None:
    drafts.folder.mkdir(parents=True)
    secret = tmp_path / "secret"
    secret.write_text(json.dumps({"question": "q", "session": "a", "text": "secret"}))
    (drafts.folder / "q.a.json").symlink_to(secret)
    os.mkfifo(drafts.folder / "r.a.json")
    assert drafts.newest() == {}
    assert len(drafts.notices) == 2


def test_drafts_are_private_whatever_the_umask(drafts: Drafts) -> None:
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


def test_sessions_that_begin_keep_no_other_from_saving(
    drafts: Drafts, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, begin = os.replace, iter([True, True, False])

    def replace(spare: str, target: str) -> None:
        if next(begin):
            Drafts(drafts.folder).latest()
        real(spare, target)

    monkeypatch.setattr(os, "replace", replace)
    drafts.save("q", "a", "what was typed")
    assert drafts.newest() == {"q": "what was typed"}


@pytest.mark.parametrize("when", ["before", "after", "torn"])
def test_a_kill_at_any_call_leaves_the_old_draft_or_the_new(drafts: Drafts, when: str) -> None:
    drafts.save("q", "a", "old text")
    for k in count(1):
        with dying(k, when) as death, suppress(Died):
            drafts.save("q", "a", "new text")
        if not death.dead:
            break
        assert drafts.newest()["q"] in ("old text", "new text")
        assert drafts.notices == ()
        assert os.listdir(drafts.folder) == ["q.a.json"]
        drafts.save("q", "a", "old text")
    assert k > 3


def test_a_refusal_at_any_call_is_said_and_leaves_the_old_draft(drafts: Drafts) -> None:
    drafts.save("q", "a", "old text")
    for k in count(1):
        with failing(k, errno.ENOSPC, torn=True) as failure:
            try:
                drafts.save("q", "a", "new text")
            except WriteError as error:
                said = str(error)
            else:
                break
        assert failure.met
        assert "the disk is full" in said
        assert os.listdir(drafts.folder) == ["q.a.json"]
        assert drafts.newest() == {"q": "old text"}
    assert k > 3
    assert drafts.newest() == {"q": "new text"}


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_while_a_draft_goes_leaves_nothing_that_has_forgotten_where_it_came_from(
    drafts: Drafts, when: str
) -> None:
    """What grew from others goes after them: as long as any is left, it is the newest that is found."""
    first, second = Draft("q", "b", "one"), Draft("q", "a", "one two")
    for k in count(1):
        drafts.save("q", "b", first.text)
        drafts.save("q", "a", second.text, first.parents)
        drafts.save("q", "c", "one two three", {**first.parents, **second.parents})
        date_back(drafts, "q.b.json", 2 * 10**9)
        date_back(drafts, "q.a.json", 10**9)
        with dying(k, when) as death, suppress(Died):
            drafts.discard("q", "c")
        if not death.dead:
            break
        assert drafts.newest() in ({"q": "one two three"}, {})
    assert (k, drafts.newest()) == (4, {})
