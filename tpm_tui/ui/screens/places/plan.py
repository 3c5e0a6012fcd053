"""The plan, and prompts to change its date and pace; each change updates the plan immediately."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.plan.plan_report import build_plan_report
from tpm_tui.practice.dates.settings import change_setting_today
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.settings.edit import SettingError
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.navigation import navigation_of
from tpm_tui.ui.pages.plan import plan_blocks
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.screens.dialogs.date_prompt import make_date_prompt
from tpm_tui.ui.screens.dialogs.line_prompt import LinePrompt
from tpm_tui.ui.screens.places.place_screen import PlaceScreen


class PlanScreen(PlaceScreen):
    """The plan. Changing it modifies no card."""

    place = "plan"
    title_text = "Plan"
    own_scope = Scope.PLAN

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {
            **super().handlers(),
            "open": self.practise_row,
            "plan-date": self.change_date,
            "plan-answers": self.change_answers,
            "plan-minutes": self.change_minutes,
        }

    def practise_row(self) -> None:
        """Practise the question under the cursor."""
        if self.page.cursor:
            navigation_of(self).go_to_question(self.page.cursor)

    def change_date(self) -> None:
        """Set or remove the interview date."""

        def show(message: str) -> None:
            self.show_place()
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
            self.show_place()
            return ""

        self.app.push_screen(LinePrompt(prompt, "" if current == empty else current, validate=change))

    def build_blocks(self) -> Sequence[Block]:
        """Return the plan of the current settings."""
        workspace = self.workspace
        questions, cards = workspace.bank.topic_by_question, workspace.store.cards
        report = build_plan_report(
            questions, cards, workspace.today(), workspace.plan_settings, workspace.answer_times()
        )
        return plan_blocks(report, workspace.bank, self.glyphs)
