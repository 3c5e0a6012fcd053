"""The statistics as text for a terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Callable

from tpm_tui.core.cards.card import LEECH_ADVICE
from tpm_tui.core.cards.ready import READY_DAYS
from tpm_tui.core.plan.readiness import TopicReadiness
from tpm_tui.core.reports.missed_points import PointStatistics
from tpm_tui.core.reports.session_results import SessionResult
from tpm_tui.core.reports.stats import Statistics, TopicStatistics
from tpm_tui.core.text.speech import format_clock
from tpm_tui.core.text.style import Role, Style, box_role, no_style
from tpm_tui.exchange.json_document import JsonKeys, struct_to_json, to_json_document
from tpm_tui.exchange.phrases import (
    box_name,
    calibration_summary,
    percent,
    plural,
)
from tpm_tui.exchange.progress.charts import (
    calendar_lines,
    column_chart,
    forecast_chart,
    forecast_labels,
)
from tpm_tui.exchange.progress.marking import drift_text
from tpm_tui.exchange.progress.sentences import (
    ACTIVITY_HEADING,
    NEXT_DAYS_HEADING,
    NO_ANSWERS,
    POINTS_HEADING,
    answer_parts,
    median_text,
    missed_ratio,
    point_trend,
    time_spent,
)
from tpm_tui.exchange.text_table import INDENT, bar, cells, fit, table, wrap

MAX_MISSED_POINTS = 10
"""Missed key points that are listed; the JSON has all."""

LAST_DAY_MIN_WIDTH = 60
"""Cells of a line from which the topics table has a column for the day of the last answer."""

JSON_KEYS: JsonKeys = {
    Statistics: {"seen": "met"},
    TopicStatistics: {
        "seen": "met",
        "planned_seen": "planned_met",
        "made": "points_made",
        "point_count": "points",
    },
    PointStatistics: {"name": "point", "answers": "asked"},
    SessionResult: {"made": "points_made", "point_count": "points"},
    TopicReadiness: {"missed": "missed_last"},
}
"""Keys that other programs rely on, where they differ from the name of the field."""

JSON_DIGITS = {
    "minutes": 1,
    "average_seconds": 1,
    "average_target": 1,
    "median_seconds": 1,
    "median_target": 1,
    "typed_words": 1,
    "average_box": 2,
}
DEFAULT_DIGITS = 3


def stats_text(stats: Statistics, width: int = 80, blocks: bool = True, style: Style = no_style) -> str:
    """Return the statistics in aligned columns.

    Args:
        stats: the statistics.
        width: cells of a line, at least 40.
        blocks: whether bars are small squares; if false, `#`, for ASCII-only terminals.
        style: styles headings, grades and boxes.
    """
    mark = "▪" if blocks else "#"
    grades = [(grade.word, count, Role(grade.word)) for grade, count in sorted(stats.grades.items())]
    boxes = [(box_name(box), count, box_role(box)) for box, count in enumerate(stats.boxes)]
    sections = [
        _totals(stats, width),
        _activity(stats, blocks, style),
        _sessions(stats, width, blocks, style),
        [style("Grades", Role.HEADING), *_bars(grades, width, mark, style)],
        [style("Boxes", Role.HEADING), *_bars(boxes, width, mark, style)],
        _next_days(stats, width, blocks, style),
        _topics(stats, width, style),
        _missed(stats, width, style),
        _leeches(stats, width, style),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def stats_json(stats: Statistics) -> str:
    """Return the statistics as a JSON document: every field, without further code."""
    return to_json_document(struct_to_json(stats, JSON_KEYS, JSON_DIGITS, DEFAULT_DIGITS))


def _answers_line(stats: Statistics) -> str:
    if not stats.answers:
        return NO_ANSWERS
    first, *others = answer_parts(stats)
    return f"{first}: {', '.join(others)}"


def _days_line(stats: Statistics) -> str:
    if not stats.answers:
        return ""
    return f"{plural(stats.streak, 'day')} in a row, {time_spent(stats)}"


def _average_line(stats: Statistics) -> str:
    if stats.average_seconds is None or stats.average_target is None:
        return ""
    average, target = (format_clock(round(each)) for each in (stats.average_seconds, stats.average_target))
    return f"Average answer {average}, target {target}"


def _spoken_line(stats: Statistics) -> str:
    if not stats.spoken:
        return ""
    if stats.typed_words is None:
        return f"{stats.spoken} spoken"
    return f"{stats.spoken} spoken; half of the typed ones have {round(stats.typed_words)} words or more"


def _median_line(stats: Statistics) -> str:
    text = median_text(stats)
    return text[:1].upper() + text[1:]


def _confidence_line(stats: Statistics) -> str:
    summary = calibration_summary(stats.calibration)
    return f"Confidence: {summary}" if summary else ""


def _drift_line(stats: Statistics) -> str:
    drift = drift_text(stats.drift)
    return f"Old answers marked again: {drift}" if drift else ""


def _recalls_line(stats: Statistics) -> str:
    return f"Recall cards: {stats.recalls} asked, {stats.recalls_made} made" if stats.recalls else ""


def _ready_line(stats: Statistics) -> str:
    if not stats.answers:
        return ""
    date = ", or answered well and not due before the interview" if stats.has_date else ""
    planned = plural(stats.questions - stats.suspended, "question")
    return (
        f"Ready: {stats.ready} of {planned} ({percent(stats.planned_ready_share)}), "
        f"not missed last and in a box of {READY_DAYS} days or more{date}"
    )


def _suspended_line(stats: Statistics) -> str:
    if not stats.suspended:
        return ""
    are = "question is" if stats.suspended == 1 else "questions are"
    return f"{stats.suspended} suspended {are} not counted as ready or in the topics, only in the boxes"


TOTALS: tuple[Callable[[Statistics], str], ...] = (
    _answers_line,
    _days_line,
    _average_line,
    _median_line,
    _spoken_line,
    _confidence_line,
    _drift_line,
    _recalls_line,
    _ready_line,
    _suspended_line,
)
"""The lines of the first section, in order. Each function returns one line of text, or "" to leave it out."""


def _totals(stats: Statistics, width: int) -> list[str]:
    lines = (line(stats) for line in TOTALS)
    return [part for line in lines if line for part in wrap(line, width)]


def _bars(counts: list[tuple[str, int, Role]], width: int, mark: str, style: Style) -> list[str]:
    names = max(cells(name) for name, _, _ in counts)
    figures = max(len(str(count)) for _, count, _ in counts)
    most = max(count for _, count, _ in counts)
    room = max(1, width - len(INDENT) - names - figures - 4)
    lines = []
    for name, count, role in counts:
        chart = style(bar(count, most, room, mark), role)
        lines.append(f"{INDENT}{style(fit(name, names), role)}  {count:>{figures}}  {chart}".rstrip())
    return lines


def _topics(stats: Statistics, width: int, style: Style) -> list[str]:
    if not stats.topics:
        return []
    rows = [["Topic", "seen", "box", "points made", "last"]]
    for topic in stats.topics:
        rows.append(
            [
                topic.title,
                f"{topic.planned_seen}/{topic.planned}",
                f"{topic.average_box:.1f}",
                "-" if topic.share is None else percent(topic.share),
                topic.last.isoformat() if topic.last else "-",
            ]
        )
    columns = len(rows[0]) if width >= LAST_DAY_MIN_WIDTH else len(rows[0]) - 1
    header, *lines = table([row[:columns] for row in rows], width, right=frozenset({1, 2, 3}))
    return [style(header, Role.HEADING), *lines]


def _missed(stats: Statistics, width: int, style: Style) -> list[str]:
    if not stats.missed:
        return []
    lines = [style("Most often missed", Role.HEADING)]
    for point in stats.missed[:MAX_MISSED_POINTS]:
        question = point.title if point.number is None else f"{point.number}. {point.title}"
        must = " (must)" if point.must else ""
        ratio = f"{missed_ratio(point)}  "
        first, *rest = wrap(f"{point.name}{must}, {question}", width - len(INDENT) - len(ratio))
        lines.append(INDENT + ratio + first)
        lines += [INDENT + " " * len(ratio) + line for line in rest]
    return lines


def _leeches(stats: Statistics, width: int, style: Style) -> list[str]:
    if not stats.leeches:
        return []
    lines = [style(line, Role.HEADING) for line in wrap(f"Leeches: {LEECH_ADVICE}", width)]
    for leech in stats.leeches:
        name = leech.title if leech.number is None else f"{leech.number}. {leech.title}"
        lines += [INDENT + line for line in wrap(f"{leech.lapses} lapses: {name}", width - len(INDENT))]
    return lines


def _activity(stats: Statistics, blocks: bool, style: Style) -> list[str]:
    if not any(day.answers for day in stats.activity):
        return []
    lines = calendar_lines(stats.activity, blocks)
    return [style(ACTIVITY_HEADING, Role.HEADING), *(f"{INDENT}{line}".rstrip() for line in lines)]


def _sessions(stats: Statistics, width: int, blocks: bool, style: Style) -> list[str]:
    trend = ", ".join(point_trend(stats))
    if not trend:
        return []
    room = max(1, width - len(INDENT) - len(trend) - 2)
    shares = [session.share for session in stats.sessions[-room:]]
    heading = style(POINTS_HEADING, Role.HEADING)
    return [heading, f"{INDENT}{column_chart(shares, 1, blocks)}  {trend}"]


def _next_days(stats: Statistics, width: int, blocks: bool, style: Style) -> list[str]:
    days = stats.next_days[: width - len(INDENT)]
    if not any(day.answers for day in days):
        return []
    heading = [style(line, Role.HEADING) for line in wrap(NEXT_DAYS_HEADING, width)]
    return [*heading, INDENT + forecast_chart(days, blocks), INDENT + forecast_labels(days)]
