"""The sections of a question as text for a terminal."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.core.text.style import Role, Style, no_style
from tpm_tui.exchange.question_sections import Section, SectionKind, SectionLine, numbered_label
from tpm_tui.exchange.text_table import INDENT, wrap, wrap_row

BULLET = "- "

_STEP = re.compile(r"[0-9]{1,2}\. ")


def question_text(
    question: Question, sections: Sequence[Section], width: int, style: Style = no_style, wide: int = 0
) -> str:
    """Return a question's number, label and prompt, then its sections.

    Args:
        question: the question.
        sections: what is shown of it.
        width: cells of a line.
        style: styles the headings.
        wide: cells of a row of a table or sketch, if it may be longer than a line.
    """
    label = wrap(clean_line(numbered_label(question)), width)
    lines = [*(style(line, Role.HEADING) for line in label), "", *wrap_text(question.prompt, width)]
    for section in sections:
        lines += ["", *section_lines(section, width, style=style, wide=wide)]
    return "\n".join(lines)


def section_lines(
    section: Section, width: int, leads: Sequence[str] = (), style: Style = no_style, wide: int = 0
) -> list[str]:
    """Return the title and the lines of a section.

    Args:
        section: the section.
        width: cells of a line.
        leads: what begins each entry, such as a number and a tick; by default a bullet, and nothing in prose.
        style: styles the title.
        wide: cells of a row of a table or sketch, if it may be longer than a line.
    """
    notes = f" ({', '.join(section.notes)})" if section.notes else ""
    lines = [style(line, Role.HEADING) for line in wrap(f"{section.title}{notes}:", width)]
    if section.kind is SectionKind.VERBATIM:
        return lines + [row for line in section.lines for row in verbatim_rows(line.text, max(width, wide))]
    default = BULLET if section.kind in (SectionKind.POINTS, SectionKind.LIST) else ""
    for lead, line in zip(leads or [default] * len(section.lines), section.lines, strict=True):
        lines += _entry(section.kind, line, lead, width)
    return lines


def wrap_text(text: str, width: int, lead: str = "") -> list[str]:
    """Return sanitized and wrapped lines, the first after the lead and the rest indented by its width."""
    lines: list[str] = []
    for part in clean(text).strip("\n").split("\n"):
        step = step_number(part)
        for line in wrap(part[len(step) :], width - len(lead) - len(step)) or [""]:
            lines.append(lead + step + line)
            lead, step = " " * len(lead), " " * len(step)
    return lines


def step_number(line: str) -> str:
    """Return the number that begins a step of a list, such as `1. `; empty if there is none."""
    found = _STEP.match(line)
    return found[0] if found else ""


def verbatim_rows(text: str, width: int) -> list[str]:
    """Return the sanitized rows of a table or sketch as they are; only rows that are too long are wrapped.

    The spaces between the words of a wrapped row are kept, except where it is broken.
    """
    rows: list[str] = []
    for row in clean(text).expandtabs().strip("\n").split("\n"):
        indent = row[: len(row) - len(row.lstrip(" "))][: width // 2]
        hanging = indent + INDENT if width > len(indent + INDENT) else indent
        rows += wrap_row(row.strip(" "), width, indent, hanging)
    return rows


def _entry(kind: SectionKind, line: SectionLine, lead: str, width: int) -> list[str]:
    text = line.text
    if line.marks:
        text += f" ({', '.join(line.marks)})"
    if line.aside:
        text += f": {line.aside}"
    above: list[str] = []
    if line.label and kind is SectionKind.TEXT:
        above = wrap_text(f"{line.label}:", width)
    elif line.label:
        lead += f"{clean_line(line.label)}: "
    indent = " " * len(lead) or INDENT
    details = [row for detail in line.details for row in wrap_text(detail, width, indent)]
    return [*above, *wrap_text(text, width, lead), *details]
