"""The Markdown report: its content, and that no text in it can change its structure."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.histories import BANK, INTERVIEW, History, question
from tests.exchange.markdown_reader import READERS, body, quotes, shown, structure
from tests.exchange.untrusted_texts import CORPUS, texts
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.reports.session_report import SessionReport
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.exchange.session_markdown import all_to_markdown, to_markdown


def practised() -> History:
    history = History()
    history.start()
    history.answer(answer="We cut 3 of 11 tests, and it's fine.\n\nThen we shipped.")
    history.answer("dates", Grade.AGAIN, covered=(), missed=("size and cause first", "early plain notice"))
    history.end()
    return history


def test_report_has_expected_markdown() -> None:
    assert to_markdown(practised().report()) == (
        """\
---
session: "s1"
mode: "practice"
started: "2026-11-22T08:14:00+00:00"
ended: "2026-11-22T08:20:00+00:00"
answered: 2
again: 1
hard: 0
good: 1
easy: 0
new: 2
points_made: 1
points: 4
interview: "2026-12-03"
days_left: 11
---

# Practice session, 22 November 2026

| Session         | |
| --------------- | --- |
| Answers         | 2, 2 of them to new questions |
| Grades          | 1 again, 1 good |
| Key points made | 1 of 4 (25 %) |
| Time            | 08:14 to 08:20, 4 min of answering, 15 words |
| Interview       | 3 December 2026, 11 days left |

Boxes before and after:

```text
new    #### 4 -> ## 2
box 1  0      -> # 1
box 2  0      -> # 1
box 3  0      -> 0
box 4  0      -> 0
box 5  0      -> 0
box 6  0      -> 0
box 7  0      -> 0
```

## 7. Late program

What of late-program?

**Good** · box 0 → 2 · again about 24 November 2026 · 2:00 of 3:00 · 12 words

> We cut 3 of 11 tests, and it's fine.
>
> Then we shipped.

Made, 1 of 2:

- size and cause first

Missed, 1 of 2:

- early plain notice **(must)**

## 4. Dates

What of dates?

**Again** · box 0 → 1 · again about 23 November 2026 · 2:00 of 3:00 · 3 words

> We cut scope.

Missed, 2 of 2:

- size and cause first
- early plain notice **(must)**

## Topics, weakest first

| Topic | Key points made | Share |
| --- | ---: | ---: |
| Program delivery | 1 of 4 | 25 % |

## What comes next

22 November 2026: 2 new.

