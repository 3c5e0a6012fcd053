"""Messages about actions, as sentences and as lines for scripts."""

from __future__ import annotations

import ast
import os
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from tpm_tui.core.cards.events import CardActionKind, Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.exchange import messages

REVIEW = Review(
    id="r1",
    at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
    day=date(2026, 11, 22),
    session="s1",
    question="late",
    prompt="Late?",
    answer="",
    grade=Grade.GOOD,
    box_after=2,
    due=date(2026, 11, 24),
)


@pytest.mark.parametrize(
    ("review", "sentence", "line"),
    [
        (
            REVIEW,
            "Late: good, box 0 to 2, due 2026-11-24.",
            "graded late: good, box 0 -> 2, due 2026-11-24",
        ),
        (
            replace(REVIEW, due=None, box_after=0),
            "Late: good, box 0 to 0.",
            "graded late: good, box 0 -> 0",
        ),
        (
            replace(REVIEW, practice=True, box_before=2),
            "Late: good, extra practice; only today's first answer counts.",
            "graded late: good, box 2 -> 2, due 2026-11-24, practice",
        ),
        (
            replace(REVIEW, practice=True, drill=True, box_before=2),
            "Late: good, a drill; box 2 is unchanged.",
            "graded late: good, box 2 -> 2, due 2026-11-24, drill",
        ),
    ],
    ids=["counted", "without due day", "practice", "drill"],
)
def test_grade_is_reported_with_its_effect(review: Review, sentence: str, line: str) -> None:
    again = f", due {review.due}" if review.due else ""
    assert messages.graded_message("Late", review, again) == sentence
    assert messages.graded_line(review) == line


def test_undo_and_redo_name_question_and_grade() -> None:
    assert messages.undone_message("Late", REVIEW).startswith("Undone: Late, good.")
    assert messages.redone_message("Late", REVIEW) == "Redone: Late, good."
    assert messages.undone_line(REVIEW) == "undone late: good"
    assert messages.redone_line(REVIEW) == "redone late: good"


def test_leech_is_reported_with_advice() -> None:
    assert messages.leech_message(4).startswith("A leech, 4 lapses: ")
    line, advice = messages.leech_lines(REVIEW, 4)
    assert line == "leech late: 4 lapses"
    assert advice.strip() in messages.leech_message(4)


@pytest.mark.parametrize(
    ("note", "changed", "line"),
    [("Mine.", True, "saved"), ("Mine.", False, "saved"), ("", True, "removed"), ("", False, "none")],
)
def test_note_line_says_what_was_saved(note: str, changed: bool, line: str) -> None:
    assert messages.note_line("late", note, changed=changed) == f"note late: {line}"


def test_reset_and_its_undo_have_their_own_texts() -> None:
    reset, unreset = CardActionKind.RESET, CardActionKind.UNRESET
    assert messages.reset_prompt("Late", reset) != messages.reset_prompt("Late", unreset)
    assert messages.reset_message(unreset, 3) == "Reset undone: box 3."
    assert messages.reset_message(reset, 0).startswith("Reset to new.")


@pytest.mark.parametrize(
    ("count", "start"),
    [(1, "1 problem was found in your files: one."), (2, "2 problems were found in your files, first: one.")],
)
def test_number_of_problems_agrees_with_its_verb(count: int, start: str) -> None:
    assert messages.problems_message(count, "one").startswith(start)


def test_long_problem_is_cut_in_a_notice() -> None:
    assert len(messages.problems_message(1, "long " * 1000)) < 300


@pytest.mark.parametrize(
    "message", [messages.report_message, messages.report_line, messages.backed_up_message]
)
def test_path_that_is_not_utf8_is_shown_escaped(message: Callable[[object], str]) -> None:
    assert message(Path(os.fsdecode(b"/caf\xe9/x"))).endswith(r" /caf\xe9/x")


def test_line_for_scripts_has_the_spaces_of_a_path() -> None:
    assert messages.report_line(Path("/two  spaces")) == "report /two  spaces"


PACKAGE = Path(messages.__file__).parents[1]
FRONT_ENDS = ("exchange", "practice", "ui", "cli")


def sentences(path: Path) -> Iterator[str]:
    """Return the strings of a module that have three words or more; docstrings are left out."""
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            words = [word for word in node.value.split() if word.strip(".,:;!?()").isalpha()]
            if len(words) >= 3:
                yield node.value.strip()


def test_each_sentence_stands_once_in_the_code() -> None:
    found = Counter(
        text for folder in FRONT_ENDS for path in (PACKAGE / folder).rglob("*.py") for text in sentences(path)
    )
    assert len(found) > 300
    assert {text: count for text, count in found.items() if count > 1} == {}
