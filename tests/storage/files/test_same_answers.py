"""Which reports are about the same answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from tests.exchange.histories import History
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.session_report import SessionReport
from tpm_tui.exchange.session_csv import to_csv
from tpm_tui.exchange.session_json import to_json
from tpm_tui.exchange.session_markdown import to_markdown
from tpm_tui.storage.files.same_answers import has_same_answers

RENDER: dict[str, Callable[[SessionReport], str]] = {
    "md": to_markdown,
    "json": to_json,
    "csv": lambda report: to_csv([report]),
}


def answered() -> History:
    history = History()
    history.start()
    history.answer()
    history.end()
    return history


def same(one: SessionReport, other: SessionReport, extension: str) -> bool:
    render = RENDER[extension]
    return has_same_answers(render(one), render(other), extension)


@pytest.mark.parametrize("extension", RENDER)
def test_later_day_and_other_interview_have_same_answers(extension: str) -> None:
    history = answered()
    before = history.report()
    history.wait(5)
    history.answer("dates", session="later")
    assert same(before, history.report(interview=date(2027, 1, 1)), extension)


@pytest.mark.parametrize("extension", RENDER)
def test_further_answer_makes_another_report(extension: str) -> None:
    history = answered()
    before = history.report()
    history.answer("dates", Grade.HARD)
    assert not same(before, history.report(), extension)


@pytest.mark.parametrize("extension", RENDER)
def test_answer_of_any_length_is_compared(extension: str) -> None:
    history = History()
    history.answer(answer="long " * 100_000)
    assert same(history.report(), history.report(), extension)


@pytest.mark.parametrize("extension", RENDER)
@pytest.mark.parametrize(
    "damaged", ["", "---\n", "[1]", '{"reviews": 1}', '{"reviews": [{}]}', "[" * 9999, "a,b\n1,2"]
)
def test_damaged_report_has_no_same_answers(extension: str, damaged: str) -> None:
    assert not has_same_answers(damaged, RENDER[extension](answered().report()), extension)


def test_csv_with_byte_order_mark_is_another_report() -> None:
    report = answered().report()
    assert has_same_answers(to_csv([report], bom=True), to_csv([report], bom=True), "csv")
    assert not has_same_answers(to_csv([report]), to_csv([report], bom=True), "csv")
