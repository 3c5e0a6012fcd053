"""The commands that every screen but a dialog has, besides the general ones."""

from __future__ import annotations

from tpm_tui.ui.commands.dates.past_commands import PastCommands
from tpm_tui.ui.commands.palette import PaletteCommands
from tpm_tui.ui.commands.places import PlaceCommands
from tpm_tui.ui.commands.theme import ThemeCommands
from tpm_tui.ui.keys.dispatch import CommandGroup
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.stories.cheat_sheet_command import CheatSheetCommand


def common_commands(screen: ActionScreen) -> list[CommandGroup]:
    """Return the command groups of a session or a place."""
    return [
        PlaceCommands(screen),
        PaletteCommands(screen),
        ThemeCommands(screen),
        PastCommands(screen),
        CheatSheetCommand(screen),
    ]
