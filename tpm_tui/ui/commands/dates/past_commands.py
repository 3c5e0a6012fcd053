"""Commands about the past: marking an old answer again, and what was asked in an interview."""

from __future__ import annotations

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.screens.action_screen import ActionScreen


class PastCommands:
    """The commands, the same in a session and in a place."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"mark-again": self.mark_again, "asked": self.note_asked}

    def mark_again(self) -> None:
        """Mark an old answer again."""
        from tpm_tui.ui.screens.marking import open_old_answer

        open_old_answer(self._screen)

    def note_asked(self) -> None:
        """Note what was asked in the last interview."""
        from tpm_tui.ui.commands.dates.asked import open_asked

        open_asked(self._screen)
