"""The practice app: one practice session on one screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.screen import Screen

from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.session.session import Form
from tpm_tui.practice.session import PracticeSession
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.settings.themes import ThemeFile
from tpm_tui.ui.base_app import BaseApp
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import select_glyphs
from tpm_tui.ui.screens.practice.screen import PracticeScreen

if TYPE_CHECKING:
    from tpm_tui.core.session.recall import RecallCard


class PracticeApp(BaseApp):
    """The practice app."""

    def __init__(
        self,
        workspace: Workspace,
        queue: Sequence[str],
        themes: dict[str, ThemeFile],
        problems: tuple[Problem, ...] = (),
        form: Form = "answer",
        found: UnfinishedSession | None = None,
        *,
        drill: bool = False,
        recall: Sequence[RecallCard] = (),
    ) -> None:
        """
        Args:
            workspace: the bank, the settings and the learner's progress.
            queue: question ids in the order in which they are asked.
            themes: themes by name.
            problems: problems found in the learner's files.
            form: full answers, or the short form.
            found: an unfinished session that the first screen offers to resume.
            drill: whether the queue is a drill, which moves no boxes.
            recall: cards of a recall drill to start with.
        """
        super().__init__(workspace, themes, lambda: self.practice_session.save_all())
        self.practice_session = PracticeSession(workspace, queue, form, drill)
        config = workspace.config
        self.practice = PracticeScreen(
            self.practice_session,
            select_glyphs(config.ascii),
            Keymap.from_setting(config.keymap),
            problems,
            found,
        )
        self.practice.recall = recall
        self.home = self.practice

    def get_default_screen(self) -> Screen[None]:
        """Return the practice screen."""
        return self.practice
