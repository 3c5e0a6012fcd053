"""The report of a mock interview: its content, and that no text in it can change its structure."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.exchange.markdown_reader import READERS, body, quotes, structure
from tests.exchange.untrusted_texts import CORPUS, texts
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Question, TimeTarget
from tpm_tui.core.mock.draw import DrawnQuestion
from tpm_tui.core.mock.format import PRESETS, Format, Round
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.rubric import Dimension, dimensions
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.exchange.mock_markdown import mock_markdown

START = datetime(2026, 11, 22, 8, 14, tzinfo=UTC)
LATE = Question(
    id="late",
    prompt="Late?",
    title="Late program",
    kind="behavioural",
    key_points=(
        KeyPoint("size and cause", cue="gives a range", must=True),
        KeyPoint("plain notice", cue="says who was informed", must=True),
        KeyPoint("one owner"),
    ),
    follow_ups=(FollowUp("Who was informed?", "a name"), FollowUp("And then?")),
    time_target=TimeTarget(answer="2:30"),
)
TIDE = Question(
    id="tide", prompt="Tide?", title="Tide table", kind="technical", key_points=(KeyPoint("who asks"),)
)
QUESTIONS = {"late": LATE, "tide": TIDE}


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def test_answers_have_remarks_with_quotes() -> None:
    mock = answered("We rang the six crews that morning. " * 80)
    assert "Delivery:" not in mock_markdown(mock, QUESTIONS)
    text = mock_markdown(mock, QUESTIONS, pace=140)
    assert "- About 4:00 when spoken, over the target of 2:30; the target is reached here." in text
    assert "  - “We rang the six crews that morning.”" in text


def answered(text: str = "Four to seven weeks.\n\nI called her.", reply: str = "The director.") -> Mock:
    drawn = [DrawnQuestion("late", "Late?", "Programme"), DrawnQuestion("tide", "Sketch it.")]
    mock = Mock.begin("m1", PRESETS["onsite"], 7, drawn, START)
    mock = mock.start_answer(at(30)).write(text).follow_up(LATE, at(160)).write(reply).next_question(at(190))
    return (
        mock.start_answer(at(200))
        .write("Tables.")
        .next_question(at(500))
        .tick_recognised([("size and cause",), ("who asks",)])
    )


def rated(mock: Mock) -> Mock:
    judged = mock.answer.judgement
    for dimension in dimensions("behavioural"):
        judged = judged.rate(dimension, 3)
    judged = judged.rate(Dimension.EVIDENCE, 2).set_note("strongest", "I called her.").toggle_level("senior")
    return mock.judge(judged.toggle_figure())


def test_report_has_expected_markdown() -> None:
    assert mock_markdown(rated(answered()).close_debrief(), QUESTIONS) == (
        """\
---
session: "m1"
mode: "mock-interview"
started: "2026-11-22T08:14:00+00:00"
format: "onsite"
seed: 7
answered: 2
finished: true
counted: false
---

# Mock interview, 22 November 2026

| Interview | |
| --- | --- |
| Format | Onsite, 3 questions in 21 min |
| Answered | 2 questions |
| Follow-ups | 1 |
| Time | from 08:14, 8 min of answering, 1 min of thinking |
| Words | 10 words |
| Seed | 7; the same seed draws the same questions |

## Marks

| Question | Structure | Ownership | Judgement | Depth | Evidence | Candour and learning | Overall |
| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
| Late program | 3 | 3 | 3 | – | 2 | 3 | 2 |
| Tide table |  | – |  |  |  |  |  |

Weakest: **Evidence**. A 3 sounds like this: baseline, change, period.

## 1. Late program

Late?

Programme · Behavioural · 0:30 of thinking · 2:10 of 2:30 · 9 words

> Four to seven weeks.
>
> I called her.

Follow-up: Who was informed?

> The director.

Made, 1 of 3:

- size and cause **(must)**: gives a range

Missed, 2 of 3:

- plain notice **(must)**: says who was informed
- one owner

| Dimension | Mark | Sounds like |
| --- | ---: | --- |
| Structure | 3 | headline, clear parts, ends on time |
| Ownership | 3 | own acts and decisions apart from the team's |
| Judgement | 3 | an alternative rejected, with reason and cost |
| Evidence | 2 | a result without a base |
| Candour and learning | 3 | a real error, its price, a changed habit |

