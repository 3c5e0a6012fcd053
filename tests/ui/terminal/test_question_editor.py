"""The `edit` action on a shipped question makes an own copy; the shipped file is never edited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_app, run_practice
from tests.ui.terminal.test_external_editor import no_suspend, set_editor
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.files.paths import Paths

__all__ = ["no_suspend"]

QUESTION = "flagship-program-walkthrough"
PROMPT = "Tell me about the largest technical program"


@pytest.fixture
def shipped_workspace(tmp_path: Path, clock: MovableClock) -> Workspace:
    """Return a workspace with the shipped bank and the learner's own."""
    paths = Paths(tmp_path / "config.yaml", tmp_path / "data", tmp_path / "state", tmp_path / "cache")
    return Workspace(paths, (), clock)


def shipped_bytes() -> dict[str, bytes]:
    """Return the shipped files by name."""
    return {file.name: file.read_bytes() for file in shipped_bank().iterdir()}


async def test_shipped_question_is_edited_as_a_copy(
    shipped_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shipped_bytes()
    line_file = set_editor(tmp_path, monkeypatch, "text = text.replace('the largest technical', 'my')")
    async with run_practice(make_app(shipped_workspace, [QUESTION])) as pilot:
        await pilot.reveal("I led it.")
        await pilot.press("3")
    assert shipped_workspace.store.cards[QUESTION].attempts == 1
    async with run_practice(make_app(shipped_workspace, [QUESTION])) as pilot:
        await pilot.write("Draft.")
        await pilot.press("escape", "e")
        copy = f"bank/copies/{QUESTION}.yaml"
        assert pilot.notice == f"Your own copy is used from now on: {copy} in the data folder."
        assert shipped_workspace.bank.by_id[QUESTION].prompt.startswith("Tell me about my program")
        assert (pilot.question, pilot.editor.text) == (QUESTION, "Draft.")
        assert pilot.practice_session.card.attempts == 1
    text = (shipped_workspace.paths.data / copy).read_text("utf-8")
    line = int(line_file.read_text("utf-8").removeprefix("+"))
    assert f"id: {QUESTION}" in text.splitlines()[line - 1]
    assert shipped_bytes() == before


async def test_copy_is_edited_in_place(
    shipped_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "text = text.replace('about the', 'about the very', 1)")
    async with run_practice(make_app(shipped_workspace, [QUESTION])) as pilot:
        await pilot.press("escape", "e", "e")
        assert pilot.notice == "Question bank reloaded."
        assert "the very very largest" in shipped_workspace.bank.by_id[QUESTION].prompt
    folder = shipped_workspace.paths.banks / "copies"
    assert [file.name for file in folder.iterdir()] == [f"{QUESTION}.yaml"]


async def test_copy_with_an_error_is_reported_and_not_used(
    shipped_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "text = text.replace('must: true', 'must: perhaps', 1)")
    async with run_practice(make_app(shipped_workspace, [QUESTION])) as pilot:
        await pilot.press("escape", "e")
        assert pilot.notice.startswith("The shipped question is used, since your copy has an error in line ")
        assert pilot.question == QUESTION
        assert PROMPT in pilot.text_of("prompt")
        set_editor(tmp_path, monkeypatch, "text = text.replace('must: perhaps', 'must: true', 1)")
        await pilot.press("e")
        assert pilot.notice == "Question bank reloaded."
        assert shipped_workspace.bank.by_id[QUESTION].copied_from is not None


async def test_copy_that_is_not_changed_is_removed(
    shipped_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "pass")
    async with run_practice(make_app(shipped_workspace, [QUESTION])) as pilot:
        await pilot.press("escape", "e")
        assert pilot.notice == "Nothing was changed, so no own copy of the question was made."
    assert not shipped_workspace.paths.banks.exists(), "an empty bank folder would be reported"


async def test_copy_that_cannot_be_written_is_reported(
    shipped_workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_editor(tmp_path, monkeypatch, "pass")
    async with run_practice(make_app(shipped_workspace, [QUESTION])) as pilot:
        shipped_workspace.paths.data.mkdir(exist_ok=True)
        shipped_workspace.paths.banks.write_text("a file")
        await pilot.press("escape", "e")
        assert pilot.notice.startswith("The copy was not saved")
        assert pilot.question == QUESTION
