"""The notes, drafts and answers that search reads."""

from __future__ import annotations

from pathlib import Path

from tests.practice.conftest import make_workspace
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.search.texts import Place, SearchText
from tpm_tui.practice.browse.own_texts import load_own_texts
from tpm_tui.practice.notes import NoteEditor
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace

CRANE = "late-crane"


def answer(workspace: Workspace, text: str) -> PracticeSession:
    session = PracticeSession(workspace, [CRANE])
    session.write(text)
    session.reveal()
    session.grade(Grade.GOOD)
    return session


def own_texts(workspace: Workspace, max_answers: int = 100) -> list[tuple[Place, str]]:
    found = load_own_texts(workspace, workspace.store.drafts.read_texts(), max_answers)
    return [(each.place, each.text) for each in found.get(CRANE, [])]


def test_without_history_there_are_none(tmp_path: Path) -> None:
    assert own_texts(make_workspace(tmp_path)) == []


def test_note_and_draft_precede_answers_newest_first(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    answer(workspace, "the first")
    answer(workspace, "the second")
    answer(workspace, " ")
    for note in ("an old note", "the note"):
        editor = NoteEditor(workspace)
        editor.open(CRANE)
        editor.write(note)
        editor.save()
    session = PracticeSession(workspace, [CRANE])
    session.write("a draft")
    session.save_draft()
    assert own_texts(workspace) == [
        (Place.NOTE, "the note"),
        (Place.DRAFT, "a draft"),
        (Place.ANSWER, "the second"),
        (Place.ANSWER, "the first"),
    ]


def test_answer_has_its_study_day(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    answer(workspace, "it")
    expected = [SearchText(Place.ANSWER, "it", workspace.today())]
    assert load_own_texts(workspace, {})[CRANE] == expected


def test_undone_answer_is_left_out(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    answer(workspace, "the first")
    answer(workspace, "the second").undo()
    assert (Place.ANSWER, "the second") not in own_texts(workspace)
    assert (Place.ANSWER, "the first") in own_texts(workspace)


def test_only_the_newest_answers_are_read(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    for text in ("one", "two", "three"):
        answer(workspace, text)
    assert own_texts(workspace, 2) == [(Place.ANSWER, "three"), (Place.ANSWER, "two")]
