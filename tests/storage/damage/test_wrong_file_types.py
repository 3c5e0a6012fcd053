"""An obstacle in place of a file never blocks, is never written through, and is reported with a remedy."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.storage.damage.damaged_store import (
    DECEMBER,
    LATER,
    NOVEMBER,
    ExampleStore,
    example_store,
    short_review,
)
from tests.storage.damage.mutations import OBSTACLES, fail_open, time_limit
from tests.storage.damage.test_damaged_progress import BACKUP, FILE
from tests.storage.stores import AT, RULES, add_reviews, draft_texts, open_store, same_cards
from tpm_tui.core.mock.draw import DrawnQuestion
from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.mock.interview import Mock
from tpm_tui.practice.doctor import check_everything
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.doctor.repair import repair
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock
from tpm_tui.storage.progress.store import DataFolderError, Store, WriteError

FILES = (NOVEMBER, DECEMBER, FILE, BACKUP, "progress.lock", "drafts/a.s1.json", "mock.json", "restored.json")
FOLDERS = ("history", "drafts")
OPEN_ERRORS = {"permission was denied": errno.EACCES, "the disk reported an error": errno.EIO}

pytestmark = [pytest.mark.usefixtures("no_waiting"), pytest.mark.slow(300)]


@pytest.fixture
def example(tmp_path: Path) -> ExampleStore:
    known = example_store(tmp_path / "home")
    MockFile(known.paths.data).save(
        SavedMock(mock=Mock.begin("m1", PRESETS["loop"], 7, [DrawnQuestion("a", "A?", "Programme")], LATER))
    )
    known.files["mock.json"] = (known.paths.data / "mock.json").read_bytes()
    return known


@contextmanager
def obstacle_at(place: Path, obstacle: str) -> Iterator[None]:
    """Put the obstacle at the place; assert that its content, or the target of the link, is not changed."""
    if obstacle in OPEN_ERRORS:
        with fail_open(place, OPEN_ERRORS[obstacle]):
            yield
        return
    if place.is_dir():
        shutil.rmtree(place)
    else:
        place.unlink(missing_ok=True)
    OBSTACLES[obstacle](place)
    identity = os.lstat(place).st_ino
    yield
    moved = [path for path in place.parent.iterdir() if os.lstat(path).st_ino == identity]
    if obstacle == "a folder":
        assert (moved[0] / "inside").read_text("utf-8") == "mine\n"
    elif obstacle == "a link to another file":
        assert place.with_name("victim").read_text("utf-8") == "theirs\n"
    elif obstacle == "a file of three gigabytes":
        assert moved or place.name == BACKUP  # which each write replaces
    for path in moved:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_obstacle_is_reported_and_loses_no_data(
    example: ExampleStore, name: str, counted: Callable[[str, int], None]
) -> None:
    obstacles = [*OBSTACLES, *OPEN_ERRORS] if name in FILES else [*OBSTACLES][1:]
    for obstacle in obstacles:
        folder = example.reset().data
        place = folder / name
        messages: list[str] = []
        try:
            with obstacle_at(place, obstacle), time_limit(20):
                saved = use_store(example, messages)
            assert all("\n" not in message for message in messages), messages
            assert saved or not can_continue(name, obstacle), messages
            assert any(Path(name).name in message for message in messages) or is_not_needed(name, obstacle), (
                messages
            )
            for path in example.files:
                if (path == name or path.startswith(f"{name}/")) and not (folder / path).exists():
                    (folder / path).parent.mkdir(mode=0o700, exist_ok=True)
                    (folder / path).write_bytes(example.files[path])
            assert_all_restored(example, saved)
        except Exception as error:
            raise AssertionError(f"{obstacle} in place of {name}") from error
    counted("damaged files: something else in their place", len(obstacles))


def can_continue(name: str, obstacle: str) -> bool:
    """Return whether answers can be saved: everything but the history can be rebuilt or left out."""
    if obstacle in OPEN_ERRORS:
        return name not in (FILE, DECEMBER, "progress.lock")
    return name not in (NOVEMBER, DECEMBER, "history", "progress.lock")


def is_not_needed(name: str, obstacle: str) -> bool:
    """Return whether no message is needed: the file is not read, or counts as missing."""
    unread = name in (BACKUP, "restored.json") or obstacle == "a link to nothing"
    if name == "progress.lock":
        return obstacle == "a file of three gigabytes"
    return unread or (obstacle in OPEN_ERRORS and name == NOVEMBER)


def use_store(example: ExampleStore, messages: list[str]) -> bool:
    """Open, read, answer and repair; return whether the answer was saved."""
    folder, saved = example.paths.data, False
    store: Store | None = None
    with collect_errors(messages):
        store = open_store(folder)
        assert same_cards(store.cards, example.cards)
        store.drafts.newest_drafts()
        messages += map(str, store.notices + store.drafts.notices)
        store.refresh()
    with collect_errors(messages):
        messages.append(str(MockFile(folder).read()[1] or ""))
    if store:
        with collect_errors(messages):
            add_reviews(store, short_review("next", "i9", days=15))
            saved = True
            store.close()
        with collect_errors(messages):
            store.drafts.save("a", "s1", "more")
        messages += map(str, store.notices)
    report = check_everything(Workspace(example.paths, [folder.parent], lambda: LATER))
    messages += map(str, report.errors)
    with collect_errors(messages):
        repair(example.paths, RULES, LATER)
    return saved


@contextmanager
def collect_errors(messages: list[str]) -> Iterator[None]:
    """Collect the messages of expected errors."""
    try:
        yield
    except (WriteError, DataFolderError) as error:
        messages.append(str(error))


def assert_all_restored(example: ExampleStore, saved: bool) -> None:
    folder = example.paths.data
    store = open_store(folder)
    found = {entry.id for entry in store.entries()}
    assert found == {f"i{n}" for n in range(10 if saved else 9)}
    assert {**store.cards, "next": None}.keys() == {**example.cards, "next": None}.keys()
    if not saved:
        add_reviews(store, short_review("next", "i9", days=15))
        store.close()
        assert "next" in open_store(folder).cards


@pytest.mark.parametrize("kind", ["draft", "mock interview"])
def test_link_is_not_followed_for_writing(tmp_path: Path, kind: str) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs\n", "utf-8")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    if kind == "draft":
        (folder / "a.s1.json").symlink_to(theirs)
        Drafts(folder).save("a", "s1", "mine")
        assert draft_texts(Drafts(folder)) == {"a": "mine"}
    else:
        (folder / "mock.json").symlink_to(theirs)
        MockFile(folder).save(SavedMock(asked={"a": AT.date()}))
        assert MockFile(folder).read() == (SavedMock(asked={"a": AT.date()}), None)
    assert theirs.read_text("utf-8") == "theirs\n"


def test_huge_file_is_rejected_by_backup(example: ExampleStore) -> None:
    os.truncate(example.paths.data / DECEMBER, 3 << 30)
    with pytest.raises(WriteError, match=r"the file is too large \(.*2026-12\.jsonl\); move it away"):
        write_backup(example.paths, LATER)
    assert not list(example.paths.data.glob("backups/*"))
