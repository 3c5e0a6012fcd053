"""The learner's answer on the reveal: folded to a few rows, in full, or an older attempt in its place."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from textual.content import Content

from tpm_tui.core.reports.history.attempts import Attempt, PointChanges
from tpm_tui.core.session.scaffold import count_answer_words
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.messages import SAME_POINTS, missing_answer
from tpm_tui.exchange.own_answers.sections import MY_VERSION
from tpm_tui.exchange.phrases import answer_length, spoken_length
from tpm_tui.ui.pages.history import SHOWN_CHARACTERS, change_lines
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import MEASURE, Block, heading, layout, paragraphs
from tpm_tui.ui.render.text import join, line, plain

FOLDED_ROWS = 2
"""Rows of the text of a folded answer."""

FOLDED_CHARACTERS = 2_000
"""Characters of an answer that are laid out to fold it."""

FOLD_MARK = " ..."
"""Ends the last row of a folded answer."""

CUT_ANSWER = f"Not all is shown here, but {SHOWN_CHARACTERS:,} characters."
PASTE_TRANSCRIPT = "Paste what you said, and it is compared with the key points."


class OwnAnswer(Struct, frozen=True):
    """An answer and what it is compared with."""

    text: str
    """The current answer."""
    seconds: float
    shown: Attempt | None = None
    """The older attempt that is shown instead."""
    attempts: int = 0
    """How many older attempts there are."""
    against: Attempt | None = None
    """The older attempt that the current ticks are compared with."""
    changes: PointChanges = PointChanges()
    """Which points were gained and lost since then."""
    spoken: bool = False
    """Whether the current answer was spoken."""
    is_version: bool = False
    """Whether the answer that is shown is the own version."""
    part_times: str = ""
    """The times of the parts of the answer that is shown; empty if none were noted."""

    @property
    def shown_text(self) -> str:
        """The text that is shown."""
        return self.shown.review.answer if self.shown else self.text

    @property
    def is_spoken(self) -> bool:
        """Whether the answer that is shown was spoken."""
        return self.shown.is_spoken if self.shown else self.spoken


def answer_heading(own: OwnAnswer, glyphs: Glyphs, width: int, hint: Content) -> Block:
    """Return the row above the answer: how long it is, or which older attempt it is.

    Args:
        own: the answer.
        glyphs: the marks.
        width: columns of the row.
        hint: what the key that opens it does, at the right if there is room.
    """
    words, spoken = count_answer_words(own.shown_text), own.is_spoken
    length = answer_length(words, spoken=spoken) if words else missing_answer(spoken=spoken)
    if own.shown:
        review = own.shown.review
        title = "older answer"
        day = f"{review.day.day} {review.day:%b %Y}"
        place = f"attempt {own.shown.number} of {own.attempts}"
        facts = [place, day, review.grade.word, *_time(review.seconds), length]
    else:
        title = "your answer"
        facts = [length, *_time(own.seconds)]
        if words and not spoken:
            facts.append(spoken_length(words))
    if own.is_version:
        facts.insert(0, MY_VERSION)
    available = min(width, MEASURE) - (hint.cell_length + 2 if hint else 0)
    row = _heading_text(title, facts, glyphs)
    while row.cell_length > available and len(facts) > 1:
        facts.pop()
        row = _heading_text(title, facts, glyphs)
    return Block(row, right=hint if row.cell_length <= available else None, cut=True)


def folded_blocks(own: OwnAnswer, glyphs: Glyphs, width: int, rows: int, hint: Content) -> list[Block]:
    """Return the heading, the first rows of the answer, and how an older attempt compares.

    Args:
        own: the answer.
        glyphs: the marks.
        width: columns of the page.
        rows: rows of the text, 0 or more.
        hint: what the key that opens it does.
    """
    blocks = [answer_heading(own, glyphs, width, hint)]
    if own.part_times and rows:
        blocks.append(Block(line(own.part_times, "$dim"), cut=True))
        rows -= 1
    parts = own.shown_text.strip()[:FOLDED_CHARACTERS].split("\n")
    text = "\n".join(part for part in parts if part.strip())
    lines = layout(quote_blocks(text, glyphs), width)
    shown = [each.content for each in lines[:rows]]
    if len(lines) > rows and shown:
        shown[-1] = _cut(shown[-1], min(width, MEASURE) - len(FOLD_MARK)) + Content(FOLD_MARK)
    blocks += [Block(content, cut=True) for content in shown]
    if not lines and rows and own.is_spoken and own.shown is None:
        blocks.append(Block(line(PASTE_TRANSCRIPT, "$dim"), cut=True))
    if own.shown and rows:
        changes = Content("  ").join(change_lines(own.changes)) or line(SAME_POINTS, "$dim")
        blocks.append(Block(changes, lead=join(("since then: ", "$dim")), cut=True))
    return blocks


def open_blocks(own: OwnAnswer, glyphs: Glyphs, width: int, hint: Content, prompt: str = "") -> list[Block]:
    """Return the whole answer, and how it compares with an older attempt.

    Args:
        own: the answer.
        glyphs: the marks.
        width: columns of the page.
        hint: what the key that folds it does.
        prompt: the question, if the screen does not show it elsewhere.
    """
    blocks = [answer_heading(own, glyphs, width, hint)]
    if prompt:
        blocks = [*paragraphs(plain(prompt, "bold"), gap=0), *blocks]
    if own.part_times:
        blocks.append(Block(line(own.part_times, "$dim")))
    blocks += quote_blocks(own.shown_text[:SHOWN_CHARACTERS], glyphs)
    if own.is_spoken and own.shown is None and not own.text:
        blocks.append(Block(line(PASTE_TRANSCRIPT, "$dim")))
    if len(own.shown_text) > SHOWN_CHARACTERS:
        blocks.append(Block(line(CUT_ANSWER, "$due"), gap=1))
    if own.against:
        day = f"{own.against.day.day} {own.against.day:%b}"
        blocks.append(heading(f"against attempt {own.against.number}", line(day, "$dim")))
        blocks += [
            Block(each, rest=Content("  "))
            for each in change_lines(own.changes) or [line(SAME_POINTS, "$dim")]
        ]
    return blocks


def quote_blocks(text: str, glyphs: Glyphs) -> list[Block]:
    """Return what the learner typed, with a bar at the left; empty if there is no visible text."""
    bar = join((f"{glyphs.cursor} ", "$bar"))
    return paragraphs(plain(text), lead=bar, gap=0) if text.strip() else []


def _time(seconds: float) -> list[str]:
    """Return the time of an answer; nothing if none was recorded."""
    return [format_clock(seconds)] if seconds >= 1 else []


def _cut(row: Content, width: int) -> Content:
    """Return as many whole words of a row as fit."""
    if row.cell_length <= width:
        return row
    start = row.truncate(width)
    end = start.plain.rstrip().rfind(" ")
    return start[:end] if end > 0 else start


def _heading_text(title: str, facts: Iterable[str], glyphs: Glyphs) -> Content:
    return join((title.upper(), "$dim"), (f"  {f' {glyphs.dot} '.join(facts)}", "$dim"))
