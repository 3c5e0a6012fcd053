"""The top of Today: what is planned, what the first run is about, and problems of the learner's files."""

from __future__ import annotations

import os.path
from collections.abc import Sequence

from textual.content import Content

from tpm_tui.exchange.today import sentences
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.pages.today.data import PROBLEMS_ROW, TodayPage
from tpm_tui.ui.render.layout import Block
from tpm_tui.ui.render.text import join, line


def counts_block(page: TodayPage, width: int) -> Block:
    """Return what is planned today, and the days in a row at the right where there is room."""
    summary = page.today.summary
    dot = Content.styled(f" {page.glyphs.dot} ", "$dim")
    pieces = _done(page) if summary.is_done else _left(page)
    fitting = pieces[:1]
    for piece in pieces[1:]:
        if dot.join([*fitting, piece]).cell_length <= width:
            fitting.append(piece)
    text = dot.join(fitting)
    details = page.extras.details if page.extras else None
    streak = line(sentences.streak_text(details.streak if details else summary.streak), "$dim")
    if not streak or text.cell_length + streak.cell_length + 2 > width:
        return Block(text, wide=True, cut=True)
    return Block(text, right=streak, wide=True, cut=True)


def intro_blocks(page: TodayPage, gap: int) -> list[Block]:
    """Return what the program is for, as long as nothing was answered; and what an empty bank means."""
    if not page.bank.questions:
        return [Block(line(sentences.EMPTY_BANK), gap=gap)]
    if page.today.summary.is_first_run:
        return [Block(line(sentences.WELCOME), gap=gap)]
    return []


def problem_blocks(page: TodayPage, shown: int, gap: int) -> list[Block]:
    """Return the first problems with file, line and remedy, and a row that opens all of them.

    Args:
        page: what is shown.
        shown: how many problems to explain; 0 for the row only.
        gap: blank lines above.
    """
    problems = page.problems
    if not problems:
        return []
    works = sentences.rest_works(len(page.bank.questions)) if page.bank.questions else ""
    title = join((f"! {sentences.problem_count(len(problems))}", "bold $due"), "  ", (works, "$dim"))
    blocks = [Block(title, lead=Content(" "), item=PROBLEMS_ROW, gap=gap, cut=True, wide=True)]
    for problem in problems[:shown]:
        blocks += explain_problem(problem, is_short=True)
    if shown and (more := len(problems) - shown) > 0:
        blocks.append(Block(line(sentences.more_problems(more), "$dim"), lead=Content("   ")))
    return blocks


def problem_page(problems: Sequence[Problem]) -> list[Block]:
    """Return a page that explains all problems."""
    blocks = [Block(line(sentences.problem_count(len(problems)), "bold"))]
    for problem in problems:
        first, *rest = explain_problem(problem)
        blocks += [Block(first.text, lead=first.lead, gap=1, wide=True), *rest]
    return blocks


def explain_problem(problem: Problem, *, is_short: bool = False) -> list[Block]:
    """Return a problem as its place, what was found, and what to do; `is_short` leaves out the folder."""
    place = f"{os.path.basename(problem.file)}:{problem.line}" if problem.line else problem.file
    place = place if is_short else problem.place
    found = join((f"{place}: " if place else "", "$due"), line(problem.message))
    if not problem.is_error:
        found = join((f"{problem.severity}: ", "$dim"), found)
    blocks = [Block(found, lead=Content("   "))]
    if problem.hint:
        blocks.append(Block(line(problem.hint, "$dim"), lead=Content("     ")))
    return blocks


def _left(page: TodayPage) -> list[Content]:
    summary = page.today.summary
    agenda = summary.agenda
    new = sentences.new_count(summary)
    pieces = [
        line(sentences.due_count(summary), "bold $due" if agenda.due or agenda.warm_up else "$dim"),
        line(new, "bold" if agenda.new else "$dim"),
        line(sentences.minutes_left(summary), "$dim"),
        line(sentences.waiting_count(summary), "$dim"),
    ]
    return [piece for piece in pieces if piece]


def _done(page: TodayPage) -> list[Content]:
    summary = page.today.summary
    if not page.bank.questions:
        return [line(sentences.NOTHING_DUE, "bold")]
    next_day = sentences.next_day_text(summary.upcoming, summary.today)
    pieces = [
        line(sentences.done_text(summary), "bold $made" if summary.agenda.answered else "bold"),
        line(next_day),
        line(sentences.waiting_count(summary), "$dim"),
    ]
    return [piece for piece in pieces if piece]
