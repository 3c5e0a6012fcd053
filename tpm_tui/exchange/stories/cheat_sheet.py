"""The cheat sheet as one page of Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from tpm_tui.core.stories.cheat_sheet import (
    MAX_GAPS,
    MAX_LIST_TEXTS_SHOWN,
    CheatSheet,
    MissedMusts,
    SheetStory,
)
from tpm_tui.core.text.plural import plural
from tpm_tui.core.text.sanitize import clean, clean_line
from tpm_tui.exchange.markdown_escape import inline
from tpm_tui.exchange.phrases import long_day
from tpm_tui.exchange.stories.list_titles import LIST_TITLES
from tpm_tui.exchange.stories.redaction import REDACTED, make_redactor

CHEAT_SHEET_TITLE = "# Cheat sheet"
NOTHING_YET = "Nothing yet. Write stories with `tpm-tui story new`, and practise a few questions."
MAX_SHEET_CHARACTERS = 160
"""Of one text; a longer one ends with an ellipsis."""

_SENTENCE = re.compile(r".+?[.!?](?=\s|$)", re.DOTALL)


def is_cheat_sheet(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is a cheat sheet."""
    return head.startswith(CHEAT_SHEET_TITLE.encode())


def cheat_sheet_markdown(sheet: CheatSheet, redact: Iterable[str] = ()) -> str:
    """Return the sheet as Markdown.

    Args:
        sheet: its content.
        redact: words that are replaced by `[redacted]` in any case, in the texts of the learner and those of
            questions, which may be the learner's own; the headings of the sheet stay.
    """
    redactor = make_redactor(redact)

    def text(raw: str) -> str:
        return _escaped(redactor(clean_line(raw)))

    sections = [
        ("Stories", list(_story_lines(sheet.stories, text, redactor))),
        ("Must points still missed", list(_missed_lines(sheet.missed, text))),
        (LIST_TITLES["questions"], _list_lines(sheet.lists.questions, text)),
        (LIST_TITLES["company"], _list_lines(sheet.lists.company, text)),
    ]
    lines = [CHEAT_SHEET_TITLE, "", _days(sheet)]
    for heading, rows in sections:
        if rows:
            lines += ["", f"## {heading}", "", *rows]
    if not any(rows for _, rows in sections):
        lines += ["", NOTHING_YET]
    return "\n".join(lines) + "\n"


def _days(sheet: CheatSheet) -> str:
    made = f"Made on {long_day(sheet.day)}."
    return f"Interview on {long_day(sheet.interview)}. {made}" if sheet.interview else made


def _escaped(line: str) -> str:
    """Return a redacted line, cut and with its markup escaped."""
    if len(line) > MAX_SHEET_CHARACTERS:
        line = line[:MAX_SHEET_CHARACTERS].rsplit(" ", 1)[0] + "…"
    return inline(line).replace(inline(REDACTED), REDACTED)


def _story_lines(
    stories: Sequence[SheetStory], text: Callable[[str], str], redactor: Callable[[str], str]
) -> Iterator[str]:
    for number, each in enumerate(stories, start=1):
        story = each.story
        yield f"{number}. **{text(story.title)}**"
        if story.figures:
            yield f"    - Figures: {'; '.join(map(text, story.figures))}"
        if story.result:
            # Redacted before it is cut: a word may contain the end of a sentence, as in "Acme Inc. Group".
            yield f"    - Result: {text(_first_sentence(redactor(clean(story.result))))}"
        if each.titles:
            yield f"    - For: {'; '.join(map(text, each.titles))}"


def _missed_lines(missed: Sequence[MissedMusts], text: Callable[[str], str]) -> Iterator[str]:
    for each in missed[:MAX_GAPS]:
        yield f"- **{text(each.title)}**: {'; '.join(map(text, each.points))}"
    yield from _more(len(missed) - MAX_GAPS, "question")


def _list_lines(texts: Sequence[str], text: Callable[[str], str]) -> list[str]:
    shown = [f"- {text(each)}" for each in texts[:MAX_LIST_TEXTS_SHOWN]]
    return [*shown, *_more(len(texts) - MAX_LIST_TEXTS_SHOWN, "text")]


def _more(count: int, noun: str) -> list[str]:
    return [f"- and {plural(count, f'more {noun}')}"] if count > 0 else []


def _first_sentence(text: str) -> str:
    found = _SENTENCE.match(text.strip())
    return found.group() if found else text
