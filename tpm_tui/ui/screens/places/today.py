"""Today, the first screen: what is due, and a row for everything that one can do."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.exchange.plan.sentences import describe_left
from tpm_tui.practice.resume import find_unfinished, resume_prompt
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.screens.places.place_screen import PlaceScreen

RESUME_ROW = "resume-session"
ROWS = ("practise-due", "mock", "search", "study-set", "drill")


class TodayScreen(PlaceScreen):
    """The home of the app."""

    place = "today"
    title_text = "Today"
    own_scope = Scope.TODAY

    def __init__(self, workspace: Workspace, problems: Sequence[Problem] = ()) -> None:
        """
        Args:
            workspace: settings, bank and progress.
            problems: found in the learner's files.
        """
        super().__init__(workspace)
        self.problems = problems

    def handlers(self) -> Handlers:
        """Return the handlers of the rows."""
        return {**super().handlers(), "open": self.open_row, "exit": self.exit_app}

    def build_blocks(self) -> Sequence[Block]:
        """Return the counts and the rows."""
        agenda: Agenda = self.workspace.agenda()
        blocks = [Block(line(describe_left(agenda)))]
        unfinished = find_unfinished(self.workspace)
        if unfinished is not None:
            blocks.append(Block(line(resume_prompt(self.workspace, unfinished)), item=RESUME_ROW, gap=1))
        for id in ROWS:
            action = BY_ID[id]
            key = self.keymap.display_key(action, self.scope)
            blocks.append(Block(join((f"{action.name:<28}", "bold"), (key, "bold $accent")), item=id))
        return blocks

    async def open_row(self) -> None:
        """Run the action of the row under the cursor."""
        row = self.page.cursor
        if row != RESUME_ROW:
            await self.action_run(row)
            return
        unfinished = find_unfinished(self.workspace)
        if unfinished is not None:
            navigation_of(self).resume(unfinished)
