"""Invalid, damaged, newer and malicious backups are rejected before any file is changed."""

from __future__ import annotations

import io
import json
import random
import stat
import struct
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile, ZipInfo

import pytest

from tests.storage.folders import example_folders, pack, paths_in, read_contents, with_manifest
from tests.storage.stores import AT, add_reviews, open_store, review
from tpm_tui.storage.backup import archive
from tpm_tui.storage.backup.restore import restore, summarize_backup
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.paths import Paths

LINE = b'0badf00d {"type":"review"}\n'
GOOD = {"history/2026-11.jsonl": LINE}


def assert_rejected(path: Path, paths: Paths, message: str) -> None:
    """Assert that a backup is neither summarized nor restored, and that no file changes."""
    before = read_contents(paths)
    for use in (summarize_backup, lambda file: restore(paths, file, AT)):
        with pytest.raises(DataFolderError, match=message) as error:
            use(path)
        assert len(str(error.value).splitlines()) == 1
        assert len(str(error.value)) < len(str(path)) + 200
    assert read_contents(paths) == before
    assert not paths.backups.exists()


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return example_folders(tmp_path / "home", answers=2)


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
def test_unknown_file_name_is_rejected(tmp_path: Path, paths: Paths, name: str) -> None:
    files = with_manifest({**GOOD, name: b"x"})
    if name == "history/":
        files["history/x/"] = b""
    assert_rejected(pack(tmp_path / "b.zip", files), paths, "is not a tpm-tui backup|does not match")
    assert not list(tmp_path.rglob("evil*"))


def test_link_is_rejected(tmp_path: Path, paths: Paths) -> None:
    path = tmp_path / "b.zip"
    with ZipFile(path, "w") as out:
        info = ZipInfo("history/2026-11.jsonl")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        files = with_manifest({info.filename: b"/etc/passwd"})
        out.writestr(info, files.pop(info.filename))
        out.writestr("tpm-tui-backup.json", files["tpm-tui-backup.json"])
    assert_rejected(path, paths, "it contains a link")


def test_duplicate_file_name_is_rejected(tmp_path: Path, paths: Paths) -> None:
    path = pack(tmp_path / "b.zip", with_manifest(GOOD))
    with ZipFile(path, "a") as out, pytest.warns(UserWarning, match="Duplicate name"):
        out.writestr("history/2026-11.jsonl", LINE)
    assert_rejected(path, paths, "two files with the same name")


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
def test_non_zip_file_is_rejected(tmp_path: Path, paths: Paths, data: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(data[:5000])
    assert_rejected(path, paths, "not a tpm-tui backup|too large")


def test_zip_file_of_another_program_is_rejected(tmp_path: Path, paths: Paths) -> None:
    assert_rejected(pack(tmp_path / "b.zip", {"word/document.xml": b"<w/>"}), paths, "not a tpm-tui backup")


def test_newer_format_is_rejected(tmp_path: Path, paths: Paths) -> None:
    files = with_manifest({"rooms/of/the/future": b""}, format=2, more="fields")
    assert_rejected(pack(tmp_path / "b.zip", files), paths, "newer tpm-tui .format 2.; update")


def test_progress_file_of_newer_version_is_rejected(tmp_path: Path, paths: Paths) -> None:
    from tests.storage.stores import with_new_checksum

    raw = (paths.data / "progress.json").read_bytes().replace(b'"schema": 1', b'"schema": 2')
    assert_rejected(
        pack(tmp_path / "b.zip", with_manifest({"progress.json": with_new_checksum(raw)})),
        paths,
        "newer tpm-tui",
    )


@pytest.mark.parametrize(
    "contents_file",
    [b"", b"[]", b"{}", b'{"format": "1"}', b"[" * 100_000, b'{"format": 1, "files": {}}', b"\xff\xfe"],
    ids=lambda raw: repr(raw[:20]),
)
def test_invalid_list_of_contents_is_reported_as_damaged(
    tmp_path: Path, paths: Paths, contents_file: bytes
) -> None:
    files = {**GOOD, "tpm-tui-backup.json": contents_file}
    assert_rejected(pack(tmp_path / "b.zip", files), paths, "is damaged")


def test_mismatch_between_list_and_files_is_damage(tmp_path: Path, paths: Paths) -> None:
    files = with_manifest({**GOOD, "config.yaml": b""})
    for name in ("config.yaml", "history/2026-11.jsonl"):
        less = {other: data for other, data in files.items() if other != name}
        assert_rejected(pack(tmp_path / "b.zip", less), paths, "list of contents does not match")
    assert_rejected(
        pack(tmp_path / "b.zip", {**files, "bank/x.yaml": b""}), paths, "list of contents does not match"
    )


@pytest.mark.parametrize("data", [b"", LINE[:-1], LINE + b"x", LINE.replace(b"review", b"rewiev")])
def test_wrong_checksum_is_reported_as_damaged(tmp_path: Path, paths: Paths, data: bytes) -> None:
    files = {**with_manifest(GOOD), "history/2026-11.jsonl": data}
    assert_rejected(pack(tmp_path / "b.zip", files), paths, "checksum of .* does not match")


@pytest.mark.parametrize("seed", range(40))
def test_flipped_bit_is_detected_or_harmless(tmp_path: Path, paths: Paths, seed: int) -> None:
    path = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert path is not None
    raw = path.read_bytes()
    good = summarize_backup(path)
    place = random.Random(seed).randrange(len(raw))
    path.write_bytes(raw[:place] + bytes([raw[place] ^ 1 << seed % 8]) + raw[place + 1 :])
    with suppress(DataFolderError):
        assert summarize_backup(path) == good


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.99])
def test_truncated_backup_is_rejected(tmp_path: Path, paths: Paths, share: float) -> None:
    path = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert path is not None
    raw = path.read_bytes()
    path.write_bytes(raw[: int(len(raw) * share)])
    assert_rejected(path, paths, "not a tpm-tui backup")


