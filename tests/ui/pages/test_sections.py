"""Sections and key points as blocks of a page."""

from __future__ import annotations

from tpm_tui.core.bank.coverage import Hit
from tpm_tui.exchange.question_sections import MUST, Section, SectionKind, SectionLine
from tpm_tui.ui.pages.points import PointMarks, point_blocks
from tpm_tui.ui.pages.sections import section_blocks
from tpm_tui.ui.render.glyphs import ASCII
from tpm_tui.ui.render.layout import Block, layout

POINTS = Section(
    "points",
    "Key points",
    SectionKind.POINTS,
    (SectionLine("size", aside="gives a range", marks=(MUST,)), SectionLine("notice")),
)


def rows(blocks: list[Block], width: int = 40) -> list[str]:
    return [line.content.plain for line in layout(blocks, width)]


def section(kind: SectionKind, *lines: SectionLine, notes: tuple[str, ...] = ()) -> list[str]:
    return rows(section_blocks(Section("id", "Title", kind, lines, notes), ASCII))


def points(marks: PointMarks, narrow: bool = False) -> list[str]:
    """Return the rows of the key points without the heading."""
    return rows(point_blocks(POINTS, marks, narrow=narrow, glyphs=ASCII)[1:], 24)


def test_notes_stand_beside_the_title() -> None:
    found = section(SectionKind.TEXT, SectionLine("Text."), notes=("sample", "0:30"))
    assert found == ["TITLE  sample - 0:30".replace("-", ASCII.dot), "Text."]


def test_parts_have_their_label_above() -> None:
    found = section(SectionKind.TEXT, SectionLine("One.\n\nTwo.\n", "Risk"), SectionLine("Three.", "Run"))
    assert found == ["TITLE", "Risk", "One.", "", "Two.", "", "Run", "Three."]


def test_steps_hang_below_their_number() -> None:
    found = section(SectionKind.TEXT, SectionLine("1. Find the cause of the delay, with the tests.\nThen."))
    assert found[1:] == ["1. Find the cause of the delay, with the", "   tests.", "Then."]


def test_quotes_are_bold() -> None:
    text = SectionLine("We were late. It took\ntwo days. I called.", quotes=("It took two days.", "No."))
    blocks = section_blocks(Section("id", "Title", SectionKind.TEXT, (text,)), ASCII)
    bold = [block.text.plain[span.start : span.end] for block in blocks[1:] for span in block.text.spans]
    assert bold == ["It took", "two days."]


def test_verbatim_rows_keep_their_spaces() -> None:
    table = "before   after\n  40 ms   25 ms\n\n  a long row of words that is wrapped below"
    assert section(SectionKind.VERBATIM, SectionLine(table)) == [
        "TITLE",
        "before   after",
        "  40 ms   25 ms",
        "",
        "  a long row of words that is wrapped",
        "    below",
    ]


def test_bullets_have_details_below() -> None:
    found = section(SectionKind.LIST, SectionLine("Ask?", details=("a name", "a day")))
    assert found == ["TITLE", f"{ASCII.dot} Ask?", "  a name", "  a day"]


def test_labels_are_a_column_as_wide_as_the_longest() -> None:
    found = section(SectionKind.PAIRS, SectionLine("one team", "core"), SectionLine("2031", "check until"))
    assert found == ["TITLE", "core         one team", "check until  2031"]
    assert section(SectionKind.PAIRS, SectionLine("one team", "core"))[1] == "core    one team"


def test_points_are_counted_and_wrapped_under_their_text() -> None:
    assert points(PointMarks({"notice"})) == ["- must size  gives a", "       range", "x      notice"]
    assert points(PointMarks({"notice"}), narrow=True)[1] == "  range"


def test_heading_counts_made_points_and_missed_musts() -> None:
    blocks = point_blocks(POINTS, PointMarks({"notice"}), narrow=False, glyphs=ASCII)
    assert rows(blocks)[0] == f"KEY POINTS  1 of 2 {ASCII.dot} 1 must missed"
    blocks = point_blocks(POINTS, PointMarks({"size"}), narrow=False, glyphs=ASCII)
    assert rows(blocks)[0] == "KEY POINTS  1 of 2"


def test_sentence_that_was_heard_is_below_its_point() -> None:
    hits = (Hit("size", "too late", score=2, sure=True), Hit("notice", "I called", score=1, sure=False))
    assert points(PointMarks({"size"}, hits))[2:] == [
        "       heard: too late",
        "-      notice  maybe?",
        "       heard: I called",
    ]


def test_unticked_sure_hit_is_not_shown() -> None:
    hits = (Hit("size", "too late", score=2, sure=True),)
    assert not any("heard" in row or "maybe" in row for row in points(PointMarks(set(), hits)))


def test_drilled_point_has_its_record() -> None:
    assert points(PointMarks(set(), weak={"notice": "1 of 4"}))[-1] == "-      notice  1 of 4"
