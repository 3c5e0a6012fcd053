"""The groups of sections on the reveal, and the letters that go there."""

from __future__ import annotations

from msgspec.structs import replace

from tests.question_fields import full_bank, full_question
from tpm_tui.core.bank.question import Question
from tpm_tui.exchange.question_sections import question_sections
from tpm_tui.exchange.reveal.section_groups import group_sections, jump_letters

ALL = ["Points", "Model", "Short", "Whiteboard", "Weak signs", "Follow-ups", "Facts", "History"]


def titles(question: Question, *, has_history: bool = False) -> list[str]:
    groups = group_sections(question_sections(question, full_bank()), has_history=has_history)
    return [group.title for group in groups]


def test_full_question_has_every_group() -> None:
    assert titles(full_question(), has_history=True) == ALL


def test_groups_without_text_are_left_out() -> None:
    question = replace(full_question(), whiteboard="", weak_signs=(), follow_ups=())
    assert titles(question) == ["Points", "Model", "Short", "Facts"]


def test_question_without_points_keeps_their_group() -> None:
    assert titles(Question(id="q", prompt="Why?")) == ["Points", "Facts"]


def test_groups_have_all_sections_in_their_order() -> None:
    sections = question_sections(full_question(), full_bank())
    groups = group_sections(sections, has_history=True)
    assert tuple(each for group in groups for each in group.sections) == sections


def test_each_group_has_its_own_letter() -> None:
    groups = group_sections(question_sections(full_question(), full_bank()), has_history=True)
    letters = jump_letters(groups)
    assert [letters[letter].title for letter in "pmswefah"] == ALL
    assert len(letters) == len(ALL)
