"""The commands backup, restore, merge and doctor."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

LATER = {"TPM_TUI_NOW": "2026-11-25T09:00:00+00:00"}


def answer(
    tpm: Tpm, question: str = "7", text: str = "my words", environ: dict[str, str] | None = None
) -> None:
    result = tpm(
        "practice", "--plain", "--question", question, given=f"{text}\n.\n3\n", environ=environ or {}
    )
    assert "graded " in result.out
    assert result.err == ""


def machine(tpm: Tpm, name: str) -> dict[str, str]:
    """Return the environment of another machine of the same learner."""
    return {"TPM_TUI_DATA_DIR": str(tpm.home / name)}


def answers(tpm: Tpm, environ: dict[str, str] | None = None) -> list[str]:
    result = tpm("report", "all", "--format", "json", "-o", "-", environ=environ or {})
    reports = json.loads(result.out) if result.code == 0 else []
    return [review["answer"] for report in reports for review in report["reviews"]]


# Backup


def test_backup_is_written_to_backups_folder(tpm: Tpm) -> None:
    answer(tpm)
    result = tpm("backup")
    assert (result.code, result.err) == (0, "")
    path = Path(result.out.strip())
    assert path == tpm.data / "backups" / "tpm-tui-2026-11-22-090000.zip"
    assert path.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(path) as packed:
        assert set(packed.namelist()) == {
            "tpm-tui-backup.json",
            "progress.json",
            "history/2026-11.jsonl",
        }


def test_backup_never_overwrites_another_file(tpm: Tpm) -> None:
    answer(tpm)
    target = tpm.home / "mine.zip"
    assert tpm("backup", str(target)).out == f"{target}\n"
    other_file = tpm.home / "thesis.zip"
    other_file.write_bytes(b"chapter one")
    failed = tpm("backup", str(other_file))
    assert (failed.code, failed.out) == (3, "")
    assert "choose another name" in failed.err
    assert other_file.read_bytes() == b"chapter one"


def test_backup_without_data_prints_message(tpm: Tpm) -> None:
    result = tpm("backup")
    assert (result.code, result.out) == (0, "")
    assert "no data to back up" in result.err
    assert not tpm.data.exists()


def test_session_makes_automatic_backup(tpm: Tpm) -> None:
    answer(tpm)
    answer(tpm, "2", environ=LATER)
    tpm("backup", environ=LATER)
    rows = [line.split()[:5] for line in tpm("backup", "--list").out.splitlines()]
    assert [row[0] for row in rows] == ["2026-11-22", "2026-11-25", "2026-11-25"]
    assert sorted(row[4] for row in rows) == ["auto", "auto", "manual"]


def test_failed_automatic_backup_keeps_the_grade(tpm: Tpm) -> None:
    tpm.data.mkdir(mode=0o700)
    (tpm.data / "backups").write_text("in the way", "utf-8")
    result = tpm("practice", "--plain", "--question", "7", given="words\n.\n3\n")
    assert result.code == 0
    assert "graded late-program-recovery: good" in result.out
    assert "The backup was not written" in result.err


# Restore


def test_restore_asks_and_changes_nothing_without_yes(tpm: Tpm) -> None:
    answer(tpm, text="first")
    backup = tpm("backup").out.strip()
    answer(tpm, "2", text="second", environ=LATER)
    for given in ("n\n", "", "\n"):
        result = tpm("restore", backup, given=given, environ=LATER)
        assert result.code == 1
        assert "Made 2026-11-22 09:00 by tpm-tui" in result.out
        assert "1 answer to 1 question, 2026-11-22 to 2026-11-22." in result.out
        assert "Replace your current data with this backup?" in result.err
    assert answers(tpm) == ["first", "second"]
    result = tpm("restore", backup, given="y\n", environ=LATER)
    assert result.code == 0
    assert answers(tpm) == ["first"]
    previous = result.out.partition("Your previous data was backed up to ")[2].splitlines()[0]
    assert tpm("restore", previous, "--yes", environ=LATER).code == 0
    assert answers(tpm) == ["first", "second"]


def test_restore_on_new_machine_has_same_plan(tpm: Tpm) -> None:
    answer(tpm, text="first")
    backup = tpm("backup").out.strip()
    new = machine(tpm, "new")
    result = tpm("restore", backup, "--yes", environ=new)
    assert (result.code, result.err) == (0, "")
    assert answers(tpm, new) == ["first"]
    assert tpm("due", "--json", environ=new).json() == tpm("due", "--json").json()


@pytest.mark.parametrize("kind", ["missing", "text", "other zip", "truncated"])
def test_restore_of_invalid_file_exits_2(tpm: Tpm, kind: str) -> None:
    answer(tpm, text="first")
    path = tpm.home / "file.zip"
    if kind == "text":
        path.write_text("Dear diary", "utf-8")
    elif kind == "other zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("../../evil", "x")
    elif kind == "truncated":
        path.write_bytes(Path(tpm("backup").out.strip()).read_bytes()[:-60])
    result = tpm("restore", str(path), "--yes")
    assert (result.code, result.out) == (2, "")
    assert str(path) in result.err.replace("\n", "")
    assert answers(tpm) == ["first"]


EDITOR = "sh -c evil"


def backup_with_editor(tpm: Tpm) -> str:
    """Write a backup whose settings name a program, then remove the settings."""
    tpm.config.write_text(f"per_day: 3\neditor: {EDITOR}\n", "utf-8")
    answer(tpm, text="first")
    path = tpm("backup").out.strip()
    tpm.config.unlink()
    return path


def test_restore_with_yes_leaves_program_of_settings_out(tpm: Tpm) -> None:
    result = tpm("restore", backup_with_editor(tpm), "--yes")
    assert result.code == 0
    assert "the setting editor was not restored, as it names a program: sh -c evil; " in result.err
    assert "tpm-tui config set editor 'sh -c evil'" in result.err
    assert tpm.config.read_text("utf-8") == 'per_day: 3\neditor: ""\n'


@pytest.mark.parametrize(("reply", "restored"), [("y", True), ("n", False), ("", False)])
def test_restore_asks_before_restoring_a_program(tpm: Tpm, reply: str, restored: bool) -> None:
    result = tpm("restore", backup_with_editor(tpm), given=f"y\n{reply}\n")
    assert result.code == 0
    assert f"Its settings name a program: editor: {EDITOR}\n" in result.out
    assert (EDITOR in tpm.config.read_text("utf-8")) is restored
    assert ("was not restored" in result.err) is not restored
    assert answers(tpm) == ["first"]


def test_restore_does_not_ask_about_the_own_program(tpm: Tpm) -> None:
    path = backup_with_editor(tpm)
    tpm.config.write_text(f"editor: {EDITOR}\n", "utf-8")
    result = tpm("restore", path, given="y\n")
    assert (result.code, "Its settings name" in result.out) == (0, False)
    assert EDITOR in tpm.config.read_text("utf-8")


# Merge


def test_merge_in_both_directions_gives_same_state(tpm: Tpm) -> None:
    here, there = machine(tpm, "here"), machine(tpm, "there")
    answer(tpm, text="of the first evening", environ=here)
    shutil.copytree(tpm.home / "here", tpm.home / "there")
    answer(tpm, "2", "here", environ=here)
    answer(tpm, "7", "there", environ=there | LATER)
    result = tpm("merge", str(tpm.home / "there"), environ=here | LATER)
    assert (result.code, result.err) == (0, "")
    assert "Merged 3 new entries, including 1 answer.\n" in result.out
    assert "Your previous data was backed up to " in result.out
    back = tpm("merge", str(tpm.home / "here"), "--json", environ=there | LATER).json()
    assert (back["entries"], back["answers"], back["damaged"]) == (3, 1, 0)
    assert answers(tpm, here) == answers(tpm, there) == ["of the first evening", "here", "there"]
    due = [tpm("due", "--json", environ=each | LATER).out for each in (here, there)]
    assert due[0] == due[1]
    again = tpm("merge", str(tpm.home / "there"), environ=here | LATER)
    assert "Merged 0 new entries.\n" in again.out
    assert "previous data" not in again.out
    assert tpm("doctor", environ=here | LATER).code == 0


def test_merge_without_arguments_takes_conflict_copies(tpm: Tpm) -> None:
    answer(tpm, text="mine")
    assert "No conflict copies found" in tpm("merge").out
    other = machine(tpm, "other")
    answer(tpm, "2", "theirs", environ=other)
    copy = tpm.data / "history" / "2026-11.sync-conflict-20261122-090000-ABCDEFG.jsonl"
    shutil.copy(tpm.home / "other" / "history" / "2026-11.jsonl", copy)
    check = tpm("doctor")
    assert check.code == 1
    assert "run: tpm-tui merge" in check.out
    result = tpm("merge")
    assert "including 1 answer" in result.out
    assert not copy.exists()
    assert sorted(answers(tpm)) == ["mine", "theirs"]
    assert tpm("doctor").code == 0


def add_conflict_copies(tpm: Tpm, **contents: bytes) -> list[Path]:
    """Add a conflict copy with one answer of another machine, and others with these bytes."""
    other = machine(tpm, "other")
    answer(tpm, "2", "theirs", environ=other)
    history = tpm.data / "history"
    shutil.copy(tpm.home / "other" / "history" / "2026-11.jsonl", history / "2026-11 (2).jsonl")
    for name, data in contents.items():
        copy = history / f"2026-11 ({name}).jsonl"
        copy.write_bytes(data)
        copy.chmod(0o600)
    return sorted(history.glob("2026-11 *.jsonl"))


@pytest.mark.parametrize(
    ("data", "described"),
    [
        (b"", "0 entries"),
        (b"\n\n", "0 entries"),
        (b"Dear diary\n", "0 entries, 1 damaged line skipped"),
        (b"\x00" * 4096, "0 entries, 1 damaged line skipped"),
        (b"PK\x03\x04", "0 entries, 1 damaged line skipped"),
        (b"\xff\xfe\n{}\n", "0 entries, 2 damaged lines skipped"),
    ],
    ids=range(6),
)
def test_useless_conflict_copy_does_not_prevent_merge(tpm: Tpm, data: bytes, described: str) -> None:
    answer(tpm, text="mine")
    useless, _ = add_conflict_copies(tpm, **{"1": data})
    result = tpm("merge")
    assert (result.code, result.err) == (0, "")
    assert f"{useless}: {described}\n" in result.out
    assert "including 1 answer" in result.out
    assert f"Conflict copies were moved to {tpm.data}/backups/merged\n" in result.out
    assert sorted(answers(tpm)) == ["mine", "theirs"]
    assert (tpm.data / "backups" / "merged" / useless.name).read_bytes() == data
    assert tpm("doctor").code == 0


@pytest.mark.parametrize("kind", ["folder", "pipe", "broken link"])
def test_unreadable_conflict_copy_is_named_and_left(tpm: Tpm, kind: str) -> None:
    answer(tpm, text="mine")
    add_conflict_copies(tpm)
    unreadable = tpm.data / "history" / "2026-11 (1).jsonl"
    if kind == "folder":
        unreadable.mkdir()
    elif kind == "pipe":
        os.mkfifo(unreadable)
    else:
        unreadable.symlink_to("nowhere")
    result = tpm("merge")
    assert result.code == 1
    assert f"tpm-tui: {unreadable}: this conflict copy was not merged: " in result.err
    assert len(result.err.splitlines()) == 1
    assert "including 1 answer" in result.out
    assert sorted(answers(tpm)) == ["mine", "theirs"]
    assert os.path.lexists(unreadable)
    again = tpm("merge", "--json")
    assert again.code == 1
    assert [str(unreadable) in text for text in again.json()["skipped"]] == [True]  # type: ignore[attr-defined]


def test_merge_takes_backups_and_history_files(tpm: Tpm) -> None:
    other = machine(tpm, "other")
    answer(tpm, "2", "theirs", environ=other)
    backup = tpm("backup", environ=other).out.strip()
    lines = tpm.home / "other" / "history" / "2026-11.jsonl"
    with lines.open("ab") as log:
        log.write(b"not a line of ours\n")
    result = tpm("merge", backup, str(lines), "--json").json()
    assert (result["entries"], result["answers"], result["damaged"]) == (3, 1, 1)
    assert answers(tpm) == ["theirs"]


@pytest.mark.parametrize("name", ["missing", "home", "rescue.yaml"])
def test_merge_of_source_without_history_exits_2(tpm: Tpm, name: str) -> None:
    (tpm.home / "home").mkdir()
    result = tpm("merge", str(tpm.home / name))
    assert (result.code, result.out) == (2, "")


# Doctor


def test_merge_into_unreadable_history_exits_3(tpm: Tpm) -> None:
    answer(tpm)
    shutil.rmtree(tpm.data / "history")
    (tpm.data / "history").touch()
    result = tpm("merge")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("tpm-tui: The history cannot be read: expected a folder, found a file")


def test_doctor_finds_no_errors(tpm: Tpm) -> None:
    answer(tpm)
    result = tpm("doctor")
    summary = "No errors found; checked 1 answer to 1 question.\n"
    assert (result.code, result.out, result.err) == (0, summary, "")
    assert tpm("doctor", "--json").json() == {
        "ok": True,
        "answers": 1,
        "questions": 1,
        "findings": [],
        "repaired": [],
        "backup": None,
    }


def test_doctor_repairs_errors_after_a_backup(tpm: Tpm) -> None:
    answer(tpm)
    (tpm.data / "progress.json").write_text('{"cards": {', "utf-8")
    (tpm.data / "history" / "2026-11.jsonl").chmod(0o644)
    (tpm.data / ".progress.json.0123456789abcdef.tmp").touch(0o600)
    check = tpm("doctor")
    assert check.code == 1
    assert check.out.count("(with --repair)") == 3
    assert "3 errors found; checked 1 answer to 1 question. tpm-tui doctor --repair fixes 3" in check.out
    assert (tpm.data / "progress.json").read_text("utf-8") == '{"cards": {'
    repaired = tpm("doctor", "--repair")
    assert repaired.code == 0
    assert repaired.out.count("repaired  ") == 3
    assert "before-repair.zip" in repaired.out
    assert "No errors found" in repaired.out
    assert tpm("due", "--json").json()["due"] == 0
    assert tpm("doctor", "--repair").out.count("repaired") == 0


def test_doctor_json_has_each_finding(tpm: Tpm) -> None:
    answer(tpm)
    with (tpm.data / "history" / "2026-11.jsonl").open("ab") as log:
        log.write(b"00000000 {}\n")
    result = tpm("doctor", "--json", "--repair")
    assert result.code == 1
    content = result.json()
    assert content["ok"] is False
    findings = content["findings"]
    assert isinstance(findings, list)
    (finding,) = findings
    assert set(finding) == {"check", "place", "message", "remedy", "wrong", "repair", "severity"}
    assert (finding["check"], finding["wrong"], finding["repair"]) == ("log", True, False)
    assert b"00000000 {}\n" in (tpm.data / "history" / "2026-11.jsonl").read_bytes()


def test_doctor_does_not_change_newer_progress(tpm: Tpm) -> None:
    from tpm_tui.storage.progress.tables import encode_tables

    answer(tpm)
    file = tpm.data / "progress.json"
    content = json.loads(file.read_text("utf-8"))
    content["_meta"]["1"]["schema"] = 99
    file.write_bytes(encode_tables(content))
    newer = file.read_bytes()
    for args in (["doctor"], ["doctor", "--repair"]):
        result = tpm(*args)
        assert result.code == 1
        assert "newer tpm-tui" in result.out
    assert file.read_bytes() == newer


def test_doctor_notes_questions_missing_from_bank(tpm: Tpm) -> None:
    answer(tpm)
    tpm.bank.write_text(tpm.bank.read_text("utf-8").replace("id: late-program-recovery", "id: late"), "utf-8")
    result = tpm("doctor")
    assert result.code == 0
    assert "note    late-program-recovery: this question is not in the bank" in result.out
    assert "late (" in result.out
    assert "has the same wording: to keep its progress, write id: late-program-recovery" in result.out


def test_question_without_id_keeps_its_progress(tpm: Tpm) -> None:
    answer(tpm)
    text = tpm.bank.read_text("utf-8").replace(
        "  - id: late-program-recovery\n    number: 7", "  - number: 7"
    )
    tpm.bank.write_text(text, "utf-8")
    listed = {each["id"]: each["box"] for each in json.loads(tpm("bank", "list", "--json").out)}
    assert listed == {"late-program-recovery": 2, "two-goals": 0}
    assert "write id: late-program-recovery" in tpm("bank", "check").out


@pytest.mark.parametrize("year", ["1971", "2126", "9999"])
def test_session_with_wrong_clock_hides_no_question(tpm: Tpm, year: str) -> None:
    wrong = {"TPM_TUI_NOW": f"{year}-12-31T23:00:00+14:00"}
    answer(tpm, "7", "on a wrong day", environ=wrong)
    answer(tpm, "2", "on a right one")
    assert tpm("due", "--json").json()["due"] == 1
    answer(tpm, "7", "again")
    assert tpm("due", "--json").json()["due"] == 0
    week = {"TPM_TUI_NOW": "2026-11-29T09:00:00+00:00"}
    assert tpm("due", "--json", environ=week).json()["due"] == 2
    assert tpm("doctor").code == 0
    assert tpm("doctor", environ=wrong).code == 0


@pytest.mark.parametrize(
    ("wrong", "zone"),
    [
        ("9999-12-31T23:00:00+00:00", "Pacific/Kiritimati"),
        ("0001-01-01T05:00:00+00:00", "Pacific/Pago_Pago"),
    ],
)
def test_first_and_last_day_of_calendar_are_reported(tpm: Tpm, wrong: str, zone: str) -> None:
    then = {"TPM_TUI_NOW": wrong}
    answer(tpm, environ=then)
    tpm.config.write_text(f"time_zone: {zone}\n", "utf-8")
    for args in (("report", "all", "-o", "-"), ("history", "7"), ("plan",)):
        assert tpm(*args, environ=then).code == 0
        assert tpm(*args).code == 0
    mock = ("mock", "--plain", "--questions", "1", "--minutes", "2")
    assert tpm(*mock, given="q\n", environ=then).code == 0


def test_missing_history_is_reported_by_every_start(tpm: Tpm) -> None:
    answer(tpm)
    backup = tpm("backup").out.strip()
    shutil.rmtree(tpm.data / "history")
    for file in tpm.data.glob("progress.json*"):
        file.unlink()
    message = "the history is missing, although there are reports"
    for args in (("due",), ("stats",), ("practice", "--plain")):
        result = tpm(*args)
        assert message in result.err
        assert f"tpm-tui restore {backup}\n" in result.err
    doctor = tpm("doctor")
    assert doctor.code == 1
    assert doctor.out.count(message) == 1
    assert tpm("restore", backup, "--yes").code == 0
    assert message not in tpm("stats").err
    assert tpm("doctor").code == 0