def test_other_compression_and_encryption_are_rejected(tmp_path: Path, paths: Paths) -> None:
    path = tmp_path / "b.zip"
    files = with_manifest(GOOD)
    with ZipFile(path, "w", ZIP_BZIP2) as out:
        out.writestr("history/2026-11.jsonl", LINE)
        out.writestr("tpm-tui-backup.json", files["tpm-tui-backup.json"], ZIP_DEFLATED)
    assert_rejected(path, paths, "is encrypted, or packed with an unsupported method")
    raw = bytearray(pack(path, files).read_bytes())
    at = raw.index(b"PK\x01\x02")
    for flags in (raw.index(b"PK\x03\x04") + 6, at + 8):
        raw[flags] |= 1
    path.write_bytes(raw)
    assert_rejected(path, paths, "is encrypted, or packed with an unsupported method")


# Zip bombs


def bomb(size: int, name: str) -> bytes:
    """Return a zip file whose file `name` unpacks to so too_many_entries zeros."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as zip_file:
        files = with_manifest({name: b""} if name != "tpm-tui-backup.json" else GOOD)
        with zip_file.open(name, "w", force_zip64=False) as member:
            for _ in range(size >> 20):
                member.write(bytes(1 << 20))
        if name != "tpm-tui-backup.json":
            zip_file.writestr("tpm-tui-backup.json", files["tpm-tui-backup.json"])
    return out.getvalue()


@pytest.mark.parametrize("name", ["history/2026-11.jsonl", "tpm-tui-backup.json"])
def test_unpacking_stops_at_the_listed_size(
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
    assert_rejected(path, paths, "is damaged")
    assert max(unpacked) < 1 << 17


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_FILES", 1), ("MAX_FILE_BYTES", 10), ("MAX_TOTAL_BYTES", 400)]
)
def test_too_many_or_too_large_files_are_rejected(
    tmp_path: Path, paths: Paths, limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(tmp_path / "b.zip", with_manifest({**GOOD, "config.yaml": b"x" * 20}))
    summarize_backup(path)
    monkeypatch.setattr(archive, limit, value)
    assert_rejected(path, paths, "too large to be a tpm-tui backup")


def listed(files: dict[str, bytes], name: str, size: int) -> dict[str, bytes]:
    """Return the files with a list of contents that gives this size for one of them."""
    contents = json.loads(files["tpm-tui-backup.json"])
    contents["files"][name]["bytes"] = size
    return {**files, "tpm-tui-backup.json": json.dumps(contents).encode()}


@pytest.mark.parametrize("size", [1 << 20, 500 << 20])
def test_zip_bomb_is_rejected_before_anything_is_unpacked(
    tmp_path: Path, paths: Paths, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its size is known from its directory, or from its list of contents."""
    monkeypatch.setattr(archive, "SMALL_BYTES", 1 << 18)
    zeros = bytes(1 << 20)
    packed = pack(
        tmp_path / "b.zip",
        listed(with_manifest({"history/2026-11.jsonl": zeros}), "history/2026-11.jsonl", size),
    )
    unpacked: list[str] = []
    read = archive.Archive._unpack

    def recorded(self: archive.Archive, info: ZipInfo, most: int) -> bytes:
        unpacked.append(info.filename)
        return read(self, info, most)

    monkeypatch.setattr(archive.Archive, "_unpack", recorded)
    total = f"it is 1 MiB and unpacks to {size >> 20} MiB; the limit is 1 MiB"
    assert_rejected(packed, paths, f"too large to be a tpm-tui backup: {total}")
    assert set(unpacked) == {"tpm-tui-backup.json"}


