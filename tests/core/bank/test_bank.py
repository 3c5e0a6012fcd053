"""Order and lookup of the questions of a bank."""

import pytest

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question

POINT = (KeyPoint(name="size"),)
LATE = Question(id="late", prompt="?", key_points=POINT, number=7, topic="delivery")
SCOPE = Question(id="scope", prompt="?", key_points=POINT, topic="people")
NINE = Question(id="9", prompt="?", key_points=POINT, number=4, topic="delivery")
BANK = Bank(
    topics=(Topic(id="delivery", title="Program delivery"), Topic(id="people"), Topic(id="empty-one")),
    questions=(LATE, SCOPE, NINE),
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("late", LATE),
        ("scope", SCOPE),
        ("7", LATE),
        ("007", LATE),
        ("4", NINE),
        ("9", NINE),
        ("8", None),
        ("Late", None),
        ("", None),
        ("-7", None),
        ("\u0667", None),
        ("²", None),
        ("1" * 5_000, None),
    ],
)
def test_question_is_found_by_id_or_number(name: str, expected: Question | None) -> None:
    assert BANK.find(name) is expected


@pytest.mark.parametrize(
    ("prefix", "expected"),
    [("late", ("late", "late-2")), ("late-", ("late-2",)), ("l", ("late", "late-2")), ("ate", ()), ("", ())],
)
def test_ids_are_found_by_prefix(prefix: str, expected: tuple[str, ...]) -> None:
    assert BANK.find_by_prefix(prefix, removed=("late-2", "late")) == expected


def test_questions_keep_the_order_of_the_author() -> None:
    assert BANK.order == ("late", "scope", "9")
    assert BANK.in_topic("delivery") == (LATE, NINE)
    assert BANK.in_topic("empty-one") == BANK.in_topic("unknown") == ()


def test_topic_label_is_the_title_or_the_id() -> None:
    assert BANK.topic_of(LATE).label == "Program delivery"
    assert BANK.topic_of(SCOPE).label == "People"
    assert BANK.topic_by_id["empty-one"].label == "Empty one"


def test_lookup_tables_are_not_shared_between_banks() -> None:
    assert BANK.by_id["late"] is LATE
    assert Bank().by_id == {}
    assert Bank().find("late") is None
