"""Starting a mock interview, or resuming the one that was stopped."""

from __future__ import annotations

from contextlib import ExitStack

from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.mock.interview import Mock
from tpm_tui.exchange import messages
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import archive_mock, begin_mock, load_saved_mock
from tpm_tui.storage.files.errors import StorageError
from tpm_tui.storage.progress.mock_file import MockFile
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen

RESUME_MOCK = "resume"


class MockCommands:
    """The command that opens a mock interview from any screen but a mock interview."""

    def __init__(self, screen: ActionScreen) -> None:
        self._screen = screen
        self._workspace = screen.workspace

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {"mock": self.choose}

    def choose(self) -> None:
        """Choose a format, or the interview that was stopped; go back to one that is open below."""
        if navigation_of(self._screen).go_back_to(Scope.MOCK & ~Scope.MOCK_DONE):
            return
        self._screen.save()
        saved, _ = load_saved_mock(self._workspace)
        items = [] if saved.mock is None else [_resume_row(saved.mock)]
        items += [
            Block(join((f"{name:<8}", "bold"), (format.title, "$dim")), item=name)
            for name, format in PRESETS.items()
        ]
        dialog = ChoiceScreen("Mock interview", items, items[0].item)
        self._screen.ask(dialog, lambda chosen: self._start(chosen) if chosen else None)

    def _start(self, chosen: str) -> None:
        """Start a format, or resume.

        Raises:
            StorageError: another process has the interview open, or something cannot be read or written.
        """
        lock = ExitStack()
        lock.enter_context(MockFile(self._workspace.paths.data).locked())
        try:
            session, notice = self._open(chosen)
        except StorageError:
            lock.close()
            raise
        if session is None:
            lock.close()
            self._screen.show_notice(messages.NO_QUESTIONS_TO_ASK)
            return
        from tpm_tui.ui.screens.mock.screen import MockScreen

        self._screen.app.push_screen(MockScreen(session, notice, lock))

    def _open(self, chosen: str) -> tuple[MockSession | None, str]:
        saved, damage = load_saved_mock(self._workspace)
        notice = str(damage) if damage else ""
        if chosen == RESUME_MOCK and saved.mock is not None:
            return MockSession(self._workspace, saved.mock, saved), notice or messages.MOCK_RESUMED
        if saved.mock is not None:
            archive_mock(self._workspace, saved)
            saved, _ = load_saved_mock(self._workspace)
        return begin_mock(self._workspace, PRESETS[chosen], saved), notice


def _resume_row(mock: Mock) -> Block:
    place = f"question {mock.place + 1} of {len(mock.answers)}"
    return Block(join((f"{RESUME_MOCK:<8}", "bold"), (place, "$dim")), item=RESUME_MOCK)
