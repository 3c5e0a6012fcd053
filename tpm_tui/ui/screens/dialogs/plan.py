"""The plan to read, and its date and pace to change: each change replans at once."""

from __future__ import annotations

from tpm_tui.core.plan.plan_report import plan_report
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.edit import SettingError, change_setting
from tpm_tui.ui.keys.actions import PLAN_ACTIONS, Scope
from tpm_tui.ui.keys.bindings import with_actions
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.plan import plan_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.widgets.page import Page
from tpm_tui.ui.widgets.status import FooterKey

NO_DATE = "none"


class PlanScreen(PagerScreen):
    """The plan. Boxes stay as they are whatever is changed, and nothing is lost."""

    def __init__(self, workspace: Workspace, glyphs: Glyphs, keymap: Keymap) -> None:
        self.workspace = workspace
        self.glyphs = glyphs
        super().__init__(self._plan())
        self._bindings = with_actions(self._bindings, PLAN_ACTIONS, keymap)
        self.keys = (
            *self.keys[:1],
            *(FooterKey(keymap.shown(action, Scope.PLAN), action.label) for action in PLAN_ACTIONS),
            *self.keys[1:],
        )

    def action_plan_date(self) -> None:
        """Set the interview's date."""
        at = self.workspace.config.interview
        self._ask("The interview's date, such as 2026-12-03; empty for none.", "interview", at, NO_DATE)

    def action_plan_answers(self) -> None:
        """Set answers a day."""
        self._ask("How many answers a day?", "per_day", str(self.workspace.config.per_day))

    def action_plan_minutes(self) -> None:
        """Set minutes a day."""
        at = str(self.workspace.config.minutes_per_day)
        self._ask("How many minutes a day? 0 goes back to a number of answers.", "minutes_per_day", at, "0")

    def _ask(self, asked: str, setting: str, at: str, empty: str = "") -> None:
        def change(written: str) -> str:
            """Change the setting; why it cannot be done, or nothing."""
            value = written.strip() or empty
            if not value or value == at:
                return ""
            try:
                change_setting(self.workspace.paths.config, setting, value)
            except (SettingError, WriteError) as fault:
                return str(fault)
            self.workspace.read_config_again()
            self.blocks = self._plan()
            self.query_one(Page).show(self.blocks)
            return ""

        self.app.push_screen(LinePrompt(asked, "" if at == empty else at, fault=change))

    def _plan(self) -> list[Block]:
        workspace = self.workspace
        questions, cards = workspace.bank.topics_in_order, workspace.store.cards
        report = plan_report(questions, cards, workspace.today(), workspace.plan_settings)
        return plan_blocks(report, workspace.bank, self.glyphs)
