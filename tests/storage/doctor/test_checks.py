"""Examining files: each fault is told once, a repair mends what it says it mends, and loses no line."""

from __future__ import annotations

import fcntl
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from zlib import crc32

import pytest
from tinydb import TinyDB

from tests.storage.folders import contents, lived_in, paths_in
from tests.storage.stores import (
    AT,
    RULES,
    alike,
    assert_readable,
    assert_sound,
    give,
    opened,
    resealed,
    review,
)
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import replay
from tpm_tui.storage.backup.merge import merge, read_source
from tpm_tui.storage.backup.write import backups, write_backup
from tpm_tui.storage.doctor.checks import check_files, file_system, repair
from tpm_tui.storage.doctor.finding import Finding, counted, join_first
from tpm_tui.storage.files.errors import WriteError
from tpm_tui.storage.files.paths import Paths

LATER = AT + timedelta(days=60)
"""When the examination takes place: after all of the history."""

NOVEMBER = "history/2026-11.jsonl"


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    """Everything in good order, with a backup."""
    paths = lived_in(tmp_path)
    (paths.banks / "fragen für später.yaml").chmod(0o600)
    write_backup(paths, AT)
    return paths


def found(paths: Paths, rules: Rules = RULES) -> list[Finding]:
    before = contents(paths)
    _, findings = check_files(paths, rules, LATER)
    assert contents(paths) == before, "an examination changes nothing"
    return findings


def wrong(paths: Paths) -> list[Finding]:
    return [finding for finding in found(paths) if finding.wrong]


def notes(paths: Paths) -> str:
    return "\n".join(str(finding) for finding in found(paths) if not finding.wrong)


def log_of(paths: Paths) -> Path:
    return paths.data / NOVEMBER


def lines_of(paths: Paths) -> list[bytes]:
    months = sorted((paths.data / "history").glob("*.jsonl"))
    return [line for month in months for line in month.read_bytes().split(b"\n")]


def mended(paths: Paths) -> None:
    """Repair, and see that no line of the history was lost by that."""
    before = lines_of(paths)
    repair(paths, RULES, LATER)
    assert [line for line in lines_of(paths) if line] == [line for line in before if line]
    assert backups(paths)[-1].reason == "before-repair"


def test_where_all_is_well_nothing_is_told(paths: Paths) -> None:
    assert found(paths) == []
    assert found(paths, Rules(intervals=(1, 2))) == []


def test_where_there_is_nothing_nothing_is_told(tmp_path: Path) -> None:
    assert found(paths_in(tmp_path)) == []
    assert repair(paths_in(tmp_path), RULES, LATER) is None
    assert list(tmp_path.iterdir()) == []


# The log


def flipped(raw: bytes) -> bytes:
    lines = raw.split(b"\n")
    lines[1] = lines[1].replace(b'"answer":"answer 1', b'"answer":"Answer 1')
    return b"\n".join(lines)


def test_a_damaged_line_is_told_with_its_number_kept_and_fetched_from_a_backup(paths: Paths) -> None:
    whole = opened(paths.data).entries()
    log = log_of(paths)
    raw = flipped(log.read_bytes())
    log.write_bytes(raw)
    boxes = opened(paths.data).cards
    damaged, gap, lost = wrong(paths)
    assert (damaged.check, damaged.place, damaged.repair) == ("log", NOVEMBER, False)
    assert "1 damaged line (2), skipped and kept" in damaged.message
    assert "merge" in damaged.remedy
    assert "something is missing just before 2026-11-30 20:00" in gap.message
    assert "answers are lost that the boxes still know of (q-1)" in lost.message
    mended(paths)
    assert len(wrong(paths)) == 3
    assert opened(paths.data).cards == boxes
    merge(paths, [read_source(backups(paths)[0].path)], LATER)
    assert raw in log.read_bytes()
    assert wrong(paths) == []
    assert "its entry is in another line" in notes(paths)
    assert opened(paths.data).entries() == whole