def test_size_hidden_from_the_list_of_contents_counts(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "SMALL_BYTES", 1 << 18)
    files = with_manifest({"history/2026-11.jsonl": bytes(1 << 20)})
    path = pack(tmp_path / "b.zip", listed(files, "history/2026-11.jsonl", 1))
    assert_rejected(path, paths, "unpacks to 1 MiB")


def test_limit_is_in_proportion_to_the_archive() -> None:
    assert archive.size_limit(0) == archive.SMALL_BYTES == 64 << 20
    assert archive.size_limit(1 << 20) == 100 << 20
    assert archive.size_limit(50 << 20) == archive.MAX_TOTAL_BYTES == 1 << 30


def test_backup_of_very_repetitive_answers_can_be_restored(
    tmp_path: Path, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "SMALL_BYTES", 1 << 18)
    add_reviews(open_store(paths.data), review("long", answer="x" * (1 << 20)))
    path = write_backup(paths, AT, target=tmp_path / "b.zip")
    assert path is not None
    assert path.stat().st_size > 1 << 20
    new = paths_in(tmp_path / "new")
    restore(new, path, AT)
    assert read_contents(new) == read_contents(paths)


def with_end_record(raw: bytes, change: Callable[[bytearray, int], None]) -> bytes:
    changed = bytearray(raw)
    change(changed, raw.rindex(b"PK\x05\x06"))
    return bytes(changed)


def too_many_entries(raw: bytearray, at: int) -> None:
    raw[at + 8 : at + 12] = b"\xff\xff\xff\xff"


def too_large_directory(raw: bytearray, at: int) -> None:
    raw[at + 12 : at + 16] = struct.pack("<L", 1 << 30)


def zip64_locator(raw: bytearray, at: int) -> None:
    raw[at:at] = b"PK\x06\x07" + bytes(16)


@pytest.mark.parametrize("change", [too_many_entries, too_large_directory, zip64_locator])
def test_malicious_end_record_never_reaches_zipfile(
    tmp_path: Path, paths: Paths, change: Callable[[bytearray, int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*args: object) -> None:
        raise AssertionError("zipfile was used")

    path = pack(tmp_path / "b.zip", with_manifest(GOOD))
    path.write_bytes(with_end_record(path.read_bytes(), change))
    monkeypatch.setattr(archive, "ZipFile", never)
    assert_rejected(path, paths, "too large|ZIP64")


def test_pipe_folder_and_missing_file_are_rejected(tmp_path: Path, paths: Paths) -> None:
    import os

    os.mkfifo(tmp_path / "pipe")
    for name, message in (
        ("pipe", "cannot be read"),
        ("home", "cannot be read"),
        ("absent", "cannot be read"),
    ):
        assert_rejected(tmp_path / name, paths, message)


def test_repacked_backup_with_folder_entries_is_valid(tmp_path: Path, paths: Paths) -> None:
    """Other zip tools add entries for the folders."""
    files = with_manifest(GOOD)
    path = pack(tmp_path / "b.zip", {"history/": b"", **files})
    assert summarize_backup(path).damaged == 1
    assert restore(paths_in(tmp_path / "new"), path, AT).files == 1
