"""The texts of a reveal that can be copied."""

from __future__ import annotations

from tpm_tui.core.bank.question import FollowUp, Question
from tpm_tui.exchange.question_sections import question_sections
from tpm_tui.exchange.reveal.copied_text import copy_choices
from tpm_tui.exchange.reveal.section_groups import group_sections

QUESTION = Question(
    id="late",
    prompt="Late?",
    model_answer={"context": "We were late. " * 20, "action": "I called."},
    short_answer="I called early.",
    follow_ups=(FollowUp(ask="And then?", good="a date"),),
)
SECTIONS = question_sections(QUESTION)
GROUPS = {group.id: group for group in group_sections(SECTIONS, has_history=True)}


def copied(group: str, answer: str = "Mine.") -> dict[str, str]:
    return {each.label: each.text for each in copy_choices(GROUPS[group], SECTIONS, answer)}


def test_model_answer_has_its_paragraphs_only() -> None:
    model = copied("points")["model answer"]
    assert model == f"{('We were late. ' * 20).strip()}\n\nI called."


def test_empty_texts_are_not_offered() -> None:
    assert list(copied("points", answer=" ")) == ["model answer", "short form"]
    assert list(copied("history")) == ["model answer", "short form", "own answer"]


def test_shown_section_has_its_titles() -> None:
    assert copied("follow-ups")["all of Follow-ups"] == "Possible follow-ups:\n- And then?\n  a date"
    assert copied("short")["all of Short"] == "Short form (sample, 0:30):\n\nI called early."
