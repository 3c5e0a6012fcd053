"""Drawing the questions of a mock interview: seeded, spread over topics, recent questions last."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.core.bank.question import KeyPoint, Kind, Question
from tpm_tui.core.mock.draw import draw_questions
from tpm_tui.core.mock.format import PRESETS, Format, Round, custom_format

KINDS: tuple[Kind, ...] = ("behavioural", "technical", "hybrid")
TOPICS = ("one", "two", "three", "program-delivery", "trust-global")


def question(number: int, topic: str = "one", kind: Kind = "behavioural") -> Question:
    return Question(
        id=f"q{number}",
        prompt=f"Prompt {number}?",
        variants=(f"Variant {number}?",),
        key_points=(KeyPoint("point"),),
        topic=topic,
        kind=kind,
    )


banks = st.lists(st.tuples(st.sampled_from(TOPICS), st.sampled_from(KINDS)), max_size=25).map(
    lambda pairs: [question(n, topic, kind) for n, (topic, kind) in enumerate(pairs)]
)
formats = st.sampled_from([*PRESETS.values(), custom_format(1, 5), custom_format(12, 60)])
seeds = st.integers(0, 2**32)


@given(banks, formats, seeds, st.randoms(use_true_random=False))
def test_draw_does_not_depend_on_bank_order(
    bank: list[Question], format: Format, seed: int, random: object
) -> None:
    shuffled = list(bank)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert draw_questions(format, bank, seed) == draw_questions(format, shuffled, seed)


@given(banks, formats, seeds)
def test_draw_is_without_repetition_and_as_long_as_possible(
    bank: list[Question], format: Format, seed: int
) -> None:
    drawn = [each.question for each in draw_questions(format, bank, seed)]
    assert len(drawn) == len(set(drawn)) == min(format.questions, len(bank))
    assert set(drawn) <= {each.id for each in bank}


@given(banks, seeds, st.integers(1, 12))
def test_draw_spreads_questions_over_topics(bank: list[Question], seed: int, count: int) -> None:
    topics = {each.id: each.topic for each in bank}
    drawn = Counter(topics[each.question] for each in draw_questions(custom_format(count, 10), bank, seed))
    for topic in set(topics.values()):
        left = sum(each == topic for each in topics.values()) - drawn[topic]
        assert not left or drawn[topic] >= max(drawn.values()) - 1


@given(seeds)
def test_draw_spreads_kinds_within_topic(seed: int) -> None:
    bank = [question(n, kind=KINDS[n % 3]) for n in range(12)]
    kinds = {each.id: each.kind for each in bank}
    assert {kinds[each.question] for each in draw_questions(custom_format(3, 10), bank, seed)} == set(KINDS)


@given(seeds, st.sets(st.integers(0, 9), max_size=7))
def test_recent_questions_are_drawn_last_in_topic(seed: int, asked: set[int]) -> None:
    bank = [question(n) for n in range(10)]
    recent = {f"q{n}" for n in asked}
    drawn = {each.question for each in draw_questions(custom_format(3, 10), bank, seed, recent)}
    assert not drawn & recent


def test_seeds_give_different_questions_and_wordings() -> None:
    bank = [question(n) for n in range(20)]
    draws = {draw_questions(custom_format(3, 10), bank, seed) for seed in range(20)}
    assert len(draws) > 15
    assert {each.prompt.split()[0] for drawn in draws for each in drawn} == {"Prompt", "Variant"}


def test_rounds_ask_preferred_kinds_and_topics() -> None:
    bank = [
        question(n, topic, kind)
        for n, (topic, kind) in enumerate((topic, kind) for topic in TOPICS for kind in KINDS)
    ]
    by_id = {each.id: each for each in bank}
    for seed in range(30):
        drawn = draw_questions(PRESETS["loop"], bank, seed)
        rounds = [(each.round, by_id[each.question]) for each in drawn]
        assert all(each.kind == "behavioural" for name, each in rounds if name == "Behavioural")
        assert all(each.kind == "technical" for name, each in rounds if name == "Technical")
        assert all(each.topic == "trust-global" for name, each in rounds if name == "Cross-functional")
    assert [name for name, _ in rounds] == [
        name for name in ("Behavioural", "Program", "Technical", "Cross-functional") for _ in range(2)
    ]


def test_round_with_own_topics_does_not_favour_rare_kind() -> None:
    bank = [question(n, f"topic-{n}", "hybrid") for n in range(9)] + [question(9, "rare", "technical")]
    format = Format("f", "F", (Round(2, "Programme", topics=tuple(each.topic for each in bank)),), minutes=9)
    rare = sum("q9" in [each.question for each in draw_questions(format, bank, seed)] for seed in range(100))
    assert 5 < rare < 40


def test_round_is_filled_with_other_questions() -> None:
    format = Format("f", "F", (Round(2, "Technical", kinds=("technical",)),), minutes=9)
    drawn = draw_questions(format, [question(1), question(2, kind="technical")], 5)
    assert [each.question for each in drawn] == ["q2", "q1"]


@pytest.mark.parametrize(
    ("name", "questions", "minutes"), [("phone", 4, 30), ("onsite", 3, 21), ("loop", 8, 60)]
)
def test_presets_have_questions_and_minutes(name: str, questions: int, minutes: int) -> None:
    assert (PRESETS[name].questions, PRESETS[name].minutes) == (questions, minutes)
