"""The lists of Progress: weak points and leeches to open, and the totals."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.cards.card import LEECH_ADVICE
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.typed_date import weekday_and_day
from tpm_tui.exchange.phrases import percent
from tpm_tui.exchange.progress import sentences
from tpm_tui.exchange.progress.marking import drift_text
from tpm_tui.exchange.stats_text import MAX_MISSED_POINTS
from tpm_tui.exchange.today.sentences import streak_text
from tpm_tui.ui.pages.places.row_names import RowKind
from tpm_tui.ui.pages.progress.data import ProgressPage
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

_LABEL_WIDTH = 13
_DAY_WIDTH, _ANSWERS_WIDTH, _SHARE_WIDTH = 10, 13, 8
_MAX_SESSIONS = 7
_ROOM_FOR_QUESTION = 70
"""Cells of a row from which a weak point has the title of its question."""


def weak_point_blocks(
    page: ProgressPage, width: int, gap: int, limit: int = MAX_MISSED_POINTS
) -> list[Block]:
    """Return the weakest key points, at most `limit`; each can be drilled. Empty if there is none."""
    points = page.stats.weak_points
    if not points:
        return []
    shown = points[:limit]
    notes = [line(f"{len(shown)} of {len(points)}", "$dim")] if len(points) > len(shown) else []
    names = [join(line(point.name), (" !", "$due") if point.must else "") for point in shown]
    name_width = max(name.cell_length for name in names) + 2
    ratio_width = max(len(sentences.missed_ratio(point)) for point in shown)
    blocks = [heading(sentences.WEAK_HEADING, *notes, gap=gap)]
    for place, (point, name) in enumerate(zip(shown, names, strict=True)):
        ratio = line(f"{sentences.missed_ratio(point):>{ratio_width}}", "$due")
        item = RowKind.POINT.name_row(f"{point.question}:{place}")
        text = name
        if width >= _ROOM_FOR_QUESTION:
            text = column(name, name_width) + line(point.title, "$dim")
        blocks.append(Block(text, lead=Content(" "), item=item, right=ratio, cut=True))
    return blocks


def leech_blocks(page: ProgressPage, gap: int) -> list[Block]:
    """Return the leeches, each of which can be practised; empty if there is none."""
    leeches = page.stats.leeches
    if not leeches:
        return []
    blocks = [heading("Leeches", line(LEECH_ADVICE, "$dim"), gap=gap)]
    for leech in leeches:
        blocks.append(
            Block(
                line(leech.title),
                lead=Content(" "),
                item=RowKind.QUESTION.name_row(leech.question),
                right=line(plural(leech.lapses, "lapse"), "$due"),
                cut=True,
            )
        )
    return blocks


def session_blocks(page: ProgressPage, gap: int) -> list[Block]:
    """Return the newest sessions, the newest first; each leads to its report."""
    blocks = [heading(sentences.SESSIONS_HEADING, gap=gap)]
    for session in page.stats.sessions[: -_MAX_SESSIONS - 1 : -1]:
        share = "" if session.share is None else percent(session.share)
        text = join(
            column(weekday_and_day(session.day), _DAY_WIDTH),
            column(plural(session.answers, "answer"), _ANSWERS_WIDTH, "$dim", right=True),
            column(share, _SHARE_WIDTH, right=True),
        )
        item = RowKind.SESSION.name_row(session.session)
        blocks.append(Block(text, lead=Content(" "), item=item, cut=True))
    return blocks


def total_blocks(page: ProgressPage, gap: int = 0) -> list[Block]:
    """Return grades, calibration and time, each in a row with a label."""
    stats = page.stats
    grades = [line(f"{grade.word} {count}") for grade, count in sorted(stats.grades.items())]
    calibration = [
        line(part, "$due" if "wrong" in part else "")
        for part in sentences.calibration_parts(stats.calibration)
    ]
    drift = [line(drift_text(stats.drift))] if stats.drift else []
    times = [line(part) for part in (sentences.time_spent(stats), sentences.median_text(stats)) if part]
    rows = {"Grades": grades, "Calibration": calibration, "Marking": drift, "Time": times}
    shown = [(label, parts) for label, parts in rows.items() if parts]
    return [
        Block(
            _separate(page, parts),
            lead=_label(label),
            gap=0 if place else gap,
            wide=True,
        )
        for place, (label, parts) in enumerate(shown)
    ]


def summary_block(page: ProgressPage, label: str = "") -> Block:
    """Return the answers and the streak in one line, with a label if there are other lines like it."""
    stats = page.stats
    first, week, today = sentences.answer_parts(stats)
    others = [week, today] if stats.answers_today else [week]
    streak = streak_text(stats.streak)
    pieces = [line(first, "bold"), *(line(each, "$dim") for each in others)]
    pieces += [line(streak, "$made")] if streak else []
    return Block(_separate(page, pieces), lead=_label(label), wide=True)


def _label(text: str) -> Content:
    return join((f"{text.upper():<{_LABEL_WIDTH}}", "$dim")) if text else Content("")


def _separate(page: ProgressPage, parts: list[Content]) -> Content:
    return join((f" {page.glyphs.dot} ", "$dim")).join(parts)
