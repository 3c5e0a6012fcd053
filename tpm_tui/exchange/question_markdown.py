"""The sections of a question as Markdown, folded: material for a coach who reads a report."""

from __future__ import annotations

from collections.abc import Mapping

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.facts import Fact
from tpm_tui.exchange.markdown_escape import block_quote, code_block, inline
from tpm_tui.exchange.question_sections import MUST, Section, SectionKind, SectionLine, sections_by_id

SUMMARY = "The question: key points, model answer and more"


class QuestionMaterial:
    """The sections of the questions in one document, each question once."""

    def __init__(self, bank: Bank, facts: Mapping[str, Fact]) -> None:
        self._bank = bank
        self._facts = facts
        self._written: set[str] = set()

    def blocks(self, question: str, prompt: str) -> list[str]:
        """Return a question's sections, folded; empty if they were written before or it is not in the bank.

        Args:
            question: id of the question.
            prompt: the wording that is shown above.
        """
        if question in self._written:
            return []
        self._written.add(question)
        sections = sections_by_id(question, self._bank, self._facts, prompt)
        if not sections:
            return []
        # Without a blank line after each tag, Markdown inside would be shown as HTML.
        opening = f"<details>\n<summary>{SUMMARY}</summary>"
        return [opening, *(block for section in sections for block in _section(section)), "</details>"]


def markdown_point(name: str, cue: str = "", *, must: bool) -> str:
    """Return a key point as a list item."""
    return f"- {inline(name)}{' **(must)**' if must else ''}{f': {inline(cue)}' if cue else ''}"


def _section(section: Section) -> list[str]:
    notes = f" ({', '.join(map(inline, section.notes))})" if section.notes else ""
    title = f"### {section.title}{notes}"
    if section.kind is SectionKind.TEXT:
        return [title, *(block for line in section.lines for block in _part(line))]
    if section.kind is SectionKind.VERBATIM:
        return [title, *(code_block(line.text) for line in section.lines)]
    return [title, "\n".join(row for line in section.lines for row in _rows(line))]


def _part(part: SectionLine) -> list[str]:
    return [
        block for block in (f"{inline(part.label)}:" if part.label else "", block_quote(part.text)) if block
    ]


def _rows(line: SectionLine) -> list[str]:
    row = markdown_point(line.text, line.aside, must=MUST in line.marks)
    if line.label:
        row = f"- {inline(f'{line.label}: {line.text}')}"
    return [row, *(f"  - {inline(detail)}" for detail in line.details)]
