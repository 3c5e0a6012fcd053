"""Session reports as CSV: rows can be read back, and no spreadsheet evaluates a cell."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.exchange.histories import History
from tests.exchange.untrusted_texts import texts
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.text.sanitize import clean
from tpm_tui.exchange.session_csv import COLUMNS, FORMULA_STARTS, escape_formula, to_csv


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text, newline="")))


def test_each_answer_is_one_row() -> None:
    history = History()
    history.start()
    history.answer(answer='said "no",\nthen left')
    history.answer("gone", Grade.AGAIN)
    first, second = rows(to_csv([history.report()]))
    assert tuple(first) == COLUMNS
    assert first["session"] == "s1"
    assert first["at"] == "2026-11-22T08:17:00+00:00"
    assert first["grade"] == "good"
    assert (first["box_before"], first["box_after"], first["due"]) == ("0", "2", "2026-11-24")
    assert (first["seconds"], first["target_seconds"]) == ("120.0", "180")
    assert (first["drill"], first["sure"]) == ("no", "")
    assert (first["points_made"], first["points"]) == ("1", "2")
    assert first["missed_must"] == "early plain notice"
    assert first["answer"] == 'said "no",\nthen left'
    assert (second["number"], second["topic"], second["target_seconds"]) == ("", "", "")


def test_row_has_drill_and_confidence() -> None:
    history = History()
    history.entries.append(replace(history.answer(), drill=True, sure=3))
    del history.entries[0]
    (row,) = rows(to_csv([history.report()]))
    assert (row["drill"], row["sure"]) == ("yes", "3")


def test_several_sessions_share_one_header() -> None:
    history = History()
    history.answer()
    history.answer("dates", session="s2")
    text = to_csv([history.report("s1"), history.report("s2")])
    assert [row["session"] for row in rows(text)] == ["s1", "s2"]
    assert to_csv([]) == ",".join(COLUMNS) + "\n"


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\uff1d1"])
def test_formula_gets_an_apostrophe(text: str) -> None:
    assert escape_formula(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "We cut 3 = three", "a-b", "'=1"])
def test_other_text_is_unchanged(text: str) -> None:
    assert escape_formula(text) == text


@given(text=texts)
def test_untrusted_text_never_starts_a_formula(text: str) -> None:
    history = History()
    history.answer(answer=text, prompt=text, covered=(text,), missed=(text,))
    (row,) = rows(to_csv([history.report()]))
    assert not any(cell.lstrip().startswith(FORMULA_STARTS) for cell in row.values())
    assert row["answer"] in (clean(text), f"'{clean(text)}")


def test_byte_order_mark_precedes_the_header() -> None:
    history = History()
    history.start()
    history.answer(answer="Größe 👩‍💻")
    plain = to_csv([history.report()])
    assert plain.startswith("session,")
    assert to_csv([history.report()], bom=True) == "\ufeff" + plain
