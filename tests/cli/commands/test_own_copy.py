"""`bank check` and `bank show` say when the original of an own copy has changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.own_copy import OwnCopy, create_own_copy, question_hash
from tpm_tui.storage.bank.shipped import shipped_bank

QUESTION = "flagship-program-walkthrough"


@pytest.fixture
def copy(tpm: Tpm) -> OwnCopy:
    """Return an own copy of a shipped question; the commands use the shipped bank and the learner's own."""
    tpm.environ["TPM_TUI_BANK"] = ""
    bank = load_bank([shipped_bank()]).bank
    question = bank.by_id[QUESTION]
    return create_own_copy(tpm.data / "bank", question, bank.topic_of(question))


def make_outdated(copy: OwnCopy) -> None:
    """Change the checksum, as if the shipped text had changed."""
    text = copy.file.read_text("utf-8")
    original = load_bank([shipped_bank()]).bank.by_id[QUESTION]
    copy.file.write_text(text.replace(question_hash(original), "0123456789abcdef"), "utf-8")


def test_unchanged_original_is_not_reported(tpm: Tpm, copy: OwnCopy) -> None:
    result = tpm("bank", "check")
    assert result.code == 0
    assert result.out.endswith(" questions, no errors.\n")
    assert "changed" not in result.out
    shown = tpm("bank", "show", QUESTION).out
    assert f"\n{copy.file}:{copy.line}\nOwn copy of {shipped_bank()}" in shown
    assert "changed" not in shown.splitlines()[-1]


@pytest.mark.parametrize("named", [False, True])
def test_changed_original_is_a_warning(tpm: Tpm, copy: OwnCopy, named: bool) -> None:
    make_outdated(copy)
    result = tpm("bank", "check", *([str(copy.file)] if named else []))
    assert result.code == 0
    assert f"{copy.file}:{copy.line}:5: " in result.out
    assert "has changed since it was copied" in result.out
    as_json = json.loads(tpm("bank", "check", "--json").out)
    assert (as_json["errors"], len(as_json["warnings"])) == ([], 1)
    assert tpm("bank", "show", QUESTION).out.endswith("; it has changed since it was copied\n")


def test_copy_is_in_the_backup(tpm: Tpm, copy: OwnCopy, tmp_path: Path) -> None:
    tpm("practice", "--plain", given="q\n")
    archive = tmp_path / "backup.zip"
    assert tpm("backup", str(archive)).code == 0
    data = copy.file.read_bytes()
    copy.file.unlink()
    assert tpm("restore", str(archive), "--yes").code == 0
    assert copy.file.read_bytes() == data
