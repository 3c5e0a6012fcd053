"""A backup from anywhere: foreign, damaged, newer and hostile ones are refused before anything is touched."""

from __future__ import annotations

import io
import random
import stat
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.storage.folders import contents, listed, lived_in, packed, paths_in
from tests.storage.stores import AT
from tpm_tui.storage.backup import archive
from tpm_tui.storage.backup.restore import restore, summarize_backup
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.paths import Paths

LINE = b'0badf00d {"type":"review"}\n'
GOOD = {"history/2026-11.jsonl": LINE}


def refused(path: Path, paths: Paths, why: str) -> None:
    """Neither looked into nor restored, and nothing changes by trying."""
    before = contents(paths)
    for use in (summarize_backup, lambda file: restore(paths, file, AT)):
        with pytest.raises(DataFolderError, match=why) as told:
            use(path)
        assert len(str(told.value).splitlines()) == 1
        assert len(str(told.value)) < len(str(path)) + 200
    assert contents(paths) == before
    assert not paths.backups.exists()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return lived_in(tmp_path / "home", answers=2)


@pytest.mark.parametrize(
    "name",
    [
        "../evil.jsonl",
        "history/../../evil.jsonl",
        "/etc/cron.d/evil",
        "history/",
        "history/sub/2026-11.jsonl",
        "history\\..\\evil.jsonl",
        "history/.hidden.jsonl",
        "history/2026-11.py",
        "drafts/q.s.exe",
        "bank/evil\x1b[2J.yaml",
        "bank/C:evil.yaml",
        "bank/" + "x" * 300 + ".yaml",
        "progress.lock",
        "backups/older.zip",
        "themes",
        "config.yaml/x",
        "notes.txt",
    ],
)
def test_a_name_that_no_backup_of_ours_has_is_refused(tmp_path: Path, paths: Paths, name: str) -> None:
    files = listed({**GOOD, name: b"x"})
    if name == "history/":
        files["history/x/"] = b""
    refused(packed(tmp_path / "b.zip", files), paths, "is no backup of tpm-tui|does not match")
    assert not list(tmp_path.rglob("evil*"))


def test_a_link_is_refused(tmp_path: Path, paths: Paths) -> None:
    path = tmp_path / "b.zip"
    with ZipFile(path, "w") as out:
        info = ZipInfo("history/2026-11.jsonl")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        files = listed({info.filename: b"/etc/passwd"})
        out.writestr(info, files.pop(info.filename))
        out.writestr("tpm-tui-backup.json", files["tpm-tui-backup.json"])
    refused(path, paths, "it holds a link")


