"""The parts of Today below the rows: the next time, the last session, this week."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.core.reports.today.summary import WeekDay
from tpm_tui.exchange.today import sentences
from tpm_tui.ui.pages.today.data import POINT_PREFIX, TodayPage
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

NEXT_TIME = "Next time"
LAST = "Last"
THIS_WEEK = "This week"
LABEL_WIDTH, SHORT_LABEL = 12, 6
MOST_MARKS = 12
"""Longest bar of a day in cells."""
DAY_WIDTH = 5


def next_and_last(page: TodayPage, width: int, gap: int) -> list[Block]:
    """Return the weakest points and the last session as rows with a label; empty before the first answer."""
    if page.today.summary.last is None:
        return []
    points = page.extras.details.weak_points if page.extras else None
    names = sentences.weak_point_names(points, width - LABEL_WIDTH) if points else ""
    next_time = "" if points is None else names or sentences.weak_points_text(points[:1])
    return [
        _labelled(NEXT_TIME, line(next_time), LABEL_WIDTH, gap),
        _labelled(LAST, last_session(page), LABEL_WIDTH, 0),
    ]


def short_last(page: TodayPage) -> list[Block]:
    """Return the last session in one short row."""
    if page.today.summary.last is None:
        return []
    return [_labelled(LAST, last_session(page, is_short=True), SHORT_LABEL, 0)]


def last_session(page: TodayPage, *, is_short: bool = False) -> Content:
    """Return the last session: day, answers, share of points, difference to the week before.

    Args:
        page: what is shown.
        is_short: leave out the day and the last words.
    """
    summary, dot = page.today.summary, f" {page.glyphs.dot} "
    if summary.last is None:
        return Content("")
    difference = page.extras.details.difference if page.extras else None
    first, *others = sentences.last_session_parts(summary.last, None, summary.today)
    text = dot.join(others if is_short else [first, *others])
    points = sentences.percentage_points(difference) if difference is not None else 0
    if difference is None or summary.last.share is None or (is_short and not points):
        return line(text)
    words = f"{points:+}" if is_short else sentences.difference_text(difference)
    return join(text, (dot, "$dim"), (words, "$made" if points >= 0 else "$due"))


def weak_points(page: TodayPage, gap: int) -> list[Block]:
    """Return a row for each of the weakest points, which drills its question."""
    if page.today.summary.last is None:
        return []
    blocks = [heading(NEXT_TIME, line(sentences.MISSED_MOST, "$dim"), gap=gap)]
    points = page.extras.details.weak_points if page.extras else None
    if not points:
        text = "" if points is None else sentences.NO_WEAK_POINTS
        return [*blocks, Block(line(text), lead=Content(" "))]
    return blocks + [
        Block(
            line(point.name),
            lead=Content(" "),
            right=join((f"{point.missed} of {point.answers}", "$due")),
            item=f"{POINT_PREFIX}{point.question}:{place}",
            cut=True,
        )
        for place, point in enumerate(points)
    ]


def last_blocks(page: TodayPage, gap: int) -> list[Block]:
    """Return the last session under a heading."""
    if page.today.summary.last is None:
        return []
    return [heading(LAST, gap=gap), Block(last_session(page), lead=Content(" "), wide=True)]


def week_blocks(page: TodayPage, gap: int) -> list[Block]:
    """Return the days of this week: a bar and a figure or word for each."""
    summary = page.today.summary
    if not page.bank.questions:
        return []
    most = max(MOST_MARKS, *(day.answers + day.left for day in summary.week))
    blocks = [heading(THIS_WEEK, gap=gap)]
    return blocks + [
        Block(_day(page, day, most), lead=Content(" "), cut=True, wide=True) for day in summary.week
    ]


def _labelled(label: str, text: Content, label_width: int, gap: int) -> Block:
    return Block(text, lead=column(label.upper(), label_width, "$dim"), gap=gap, cut=True, wide=True)


def _day(page: TodayPage, day: WeekDay, most: int) -> Content:
    glyphs, today = page.glyphs, page.today.summary.today
    done, left = (-(-count * MOST_MARKS // most) for count in (day.answers, day.left))
    marks = join((glyphs.bar_full * done, "$made"), (glyphs.bar_empty * left, "$due"))
    return join(
        column(sentences.week_day_name(day), DAY_WIDTH, "bold" if day.day == today else ""),
        marks,
        "  " if marks else "",
        (sentences.week_day_text(day, today), "$due" if day.left else "$dim"),
    )
