"""The row above the own answer: what it says, and what is left out where it is narrow."""

from __future__ import annotations

from textual.content import Content

from tpm_tui.ui.pages.history import SHOWN_CHARACTERS
from tpm_tui.ui.pages.own_answer import CUT_ANSWER, OwnAnswer, answer_heading, folded_blocks, open_blocks
from tpm_tui.ui.render.glyphs import ASCII
from tpm_tui.ui.render.layout import layout

HINT = Content("z opens")


def heading_row(own: OwnAnswer, width: int) -> str:
    (line,) = layout([answer_heading(own, ASCII, width, HINT)], width)
    return line.content.plain


def test_heading_has_words_time_and_length_when_spoken() -> None:
    row = heading_row(OwnAnswer("one two three", 65), 70)
    assert row.startswith("YOUR ANSWER  3 words - 1:05 - about 0:01 spoken ")
    assert row.endswith("  z opens")


def test_narrow_heading_leaves_out_the_last_facts() -> None:
    assert heading_row(OwnAnswer("one two three", 65), 37) == "YOUR ANSWER  3 words - 1:05   z opens"
    assert heading_row(OwnAnswer("one two three", 65), 29) == "YOUR ANSWER  3 words  z opens"


def test_time_that_was_not_recorded_is_left_out() -> None:
    assert heading_row(OwnAnswer("", 0), 40) == "YOUR ANSWER  nothing typed       z opens"


def test_spoken_answer_asks_for_a_transcript() -> None:
    own = OwnAnswer("", 65, spoken=True)
    assert "spoken, without a transcript - 1:05" in heading_row(own, 70)
    rows = layout(folded_blocks(own, ASCII, 70, 2, HINT), 70)
    assert rows[1].content.plain == "Paste what you said, and it is compared with the key points."


def test_cut_answer_says_so() -> None:
    own = OwnAnswer("word " * SHOWN_CHARACTERS, 65)
    rows = layout(open_blocks(own, ASCII, 70, HINT), 70)
    assert rows[-1].content.plain == CUT_ANSWER
