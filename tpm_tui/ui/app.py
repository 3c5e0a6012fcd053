"""The app: themes, the control character filter, the command palette, and saving on exit."""

from __future__ import annotations

import asyncio
import os
import signal
import traceback
from collections.abc import Callable, Sequence
from typing import Protocol, cast, runtime_checkable

from rich.console import RenderableType
from rich.text import Text
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.driver import Driver
from textual.events import Event, Key, Paste
from textual.filter import LineFilter
from textual.screen import Screen

from tpm_tui.core.text.size import byte_size, cut_text
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.settings.config import DRIVER_VARIABLE, Config, DriverName
from tpm_tui.storage.settings.themes import ThemeFile
from tpm_tui.ui import styles
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.keys.delivery import InputDelivery
from tpm_tui.ui.navigation import Navigation
from tpm_tui.ui.render.text import ControlFilter
from tpm_tui.ui.render.theme import to_textual
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.lean_screen import paint_focused
from tpm_tui.ui.screens.registry import ScreenFactory
from tpm_tui.ui.terminal.cursor import TerminalCursor
from tpm_tui.ui.terminal.exit_signals import ExitSignals
from tpm_tui.ui.terminal.job_control import has_job_control
from tpm_tui.ui.terminal.startup import enable_garbage_collection
from tpm_tui.ui.terminal.type_ahead import TypeAhead
from tpm_tui.ui.unsaved_text import UnsavedText

MAX_TYPE_AHEAD_BYTES = 4095
"""What is used of the text typed before the first frame. A terminal itself holds no more of a line, and drops
the rest without a sign: a text of this size is taken as cut."""


@runtime_checkable
class CollectsTypeAhead(Protocol):
    """A driver that collects what is typed before the first frame."""

    def end_type_ahead(self) -> TypeAhead:
        """Return what was typed until now; from now on, keys are delivered."""
        ...


@runtime_checkable
class PaintsUpdates(Protocol):
    """A driver that sends only what an update changes."""

    def painted(self, update: CompositorUpdate) -> CompositorUpdate:
        """Return an update that sends only what it changes."""
        ...

    def repaint(self) -> None:
        """Paint the whole screen again."""
        ...


CONTROL_FILTER = ControlFilter()


def find_painting_driver(driver: object) -> PaintsUpdates | None:
    """Return the driver if it sends only what an update changes."""
    return driver if isinstance(driver, PaintsUpdates) else None


def select_driver(setting: DriverName) -> type[Driver] | None:
    """Return the driver's class by the setting, or by `TPM_TUI_DRIVER`; None is Textual's own driver."""
    if (os.environ.get(DRIVER_VARIABLE) or setting) == "stock":
        return None
    from tpm_tui.ui.terminal.driver import TerminalDriver

    return TerminalDriver


