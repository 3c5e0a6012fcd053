"""A study set: questions picked for an occasion, by name."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import Id, Line
from tpm_tui.core.session.session import Form


class StudySet(Struct, frozen=True, forbid_unknown_fields=True):
    """A named list of questions in the order of practising them."""

    id: Id
    title: Annotated[str, Meta(min_length=1, max_length=40)]
    questions: Annotated[tuple[Line, ...], Meta(min_length=1, max_length=200)]
    """Ids or numbers."""
    description: Line = ""
    form: Form = "answer"
    """Whether the full answer is practised, or the short form against its own target."""

    def in_bank(self, bank: Bank) -> list[str]:
        """Ids of its questions that the bank holds, in order."""
        found = (bank.find(name) for name in self.questions)
        return [question.id for question in found if question is not None]
