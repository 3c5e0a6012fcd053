"""`tpm-tui lists`: show, add, remove and check."""

from __future__ import annotations

from tests.cli.conftest import Tpm


def test_texts_are_added_shown_and_removed(tpm: Tpm) -> None:
    assert "none yet" in tpm("lists", "show").out
    assert tpm("lists", "add", "questions", "Who decides?", "Why now?").out == "Added 2 texts to questions\n"
    assert tpm("lists", "add", "questions", "Why now?").out == "Added 0 texts to questions\n"
    tpm("lists", "add", "company", "They stream.")
    shown = tpm("lists", "show").out
    assert "  1  Who decides?\n  2  Why now?\n" in shown
    assert tpm("lists", "show", "--json").json() == {
        "questions": ["Who decides?", "Why now?"],
        "company": ["They stream."],
    }
    assert tpm("lists", "remove", "questions", "1").out == "Removed: Who decides?\n"
    assert tpm("lists", "show", "--json").json()["questions"] == ["Why now?"]


def test_wrong_names_and_numbers_are_usage_errors(tpm: Tpm) -> None:
    for args in (("add", "question", "x"), ("remove", "questions", "1"), ("add", "questions", " ")):
        assert tpm("lists", *args).code == 2
    assert "matrix" not in tpm("lists").out
    assert tpm("lists").code == 0


def test_file_with_errors_is_not_changed(tpm: Tpm) -> None:
    tpm.data.mkdir(mode=0o700)
    file = tpm.data / "lists.yaml"
    file.write_text("question: [a]\n")
    check = tpm("lists", "check")
    assert (check.code, "did you mean questions?" in check.out) == (1, True)
    result = tpm("lists", "add", "questions", "b")
    assert (result.code, "fix this first" in result.err) == (3, True)
    assert file.read_text() == "question: [a]\n"
