"""Today in plain mode: the page as lines, and a menu that reaches everything."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Tpm

ANSWER = "an answer\n.\n3\n"


def test_page_and_menu_are_printed_until_quit(tpm: Tpm) -> None:
    result = tpm("--plain", given="q\n")
    assert (result.code, result.err) == (0, "")
    assert "0 due · 2 new" in result.out
    assert "enter practise; m mock interview; p plan;" in result.out


def test_end_of_input_quits(tpm: Tpm) -> None:
    assert tpm("--plain").code == 0


def test_enter_practises_and_the_page_is_printed_again(tpm: Tpm) -> None:
    result = tpm("--plain", given=f"\n{ANSWER}q\nq\n")
    assert "graded late-program-recovery: good" in result.out
    assert "0 due · 1 new" in result.out
    assert "Last        today · 1 answer · 0 % of points" in result.out


@pytest.mark.parametrize(
    ("given", "printed"),
    [
        ("p\n", "Today: 2 left"),
        ("h\n", "No answers yet."),
        ("o\n", "No stories yet."),
        ("t\nrescue\n", "Question 1 of 2: 7."),
        ("/\nslipped\n7\n", "Question 1 of 1: 7."),
        ("d\nweakest\n", "--drill weakest: none of the selected questions has been answered"),
        ("m\nonsite\n", "Onsite: "),
        ("a\n7\n", "Late program"),
        ("r\n", "no sessions to report"),
        (",\nper_day 6\n", "per_day: 6"),
        ("k\nk\nn\n", "You know 1 of 2 questions"),
        ("history 7\n", "Late program"),
        ("practice --question 2\n", "Question 1 of 1: 2."),
        ("nonsense\n", "Type one of the choices"),
        ("history 'x\n", "Type one of the choices"),
        ("i\nyesterday\n9 dec\n", "interview in 17 days"),
    ],
    ids=lambda text: text.strip(),
)
def test_choice_reaches_its_function(tpm: Tpm, given: str, printed: str) -> None:
    result = tpm("--plain", given=f"{given}")
    assert printed in result.out
    assert result.code == 0


def test_commands_get_plain_mode_from_the_global_option(tpm: Tpm) -> None:
    result = tpm("--plain", "practice", "--question", "7", given=ANSWER)
    assert "graded late-program-recovery: good" in result.out


def test_bare_program_without_terminal_still_practises(tpm: Tpm) -> None:
    assert "graded late-program-recovery: good" in tpm(given=f"{ANSWER}q\n").out


def test_undo_of_a_triage_decision_asks_again(tpm: Tpm) -> None:
    result = tpm("--plain", given="k\nk\nu\nn\nn\nq\n")
    assert "You know 0 of 2 questions" in result.out


def test_nothing_due_names_what_else_to_do(tpm: Tpm) -> None:
    result = tpm("--plain", given=f"\n{ANSWER}{ANSWER}q\n")
    assert "Done for today, 2 answered" in result.out
    assert "Worth doing now: a mock interview (m)" in result.out


def test_empty_bank_says_how_to_add_questions(tpm: Tpm) -> None:
    empty = tpm.home / "empty"
    empty.mkdir()
    result = tpm("--bank", str(empty), "--plain", given="q\n")
    assert "There are no questions to practise. Add one with `tpm-tui bank new`" in result.out
    assert result.code == 0


def test_old_answer_is_marked_again(tpm: Tpm) -> None:
    given = "It was four to seven weeks late.\n.\nt 1\n3\nq\n"
    tpm("--plain", "practice", "--question", "7", given=given)
    assert "There is no answer to mark again" in collapse(tpm("--plain", given="w\nq\n").out)
    tpm.environ["TPM_TUI_NOW"] = "2026-12-10T09:00:00+00:00"
    result = tpm("--plain", given="w\nnonsense\nt 1 2\n\nq\n")
    page = result.out.split("Your answer of 22 Nov:")[1]
    assert "It was four to seven weeks late." in page
    assert page.index(" 1 [ ] size and cause (must)") < page.index(" 1 [x] size and cause (must)")
    assert "Late program: marked again, 2 of 3 points." in page
    assert tpm("--plain", given="w\nq\nq\n").out.count("marked again, ") == 0
    undone = tpm("--plain", given="w\nu\nu\nq\nq\n").out
    assert "Late program: the second marking is undone." in undone
    assert "Nothing to undo: this answer was not marked again." in undone


def collapse(text: str) -> str:
    return " ".join(text.split())
