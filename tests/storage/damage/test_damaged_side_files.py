"""Damaged drafts, mock interviews, caches, backups, histories from elsewhere: told, kept, got round."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.damage.damaged_store import DECEMBER, LATER, NOVEMBER, Victim, fill, lived_in
from tests.storage.damage.mutations import (
    OBSTACLES,
    WRONG,
    Mutations,
    cuts,
    disguises,
    documents,
    flips,
    line_faults,
    values,
    within,
)
from tests.storage.damage.test_damaged_yaml import BANK, DOORS, OTHER
from tests.storage.folders import packed, paths_in, unpacked
from tests.storage.progress.test_mock_file import mock
from tests.storage.stores import AT, opened
from tpm_tui.core.mock.interview import Mock
from tpm_tui.storage.backup.archive import CONTENTS, open_archive
from tpm_tui.storage.backup.merge import merge, read_source
from tpm_tui.storage.backup.restore import restore, summarize_backup
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.bank.file import load_bank_file
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock

Counted = Callable[[str, int], None]

pytestmark = pytest.mark.usefixtures("no_waiting")


def every(raw: bytes) -> Mutations:
    yield from cuts(raw)
    yield from flips(raw, 3)
    yield from disguises(raw)
    yield from documents()


def absurd(raw: bytes) -> Mutations:
    for name, text in values(json.loads(raw), WRONG):
        yield name, text.encode("utf-8", "surrogatepass")


def kept_aside(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("*.damaged-*")]


@pytest.mark.parametrize("ways", [every, absurd])
def test_a_damaged_draft_is_read_or_kept_aside_and_told(
    tmp_path: Path, ways: Callable[[bytes], Mutations], counted: Counted
) -> None:
    folder = tmp_path / "drafts"
    Drafts(folder).save("a", "s1", "half a thought", {"s0": 7})
    path = folder / "a.s1.json"
    number = 0
    for number, (name, raw) in enumerate(ways(path.read_bytes()), 1):  # noqa: B007  counted below
        for left in folder.iterdir():
            left.unlink()
        drafts = Drafts(folder)
        drafts.save("b", "s2", "another")
        fill(path, raw)
        found = drafts.newest()
        assert found.pop("b") == "another", name
        if found:
            assert found["a"].isprintable() or "\n" in found["a"], name
            assert (path.read_bytes(), drafts.notices) == (raw, ()), name
        else:
            assert kept_aside(folder) == [raw], name
            assert "a.s1.json: a damaged draft; it was kept as" in drafts.notices[0], name
        drafts.save("a", "s1", "anew")
        assert Drafts(folder).newest() == {"a": "anew", "b": "another"}, name
    counted("damaged files: drafts", number)


@pytest.mark.parametrize("ways", [every, absurd])
def test_a_damaged_mock_interview_is_taken_up_or_kept_aside_and_told(
    tmp_path: Path, ways: Callable[[bytes], Mutations], counted: Counted
) -> None:
    file = MockFile(tmp_path)
    file.save(SavedMock(mock=mock(), asked={"late": AT.date()}))
    chosen = list(ways(file.path.read_bytes()))
    for name, raw in chosen:
        for left in tmp_path.iterdir():
            left.unlink()
        fill(file.path, raw)
        try:
            kept, notice = file.read()
        except DataFolderError:
            assert json.loads(raw)["version"] > 1, name
            continue
        if notice:
            assert "mock.json: a damaged mock interview; it was kept as" in notice, name
            assert (kept, kept_aside(tmp_path)) == (SavedMock(), [raw]), name
        elif kept.mock:
            go_on(kept.mock)
        file.save(kept)
        assert file.read() == (kept, ""), name
    counted("damaged files: mock interview", len(chosen))


def go_on(one: Mock) -> None:
    """What a front end asks of a mock before it does anything."""
    assert one.text is not None
    assert one.elapsed(LATER) >= 0
    assert one.seconds(LATER) >= 0
    assert one.paused(LATER).resumed(LATER).answer.words >= 0


def test_a_damaged_cache_answers_for_nothing(tmp_path: Path, counted: Counted) -> None:
    path, cache = tmp_path / "harbour.yaml", tmp_path / "cache"
    fill(path, BANK)
    whole = load_bank_file(path, cache)
    (entry,) = cache.iterdir()
    good = entry.read_bytes()
    number = 0
    for number, (name, raw) in enumerate([*cuts(good, 3), *flips(good, 3), *documents()], 1):  # noqa: B007
        fill(entry, raw)
        assert load_bank_file(path, cache) == whole, name
        assert entry.read_bytes() == good, name
    for name, put in OBSTACLES.items():
        entry.unlink()
        put(entry)
        with within(20):
            assert load_bank_file(path, cache) == whole, name
        if entry.is_dir():
            (entry / "inside").unlink()
            entry.rmdir()
            entry.touch()
    counted("damaged files: cache", number + len(OBSTACLES))


@pytest.mark.parametrize("kind", DOORS)
def test_what_stands_in_the_place_of_a_file_that_people_write_is_told(
    tmp_path: Path, kind: str, counted: Counted
) -> None:
    name, _, load = DOORS[kind]
    for cache in (None, tmp_path / "cache"):
        for obstacle, put in OBSTACLES.items():
            path = tmp_path / f"{obstacle} {cache is None}" / name
            path.parent.mkdir()
            if kind == "questions":
                fill(path.with_name("other.yaml"), OTHER)
            put(path)
            with within(20):
                found, problems = load(path, cache)
            assert not found, obstacle
            (problem,) = (each for each in problems if not each.warning)
            assert problem.file == str(path), obstacle
            assert problem.hint, obstacle
    counted("damaged files: something else in their place", 2 * len(OBSTACLES))


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    return lived_in(tmp_path)


@pytest.mark.parametrize("ways", [cuts, flips])
def test_of_a_damaged_backup_nothing_is_restored_but_what_was_stored(
    victim: Victim, ways: Callable[[bytes, int], Mutations], counted: Counted
) -> None:
    path = write_backup(victim.paths, LATER)
    assert path is not None
    good = path.read_bytes()
    with open_archive(path) as archive:
        stored = {name: archive.read(name) for name in archive.contents.files}
    number, told = 0, list[tuple[str, str]]()
    for number, (name, raw) in enumerate(ways(good, 2), 1):
        fill(path, raw)
        try:
            assert summarize_backup(path).damaged == 0
        except DataFolderError as refusal:
            told.append((name, str(refusal)))
            continue
        with open_archive(path) as archive:
            assert {file: archive.read(file) for file in archive.contents.files} == stored, name
        if number % 10 == 0:
            restore(victim.paths, path, LATER + timedelta(minutes=number))
            assert len(opened(victim.paths.data).entries()) == 9, name
    assert not [each for each in told if not (each[1].startswith(str(path)) and each[1].isprintable())]
    assert len(told) > number / 2
    counted("damaged files: backup", number)


def test_a_backup_that_was_packed_anew_is_refused_unless_it_is_the_same(
    victim: Victim, tmp_path: Path, counted: Counted
) -> None:
    """The checksums of zip are right here; what it holds is not what its list of contents says."""
    good = write_backup(victim.paths, LATER)
    assert good is not None
    files = unpacked(good)
    path = tmp_path / "packed anew.zip"
    chosen = [(name, what, raw) for name in (CONTENTS, NOVEMBER) for what, raw in flips(files[name], 4)]
    chosen += [(CONTENTS, what, raw) for what, raw in documents()]
    for name, what, raw in chosen:
        packed(path, {**files, name: raw})
        try:
            found = summarize_backup(path)
        except DataFolderError:
            continue
        assert name == CONTENTS, what
        assert found.contents.files.keys() == files.keys() - {CONTENTS}, what
        with open_archive(path) as archive:
            assert all(archive.read(file) == files[file] for file in archive.contents.files), what
    counted("damaged files: backup", len(chosen))


def test_what_is_no_backup_changes_nothing(victim: Victim, tmp_path: Path, counted: Counted) -> None:
    good = write_backup(victim.paths, LATER)
    assert good is not None
    others = [*documents(), ("nothing", b""), ("only the end", good.read_bytes()[-22:])]
    before = victim.segments()
    for number, (name, raw) in enumerate(others):
        path = tmp_path / f"{number}.zip"
        fill(path, raw)
        with pytest.raises(DataFolderError, match="no backup of tpm-tui"):
            restore(victim.paths, path, LATER)
        assert victim.segments() == before, name
    for number, put in enumerate(OBSTACLES.values()):
        path = tmp_path / f"obstacle-{number}.zip"
        put(path)
        with within(20), pytest.raises(DataFolderError) as refusal:
            restore(victim.paths, path, LATER)
        assert str(path) in str(refusal.value)
        assert victim.segments() == before
    counted("damaged files: backup", len(others) + len(OBSTACLES))


@pytest.mark.parametrize(
    "ways", [lambda raw: cuts(raw, 2), lambda raw: flips(raw, 2), line_faults, disguises]
)
def test_of_a_damaged_history_from_elsewhere_the_readable_lines_come_in(
    victim: Victim, tmp_path: Path, ways: Callable[[bytes], Mutations], counted: Counted
) -> None:
    good = victim.files[NOVEMBER] + victim.files[DECEMBER]
    source = tmp_path / "from elsewhere.jsonl"
    number = 0
    for number, (name, raw) in enumerate(ways(good), 1):
        fill(source, raw)
        lines = [line for line in raw.split(b"\n") if line.strip()]
        known = {entry for line in lines if (entry := victim.entry(line))}
        try:
            found = read_source(source)
        except DataFolderError:
            assert not known, name
            continue
        assert found.lines.keys() == known, name
        assert found.damaged == sum(victim.entry(line) is None for line in lines), name
        if number % 50 == 1 or ways in (line_faults, disguises):
            paths = paths_in(tmp_path / str(number))
            assert merge(paths, [found], LATER).entries == len(known), name
            assert set(opened(paths.data).entries()) == known, name
        assert source.read_bytes() == raw, name
    counted("damaged files: history", number)
