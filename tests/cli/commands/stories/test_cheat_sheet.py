"""`tpm-tui report cheat-sheet`: one page before the interview."""

from __future__ import annotations

from tests.cli.conftest import Tpm

NEW = ("story", "new", "--title", "The late crane at Acme", "--action", "I led.", "--result", "It worked.")


def test_cheat_sheet_is_printed(tpm: Tpm) -> None:
    tpm(*NEW, "--figure", "2 weeks instead of 7")
    (tpm.data / "lists.yaml").write_text("questions: [Who decides?]\ncompany: [ACME streams.]\n")
    practice = tpm("practice", "--plain", "--question", "7", given="I said so.\n.\n\n\n3\n")
    assert practice.code == 0
    result = tpm("report", "cheat-sheet", "--redact", "acme")
    assert (result.code, result.err) == (0, "")
    assert "**The late crane at [redacted]**\n    - Figures: 2 weeks instead of 7\n" in result.out
    assert "- **Late program**: size and cause\n" in result.out
    assert "- Who decides?\n" in result.out
    assert "- [redacted] streams.\n" in result.out


def test_cheat_sheet_is_written_to_a_private_file(tpm: Tpm) -> None:
    file = tpm.home / "sheet.md"
    assert tpm("report", "cheat-sheet", "-o", str(file)).code == 0
    assert file.read_text().startswith("# Cheat sheet\n")
    assert file.stat().st_mode & 0o777 == 0o600
    assert tpm("report", "cheat-sheet", "-o", str(file)).code == 0
    file.write_text("my diary")
    refused = tpm("report", "cheat-sheet", "-o", str(file))
    assert refused.code == 3
    assert file.read_text() == "my diary"


def test_wrong_options_are_usage_errors(tpm: Tpm) -> None:
    assert "Markdown only" in tpm("report", "cheat-sheet", "--format", "csv").err
    assert "needs a word" in tpm("report", "cheat-sheet", "--redact", " ").err
    assert "cheat-sheet only" in tpm("report", "--redact", "x").err
