"""Damaged drafts, mock interviews, caches, backups and merge sources are reported and kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from tests.storage.damage.damaged_store import (
    DECEMBER,
    LATER,
    NOVEMBER,
    ExampleStore,
    example_store,
    overwrite,
)
from tests.storage.damage.mutations import (
    OBSTACLES,
    WRONG_VALUES,
    Mutations,
    cuts,
    documents,
    flips,
    format_mutations,
    line_mutations,
    time_limit,
    value_mutations,
)
from tests.storage.damage.test_damaged_yaml import BANK, LOADERS, OTHER
from tests.storage.folders import pack, paths_in, unpack
from tests.storage.progress.test_mock_file import mock
from tests.storage.stores import AT, draft_texts, open_store
from tpm_tui.core.mock.interview import Mock
from tpm_tui.storage.backup.archive import CONTENTS, open_archive
from tpm_tui.storage.backup.merge import merge, read_merge_source
from tpm_tui.storage.backup.restore import restore, summarize_backup
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.bank.file import load_bank_file
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock

Counted = Callable[[str, int], None]

pytestmark = [pytest.mark.usefixtures("no_waiting"), pytest.mark.slow(300)]


def all_mutations(raw: bytes) -> Mutations:
    yield from cuts(raw)
    yield from flips(raw, 3)
    yield from format_mutations(raw)
    yield from documents()


def extreme_values(raw: bytes) -> Mutations:
    for name, text in value_mutations(json.loads(raw), WRONG_VALUES):
        yield name, text.encode("utf-8", "surrogatepass")


def read_quarantined(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.glob("*.damaged-*")]


@pytest.mark.parametrize("mutate", [all_mutations, extreme_values])
def test_damaged_draft_is_read_or_quarantined(
    tmp_path: Path, mutate: Callable[[bytes], Mutations], counted: Counted
) -> None:
    folder = tmp_path / "drafts"
    Drafts(folder).save("a", "s1", "half a thought", {"s0": 7})
    path = folder / "a.s1.json"
    number = 0
    for number, (name, raw) in enumerate(mutate(path.read_bytes()), 1):  # noqa: B007  used below
        for left in folder.iterdir():
            left.unlink()
        drafts = Drafts(folder)
        drafts.save("b", "s2", "another")
        overwrite(path, raw)
        found = draft_texts(drafts)
        assert found.pop("b") == "another", name
        if found:
            assert found["a"].isprintable() or "\n" in found["a"], name
            assert (path.read_bytes(), drafts.notices) == (raw, ()), name
        else:
            assert read_quarantined(folder) == [raw], name
            assert "a.s1.json: damaged draft; renamed to" in str(drafts.notices[0]), name
        drafts.save("a", "s1", "again")
        assert draft_texts(Drafts(folder)) == {"a": "again", "b": "another"}, name
    counted("damaged files: drafts", number)


@pytest.mark.parametrize("mutate", [all_mutations, extreme_values])
def test_damaged_mock_is_resumed_or_quarantined(
    tmp_path: Path, mutate: Callable[[bytes], Mutations], counted: Counted
) -> None:
    file = MockFile(tmp_path)
    file.save(SavedMock(mock=mock(), asked={"late": AT.date()}))
    chosen = list(mutate(file.path.read_bytes()))
    for name, raw in chosen:
        for left in tmp_path.iterdir():
            left.unlink()
        overwrite(file.path, raw)
        try:
            saved, notice = file.read()
        except DataFolderError:
            assert json.loads(raw)["version"] > 1, name
            continue
        if notice:
            assert "mock.json: damaged mock interview; renamed to" in str(notice), name
            assert (saved, read_quarantined(tmp_path)) == (SavedMock(), [raw]), name
        elif saved.mock:
            use_mock(saved.mock)
        file.save(saved)
        assert file.read() == (saved, None), name
    counted("damaged files: mock interview", len(chosen))


def use_mock(one: Mock) -> None:
    """Call what a user interface calls before it shows a mock interview."""
    assert one.text is not None
    assert one.elapsed(LATER) >= 0
    assert one.seconds(LATER) >= 0
    assert one.pause(LATER).resume(LATER).answer.words >= 0


def test_damaged_cache_is_ignored_and_rewritten(tmp_path: Path, counted: Counted) -> None:
    path, cache = tmp_path / "harbour.yaml", tmp_path / "cache"
    overwrite(path, BANK)
    whole = load_bank_file(path, cache)
    (entry,) = cache.iterdir()
    good = entry.read_bytes()
    number = 0
    for number, (name, raw) in enumerate([*cuts(good, 3), *flips(good, 3), *documents()], 1):  # noqa: B007
        overwrite(entry, raw)
        assert load_bank_file(path, cache) == whole, name
        assert entry.read_bytes() == good, name
    for name, put in OBSTACLES.items():
        entry.unlink()
        put(entry)
        with time_limit(20):
            assert load_bank_file(path, cache) == whole, name
        if entry.is_dir():
            (entry / "inside").unlink()
            entry.rmdir()
            entry.touch()
    counted("damaged files: cache", number + len(OBSTACLES))


@pytest.mark.parametrize("kind", LOADERS)
def test_obstacle_in_place_of_a_yaml_file_is_reported(tmp_path: Path, kind: str, counted: Counted) -> None:
    name, _, load = LOADERS[kind]
    for cache in (None, tmp_path / "cache"):
        for obstacle, put in OBSTACLES.items():
            path = tmp_path / f"{obstacle} {cache is None}" / name
            path.parent.mkdir()
            if kind == "questions":
                overwrite(path.with_name("other.yaml"), OTHER)
            put(path)
            with time_limit(20):
                found, problems = load(path, cache)
            assert not found, obstacle
            (problem,) = (each for each in problems if each.is_error)
            assert problem.file == str(path), obstacle
            assert problem.hint, obstacle
    counted("damaged files: something else in their place", 2 * len(OBSTACLES))


@pytest.fixture
def example(tmp_path: Path) -> ExampleStore:
    return example_store(tmp_path)


@pytest.mark.parametrize("mutate", [cuts, flips])
def test_damaged_backup_is_rejected_or_restored_unchanged(
    example: ExampleStore, mutate: Callable[[bytes, int], Mutations], counted: Counted
) -> None:
    path = write_backup(example.paths, LATER)
    assert path is not None
    good = path.read_bytes()
    with open_archive(path) as archive:
        stored = {name: archive.read(name) for name in archive.contents.files}
    number, rejected = 0, list[tuple[str, str]]()
    for number, (name, raw) in enumerate(mutate(good, 2), 1):
        overwrite(path, raw)
        try:
            assert summarize_backup(path).damaged == 0
        except DataFolderError as error:
            rejected.append((name, str(error)))
            continue
        with open_archive(path) as archive:
            assert {file: archive.read(file) for file in archive.contents.files} == stored, name
        if number % 10 == 0:
            restore(example.paths, path, LATER + timedelta(minutes=number))
            assert len(open_store(example.paths.data).entries()) == 9, name
    assert not [each for each in rejected if not (each[1].startswith(str(path)) and each[1].isprintable())]
    assert len(rejected) > number / 2
    counted("damaged files: backup", number)


def test_repacked_backup_is_rejected_unless_it_is_equal(
    example: ExampleStore, tmp_path: Path, counted: Counted
) -> None:
    """The zip checksums are valid, but the files do not match the list of contents."""
    good = write_backup(example.paths, LATER)
    assert good is not None
    files = unpack(good)
    path = tmp_path / "repacked.zip"
    chosen = [(name, what, raw) for name in (CONTENTS, NOVEMBER) for what, raw in flips(files[name], 4)]
    chosen += [(CONTENTS, what, raw) for what, raw in documents()]
    for name, what, raw in chosen:
        pack(path, {**files, name: raw})
        try:
            found = summarize_backup(path)
        except DataFolderError:
            continue
        assert name == CONTENTS, what
        assert found.contents.files.keys() == files.keys() - {CONTENTS}, what
        with open_archive(path) as archive:
            assert all(archive.read(file) == files[file] for file in archive.contents.files), what
    counted("damaged files: backup", len(chosen))


def test_invalid_backup_changes_nothing(example: ExampleStore, tmp_path: Path, counted: Counted) -> None:
    good = write_backup(example.paths, LATER)
    assert good is not None
    others = [*documents(), ("nothing", b""), ("only the end", good.read_bytes()[-22:])]
    before = example.segments()
    for number, (name, raw) in enumerate(others):
        path = tmp_path / f"{number}.zip"
        overwrite(path, raw)
        with pytest.raises(DataFolderError, match="not a tpm-tui backup"):
            restore(example.paths, path, LATER)
        assert example.segments() == before, name
    for number, put in enumerate(OBSTACLES.values()):
        path = tmp_path / f"obstacle-{number}.zip"
        put(path)
        with time_limit(20), pytest.raises(DataFolderError) as error:
            restore(example.paths, path, LATER)
        assert str(path) in str(error.value)
        assert example.segments() == before
    counted("damaged files: backup", len(others) + len(OBSTACLES))


@pytest.mark.parametrize(
    "mutate", [lambda raw: cuts(raw, 2), lambda raw: flips(raw, 2), line_mutations, format_mutations]
)
def test_readable_lines_of_a_damaged_source_are_merged(
    example: ExampleStore, tmp_path: Path, mutate: Callable[[bytes], Mutations], counted: Counted
) -> None:
    good = example.files[NOVEMBER] + example.files[DECEMBER]
    source = tmp_path / "source.jsonl"
    number = 0
    for number, (name, raw) in enumerate(mutate(good), 1):
        overwrite(source, raw)
        lines = [line for line in raw.split(b"\n") if line.strip()]
        known = {entry for line in lines if (entry := example.entry(line))}
        try:
            found = read_merge_source(source)
        except DataFolderError:
            assert not known, name
            continue
        assert found.lines.keys() == known, name
        assert found.damaged == sum(example.entry(line) is None for line in lines), name
        if number % 50 == 1 or mutate in (line_mutations, format_mutations):
            paths = paths_in(tmp_path / str(number))
            assert merge(paths, [found], LATER).entries == len(known), name
            assert set(open_store(paths.data).entries()) == known, name
        assert source.read_bytes() == raw, name
    counted("damaged files: history", number)
