"""Which screens are open: Today at the bottom, a session and places above it.

One key opens a place from everywhere, `back` closes it, and `go_home` leads to Today. A session that is left
that way is saved and stays unfinished, so that Today can offer to resume it.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.app import App
from textual.screen import Screen

from tpm_tui.core.session.session import Form
from tpm_tui.exchange.messages import MOCK_IS_OPEN
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.screens.action_screen import ActionScreen

if TYPE_CHECKING:
    from tpm_tui.core.session.resume import UnfinishedSession

PLACES = ("plan", "progress", "stories", "reports", "settings")
"""The places that are opened from everywhere, by the ids of the actions that open them."""


class Screens(Protocol):
    """What creates the screens."""

    def make_place(self, name: str) -> ActionScreen:
        """Return a new screen for the name of a place."""
        ...

    def make_practice(
        self,
        queue: Sequence[str],
        form: Form = "answer",
        *,
        drill: bool = False,
        unfinished: UnfinishedSession | None = None,
    ) -> ActionScreen:
        """Return a practice screen for a queue, or for the session to resume."""
        ...


class Navigation:
    """Opens and closes the screens of an app; dialogs are opened by the screens themselves."""

    def __init__(self, app: App[None], screens: Screens) -> None:
        """
        Args:
            app: the running app.
            screens: creates the screens.
        """
        self._app = app
        self._screens = screens

    def toggle(self, place: str) -> None:
        """Open a place, or close it if it is on top."""
        if _place_of(self._app.screen) == place:
            self.back()
        else:
            self.open(place)

    def open(self, place: str) -> ActionScreen:
        """Open a place and return its screen; if it is open below other places only, go back to it."""
        for above, screen in enumerate(reversed(self._app.screen_stack)):
            if isinstance(screen, ActionScreen) and screen.place == place:
                self._close(above)
                return screen
            if not _place_of(screen):
                break
        opened = self._screens.make_place(place)
        self._app.push_screen(opened)
        return opened

    def back(self) -> None:
        """Close the screen on top; Today takes the place of the last one."""
        if len(self._app.screen_stack) > 1:
            self._app.pop_screen()
        else:
            self._app.switch_screen(self._screens.make_place("today"))

    def place_below(self, screen: ActionScreen) -> str:
        """Return the name of the place to which `back` leads from a screen; empty if it is Today."""
        stack = self._app.screen_stack
        below = next((low for low, high in pairwise(stack) if high is screen), None)
        place = _place_of(below) if below is not None else ""
        return "" if place == "today" else place

    def go_home(self) -> None:
        """Close everything above Today. A session is saved first; if that fails, nothing is closed."""
        stack = list(self._app.screen_stack)
        has_home = _place_of(stack[0]) == "today"
        if not self._pause(stack[1:] if has_home else stack):
            return
        self._close(len(stack) - 1)
        if not has_home:
            self.back()

    def go_back_to(self, scope: Scope) -> bool:
        """Go back to the session that is open below, if it is in a scope; return whether there is one.

        What is above it is saved and closed; if that fails, it stays open.
        """
        for above, screen in enumerate(reversed(self._app.screen_stack)):
            if isinstance(screen, ActionScreen) and screen.scope & scope:
                if self._pause(self._app.screen_stack[len(self._app.screen_stack) - above :]):
                    self._close(above)
                return True
        return False

    def practise(self, queue: Sequence[str], form: Form = "answer", *, drill: bool = False) -> None:
        """Practise questions: in the session that is open below, or in a new one.

        Args:
            queue: ids of the questions, in order.
            form: full answers, or the short form.
            drill: do not change boxes or due dates.
        """
        if self._is_in_mock():
            return
        asker = self._reach_session()
        if asker is not None:
            asker.ask_queue(queue, form, drill=drill)
        else:
            self._app.push_screen(self._screens.make_practice(queue, form, drill=drill))

    def go_to_question(self, question: str) -> None:
        """Ask one question: next in the session that is open below, or in a new session."""
        if self._is_in_mock():
            return
        asker = self._reach_session()
        if asker is not None:
            asker.ask_question(question)
        else:
            self._app.push_screen(self._screens.make_practice([question]))

    def resume(self, unfinished: UnfinishedSession) -> None:
        """Resume an interrupted session.

        Raises:
            WriteError: it is open in another process.
        """
        self._app.push_screen(self._screens.make_practice((), unfinished=unfinished))

    @property
    def report_writer(self) -> ReportWriter | None:
        """What writes the report of the session below the open places; None if there is no session."""
        for screen in reversed(self._app.screen_stack):
            view: object = getattr(screen, "view", None)
            if isinstance(view, ReportWriter):
                return view
        return None

    def _is_in_mock(self) -> bool:
        """Return whether a mock interview is open, which practice must not close; say so if there is one."""
        in_mock = any(
            isinstance(screen, ActionScreen) and screen.scope & Scope.MOCK & ~Scope.MOCK_DONE
            for screen in self._app.screen_stack
        )
        if in_mock and isinstance(self._app.screen, ActionScreen):
            self._app.screen.show_notice(MOCK_IS_OPEN, error=True)
        return in_mock

    def _reach_session(self) -> QuestionAsker | None:
        """Go back to the session below the open places; return what asks its questions, or None."""
        for above, screen in enumerate(reversed(self._app.screen_stack)):
            asker: object = getattr(screen, "asker", None)
            if isinstance(asker, QuestionAsker):
                self._close(above)
                return asker
        return None

    def _pause(self, screens: Sequence[Screen[object]]) -> bool:
        """Save the sessions among screens that are about to be closed; return whether all are saved.

        The first error is shown as a notice on the screen on top.
        """
        found = (screen.pause() for screen in screens if isinstance(screen, ActionScreen))
        error = next(filter(None, found), "")
        if error and isinstance(self._app.screen, ActionScreen):
            self._app.screen.show_notice(error, error=True)
        return not error

    def _close(self, count: int) -> None:
        """Close the screens on top of the stack."""
        for _ in range(count):
            self._app.pop_screen()


class AskQueue(Protocol):
    """Asks questions: `Navigation.practise`, or a session's `ask_queue`."""

    def __call__(self, queue: Sequence[str], form: Form = "answer", *, drill: bool = False) -> None:
        """Ask the questions, in order."""
        ...


@runtime_checkable
class QuestionAsker(Protocol):
    """A session in which other questions can be asked: the `asker` of its screen."""

    def ask_question(self, question: str) -> None:
        """Ask one question now."""
        ...

    def ask_queue(self, queue: Sequence[str], form: Form = "answer", *, drill: bool = False) -> None:
        """Ask other questions from now on."""
        ...


@runtime_checkable
class ReportWriter(Protocol):
    """A session with a report: the `view` of its screen."""

    @property
    def is_running(self) -> bool:
        """Whether the session has not ended, so that its report may be written before it does."""
        ...

    def write_report(self) -> str:
        """Write the report so far; return a notice."""
        ...


@runtime_checkable
class HasNavigation(Protocol):
    """An app whose screens can be navigated."""

    navigation: Navigation


def navigation_of(screen: ActionScreen) -> Navigation:
    """Return the navigation of the app that shows a screen."""
    app: object = screen.app
    assert isinstance(app, HasNavigation)
    return app.navigation


def _place_of(screen: Screen[object]) -> str:
    """Return the name of the place that a screen shows; empty for sessions and dialogs."""
    return screen.place if isinstance(screen, ActionScreen) else ""
