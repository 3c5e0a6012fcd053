"""Order of search results, and similar titles if no question has the words."""

from __future__ import annotations

from datetime import date

import pytest

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.plan.agenda import build_agenda
from tpm_tui.core.plan.settings import PlanSettings
from tpm_tui.core.session.filter import parse_filter
from tpm_tui.ui.screens.dialogs.ranking import SearchResult, search_questions

TODAY = date(2026, 11, 22)


def question(id: str, title: str, prompt: str, point: str = "Says so") -> Question:
    return Question(id=id, topic="harbour", title=title, prompt=prompt, key_points=(KeyPoint(name=point),))


BANK = Bank(
    topics=(Topic(id="harbour"),),
    questions=(
        question("point", "Wind and sail", "What is left out?", "Names the crane"),
        question("prompt", "Two captains", "Who moves the crane?"),
        question("inside", "Escranery", "Which one?"),
        question("start", "Late crane", "Why was it late?"),
        question("ababab", "ab" * 20, "Long?"),
    ),
)


def search(query: str, bank: Bank = BANK) -> SearchResult:
    agenda = build_agenda(bank.topic_by_question, {}, TODAY, PlanSettings())
    return search_questions(parse_filter(query), bank, {}, agenda)


@pytest.mark.parametrize("query", ["crane", "CRANE", "Cräne"])
def test_matches_in_title_precede_those_in_prompt_and_points(query: str) -> None:
    assert search(query) == SearchResult(("start", "inside", "prompt", "point"))


@pytest.mark.parametrize("query", ["", "topic:harbour", '"crane"', "-captains"])
def test_results_without_words_are_in_the_order_of_the_bank(query: str) -> None:
    found = search(query)
    assert list(found.questions) == [q for q in BANK.order if q in found.questions]
    assert len(found.questions) > 1
    assert not found.similar


def test_all_words_count_for_the_order() -> None:
    assert search("crane moves").questions == ("prompt",)
    assert search("crane late").questions == ("start",)


@pytest.mark.parametrize(
    ("query", "questions"),
    [
        ("ltcrn", ("start",)),
        ("tcpt", ("prompt",)),
        ("ltcrn -late", ()),
        ("ltcrn topic:orchard", ()),
        ("zz", ()),
    ],
)
def test_similar_titles_are_found_if_nothing_has_the_words(query: str, questions: tuple[str, ...]) -> None:
    assert search(query) == SearchResult(questions, similar=True)


def test_similar_titles_need_the_letters_of_all_words() -> None:
    assert search("crane ltcrn").questions == ("start",)
    assert search("crane wdsl").questions == ()


def test_word_with_too_many_alignments_is_not_similar() -> None:
    assert search("aabbaabbaabb").questions == ()
