"""Sections and key points as blocks of a page."""

from __future__ import annotations

from msgspec.structs import replace

from tpm_tui.core.bank.coverage import Hit
from tpm_tui.exchange.question_sections import MUST, Section, SectionKind, SectionLine
from tpm_tui.ui.pages.points import PointMarks, count_text, detail_block, detail_rows, point_blocks
from tpm_tui.ui.pages.sections import HIGHLIGHTED, section_blocks
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


def points(marks: PointMarks, cursor: str = "", room: int | None = None) -> list[str]:
    """Return the rows of the key points."""
    return rows(point_blocks(POINTS, marks, cursor=cursor, width=24, room=room), 24)


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


def test_points_have_checkboxes_and_a_mark_for_must() -> None:
    assert points(PointMarks({"notice"})) == ["[ ] ! size", "[x]   notice"]


def test_point_without_musts_has_no_column_for_them() -> None:
    section = Section("points", "Key points", SectionKind.POINTS, (SectionLine("notice"),))
    assert rows(point_blocks(section, PointMarks(set()), cursor="", width=24)) == ["[ ] notice"]


def test_cue_is_wrapped_below_the_cursor_only() -> None:
    assert points(PointMarks(set()), cursor="size") == ["[ ] ! size  gives a", "      range", "[ ]   notice"]
    assert points(PointMarks(set()), cursor="notice") == ["[ ] ! size", "[ ]   notice"]


def test_counts_are_of_made_missed_and_doubtful_points() -> None:
    hits = (Hit("notice", "I called", score=1, sure=False),)
    dot = ASCII.dot
    assert count_text(POINTS, PointMarks({"notice"}), glyphs=ASCII).plain == f"1 of 2 {dot} 1 must missed"
    assert count_text(POINTS, PointMarks({"size"}, hits), glyphs=ASCII).plain == f"1 of 2 {dot} 1 maybe"


def test_sentence_that_was_heard_is_below_the_cursor() -> None:
    hits = (Hit("size", "too late", score=2, sure=True), Hit("notice", "I called", score=1, sure=False))
    marks = PointMarks({"size"}, hits)
    assert points(marks, cursor="size")[2:] == ['      heard: "too late"', "[?]   notice"]
    assert points(marks, cursor="notice")[2:] == ['      heard: "I called"']


def test_unticked_sure_hit_is_not_shown() -> None:
    hits = (Hit("size", "too late", score=2, sure=True),)
    shown = points(PointMarks(set(), hits), cursor="size")
    assert not any("heard" in row or "[?]" in row for row in shown)


def test_details_that_do_not_fit_are_left_out() -> None:
    marks = PointMarks(set(), details={"size": ("why", "more")})
    assert points(marks, "size")[2:4] == ["      why", "      more"]
    assert points(marks, "size", room=4)[1:] == ["      range", "      why", "[ ]   notice"]
    assert "      why" not in points(marks, "size", room=3)


def test_long_sentence_is_cut_if_there_is_no_room() -> None:
    marks = PointMarks({"size"}, (Hit("size", "it was six weeks late", score=2, sure=True),))
    assert points(marks, "size", room=4)[2] == '      heard: "it was si…'
    assert points(marks, "size", room=5)[2:4] == ['      heard: "it was six', '      weeks late"']


def test_details_have_the_rows_of_the_longest_ones() -> None:
    section = Section("points", "Key points", SectionKind.POINTS, (*POINTS.lines, SectionLine("owner")))
    assert detail_rows(section, PointMarks(set()), 24) == (1, 1)
    marks = PointMarks(set(), details={"notice": ("why", "more", "yet more")})
    assert detail_rows(section, marks, 24) == (1, 3)
    hits = (Hit("size", "it was six weeks late", score=2, sure=True),)
    assert detail_rows(section, PointMarks(set(), hits), 24) == (2, 3)
    assert detail_rows(section, PointMarks({"size"}, hits), 24) == (2, 3)
    assert detail_rows(replace(section, lines=section.lines[1:]), PointMarks(set()), 24) == (0, 0)


def test_details_below_all_points_begin_with_the_cue() -> None:
    marks = PointMarks(
        {"size"}, (Hit("size", "too late", score=2, sure=True),), details={"size": ("why", "more")}
    )

    def details(cursor: str, room: int) -> list[str]:
        return rows([detail_block(POINTS, marks, cursor=cursor, width=24, room=room)], 24)

    assert details("size", 4) == ["gives a range", 'heard: "too late"', "why", "more"]
    assert details("size", 3) == ["gives a range", 'heard: "too late"', "why"]
    assert details("notice", 3) == [""]


def test_drilled_point_has_its_record() -> None:
    assert points(PointMarks(set(), weak={"notice": "1 of 4"}))[-1] == "[ ]   notice  1 of 4"


def test_only_the_quote_of_the_point_is_highlighted() -> None:
    text = SectionLine("We were late. It took two days. I called.", quotes=("I called.",))
    section = Section("id", "Title", SectionKind.TEXT, (text,))

    def highlighted(quote: str) -> list[str]:
        lines = layout(section_blocks(section, ASCII, quote), 20)
        return [line.content.plain for line in lines if line.item == HIGHLIGHTED]

    assert highlighted("It took two days.") == ["We were late.|It", "took two days.|I"]
    assert highlighted("We were late.") == ["We were late.|It"]
    assert highlighted("I called.") == ["took two days.|I", "called."]
    assert highlighted("") == highlighted("It took three days.") == []