- Conflict (question 12, new)
- Silence (new)
"""
    )


def test_front_matter_is_yaml_with_the_counts() -> None:
    front = yaml.safe_load(to_markdown(practised().report()).split("---\n")[1])
    assert front["session"] == "s1"
    assert (front["answered"], front["again"], front["good"], front["new"]) == (2, 1, 1, 2)
    assert (front["interview"], front["days_left"]) == (INTERVIEW.isoformat(), 11)


def test_several_sessions_list_next_questions_once() -> None:
    history = practised()
    first = history.report()
    history.start("s2", "mock")
    history.answer("conflict", session="s2")
    second = history.report("s2")
    text = all_to_markdown([first, second])
    headings = shown(READERS["commonmark"].parse(text), "heading_open")
    assert [heading for heading in headings if "session" in heading] == [
        "Practice session, 22 November 2026",
        "Mock session, 22 November 2026",
    ]
    assert text.count("## What comes next") == 1
    assert text.endswith("22 November 2026: 1 new.\n\n- Silence (new)\n")
    assert all_to_markdown([]) == ""


@pytest.mark.parametrize(
    ("interview", "text"),
    [
        (None, "no date set"),
        (date(2026, 11, 21), "21 November 2026, in the past"),
        (date(2026, 11, 22), "22 November 2026, today"),
        (date(2026, 11, 23), "23 November 2026, 1 day left"),
    ],
)
def test_interview_is_shown_with_the_days_left(interview: date | None, text: str) -> None:
    history = practised()
    assert f"| Interview       | {text} |" in to_markdown(history.report(interview=interview))


def test_report_names_the_day_of_the_plan() -> None:
    text = to_markdown(practised().report(interview=date(2026, 11, 24)))
    assert "box 0 → 2 · again about 23 November 2026" in text  # the box is due a day later
    assert "box 0 → 1 · again about 23 November 2026" in text


def test_report_without_date_names_the_exact_day() -> None:
    assert "box 0 → 2 · again 24 November 2026" in to_markdown(practised().report(interview=None))


def test_report_of_older_session_names_the_due_days_of_boxes() -> None:
    history = practised()
    history.wait(1)
    text = to_markdown(history.report(interview=date(2026, 11, 24)))
    assert "box 0 → 2 · not due again before the interview" in text
    assert "box 0 → 1 · due by its box on 23 November 2026" in text


def test_extra_practice_leaves_the_box_unchanged() -> None:
    history = practised()
    history.answer("dates", Grade.EASY)
    assert "**Easy** · box 1, unchanged by extra practice" in to_markdown(history.report())


def test_empty_answer_is_reported_as_not_typed() -> None:
    history = History()
    history.start()
    history.answer(answer=" \n")
    assert "> *No answer was typed.*" in to_markdown(history.report())


def test_running_session_has_no_end() -> None:
    history = History()
    history.start()
    history.answer()
    assert "| Time            | from 08:14, 2 min of answering so far |" in to_markdown(history.report())


def test_session_without_answers_has_a_report() -> None:
    history = History()
    history.start()
    text = to_markdown(history.report())
    assert "| Answers   | 0 |" in text
    assert "ended: null" in text


def test_empty_bank_has_no_next_questions() -> None:
    history = History()
    history.start()
    history.answer("gone")
    text = to_markdown(history.report(bank=Bank()))
    assert "## Gone\n" in text
    assert "Boxes before and after" not in text
    assert text.endswith("## What comes next\n\nThere are no questions.\n")


def test_only_first_next_questions_are_listed() -> None:
    many = Bank(topics=BANK.topics, questions=tuple(question(f"q{n}", n) for n in range(1, 41)))
    history = History()
    history.start()
    history.answer("q1")
    history.end()
    text = to_markdown(history.report(bank=many))
    assert "22 November 2026: 5 new.\n" in text
    history.wait(1)
    text = to_markdown(history.report(bank=many))
    assert "23 November 2026: 6 new, starting with these 5.\n" in text
    assert text.endswith("- Q6 (question 6, new)\n")


def test_bars_of_a_large_bank_have_a_maximum_width() -> None:
    many = Bank(topics=BANK.topics, questions=tuple(question(f"q{n}") for n in range(300)))
    history = History()
    history.start()
    history.answer("q1")
    chart = to_markdown(history.report(bank=many)).split("```")[1].split("\n")[1:-1]
    assert chart[0] == f"new    {'#' * 24} 300 -> {'#' * 24} 299"
    assert chart[2] == f"box 2  0{' ' * 27} -> # 1"


def untrusted(answer: str, prompt: str, title: str, topic: str, points: tuple[str, str]) -> SessionReport:
    """Return a report with the given texts in every place that can come from outside."""
    key_points = (KeyPoint(name=points[0]), KeyPoint(name=points[1], must=True))
    bank = Bank(
        topics=(Topic(id="t", title=topic),),
        questions=(
            Question(id="one", number=1, prompt=prompt, title=title, topic="t", key_points=key_points),
            Question(id="two", prompt=prompt, title=title, topic="t", key_points=key_points),
        ),
    )
    history = History()
    history.start()
    history.answer("one", answer=answer, prompt=prompt, covered=points[:1], missed=points[1:])
    history.wait(1)
    return history.report(bank=bank)


HARMLESS = untrusted("answer", "prompt", "title", "topic", ("first", "second"))
visible = texts.filter(lambda text: bool(clean_line(text)))


@pytest.mark.parametrize("reader", READERS)
@given(
    answer=visible,
    prompt=visible,
    title=visible,
    topic=visible,
    points=st.lists(visible, min_size=2, max_size=2, unique_by=clean_line),
)
def test_untrusted_text_does_not_change_the_structure(
    reader: str, answer: str, prompt: str, title: str, topic: str, points: list[str]
) -> None:
    report = untrusted(answer, prompt, title, topic, (points[0], points[1]))
    tokens = READERS[reader].parse(body(to_markdown(report)))
    assert structure(tokens) == structure(READERS[reader].parse(body(to_markdown(HARMLESS))))
    assert quotes(tokens)[0].split() == clean(answer).split()
    assert shown(tokens, "heading_open")[1] == f"1. {clean_line(title)}"
    assert clean_line(prompt) in shown(tokens, "paragraph_open")


@pytest.mark.parametrize("text", CORPUS)
def test_untrusted_text_stays_inside_the_front_matter(text: str) -> None:
    history = History()
    history.start(session=text, mode=text)
    history.answer(session=text)
    markdown = to_markdown(history.report(session=text))
    lines = markdown.split("\n")
    front = yaml.safe_load("\n".join(lines[1 : lines.index("---", 1)]))
    assert front["session"] == clean_line(text)
    assert front["mode"] == clean_line(text)
    assert front["days_left"] == 11
    plain = History()
    plain.start()
    plain.answer()
    for reader in READERS.values():
        expected = structure(reader.parse(body(to_markdown(plain.report()))))
        assert structure(reader.parse(body(markdown))) == expected
