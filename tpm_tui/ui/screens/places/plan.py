"""The plan, and prompts to change its date and pace; each change updates the plan immediately."""

from __future__ import annotations

from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.core.reports.next_days import forecast_next_days
from tpm_tui.practice.dates.past import past_interviews
from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.edit import SettingError
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.plan.data import PlanPage
from tpm_tui.ui.pages.plan.page import plan_columns
from tpm_tui.ui.render.page_columns import ColumnBlocks
from tpm_tui.ui.screens.dialogs.date_prompt import make_date_prompt
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.places.columns_screen import ColumnsScreen


class PlanScreen(ColumnsScreen):
    """The plan. Changing it modifies no card."""

    place = "plan"
    title_text = "Plan"
    own_scope = Scope.PLAN

    def __init__(self, workspace: Workspace) -> None:
        """
        Args:
            workspace: settings, bank and progress.
        """
        super().__init__(workspace)
        self._page: PlanPage | None = None

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **super().handlers(),
            "plan-date": self.change_date,
            "plan-answers": self.change_answers,
            "plan-minutes": self.change_minutes,
        }

    def change_date(self) -> None:
        """Set or remove the interview date."""

        def show(message: str) -> None:
            self._show_change()
            self.show_notice(message)

        self.app.push_screen(make_date_prompt(self.workspace, show))

    def change_answers(self) -> None:
        """Set the answers per day."""
        self._edit_setting("How many answers per day?", "per_day", str(self.workspace.config.per_day))

    def change_minutes(self) -> None:
        """Set the minutes per day."""
        current = str(self.workspace.config.minutes_per_day)
        prompt = "How many minutes per day? 0 uses the number of answers instead."
        self._edit_setting(prompt, "minutes_per_day", current, "0")

    def _edit_setting(self, prompt: str, setting: str, current: str, empty: str = "") -> None:
        """Open a prompt for a setting.

        Args:
            prompt: what to type.
            setting: its name in the config.
            current: its value now.
            empty: the value that an empty line means; if it is "", an empty line changes nothing.
        """

        def change(text: str) -> str:
            """Change the setting; return the error, or ""."""
            value = text.strip() or empty
            if not value or value == current:
                return ""
            try:
                change_setting_today(self.workspace, setting, value)
            except (SettingError, WriteError) as error:
                return str(error)
            self._show_change()
            return ""

        self.app.push_screen(LinePrompt(prompt, "" if current == empty else current, validate=change))

    def drop_data(self) -> None:
        """Build the plan again when it is shown next."""
        self._page = None

    def build_columns(self) -> ColumnBlocks:
        """Return the plan of the current settings."""
        page = self._page
        if page is None or page.report.today != self.workspace.today():
            page = self._page = self._load()
        return plan_columns(page, self.size)

    def _load(self) -> PlanPage:
        workspace, today = self.workspace, self.workspace.today()
        questions, cards = workspace.bank.topic_by_question, workspace.store.cards
        settings = workspace.plan_settings
        return PlanPage(
            report=build_plan_report(questions, cards, today, settings, workspace.answer_times()),
            next_days=forecast_next_days(questions, cards, today, settings),
            dates=settings.future_deadlines(today),
            bank=workspace.bank,
            past=past_interviews(workspace),
            cards=cards,
            glyphs=self.glyphs,
            blocks=not workspace.config.ascii,
        )

    def _show_change(self) -> None:
        self.drop_data()
        self.show_place()
