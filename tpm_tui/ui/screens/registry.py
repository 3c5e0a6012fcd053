"""The screens that the app opens by name. Each is imported when it is opened first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tpm_tui.core.session.session import Form
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.screens.action_screen import ActionScreen

if TYPE_CHECKING:
    from tpm_tui.core.session.resume import UnfinishedSession


class ScreenFactory:
    """Creates the places and the practice screen."""

    def __init__(self, workspace: Workspace) -> None:
        """
        Args:
            workspace: settings, bank and progress, for every screen.
        """
        self._workspace = workspace

    def make_place(self, name: str) -> ActionScreen:
        """Return a new screen for the name of a place.

        Raises:
            ValueError: there is no such place.
        """
        workspace = self._workspace
        match name:
            case "today":
                from tpm_tui.ui.screens.places.today import TodayScreen

                return TodayScreen(workspace)
            case "plan":
                from tpm_tui.ui.screens.places.plan import PlanScreen

                return PlanScreen(workspace)
            case "progress":
                from tpm_tui.ui.screens.places.progress import ProgressScreen

                return ProgressScreen(workspace)
            case "reports":
                from tpm_tui.ui.screens.places.reports import ReportsScreen

                return ReportsScreen(workspace)
            case "stories":
                from tpm_tui.ui.screens.stories.screen import StoriesScreen

                return StoriesScreen(workspace)
            case "settings":
                from tpm_tui.ui.screens.places.settings import SettingsScreen

                return SettingsScreen(workspace)
            case "topics":
                from tpm_tui.ui.screens.places.topics import TopicsScreen

                return TopicsScreen(workspace)
            case _:
                raise ValueError(f"no place {name}")

    def make_practice(
        self,
        queue: Sequence[str],
        form: Form = "answer",
        *,
        drill: bool = False,
        unfinished: UnfinishedSession | None = None,
    ) -> ActionScreen:
        """Return a practice screen.

        Args:
            queue: ids of the questions, in order.
            form: full answers, or the short form.
            drill: do not change boxes or due dates.
            unfinished: the session to resume instead of a new one.

        Raises:
            WriteError: the session to resume is open in another process.
        """
        from tpm_tui.practice.session import PracticeSession
        from tpm_tui.ui.screens.practice.screen import PracticeScreen

        practice_session = PracticeSession(self._workspace, queue, form, drill)
        if unfinished is not None:
            practice_session.queue.resume_session(unfinished)
        return PracticeScreen(practice_session)
