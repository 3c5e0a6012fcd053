"""The plan as text for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.interviews import PastInterview
from tpm_tui.core.plan.ahead.skip_loss import SkipLoss, describe_skip
from tpm_tui.core.plan.forecast import Forecast
from tpm_tui.core.plan.plan_report import PlanReport
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.style import Role, Style, no_style
from tpm_tui.exchange.json_document import to_json_document
from tpm_tui.exchange.plan.asked import asked_text
from tpm_tui.exchange.plan.sentences import (
    AHEAD_ASSUMES,
    PAST_INTERVIEWS,
    TOPIC_COLUMNS,
    deadline_headline,
    deadline_warning,
    describe_past,
    plan_advice,
    today_summary,
)
from tpm_tui.exchange.text_table import bar, table, wrap

DAY_BAR_WIDTH = 30
"""Cells of the longest bar."""


def plan_text(
    report: PlanReport,
    bank: Bank,
    width: int = 80,
    mark: str = "#",
    style: Style = no_style,
    past: Sequence[PastInterview] = (),
) -> str:
    """Return the plan in sections, each line at most `width` cells wide, with a newline at the end.

    Args:
        report: the plan.
        bank: the questions that can be practised.
        width: cells of a line.
        mark: the character of a bar.
        style: styles headings.
        past: the past interviews, oldest first.
    """

    def heading(text: str) -> list[str]:
        return [style(line, Role.HEADING) for line in wrap(text, width)]

    lines: list[str] = []
    for forecast in report.forecasts:
        lines += wrap(deadline_headline(forecast, report.today), width)
        lines += [line for text in deadline_warning(forecast, bank) for line in wrap(text, width)]
    lines += [line for text in plan_advice(report) for line in wrap(text, width)]
    lines += ["", *heading(f"Today: {today_summary(report)}")]
    rows = []
    for planned in report.planned:
        question = bank.by_id[planned.question]
        number = "" if question.number is None else str(question.number)
        rows.append((number, clean_line(question.label), planned.reason))
    lines += [f"  {line}" for line in table(rows, width - 2, right=frozenset({0}))] if rows else []
    lines += ["", *heading(f"Days ahead, {AHEAD_ASSUMES}: reviews + new")]
    most = max((day.answers for day in report.ahead), default=0)
    digits = max((len(str(len(day.new))) for day in report.ahead), default=1)
    for day in report.ahead:
        name = f"{day.day:%a} {day.day.day:>2} {day.day:%b}"
        chart = bar(len(day.reviews), most, DAY_BAR_WIDTH, mark) + bar(len(day.new), most, DAY_BAR_WIDTH, "+")
        summary = "off" if day.off else f"{len(day.reviews):>2} + {len(day.new):>{digits}}  {chart}"
        lines.append(f"  {name}  {summary}".rstrip())
    lines += ["", *heading("Topics")]
    lines += [f"  {line}" for line in table(_topic_rows(report, bank), width - 2, right=frozenset({1, 2, 3}))]
    if past:
        lines += ["", *heading(PAST_INTERVIEWS)]
        for each in past:
            lines += [f"  {line}" for line in wrap(describe_past(each), width - 2)]
            asked = [asked_text(one, bank) for one in each.asked]
            lines += [f"    {line}" for text in asked for line in wrap(f"asked: {text}", width - 4)]
    return "\n".join(lines) + "\n"


def _topic_rows(report: PlanReport, bank: Bank) -> list[tuple[str, ...]]:
    """Return the rows of the topics, with a header: how many are met, stick, and were missed last time."""
    rows: list[tuple[str, ...]] = [("", *TOPIC_COLUMNS, "")]
    for each in report.readiness:
        label = clean_line(bank.topic_by_id[each.topic].label)
        met, sticks = f"{each.met}/{each.questions}", f"{each.ready}/{each.questions}"
        rows.append((label, met, sticks, str(each.missed), each.light.value))
    return rows if report.readiness else []


def plan_json(report: PlanReport, past: Sequence[PastInterview] = ()) -> str:
    """Return the plan as a JSON document; the arguments are those of `plan_text`."""
    return to_json_document(
        {
            "today": report.today.isoformat(),
            "budget": report.settings.budget,
            "minutes": report.settings.time.minutes if report.settings.time else None,
            "minutes_needed": report.minutes,
            "seconds": {"new": report.times.new, "repeated": report.times.repeated},
            "interview": report.settings.interview.isoformat() if report.settings.interview else None,
            "plan": [
                {"question": each.question, "why": each.why.value, "reason": each.reason}
                for each in report.planned
            ],
            "answered": report.answered,
            "forecasts": [_forecast(each) for each in report.forecasts],
            "skip": describe_skip(report.skips[0]),
            "skips": [_skip(each) for each in report.skips],
            "retention": {"answers": report.retention.answers, "good": report.retention.good},
            "ahead": [
                {
                    "day": day.day.isoformat(),
                    "reviews": len(day.reviews),
                    "new": len(day.new),
                    "off": day.off,
                }
                for day in report.ahead
            ],
            "topics": [
                {
                    "topic": each.topic,
                    "questions": each.questions,
                    "ready": each.ready,
                    "met": each.met,
                    "missed_last": each.missed,
                    "light": each.light.value,
                }
                for each in report.readiness
            ],
            "past_interviews": [
                {
                    "day": each.day.isoformat(),
                    "name": clean_line(each.name),
                    "note": clean_line(each.note),
                    "asked": [
                        {"text": clean_line(one.text), "question": clean_line(one.question) or None}
                        for one in each.asked
                    ],
                }
                for each in past
            ],
        }
    )


def _skip(loss: SkipLoss) -> dict[str, object]:
    return {
        "day": loss.deadline.day.isoformat() if loss.deadline else None,
        "name": loss.deadline.name if loss.deadline else None,
        "will_meet": loss.seen_if_skipped,
        "reviews_lost": loss.reviews_lost,
        "line": describe_skip(loss),
    }


def _forecast(forecast: Forecast) -> dict[str, object]:
    drop: Sequence[str] = forecast.drop
    return {
        "day": forecast.deadline.day.isoformat() if forecast.deadline else None,
        "name": forecast.deadline.name if forecast.deadline else None,
        "days": forecast.days,
        "answers": forecast.answers,
        "planned": forecast.planned,
        "later_days": forecast.later_days,
        "left_today": forecast.left_today,
        "met": forecast.seen,
        "will_meet": forecast.will_see,
        "total": forecast.total,
        "drop": list(drop),
        "line": forecast.summary,
    }
