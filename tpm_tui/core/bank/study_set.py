"""A study set: a named selection of questions for one occasion."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Id, Line
from tpm_tui.core.session.session import Form


class StudySet(Struct, frozen=True, forbid_unknown_fields=True):
    """A named list of questions, in practice order."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    questions: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=200)]
    """Question ids or numbers."""
    description: Line = ""
    form: Form = "answer"
    """Whether to practise the full answer or the short form, which has a time target of its own."""

    def question_ids(self, bank: Bank) -> list[str]:
        """Return the ids of the set's questions that exist in the bank, in order."""
        found = (bank.find(name) for name in self.questions)
        return [question.id for question in found if question is not None]
