"""The rating of one answer: ticks, marks, the figure, notes and the level."""

from __future__ import annotations

import pytest

from tpm_tui.core.mock.judgement import Judgement
from tpm_tui.core.mock.rubric import Dimension


def test_mark_out_of_range_is_rejected() -> None:
    for mark in (0, 5):
        with pytest.raises(ValueError, match="1 to 4"):
            Judgement().rate(Dimension.DEPTH, mark)


def test_mark_replaces_earlier_mark() -> None:
    judged = Judgement().rate(Dimension.DEPTH, 3).rate(Dimension.EVIDENCE, 1).rate(Dimension.DEPTH, 2)
    assert judged.marks == {Dimension.DEPTH: 2, Dimension.EVIDENCE: 1}


def test_same_mark_level_or_tick_again_removes_it() -> None:
    judged = Judgement()
    assert judged.rate(Dimension.DEPTH, 3).rate(Dimension.DEPTH, 3) == judged
    assert judged.toggle_level("staff").toggle_level("staff") == judged
    assert judged.tick("range").tick("range") == judged
    assert judged.toggle_figure().toggle_figure() == judged


def test_note_is_reduced_to_one_line() -> None:
    assert Judgement().set_note("missed", " the\n date\x1b ").notes.missed == "the date"


def test_points_stay_in_order_of_ticking() -> None:
    judged = Judgement().tick("range").tick("one owner").tick("early notice").tick("one owner")
    assert judged.ticked == ("range", "early notice")