def test_two_files_of_one_name_are_refused(tmp_path: Path, paths: Paths) -> None:
    path = packed(tmp_path / "b.zip", listed(GOOD))
    with ZipFile(path, "a") as out, pytest.warns(UserWarning, match="Duplicate name"):
        out.writestr("history/2026-11.jsonl", LINE)
    refused(path, paths, "two files of one name")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK",
        b"x" * 5000,
        b"PK\x05\x06" + bytes(17),
        b"PK\x05\x06" + bytes(18),
        b"PK\x05\x06" + b"\xff" * 18,
        b'{"type": "review"}\n',
    ],
    ids=repr,
)
def test_what_is_no_zip_file_is_refused(tmp_path: Path, paths: Paths, data: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(data[:5000])
    refused(path, paths, "no backup of tpm-tui|too large")


def test_another_programs_zip_file_is_refused(tmp_path: Path, paths: Paths) -> None:
    refused(packed(tmp_path / "b.zip", {"word/document.xml": b"<w/>"}), paths, "no backup of tpm-tui")


def test_a_newer_format_is_refused_whatever_else_it_holds(tmp_path: Path, paths: Paths) -> None:
    files = listed({"rooms/of/the/future": b""}, format=2, more="fields")
    refused(packed(tmp_path / "b.zip", files), paths, "newer tpm-tui .format 2.; update")


def test_boxes_of_a_newer_version_are_refused(tmp_path: Path, paths: Paths) -> None:
    from tests.storage.stores import resealed

    raw = (paths.data / "progress.json").read_bytes().replace(b'"schema": 1', b'"schema": 2')
    refused(packed(tmp_path / "b.zip", listed({"progress.json": resealed(raw)})), paths, "newer tpm-tui")


@pytest.mark.parametrize(
    "contents_file",
    [b"", b"[]", b"{}", b'{"format": "1"}', b"[" * 100_000, b'{"format": 1, "files": {}}', b"\xff\xfe"],
    ids=lambda raw: repr(raw[:20]),
)
def test_a_list_of_contents_that_is_none_is_damage(
    tmp_path: Path, paths: Paths, contents_file: bytes
) -> None:
    files = {**GOOD, "tpm-tui-backup.json": contents_file}
    refused(packed(tmp_path / "b.zip", files), paths, "is damaged")


def test_a_file_that_is_listed_and_not_there_or_the_other_way_round_is_damage(
    tmp_path: Path, paths: Paths
) -> None:
    files = listed({**GOOD, "config.yaml": b""})
    for name in ("config.yaml", "history/2026-11.jsonl"):
        less = {other: data for other, data in files.items() if other != name}
        refused(packed(tmp_path / "b.zip", less), paths, "list of contents does not match")
    refused(
        packed(tmp_path / "b.zip", {**files, "bank/x.yaml": b""}), paths, "list of contents does not match"
    )


@pytest.mark.parametrize("data", [b"", LINE[:-1], LINE + b"x", LINE.replace(b"review", b"rewiev")])
def test_contents_that_do_not_fit_their_checksum_are_damage(
    tmp_path: Path, paths: Paths, data: bytes
) -> None:
    files = {**listed(GOOD), "history/2026-11.jsonl": data}
    refused(packed(tmp_path / "b.zip", files), paths, "is not what was stored")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_byte_anywhere_is_seen_or_means_nothing(tmp_path: Path, paths: Paths, seed: int) -> None:
    path = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert path is not None
    raw = path.read_bytes()
    good = summarize_backup(path)
    place = random.Random(seed).randrange(len(raw))
    path.write_bytes(raw[:place] + bytes([raw[place] ^ 1 << seed % 8]) + raw[place + 1 :])
    with suppress(DataFolderError):
        assert summarize_backup(path) == good


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
def test_a_backup_that_was_cut_off_is_refused(tmp_path: Path, paths: Paths, share: float) -> None:
    path = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert path is not None
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    refused(path, paths, "no backup of tpm-tui")


def test_other_packing_and_encryption_are_refused(tmp_path: Path, paths: Paths) -> None:
    path = tmp_path / "b.zip"
    files = listed(GOOD)
    with ZipFile(path, "w", ZIP_BZIP2) as out:
        out.writestr("history/2026-11.jsonl", LINE)
        out.writestr("tpm-tui-backup.json", files["tpm-tui-backup.json"], ZIP_DEFLATED)
    refused(path, paths, "is packed otherwise")
    raw = bytearray(packed(path, files).read_bytes())
    at = raw.index(b"PK\x01\x02")
    for flags in (raw.index(b"PK\x03\x04") + 6, at + 8):
        raw[flags] |= 1
    path.write_bytes(raw)
    refused(path, paths, "is packed otherwise")


# Bombs


def bomb(size: int, name: str) -> bytes:
    """A file that unpacks to so many zeros."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as made:
        files = listed({name: b""} if name != "tpm-tui-backup.json" else GOOD)
        with made.open(name, "w", force_zip64=False) as member:
            for _ in range(size >> 20):
                member.write(bytes(1 << 20))
        if name != "tpm-tui-backup.json":
            made.writestr("tpm-tui-backup.json", files["tpm-tui-backup.json"])
    return out.getvalue()


@pytest.mark.parametrize("name", ["history/2026-11.jsonl", "tpm-tui-backup.json"])
def test_no_more_is_unpacked_than_was_listed(
    tmp_path: Path, paths: Paths, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_CONTENTS_BYTES", 1 << 16)
    path = tmp_path / "b.zip"
    path.write_bytes(bomb(64 << 20, name))
    unpacked: list[int] = []
    read = archive.Archive._unpack

    def counting(self: archive.Archive, info: ZipInfo, most: int) -> bytes:
        data = read(self, info, most)
        unpacked.append(len(data))
        return data

    monkeypatch.setattr(archive.Archive, "_unpack", counting)
    refused(path, paths, "is damaged|is not what was stored")
    assert max(unpacked) < 1 << 17


@pytest.mark.parametrize(("limit", "value"), [("MAX_FILES", 1), ("MAX_FILE_BYTES", 10), ("MAX_BYTES", 400)])
def test_too_many_and_too_large_files_are_refused(
    tmp_path: Path, paths: Paths, limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = packed(tmp_path / "b.zip", listed({**GOOD, "config.yaml": b"x" * 20}))
    summarize_backup(path)
    monkeypatch.setattr(archive, limit, value)
    refused(path, paths, "too large to be a backup")


def ended(raw: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    changed = bytearray(raw)
    change(changed, raw.rindex(b"PK\x05\x06"))
    return bytes(changed)


def many(raw: bytearray, at: int) -> None:
    raw[at + 8 : at + 12] = b"\xff\xff\xff\xff"


def wide(raw: bytearray, at: int) -> None:
    raw[at + 12 : at + 16] = struct.pack("<L", 1 << 30)


def very_large(raw: bytearray, at: int) -> None:
    raw[at:at] = b"PK\x06\x07" + bytes(16)


@pytest.mark.parametrize("change", [many, wide, very_large])
def test_an_end_record_that_would_fill_the_memory_is_refused_before_it_is_believed(
    tmp_path: Path, paths: Paths, change: Callable[[bytearray, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: object) -> None:
        raise AssertionError("Python's reader was asked")

    path = packed(tmp_path / "b.zip", listed(GOOD))
    path.write_bytes(ended(path.read_bytes(), change))
    monkeypatch.setattr(archive, "ZipFile", never)
    refused(path, paths, "too large|very large contents")


def test_a_pipe_a_folder_and_nothing_are_refused_without_waiting(tmp_path: Path, paths: Paths) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    for name, why in (("pipe", "cannot be read"), ("home", "cannot be read"), ("absent", "cannot be read")):
        refused(tmp_path / name, paths, why)


def test_a_backup_that_was_unpacked_and_packed_again_by_hand_is_good(tmp_path: Path, paths: Paths) -> None:
    """Other tools add entries for the folders."""
    files = listed(GOOD)
    path = packed(tmp_path / "b.zip", {"history/": b"", **files})
    assert summarize_backup(path).damaged == 1
    assert restore(paths_in(tmp_path / "new"), path, AT).files == 1
