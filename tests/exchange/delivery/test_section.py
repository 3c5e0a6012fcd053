"""The section with remarks, and their texts."""

from __future__ import annotations

import pytest

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.trend import DeliveryFigures
from tpm_tui.exchange.delivery.markdown import remark_blocks
from tpm_tui.exchange.delivery.remark_text import remark_json, remark_text
from tpm_tui.exchange.delivery.section import LENGTH_ALONE, NO_REMARKS, delivery_section, trend_lines

ANSWER = DeliveredAnswer("We did it. " * 70, "behavioural", 180)
LONG = Remark(Rule.TOO_LONG, "We did it.", 250, 180)
FIGURES = (DeliveryFigures(120, 4.1, None), DeliveryFigures(210, 2, 0.5))


def test_notes_are_length_and_target() -> None:
    assert delivery_section(ANSWER, ()).notes == (
        "210 words",
        "about 1:30 at 140 words a minute",
        "target 3:00",
    )
    spoken = DeliveredAnswer("", "behavioural", 180, 200, spoken=True)
    assert delivery_section(spoken, ()).notes == ("3:20 spoken", "target 3:00")


def test_lines_are_remarks_with_quotes_and_the_trend() -> None:
    lines = delivery_section(ANSWER, (LONG,), FIGURES).lines
    assert [(line.text, line.details) for line in lines] == [
        (
            "About 4:10 when spoken, over the target of 3:00; the target is reached here.",
            ('"We did it."',),
        ),
        ("Words, oldest attempt first: 120, 210", ()),
        ("Hedges and fillers per 100 words: 4.1, 2", ()),
        ('"We" of "we" and "I" (without "I think"): -, 50 %', ()),
    ]


def test_quote_of_a_short_answer_is_explained() -> None:
    text = remark_text(Remark(Rule.TOO_SHORT, "It was over.", 27, 180))
    assert text == "About 0:27 when spoken is short for a target of 3:00; it ends here."
    assert remark_text(Remark(Rule.TOO_SHORT, "", 27, 180)).endswith("a target of 3:00.")


def test_section_says_that_there_are_no_remarks() -> None:
    assert [line.text for line in delivery_section(ANSWER, (), FIGURES[:1]).lines] == [NO_REMARKS]


def test_one_attempt_has_no_trend() -> None:
    assert trend_lines(FIGURES[:1]) == []


@pytest.mark.parametrize("rule", Rule)
def test_each_rule_has_a_text(rule: Rule) -> None:
    assert remark_text(Remark(rule, "It was so.", 50, 10, ("kind of",))).endswith(".")


def test_markdown_escapes_the_quote() -> None:
    blocks = remark_blocks([Remark(Rule.TOO_LONG, "**Bold** [link](x)", 250, 180)], spoken=False)
    assert blocks[0] == "Delivery:"
    assert blocks[1].endswith("  - “\\*\\*Bold\\*\\* \\[link](x)”")
    assert remark_blocks([], spoken=False) == []


def test_json_has_rule_text_and_quote() -> None:
    assert remark_json(LONG) == {"rule": "too-long", "text": remark_text(LONG), "quote": "We did it."}


def test_parts_below_headings_are_shown_with_their_usual_shares() -> None:
    text = "Context: it was late.\n\nAction: I called the two teams.\n\nResult: done."
    lines = delivery_section(DeliveredAnswer(text, "behavioural", 0), ()).lines
    assert (
        lines[-1].text
        == "Parts: Context 33 % (usual 17 %), Action 56 % (usual 53 %), Result 11 % (usual 20 %)"
    )


def test_hedges_are_named_with_a_capital_i() -> None:
    remark = Remark(Rule.HEDGES, "I think so.", 6, 50, ("i think", "maybe", "i'd say", "or so", "perhaps"))
    assert "(I think, maybe, I'd say, or so)" in remark_text(remark)


def test_thoughts_are_said_to_be_left_out() -> None:
    text = remark_text(Remark(Rule.WE, "We did it.", 9, 0))
    assert text == '"We" 9 times, "I" never (without "I think"): what you did yourself is hard to hear.'


def test_very_long_answer_says_that_its_length_alone_is_judged() -> None:
    answer = DeliveredAnswer("We did it. " * 6_000, "behavioural", 180)
    assert delivery_section(answer, (LONG,)).lines[-1].text == LENGTH_ALONE
    assert LENGTH_ALONE not in [line.text for line in delivery_section(ANSWER, (LONG,)).lines]
