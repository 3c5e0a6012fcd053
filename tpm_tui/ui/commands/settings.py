"""Changing settings in the app: toggle, choose or type a value, reset it, or edit the file."""

from __future__ import annotations

import os
from collections.abc import Callable

import msgspec

from tpm_tui.core.errors import TpmError
from tpm_tui.practice.dates.settings import change_setting_today, reset_setting
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.setting import SETTINGS, Setting
from tpm_tui.ui.pages.places.settings import choice_in_words
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt

RULES = ("intervals", "miss")
"""Settings from which all boxes are computed."""
ON_OPENING = ("ascii", "keymap")
"""Settings that an open session uses in part only: it has its marks and hints already."""

END_SESSION_FIRST = "End the open session first: all boxes are computed again from this setting."
SET_BY_DEFAULT = "{name} has its default already."
USED_AFTER_RESTART = "It is used after a restart of tpm-tui."
USED_ON_OPENING = "What is open already shows it fully when it is opened again."
NOTHING_CHANGED = "The setting is as before."


class SettingEditor:
    """Changes settings from a screen, and shows the change at once."""

    def __init__(self, screen: ActionScreen, on_change: Callable[[], None]) -> None:
        """
        Args:
            screen: opens the prompts and shows the notices.
            on_change: shows the screen again.
        """
        self._screen = screen
        self._on_change = on_change
        self._workspace = screen.workspace

    async def change(self, name: str) -> None:
        """Change a setting: the next choice, the theme chooser, a line, or the file."""
        setting = SETTINGS[name]
        if name == "theme":
            await self._screen.action_run("theme")
        elif setting.is_nested:
            self.edit_file(name)
        elif not self._may_change(name):
            self._screen.show_notice(END_SESSION_FIRST)
        elif setting.choices:
            self._choose_next(setting)
        else:
            self._type(setting)

    def reset(self, name: str) -> None:
        """Set a setting back to its default.

        Raises:
            StorageError: the file cannot be written.
        """
        if not self._may_change(name):
            self._screen.show_notice(END_SESSION_FIRST)
            return
        before = self._workspace.config
        try:
            is_removed = reset_setting(self._workspace, name)
        except TpmError as error:
            self._screen.show_notice(str(error), error=True)
            return
        if is_removed:
            shown = choice_in_words(SETTINGS[name], edited_text(SETTINGS[name].default))
            self._show(before, f"{name}: {shown or 'default'}.")
        else:
            self._screen.show_notice(SET_BY_DEFAULT.format(name=name))

    def edit_file(self, name: str = "") -> None:
        """Open the settings file in the external editor, at the line of a setting."""
        from tpm_tui.storage.files.private import make_private_folder
        from tpm_tui.ui.terminal.external_editor import run_editor

        workspace, before = self._workspace, self._workspace.config
        line, _ = workspace.loaded_config.places.get(name, (1, 1))
        make_private_folder(workspace.paths.config.parent)
        editor = workspace.config.find_editor(os.environ)
        failure = run_editor(self._screen.app, editor, workspace.paths.config, line)
        workspace.reload_config()
        after = workspace.config
        changed = [each for each in SETTINGS if getattr(before, each) != getattr(after, each)]
        self._show(before, f"Changed: {', '.join(changed)}." if changed else NOTHING_CHANGED)
        if failure:
            self._screen.show_notice(failure, error=True)

    def _may_change(self, name: str) -> bool:
        return name not in RULES or not is_session_open(self._screen)

    def _choose_next(self, setting: Setting) -> None:
        current = edited_text(getattr(self._workspace.config, setting.name))
        choices = setting.choices
        error = self._write(setting, choices[(choices.index(current) + 1) % len(choices)])
        if error:
            self._screen.show_notice(error, error=True)

    def _type(self, setting: Setting) -> None:
        current = edited_text(getattr(self._workspace.config, setting.name))

        def validate(text: str) -> str:
            return "" if text == current else self._write(setting, text)

        prompt = f"{setting.name}: {setting.about.description} {setting.hint[:1].upper()}{setting.hint[1:]}."
        self._screen.app.push_screen(LinePrompt(prompt, current, validate=validate))

    def _write(self, setting: Setting, text: str) -> str:
        """Write a value and show the change; return the error, or ""."""
        before = self._workspace.config
        try:
            shown = change_setting_today(self._workspace, setting.name, text)
        except TpmError as error:
            return str(error)
        self._show(before, f"{setting.name}: {choice_in_words(setting, shown) or 'empty'}.")
        return ""

    def _show(self, before: Config, notice: str) -> None:
        """Use the settings everywhere, and show what was changed."""
        apply_settings(self._screen, before)
        self._on_change()
        after = self._workspace.config
        changed = {each for each in SETTINGS if getattr(before, each) != getattr(after, each)}
        if any(SETTINGS[each].about.restart for each in changed):
            notice = f"{notice} {USED_AFTER_RESTART}"
        elif changed & {*ON_OPENING} and is_session_open(self._screen):
            notice = f"{notice} {USED_ON_OPENING}"
        self._screen.show_notice(notice)


def apply_settings(screen: ActionScreen, before: Config) -> None:
    """Use changed settings in all open screens.

    Args:
        screen: the screen on which they were changed.
        before: the settings until now.
    """
    app, workspace = screen.app, screen.workspace
    after = workspace.config
    if after.rules != before.rules and not is_session_open(screen):
        workspace.reload_progress()
    if after.theme != before.theme and after.theme in app.available_themes:
        app.theme = after.theme
    app.set_class(after.ascii, "-ascii")
    for each in app.screen_stack:
        if isinstance(each, ActionScreen):
            each.read_settings()


def is_session_open(screen: ActionScreen) -> bool:
    """Return whether a practice session or a mock interview is open below a screen."""
    return any(isinstance(each, ActionScreen) and not each.place for each in screen.app.screen_stack)


def edited_text(value: object) -> str:
    """Return the value of a setting as it is typed: the items of a list separated by commas."""
    match msgspec.to_builtins(value):
        case bool() as truth:
            return str(truth).lower()
        case None:
            return "none"
        case list() | tuple() as items:
            return ", ".join(map(str, items))
        case plain:
            return str(plain)
