"""The stories that are used in a mock interview."""

from __future__ import annotations

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.mock.format import custom_format
from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.core.stories.story import Story
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import begin_mock, load_saved_mock
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.progress.mock_file import SavedMock
from tpm_tui.storage.progress.store import Store
from tpm_tui.storage.stories.lists import save_lists
from tpm_tui.storage.stories.save import save_story


@pytest.fixture
def used(workspace: Workspace) -> MockSession:
    """A mock interview in its debrief, with one story in both answers."""
    save_story(workspace.paths.data, Story(id="boom", title="The boom"))
    session = begin_mock(workspace, custom_format(2, 20), SavedMock(), seed=1)
    assert session is not None
    for _ in range(2):
        session.start_answer()
        session.write("I rang.")
        session.mock = session.mock.use_story("boom")
        session.save()
        session.next()
    session.debrief.close()
    return session


def test_counted_answers_note_their_story_with_the_review(used: MockSession) -> None:
    used.complete(count=True)
    uses = used.workspace.store.story_uses()
    assert [use.review for use in uses if use.review] == [review.id for review in used.reviews]
    assert len(uses) == 2


def test_answers_that_are_not_counted_note_their_story_too(used: MockSession) -> None:
    used.complete(count=False)
    uses = used.workspace.store.story_uses()
    assert [(use.story, use.review, use.session) for use in uses] == [("boom", "", used.mock.id)] * 2


def test_second_try_notes_no_story_twice(used: MockSession, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise WriteError("Not saved: full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "checkpoint", fail)
        with pytest.raises(WriteError):
            used.complete(count=True)
    used.complete(count=True)
    assert len(used.workspace.store.story_uses()) == 2


def test_chosen_story_survives_an_interruption(workspace: Workspace) -> None:
    session = begin_mock(workspace, custom_format(2, 20), SavedMock(), seed=1)
    assert session is not None
    session.start_answer()
    session.mock = session.mock.use_story("boom")
    session.save_all()
    saved, _ = load_saved_mock(make_workspace(workspace.paths.data.parent))
    assert saved.mock is not None
    assert saved.mock.answer.story == "boom"


def test_report_names_the_stories_and_warns_of_repeated_ones(used: MockSession) -> None:
    data = used.workspace.paths.data
    save_lists(data, OwnLists(questions=("Who *decides*?",)), OwnLists())
    used.complete(count=False)
    assert used.report_path is not None
    report = used.report_path.read_text("utf-8")
    assert report.count("Story: The boom") == 2
    assert "Used more than once in this interview: The boom." in report
    assert "## Questions for the interviewers\n\n- Who \\*decides\\*?" in report
    assert "Company notes" not in report
