"""What was asked in an interview: saving, assigning, own questions, and the draft."""

from __future__ import annotations

import stat
from datetime import date
from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.interviews import PastInterview
from tpm_tui.practice.dates.asked import OWN_TOPIC, AskedQuestions, asked_about, list_asked
from tpm_tui.practice.dates.past import past_interviews
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.new_question import QuestionError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.settings.asked_draft import (
    ASKED_DRAFT_FILE,
    AskedDraft,
    read_asked_draft,
    write_asked_draft,
)

ONSITE = PastInterview(date(2026, 11, 20), "onsite")
OWN_BANK = """\
topic: {id: harbour, title: Harbour}
questions:
  - {id: late-crane, prompt: "The crane is five weeks late. And now?", key_points: [{name: notice}]}
  - {id: two-captains, prompt: "Two captains, one berth. Who waits?", key_points: [{name: a rule}]}
"""


@pytest.fixture
def asked(workspace: Workspace) -> AskedQuestions:
    return AskedQuestions(workspace, ONSITE)


def texts(asked: AskedQuestions) -> list[tuple[str, str]]:
    return [(each.text, each.question) for each in asked.read()]


def test_lines_are_saved_and_each_can_be_assigned(asked: AskedQuestions, workspace: Workspace) -> None:
    pending = asked.save("- The crane is late, what now?\n\n- Why us?\n")
    assert texts(asked) == [("The crane is late, what now?", ""), ("Why us?", "")]
    assert asked.find_near(pending[0])[0].question == "late-crane"
    asked.assign(pending[0], "late-crane")
    assert texts(asked) == [("The crane is late, what now?", "late-crane"), ("Why us?", "")]
    assert [each.name for each in asked_about(workspace, "late-crane")] == ["onsite"]
    (past,) = past_interviews(workspace)
    assert (past.day, past.name, len(past.asked)) == (ONSITE.day, "onsite", 2)


def test_saving_an_edited_list_removes_and_keeps(asked: AskedQuestions) -> None:
    pending = asked.save("Crane late?\nWhy us?")
    asked.assign(pending[0], "late-crane")
    assert [each.text for each in asked.save("crane late?\nAnd when?")] == ["And when?"]
    assert texts(asked) == [("Crane late?", "late-crane"), ("And when?", "")]
    assert asked.save("") == ()
    assert texts(asked) == []


def test_saving_twice_writes_nothing_more(asked: AskedQuestions, workspace: Workspace) -> None:
    asked.save("Crane late?\nWhy us?")
    before = workspace.store.entries()
    asked.save("Crane late?\nWhy us?")
    assert workspace.store.entries() == before


def test_interviews_are_apart(asked: AskedQuestions, workspace: Workspace) -> None:
    asked.save("Crane late?")
    other = AskedQuestions(workspace, PastInterview(ONSITE.day, "phone screen"))
    other.save("Crane late?")
    other.save("")
    assert [each.name for each in list_asked(workspace)] == ["onsite"]


def test_unknown_question_becomes_an_own_one_without_key_points(tmp_path: Path) -> None:
    paths = Paths(tmp_path / "config.yaml", tmp_path / "data", tmp_path / "state", tmp_path / "cache")
    paths.banks.mkdir(parents=True, mode=0o700)
    paths.data.chmod(0o700)
    (paths.banks / "harbour.yaml").write_text(OWN_BANK, "utf-8")
    workspace = Workspace(paths, [], make_workspace(tmp_path).clock)
    asked = AskedQuestions(workspace, ONSITE)
    assert asked.can_add_own
    (pending,) = asked.save('What is "odd": yaml?')
    id = asked.add_own(pending)
    question = workspace.bank.by_id[id]
    assert (question.prompt, question.key_points, question.topic) == ('What is "odd": yaml?', (), OWN_TOPIC)
    assert texts(asked) == [('What is "odd": yaml?', id)]
    file = paths.banks / f"{OWN_TOPIC}.yaml"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    other = AskedQuestions(workspace, PastInterview(ONSITE.day, "phone screen"))
    (again,) = other.save("what is odd yaml")
    assert other.add_own(again) == id
    assert file.read_text("utf-8").count("prompt:") == 1


def test_too_long_question_stays_noted(asked: AskedQuestions) -> None:
    (pending,) = asked.save("why " * 1000)
    with pytest.raises(QuestionError):
        asked.add_own(pending)
    assert len(asked.read()) == 1


def test_named_banks_have_no_own_questions(asked: AskedQuestions) -> None:
    assert not asked.can_add_own


@pytest.mark.parametrize("data", [b"", b"{", b'{"text": 7}', b"\xff", b"[" * 5000])
def test_damaged_draft_is_ignored(tmp_path: Path, data: bytes) -> None:
    (tmp_path / ASKED_DRAFT_FILE).write_bytes(data)
    assert read_asked_draft(tmp_path) is None


def test_draft_is_private_and_can_be_removed(tmp_path: Path) -> None:
    draft = AskedDraft(ONSITE.day, "onsite", "Crane late?\nWhy")
    write_asked_draft(tmp_path, draft)
    assert read_asked_draft(tmp_path) == draft
    assert stat.S_IMODE((tmp_path / ASKED_DRAFT_FILE).stat().st_mode) == 0o600
    write_asked_draft(tmp_path, None)
    write_asked_draft(tmp_path, None)
    assert read_asked_draft(tmp_path) is None
