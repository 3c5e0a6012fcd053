"""Changes of the stories and lists that can be undone as long as the process runs."""

from __future__ import annotations

from msgspec.structs import replace

from tpm_tui.core.stories.changes import ListChange, OwnTextChange, StoryChange
from tpm_tui.core.stories.story import Story
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.lists import LoadedLists, load_lists, save_lists
from tpm_tui.storage.stories.save import StoryChangedError, remove_story, save_story


class OwnTextChanges:
    """Writes changes, and takes back the newest one."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._data = workspace.paths.data

    @property
    def _done(self) -> list[OwnTextChange]:
        """What can be undone, oldest first; empty again after the data was erased."""
        return self._workspace.store.own_text_changes

    def record_story(self, before: Story | None, after: Story) -> None:
        """Record a story that was saved."""
        self._done.append(StoryChange(before, after))

    def remove_story(self, story: Story) -> bool:
        """Remove a story; return whether it was still there.

        Raises:
            WriteError: it was not removed.
        """
        is_removed = remove_story(self._data, story)
        if is_removed:
            self._done.append(StoryChange(story, None))
        return is_removed

    def load_lists(self) -> LoadedLists:
        """Return the lists as they are in the file."""
        return load_lists(self._data)

    def set_text(self, name: str, old: str, text: str) -> bool:
        """Set a text of a list, add it, or remove it; return whether that changed anything.

        The text is found by its words, since another process may have changed the list meanwhile; one that is
        no longer there is added.

        Args:
            name: the list: `questions` or `company`.
            old: the text before; empty to add one.
            text: the new text; empty to remove it.

        Raises:
            WriteError: nothing was changed.
        """
        before = load_lists(self._data).lists
        texts = list(getattr(before, name))
        index = texts.index(old) if old in texts else len(texts)
        texts[index : index + 1] = [text] if text.strip() else []
        after = save_lists(self._data, replace(before, **{name: tuple(texts)}), before)
        if after != before:
            self._done.append(ListChange(before, after))
        return after != before

    def undo(self) -> OwnTextChange | None:
        """Undo the newest change and return it; None if there is none.

        Raises:
            WriteError: nothing was undone. A new story that was changed meanwhile stays, and the next undo is
                that of the change before.
        """
        if not self._done:
            return None
        match self._done[-1]:
            case ListChange(before=before, after=after):
                save_lists(self._data, before, after)
            case StoryChange(before=None, after=Story() as added):
                try:
                    remove_story(self._data, added)
                except StoryChangedError:
                    self._done.pop()
                    raise
            case StoryChange(before=Story() as old, after=after):
                save_story(self._data, replace(old, updated=self._workspace.now()), after)
        return self._done.pop()
