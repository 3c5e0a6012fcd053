"""Opening the places, going back, and going to Today."""

from __future__ import annotations

from functools import partial

from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import PLACES, navigation_of
from tpm_tui.ui.screens.action_screen import ActionScreen


class PlaceCommands:
    """Commands that open and close places; they save typed text first."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        opened = {place: partial(self.open, place) for place in PLACES}
        return {**opened, "today": self.go_home, "back": self.back}

    def open(self, place: str) -> None:
        """Open a place."""
        self._screen.save()
        navigation_of(self._screen).open(place)

    def go_home(self) -> None:
        """Go to Today."""
        self._screen.save()
        navigation_of(self._screen).go_home()

    def back(self) -> None:
        """Go back to the screen below."""
        navigation_of(self._screen).back()
