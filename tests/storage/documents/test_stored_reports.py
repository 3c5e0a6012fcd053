"""Reports are listed from their names and beginnings, which can be anything."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tpm_tui.storage.documents.stored_reports import (
    MAX_LISTED,
    MAX_READ_BYTES,
    StoredReport,
    list_reports,
    read_report,
)
from tpm_tui.storage.files.errors import DataFolderError

HEAD = '---\nsession: "s"\nmode: "drill"\nanswered: 3\n---\n\n# Drill session\nanswered: 9\n'


def test_name_and_properties_are_listed_newest_first(tmp_path: Path) -> None:
    for name, text in (
        ("2026-09-10-1800-drill.md", HEAD),
        ("2026-10-04-1101-mock-interview-2.md", "no properties"),
        ("2026-09-10-0900-practice.json", "[]"),
        ("my-notes.md", "answered: 4\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    assert list_reports(tmp_path) == (
        StoredReport(tmp_path / "my-notes.md"),
        StoredReport(tmp_path / "2026-10-04-1101-mock-interview-2.md", "2026-10-04 11:01", "mock-interview"),
        StoredReport(tmp_path / "2026-09-10-1800-drill.md", "2026-09-10 18:00", "drill", 3),
        StoredReport(tmp_path / "2026-09-10-0900-practice.json", "2026-09-10 09:00", "practice"),
    )


def test_only_regular_files_of_the_folder_are_listed(tmp_path: Path) -> None:
    outside = tmp_path / "secret.md"
    outside.write_text("secret")
    folder = tmp_path / "reports"
    (folder / "below.md").mkdir(parents=True)
    (folder / "below.md" / "2026-09-10-1800-drill.md").write_text(HEAD)
    (folder / "link.md").symlink_to(outside)
    os.mkfifo(folder / "pipe.md")
    (folder / ".hidden.md").write_text(HEAD)
    (folder / "other.txt").write_text(HEAD)
    assert list_reports(folder) == ()


def test_missing_folder_has_no_reports(tmp_path: Path) -> None:
    assert list_reports(tmp_path / "absent") == ()


def test_folder_that_is_a_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "reports").write_text("")
    with pytest.raises(DataFolderError):
        list_reports(tmp_path / "reports")


def test_listed_reports_are_limited(tmp_path: Path) -> None:
    for number in range(MAX_LISTED + 5):
        (tmp_path / f"{number:05}.md").touch()
    found = list_reports(tmp_path)
    assert (len(found), found[0].path.name) == (MAX_LISTED, f"{MAX_LISTED + 4:05}.md")


@given(st.binary(max_size=300))
def test_any_beginning_is_listed(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    folder = tmp_path_factory.mktemp("reports")
    (folder / "2026-09-10-1800-drill.md").write_bytes(b"---\n" + data)
    (report,) = list_reports(folder)
    assert report.started == "2026-09-10 18:00"


def test_long_report_is_cut(tmp_path: Path) -> None:
    path = tmp_path / "long.md"
    path.write_text("é" * MAX_READ_BYTES, "utf-8")
    report = read_report(path)
    assert (report.is_cut, report.size) == (True, 2 * MAX_READ_BYTES)
    assert report.text == "é" * (MAX_READ_BYTES // 2)
    path.write_bytes(b"\xff short")
    assert read_report(path).text == "\ufffd short"


def test_link_in_place_of_a_report_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "a.md").symlink_to(tmp_path / "secret")
    with pytest.raises(DataFolderError):
        read_report(tmp_path / "a.md")
