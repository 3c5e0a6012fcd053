"""Remarks on the delivery of an answer: when each rule applies, and what it quotes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from tpm_tui.core.bank.question import Kind
from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.rules import MAX_JUDGED_CHARACTERS, find_remarks


def remarks_on(
    text: str, kind: Kind = "behavioural", target: int = 0, *, spoken: bool = False, seconds: float = 0
) -> dict[Rule, Remark]:
    answer = DeliveredAnswer(text, kind, target, seconds, spoken)
    return {remark.rule: remark for remark in find_remarks(answer)}


def test_typed_answer_is_too_long_at_the_learners_own_pace() -> None:
    text = "I called the two teams. " * 60
    answer = DeliveredAnswer(text, "technical", 120, words_per_minute=140)
    assert not find_remarks(answer)
    (remark,) = find_remarks(replace(answer, words_per_minute=100))
    assert (remark.rule, remark.value, remark.limit) == (Rule.TOO_LONG, 180, 120)


def test_long_answer_is_quoted_where_the_target_is_reached() -> None:
    text = "".join(f"Step {number} took me a day. " for number in range(100))
    assert remarks_on(text, target=60)[Rule.TOO_LONG].quote == "Step 23 took me a day."


def test_short_answer_is_quoted_at_its_end() -> None:
    assert remarks_on("I waited. Then it was over.", target=60)[Rule.TOO_SHORT].quote == "Then it was over."


def test_spoken_answer_is_judged_by_its_time() -> None:
    text = "I waited for a while. Then it was over."
    assert not remarks_on(text, target=60, spoken=True, seconds=60)
    assert remarks_on(text, target=60, spoken=True, seconds=120)[Rule.TOO_LONG].value == 120


def test_spoken_answer_without_transcript_has_the_time_only() -> None:
    (remark,) = find_remarks(DeliveredAnswer("", "behavioural", 60, 200, spoken=True))
    assert (remark.rule, remark.quote) == (Rule.TOO_LONG, "")


def test_nothing_is_remarked_on_no_answer() -> None:
    assert not remarks_on("", target=180)
    assert not remarks_on("Context:\n\nAction:\n\nResult:\n\nLearning:\n", target=180)


def test_very_long_text_has_the_length_only() -> None:
    text = "Um, basically we kind of did it. " * (MAX_JUDGED_CHARACTERS // 30)
    assert list(remarks_on(text, target=60)) == [Rule.TOO_LONG]


@pytest.mark.parametrize("piece", ["x", "a. ", "\n", "kind of "])
def test_text_of_a_megabyte_has_the_length_only(piece: str) -> None:
    text = piece * (1_000_000 // len(piece))
    assert {Rule.TOO_LONG, Rule.TOO_SHORT} >= set(remarks_on(text, target=60))


SCENE = (
    "At our bank there were six squads and two leads. The squads planned by quarter on a wall in red. " * 5
)


@pytest.mark.parametrize(
    ("rule", "text", "quote"),
    [
        (
            Rule.WE,
            "We met with everybody. We drew a plan, and we cut what we could. We shipped it.",
            "We drew a plan, and we cut what we could.",
        ),
        (Rule.BASE, "It was a mess. We cut the lead time by 40 %. Done.", "We cut the lead time by 40 %."),
        (Rule.BASE, "Now there are thirty percent fewer rollbacks, and we got there alone.", ""),
        (
            Rule.HEDGES,
            "I think it was maybe late. Perhaps I could sort of help, I guess. Then it was over.",
            "Perhaps I could sort of help, I guess.",
        ),
        (
            Rule.FILLERS,
            "So, um, it was late, you know. And basically I, um, actually helped. Then it was over.",
            "And basically I, um, actually helped.",
        ),
        (
            Rule.LONG_SENTENCE,
            "I called. " + "I asked one team and then the next " * 8 + "for a date. Then I went home.",
            "I asked one team and then the next " * 8 + "for a date.",
        ),
        (Rule.HEADLINE, SCENE + "I asked both leads for a date.", "I asked both leads for a date."),
        (
            Rule.CONTEXT,
            SCENE + "I asked both leads for a date.",
            "At our bank there were six squads and two leads.",
        ),
        (
            Rule.LEARNING,
            "We were six weeks behind in the spring of that year. I asked each team for its list. "
            "I cut nine features and moved two people. I called the sponsor twice a week. We finished "
            "two weeks late, and the sponsor signed. "
            "The teams went home. There was a party in the yard, and I paid for the cake and the music.",
            "There was a party in the yard, and I paid for the cake and the music.",
        ),
    ],
)
def test_rule_quotes_its_sentence(rule: Rule, text: str, quote: str) -> None:
    assert remarks_on(text)[rule].quote == (quote or text)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        (
            Rule.WE,
            "We met. We drew a plan. We cut it. We shipped it. I wrote the plan and called both leads.",
        ),
        (Rule.WE, "A team like that has a plan. We release daily, and we test. We have flags, and we watch."),
        (Rule.BASE, "We cut the lead time by 40 %, from ten days to six."),
        (Rule.BASE, "It had been ten days. We cut the lead time by 40 %."),
        (Rule.BASE, "I'd aim to cut the lead time by 40 % in the first year."),
        (Rule.BASE, "The lead time fell to 40 % of what was planned."),
        (
            Rule.HEDGES,
            "This kind of test and that sort of plan, the kind of thing, what kind of team, any kind of.",
        ),
        (
            Rule.HEDGES,
            "I think it was late. Then I called the two teams, and the next day they gave me a date.",
        ),
        (
            Rule.FILLERS,
            "You know what I did. I like tests, like all of us, and it was like that in every team.",
        ),
        (Rule.LONG_SENTENCE, "so I asked one team and then the next " * 40),
        (Rule.HEADLINE, "I saved the program in six weeks. " + SCENE + "I asked both leads for a date."),
        (Rule.HEADLINE, f"Context: {SCENE}\nAction: I asked both leads for a date."),
        (
            Rule.LEARNING,
            "We were late. I cut nine features. Now I ask for the list before I give any date. " * 4,
        ),
    ],
)
def test_rule_does_not_apply(rule: Rule, text: str) -> None:
    assert rule not in remarks_on(text)


def test_stories_alone_are_judged_as_stories() -> None:
    text = "We met with everybody. We drew a plan, and we cut what we could. We shipped it."
    assert Rule.WE not in remarks_on(text, "technical")


def test_context_below_its_heading_is_the_background() -> None:
    text = f"Context: {SCENE}\nAction: I asked both leads for a date.\nResult: They gave me one."
    assert remarks_on(text)[Rule.CONTEXT].quote == "At our bank there were six squads and two leads."
