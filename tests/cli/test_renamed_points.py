"""Key points that are renamed after an answer: every command shows the old ticks under the new names."""

from __future__ import annotations

from tests.cli.conftest import Tpm

PRACTICE = "practice", "--plain", "--question", "2"


def rename(tpm: Tpm) -> None:
    """Rename the key points of question 2."""
    text = tpm.bank.read_text("utf-8")
    old = '[{name: "the rule"}, {name: "the price"}]'
    new = '[{name: "a shared rule", formerly: ["the rule"]}, {name: "cost", formerly: ["the price"]}]'
    assert old in text
    tpm.bank.write_text(text.replace(old, new), "utf-8")


def test_undone_answer_has_its_ticks(tpm: Tpm) -> None:
    tpm(*PRACTICE, given="An answer.\n.\nt 1\n3\n")
    rename(tpm)
    result = tpm("practice", "--plain", given=".\nu\n\n")
    _, reveal = result.out.split("undone two-goals: good")
    assert " 1 [x] a shared rule" in reveal
    assert " 2 [ ] cost" in reveal
    (review,) = tpm("report", "--format", "json", "-o", "-").reviews()
    assert (review["covered"], review["missed"]) == (["a shared rule"], ["cost"])


def test_reports_history_and_statistics_show_new_names(tpm: Tpm) -> None:
    tpm(*PRACTICE, given="An answer.\n.\nt 1\n3\n")
    rename(tpm)
    for command in (
        ("report", "-o", "-"),
        ("history", "2"),
        ("stats",),
        ("report", "--format", "csv", "-o", "-"),
    ):
        out = tpm(*command).out.split("<details>")[0]
        assert "cost" in out
        assert "the price" not in out


def test_drill_counts_misses_under_old_names(tpm: Tpm) -> None:
    tpm(*PRACTICE, given=".\nt 1\n3\n")
    rename(tpm)
    result = tpm("practice", "--plain", "--drill", "points", given=".\n3\n")
    assert " 2 [ ] cost (missed 1 of 1)" in result.out


def test_unfinished_mock_keeps_its_ticks(tpm: Tpm) -> None:
    mock = "mock", "--plain", "--questions", "2", "--minutes", "9"
    tpm(*mock, given="\nFirst.\n.\n\n\nSecond.\n.\n\nt 1\n\nt 1\n\n")
    rename(tpm)
    result = tpm("mock", "--plain", "--resume", given="b\np\n\nq\n")
    assert " 1 [x] a shared rule" in result.out
