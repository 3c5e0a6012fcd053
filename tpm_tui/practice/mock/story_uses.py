"""The stories that were used in a mock interview, in the history and in its debrief."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from tpm_tui.core.cards.events import StoryUse
from tpm_tui.core.mock.answer import Answer
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.stories.uses import repeated_stories
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace


class MockStoryUses:
    """Writes the use of a story in each answer, once."""

    def __init__(self, workspace: Workspace, mock: Mock) -> None:
        """
        Args:
            workspace: the history and the clock.
            mock: the interview.

        Raises:
            DataFolderError: the history cannot be read.
        """
        self._workspace = workspace
        self._mock = mock
        has_stories = any(answer.story for answer in mock.answers)
        uses = workspace.store.story_uses() if has_stories else []
        self._written = {use.question for use in uses if use.session == mock.id}

    def write(self, answer: Answer, review: str = "") -> None:
        """Write the use of the story of an answer, if it has one and the history does not have that.

        Args:
            answer: the answer.
            review: id of its review, which is written next; empty if it is not counted.

        Raises:
            WriteError: it was not written.
        """
        if not answer.story or answer.question in self._written:
            return
        workspace = self._workspace
        use = StoryUse(
            **entry_header(workspace),
            session=self._mock.id,
            question=answer.question,
            story=answer.story,
            review=review,
        )
        workspace.store.commit(use)
        self._written.add(answer.question)


def write_uncounted_uses(workspace: Workspace, mock: Mock) -> None:
    """Write the stories of the answers that were begun and have no use in the history yet.

    Raises:
        DataFolderError: the history cannot be read.
        WriteError: something was not written; another call writes only what is missing.
    """
    uses = MockStoryUses(workspace, mock)
    for answer in mock.answers:
        if answer.begun:
            uses.write(answer)


class UsedStories(Struct, frozen=True):
    """The stories that were used in an interview."""

    titles: Mapping[str, str] = {}
    """By id; a story that is no longer in the file has its id as its title."""
    repeated: tuple[str, ...] = ()
    """Titles of the stories that were used in several answers."""


def load_used_stories(workspace: Workspace, answers: Iterable[Answer]) -> UsedStories:
    """Return the stories that were used in the answers of an interview that were begun."""
    used = [answer.story for answer in answers if answer.begun and answer.story]
    if not used:
        return UsedStories()
    from tpm_tui.storage.stories.story_file import load_stories

    known = load_stories(workspace.paths.data, workspace.paths.cache).by_id
    titles = {story: known[story].title if story in known else story for story in used}
    return UsedStories(titles, tuple(titles[story] for story in repeated_stories(used)))
