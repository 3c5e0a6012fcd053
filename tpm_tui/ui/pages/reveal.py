"""The reveal page: the answer, key points to tick, the learner's note, and the question's other sections."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.scaffold import count_answer_words
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.messages import NO_KEY_POINTS, NOTHING_TYPED, TICK_WHAT_YOU_SAID, missing_answer
from tpm_tui.exchange.phrases import answer_length, plural, spoken_length
from tpm_tui.exchange.question_sections import Section, split_points
from tpm_tui.ui.pages.points import PointMarks, point_blocks
from tpm_tui.ui.pages.sections import section_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import Hit


class Reveal(Struct, frozen=True):
    """The data of a reveal page."""

    sections: tuple[Section, ...]
    """What is shown of the question (`tpm_tui.exchange.question_sections`)."""
    ticked: frozenset[str]
    suggestion: Grade | None
    """None if the question has no key points, or until one is ticked in a spoken answer."""
    hits: tuple[Hit, ...] = ()
    answer: str | None = None
    """The learner's answer, if the screen does not show it elsewhere."""
    prompt: str = ""
    """The prompt, if the screen does not show it elsewhere."""
    weak: Mapping[str, str] = {}
    """Key points that a drill is about, each with its record, such as `missed 3 of 4`."""
    note: str = ""
    """The learner's own note on the question."""
    older: Review | None = None
    """An older attempt, shown instead of the answer."""
    older_place: str = ""
    """Position of the older attempt, such as `attempt 2 of 3`."""
    spoken: bool = False
    """Whether the answer was spoken."""
    narrow: bool = False
    """Whether the screen is too narrow for deep indents."""

    @property
    def point_names(self) -> list[str]:
        """The names of the key points, which are the items of the page."""
        points, _ = split_points(self.sections)
        return [line.text for line in points.lines] if points else []


def reveal_blocks(reveal: Reveal, glyphs: Glyphs) -> list[Block]:
    """Return the page from top to bottom."""
    blocks: list[Block] = []
    if reveal.prompt:
        blocks += paragraphs(plain(reveal.prompt, "bold"), gap=0)
    if reveal.older is not None:
        blocks += _older(reveal.older, reveal.older_place, glyphs)
    elif reveal.answer is not None:
        blocks += _answer(reveal.answer, glyphs, spoken=reveal.spoken)
    points, others = split_points(reveal.sections)
    blocks += _points(points, reveal, glyphs)
    if reveal.note:
        blocks += [heading("your note"), *paragraphs(plain(reveal.note), gap=0)]
    for section in others:
        blocks += section_blocks(section, glyphs)
    return blocks


def _answer(text: str, glyphs: Glyphs, *, spoken: bool) -> list[Block]:
    words = count_answer_words(text)
    if spoken:
        note = answer_length(words, spoken=True)
    else:
        note = f"{plural(words, 'word')} {glyphs.dot} {spoken_length(words)}" if words else NOTHING_TYPED
    return [heading("your answer", line(note, "$dim")), *quote_blocks(text, glyphs)]


def _older(review: Review, place: str, glyphs: Glyphs) -> list[Block]:
    day = f"{review.day.day} {review.day:%b %Y}"
    facts = [place, day, review.grade.word, format_clock(review.seconds)]
    if review.spoken:
        facts.append("spoken")
    note = f" {glyphs.dot} ".join(facts)
    return [
        heading("older answer", line(note, "$dim")),
        *quote_blocks(review.answer or missing_answer(spoken=bool(review.spoken)), glyphs),
    ]


def quote_blocks(text: str, glyphs: Glyphs) -> list[Block]:
    """Return what the learner typed, with a bar at the left; empty if there is no visible text."""
    bar = join((f"{glyphs.cursor} ", "$bar"))
    return paragraphs(plain(text), lead=bar, gap=0) if text.strip() else []


def _points(section: Section | None, reveal: Reveal, glyphs: Glyphs) -> list[Block]:
    if section is None:
        return [heading("key points"), Block(line(NO_KEY_POINTS, "$dim"))]
    marks = PointMarks(reveal.ticked, reveal.hits, reveal.weak)
    if reveal.suggestion is None:
        suggested = line(TICK_WHAT_YOU_SAID, "$dim")
    else:
        suggested = join(("suggested ", "$dim"), (reveal.suggestion.word.capitalize(), "bold $suggested"))
    return point_blocks(section, marks, suggested, narrow=reveal.narrow, glyphs=glyphs)
