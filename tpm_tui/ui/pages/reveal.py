"""The pages of the reveal: the key points to tick, and the other groups of the question's sections."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content

from tpm_tui.core.cards.events import PartTime
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.history.attempts import Attempt, compare_ticks
from tpm_tui.core.reports.history.own_version import OwnVersion
from tpm_tui.exchange.messages import NO_KEY_POINTS, TICK_WHAT_YOU_SAID
from tpm_tui.exchange.own_answers.comparison import ComparedAnswer
from tpm_tui.exchange.question_sections import MODEL_ANSWER, Section, split_points
from tpm_tui.exchange.reveal.section_groups import HISTORY_GROUP, MINE_GROUP, SectionGroup, group_sections
from tpm_tui.exchange.speaking_text import describe_part_times
from tpm_tui.ui.pages.history import attempt_rows
from tpm_tui.ui.pages.own_answer import OwnAnswer
from tpm_tui.ui.pages.own_version import version_comparison_blocks
from tpm_tui.ui.pages.points import (
    PointMarks,
    count_text,
    detail_block,
    detail_rows,
    legend_forms,
    point_blocks,
)
from tpm_tui.ui.pages.sections import section_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import MEASURE, Block, heading, layout, paragraphs
from tpm_tui.ui.render.text import join, line, plain

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import Hit
    from tpm_tui.core.session.answer_parts import AnswerPart

LEGEND_GAP = 3
"""Columns between the counts and what the marks mean, at least."""

SUMMARY_ROWS = 2
"""Rows of the counts below the points, with the blank line above."""


class Reveal(Struct, frozen=True):
    """The data of a reveal."""

    sections: tuple[Section, ...]
    """What is shown of the question (`tpm_tui.exchange.question_sections`)."""
    ticked: frozenset[str]
    suggestion: Grade | None
    """None if the question has no key points, or until one is ticked in a spoken answer."""
    hits: tuple[Hit, ...] = ()
    answer: str = ""
    """The learner's answer."""
    seconds: float = 0
    """How long it took."""
    prompt: str = ""
    """The prompt, for screens that do not show it elsewhere."""
    attempts: tuple[Attempt, ...] = ()
    """The older attempts, oldest first."""
    weak: Mapping[str, str] = {}
    """Key points that a drill is about, each with its record, such as `missed 3 of 4`."""
    note: str = ""
    """The learner's own note on the question."""
    spoken: bool = False
    """Whether the answer was spoken."""
    part_times: tuple[PartTime, ...] = ()
    """The times of the parts of a spoken answer."""
    answer_parts: tuple[AnswerPart, ...] = ()
    """The parts of an answer with the times that they should have."""
    version: OwnVersion | None = None
    """The own version, which is also one of the sections."""
    version_points: Collection[str] = ()
    """The points recognised in it, if it was written."""

    @property
    def points(self) -> Section | None:
        """The key points; None if the question has none."""
        return split_points(self.sections)[0]

    @property
    def point_names(self) -> list[str]:
        """The names of the key points, which are the items of their page."""
        return [line.text for line in self.points.lines] if self.points else []

    @property
    def point_details(self) -> dict[str, tuple[str, ...]]:
        """What else belongs to the key points, by their names: own cues, why they count, details, facts."""
        found: dict[str, tuple[str, ...]] = {}
        own = (self.points,) if self.points else ()
        for section in (*own, *(each for each in self.sections if each.id == "details")):
            for each in section.lines:
                if each.details:
                    found[each.text] = (*found.get(each.text, ()), *each.details)
        return found

    @property
    def groups(self) -> tuple[SectionGroup, ...]:
        """The pages."""
        return group_sections(self.sections, has_history=bool(self.attempts))

    def own_answer(self, back: int) -> OwnAnswer:
        """Return the answer, or the older attempt so many steps back, with what it is compared with."""
        shown = self.attempts[-back] if back else None
        version = self.version
        if version is None:
            is_version = False
        elif shown is not None:
            is_version = version.is_attempt(shown)
        else:
            is_version = self.compared.is_same(version)
        taken = (shown.review.parts or ()) if shown else self.part_times
        times = describe_part_times(taken, self.answer_parts)
        if not self.attempts:
            return OwnAnswer(
                self.answer, self.seconds, spoken=self.spoken, is_version=is_version, part_times=times
            )
        against = shown or self.attempts[-1]
        names = self.point_names
        made = [name for name in names if name in self.ticked]
        changes = compare_ticks(against, made, [name for name in names if name not in self.ticked])
        count = len(self.attempts)
        return OwnAnswer(
            self.answer, self.seconds, shown, count, against, changes, self.spoken, is_version, times
        )

    @property
    def compared(self) -> ComparedAnswer:
        """The current answer, to be compared with the own version."""
        names = self.point_names
        return ComparedAnswer(
            self.answer,
            self.seconds,
            [name for name in names if name in self.ticked],
            [name for name in names if name not in self.ticked],
            self.spoken,
        )

    def quote_of(self, point: str) -> str:
        """Return the sentence of the model answer that makes a key point; empty if none is marked."""
        lines = self.points.lines if self.points else ()
        return next((quote for each in lines if each.text == point for quote in each.quotes), "")


