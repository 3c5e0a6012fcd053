"""Today as lines for plain mode."""

from __future__ import annotations

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.reports.today.details import TodayDetails
from tpm_tui.core.reports.today.summary import TodaySummary
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.style import Role, Style, no_style
from tpm_tui.core.text.typed_date import weekday_and_day
from tpm_tui.exchange.plan.sentences import TOPIC_COLUMNS
from tpm_tui.exchange.text_table import INDENT, bar, cells, table, wrap
from tpm_tui.exchange.today import sentences

APP_TITLE = "tpm-tui"
_BAR_WIDTH = 10
"""Cells of a bar."""
_BARS_MIN_WIDTH = 60
"""Cells of a line from which there are bars."""
_LABEL_WIDTH = 12
"""Cells of the labels of the last lines."""


class TodayLines:
    """Writes Today as lines of at most `width` cells."""

    def __init__(
        self, summary: TodaySummary, bank: Bank, width: int = 80, blocks: bool = True, style: Style = no_style
    ) -> None:
        """
        Args:
            summary: the quick part.
            bank: the topics.
            width: cells of a line, at least 40.
            blocks: whether bars and separators may be other characters than ASCII.
            style: styles headings.
        """
        self._summary = summary
        self._bank = bank
        self._width = width
        self._style = style
        self._separator = " · " if blocks else ", "
        self._full, self._empty = ("▪", "▫") if blocks else ("#", ".")

    def text(self, unfinished: UnfinishedSession | None = None, details: TodayDetails | None = None) -> str:
        """Return all lines, with a newline at the end.

        Args:
            unfinished: the session that can be resumed, if there is one.
            details: the part that needs more of the history; without it, it is left out.
        """
        summary = self._summary
        lines = self._header()
        if summary.is_first_run:
            lines += ["", *wrap(sentences.WELCOME, self._width)]
        lines += ["", *self._plan(details)]
        if unfinished:
            lines += wrap(sentences.resume_text(unfinished, summary.today), self._width)
        if not summary.dates and summary.past:
            lines += wrap(sentences.NEXT_DATE_HINT, self._width)
        if not summary.is_first_run:
            lines += ["", *self.topics(), *self._last(details)]
        return "\n".join(lines) + "\n"

    def topics(self) -> list[str]:
        """Return the readiness of the topics as a table, weakest first."""
        summary = self._summary
        if not summary.topics:
            return []
        totals = self._separator.join((sentences.ready_count(summary), sentences.met_count(summary)))
        rows: list[tuple[str, ...]] = [("", "", *TOPIC_COLUMNS)]
        for topic in summary.topics:
            label = clean_line(self._bank.topic_by_id[topic.topic].label)
            figures = (f"{topic.met}/{topic.questions}", str(topic.ready), str(topic.missed))
            rows.append((label, self._bar(topic.ready, topic.questions), *figures))
        if self._width < _BARS_MIN_WIDTH:
            rows = [(label, *figures) for label, _, *figures in rows]
        right = frozenset(range(len(rows[0]) - len(TOPIC_COLUMNS), len(rows[0])))
        heading = wrap(f"{sentences.ready_heading(summary)}: {totals}", self._width)
        lines = table(rows, self._width - len(INDENT), right)
        return [*(self._style(line, Role.HEADING) for line in heading), *(INDENT + line for line in lines)]

    def _header(self) -> list[str]:
        summary = self._summary
        day = weekday_and_day(summary.today)
        right = self._separator.join((day, sentences.nearest_date(summary)))
        gap = self._width - cells(APP_TITLE) - cells(right)
        lines = [f"{APP_TITLE}{' ' * gap}{right}"] if gap > 0 else [APP_TITLE, *wrap(right, self._width)]
        later = [sentences.countdown(each, summary.today) for each in summary.dates[1:]]
        return lines + (wrap(self._separator.join(later), self._width) if later else [])

    def _plan(self, details: TodayDetails | None) -> list[str]:
        summary = self._summary
        parts = sentences.plan_parts(summary)
        if summary.is_done:
            parts.append(sentences.next_day_text(summary.upcoming, summary.today))
        streak = sentences.streak_text(details.streak if details else summary.streak)
        return wrap(self._separator.join([*parts, streak] if streak else parts), self._width)

    def _last(self, details: TodayDetails | None) -> list[str]:
        summary = self._summary
        lines: list[str] = [""]
        if details and details.weak_points:
            lines += self._labelled("Next time", sentences.weak_points_text(details.weak_points))
        if summary.last:
            difference = details.difference if details else None
            parts = sentences.last_session_parts(summary.last, difference, summary.today)
            lines += self._labelled("Last", self._separator.join(parts))
        return lines if len(lines) > 1 else []

    def _labelled(self, label: str, text: str) -> list[str]:
        first, *rest = wrap(text, self._width - _LABEL_WIDTH)
        return [
            self._style(f"{label:<{_LABEL_WIDTH}}", Role.HEADING) + first,
            *(" " * _LABEL_WIDTH + line for line in rest),
        ]

    def _bar(self, count: int, total: int) -> str:
        filled = bar(round(count * _BAR_WIDTH / total) or min(count, 1), _BAR_WIDTH, _BAR_WIDTH, self._full)
        return filled + self._empty * (_BAR_WIDTH - len(filled))