def test_a_save_that_was_cut_off_is_not_called_damage(paths: Paths) -> None:
    with log_of(paths).open("ab") as log:
        log.write(b'0badf00d {"type":"review","id":"half')
    assert wrong(paths) == []
    assert "1 unfinished line (" in notes(paths)
    give(opened(paths.data), review("after", at=LATER, day=LATER.date()))
    assert wrong(paths) == []
    assert "a save that was cut off" in notes(paths)


def test_a_line_without_an_end_is_told_and_ended(paths: Paths) -> None:
    newest = sorted((paths.data / "history").iterdir())[-1]
    newest.write_bytes(newest.read_bytes()[:-1])
    (finding,) = [each for each in found(paths) if "no end" in each.message]
    assert (finding.place, finding.wrong, finding.repair) == (f"history/{newest.name}", False, True)
    mended(paths)
    assert newest.read_bytes().endswith(b"\n")
    assert found(paths) == []


def test_a_line_that_was_taken_out_is_missed(paths: Paths) -> None:
    log = log_of(paths)
    lines = log.read_bytes().split(b"\n")
    log.write_bytes(b"\n".join(lines[:1] + lines[2:]))
    (paths.data / "progress.json").unlink()
    (paths.data / "progress.json.bak").unlink()
    assert any("something is missing just before 2026-11-30" in each.message for each in wrong(paths))


def test_boxes_that_are_wrong_are_mended_also_where_the_history_lost_lines(paths: Paths) -> None:
    boxes = opened(paths.data).cards
    log_of(paths).write_bytes(flipped(log_of(paths).read_bytes()))
    file = paths.data / "progress.json"
    raw = file.read_bytes()
    at = raw.index(b'"key": "q-2"')
    file.write_bytes(resealed(raw[:at] + raw[at:].replace(b'"box": 2', b'"box": 5', 1)))
    (finding,) = [finding for finding in wrong(paths) if finding.repair]
    assert finding.message == "not what the history comes to: q-2"
    mended(paths)
    assert alike(opened(paths.data).cards, boxes)


def test_lost_months_are_told_and_the_boxes_stay(paths: Paths) -> None:
    before = opened(paths.data).cards
    log_of(paths).write_bytes(b"")
    told = [str(finding) for finding in wrong(paths)]
    assert any("the boxes still know of" in each for each in told)
    mended(paths)
    assert alike(opened(paths.data).cards, before)


def test_future_dates_and_a_clock_that_went_back_are_told_and_are_no_fault(paths: Paths) -> None:
    store = opened(paths.data)
    century = AT.replace(year=2126)
    give(store, review("far", at=century, day=century.date()), review("near", at=LATER, day=LATER.date()))
    store.close()
    assert wrong(paths) == []
    told = notes(paths)
    assert "1 entry dated in the future, up to 2126-11-22" in told
    assert "no card waits for that day" in told
    assert "the clock went back from 2126-11-22 20:00 to 2027-01-21 20:00" in told


def test_daylight_saving_and_a_journey_are_no_clock_that_went_back(tmp_path: Path) -> None:
    from datetime import timezone

    paths = paths_in(tmp_path)
    store = opened(paths.data)
    summer = AT.replace(month=10, day=25, hour=2, minute=50, tzinfo=timezone(timedelta(hours=2)))
    winter = AT.replace(month=10, day=25, hour=2, minute=10, tzinfo=timezone(timedelta(hours=1)))
    west = winter.astimezone(timezone(timedelta(hours=-10))) + timedelta(minutes=1)
    for at in (summer, winter, west):
        give(store, review(at=at, day=at.date()))
    store.close()
    assert [finding.check for finding in found(paths)] == ["backups"]


# The boxes


def unsealed(raw: bytes) -> bytes:
    return raw.replace(b'"box": 2', b'"box": 5', 1)


def other_boxes(raw: bytes) -> bytes:
    return resealed(unsealed(raw))


