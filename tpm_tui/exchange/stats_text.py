"""The statistics as text for a terminal, and as JSON."""

from __future__ import annotations

from tpm_tui.core.cards.card import LEECH_ADVICE
from tpm_tui.core.reports.stats import READY_BOXES, Statistics
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.json_document import count_by_grade, to_json_document
from tpm_tui.exchange.phrases import (
    box_name,
    calibration_json,
    calibration_summary,
    duration,
    percent,
    plural,
)
from tpm_tui.exchange.text_table import INDENT, bar, fit, table, wrap

MAX_MISSED_POINTS = 10
"""Missed key points that are listed in the text; the JSON has all."""

LAST_DAY_MIN_WIDTH = 60
"""Cells of a line from which the topics table has a column for the day of the last answer."""


def stats_text(stats: Statistics, width: int = 80, blocks: bool = True) -> str:
    """Return the statistics in aligned columns.

    Args:
        stats: the statistics.
        width: cells of a line, at least 40.
        blocks: whether bars are small squares; if false, `#`, for ASCII-only terminals.
    """
    mark = "▪" if blocks else "#"
    grades = [(grade.word, count) for grade, count in sorted(stats.grades.items())]
    boxes = [(box_name(box), count) for box, count in enumerate(stats.boxes)]
    sections = [
        _totals(stats, width),
        ["Grades", *_bars(grades, width, mark)],
        ["Boxes", *_bars(boxes, width, mark)],
        _topics(stats, width),
        _missed(stats, width),
        _leeches(stats, width),
    ]
    return "\n\n".join("\n".join(lines) for lines in sections if lines) + "\n"


def stats_json(stats: Statistics) -> str:
    """Return the statistics as a JSON document."""
    return to_json_document(
        {
            "today": stats.today,
            "answers": stats.answers,
            "answers_this_week": stats.answers_this_week,
            "answers_today": stats.answers_today,
            "days": stats.days,
            "streak": stats.streak,
            "minutes": round(stats.seconds / 60, 1),
            "grades": count_by_grade(stats.grades),
            "questions": stats.questions,
            "met": stats.seen,
            "boxes": stats.boxes,
            "ready": stats.ready,
            "ready_share": round(stats.ready_share, 3),
            "average_seconds": _rounded(stats.average_seconds, 1),
            "average_target": _rounded(stats.average_target, 1),
            "topics": [
                {
                    "topic": topic.topic,
                    "title": topic.title,
                    "questions": topic.questions,
                    "met": topic.seen,
                    "average_box": round(topic.average_box, 2),
                    "points_made": topic.made,
                    "points": topic.point_count,
                    "share": _rounded(topic.share, 3),
                    "last": topic.last,
                }
                for topic in stats.topics
            ],
            "missed": [
                {
                    "question": point.question,
                    "number": point.number,
                    "point": point.name,
                    "must": point.must,
                    "missed": point.missed,
                    "asked": point.answers,
                }
                for point in stats.missed
            ],
            "recalls": stats.recalls,
            "recalls_made": stats.recalls_made,
            "calibration": calibration_json(stats.calibration),
            "leeches": [
                {"question": leech.question, "number": leech.number, "lapses": leech.lapses}
                for leech in stats.leeches
            ],
        }
    )


def _totals(stats: Statistics, width: int) -> list[str]:
    if not stats.answers:
        return ["No answers yet.", *_recalls(stats)]
    lines = [
        f"{plural(stats.answers, 'answer')} on {plural(stats.days, 'day')}: "
        f"{stats.answers_this_week} in the last 7 days, {stats.answers_today} today",
        f"{plural(stats.streak, 'day')} in a row, {duration(stats.seconds)} of answering",
    ]
    if stats.average_seconds is not None and stats.average_target is not None:
        average, target = (
            format_clock(round(stats.average_seconds)),
            format_clock(round(stats.average_target)),
        )
        lines.append(f"Average answer {average}, target {target}")
    if stats.calibration.is_recorded:
        lines.append(f"Confidence: {calibration_summary(stats.calibration)}")
    lines += _recalls(stats)
    highest = [str(box) for box in range(1, len(stats.boxes))][-READY_BOXES:]
    lines.append(
        f"Ready: {stats.ready} of {plural(stats.questions, 'question')} "
        f"({percent(stats.ready_share)}) in box {' or '.join(highest)}"
    )
    return [part for line in lines for part in wrap(line, width)]


def _recalls(stats: Statistics) -> list[str]:
    return [f"Recall cards: {stats.recalls} asked, {stats.recalls_made} made"] if stats.recalls else []


def _bars(counts: list[tuple[str, int]], width: int, mark: str) -> list[str]:
    names = max(len(name) for name, _ in counts)
    figures = max(len(str(count)) for _, count in counts)
    most = max(count for _, count in counts)
    room = max(1, width - len(INDENT) - names - figures - 4)
    return [
        f"{INDENT}{fit(name, names)}  {count:>{figures}}  {bar(count, most, room, mark)}".rstrip()
        for name, count in counts
    ]


def _topics(stats: Statistics, width: int) -> list[str]:
    if not stats.topics:
        return []
    rows = [["Topic", "seen", "box", "points made", "last"]]
    for topic in stats.topics:
        rows.append(
            [
                topic.title,
                f"{topic.seen}/{topic.questions}",
                f"{topic.average_box:.1f}",
                "-" if topic.share is None else percent(topic.share),
                topic.last.isoformat() if topic.last else "-",
            ]
        )
    columns = len(rows[0]) if width >= LAST_DAY_MIN_WIDTH else len(rows[0]) - 1
    return table([row[:columns] for row in rows], width, right=frozenset({1, 2, 3}))


def _missed(stats: Statistics, width: int) -> list[str]:
    if not stats.missed:
        return []
    lines = ["Most often missed"]
    for point in stats.missed[:MAX_MISSED_POINTS]:
        question = point.title if point.number is None else f"{point.number}. {point.title}"
        must = " (must)" if point.must else ""
        ratio = f"{point.missed} of {point.answers}  "
        first, *rest = wrap(f"{point.name}{must}, {question}", width - len(INDENT) - len(ratio))
        lines.append(INDENT + ratio + first)
        lines += [INDENT + " " * len(ratio) + line for line in rest]
    return lines


def _leeches(stats: Statistics, width: int) -> list[str]:
    if not stats.leeches:
        return []
    lines = wrap(f"Leeches: {LEECH_ADVICE}", width)
    for leech in stats.leeches:
        name = leech.title if leech.number is None else f"{leech.number}. {leech.title}"
        lines += [INDENT + line for line in wrap(f"{leech.lapses} lapses: {name}", width - len(INDENT))]
    return lines


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