Overall **2 mixed: median 3, capped because a must point is missing**, with a figure that has a base.

### Debrief

- Heard: size and cause
- Missed: plain notice; one owner
- Strongest sentence: I called her.
- Would ask next: And then?
- Level heard: senior

## 2. Tide table

Sketch it.

Technical · 0:10 of thinking · 5:00 of 3:00 · 1 word

> Tables.

Made, 1 of 1:

- who asks

Not rated.

### Debrief

- Heard: who asks
"""
    )


def test_missing_figure_is_shown_if_it_caps_the_mark() -> None:
    mock = answered()
    judged = mock.answer.judgement.tick("plain notice").tick("one owner")
    for dimension in dimensions("behavioural"):
        judged = judged.rate(dimension, 4)
    report = mock_markdown(mock.judge(judged), QUESTIONS)
    assert "**3 strong: median 4, capped because no figure has a base**, without a figure" in report
    assert "**4 outstanding**, with a figure" in mock_markdown(mock.judge(judged.toggle_figure()), QUESTIONS)


def test_unfinished_interview_has_only_started_answers() -> None:
    drawn = [DrawnQuestion("late", "Late?"), DrawnQuestion("tide", "Tide?")]
    mock = Mock.begin("m1", PRESETS["phone"], None, drawn, START).start_answer(at(1)).write("So far.")
    report = mock_markdown(mock, QUESTIONS, ZoneInfo("Asia/Tokyo"))
    assert "So far." in report
    assert "Tide" not in report
    assert "| Time | from 17:14" in report
    properties = yaml.safe_load(report.split("---\n")[1])
    assert (properties["finished"], properties["seed"], properties["answered"]) == (False, None, 1)
    assert "seed" not in body(report)


def untrusted(text: str) -> tuple[Mock, dict[str, Question]]:
    """Return an interview with the text in every place that can come from outside."""
    line = clean_line(text)
    question = replace(
        LATE,
        title=text or "t",
        key_points=(KeyPoint(text or "p", cue=text, must=True), KeyPoint(f"x{text}", cue=text)),
        follow_ups=(FollowUp(text or "f"), FollowUp(f"y{text}")),
    )
    format = Format(text, text or "f", (Round(2),), minutes=9)
    drawn = [DrawnQuestion("late", f"p{text}", f"r{text}")]
    mock = Mock.begin(text, format, 1, drawn, START).start_answer(START).write(text)
    mock = mock.follow_up(question, START).write(text).next_question(START).tick_recognised([(text or "p",)])
    judged = mock.answer.judgement.rate(Dimension.EVIDENCE, 2)
    for name in ("heard", "missed", "strongest", "ask_next"):
        judged = judged.set_note(name, f"n{line}")
    return mock.judge(judged), {"late": question}


@pytest.mark.parametrize("reader", READERS)
@given(text=st.one_of(st.sampled_from(CORPUS), texts))
def test_untrusted_text_does_not_change_the_structure(reader: str, text: str) -> None:
    read = READERS[reader].parse
    mock, questions = untrusted(text)
    found = structure(read(body(mock_markdown(mock, questions))))
    plain, others = untrusted("word")
    expected = structure(read(body(mock_markdown(plain, others))))
    if not clean_line(text):
        return  # an empty text omits its lines
    assert found == expected


@given(text=st.one_of(st.sampled_from(CORPUS), texts))
def test_answer_is_shown_as_typed(text: str) -> None:
    mock, questions = untrusted(text)
    report = mock_markdown(mock, questions)
    if text.strip() and clean(text).strip():
        shown = quotes(READERS["commonmark"].parse(body(report)))
        assert [" ".join(quote.split()) for quote in shown] == [" ".join(clean(text).split())] * 2


@given(text=st.one_of(st.sampled_from(CORPUS), texts))
def test_untrusted_text_stays_inside_the_front_matter(text: str) -> None:
    mock, questions = untrusted(text)
    head = mock_markdown(mock, questions).split("\n---\n", 1)[0].removeprefix("---\n")
    properties = yaml.safe_load(head)
    assert properties["session"] == clean_line(text)
    assert properties["mode"] == "mock-interview"
