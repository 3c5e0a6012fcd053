"""Similar titles: those that have the letters of the words in order."""

from __future__ import annotations

from datetime import date

import pytest

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.session.filter import parse_filter
from tpm_tui.ui.screens.dialogs.ranking import similar_titles

TODAY = date(2026, 11, 22)
TITLES = {"prompt": "Two captains", "start": "Late crane", "ababab": "ab" * 20}
BANK = Bank(
    topics=(Topic(id="harbour"),),
    questions=tuple(
        Question(id=id, topic="harbour", title=title, prompt="Why?") for id, title in TITLES.items()
    ),
)


def similar(query: str) -> tuple[str, ...]:
    agenda = build_agenda(BANK.topic_by_question, {}, TODAY, PlanSettings())
    return similar_titles(parse_filter(query), BANK, {}, agenda)


@pytest.mark.parametrize(
    ("query", "questions"),
    [
        ("ltcrn", ("start",)),
        ("tcpt", ("prompt",)),
        ("ltcrn -late", ()),
        ("ltcrn topic:orchard", ()),
        ("zz", ()),
        ("", ()),
        ("topic:harbour", ()),
    ],
)
def test_titles_with_the_letters_in_order_are_similar(query: str, questions: tuple[str, ...]) -> None:
    assert similar(query) == questions


def test_similar_titles_need_the_letters_of_all_words() -> None:
    assert similar("crane ltcrn") == ("start",)
    assert similar("crane wdsl") == ()


def test_word_with_too_many_alignments_is_not_similar() -> None:
    assert similar("aabbaabbaabb") == ()
