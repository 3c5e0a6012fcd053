"""The page shown instead of a question: the end of a session, nothing due, or an empty bank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from textual.content import Content

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.leitner import INTERVALS
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.plan.ahead.expectation import Expectation
from tpm_tui.core.reports.missed_points import PointStatistics
from tpm_tui.core.text.file_names import escape_undecoded
from tpm_tui.core.text.speech import format_clock
from tpm_tui.core.text.typed_date import weekday_and_day
from tpm_tui.exchange.phrases import percent
from tpm_tui.exchange.plan.expected_text import AFTER_INTERVIEW, IN_OVER_A_YEAR
from tpm_tui.exchange.plan.sentences import describe_left
from tpm_tui.exchange.today.sentences import SESSION_BEFORE, difference_text, percentage_points
from tpm_tui.practice.records.session_trend import SessionTrend
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

SHOWN_PROBLEMS = 8


class Offer(Struct, frozen=True):
    """A way to continue practising, with its key."""

    key: str
    text: str


class Summary(Struct, frozen=True):
    """The data of the page."""

    bank: Bank
    agenda: Agenda
    reviews: tuple[Review, ...]
    """The reviews of this session."""
    offers: tuple[Offer, ...] = ()
    report: Path | None = None
    boxes: int = len(INTERVALS)
    problems: Sequence[str] = ()
    """Problems found in bank, config, themes and progress."""
    expected: Mapping[str, Expectation] = {}
    """When the reviewed questions are asked again, by id; those that are suspended are left out."""
    date_key: str = ""
    """The key that sets the interview's date; empty if a date is set."""
    trend: SessionTrend = SessionTrend()
    """How the session compares with those before it."""
    report_keys: tuple[str, str] = ("", "")
    """The keys that read the report and copy its path."""


def summary_blocks(summary: Summary, glyphs: Glyphs) -> list[Block]:
    """Return the page: what was answered, which boxes changed, what is due next, and how to continue."""
    blocks = [Block(_title(summary, glyphs), gap=0), Block(_next(summary.agenda), gap=0)]
    if summary.date_key:
        blocks.append(
            Block(
                line(f"No interview date is set: press {summary.date_key} to set it and your pace.", "$dim")
            )
        )
    if summary.trend.shares:
        blocks.insert(1, Block(_trend(summary.trend.shares, glyphs), gap=0))
    if summary.reviews:
        blocks += _moved(summary, glyphs)
    if summary.trend.weakest:
        blocks += _weakest(summary.trend.weakest)
    if summary.offers:
        blocks.append(heading("continue with"))
        blocks += [
            Block(line(offer.text), lead=join((f"{offer.key:<4}", "bold $accent")))
            for offer in summary.offers
        ]
    if summary.report:
        read, copy = summary.report_keys
        keys = join(
            (read, "bold $accent"),
            (" reads it  ", "$dim"),
            (copy, "bold $accent"),
            (" copies the path", "$dim"),
        )
        blocks += [heading("report", keys), Block(line(escape_undecoded(str(summary.report))), wide=True)]
    if summary.problems:
        blocks += _problems(summary.problems)
    return blocks


def format_day(day: date, today: date) -> str:
    """Return the text for a day: `today`, `tomorrow, Mon 23 Nov`, `in 3 days, Wed 25 Nov`."""
    days = (day - today).days
    if days <= 0:
        return "today"
    name = weekday_and_day(day)
    return f"tomorrow, {name}" if days == 1 else f"in {days} days, {name}"


def _title(summary: Summary, glyphs: Glyphs) -> Content:
    if not summary.bank.questions:
        return join(("There are no questions to practise.", "bold"))
    count = len(summary.reviews)
    if count:
        answers = "1 answer" if count == 1 else f"{count} answers"
        seconds = sum(review.seconds for review in summary.reviews)
        made = sum(len(review.covered) for review in summary.reviews)
        total = made + sum(len(review.missed) for review in summary.reviews)
        points = f" {glyphs.dot} {made} of {total} key points" if total else ""
        return join(
            (f"Session done: {answers}", "bold"),
            (f"  {format_clock(seconds)} of answering{points}", "$dim"),
        )
    if summary.agenda.queue:
        return join(("Nothing graded in this session.", "bold"))
    return join(("Nothing is due now.", "bold"))


def _next(agenda: Agenda) -> Content:
    if agenda.queue:
        return line(describe_left(agenda), "$dim")
    if agenda.next_due is None:
        return line("Add questions with `tpm-tui bank new`.", "$dim")
    return line(f"Next questions come {format_day(agenda.next_due, agenda.today)}.", "$dim")


def _moved(summary: Summary, glyphs: Glyphs) -> list[Block]:
    blocks = [heading("boxes")]
    for review in summary.reviews:
        question = summary.bank.by_id.get(review.question)
        number = f"{question.number:>3} " if question and question.number is not None else "    "
        label = question.label if question else review.question
        up = review.box_after > review.box_before
        style = "$made" if up else "$lost" if review.box_after < review.box_before else "$dim"
        again = format_expected(summary.expected.get(review.question))
        right = Content(" ").join(
            [
                line(f"{review.grade.word:<5}"),
                box_text(review.box_before, summary.boxes, glyphs),
                line(glyphs.arrow, style),
                box_text(review.box_after, summary.boxes, glyphs),
            ]
        )
        text = join(line(label), (f"  {again}", "$dim"))
        blocks.append(Block(text, lead=join((number, "$dim")), right=right))
    return blocks


def format_expected(expected: Expectation | None) -> str:
    """Return when a question is asked again, as far as it is known: `about in 3 days, Wed 25 Nov`."""
    if expected is None:
        return ""
    if expected.day is None:
        return AFTER_INTERVIEW if expected.has_date else IN_OVER_A_YEAR
    about = "" if expected.is_exact or (expected.day - expected.today).days == 1 else "about "
    return f"{about}{format_day(expected.day, expected.today)}"


def _trend(shares: Sequence[float], glyphs: Glyphs) -> Content:
    """Return the shares of the last sessions as a line, the last one in figures."""
    last = shares[-1]
    if len(shares) == 1:
        return line(f"{percent(last)} of points", "$dim")
    steps = glyphs.levels
    marks = "".join(steps[min(int(share * len(steps)), len(steps) - 1)] for share in shares)
    difference = last - shares[-2]
    return join(
        (marks, "$made"),
        f"  {percent(last)} of points",
        (f" {glyphs.dot} ", "$dim"),
        (
            difference_text(difference, SESSION_BEFORE),
            "$due" if percentage_points(difference) < 0 else "$made",
        ),
    )


def _weakest(points: Sequence[PointStatistics]) -> list[Block]:
    return [
        heading("weakest points"),
        *(
            Block(
                line(point.name),
                lead=Content("    "),
                right=join((f"missed {point.missed} of {point.answers}", "$due")),
            )
            for point in points
        ),
    ]


def _problems(problems: Sequence[str]) -> list[Block]:
    blocks = [heading("problems")]
    blocks += [Block(line(problem, "$dim")) for problem in problems[:SHOWN_PROBLEMS]]
    more = len(problems) - SHOWN_PROBLEMS
    if more > 0:
        blocks.append(Block(line(f"and {more} more; run `tpm-tui bank check`", "$dim")))
    return blocks