class TpmApp(App[None]):
    """The only app. What it shows is in its screens; the first one stays open until it exits."""

    TITLE = "tpm-tui"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        workspace: Workspace,
        themes: dict[str, ThemeFile],
        first_screen: ActionScreen,
        end_start: Callable[[], None] = enable_garbage_collection,
    ) -> None:
        """
        Args:
            workspace: settings and paths.
            themes: themes by name; the settings select one.
            first_screen: the screen at the bottom of the stack.
            end_start: called after the first frame.
        """
        # Textual loads the styles of every screen but the first.
        super().__init__(
            css_path=[*styles.EVERY_START, *first_screen.css_path],
            driver_class=select_driver(workspace.config.driver),
        )
        self.animation_level = "none"
        # Each screen would have two more widgets, which are styled before its first frame.
        self._disable_tooltips = self._disable_notifications = True
        self.workspace = workspace
        self.set_class(workspace.config.ascii, "-ascii")
        self.first_screen = first_screen
        self._end_start = end_start
        self.navigation = Navigation(self, ScreenFactory(workspace))
        self.unsaved = UnsavedText()
        self._input = InputDelivery(self)
        self._cursor = TerminalCursor(self)
        self._signals = ExitSignals(self, self._save_all, self._save_draft, self._input.accept_last_text)
        self._is_starting = True
        """Whether no frame has been painted yet."""
        self._painting_driver: PaintsUpdates | None = None
        """The driver, from the first frame on, if it paints updates."""
        self._register_themes(themes)

    def _register_themes(self, themes: dict[str, ThemeFile]) -> None:
        """Replace Textual's themes and select the configured one."""
        for name in list(self.available_themes):
            self.unregister_theme(name)
        # Under NO_COLOR Textual renders ANSI themes black on black; it can convert the others to greys.
        usable = {name: theme for name, theme in themes.items() if not (self.no_color and theme.ansi)}
        for file in (usable or themes).values():
            self.register_theme(to_textual(file))
        names = (self.workspace.config.theme, Config().theme, *self.available_themes)
        theme = next(self.available_themes[name] for name in names if name in self.available_themes)
        if theme.ansi:
            self.theme = theme.name
        else:
            # Set without Textual's watcher, which would parse the style sheet twice during startup.
            self.set_reactive(TpmApp.theme, theme.name)
            self.update_classes({"-dark-mode": theme.dark, "-light-mode": not theme.dark}, update=False)
            self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen, such that another one can take its place."""
        self.first_screen._push_result_callback(self, None)  # `switch_screen` removes that of a pushed screen
        return self.first_screen

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters plus the one that removes control characters.

        Each call returns the same filter, since rows remember their text after it: with a new one, the
        rows of all widgets would be filtered again for every update.
        """
        return [*super().get_line_filters(), CONTROL_FILTER]

    @property
    def action_screen(self) -> ActionScreen:
        """The topmost screen with actions; dialogs may be open on top of it."""
        return next(each for each in reversed(self.screen_stack) if isinstance(each, ActionScreen))

    def on_load(self) -> None:
        """Save and exit on signals from now on: the terminal is about to be taken over."""
        self._signals.install_exit_handlers()

    def on_mount(self) -> None:
        """Install the other signal handlers."""
        self._signals.install()
        self.call_after_refresh(self._end_start)

    async def on_event(self, event: Event) -> None:
        """Handle an event; keys and pastes one after the other."""
        if isinstance(event, Key | Paste) and not event.is_forwarded:
            if self.action_screen.is_active:  # else a dialog covers the notice
                self.action_screen.footer.hide_notice()
            await self._input.deliver(event)
            self.action_screen.press_key()
            self._cursor.follow_key()
            paint_focused(self.screen, self.action_screen.clock_labels)
            self.action_screen.autosave.save_if_due()
            # Let timers and the screen's painting run between two keys, however fast they arrive.
            await asyncio.sleep(0)
        else:
            await super().on_event(event)

    async def _check_bindings(self, key: str, priority: bool = False) -> bool:
        """Run the binding of a key, as Textual does; show why if the key runs nothing."""
        handled = await super()._check_bindings(key, priority)
        if not (handled or priority) and self.action_screen.is_active:
            self.action_screen.explain_key(key)
        return handled

    def on_paste(self) -> None:
        """Show that a paste which no widget has taken is lost."""
        from tpm_tui.exchange.messages import NOTHING_PASTED

        self.action_screen.show_notice(NOTHING_PASTED)

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Paint; what was typed before the first frame is text, whatever keys typed it."""
        if self._is_starting and renderable is not None and self.first_screen.is_mounted:
            self._is_starting = False
            driver: object = self._driver
            if isinstance(driver, CollectsTypeAhead):
                self._use_type_ahead(driver.end_type_ahead())
            self._painting_driver = find_painting_driver(self._driver)
        if renderable is None or self._batch_count:
            super()._display(screen, renderable)
            return
        self._cursor.before_paint(renderable)
        update: object = renderable
        if self._painting_driver is not None and isinstance(update, CompositorUpdate):
            renderable = cast("RenderableType", self._painting_driver.painted(update))
        super()._display(screen, renderable)
        self._cursor.after_paint()

    def repaint(self) -> None:
        """Paint the whole screen again, whatever the terminal shows."""
        if self._painting_driver is not None:
            self._painting_driver.repaint()
        self.refresh(layout=True)

    def _use_type_ahead(self, type_ahead: TypeAhead) -> None:
        text = cut_text(type_ahead.text, MAX_TYPE_AHEAD_BYTES)
        is_cut = byte_size(type_ahead.text) >= MAX_TYPE_AHEAD_BYTES
        if text.strip() and self.first_screen.take_type_ahead(text) and is_cut:
            from tpm_tui.exchange.messages import TYPE_AHEAD_CUT

            self.first_screen.show_notice(TYPE_AHEAD_CUT, error=True)
        if type_ahead.interrupted:
            self.exit(return_code=128 + signal.SIGINT)

    def action_suspend_process(self) -> None:
        """Stop and go back to the shell, if there is one that can continue the app."""
        if has_job_control() and self._driver is not None and self._driver.can_suspend:
            self._signals.stop(self._driver)
        else:
            from tpm_tui.exchange.messages import NO_JOB_CONTROL

            self.action_screen.show_notice(NO_JOB_CONTROL)

    def action_help_quit(self) -> None:
        """Show on ctrl+c how to quit; Textual would open a message over the text."""
        from tpm_tui.exchange.messages import how_to_quit_message

        key = self.action_screen.keymap.display_key(BY_ID["quit"])
        self.action_screen.show_notice(how_to_quit_message(key))

    async def action_show_keys(self) -> None:
        """Show the keys of the page on top, and of the screen below it."""
        await self.action_screen.action_run("help")

    async def action_quit(self) -> None:
        """Quit on Textual's built-in ctrl+q, which takes precedence over our binding, also in a dialog."""
        self.unsaved.read()
        await self.action_screen.action_run("quit")

    def on_unmount(self) -> None:
        """Save the typed text, however the app exits."""
        self._save_all()

    def _fatal_error(self) -> None:
        """Report an unexpected exception: one line for the user, the traceback for the log.

        Textual would print the traceback with the values of all variables, including the answer.
        """
        from tpm_tui.storage.files.log import log_error

        details = log_error(self.workspace.paths.log, traceback.format_exc())
        self.panic(Text(f"tpm-tui: internal error; {details}. Your text was saved."))

    def _save_draft(self) -> None:
        """Save the typed text of the screen, because the app stops."""
        self.action_screen.save()
        self.action_screen.leave_terminal()

    def _save_all(self) -> None:
        """Save the typed text of all screens. Thread-safe; an error is only logged."""
        for error in self.unsaved.save():
            self.log.error(str(error))
        self._signals.confirm_saved()
