"""Backup, restore, merge and doctor as a shell sees them."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

LATER = {"TPM_TUI_NOW": "2026-11-25T09:00:00+00:00"}


def answered(
    tpm: Tpm, question: str = "7", text: str = "my words", environ: dict[str, str] | None = None
) -> None:
    result = tpm(
        "practice", "--plain", "--question", question, given=f"{text}\n.\n3\n", environ=environ or {}
    )
    assert "graded " in result.out
    assert result.err == ""


def at_home(tpm: Tpm, name: str) -> dict[str, str]:
    """The same learner on another machine."""
    return {"TPM_TUI_DATA_DIR": str(tpm.home / name)}


def answers(tpm: Tpm, environ: dict[str, str] | None = None) -> list[str]:
    result = tpm("report", "all", "--format", "json", "-o", "-", environ=environ or {})
    reports = json.loads(result.out) if result.code == 0 else []
    return [review["answer"] for report in reports for review in report["reviews"]]


# Backup


def test_a_backup_goes_among_the_backups_and_tells_where(tpm: Tpm) -> None:
    answered(tpm)
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


def test_a_backup_goes_where_it_is_told(tpm: Tpm) -> None:
    answered(tpm)
    target = tpm.home / "mine.zip"
    assert tpm("backup", str(target)).out == f"{target}\n"
    stranger = tpm.home / "thesis.zip"
    stranger.write_bytes(b"chapter one")
    refused = tpm("backup", str(stranger))
    assert (refused.code, refused.out) == (3, "")
    assert "choose another name" in refused.err
    assert stranger.read_bytes() == b"chapter one"


def test_with_nothing_to_back_up_it_says_so(tpm: Tpm) -> None:
    result = tpm("backup")
    assert (result.code, result.out) == (0, "")
    assert "nothing to back up" in result.err
    assert not tpm.data.exists()


def test_a_session_leaves_an_automatic_backup_and_they_are_listed(tpm: Tpm) -> None:
    answered(tpm)
    answered(tpm, "2", environ=LATER)
    tpm("backup", environ=LATER)
    rows = [line.split()[:5] for line in tpm("backup", "--list").out.splitlines()]
    assert [row[0] for row in rows] == ["2026-11-22", "2026-11-25", "2026-11-25"]
    assert sorted(row[4] for row in rows) == ["auto", "auto", "by"]


def test_a_backup_that_fails_at_the_end_of_a_session_is_told_and_the_grade_stands(tpm: Tpm) -> None:
    tpm.data.mkdir(mode=0o700)
    (tpm.data / "backups").write_text("in the way", "utf-8")
    result = tpm("practice", "--plain", "--question", "7", given="words\n.\n3\n")
    assert result.code == 0
    assert "graded late-program-recovery: good" in result.out
    assert "The backup was not written" in result.err


# Restore


def test_restore_tells_what_is_in_it_asks_and_does_nothing_without_a_yes(tpm: Tpm) -> None:
    answered(tpm, text="first")
    backup = tpm("backup").out.strip()
    answered(tpm, "2", text="second", environ=LATER)
    for given in ("n\n", "", "\n"):
        result = tpm("restore", backup, given=given, environ=LATER)
        assert result.code == 1
        assert "Made 2026-11-22 09:00 by tpm-tui" in result.out
        assert "1 answer to 1 question, 2026-11-22 to 2026-11-22." in result.out
        assert "Put it in the place of what is here?" in result.err
    assert answers(tpm) == ["first", "second"]
    result = tpm("restore", backup, given="y\n", environ=LATER)
    assert result.code == 0
    assert answers(tpm) == ["first"]
    kept = result.out.partition("What was here is in ")[2].splitlines()[0]
    assert tpm("restore", kept, "--yes", environ=LATER).code == 0
    assert answers(tpm) == ["first", "second"]


def test_restore_on_a_new_machine(tpm: Tpm) -> None:
    answered(tpm, text="first")
    backup = tpm("backup").out.strip()
    new = at_home(tpm, "new")
    result = tpm("restore", backup, "--yes", environ=new)
    assert (result.code, result.err) == (0, "")
    assert answers(tpm, new) == ["first"]
    assert tpm("due", "--json", environ=new).json() == tpm("due", "--json").json()


@pytest.mark.parametrize("kind", ["absent", "text", "foreign zip", "cut off"])
def test_a_file_that_is_no_backup_is_wrong_usage(tpm: Tpm, kind: str) -> None:
    answered(tpm, text="first")
    path = tpm.home / "file.zip"
    if kind == "text":
        path.write_text("Dear diary", "utf-8")
    elif kind == "foreign zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("../../evil", "x")
    elif kind == "cut off":
        path.write_bytes(Path(tpm("backup").out.strip()).read_bytes()[:-60])
    result = tpm("restore", str(path), "--yes")
    assert (result.code, result.out) == (2, "")
    assert str(path) in result.err.replace("\n", "")
    assert answers(tpm) == ["first"]


# Merge


def test_two_machines_merge_each_others_answers_and_agree(tpm: Tpm) -> None:
    here, there = at_home(tpm, "here"), at_home(tpm, "there")
    answered(tpm, text="of the first evening", environ=here)
    shutil.copytree(tpm.home / "here", tpm.home / "there")
    answered(tpm, "2", "here", environ=here)
    answered(tpm, "7", "there", environ=there | LATER)
    result = tpm("merge", str(tpm.home / "there"), environ=here | LATER)
    assert (result.code, result.err) == (0, "")
    assert "3 entries came in, 1 answer among them.\n" in result.out
    assert "What was here is in " in result.out
    back = tpm("merge", str(tpm.home / "here"), "--json", environ=there | LATER).json()
    assert (back["entries"], back["answers"], back["damaged"]) == (3, 1, 0)
    assert answers(tpm, here) == answers(tpm, there) == ["of the first evening", "here", "there"]
    due = [tpm("due", "--json", environ=each | LATER).out for each in (here, there)]
    assert due[0] == due[1]
    again = tpm("merge", str(tpm.home / "there"), environ=here | LATER)
    assert "0 entries came in.\n" in again.out
    assert "What was here" not in again.out
    assert tpm("doctor", environ=here | LATER).code == 0


def test_without_a_name_the_copies_of_a_sync_tool_come_in(tpm: Tpm) -> None:
    answered(tpm, text="mine")
    assert "no copies of a sync tool" in tpm("merge").out
    other = at_home(tpm, "other")
    answered(tpm, "2", "theirs", environ=other)
    copy = tpm.data / "history" / "2026-11.sync-conflict-20261122-090000-ABCDEFG.jsonl"
    shutil.copy(tpm.home / "other" / "history" / "2026-11.jsonl", copy)
    told = tpm("doctor")
    assert told.code == 1
    assert "run: tpm-tui merge" in told.out
    result = tpm("merge")
    assert "1 answer among them" in result.out
    assert not copy.exists()
    assert sorted(answers(tpm)) == ["mine", "theirs"]
    assert tpm("doctor").code == 0


def test_a_backup_and_a_file_of_lines_can_be_merged(tpm: Tpm) -> None:
    other = at_home(tpm, "other")
    answered(tpm, "2", "theirs", environ=other)
    backup = tpm("backup", environ=other).out.strip()
    lines = tpm.home / "other" / "history" / "2026-11.jsonl"
    with lines.open("ab") as log:
        log.write(b"not a line of ours\n")
    result = tpm("merge", backup, str(lines), "--json").json()
    assert (result["entries"], result["answers"], result["damaged"]) == (3, 1, 1)
    assert answers(tpm) == ["theirs"]


@pytest.mark.parametrize("name", ["absent", "home", "rescue.yaml"])
def test_what_holds_no_history_is_wrong_usage(tpm: Tpm, name: str) -> None:
    (tpm.home / "home").mkdir()
    result = tpm("merge", str(tpm.home / name))
    assert (result.code, result.out) == (2, "")


# Doctor


def test_a_history_that_cannot_be_looked_into_is_told(tpm: Tpm) -> None:
    answered(tpm)
    shutil.rmtree(tpm.data / "history")
    (tpm.data / "history").touch()
    result = tpm("merge")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("tpm-tui: The history cannot be read: a file stands in a folder's place")


def test_doctor_says_that_nothing_is_wrong(tpm: Tpm) -> None:
    answered(tpm)
    result = tpm("doctor")
    assert (result.code, result.out, result.err) == (0, "Nothing is wrong: 1 answer to 1 question.\n", "")
    assert tpm("doctor", "--json").json() == {
        "ok": True,
        "answers": 1,
        "questions": 1,
        "findings": [],
        "repaired": [],
        "backup": None,
    }


def test_doctor_tells_what_is_wrong_and_repairs_it_after_a_backup(tpm: Tpm) -> None:
    answered(tpm)
    (tpm.data / "progress.json").write_text('{"cards": {', "utf-8")
    (tpm.data / "history" / "2026-11.jsonl").chmod(0o644)
    (tpm.data / ".progress.json.0123456789abcdef.tmp").touch(0o600)
    told = tpm("doctor")
    assert told.code == 1
    assert told.out.count("(with --repair)") == 3
    assert "3 things are wrong (1 answer to 1 question). tpm-tui doctor --repair mends 3" in told.out
    assert (tpm.data / "progress.json").read_text("utf-8") == '{"cards": {'
    mended = tpm("doctor", "--repair")
    assert mended.code == 0
    assert mended.out.count("mended  ") == 3
    assert "before-repair.zip" in mended.out
    assert "Nothing is wrong" in mended.out
    assert tpm("due", "--json").json()["due"] == 0
    assert tpm("doctor", "--repair").out.count("mended") == 0


def test_doctor_in_json_has_each_finding(tpm: Tpm) -> None:
    answered(tpm)
    with (tpm.data / "history" / "2026-11.jsonl").open("ab") as log:
        log.write(b"00000000 {}\n")
    result = tpm("doctor", "--json", "--repair")
    assert result.code == 1
    content = result.json()
    assert content["ok"] is False
    findings = content["findings"]
    assert isinstance(findings, list)
    (finding,) = findings
    assert set(finding) == {"check", "place", "message", "remedy", "wrong", "repair"}
    assert (finding["check"], finding["wrong"], finding["repair"]) == ("log", True, False)
    assert b"00000000 {}\n" in (tpm.data / "history" / "2026-11.jsonl").read_bytes()


def test_doctor_on_a_newer_version_tells_it_and_changes_nothing(tpm: Tpm) -> None:
    from tpm_tui.storage.progress.tables import seal

    answered(tpm)
    file = tpm.data / "progress.json"
    content = json.loads(file.read_text("utf-8"))
    content["_meta"]["1"]["schema"] = 99
    file.write_bytes(seal(content))
    newer = file.read_bytes()
    for args in (["doctor"], ["doctor", "--repair"]):
        result = tpm(*args)
        assert result.code == 1
        assert "newer tpm-tui" in result.out
    assert file.read_bytes() == newer


def test_doctor_tells_of_questions_that_left_the_bank(tpm: Tpm) -> None:
    answered(tpm)
    tpm.bank.write_text(tpm.bank.read_text("utf-8").replace("id: late-program-recovery", "id: late"), "utf-8")
    result = tpm("doctor")
    assert result.code == 0
    assert "note    late-program-recovery: no bank has this question" in result.out
    assert "late (" in result.out
    assert "asks the same: to go on with its boxes write id: late-program-recovery" in result.out


def test_progress_survives_a_question_losing_its_id(tpm: Tpm) -> None:
    answered(tpm)
    text = tpm.bank.read_text("utf-8").replace(
        "  - id: late-program-recovery\n    number: 7", "  - number: 7"
    )
    tpm.bank.write_text(text, "utf-8")
    listed = {each["id"]: each["box"] for each in json.loads(tpm("bank", "list", "--json").out)}
    assert listed == {"late-program-recovery": 2, "two-goals": 0}
    assert "write id: late-program-recovery" in tpm("bank", "check").out


@pytest.mark.parametrize("year", ["1971", "2126", "9999"])
def test_a_clock_that_was_wrong_for_a_session_keeps_nothing_away(tpm: Tpm, year: str) -> None:
    wrong = {"TPM_TUI_NOW": f"{year}-12-31T23:00:00+14:00"}
    answered(tpm, "7", "on a wrong day", environ=wrong)
    answered(tpm, "2", "on a right one")
    assert tpm("due", "--json").json()["due"] == 1
    answered(tpm, "7", "again")
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
def test_an_answer_from_an_end_of_the_calendar_is_told_in_every_zone(tpm: Tpm, wrong: str, zone: str) -> None:
    then = {"TPM_TUI_NOW": wrong}
    answered(tpm, environ=then)
    tpm.config.write_text(f"time_zone: {zone}\n", "utf-8")
    for args in (("report", "all", "-o", "-"), ("history", "7"), ("plan",)):
        assert tpm(*args, environ=then).code == 0
        assert tpm(*args).code == 0
    mock = ("mock", "--plain", "--questions", "1", "--minutes", "2")
    assert tpm(*mock, given="q\n", environ=then).code == 0