@pytest.mark.parametrize(
    "damage", [unsealed, other_boxes, lambda raw: b"", lambda raw: raw[:50], lambda raw: b"[]"]
)
def test_boxes_that_cannot_be_read_or_do_not_agree_are_made_anew(
    paths: Paths, damage: Callable[[bytes], bytes]
) -> None:
    file = paths.data / "progress.json"
    raw = damage(file.read_bytes())
    file.write_bytes(raw)
    (finding,) = wrong(paths)
    assert (finding.check, finding.place, finding.repair) == ("boxes", "progress.json", True)
    mended(paths)
    store = opened(paths.data)
    assert alike(store.cards, replay(store.entries(), RULES))
    assert_readable(paths.data)
    assert wrong(paths) == []
    if damage is not other_boxes:
        (aside,) = paths.data.glob("progress.damaged-*.json")
        assert aside.read_bytes() == raw
        assert aside.name in notes(paths)


def test_boxes_that_are_missing_are_made_anew(paths: Paths) -> None:
    (paths.data / "progress.json").unlink()
    assert [finding.message for finding in wrong(paths)] == ["missing"]
    mended(paths)
    assert found(paths) == []
    with TinyDB(paths.data / "progress.json") as database:
        assert len(database.table("cards").all()) == 4


def test_boxes_that_are_behind_are_no_fault(paths: Paths) -> None:
    give(opened(paths.data), review("new", at=LATER, day=LATER.date()))
    assert found(paths) == []


def test_a_newer_version_is_told_and_left_alone(paths: Paths) -> None:
    file = paths.data / "progress.json"
    newer = resealed(file.read_bytes().replace(b'"schema": 1', b'"schema": 2'))
    file.write_bytes(newer)
    (finding,) = wrong(paths)
    assert "newer tpm-tui" in finding.message
    assert not finding.repair


# Everything else


def test_damaged_drafts_are_set_aside_and_others_kept(paths: Paths) -> None:
    (paths.data / "drafts" / "q-2.s9.json").write_bytes(b'{"text": ')
    copy = paths.data / "drafts" / "q-1.s1.sync-conflict-20261122.json"
    copy.write_bytes((paths.data / "drafts" / "q-1.s1.json").read_bytes())
    for path in (paths.data / "drafts").iterdir():
        path.chmod(0o600)
    (finding,) = wrong(paths)
    assert finding.message == "1 damaged draft: q-2.s9.json"
    assert copy.name in notes(paths)
    mended(paths)
    assert wrong(paths) == []
    assert [path.read_bytes() for path in (paths.data / "drafts").glob("q-2.s9.damaged-*")] == [b'{"text": ']
    assert opened(paths.data).drafts.newest() == {"q-1": "half a thought"}
    assert copy.exists()


@pytest.mark.parametrize("name", ["q-1.s1 2.json", "Q 1.s1.json", f"{'q' * 61}.s1.json"])
def test_what_no_session_reads_as_a_draft_is_told_and_no_repair_is_promised(paths: Paths, name: str) -> None:
    """Whether it could be read or not: iCloud puts ` 2` behind a name, and other tools other things."""
    for content in (b'{"text": ', (paths.data / "drafts" / "q-1.s1.json").read_bytes()):
        strange = paths.data / "drafts" / name
        strange.write_bytes(content)
        strange.chmod(0o600)
        assert wrong(paths) == []
        assert name in notes(paths)


def test_what_others_may_look_into_is_told_and_closed(paths: Paths) -> None:
    log_of(paths).chmod(0o644)
    (paths.data / "history").chmod(0o755)
    (paths.data / "drafts").chmod(0o500)
    (finding,) = wrong(paths)
    assert (finding.check, finding.repair) == ("privacy", True)
    assert "2 files and folders: data/history, data/history/2026-11.jsonl" in finding.message
    mended(paths)
    assert [path.stat().st_mode & 0o777 for path in (log_of(paths), paths.data / "history")] == [0o600, 0o700]
    assert (paths.data / "drafts").stat().st_mode & 0o777 == 0o500
    assert found(paths) == []


def test_what_dead_processes_left_is_removed(paths: Paths) -> None:
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
    (finding,) = wrong(paths)
    assert finding.message.endswith(" and 1 more")
    mended(paths)
    assert found(paths) == []
    assert not any(path.exists() for path in (*left, stage))


def test_conflict_copies_are_told(paths: Paths) -> None:
    copy = paths.data / "history" / "2026-11 (conflicted copy).jsonl"
    copy.write_bytes(log_of(paths).read_bytes())
    copy.chmod(0o600)
    (paths.data / "progress.sync-conflict-1.json").touch(0o600)
    (finding,) = wrong(paths)
    assert (finding.place, finding.remedy) == (f"history/{copy.name}", "run: tpm-tui merge")
    assert "progress.sync-conflict-1.json" in notes(paths)


