"""Own versions and own cues in a session: what is pinned, what is compared, and what is recognised later."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.events import PersonalCue, Pin
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.reports.history.attempts import list_attempts
from tpm_tui.core.reports.history.own_version import OwnMaterial
from tpm_tui.practice.mock.listening import AnswerListener
from tpm_tui.practice.own_answers.material import load_own_material
from tpm_tui.practice.own_answers.version import VersionEditor
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace

BANK = """\
topic: {id: harbour, title: Harbour}
questions:
  - id: late-crane
    prompt: "The crane is five weeks late. And now?"
    key_points:
      - {name: early notice, cues: ["the sponsor was informed the same day"]}
      - {name: old names, formerly: [first name]}
  - {id: two-captains, prompt: "Two captains, one berth. Who waits?", key_points: [{name: a rule}]}
"""
CRANE = "late-crane"
RANG = "I rang Martha at the quay before anybody had a plan."
ANSWER = f"We were late. {RANG} Then the dredging went on."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "harbour.yaml").write_text(BANK, "utf-8")
    return tmp_path


def revealed(workspace: Workspace, text: str = ANSWER, question: str = CRANE) -> PracticeSession:
    own = PracticeSession(workspace, [question])
    own.write(text)
    own.reveal()
    return own


def type_version(own: PracticeSession, text: str) -> PracticeSession:
    own.own_answers.version_editor.open(CRANE)
    own.own_answers.version_editor.write(text)
    return own


def own_of(workspace: Workspace, question: str = CRANE) -> OwnMaterial:
    return load_own_material(workspace, question)


def test_pinned_answer_becomes_its_attempt_when_it_is_graded(folder: Path) -> None:
    workspace = make_workspace(folder)
    own = revealed(workspace)
    assert own.own_answers.pin()
    assert not own.own_answers.pin()
    written = own_of(workspace).version
    assert written is not None
    assert (written.text, written.attempt) == (ANSWER, None)
    own.grade(Grade.GOOD)
    pinned = own_of(make_workspace(folder)).version
    assert pinned is not None
    assert pinned.attempt is not None
    assert pinned.attempt.number == 1


def test_older_attempt_is_pinned_and_hidden_while_it_is_undone(folder: Path) -> None:
    workspace = make_workspace(folder)
    own = revealed(workspace)
    own.grade(Grade.HARD)
    (attempt,) = list_attempts(own.history_of(CRANE).attempts, workspace.bank)
    again = revealed(workspace, "Another answer.")
    assert again.own_answers.pin(attempt)
    assert not again.own_answers.pin(attempt)
    assert again.own_answers.pin()
    again.undo()
    pinned = own_of(workspace).version
    assert pinned is not None
    assert pinned.is_attempt(attempt)
    again.undo()
    assert own_of(workspace).version is None
    again.redo()
    assert own_of(make_workspace(folder)).version == pinned


def test_nothing_typed_is_not_pinned(folder: Path) -> None:
    own = revealed(make_workspace(folder), "")
    assert not own.own_answers.pin()


def test_written_version_survives_a_kill_as_a_draft(folder: Path) -> None:
    killed = VersionEditor(make_workspace(folder))
    killed.open(CRANE)
    killed.write("My own words")
    killed.save_draft()
    del killed
    again = VersionEditor(make_workspace(folder))
    assert again.open(CRANE) == "My own words"
    assert again.saved_text(CRANE) == ""
    assert again.save()
    assert again.saved_text(CRANE) == "My own words"
    assert list((folder / "data" / "versions").glob("*.json")) == []


def test_session_that_ends_saves_the_open_version(folder: Path) -> None:
    type_version(revealed(make_workspace(folder)), "My own words").end()
    saved = own_of(make_workspace(folder)).version
    assert saved is not None
    assert saved.text == "My own words"


def test_empty_version_is_removed(folder: Path) -> None:
    workspace = make_workspace(folder)
    own = revealed(workspace)
    own.own_answers.pin()
    own.own_answers.version_editor.open(CRANE)
    own.own_answers.version_editor.write("  ")
    assert own.own_answers.version_editor.save()
    assert own_of(workspace).version is None


def test_points_of_a_written_version_are_recognised(folder: Path) -> None:
    own = revealed(make_workspace(folder), "The sponsor was informed the same day.")
    own.own_answers.pin()
    version = own.own_answers.material.version
    assert own.own_answers.recognised_points(version) == {"early notice"}


def test_kept_sentence_recognises_the_point_in_the_next_session(folder: Path) -> None:
    own = revealed(make_workspace(folder))
    assert not own.hits
    own.tick("early notice")
    assert own.own_answers.cue_choice("early notice").sentences[0] in ANSWER
    own.own_answers.keep_cue("early notice", RANG)
    assert [(hit.point, hit.sentence) for hit in own.hits] == [("early notice", RANG)]
    later = revealed(make_workspace(folder), f"In short: {RANG}")
    assert later.session.ticked == {"early notice"}
    later.own_answers.remove_cue("early notice", RANG)
    assert not later.hits
    assert later.session.ticked == {"early notice"}
    later.undo()
    assert [hit.point for hit in later.hits] == ["early notice"]
    assert own_of(make_workspace(folder)).cues == {"early notice": (RANG,)}


def test_kept_and_removed_cues_are_written_once(folder: Path) -> None:
    workspace = make_workspace(folder)
    own = revealed(workspace)
    own.own_answers.keep_cue("early notice", RANG)
    own.own_answers.keep_cue("early notice", RANG)
    own.own_answers.remove_cue("early notice", RANG)
    own.own_answers.remove_cue("early notice", RANG)
    cues = [each for each in workspace.store.question_entries(CRANE) if isinstance(each, PersonalCue)]
    assert [cue.removed for cue in cues] == [False, True]


def test_cue_follows_a_renamed_point(folder: Path) -> None:
    workspace = make_workspace(folder)
    entry = PersonalCue(
        id="c1", at=workspace.now(), day=workspace.today(), question=CRANE, point="first name", text=RANG
    )
    workspace.store.commit(entry)
    assert own_of(workspace).cues == {"old names": (RANG,)}
    revealed(workspace).own_answers.remove_cue("old names", RANG)
    assert own_of(workspace).cues == {}


def test_clear_sentence_needs_no_choice_until_a_cue_is_kept(folder: Path) -> None:
    own = revealed(make_workspace(folder), "We met. The sponsor heard of it on the same day. We ate.")
    choice = own.own_answers.cue_choice("early notice")
    assert choice.is_clear
    assert choice.sentences[0] == "The sponsor heard of it on the same day."
    own.own_answers.keep_cue("early notice", choice.sentences[0])
    again = own.own_answers.cue_choice("early notice")
    assert (again.is_clear, again.kept) == (False, choice.sentences[:1])
    assert again.sentences == ("We met.", "We ate.")


def test_pin_of_another_question_changes_nothing(folder: Path) -> None:
    workspace = make_workspace(folder)
    workspace.store.commit(
        Pin(id="p1", at=workspace.now(), day=workspace.today(), question="two-captains", text="By a rule.")
    )
    assert own_of(workspace).version is None
    assert own_of(workspace, "two-captains").version is not None


def test_kept_sentence_ticks_the_point_in_a_mock_interview(folder: Path) -> None:
    workspace = make_workspace(folder)
    revealed(workspace).own_answers.keep_cue("early notice", RANG)
    question = workspace.bank.by_id[CRANE]
    asked = Answer(question=CRANE, prompt=question.prompt, text=f"Then {RANG}")
    assert AnswerListener(make_workspace(folder)).find_made(asked) == ["early notice"]
