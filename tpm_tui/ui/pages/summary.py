"""What stands in place of a question: the end of a session, nothing due, or no questions at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from textual.content import Content

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.cards.events import Review
from tpm_tui.core.plan.agenda import Agenda
from tpm_tui.core.text.speech import format_clock
from tpm_tui.ui.pages.question import box_text
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

SHOWN_PROBLEMS = 8


class Offer(Struct, frozen=True):
    """Something that can be practised now, with its key."""

    key: str
    text: str


class Summary(Struct, frozen=True):
    """What the page tells."""

    bank: Bank
    agenda: Agenda
    reviews: tuple[Review, ...]
    """What this session graded."""
    offers: tuple[Offer, ...] = ()
    report: Path | None = None
    boxes: int = 5
    problems: Sequence[str] = ()
    """What was wrong with bank, config, themes and progress."""
    date_key: str = ""
    """The key that leads to the interview's date, where none is ahead."""


def summary_blocks(rest: Summary, glyphs: Glyphs) -> list[Block]:
    """The page: what was done, what moved, when the next is due, what can be done now."""
    blocks = [Block(_title(rest, glyphs), gap=0), Block(_next(rest.agenda), gap=0)]
    if rest.date_key:
        blocks.append(
            Block(line(f"No interview is ahead: {rest.date_key} sets its date and your pace.", "$dim"))
        )
    if rest.reviews:
        blocks += _moved(rest, glyphs)
    if rest.offers:
        blocks.append(heading("go on with"))
        blocks += [
            Block(line(offer.text), lead=join((f"{offer.key:<4}", "bold $accent"))) for offer in rest.offers
        ]
    if rest.report:
        blocks += [heading("report"), Block(line(str(rest.report)), wide=True)]
    if rest.problems:
        blocks += _problems(rest.problems)
    return blocks


def when(day: date, today: date) -> str:
    """A day to come in words: `tomorrow`, `in 3 days, Wed 25 Nov`."""
    days = (day - today).days
    if days <= 0:
        return "today"
    name = f"{day:%a} {day.day} {day:%b}"
    return f"tomorrow, {name}" if days == 1 else f"in {days} days, {name}"


def _title(rest: Summary, glyphs: Glyphs) -> Content:
    if not rest.bank.questions:
        return join(("There are no questions to practise.", "bold"))
    count = len(rest.reviews)
    if count:
        answers = "1 answer" if count == 1 else f"{count} answers"
        seconds = sum(review.seconds for review in rest.reviews)
        made = sum(len(review.covered) for review in rest.reviews)
        asked = made + sum(len(review.missed) for review in rest.reviews)
        return join(
            (f"Session done: {answers}", "bold"),
            (f"  {format_clock(seconds)} of answering {glyphs.dot} {made} of {asked} key points", "$dim"),
        )
    if rest.agenda.queue:
        return join(("Nothing graded in this session.", "bold"))
    return join(("Nothing is due now.", "bold"))


def _next(agenda: Agenda) -> Content:
    if agenda.queue:
        return line(f"{agenda.due} due and {agenda.new} new are left of today's plan.", "$dim")
    if agenda.next_due is None:
        return line("Add questions with: tpm-tui bank new", "$dim")
    return line(f"The next come up {when(agenda.next_due, agenda.today)}.", "$dim")


def _moved(rest: Summary, glyphs: Glyphs) -> list[Block]:
    blocks = [heading("what moved")]
    for review in rest.reviews:
        question = rest.bank.by_id.get(review.question)
        number = f"{question.number:>3} " if question and question.number is not None else "    "
        label = question.label if question else review.question
        up = review.box_after > review.box_before
        style = "$made" if up else "$lost" if review.box_after < review.box_before else "$dim"
        due = when(review.due, rest.agenda.today) if review.due else ""
        right = Content(" ").join(
            [
                line(f"{review.grade.word:<5}"),
                box_text(review.box_before, rest.boxes, glyphs),
                line(glyphs.arrow, style),
                box_text(review.box_after, rest.boxes, glyphs),
            ]
        )
        text = join(line(label), (f"  {due}", "$dim"))
        blocks.append(Block(text, lead=join((number, "$dim")), right=right))
    return blocks


def _problems(problems: Sequence[str]) -> list[Block]:
    blocks = [heading("set aside")]
    blocks += [Block(line(problem, "$dim")) for problem in problems[:SHOWN_PROBLEMS]]
    more = len(problems) - SHOWN_PROBLEMS
    if more > 0:
        blocks.append(Block(line(f"and {more} more: tpm-tui bank check", "$dim")))
    return blocks