def test_a_file_system_without_locks_is_told(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*args: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr(fcntl, "flock", refused)
    assert [finding.check for finding in wrong(paths)] == ["locks"]


def test_a_lock_that_is_held_is_no_fault(paths: Paths) -> None:
    with (paths.data / "progress.lock").open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert found(paths) == []


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
def test_the_kind_of_file_system_is_that_of_the_nearest_mount(tmp_path: Path, folder: str, kind: str) -> None:
    table = tmp_path / "mountinfo"
    table.write_text(MOUNTS)
    assert file_system(Path(folder), table) == kind
    assert file_system(Path(folder), tmp_path / "absent") == ""


def test_a_network_drive_is_told(paths: Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    from tpm_tui.storage.doctor import checks

    monkeypatch.setattr(checks, "file_system", lambda folder: "nfs4")
    assert wrong(paths) == []
    assert "on a network drive (nfs4)" in notes(paths)


def test_a_newest_backup_that_is_damaged_is_told_and_none_at_all_is_a_note(paths: Paths) -> None:
    newest = backups(paths)[-1].path
    newest.write_bytes(newest.read_bytes()[:-40])
    (finding,) = wrong(paths)
    assert (finding.check, finding.place) == ("backups", f"backups/{newest.name}")
    newest.unlink()
    assert wrong(paths) == []
    assert "there is no backup yet" in notes(paths)


def test_a_restore_that_was_interrupted_is_told(paths: Paths) -> None:
    (paths.data / "restoring.json").touch(0o600)
    assert [finding.check for finding in wrong(paths)] == ["restore"]


def test_links_are_not_followed_out_of_the_folder(paths: Paths, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir(mode=0o755)
    (outside / ".x.tmp").touch(0o644)
    (paths.data / "elsewhere").symlink_to(outside)
    assert found(paths) == []
    mended(paths)
    assert (outside / ".x.tmp").exists()


def test_a_history_that_cannot_be_read_is_told_and_nothing_is_repaired(paths: Paths, tmp_path: Path) -> None:
    away = tmp_path / "away.jsonl"
    log_of(paths).rename(away)
    log_of(paths).symlink_to(away)
    assert any("symbolic link" in str(finding) for finding in wrong(paths))
    before = contents(paths)
    with pytest.raises(WriteError, match="symbolic link"):
        repair(paths, RULES, LATER)
    assert contents(paths) == before


@pytest.mark.parametrize("seed", range(30))
def test_no_damage_anywhere_ends_the_examination_or_costs_a_line(paths: Paths, seed: int) -> None:
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
    store = opened(paths.data)
    give(store, review("next", at=LATER, day=LATER.date()))
    store.close()
    assert "next" in opened(paths.data).cards
    assert not [finding for finding in wrong(paths) if finding.repair]


def test_messages_count_and_shorten() -> None:
    assert (counted(1, "entry", "entries"), counted(2, "entry", "entries"), counted(0, "line")) == (
        "1 entry",
        "2 entries",
        "0 lines",
    )
    assert join_first(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
    assert str(Finding("log", "", "broken", "mend it")) == "broken; mend it"


def test_no_answer_is_in_what_is_told(paths: Paths) -> None:
    log = log_of(paths)
    log.write_bytes(flipped(log.read_bytes()) + b"my secret answer\n")
    (paths.data / "drafts" / "q-2.s9.json").write_bytes(b"my secret answer")
    assert "secret" not in " ".join(map(str, found(paths)))
    assert "answer 1" not in " ".join(map(str, found(paths)))


def test_the_checksum_of_a_line_is_what_damage_is_known_by(paths: Paths) -> None:
    body = b'{"type":"review"}'
    with log_of(paths).open("ab") as log:
        log.write(b"%08x %b\n" % (crc32(body), body))
    (finding,) = wrong(paths)
    assert "1 damaged line" in finding.message
    assert_sound(opened(paths.data))
