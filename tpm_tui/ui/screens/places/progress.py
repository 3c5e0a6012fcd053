"""Progress: the statistics of all practice, with rows that lead to practice."""

from __future__ import annotations

from tpm_tui.core.reports.stats import Statistics
from tpm_tui.exchange.progress.sentences import NO_ANSWERS
from tpm_tui.practice.statistics import load_statistics
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import BY_ID, Scope
from tpm_tui.ui.keys.dispatch import Handlers
from tpm_tui.ui.pages.progress.data import ProgressPage
from tpm_tui.ui.pages.progress.page import START_ACTION, progress_columns
from tpm_tui.ui.render.page_columns import ColumnBlocks
from tpm_tui.ui.screens.places.columns_screen import ColumnsScreen

MEASURE_KEY = "progress-minutes"


class ProgressScreen(ColumnsScreen):
    """The statistics as a page."""

    place = "progress"
    title_text = "Progress"
    own_scope = Scope.PROGRESS

    def __init__(self, workspace: Workspace) -> None:
        """
        Args:
            workspace: settings, bank and progress.
        """
        super().__init__(workspace)
        self._statistics: Statistics | None = None
        self._shows_minutes = False

    def handlers(self) -> Handlers:
        """Return the handlers by action id."""
        return {**super().handlers(), MEASURE_KEY: self.switch_measure, "copy-statistics": self.copy_text}

    def switch_measure(self) -> None:
        """Show minutes instead of answers in the calendar, or answers again."""
        if not self._load().answers:
            self.show_notice(NO_ANSWERS)
            return
        self._shows_minutes = not self._shows_minutes
        self.show_place()

    def copy_text(self) -> None:
        """Copy what `tpm-tui stats` prints."""
        from tpm_tui.exchange.stats_text import stats_text
        from tpm_tui.ui.terminal.clipboard import copy_text

        text = stats_text(self._load(), blocks=not self.workspace.config.ascii)
        result = copy_text(self.app, "the statistics", text)
        self.show_notice(result.notice, error=not result.is_sent)

    def drop_data(self) -> None:
        """Compute the statistics again when they are shown next."""
        self._statistics = None

    def build_columns(self) -> ColumnBlocks:
        """Return the statistics as of today."""
        workspace = self.workspace
        page = ProgressPage(
            stats=self._load(),
            bank=workspace.bank,
            intervals=workspace.rules.intervals,
            glyphs=self.glyphs,
            blocks=not workspace.config.ascii,
            minutes=self._shows_minutes,
            start_key=self.keymap.display_key(BY_ID[START_ACTION], self.scope),
        )
        return progress_columns(page, self.size)

    def labels(self) -> dict[str, str]:
        """Return the label of the calendar's key: what it would show, and none without a calendar."""
        if not self._load().answers:
            return {MEASURE_KEY: ""}
        return {MEASURE_KEY: "answers"} if self._shows_minutes else {}

    def _load(self) -> Statistics:
        statistics = self._statistics
        if statistics is None or statistics.today != self.workspace.today():
            statistics = self._statistics = load_statistics(self.workspace)
        return statistics
