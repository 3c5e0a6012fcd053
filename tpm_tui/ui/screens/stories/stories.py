"""Editing the stories from their place: the form, $EDITOR, removal, undo."""

from __future__ import annotations

import os
from collections.abc import Callable

from tpm_tui.core.stories.changes import StoryChange
from tpm_tui.core.stories.story import Story
from tpm_tui.exchange.stories import sentences
from tpm_tui.practice.stories.changes import OwnTextChanges
from tpm_tui.practice.stories.form import StoryForm
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.pages.stories.place import STORY
from tpm_tui.ui.screens.action_screen import ActionScreen


class StoryEditing:
    """The commands that change stories."""

    def __init__(self, screen: ActionScreen, show_changed: Callable[[str], None]) -> None:
        """
        Args:
            screen: the place, which saves the draft of the form.
            show_changed: shows everything again, with the cursor on a row.
        """
        self._screen = screen
        self._show_changed = show_changed
        self._workspace = screen.workspace
        self.changes = OwnTextChanges(screen.workspace)
        self.form = StoryForm(screen.workspace)
        self._notice = ""
        """What to say after the form is closed."""
        self._row = ""
        """The row of the story that was saved."""

    def show_nothing_chosen(self) -> None:
        """Show that a row must be chosen first."""
        self._screen.show_notice(sentences.NOTHING_UNDER_CURSOR)

    def open_form(self, story: Story | None) -> None:
        """Edit a story in the form; None for a new one."""
        from tpm_tui.ui.screens.stories.form import StoryFormScreen

        self.form.open(story)
        dialog = StoryFormScreen(self.form, self._save, self._screen.autosave.schedule)
        self._screen.ask(dialog, self._close_form)

    def remove(self, story: Story | None) -> None:
        """Remove a story after a question."""
        if story is None:
            self.show_nothing_chosen()
            return
        from tpm_tui.ui.screens.dialogs.key_prompt import YES_NO, KeyPrompt

        def remove(key: str | None) -> None:
            if key == "y":
                self.changes.remove_story(story)
                self._show_changed("")
                undo = self._screen.keymap.display_key(BY_ID["story-undo"], self._screen.scope)
                self._screen.show_notice(sentences.story_removed_message(story.title, undo))

        self._screen.ask(KeyPrompt(sentences.remove_story_prompt(story.title), YES_NO), remove)

    def undo(self) -> None:
        """Undo the last change of a story or a list.

        Raises:
            WriteError: nothing was undone.
        """
        change = self.changes.undo()
        if change is None:
            self._screen.show_notice(sentences.NO_CHANGE_TO_UNDO)
            return
        row, notice = "", sentences.LISTS_UNDONE
        if isinstance(change, StoryChange):
            row = f"{STORY}{change.before.id}" if change.before is not None else ""
            notice = sentences.story_undone_message(change.title)
        self._show_changed(row)
        self._screen.show_notice(notice)

    def edit_file(self, story: Story | None) -> None:
        """Open the file of the stories in $EDITOR, at a story or at the first problem.

        Raises:
            WriteError: there is no file yet, and none can be written.
        """
        from tpm_tui.storage.files.private import make_private_folder
        from tpm_tui.storage.stories.own_files import stories_path
        from tpm_tui.storage.stories.story_file import load_stories
        from tpm_tui.ui.terminal.external_editor import run_editor

        data = self._workspace.paths.data
        make_private_folder(data)
        loaded = load_stories(data)
        places = {each.id: line for each, (line, _) in zip(loaded.stories, loaded.positions, strict=True)}
        line = places.get(story.id, 1) if story is not None else 1
        if loaded.errors:
            line = max(1, loaded.errors[0].line)
        editor = self._workspace.config.find_editor(os.environ)
        failure = run_editor(self._screen.app, editor, stories_path(data), line)
        self._show_changed(f"{STORY}{story.id}" if story is not None else "")
        errors = load_stories(data).errors
        if failure or errors:
            self._screen.show_notice(failure or str(errors[0]), error=True)

    def _save(self) -> None:
        """Save the form; called by it, so that it stays open if that fails."""
        before = self.form.story
        saved = self.form.save()
        if saved is None:
            self._notice, self._row = "", f"{STORY}{before.id}" if before else ""
            return
        is_beside = before is not None and saved.id != before.id
        self.changes.record_story(None if is_beside else before, saved)
        self._notice = sentences.story_saved_message(saved.title, is_beside=is_beside)
        self._row = f"{STORY}{saved.id}"

    def _close_form(self, saved: bool | None) -> None:
        """Show the saved story, or discard what was typed."""
        if not saved:
            self.form.discard()
            self._show_changed("")
            return
        self._show_changed(self._row)
        if self._notice:
            self._screen.show_notice(self._notice)
