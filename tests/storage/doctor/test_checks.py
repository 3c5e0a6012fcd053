"""Each problem is reported once; a repair fixes what it says it fixes, and loses no line."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zlib import crc32

import pytest
from tinydb import TinyDB

from tests.storage.folders import example_folders, paths_in, read_contents
from tests.storage.stores import (
    AT,
    RULES,
    add_reviews,
    assert_matches_history,
    assert_readable,
    draft_texts,
    open_store,
    review,
    same_cards,
    with_new_checksum,
)
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.backup.merge import merge, read_merge_source
from tpm_tui.storage.backup.write import find_backups, write_backup
from tpm_tui.storage.doctor.checks import check_files, file_system_type
from tpm_tui.storage.doctor.phrases import join_first
from tpm_tui.storage.doctor.repair import REPAIRS, repair
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem

LATER = AT + timedelta(days=60)
"""The time of the check: after the whole history."""

NOVEMBER = "history/2026-11.jsonl"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Example data without problems, with a backup."""
    paths = example_folders(tmp_path)
    (paths.banks / "fragen für später.yaml").chmod(0o600)
    write_backup(paths, AT)
    return paths


def check(paths: Paths, rules: Rules = RULES) -> list[Problem]:
    before = read_contents(paths)
    _, problems = check_files(paths, rules, LATER)
    assert read_contents(paths) == before, "a check changes nothing"
    return problems


def errors(paths: Paths) -> list[Problem]:
    return [problem for problem in check(paths) if problem.is_error]


def notes(paths: Paths) -> str:
    return "\n".join(str(problem) for problem in check(paths) if not problem.is_error)


def log_of(paths: Paths) -> Path:
    return paths.data / NOVEMBER


def lines_of(paths: Paths) -> list[bytes]:
    months = sorted((paths.data / "history").glob("*.jsonl"))
    return [line for month in months for line in month.read_bytes().split(b"\n")]


def repair_files(paths: Paths) -> None:
    """Repair, and assert that no line of the history is lost."""
    before = lines_of(paths)
    repair(paths, RULES, LATER)
    assert [line for line in lines_of(paths) if line] == [line for line in before if line]
    assert find_backups(paths)[-1].reason == "before-repair"


def test_data_without_problems_has_no_problems(paths: Paths) -> None:
    assert check(paths) == []
    assert check(paths, Rules(intervals=(1, 2))) == []


def test_missing_data_folder_has_no_problems(tmp_path: Path) -> None:
    assert check(paths_in(tmp_path)) == []
    assert repair(paths_in(tmp_path), RULES, LATER) is None
    assert list(tmp_path.iterdir()) == []


# The log


