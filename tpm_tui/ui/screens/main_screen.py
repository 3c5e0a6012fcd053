"""The base of the practice and mock screens: keys from the action table, notices, autosave."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from textual.screen import Screen
from textual.timer import Timer

from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.keys.actions import BY_ID, Action, Scope
from tpm_tui.ui.keys.bindings import add_action_bindings
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import line
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import Notice

AUTOSAVE_SECONDS = 0.7
"""Seconds from the first unsaved key to the write; a killed terminal loses less than a second of text."""


class MainScreen(Screen[None]):
    """The bottom screen of an app, from its first frame to its last."""

    AUTO_FOCUS = ""

    help_group: ClassVar[str] = "Practice"
    """The group of keys that help lists first."""

    _autosave: Timer | None = None
    _quit_warned = False
    """Whether the learner was warned that quitting loses text."""

    def __init__(self, actions: Iterable[Action], glyphs: Glyphs, keymap: Keymap) -> None:
        """
        Args:
            actions: every action of this screen; the scope of each says when it is available.
            glyphs: the characters to draw with.
            keymap: the learner's keys.
        """
        super().__init__()
        self.glyphs = glyphs
        self.keymap = keymap
        self._bindings = add_action_bindings(self._bindings, actions, keymap)

    @property
    @abstractmethod
    def scope(self) -> Scope:
        """The current scope, which decides which actions are available."""

    @property
    @abstractmethod
    def active_page(self) -> Page:
        """The page that the movement keys act on."""

    @abstractmethod
    def save_text(self) -> None:
        """Save what was typed.

        Raises:
            WriteError: it could not be written.
        """

    @abstractmethod
    def show_label(self) -> None:
        """Show how long the answer is, and whether it is saved."""

    @abstractmethod
    def show_keys(self) -> None:
        """Show the footer for the current scope."""

    @abstractmethod
    async def action_quit(self) -> None:
        """Save everything and quit."""

    @property
    def editor(self) -> AnswerEditor:
        """The answer editor."""
        return self.query_one("#editor", AnswerEditor)

    def on_descendant_focus(self) -> None:
        """Update the footer for the focused widget."""
        if self.is_mounted:
            self.show_keys()

    def on_descendant_blur(self) -> None:
        """Update the footer when no widget has focus."""
        if self.is_mounted:
            self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow only actions whose scope includes the current one."""
        row = BY_ID.get(action.replace("_", "-"))
        if row is None or not self.is_mounted:
            return True
        return bool(row.scope & self.scope)

    def on_key(self) -> None:
        """Hide the notice on the next key."""
        self.remove_class("-noticed")

    def show_notice(self, text: str, *, error: bool = False) -> None:
        """Show a notice in place of the footer until the next key.

        Args:
            text: one or two sentences.
            error: show it in the error style.
        """
        self.query_one(Notice).update(line(text, "bold $lost" if error else "$dim"))
        self.add_class("-noticed")

    def save(self) -> None:
        """Save what was typed and update the label; a write error is shown as a notice."""
        if self._autosave is not None:
            self._autosave.stop()
            self._autosave = None
        try:
            self.save_text()
        except WriteError as error:
            self.show_notice(str(error), error=True)
        self.show_label()

    def schedule_save(self) -> None:
        """Save within `AUTOSAVE_SECONDS`."""
        if self._autosave is None:
            self._autosave = self.set_timer(AUTOSAVE_SECONDS, self.save)

    def quit_or_warn(self, error: str) -> None:
        """Quit; after a write error, only on the second call.

        Args:
            error: what could not be saved; empty if everything was.
        """
        if error and not self._quit_warned:
            self._quit_warned = True
            self.show_notice(f"{error}. Quit again to quit without saving.", error=True)
        else:
            self.app.exit()

    def action_write(self) -> None:
        """Focus the editor."""
        self.set_focus(self.editor, scroll_visible=False)

    def action_down(self) -> None:
        """Move the cursor down."""
        self.active_page.move(1)

    def action_up(self) -> None:
        """Move the cursor up."""
        self.active_page.move(-1)

    def action_page_down(self) -> None:
        """Scroll down by a page."""
        self.active_page.page_by(1)

    def action_page_up(self) -> None:
        """Scroll up by a page."""
        self.active_page.page_by(-1)

    def action_top(self) -> None:
        """Go to the first row."""
        self.active_page.jump_to_end(bottom=False)

    def action_bottom(self) -> None:
        """Go to the last row."""
        self.active_page.jump_to_end(bottom=True)

    def action_help(self) -> None:
        """Show all keys."""
        from tpm_tui.ui.pages.help import help_blocks
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen

        self.app.push_screen(PagerScreen(help_blocks(self.keymap, self.help_group)))

    def action_palette(self) -> None:
        """Open the command palette."""
        self.app.action_command_palette()

    def action_redraw(self) -> None:
        """Redraw the screen."""
        self.app.refresh(layout=True)
