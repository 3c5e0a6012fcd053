"""Report files are private, have safe names, and never replace other files."""

from __future__ import annotations

import os
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.exchange.histories import History
from tests.exchange.untrusted_texts import CORPUS
from tpm_tui.exchange.session_csv import to_csv
from tpm_tui.exchange.session_json import to_json
from tpm_tui.exchange.session_markdown import to_markdown
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.report_file import Extension, write_report

STARTED = datetime(2026, 11, 22, 8, 14, tzinfo=UTC)


def text_of(session: str, extension: Extension = "md", answer: str = "We cut scope.") -> str:
    history = History()
    history.start(session)
    history.answer(session=session, answer=answer)
    report = history.report(session)
    return {"md": to_markdown(report), "json": to_json(report), "csv": to_csv([report])}[extension]


def mode_of(path: Path) -> int:
    return stat.S_IMODE(os.stat(path).st_mode)


def test_report_is_named_after_its_start(tmp_path: Path) -> None:
    path = write_report(tmp_path, STARTED, "practice", "s1", text_of("s1"))
    assert path == tmp_path / "2026-11-22-0814-practice.md"
    assert path.read_text("utf-8") == text_of("s1")


def test_file_and_folder_are_private_for_any_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = write_report(tmp_path / "data" / "reports", STARTED, "practice", "s1", text_of("s1"))
    finally:
        os.umask(before)
    assert mode_of(path) == 0o600
    assert mode_of(path.parent) == mode_of(path.parent.parent) == 0o700


@pytest.mark.parametrize("extension", ["md", "json", "csv"])
def test_same_session_replaces_report_and_others_get_a_number(tmp_path: Path, extension: Extension) -> None:
    def write(session: str, answer: str) -> Path:
        text = text_of(session, extension, answer)
        return write_report(tmp_path, STARTED, "practice", session, text, extension)

    first, second, third = write("s1", "one"), write("s2", "two"), write("s3", "three")
    again, more = write("s2", "two again"), write("s1", "one again")
    assert (again, more) == (second, first)
    names = [f"2026-11-22-0814-practice{end}.{extension}" for end in ("", "-2", "-3")]
    assert [path.name for path in (first, second, third)] == names
    assert sorted(os.listdir(tmp_path)) == sorted(names)
    assert "two again" in second.read_text("utf-8")
    assert "one again" in first.read_text("utf-8")
    assert mode_of(second) == 0o600


@pytest.mark.parametrize("present", ["", "session\n", '---\nsession: "s10"\n', 'notes\n\nsession: "s1"\n'])
def test_other_file_is_not_replaced(tmp_path: Path, present: str) -> None:
    (tmp_path / "2026-11-22-0814-practice.md").write_text(present)
    path = write_report(tmp_path, STARTED, "practice", "s1", text_of("s1"))
    assert path.name == "2026-11-22-0814-practice-2.md"
    assert (tmp_path / "2026-11-22-0814-practice.md").read_text() == present


@pytest.mark.parametrize("kind", ["link", "dangling link", "folder", "pipe"])
def test_link_folder_and_pipe_are_not_replaced(tmp_path: Path, kind: str) -> None:
    victim = tmp_path / "victim"
    taken = tmp_path / "reports" / "2026-11-22-0814-practice.md"
    taken.parent.mkdir()
    if kind == "link":
        victim.write_text(text_of("s1"))
        taken.symlink_to(victim)
    elif kind == "dangling link":
        taken.symlink_to(victim)
    elif kind == "folder":
        taken.mkdir()
    else:
        os.mkfifo(taken)
    path = write_report(taken.parent, STARTED, "practice", "s1", "new text")
    assert path.name == "2026-11-22-0814-practice-2.md"
    assert not victim.exists() or victim.read_text() == text_of("s1")


@pytest.mark.parametrize("text", ["../../etc/x", "/etc/cron.d/x", "a\x00b", "CON", "-rf", "x" * 400, *CORPUS])
def test_untrusted_text_is_not_used_in_the_name(tmp_path: Path, text: str) -> None:
    path = write_report(tmp_path, STARTED, text, text, "report")
    assert path.parent == tmp_path
    assert path.name.startswith("2026-11-22-0814-")
    assert set(path.name) <= set("abcdefghijklmnopqrstuvwxyz0123456789-.")
    assert len(path.name) < 100


def test_folder_that_cannot_be_created_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("a file")
    with pytest.raises(WriteError, match="The report was not saved"):
        write_report(tmp_path / "reports", STARTED, "practice", "s1", "text")


def test_disk_error_leaves_no_partial_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(WriteError):
        write_report(tmp_path, STARTED, "practice", "s1", "text")
    assert os.listdir(tmp_path) == []
