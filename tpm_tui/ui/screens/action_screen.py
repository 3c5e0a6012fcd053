"""The base of the screens with actions: keys from the action table, a footer with notices, autosave."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widget import Widget

from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.ui.keys.actions import Action, Scope
from tpm_tui.ui.keys.bindings import add_action_bindings, is_allowed
from tpm_tui.ui.keys.dispatch import Dispatcher
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import select_glyphs
from tpm_tui.ui.screens.autosave import Autosave
from tpm_tui.ui.screens.lean_screen import LeanScreen
from tpm_tui.ui.unsaved_text import TextSource, read_text, register_text, release_text, save_text
from tpm_tui.ui.widgets.footer import Footer, NoticeRequested

if TYPE_CHECKING:
    from tpm_tui.ui.screens.dialogs.dialog import Dialog, Result


NUL_KEY = "ctrl+@"


class ActionScreen(LeanScreen):
    """A screen whose keys run actions of the table."""

    place: ClassVar[str] = ""
    """The name of the place that it shows; empty for a session."""

    def __init__(self, workspace: Workspace, actions: Iterable[Action]) -> None:
        """
        Args:
            workspace: the settings, of which the keymap and the glyphs are used.
            actions: every action of this screen; the scope of each says when it is available.
        """
        super().__init__()
        self.workspace = workspace
        self._actions = tuple(actions)
        self._own_bindings = self._bindings
        self.read_settings()
        self.dispatcher = Dispatcher(self, self.add_handlers)
        self.footer = Footer()
        self.autosave = Autosave(self, self.save_typed)
        self._text = TextSource(self.read_editor, self.save_all)
        self._quit_warned = False
        self.clock_labels: tuple[Widget, ...] = ()
        """Labels that can change with any key, because a second is over."""

    def read_settings(self) -> None:
        """Use the current marks and keys."""
        config = self.workspace.config
        self.glyphs = select_glyphs(config.ascii)
        self.keymap = Keymap.from_setting(config.keymap)
        self._bindings = add_action_bindings(self._own_bindings, self._actions, self.keymap)

    @property
    @abstractmethod
    def scope(self) -> Scope:
        """The current scope, which decides which actions are available."""

    @abstractmethod
    def show_keys(self) -> None:
        """Show the footer for the current scope."""

    def add_handlers(self) -> None:
        """Add the handlers of the actions to `dispatcher`. A subclass adds its own."""
        from tpm_tui.ui.commands.general import GeneralCommands

        self.dispatcher.add(GeneralCommands(self))

    def read_editor(self) -> None:
        """Copy the editor's text to the session, if the session still asks for it."""

    def save_text(self) -> None:
        """Write what was typed to disk.

        Raises:
            StorageError: it could not be written.
        """

    def save_all(self) -> None:
        """Write everything to disk, because the app exits or this screen was closed.

        Raises:
            StorageError: something could not be written.
        """
        self.save_text()

    def pause(self) -> str:
        """Write everything to disk, because this screen is about to be closed without ending its session.

        Returns:
            The error if something was not written; "" if the screen may be closed.
        """
        self.read_editor()
        try:
            self.save_all()
        except StorageError as error:
            return str(error)
        return ""

    def press_key(self) -> None:
        """Called after each key and paste, also one that a dialog has handled."""

    def leave_terminal(self) -> None:
        """Called before the app stops and leaves the terminal to the shell or an editor."""

    def show_saved(self) -> None:
        """Show whether the text is saved; called after each save."""

    def take_type_ahead(self, text: str) -> bool:
        """Use what was typed before the first frame; a screen without an editor discards it.

        Args:
            text: with a line feed for each Enter.

        Returns:
            Whether it is used.
        """
        from tpm_tui.exchange.messages import TYPE_AHEAD_DISCARDED

        self.show_notice(TYPE_AHEAD_DISCARDED)
        return False

    def on_mount(self) -> None:
        """Register the text of this screen, so that it is saved however the app exits."""
        register_text(self.app, self._text)

    def on_unmount(self) -> None:
        """Save the text of a closed screen."""
        release_text(self.app, self._text)

    async def action_run(self, id: str) -> None:
        """Run an action of the table: the one Textual action of all its bindings."""
        await self.dispatcher.run(id)

    def explain_key(self, key: str) -> None:
        """Show why a key runs nothing here; nothing for a NUL byte, which nobody types on purpose."""
        if key == NUL_KEY:
            return
        from tpm_tui.ui.keys.availability import explain_key

        self.show_notice(explain_key(key, self.scope, self.keymap))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Allow only actions whose scope includes the current one."""
        return not self.is_mounted or is_allowed(action, parameters, self.scope)

    def on_descendant_focus(self) -> None:
        """Update the footer for the focused widget."""
        if self.is_mounted:
            self.show_keys()

    def on_descendant_blur(self) -> None:
        """Update the footer when no widget has focus."""
        if self.is_mounted:
            self.show_keys()

    @on(NoticeRequested)
    def show_requested_notice(self, event: NoticeRequested) -> None:
        """Show a widget's notice."""
        self.show_notice(event.text)

    def show_notice(self, text: str, *, error: bool = False) -> None:
        """Show a notice in place of the footer until the next key.

        Args:
            text: one or two sentences.
            error: show it in the error style.
        """
        self.footer.show_notice(text, error=error)

    def save(self) -> None:
        """Save the text, and show whether it is saved."""
        self.save_typed()
        self.show_saved()

    def save_typed(self) -> None:
        """Read the editor, and that of a dialog, and save the text; a storage error is shown as a notice."""
        self.autosave.cancel()
        read_text(self.app)
        try:
            self.save_text()
        except StorageError as error:
            self.show_notice(str(error), error=True)

    def ask(self, dialog: Dialog[Result], then: Callable[[Result | None], None]) -> None:
        """Open a dialog; a storage error in what follows from its result is shown as a notice.

        Args:
            dialog: the dialog.
            then: called at once with its result, which is None if it was cancelled.
        """

        def use(result: Result | None) -> None:
            self.read_editor()
            try:
                then(result)
            except StorageError as error:
                self.show_notice(str(error), error=True)

        dialog.on_result = use
        self.app.push_screen(dialog)

    def quit_or_warn(self, error: str) -> None:
        """Save the text of all screens and quit; after a storage error, only on the second call.

        Args:
            error: what could not be saved; empty if everything was.
        """
        error = error or save_text(self.app)
        if error and not self._quit_warned:
            self._quit_warned = True
            self.show_notice(f"{error}. Quit again to quit without saving.", error=True)
        else:
            self.app.exit()