def damage_line(raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    lines[1] = lines[1].replace(b'"answer":"answer 1', b'"answer":"Answer 1')
    return b"\n".join(lines)


def test_damaged_line_is_reported_kept_and_merged_from_backup(paths: Paths) -> None:
    entries = open_store(paths.data).entries()
    log = log_of(paths)
    raw = damage_line(log.read_bytes())
    log.write_bytes(raw)
    boxes = open_store(paths.data).cards
    damaged, gap, lost = errors(paths)
    assert (damaged.check, damaged.file, damaged.repair) == ("log", NOVEMBER, "")
    assert "1 damaged line (2), skipped and kept" in damaged.message
    assert "merge" in damaged.hint
    assert "entries are missing just before 2026-11-30 20:00" in gap.message
    assert "answers that the boxes include are missing (q-1)" in lost.message
    repair_files(paths)
    assert len(errors(paths)) == 3
    assert open_store(paths.data).cards == boxes
    merge(paths, [read_merge_source(find_backups(paths)[0].path)], LATER)
    assert raw in log.read_bytes()
    assert errors(paths) == []
    assert "another line has the same entry" in notes(paths)
    assert open_store(paths.data).entries() == entries


def test_interrupted_write_is_not_reported_as_damage(paths: Paths) -> None:
    with log_of(paths).open("ab") as log:
        log.write(b'0badf00d {"type":"review","id":"half')
    assert errors(paths) == []
    assert "1 unfinished line (" in notes(paths)
    add_reviews(open_store(paths.data), review("after", at=LATER, day=LATER.date()))
    assert errors(paths) == []
    assert "an interrupted write" in notes(paths)


def test_missing_newline_is_reported_and_repaired(paths: Paths) -> None:
    newest = sorted((paths.data / "history").iterdir())[-1]
    newest.write_bytes(newest.read_bytes()[:-1])
    (problem,) = [each for each in check(paths) if "no newline" in each.message]
    assert (problem.file, problem.severity, problem.repair) == (f"history/{newest.name}", "note", "last-line")
    repair_files(paths)
    assert newest.read_bytes().endswith(b"\n")
    assert check(paths) == []


def test_deleted_line_is_reported(paths: Paths) -> None:
    log = log_of(paths)
    lines = log.read_bytes().split(b"\n")
    log.write_bytes(b"\n".join(lines[:1] + lines[2:]))
    (paths.data / "progress.json").unlink()
    (paths.data / "progress.json.bak").unlink()
    assert any("entries are missing just before 2026-11-30" in each.message for each in errors(paths))


def test_wrong_box_is_repaired_even_if_lines_are_damaged(paths: Paths) -> None:
    boxes = open_store(paths.data).cards
    log_of(paths).write_bytes(damage_line(log_of(paths).read_bytes()))
    file = paths.data / "progress.json"
    raw = file.read_bytes()
    at = raw.index(b'"key": "q-2"')
    file.write_bytes(with_new_checksum(raw[:at] + raw[at:].replace(b'"box": 2', b'"box": 5', 1)))
    (problem,) = [problem for problem in errors(paths) if problem.repair]
    assert problem.message == "different from the history: q-2"
    repair_files(paths)
    assert same_cards(open_store(paths.data).cards, boxes)


def test_lost_month_is_reported_and_boxes_are_kept(paths: Paths) -> None:
    before = open_store(paths.data).cards
    log_of(paths).write_bytes(b"")
    messages = [str(problem) for problem in errors(paths)]
    assert any("answers that the boxes include are missing" in message for message in messages)
    repair_files(paths)
    assert same_cards(open_store(paths.data).cards, before)


def test_wrong_clock_is_reported_as_a_note(paths: Paths) -> None:
    store = open_store(paths.data)
    century = AT.replace(year=2126)
    add_reviews(
        store, review("far", at=century, day=century.date()), review("near", at=LATER, day=LATER.date())
    )
    store.close()
    assert errors(paths) == []
    messages = notes(paths)
    assert "1 entry dated in the future, up to 2126-11-22" in messages
    assert "no card is delayed by it" in messages
    assert "the clock went back from 2126-11-22 20:00 to 2027-01-21 20:00" in messages


def test_daylight_saving_and_travel_are_not_reported(tmp_path: Path) -> None:
    from datetime import timezone

    paths = paths_in(tmp_path)
    store = open_store(paths.data)
    summer = AT.replace(month=10, day=25, hour=2, minute=50, tzinfo=timezone(timedelta(hours=2)))
    winter = AT.replace(month=10, day=25, hour=2, minute=10, tzinfo=timezone(timedelta(hours=1)))
    west = winter.astimezone(timezone(timedelta(hours=-10))) + timedelta(minutes=1)
    for at in (summer, winter, west):
        add_reviews(store, review(at=at, day=at.date()))
    store.close()
    assert [problem.check for problem in check(paths)] == ["backups"]


# The boxes


def break_checksum(raw: bytes) -> bytes:
    return raw.replace(b'"box": 2', b'"box": 5', 1)


def change_boxes(raw: bytes) -> bytes:
    return with_new_checksum(break_checksum(raw))


@pytest.mark.parametrize(
    "damage", [break_checksum, change_boxes, lambda raw: b"", lambda raw: raw[:50], lambda raw: b"[]"]
)
def test_damaged_or_wrong_boxes_are_rebuilt(paths: Paths, damage: Callable[[bytes], bytes]) -> None:
    file = paths.data / "progress.json"
    raw = damage(file.read_bytes())
    file.write_bytes(raw)
    (problem,) = errors(paths)
    assert (problem.check, problem.file, problem.repair) == ("boxes", "progress.json", "boxes")
    repair_files(paths)
    store = open_store(paths.data)
    assert same_cards(store.cards, replay(store.entries(), RULES))
    assert_readable(paths.data)
    assert errors(paths) == []
    if damage is not change_boxes:
        (quarantined,) = paths.data.glob("progress.damaged-*.json")
        assert quarantined.read_bytes() == raw
        assert quarantined.name in notes(paths)


def test_missing_boxes_are_rebuilt(paths: Paths) -> None:
    (paths.data / "progress.json").unlink()
    assert [problem.message for problem in errors(paths)] == ["missing"]
    repair_files(paths)
    assert check(paths) == []
    with TinyDB(paths.data / "progress.json") as database:
        assert len(database.table("cards").all()) == 4


def test_outdated_boxes_are_not_reported(paths: Paths) -> None:
    add_reviews(open_store(paths.data), review("new", at=LATER, day=LATER.date()))
    assert check(paths) == []


def test_progress_file_of_newer_version_is_not_repaired(paths: Paths) -> None:
    file = paths.data / "progress.json"
    newer = with_new_checksum(file.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    file.write_bytes(newer)
    (problem,) = errors(paths)
    assert "newer tpm-tui" in problem.message
    assert not problem.repair


# Other files


def test_damaged_drafts_are_quarantined_and_others_kept(paths: Paths) -> None:
    (paths.data / "drafts" / "q-2.s9.json").write_bytes(b'{"text": ')
    copy = paths.data / "drafts" / "q-1.s1.sync-conflict-20261122.json"
    copy.write_bytes((paths.data / "drafts" / "q-1.s1.json").read_bytes())
    for path in (paths.data / "drafts").iterdir():
        path.chmod(0o600)
    (problem,) = errors(paths)
    assert problem.message == "1 damaged draft: q-2.s9.json"
    assert copy.name in notes(paths)
    repair_files(paths)
    assert errors(paths) == []
    assert [path.read_bytes() for path in (paths.data / "drafts").glob("q-2.s9.damaged-*")] == [b'{"text": ']
    assert draft_texts(open_store(paths.data).drafts) == {"q-1": "half a thought"}
    assert copy.exists()


@pytest.mark.parametrize("name", ["q-1.s1 2.json", "Q 1.s1.json", f"{'q' * 61}.s1.json"])
def test_unknown_file_in_drafts_is_reported_as_a_note(paths: Paths, name: str) -> None:
    """Readable or not: iCloud appends ` 2` to a name, and other tools do similar things."""
    for content in (b'{"text": ', (paths.data / "drafts" / "q-1.s1.json").read_bytes()):
        unknown = paths.data / "drafts" / name
        unknown.write_bytes(content)
        unknown.chmod(0o600)
        assert errors(paths) == []
        assert name in notes(paths)


def test_permissions_are_reported_and_repaired(paths: Paths) -> None:
    log_of(paths).chmod(0o644)
    (paths.data / "history").chmod(0o755)
    (paths.data / "drafts").chmod(0o500)
    (problem,) = errors(paths)
    assert (problem.check, problem.repair) == ("privacy", "permissions")
    assert "2 files and folders: data/history, data/history/2026-11.jsonl" in problem.message
    repair_files(paths)
    assert [path.stat().st_mode & 0o777 for path in (log_of(paths), paths.data / "history")] == [0o600, 0o700]
    assert (paths.data / "drafts").stat().st_mode & 0o777 == 0o500
    assert check(paths) == []


def test_temp_files_are_reported_and_removed(paths: Paths) -> None:
    left = [
        paths.data / ".progress.json.0123456789abcdef.tmp",
        paths.data / "drafts" / ".q-1.s1.json.0123456789abcdef.tmp",
        paths.backups / ".x.zip.0123456789abcdef.tmp",
    ]
    for path in left:
        path.touch(0o600)
    stage = paths.data / "history" / ".restoring-0123456789abcdef"
    stage.mkdir(0o700)
    (stage / "2026-11.jsonl").touch(0o600)
    (problem,) = errors(paths)
    assert problem.message.endswith(" and 1 more")
    repair_files(paths)
    assert check(paths) == []
    assert not any(path.exists() for path in (*left, stage))


def test_conflict_copies_are_reported(paths: Paths) -> None:
    copy = paths.data / "history" / "2026-11 (conflicted copy).jsonl"
    copy.write_bytes(log_of(paths).read_bytes())
    copy.chmod(0o600)
    (paths.data / "progress.sync-conflict-1.json").touch(0o600)
    (problem,) = errors(paths)
    assert (problem.file, problem.hint) == (f"history/{copy.name}", "run: tpm-tui merge")
    assert "progress.sync-conflict-1.json" in notes(paths)


@pytest.mark.parametrize("name", ["progress (1).json", "progress-DESKTOP.json", "mock 2.json"])
def test_conflict_copies_beside_the_progress_file_are_noted(paths: Paths, name: str) -> None:
    (paths.data / "mock.json").touch(0o600)
    (paths.data / name).touch(0o600)
    assert f"conflict copies of a sync tool: {name}" in notes(paths)


@pytest.mark.parametrize("name", ["config (1).yaml", "config.sync-conflict-20261122-101010-ABCDEFG.yaml"])
def test_conflict_copies_of_settings_are_noted(paths: Paths, name: str) -> None:
    (paths.config.parent / name).touch(0o600)
    assert f"conflict copies of the settings, which are not read: {name}" in notes(paths)
    assert errors(paths) == []


def test_files_that_no_backup_can_contain_are_reported(paths: Paths) -> None:
    for name in ("why: this.yaml", "caf\udce9.yaml"):
        (paths.banks / name).touch(0o600)
    message = r"a backup cannot contain files with these names: caf\xe9.yaml, why: this.yaml; rename them"
    assert message in notes(paths)


@pytest.mark.parametrize("removed", ["history", "history and drafts"])
def test_missing_history_is_an_error(paths: Paths, removed: str) -> None:
    shutil.rmtree(paths.data / "history")
    for name in ("progress.json", "progress.json.bak"):
        (paths.data / name).unlink(missing_ok=True)
    if removed == "history":
        (found,) = errors(paths)
        assert found.message == "the history is missing, although there are drafts"
        assert found.check == "log"
        assert "tpm-tui restore " in found.hint
    else:
        shutil.rmtree(paths.data / "drafts")
        assert errors(paths) == []


def test_file_system_without_locks_is_reported(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", fail)
    assert [problem.check for problem in errors(paths)] == ["locks"]


def test_held_lock_is_not_reported(paths: Paths) -> None:
    with (paths.data / "progress.lock").open() as lock_file:
        fcntl.flock(lock_file, fcntl.LOCK_EX)
        assert check(paths) == []


MOUNTS = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home rw - nfs4 server:/home rw
31 30 0:41 / /home/ada\\040l rw - tmpfs tmpfs rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/home/ada/share", "nfs4"), ("/home", "nfs4"), ("/homes", "ext4"), ("/home/ada l/x", "tmpfs")],
)
def test_file_system_type_is_that_of_the_nearest_mount(tmp_path: Path, folder: str, kind: str) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS)
    assert file_system_type(Path(folder), table) == kind
    assert file_system_type(Path(folder), tmp_path / "absent") == ""


def test_network_drive_is_reported_as_a_note(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    from tpm_tui.storage.doctor import checks

    monkeypatch.setattr(checks, "file_system_type", lambda folder: "nfs4")
    assert errors(paths) == []
    assert "on a network drive (nfs4)" in notes(paths)


def test_damaged_backup_is_an_error_and_missing_one_a_note(paths: Paths) -> None:
    newest = find_backups(paths)[-1].path
    newest.write_bytes(newest.read_bytes()[:-40])
    (problem,) = errors(paths)
    assert (problem.check, problem.file) == ("backups", f"backups/{newest.name}")
    newest.unlink()
    assert errors(paths) == []
    assert "there is no backup yet" in notes(paths)


def test_interrupted_restore_is_reported(paths: Paths) -> None:
    (paths.data / "restoring.json").touch(0o600)
    assert [problem.check for problem in errors(paths)] == ["restore"]


def test_links_out_of_the_folder_are_not_followed(paths: Paths, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o755)
    (outside / ".x.tmp").touch(0o644)
    (paths.data / "elsewhere").symlink_to(outside)
    assert check(paths) == []
    repair_files(paths)
    assert (outside / ".x.tmp").exists()


def test_unreadable_history_is_reported_and_not_repaired(paths: Paths, tmp_path: Path) -> None:
    away = tmp_path / "away.jsonl"
    log_of(paths).rename(away)
    log_of(paths).symlink_to(away)
    assert any("symbolic link" in str(problem) for problem in errors(paths))
    before = read_contents(paths)
    with pytest.raises(WriteError, match="symbolic link"):
        repair(paths, RULES, LATER)
    assert read_contents(paths) == before


@pytest.mark.parametrize("seed", range(30))
def test_random_damage_neither_crashes_check_nor_loses_lines(paths: Paths, seed: int) -> None:
    import random

    chance = random.Random(seed)
    files = sorted(path for path in paths.data.rglob("*") if path.is_file())
    for path in chance.sample(files, 3):
        raw = path.read_bytes()
        place = chance.randrange(len(raw)) if raw else 0
        path.write_bytes(
            chance.choice([raw[:place], raw[:place] + b"\0\xff" + raw[place + 2 :], raw + b"[[[\n", b""])
        )
    check_files(paths, RULES, LATER)
    before = [line for line in lines_of(paths) if line]
    repair(paths, RULES, LATER)
    assert [line for line in lines_of(paths) if line] == before
    store = open_store(paths.data)
    add_reviews(store, review("next", at=LATER, day=LATER.date()))
    store.close()
    assert "next" in open_store(paths.data).cards
    assert not [problem for problem in errors(paths) if problem.repair]


def test_list_of_names_in_a_message_is_short() -> None:
    assert join_first(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"


def test_problems_contain_no_answers(paths: Paths) -> None:
    log = log_of(paths)
    log.write_bytes(damage_line(log.read_bytes()) + b"my secret answer\n")
    (paths.data / "drafts" / "q-2.s9.json").write_bytes(b"my secret answer")
    assert "secret" not in " ".join(map(str, check(paths)))
    assert "answer 1" not in " ".join(map(str, check(paths)))


def test_valid_checksum_of_invalid_entry_is_damage(paths: Paths) -> None:
    body = b'{"type":"review"}'
    with log_of(paths).open("ab") as log:
        log.write(b"%08x %b\n" % (crc32(body), body))
    (problem,) = errors(paths)
    assert "1 damaged line" in problem.message
    assert_matches_history(open_store(paths.data))


def test_each_repair_id_has_a_step(paths: Paths) -> None:
    newest = sorted((paths.data / "history").iterdir())[-1]
    newest.write_bytes(newest.read_bytes().rstrip(b"\n"))
    (paths.data / "progress.json").write_text("{", "utf-8")
    (paths.data / "progress.json").chmod(0o644)
    (paths.data / "drafts" / "q-2.s9.json").write_bytes(b"{")
    (paths.data / ".progress.json.0123456789abcdef.tmp").touch(0o600)
    assert {problem.repair for problem in check(paths)} - {""} == {*REPAIRS, "boxes"}
    repair(paths, RULES, LATER)
    assert {problem.repair for problem in check(paths)} == {""}
