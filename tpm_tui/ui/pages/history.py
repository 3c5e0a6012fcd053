"""The pages of a question's history: the list of attempts, one attempt, and the word diff of two."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.reports.history.attempts import Attempt, PointChanges, attempt_before, compare_points
from tpm_tui.core.reports.history.own_version import OwnVersion
from tpm_tui.core.reports.history.word_diff import DiffKind, WordDiff
from tpm_tui.core.session.answer_parts import planned_parts
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.history.attempts_text import grades_line, length_text, mode_text, points_text
from tpm_tui.exchange.history.diff_text import (
    CUT_NOTE,
    NO_TEXT,
    SAME_NOTE,
    Comparison,
    compared_title,
    marked,
    point_lines,
)
from tpm_tui.exchange.history_text import question_heading
from tpm_tui.exchange.own_answers.sections import MY_VERSION, NO_TRANSCRIPT
from tpm_tui.exchange.phrases import plural
from tpm_tui.exchange.speaking_text import describe_part_times
from tpm_tui.ui.pages.sections import section_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import MEASURE, Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain

NO_ATTEMPTS = "No answers yet. The first one appears here after its grade."
GRADE_STYLES = {"again": "$lost", "hard": "$due", "good": "$made", "easy": "bold $made"}
DIFF_STYLES: dict[DiffKind, str] = {"same": "", "gone": "$lost", "new": "bold $made"}
MARK_EXPLANATION = "[-gone-] {+new+}"
SHOWN_CHARACTERS = 60_000
"""Characters of an answer that are shown: the time to lay out a page grows with them."""
LONG_ANSWER = (
    f"These are the first {SHOWN_CHARACTERS:,} characters; `tpm-tui history {{}} --attempt {{}}` prints all."
)
GRADES_WIDTH = 30
"""Columns of the line of grades beside the title."""


def attempts_blocks(
    question: str,
    attempts: Sequence[Attempt],
    bank: Bank,
    glyphs: Glyphs,
    version: OwnVersion | None = None,
    *,
    trend: bool = False,
) -> list[Block]:
    """Return the list of attempts, newest first; the item of each is its number.

    Args:
        question: id of the question, which may have been removed from the bank.
        attempts: its attempts, oldest first.
        bank: the title of the question, and which points are must points.
        glyphs: the marks of the interface.
        version: the own version, whose attempt is marked.
        trend: whether to show how the delivery changes.
    """
    blocks = [Block(line(question_heading(question, bank), "bold"), wide=True)]
    if not attempts:
        return [*blocks, Block(line(NO_ATTEMPTS, "$dim"), gap=1)]
    grades = join((grades_line(attempts, MEASURE - GRADES_WIDTH), "$dim"))
    blocks.append(Block(join((plural(len(attempts), "attempt"), "$dim"), ("  grades: ", "$dim"), grades)))
    if trend:
        from tpm_tui.core.delivery.trend import compute_trend
        from tpm_tui.exchange.delivery.section import trend_lines

        rows = trend_lines(compute_trend(attempt.review.answer for attempt in attempts))
        blocks += [Block(line(row, "$dim"), gap=0 if index else 1) for index, row in enumerate(rows)]
    return [*blocks, *attempt_rows(attempts, glyphs, gap=1, version=version)]


def attempt_rows(
    attempts: Sequence[Attempt], glyphs: Glyphs, gap: int, version: OwnVersion | None = None
) -> list[Block]:
    """Return a row for each attempt, newest first; the item of each is its number.

    Args:
        attempts: the attempts, oldest first.
        glyphs: the marks of the interface.
        gap: blank lines above each.
        version: the own version, whose attempt is marked.
    """
    return [
        _row(attempt, attempt_before(attempts, attempt.number), glyphs, gap, version)
        for attempt in reversed(attempts)
    ]


def attempt_blocks(
    attempt: Attempt, before: Attempt | None, bank: Bank, glyphs: Glyphs, pace: int | None = None
) -> list[Block]:
    """Return one attempt in full: its figures, the wording, the answer, and the ticks.

    Args:
        attempt: the attempt.
        before: the attempt before it.
        bank: which points are must points.
        glyphs: the marks of the interface.
        pace: words that the learner speaks in a minute, for remarks on the answer; None for no remarks.
    """
    review = attempt.review
    title = f"{question_heading(review.question, bank)}, attempt {attempt.number}"
    blocks = [Block(line(title, "bold"), wide=True), Block(_figures(attempt, glyphs))]
    if review.prompt:
        blocks.append(Block(line(review.prompt, "$dim"), gap=1))
    question = bank.by_id.get(review.question)
    if times := describe_part_times(review.parts or (), planned_parts(question)):
        blocks.append(Block(line(times, "$dim")))
    missing = NO_TRANSCRIPT if attempt.is_spoken else "Nothing was typed."
    blocks.append(heading("answer"))
    answer = review.answer.strip()
    blocks += paragraphs(plain(answer[:SHOWN_CHARACTERS]), gap=0) or [Block(line(missing, "$dim"))]
    if len(answer) > SHOWN_CHARACTERS:
        blocks.append(Block(line(LONG_ANSWER.format(review.question, attempt.number), "$due"), gap=1))
    blocks += _remarks(attempt, bank, glyphs, pace)
    if attempt.points:
        blocks.append(heading("points", line(points_text(attempt), "$dim")))
        blocks += _ticks(attempt, bank)
    if before is not None and (changes := _changes(attempt, before)):
        blocks.append(heading(f"since attempt {before.number}"))
        blocks.append(Block(changes))
    return blocks


def _remarks(attempt: Attempt, bank: Bank, glyphs: Glyphs, pace: int | None) -> list[Block]:
    from tpm_tui.core.delivery.past_answer import remarks_on_review
    from tpm_tui.exchange.delivery.section import remarks_section

    section = remarks_section(remarks_on_review(attempt.review, bank, pace), spoken=attempt.is_spoken)
    return [] if section is None else section_blocks(section, glyphs)


def diff_blocks(comparison: Comparison) -> list[Block]:
    """Return the word diff of two answers; marks say what is gone and new, not only colors."""
    blocks = [Block(line(compared_title(comparison), "bold"))]
    for label, names in point_lines(comparison.points):
        blocks.append(Block(line(names), lead=join((f"{label}: ", "$dim"))))
    return [*blocks, *word_blocks(comparison.words)]


def word_blocks(words: WordDiff) -> list[Block]:
    """Return the word diff of two answers below its heading."""
    blocks = [heading("words", line(MARK_EXPLANATION, "$dim"))]
    if not words.parts or words.is_same:
        blocks.append(Block(line(SAME_NOTE if words.parts else NO_TEXT, "$dim")))
    else:
        pieces = [join((marked(part), DIFF_STYLES[part.kind]), part.space) for part in words.parts]
        blocks += paragraphs(Content("").join(pieces), gap=0)
    if words.is_cut:
        blocks.append(Block(line(CUT_NOTE, "$due"), gap=1))
    return blocks


def _row(
    attempt: Attempt, before: Attempt | None, glyphs: Glyphs, gap: int, version: OwnVersion | None
) -> Block:
    text = _figures(attempt, glyphs)
    if version is not None and version.is_attempt(attempt):
        text = join(text, (f"  {MY_VERSION}", "bold $accent"))
    if before is not None and (changes := _changes(attempt, before)):
        text = join(text, "\n", changes)
    return Block(text, lead=join((f"{attempt.number:>3}  ", "$dim")), item=str(attempt.number), gap=gap)


def _figures(attempt: Attempt, glyphs: Glyphs) -> Content:
    """Return date, grade, points, time, length and box of an attempt."""
    word = attempt.grade.word
    pieces = [
        line(attempt.day.isoformat()),
        join((f"{word:<5}", GRADE_STYLES[word])),
        line(f"{points_text(attempt)} points" if attempt.points else "no points"),
        line(format_clock(attempt.review.seconds)),
        line(length_text(attempt)),
        line(mode_text(attempt).replace("->", glyphs.arrow), "$dim"),
    ]
    return Content("  ").join(pieces)


def _changes(attempt: Attempt, before: Attempt) -> Content:
    """Return the points that were gained and lost since the attempt before; empty if there are none."""
    return Content("\n").join(change_lines(compare_points(before, attempt)))


def change_lines(changes: PointChanges) -> list[Content]:
    """Return a line for the points that were gained, and one for those that were lost, if there are any."""
    gained = line(f"+ {', '.join(changes.gained)}", "$made") if changes.gained else Content("")
    lost = line(f"- {', '.join(changes.lost)}", "$lost") if changes.lost else Content("")
    return [each for each in (gained, lost) if each]


def _ticks(attempt: Attempt, bank: Bank) -> list[Block]:
    """Return the points of an attempt in the order of the question, with checkboxes."""
    question = bank.by_id.get(attempt.review.question)
    order = {point.name: index for index, point in enumerate(question.key_points)} if question else {}
    must = {point.name for point in question.key_points if point.must} if question else set()
    covered = set(attempt.review.covered)
    names = sorted(
        (*attempt.review.covered, *attempt.review.missed), key=lambda name: order.get(name, len(order))
    )
    return [
        Block(
            line(name, "" if name in covered else "$dim"),
            lead=join(
                ("[x] " if name in covered else "[ ] ", "$made" if name in covered else "$lost"),
                "! " if name in must else "  ",
            ),
        )
        for name in names
    ]
