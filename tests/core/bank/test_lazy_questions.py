"""Questions that are decoded on access: a bank of them answers like a bank of decoded ones."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.lazy_questions import LazyQuestions, QuestionIndex
from tpm_tui.core.bank.question import KeyPoint, Question

TOPICS = (Topic("harbour"), Topic("orchard"))
QUESTIONS = (
    Question("late-crane", "Late?", number=7, title="Crane", topic="harbour"),
    Question("frost", "Frost?", (KeyPoint("cost", formerly=("price",)),), topic="orchard"),
    Question("tide-table", "Tides?", number=3, topic="harbour"),
)
EAGER = Bank(TOPICS, QUESTIONS)


class Source:
    """Decodes questions, and counts how often."""

    def __init__(self) -> None:
        self.decoded: list[int] = []
        self.questions = LazyQuestions(QuestionIndex.of(QUESTIONS), self.decode)
        self.bank = Bank(TOPICS, self.questions)

    def decode(self, place: int) -> Question:
        self.decoded.append(place)
        return QUESTIONS[place]


@pytest.fixture
def source() -> Source:
    return Source()


def test_each_question_is_decoded_once(source: Source) -> None:
    assert source.questions[2] is QUESTIONS[2]
    assert source.bank.by_id["tide-table"] is source.bank.by_number[3] is source.bank.find("3")
    assert source.questions[-1] is QUESTIONS[2]
    assert source.decoded == [2]
    assert source.questions.decoded_count == 1


def test_what_the_index_has_decodes_nothing(source: Source) -> None:
    lazy = source.bank
    assert lazy.order == EAGER.order == ("late-crane", "frost", "tide-table")
    assert lazy.topic_by_question == EAGER.topic_by_question
    assert (
        lazy.ids_by_topic
        == EAGER.ids_by_topic
        == {
            "harbour": ("late-crane", "tide-table"),
            "orchard": ("frost",),
        }
    )
    assert lazy.renamed_points == EAGER.renamed_points == {"frost": {"price": "cost"}}
    assert lazy.current_point_names("frost", ["price"]) == ("cost",)
    assert lazy.by_id.keys() == EAGER.by_id.keys()
    assert lazy.by_number.keys() == EAGER.by_number.keys() == {7, 3}
    assert [*map(lazy.label_of, lazy.order)] == [question.label for question in QUESTIONS]
    assert [*map(lazy.number_of, lazy.order)] == [question.number for question in QUESTIONS]
    assert lazy.find_by_prefix("t") == ("tide-table",)
    assert "frost" in lazy.by_id
    assert "fog" not in lazy.by_id
    assert lazy.find("fog") is lazy.find("4") is lazy.by_id.get("fog") is None
    assert bool(lazy.questions)
    assert len(lazy.questions) == 3
    assert source.decoded == []


def test_unknown_question_has_no_label() -> None:
    with pytest.raises(KeyError):
        EAGER.label_of("fog")


def test_topic_decodes_its_questions_only(source: Source) -> None:
    assert source.bank.in_topic("harbour") == EAGER.in_topic("harbour") == (QUESTIONS[0], QUESTIONS[2])
    assert source.decoded == [0, 2]


def test_questions_behave_as_a_tuple(source: Source) -> None:
    assert tuple(source.questions) == QUESTIONS
    assert source.questions[1:] == QUESTIONS[1:]
    assert source.questions[::-2] == QUESTIONS[::-2]
    assert QUESTIONS[1] in source.questions
    assert [*reversed(source.questions)] == [*reversed(QUESTIONS)]
    for place in (3, -4):
        with pytest.raises(IndexError):
            source.questions[place]


def test_banks_are_compared_by_value(source: Source) -> None:
    assert source.bank == EAGER
    assert source.bank == EAGER
    assert source.bank == Source().bank
    assert source.bank.by_id == EAGER.by_id
    assert source.bank != Bank(TOPICS, QUESTIONS[:2])
    assert source.bank != Bank(TOPICS, (*QUESTIONS[:2], replace(QUESTIONS[2], prompt="Ebb?")))
    assert source.questions != list(QUESTIONS)
