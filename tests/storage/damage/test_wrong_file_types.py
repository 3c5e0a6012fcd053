"""Something else in a file's place: nothing waits, nothing is written through it, and the remedy is told."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.storage.damage.damaged_store import DECEMBER, LATER, NOVEMBER, Victim, lived_in, small
from tests.storage.damage.mutations import OBSTACLES, refusing, within
from tests.storage.damage.test_damaged_progress import BACKUP, FILE
from tests.storage.stores import AT, RULES, alike, give, opened
from tpm_tui.core.mock.draw import Drawn
from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.mock.interview import Mock
from tpm_tui.practice.doctor import check_everything
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.write import write_backup
from tpm_tui.storage.doctor.checks import repair
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.progress.mock_file import MockFile, SavedMock
from tpm_tui.storage.progress.store import DataFolderError, Store, WriteError

FILES = (NOVEMBER, DECEMBER, FILE, BACKUP, "progress.lock", "drafts/a.s1.json", "mock.json", "restored.json")
FOLDERS = ("history", "drafts")
REFUSALS = {"permission was denied": errno.EACCES, "the disk reported an error": errno.EIO}

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    known = lived_in(tmp_path / "home")
    MockFile(known.paths.data).save(
        SavedMock(mock=Mock.begin("m1", PRESETS["loop"], 7, [Drawn("a", "A?", "Programme")], LATER))
    )
    known.files["mock.json"] = (known.paths.data / "mock.json").read_bytes()
    return known


@contextmanager
def in_the_way(place: Path, obstacle: str) -> Iterator[None]:
    """The obstacle stands in the place for a while; what is in it, or behind it, may not change meanwhile."""
    if obstacle in REFUSALS:
        with refusing(place, REFUSALS[obstacle]):
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
    elif obstacle == "a link to a file of something else":
        assert place.with_name("victim").read_text("utf-8") == "theirs\n"
    elif obstacle == "a file of three gigabytes":
        assert moved
    for path in moved:
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


@pytest.mark.parametrize("name", [*FILES, *FOLDERS])
def test_an_obstacle_is_named_or_got_round_and_once_it_is_away_all_is_there(
    victim: Victim, name: str, counted: Callable[[str, int], None]
) -> None:
    obstacles = [*OBSTACLES, *REFUSALS] if name in FILES else [*OBSTACLES][1:]
    for obstacle in obstacles:
        folder = victim.put_back().data
        place = folder / name
        said: list[str] = []
        try:
            with in_the_way(place, obstacle), within(20):
                saved = work(victim, said)
            assert all("\n" not in words for words in said), said
            assert saved or not got_round(name, obstacle), said
            assert any(Path(name).name in words for words in said) or goes_on_without(name, obstacle), said
            for path in victim.files:
                if (path == name or path.startswith(f"{name}/")) and not (folder / path).exists():
                    (folder / path).parent.mkdir(mode=0o700, exist_ok=True)
                    (folder / path).write_bytes(victim.files[path])
            assert_all_there(victim, saved)
        except Exception as error:
            raise AssertionError(f"{obstacle} in the place of {name}") from error
    counted("damaged files: something else in their place", len(obstacles))


def got_round(name: str, obstacle: str) -> bool:
    """Whether one goes on meanwhile: all but the history can be made anew, or be without for a while."""
    if obstacle in REFUSALS:
        return name not in (FILE, DECEMBER, "progress.lock")
    return name not in (NOVEMBER, DECEMBER, "history", "progress.lock")


def goes_on_without(name: str, obstacle: str) -> bool:
    """Whether nobody needs to know: what is there is not needed, or is as if it were not there."""
    unread = name in (BACKUP, "restored.json") or obstacle == "a link to nothing"
    if name == "progress.lock":
        return obstacle == "a file of three gigabytes"
    return unread or (obstacle in REFUSALS and name == NOVEMBER)


def work(victim: Victim, said: list[str]) -> bool:
    """Open, look, answer and mend; returns whether the answer was saved."""
    folder, saved = victim.paths.data, False
    store: Store | None = None
    with told(said):
        store = opened(folder)
        assert alike(store.cards, victim.cards)
        store.drafts.latest()
        said += store.notices + store.drafts.notices
        store.refresh()
    with told(said):
        said.append(MockFile(folder).read()[1])
    if store:
        with told(said):
            give(store, small("next", "i9", days=15))
            saved = True
            store.close()
        with told(said):
            store.drafts.save("a", "s1", "more")
        said += store.notices
    examination = check_everything(Workspace(victim.paths, [folder.parent], lambda: LATER))
    said += [str(finding) for finding in examination.findings if finding.wrong]
    with told(said):
        repair(victim.paths, RULES, LATER)
    return saved


@contextmanager
def told(said: list[str]) -> Iterator[None]:
    """The program's own refusals are words."""
    try:
        yield
    except (WriteError, DataFolderError) as refusal:
        said.append(str(refusal))


def assert_all_there(victim: Victim, saved: bool) -> None:
    folder = victim.paths.data
    store = opened(folder)
    found = {entry.id for entry in store.entries()}
    assert found == {f"i{n}" for n in range(10 if saved else 9)}
    assert {**store.cards, "next": None}.keys() == {**victim.cards, "next": None}.keys()
    if not saved:
        give(store, small("next", "i9", days=15))
        store.close()
        assert "next" in opened(folder).cards


@pytest.mark.parametrize("kind", ["draft", "mock interview"])
def test_nothing_is_written_through_a_link_that_is_not_read_through_either(tmp_path: Path, kind: str) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs\n", "utf-8")
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    if kind == "draft":
        (folder / "a.s1.json").symlink_to(theirs)
        Drafts(folder).save("a", "s1", "mine")
        assert Drafts(folder).newest() == {"a": "mine"}
    else:
        (folder / "mock.json").symlink_to(theirs)
        MockFile(folder).save(SavedMock(asked={"a": AT.date()}))
        assert MockFile(folder).read() == (SavedMock(asked={"a": AT.date()}), "")
    assert theirs.read_text("utf-8") == "theirs\n"


def test_no_backup_takes_the_memory_that_a_huge_file_would_need(victim: Victim) -> None:
    os.truncate(victim.paths.data / DECEMBER, 3 << 30)
    with pytest.raises(WriteError, match=r"far too large to be ours \(.*2026-12\.jsonl\); move it away"):
        write_backup(victim.paths, LATER)
    assert not list(victim.paths.data.glob("backups/*"))
