"""The folded sections of a question in a report: once in a document, and safe with untrusted text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.exchange.histories import BANK, History, question
from tests.exchange.markdown_reader import READERS, body, quotes, shown, structure
from tests.exchange.untrusted_texts import texts
from tests.question_fields import full_bank, full_question
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Lens, Question, Recall
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.exchange.question_markdown import QuestionMaterial
from tpm_tui.exchange.session_markdown import all_to_markdown, to_markdown


def test_sections_are_folded_with_a_summary() -> None:
    bank = Bank(
        questions=(
            Question(
                id="late",
                prompt="Late?",
                key_points=(KeyPoint("size", cue="gives a range", must=True),),
                model_answer={"risk": "Four.\n\nFive."},
                follow_ups=(FollowUp("Who?", "a name"),),
            ),
        )
    )
    blocks = QuestionMaterial(bank, {}).blocks("late", "Late?")
    assert "\n\n".join(blocks) == (
        """\
<details>
<summary>The question: key points, model answer and more</summary>

### Key points

- size **(must)**: gives a range

### Model answer (sample, 2 words, about 0:01 spoken)

Risk:

> Four.
>
> Five.

### Possible follow-ups

- Who?
  - a name

### About this question

- question: Late
- kind: behavioural
- level: core
- target: 3:00, short form 0:30

</details>"""
    )


def test_whiteboard_is_a_code_block() -> None:
    question = Question(id="late", prompt="Late?", whiteboard="a    b\n  1    2\n```")
    blocks = QuestionMaterial(Bank(questions=(question,)), {}).blocks("late", "Late?")
    assert blocks[1:3] == ["### Whiteboard", "````text\na    b\n  1    2\n```\n````"]


def test_question_is_written_once_in_a_document() -> None:
    material = QuestionMaterial(full_bank(), {})
    assert material.blocks(full_question().id, "")
    assert material.blocks(full_question().id, "") == []
    assert material.blocks("gone", "") == []


def test_report_of_all_sessions_has_each_question_once() -> None:
    history = History()
    history.start()
    history.answer("dates")
    history.end()
    first = history.report()
    history.start("s2")
    history.answer("dates", session="s2")
    history.answer("conflict", session="s2")
    markdown = all_to_markdown([first, history.report("s2")], BANK)
    assert markdown.count("<details>") == markdown.count("</details>") == 2
    assert to_markdown(first, BANK).count("- question: 4. Dates") == 1
    assert "<details>" not in to_markdown(first, Bank(topics=BANK.topics))


visible = texts.filter(lambda text: bool(clean_line(text)))


def with_texts(first: str, second: str, third: str) -> Question:
    """Return a question with the given texts in sections of all kinds."""
    return replace(
        question("dates", 4, title="Dates"),
        key_points=(KeyPoint("size", cue=first, why=second, must=True, facts=(third,)),),
        model_answer={"part": second},
        weak_signs=(third,),
        recall=(Recall(first, second),),
        netflix_lens=Lens(first, (second,), third),
        whiteboard=second,
    )


@pytest.mark.parametrize("reader", READERS)
@given(given=st.tuples(visible, visible, visible))
def test_untrusted_text_stays_inside_its_section(reader: str, given: tuple[str, str, str]) -> None:
    def parse(fields: Question) -> str:
        history = History()
        history.start()
        history.answer("dates", answer="one line")
        return body(to_markdown(history.report(), replace(BANK, questions=(fields,))))

    tokens = READERS[reader].parse(parse(with_texts(*given)))
    expected = READERS[reader].parse(parse(with_texts("first", "second", "third")))
    assert structure(tokens) == structure(expected)
    assert clean_line(given[2]) in shown(tokens, "paragraph_open")
    assert quotes(tokens)[1].split() == clean(given[1]).split()
