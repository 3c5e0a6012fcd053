"""The sections of a question: their order, what they contain, and what they refer to."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.question_fields import (
    LEFT_OUT,
    full_bank,
    full_question,
    missing_fields,
    section_titles,
    shown_texts,
    titles_in,
)
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.bank.question import CopiedFrom, FollowUp, KeyPoint, Lens, Question, Recall, Transfer
from tpm_tui.exchange.question_markdown import QuestionMaterial
from tpm_tui.exchange.question_sections import (
    MUST,
    Section,
    SectionKind,
    SectionLine,
    question_sections,
    sections_by_id,
    split_points,
)
from tpm_tui.exchange.question_text import question_text, section_lines, verbatim_rows
from tpm_tui.exchange.text_table import cells

POINTS = (KeyPoint("size and cause", cue="gives a range", must=True), KeyPoint("plain notice"))
LATE = Question(
    id="late", number=7, prompt="Late?", title="Late program", topic="delivery", key_points=POINTS
)
BANK = Bank(topics=(Topic("delivery", "Program delivery"),), questions=(LATE,))
FACTS = {"CUL-1": Fact("CUL-1", "Culture memo", "P", "Candour is expected.", year="2024")}


def section(question: Question, id: str, prompt: str = "") -> Section:
    """Return one section of a question."""
    found = {each.id: each for each in question_sections(question, BANK, FACTS, prompt)}
    return found[id]


def texts(question: Question, id: str, prompt: str = "") -> list[str]:
    return [line.text for line in section(question, id, prompt).lines]


def test_sections_are_in_the_order_of_the_reveal() -> None:
    assert section_titles() == [
        "Key points",
        "Method",
        "Model answer",
        "Opening",
        "Short form",
        "Whiteboard",
        "Weak signs",
        "Possible follow-ups",
        "Why it is asked",
        "The points in detail",
        "Recall cards",
        "By level",
        "At Netflix",
        "Figures to have ready",
        "Your own stories",
        "Related questions",
        "Other wordings",
        "About this question",
    ]


def test_every_field_is_shown_in_text_and_markdown() -> None:
    question, bank = full_question(), full_bank()
    text = question_text(question, question_sections(question, bank), 80)
    markdown = "\n".join([question.prompt, *QuestionMaterial(bank, {}).blocks(question.id, question.prompt)])
    for output in (text, markdown):
        assert missing_fields(output) == []
        assert titles_in(output) == section_titles()


def test_fields_that_are_left_out_exist() -> None:
    names = {
        f"{type_.__name__}.{field}"
        for type_ in (Question, KeyPoint, CopiedFrom)
        for field in type_.__struct_fields__
    }
    assert set(LEFT_OUT) <= names
    assert not set(LEFT_OUT) & set(shown_texts())


def test_missing_field_is_found() -> None:
    assert missing_fields("question-prompt 4321. question-titles") == [
        name for name in shown_texts() if name not in ("Question.prompt", "Question.number")
    ]


def test_empty_fields_give_no_section() -> None:
    assert [each.id for each in question_sections(LATE, BANK)] == ["points", "about"]


def test_key_points_have_cue_and_mark() -> None:
    assert section(LATE, "points").lines == (
        SectionLine("size and cause", aside="gives a range", marks=(MUST,)),
        SectionLine("plain notice"),
    )


def test_points_are_split_from_other_sections() -> None:
    points, others = split_points(question_sections(LATE, BANK))
    assert points is not None
    assert (points.kind, [each.id for each in others]) == (SectionKind.POINTS, ["about"])
    assert split_points([]) == (None, [])


def test_model_answer_has_its_parts_and_length() -> None:
    question = replace(LATE, model_answer={"API design": "One two three.", "risk": "Four."})
    model = section(question, "model")
    assert [(line.label, line.text) for line in model.lines] == [
        ("API design", "One two three."),
        ("Risk", "Four."),
    ]
    assert model.notes == ("sample", "4 words", "about 0:02 spoken")


def test_facts_are_shown_with_year_and_id() -> None:
    shown = "Culture memo (2024): Candour is expected. [CUL-1]"
    question = replace(
        LATE,
        key_points=(KeyPoint("notice", why="trust", facts=("CUL-1",)), KeyPoint("range")),
        netflix_lens=Lens(facts=("CUL-1", "CUL-9")),
    )
    assert section(question, "details").lines == (SectionLine("notice", details=("trust", shown)),)
    assert texts(question, "netflix") == ["[CUL-1]", "CUL-9"]
    assert texts(replace(question, key_points=POINTS), "netflix") == [shown, "CUL-9"]


def test_fact_of_two_points_is_shown_in_full_once() -> None:
    points = (KeyPoint("notice", facts=("CUL-1",)), KeyPoint("range", facts=("CUL-1",)))
    details = [line.details for line in section(replace(LATE, key_points=points), "details").lines]
    assert details == [("Culture memo (2024): Candour is expected. [CUL-1]",), ("[CUL-1]",)]


@pytest.mark.parametrize(
    ("today", "mark"),
    [(None, ""), (date(2026, 12, 1), ""), (date(2026, 12, 2), " (was to be reviewed by 2026-12-01)")],
)
def test_fact_past_its_review_date_is_marked(today: date | None, mark: str) -> None:
    facts = {"CUL-1": replace(FACTS["CUL-1"], review_by="2026-12-01")}
    question = replace(LATE, netflix_lens=Lens(facts=("CUL-1",)))
    sections = question_sections(question, BANK, facts, today=today)
    lens = next(each for each in sections if each.id == "netflix")
    assert lens.lines[0].text == f"Culture memo (2024): Candour is expected. [CUL-1]{mark}"


@pytest.mark.parametrize(
    ("today", "shown"),
    [(None, "2026-12-01"), (date(2026, 12, 1), "2026-12-01"), (date(2026, 12, 2), "2026-12-01 (past)")],
)
def test_question_past_its_review_date_is_marked(today: date | None, shown: str) -> None:
    question = replace(LATE, review_by="2026-12-01")
    about = question_sections(question, BANK, today=today)[-1]
    assert {line.label: line.text for line in about.lines}["check by"] == shown


def test_points_are_shown_in_detail() -> None:
    points = (KeyPoint("notice", why="trust", details=("who", "when")), KeyPoint("range"))
    assert section(replace(LATE, key_points=points), "details").lines == (
        SectionLine("notice", details=("trust", "Details: who; when")),
    )


def test_model_answer_has_the_quotes_of_the_points() -> None:
    points = (KeyPoint("notice", quote="I called."), KeyPoint("range"))
    question = replace(LATE, key_points=points, model_answer="I called. We cut.")
    assert section(question, "model").lines == (SectionLine("I called. We cut.", quotes=("I called.",)),)


def test_follow_up_names_its_key_point() -> None:
    follow_ups = (FollowUp("Who?", "a name", "plain notice"), FollowUp("Why?"))
    assert section(replace(LATE, follow_ups=follow_ups), "follow-ups").lines == (
        SectionLine("Who?", details=("a name", "Key point: plain notice")),
        SectionLine("Why?"),
    )


def test_related_questions_are_named() -> None:
    question = replace(LATE, transfer=Transfer(related=(7, 99)))
    assert texts(question, "related") == ["7. Late program", "99"]


@pytest.mark.parametrize(
    ("prompt", "others"), [("", ["Late again?"]), ("Late?", ["Late again?"]), ("Late again?", ["Late?"])]
)
def test_other_wordings_leave_out_the_one_shown(prompt: str, others: list[str]) -> None:
    question = replace(LATE, variants=("Late again?",))
    assert texts(question, "wordings", prompt) == others


def test_about_names_number_and_topic() -> None:
    about = {line.label: line.text for line in section(LATE, "about").lines}
    assert about == {
        "question": "7. Late program",
        "topic": "Program delivery",
        "kind": "behavioural",
        "level": "core",
        "target": "3:00, short form 0:30",
    }


def test_about_has_tags_companies_and_sample() -> None:
    question = replace(LATE, tags=("risk", "plan"), companies=("Netflix",), world="maps", outcome="failure")
    about = {line.label: line.text for line in section(question, "about").lines}
    assert (about["tags"], about["companies"], about["sample"]) == (
        "risk, plan",
        "Netflix",
        "maps, outcome failure",
    )
    about = {line.label: line.text for line in section(replace(LATE, outcome="mixed"), "about").lines}
    assert about["sample"] == "outcome mixed"


def test_removed_question_has_no_sections() -> None:
    assert sections_by_id("gone", BANK, FACTS) == ()
    assert sections_by_id("late", BANK, FACTS) == question_sections(LATE, BANK, FACTS)


def test_text_has_hanging_indents_and_details() -> None:
    question = replace(LATE, recall=(Recall("What is first? " + "and then " * 9, "The cause."),))
    lines = section_lines(section(question, "recall"), 40)
    assert lines[0] == "Recall cards:"
    assert [line[:2] for line in lines[1:]] == ["- ", "  ", "  ", "  "]
    assert lines[-1] == "  The cause."
    assert max(map(len, lines)) <= 40


def test_leads_replace_bullets() -> None:
    lines = section_lines(section(LATE, "points"), 30, [" 1 [x] ", " 2 [ ] "])
    assert lines == [
        "Key points:",
        " 1 [x] size and cause (must):",
        "       gives a range",
        " 2 [ ] plain notice",
    ]


def test_steps_have_hanging_indents() -> None:
    question = replace(LATE, method="1. Find the cause of the delay.\n12. Say it.\n2.5 weeks of it")
    assert section_lines(section(question, "method"), 20)[1:] == [
        "1. Find the cause of",
        "   the delay.",
        "12. Say it.",
        "2.5 weeks of it",
    ]


def test_whiteboard_keeps_line_breaks_and_spaces() -> None:
    table = "before   after\n  40 ms   25 ms\n\n  a -> b\x1b[31m"
    lines = section_lines(section(replace(LATE, whiteboard=table), "whiteboard"), 30)
    assert lines == ["Whiteboard:", "before   after", "  40 ms   25 ms", "", "  a -> b[31m"]


def test_long_rows_of_a_whiteboard_are_wrapped() -> None:
    question = replace(LATE, whiteboard="sum\n  10 x 20 = 200;  200 / 4 = 50")
    assert section_lines(section(question, "whiteboard"), 20)[1:] == [
        "sum",
        "  10 x 20 = 200;",
        "    200 / 4 = 50",
    ]
    lines = section_lines(section(replace(LATE, whiteboard=" " * 90 + "x" * 50), "whiteboard"), 20)
    assert max(map(len, lines)) <= 20
    assert sum(line.count("x") for line in lines) == 50


def test_wrapped_whiteboard_row_keeps_spaces_between_columns() -> None:
    row = "  captions   start time      within the hour   me"
    lines = section_lines(section(replace(LATE, whiteboard=row), "whiteboard"), 28)
    assert lines[1:] == ["  captions   start time", "    within the hour   me"]


def test_wrapped_whiteboard_row_uses_the_whole_width() -> None:
    lines = section_lines(section(replace(LATE, whiteboard="  aaaa bbbb cccc dddd"), "whiteboard"), 16)
    assert lines[1:] == ["  aaaa bbbb cccc", "    dddd"]


@given(st.text("ab \u4e2d", min_size=1, max_size=60), st.integers(8, 40))
def test_wrapped_whiteboard_rows_lose_no_text(row: str, width: int) -> None:
    rows = verbatim_rows(row, width)
    assert "".join(rows).replace(" ", "") == row.replace(" ", "")
    assert max(map(cells, rows)) <= width
    for kept in rows:
        assert kept.strip() in row


def test_whiteboard_can_be_wider_than_the_prose() -> None:
    question = replace(LATE, method="one two three four", whiteboard="one   two   three")
    sections = [section(question, "method"), section(question, "whiteboard")]
    text = question_text(question, sections, 12, wide=20)
    assert text.split("\n")[-6:] == [
        "Method:",
        "one two",
        "three four",
        "",
        "Whiteboard:",
        "one   two   three",
    ]


def test_labels_begin_prose_and_rows() -> None:
    question = replace(LATE, model_answer={"risk": "Four.\n\nFive."}, levels={"core": "one team"})
    assert section_lines(section(question, "model"), 80)[1:] == ["Risk:", "Four.", "", "Five."]
    assert section_lines(section(question, "levels"), 80)[1:] == ["core: one team"]
