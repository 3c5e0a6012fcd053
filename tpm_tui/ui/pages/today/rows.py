"""The rows of Today that start something: title, key, and what one gets."""

from __future__ import annotations

from msgspec import Struct
from textual.content import Content

from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.text.plural import plural
from tpm_tui.exchange.today import sentences
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.pages.today.data import NEXT_ROUND_ROW, RESUME_ROW, TodayPage
from tpm_tui.ui.render.columns import column
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line

TITLE_WIDTH, KEY_WIDTH = 27, 7
"""Cells of the first two columns; the rest of a row is its remark."""


class Row(Struct, frozen=True):
    """One row."""

    item: str
    """The id of the action that it runs, or the name of a row that runs none."""
    title: str
    keys: str = ""
    remarks: tuple[str, ...] = ()
    """Forms of the remark, the longest first; the first one that fits is shown, or none."""


def row_blocks(page: TodayPage, width: int, gap: int) -> list[Block]:
    """Return the rows.

    Args:
        page: what is shown.
        width: cells of a row.
        gap: blank lines above the first row.
    """
    rows = list_rows(page)
    has_cursor = page.cursor in ("", rows[0].item)
    return [
        _block(row, width, gap=0 if place else gap, is_current=has_cursor and not place)
        for place, row in enumerate(rows)
    ]


def list_rows(page: TodayPage) -> list[Row]:
    """Return the rows in their order: what is most worth doing comes first."""
    rows = [*_next_round(page), *_resume(page)]
    if not page.bank.questions:
        return [*rows, Row("settings", "Settings", page.key_of("settings"))]
    if page.today.summary.is_done:
        rows += [_mock(page), _drills(page), *_extra(page), _topics(page), _study_sets(page)]
    else:
        rows += [_practice(page), _mock(page), _topics(page), _study_sets(page), _drills(page)]
    return [*rows, *_cheat_sheet(page), *_triage(page), *_mark_again(page)]


def _next_round(page: TodayPage) -> list[Row]:
    summary = page.today.summary
    if summary.dates or summary.past is None:
        return []
    return [Row(NEXT_ROUND_ROW, sentences.NEXT_ROUND_TITLE, "", (sentences.passed(summary.past),))]


def _cheat_sheet(page: TodayPage) -> list[Row]:
    """Return the offer of the cheat sheet on the eve of an interview and on its day."""
    today, dates = page.today.summary.today, page.today.summary.dates
    if not dates or (dates[0].day - today).days > 1:
        return []
    from tpm_tui.exchange.stories.sentences import SHEET_TITLE, SHORT_WHAT_IS_ON_IT, WHAT_IS_ON_IT

    return [Row("cheat-sheet", SHEET_TITLE, page.key_of("cheat-sheet"), (WHAT_IS_ON_IT, SHORT_WHAT_IS_ON_IT))]


def _resume(page: TodayPage) -> list[Row]:
    unfinished = page.today.unfinished
    if unfinished is None:
        return []
    title, _, left = sentences.resume_text(unfinished, page.today.summary.today).rpartition(", ")
    return [Row(RESUME_ROW, title, "", (left,))]


def _practice(page: TodayPage) -> Row:
    agenda, key = page.today.summary.agenda, page.key_of("practise-due")
    if agenda.is_interview:
        return Row("practise-due", "Warm up", key, (sentences.WARM_UP_ORDER,))
    is_mixed = agenda.due and agenda.new
    return Row("practise-due", "Start practice", key, (sentences.ORDER,) if is_mixed else ())


def _mock(page: TodayPage) -> Row:
    key, dot = page.key_of("mock"), f" {page.glyphs.dot} "
    if page.extras and (mock := page.extras.mock):
        return Row("mock", "Mock interview", key, (sentences.stopped_mock(mock),))
    formats = sentences.mock_formats({name: each.minutes for name, each in PRESETS.items()})
    return Row("mock", "Mock interview", key, (dot.join(formats), dot.join(PRESETS)))


def _extra(page: TodayPage) -> list[Row]:
    """Return what else is worth doing when nothing is left in the plan."""
    summary = page.today.summary
    new = sum(topic.questions - topic.met for topic in summary.topics)
    met = plural(summary.met, "question met", "questions met")
    offers = (
        ("practise-weakest", "Weakest questions", summary.met, met),
        ("practise-more", "Answered longest ago", summary.met, met),
        ("practise-new", "New questions", new, f"{new} not met yet"),
    )
    return [Row(id, title, page.key_of(id), (remark,)) for id, title, count, remark in offers if count]


def _topics(page: TodayPage) -> Row:
    topics, search = page.key_of("topics"), page.key_of("search")
    counts = f"{plural(len(page.bank.questions), 'question')}, {plural(len(page.bank.topics), 'topic')}"
    if topics:
        return Row("topics", "Topics and search", f"{topics} {search}", (counts,))
    return Row("search", "Search questions", search, (counts,))


def _study_sets(page: TodayPage) -> Row:
    count = page.extras.study_sets if page.extras else 0
    return Row("study-set", "Study sets", page.key_of("study-set"), (plural(count, "set"),) if count else ())


def _drills(page: TodayPage) -> Row:
    points = page.extras.details.weak_points if page.extras else ()
    forms = (sentences.weakest_points(points[:count]) for count in range(len(points), 0, -1))
    return Row("drill", "Drills and recall", page.key_of("drill"), tuple(forms))


def _triage(page: TodayPage) -> list[Row]:
    if page.today.summary.met or not page.undecided:
        return []
    remark = sentences.undecided_count(page.undecided)
    return [Row("triage", BY_ID["triage"].name, page.key_of("triage"), (remark,))]


def _mark_again(page: TodayPage) -> list[Row]:
    if page.extras is None or not page.extras.has_old_answer:
        return []
    return [
        Row("mark-again", BY_ID["mark-again"].name, page.key_of("mark-again"), (sentences.MARK_AGAIN_OFFER,))
    ]


def _block(row: Row, width: int, gap: int, *, is_current: bool) -> Block:
    keys = "enter" if is_current else row.keys
    longest = max(8, width - KEY_WIDTH - 1)
    title_width = min(max(TITLE_WIDTH, line(row.title).cell_length + 1), longest)
    left = width - title_width - KEY_WIDTH - 1
    remark = next((form for form in row.remarks if line(form).cell_length <= left), "")
    text = join(
        column(row.title, title_width, "bold" if is_current else ""),
        column(keys, KEY_WIDTH, "bold $accent"),
        line(remark, "$dim"),
    )
    return Block(text, lead=Content(" "), item=row.item, gap=gap, wide=True, cut=True)