def points_page(reveal: Reveal, glyphs: Glyphs, cursor: str, width: int, room: int) -> list[Block]:
    """Return the key points, the counts, and the learner's note.

    Args:
        reveal: the data.
        glyphs: the marks.
        cursor: the key point under the cursor.
        width: columns of the page.
        room: rows of the page, which the points and the counts fill at most, if that is possible.
    """
    section = reveal.points
    if section is None:
        blocks = [Block(line(NO_KEY_POINTS, "$dim"))]
    else:
        marks = PointMarks(reveal.ticked, reveal.hits, reveal.weak, reveal.point_details)
        notes = []
        if reveal.suggestion is None:
            notes.append(line(TICK_WHAT_YOU_SAID, "$dim"))
        else:
            grade = (reveal.suggestion.word.capitalize(), "bold $suggested")
            notes.append(join(("suggested ", "$dim"), grade))
        text = count_text(section, marks, *notes, glyphs=glyphs)
        space = min(width, MEASURE) - text.cell_length - LEGEND_GAP
        legend = next((form for form in legend_forms(section, marks.hits) if len(form) <= space), "")
        counts = Block(text, right=line(legend, "$dim") if legend else None)
        blocks = _with_counts(section, marks, counts, cursor, width, room)
    if reveal.note:
        blocks += [heading("your note"), *paragraphs(plain(reveal.note), gap=0)]
    return blocks


def _with_counts(
    section: Section, marks: PointMarks, counts: Block, cursor: str, width: int, room: int
) -> list[Block]:
    """Return the key points and the counts, and what belongs to the point under the cursor.

    That is below the counts, where nothing else moves with the cursor; with little room, below the point.
    """
    names = point_blocks(section, marks, cursor="", width=width)
    least, most = detail_rows(section, marks, width)
    spare = room - len(layout([*names, counts], width)) - 1
    if not most or spare < least or cursor not in [point.text for point in section.lines]:
        left = room - len(layout([counts], width)) - 1
        inline = point_blocks(section, marks, cursor=cursor, width=width, room=left)
        return [*inline, replace(counts, gap=1)]
    gap = 1 if spare > most else 0
    details = detail_block(section, marks, cursor=cursor, width=width, room=spare - gap)
    rest = min(most, spare - gap) - len(layout([details], width))
    return [*names, replace(counts, gap=gap), replace(details, gap=1), *[Block(Content(""))] * rest]


def model_excerpt(reveal: Reveal, model: SectionGroup, point: str) -> SectionGroup:
    """Return the part of the model answer that makes a key point; without a marked sentence, all of it.

    Args:
        reveal: the data.
        model: the group with the model answer.
        point: the key point under the cursor.
    """
    section, quote = model.sections[-1], " ".join(reveal.quote_of(point).split())
    parts = [each for each in section.lines if quote and quote in " ".join(each.text.split())]
    if not parts:
        return replace(model, sections=(section,))
    part = parts[0]
    notes = (part.label.casefold(),) if part.label else ()
    excerpt = replace(section, lines=(replace(part, label=""),), notes=notes)
    return replace(model, sections=(excerpt,))


def group_page(reveal: Reveal, group: SectionGroup, point: str, glyphs: Glyphs) -> list[Block]:
    """Return one group of sections; in the model answer, the sentence that makes a key point is highlighted.

    Args:
        reveal: the data.
        group: the group.
        point: the key point under the cursor.
        glyphs: the marks.
    """
    if group.id == HISTORY_GROUP:
        return attempt_rows(reveal.attempts, glyphs, gap=0, version=reveal.version)
    quote = reveal.quote_of(point)
    blocks = [
        block
        for section in group.sections
        for block in section_blocks(section, glyphs, quote if section.id == MODEL_ANSWER else None)
    ]
    if group.id == MINE_GROUP and reveal.version is not None:
        blocks += version_comparison_blocks(reveal.version, reveal.version_points, reveal.compared, glyphs)
    return blocks
