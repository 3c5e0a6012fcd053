"""What the two screens that stay have in common: keys from the table, a notice, and what is typed is kept."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import ClassVar

from textual.screen import Screen
from textual.timer import Timer

from tpm_tui.storage.files.errors import WriteError
from tpm_tui.ui.keys.actions import BY_ID, Action, Scope
from tpm_tui.ui.keys.bindings import with_actions
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import line
from tpm_tui.ui.widgets.editor import AnswerEditor
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import Notice

AUTOSAVE_SECONDS = 0.7
"""From the first unsaved key to the words on disk; a killed terminal loses less than a second."""


class MainScreen(Screen[None]):
    """The screen under all others, from the app's first frame to its last."""

    AUTO_FOCUS = ""

    own_keys: ClassVar[str] = "Practice"
    """The group of keys that help begins with."""

    _autosave: Timer | None = None
    _warned = False
    """Whether the learner was told that quitting loses something."""

    def __init__(self, actions: Iterable[Action], glyphs: Glyphs, keymap: Keymap) -> None:
        """
        Args:
            actions: what can be done here at all; each row's scope says when.
            glyphs: the signs to paint with.
            keymap: the learner's keys.
        """
        super().__init__()
        self.glyphs = glyphs
        self.keymap = keymap
        self._bindings = with_actions(self._bindings, actions, keymap)

    @property
    @abstractmethod
    def scope(self) -> Scope:
        """Where the learner is, which decides what the keys do."""

    @property
    @abstractmethod
    def moving(self) -> Page:
        """The page that the keys move over."""

    @abstractmethod
    def save_text(self) -> None:
        """Save what was typed.

        Raises:
            WriteError: it is not there.
        """

    @abstractmethod
    def show_label(self) -> None:
        """How long the answer is, and whether it is saved."""

    @abstractmethod
    def show_keys(self) -> None:
        """The footer for where the learner is."""

    @abstractmethod
    async def action_quit(self) -> None:
        """End, and keep everything."""

    @property
    def editor(self) -> AnswerEditor:
        """The answer editor."""
        return self.query_one("#editor", AnswerEditor)

    def on_descendant_focus(self) -> None:
        """The keys depend on where the cursor is."""
        if self.is_mounted:
            self.show_keys()

    def on_descendant_blur(self) -> None:
        """Likewise where it is nowhere."""
        if self.is_mounted:
            self.show_keys()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what the table allows here."""
        row = BY_ID.get(action.replace("_", "-"))
        if row is None or not self.is_mounted:
            return True
        return bool(row.scope & self.scope)

    def on_key(self) -> None:
        """A key that was pressed has read the notice."""
        self.remove_class("-noticed")

    def say(self, text: str, *, bad: bool = False) -> None:
        """Tell what happened, in one line where it fits; the next key takes it away."""
        self.query_one(Notice).update(line(text, "bold $lost" if bad else "$dim"))
        self.add_class("-noticed")

    def save(self) -> None:
        """Put what was typed on disk, and say so."""
        if self._autosave is not None:
            self._autosave.stop()
            self._autosave = None
        try:
            self.save_text()
        except WriteError as fault:
            self.say(str(fault), bad=True)
        self.show_label()

    def save_soon(self) -> None:
        """Something was typed: it is on disk within a second."""
        if self._autosave is None:
            self._autosave = self.set_timer(AUTOSAVE_SECONDS, self.save)

    def quit_unless(self, fault: str) -> None:
        """Quit at once; where something could not be saved, only when asked again."""
        if fault and not self._warned:
            self._warned = True
            self.say(f"{fault}. Quitting again loses it.", bad=True)
        else:
            self.app.exit()

    def action_write(self) -> None:
        """Into the editor."""
        self.set_focus(self.editor, scroll_visible=False)

    def action_down(self) -> None:
        """The cursor down."""
        self.moving.move(1)

    def action_up(self) -> None:
        """The cursor up."""
        self.moving.move(-1)

    def action_page_down(self) -> None:
        """A screenful on."""
        self.moving.page_by(1)

    def action_page_up(self) -> None:
        """A screenful back."""
        self.moving.page_by(-1)

    def action_top(self) -> None:
        """To the first row."""
        self.moving.ends(bottom=False)

    def action_bottom(self) -> None:
        """To the last row."""
        self.moving.ends(bottom=True)

    def action_help(self) -> None:
        """All keys."""
        from tpm_tui.ui.pages.help import help_blocks
        from tpm_tui.ui.screens.dialogs.pager import PagerScreen

        self.app.push_screen(PagerScreen(help_blocks(self.keymap, self.own_keys)))

    def action_palette(self) -> None:
        """Commands by name."""
        self.app.action_command_palette()

    def action_redraw(self) -> None:
        """Draw anew."""
        self.app.refresh(layout=True)
