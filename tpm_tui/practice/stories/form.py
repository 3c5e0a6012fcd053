"""Editing one story, from the first key until it is saved."""

from __future__ import annotations

from zlib import crc32

import msgspec
from msgspec import Struct

from tpm_tui.core.stories.story import Story
from tpm_tui.core.stories.texts import StoryTexts, story_of, texts_of
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.drafts import Draft
from tpm_tui.storage.stories.save import save_story, story_id
from tpm_tui.storage.stories.story_file import load_stories

NEW_DRAFT = "own-story-new"
"""The name of the draft of a new story among the drafts of notes."""


class _StoryDraft(Struct, frozen=True):
    """What the draft of a story holds."""

    story: str
    """Id of the story; empty for a new one."""
    texts: StoryTexts
    opened: StoryTexts | None = None
    """The texts of the story when it was opened; None in a draft of an older version."""


class StoryForm:
    """Edits one story at a time. Until it is saved, what is typed is a draft beside those of the notes."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._drafts = workspace.store.note_drafts
        self._writer = f"s{workspace.new_id()}"
        """Distinguishes the draft files of this process from those of others."""
        self._name = ""
        """The name of the draft; empty while no story is open."""
        self._story: Story | None = None
        """The story as it was opened; None for a new one."""
        self._opened = self._texts = self._on_disk = StoryTexts()
        self._parents: dict[str, int] = {}
        """The drafts that the open one continues."""

    @property
    def texts(self) -> StoryTexts:
        """What was typed so far."""
        return self._texts

    @property
    def story(self) -> Story | None:
        """The story as it was opened; None for a new one."""
        return self._story

    @property
    def is_changed(self) -> bool:
        """Whether what is typed differs from the story as it was opened."""
        return self._texts != self._opened

    def has_draft_of_new(self) -> bool:
        """Return whether a new story was typed and not saved."""
        return _read_draft(self._drafts.newest_drafts().get(NEW_DRAFT), "") is not None

    def open(self, story: Story | None) -> StoryTexts:
        """Open a story, or a new one, and return its texts: those of a draft if there is one.

        Args:
            story: the story; None for a new one.
        """
        id = story.id if story is not None else ""
        self._name = f"own-story-{crc32(id.encode()):08x}" if id else NEW_DRAFT
        self._story = story
        self._opened = self._texts = self._on_disk = texts_of(story) if story is not None else StoryTexts()
        found = self._drafts.newest_drafts().get(self._name)
        self._parents = found.parents if found is not None else {}
        if (draft := _read_draft(found, id)) is not None:
            self._texts = self._on_disk = draft.texts
            self._opened = draft.opened or self._opened
        return self._texts

    def write(self, texts: StoryTexts) -> None:
        """Set what is typed so far. `save_draft` makes it survive a kill, `save` makes it the story."""
        self._texts = texts

    def save_draft(self) -> None:
        """Write what is typed to the draft file if it changed.

        Raises:
            WriteError: the draft was not written; the texts stay here.
        """
        if self._name and self._texts != self._on_disk:
            story = self._story.id if self._story is not None else ""
            draft = _StoryDraft(story, self._texts, self._opened)
            text = msgspec.json.encode(draft).decode()
            self._drafts.save(self._name, self._writer, text, self._parents)
            self._on_disk = self._texts

    def discard(self) -> None:
        """Close without saving: the story stays as it was."""
        if self._name:
            self._drafts.discard(self._name, self._writer, self._parents)
            self._workspace.store.live_sessions.release(self._writer)
            self._name = ""

    def save(self) -> Story | None:
        """Save the story and close; return it as saved, or None if nothing was changed.

        If another process has changed the story since it was opened, or since a draft of it was begun, the
        result has another id.

        Raises:
            WriteError: the story was not saved, and stays open; the message says what to correct.
        """
        if not self.is_changed or (self._story is None and self._texts.is_empty):
            self.discard()
            return None
        workspace = self._workspace
        if self._story is not None:
            id = self._story.id
        else:
            id = story_id(self._texts.title, load_stories(workspace.paths.data, workspace.paths.cache).by_id)
        story = story_of(self._texts, id, workspace.now())
        saved = save_story(workspace.paths.data, story, replaces=self._replaced())
        self.discard()
        return saved

    def _replaced(self) -> Story | None:
        """Return the story that is replaced: as it was when the draft was begun; None for a new one."""
        story = self._story
        if story is None or self._opened == texts_of(story):
            return story
        return story_of(self._opened, story.id, self._workspace.now())


def _read_draft(found: Draft | None, story: str) -> _StoryDraft | None:
    """Return the draft of a story; None if there is none, or nothing is typed."""
    try:
        draft = msgspec.json.decode(found.text, type=_StoryDraft) if found is not None else None
    except msgspec.MsgspecError:
        return None
    return draft if draft is not None and draft.story == story and not draft.texts.is_empty else None
