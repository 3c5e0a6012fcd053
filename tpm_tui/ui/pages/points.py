"""The key points on a page: their checkboxes, and what belongs to the point under the cursor."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace
from textual.content import Content

from tpm_tui.exchange.own_answers.sections import cue_lines
from tpm_tui.exchange.question_sections import MUST, Section, SectionLine
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, layout
from tpm_tui.ui.render.text import join, line

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import Hit

MADE, MAYBE, OPEN = ("[x]", "$made"), ("[?]", "bold $due"), ("[ ]", "$dim")
"""The checkboxes with their styles: a point that is ticked, one that may have been heard, any other."""

HEARD, HEARD_CUE = "heard: ", "heard, and your cue: "
"""Before the sentence in which a point was recognised, which may be an own cue."""


TICKED_FORMS = ("[x] heard in your answer", "[x] heard")
"""What a box means that is ticked at the reveal; the second one for a row with little room."""
MUST_MARK = "! must"


class PointMarks(Struct, frozen=True):
    """What is shown with the key points."""

    ticked: Collection[str]
    hits: tuple[Hit, ...] = ()
    """Sentences of the answer in which points were recognised."""
    weak: Mapping[str, str] = {}
    """Points that a drill is about, each with its record, such as `missed 3 of 4`."""
    details: Mapping[str, Sequence[str]] = {}
    """What else belongs to a point: why it counts, its details and its facts."""


def point_blocks(
    section: Section,
    marks: PointMarks,
    *,
    cursor: str,
    width: int,
    room: int | None = None,
    item: str = "",
) -> list[Block]:
    """Return one item for each key point; the one under the cursor has its cue and more below its name.

    Args:
        section: the key points.
        marks: what is shown with them.
        cursor: the item under the cursor.
        width: columns of the page.
        room: rows that the points may take; details that do not fit are left out. None for no limit.
        item: prefix of the items' names.
    """
    musts = any(MUST in point.marks for point in section.lines)
    hits = {hit.point: hit for hit in marks.hits}
    blocks = [_closed(point, marks, hits.get(point.text), item, musts=musts) for point in section.lines]
    spare = None if room is None else room - len(layout(blocks, width))
    return [
        _opened(block, point, marks, hits.get(point.text), width, spare) if block.item == cursor else block
        for block, point in zip(blocks, section.lines, strict=True)
    ]


def detail_rows(section: Section, marks: PointMarks, width: int) -> tuple[int, int]:
    """Return how many rows below all points the details of any point need.

    Args:
        section: the key points.
        marks: what is shown with them.
        width: columns of the page.

    Returns:
        The least, with the cues and the first row of what was heard, and the most. Both are the same for each
        point under the cursor, so that nothing else moves with it.
    """
    hits = {hit.point: hit for hit in marks.hits}
    all_ticked = replace(marks, ticked={point.text for point in section.lines})
    least, most = [0], [0]
    for point in section.lines:
        hit = hits.get(point.text)
        cue = len(layout([Block(line(point.aside))], width)) if point.aside else 0
        least.append(cue + (hit is not None))
        details = _with_details(Block(line(point.aside)), point, all_ticked, hit, width, None)
        most.append(len(layout([details], width)) if details.text else 0)
    return max(least), max(most)


def detail_block(section: Section, marks: PointMarks, *, cursor: str, width: int, room: int) -> Block:
    """Return what belongs to the point under the cursor, for below all points.

    Args:
        section: the key points.
        marks: what is shown with them.
        cursor: the point under the cursor.
        width: columns of the page.
        room: rows that it may take, at least the least of `detail_rows`; what does not fit is left out.
    """
    point = next(point for point in section.lines if point.text == cursor)
    hit = next((hit for hit in marks.hits if hit.point == cursor), None)
    return _with_details(Block(line(point.aside)), point, marks, hit, width, room - 1)


def legend_forms(points: Section, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return what the marks of the points mean, the longest form first; only of marks that are there."""
    must = [MUST_MARK] if any(MUST in point.marks for point in points.lines) else []
    if not any(hit.sure for hit in hits):
        return tuple(must)
    return tuple(", ".join([ticked, *must]) for ticked in TICKED_FORMS)


def count_text(section: Section, marks: PointMarks, *notes: Content, glyphs: Glyphs) -> Content:
    """Return how many points are ticked, how many must points and doubtful ones are not, and notes."""
    names = [point.text for point in section.lines]
    made = sum(name in marks.ticked for name in names)
    missed = sum(MUST in point.marks and point.text not in marks.ticked for point in section.lines)
    maybe = sum(not hit.sure and hit.point in names and hit.point not in marks.ticked for hit in marks.hits)
    counts = [join((f"{made} of {len(names)}", "bold"))]
    if missed:
        counts.append(line(f"{missed} must missed", "$must"))
    if maybe:
        counts.append(line(f"{maybe} maybe", "$due"))
    return join((f" {glyphs.dot} ", "$dim")).join([*counts, *notes])


def tick_mark(made: bool) -> Content:
    """Return the checkbox of something that was made or missed."""
    return join(MADE if made else OPEN)


def _closed(point: SectionLine, marks: PointMarks, hit: Hit | None, item: str, *, musts: bool) -> Block:
    is_made = point.text in marks.ticked
    box = MADE if is_made else MAYBE if hit and not hit.sure else OPEN
    must = ("! " if MUST in point.marks else "  ", "bold $must")
    name = join((point.text, "" if is_made else "bold"))
    if weak := marks.weak.get(point.text, ""):
        name = join(name, (f"  {weak}", "bold $due"))
    return Block(name, lead=join(box, " ", must if musts else ""), item=item + point.text)


def _opened(
    block: Block, point: SectionLine, marks: PointMarks, hit: Hit | None, width: int, spare: int | None
) -> Block:
    """Return a point with its cue, the sentence that was heard, and as many details as fit."""
    if point.aside:
        block = replace(block, text=join(block.text, "  ", (point.aside, "$dim")))
    return _with_details(block, point, marks, hit, width, spare, style="$dim")


def _with_details(
    block: Block,
    point: SectionLine,
    marks: PointMarks,
    hit: Hit | None,
    width: int,
    spare: int | None,
    style: str = "",
) -> Block:
    """Return a block with the sentence that was heard and as many details below as fit."""
    details = marks.details.get(point.text, ())
    if hit and (point.text in marks.ticked or not hit.sure):
        (cue,) = cue_lines((hit.sentence,))
        label = HEARD_CUE if cue in details else HEARD
        details = [detail for detail in details if detail != cue]
        heard = join((label, style), line(f'"{hit.sentence}"', "italic"))
        whole = _with_row(block, heard)
        short = heard.truncate(max(8, width - block.lead.cell_length), ellipsis=True)
        block = whole if _fits(whole, width, spare) else _with_row(block, short)
    for detail in details:
        longer = _with_row(block, line(detail, style))
        if not _fits(longer, width, spare):
            break
        block = longer
    return block


def _with_row(block: Block, text: Content) -> Block:
    return replace(block, text=join(block.text, "\n", text) if block.text else text)


def _fits(block: Block, width: int, spare: int | None) -> bool:
    return spare is None or len(layout([block], width)) <= spare + 1
