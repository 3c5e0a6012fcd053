"""Write errors, signals, closed streams and locales: one error line, and no answer is lost."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Tpm

RECOVERY = "practice", "--plain", "--question", "7"


def answers(tpm: Tpm) -> list[str]:
    report = json.loads(tpm("report", "--format", "json", "-o", "-").out)
    return [review["answer"] for review in report["reviews"]]


def drafts(tpm: Tpm) -> str:
    return "".join(path.read_text("utf-8") for path in (tpm.data / "drafts").glob("*.json"))


def block_with_folder(path: Path) -> Path:
    """Put a folder in a file's place, so that not even root can write the file."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.rename(path.with_name("moved")) if path.exists() else None
    path.mkdir()
    return path


def test_blank_lines_belong_to_the_answer(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="one\n\n  two\n\n\nthree\n.\n3\n")
    assert answers(tpm) == ["one\n\n  two\n\n\nthree"]


def test_line_with_dot_and_text_does_not_end_answer(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="one.\n. two\n..\n .\n.\n3\n")
    assert answers(tpm) == ["one.\n. two\n..\n ."]


def test_unsaved_grade_exits_3_and_keeps_the_draft(tpm: Tpm) -> None:
    lock = block_with_folder(tpm.data / "progress.lock")
    result = tpm(*RECOVERY, given="kept words\n.\n3\n2\nq\n")
    assert "graded" not in result.out
    assert result.err.count("tpm-tui: Not saved") == 2
    assert result.code == 3
    assert "kept words" in drafts(tpm)
    lock.rmdir()
    assert "graded late-program-recovery: good" in tpm(*RECOVERY, given=".\n3\n").out
    assert answers(tpm) == ["kept words"]


def test_grade_saved_on_second_try_exits_0(tpm: Tpm) -> None:
    lock = block_with_folder(tpm.data / "progress.lock")
    with subprocess.Popen(
        [sys.executable, "-m", "tpm_tui", *RECOVERY],
        env={**os.environ, **tpm.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        assert run.stdin
        assert run.stderr
        run.stdin.write(".\n3\n")
        run.stdin.flush()
        assert "Not saved" in run.stderr.readline()
        lock.rmdir()
        out, _ = run.communicate("3\n", timeout=60)
    assert "graded late-program-recovery: good" in out
    assert run.returncode == 0


def test_unsaved_undo_exits_3_and_session_continues(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="first\n.\n3\n")
    lock = block_with_folder(tpm.data / "progress.lock")
    result = tpm("practice", "--plain", given="second\n.\nu\ns\n")
    assert "undone" not in result.out
    assert "tpm-tui: Not saved" in result.err
    assert result.code == 3
    assert "second" in drafts(tpm)
    lock.rmdir()
    assert answers(tpm) == ["first"]


def test_unwritable_report_exits_3(tpm: Tpm) -> None:
    tpm(*RECOVERY, given="words\n.\n3\n")
    reports = tpm.data / "reports"
    for file in reports.iterdir():
        file.unlink()
    reports.rmdir()
    reports.write_text("a file", "utf-8")
    result = tpm("report")
    assert (result.code, result.out) == (3, "")
    assert result.err.startswith("tpm-tui: The report was")
    assert len(result.err.splitlines()) == 1


@pytest.mark.slow(120)
@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437"])
@pytest.mark.parametrize("args", [("bank", "show", "7"), ("stats",), ("keys",), ("bank", "list", "--json")])
def test_output_works_in_limited_encodings(tpm: Tpm, encoding: str, args: tuple[str, ...]) -> None:
    tpm.bank.write_text(tpm.bank.read_text("utf-8").replace("A program", "▪ Ein “Über”-Programm →"), "utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "tpm_tui", *args],
        env={**os.environ, **tpm.environ, "PYTHONIOENCODING": encoding},
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (0, b"")
    assert run.stdout


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_signal_keeps_draft_and_sets_exit_code(tpm: Tpm, number: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "tpm_tui", *RECOVERY],
        env={**os.environ, **tpm.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # Shells start background jobs with SIGINT ignored, which children inherit.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as run:
        assert run.stdin
        assert run.stdout
        for line in run.stdout:
            if line.startswith("Type your answer"):
                break
        run.stdin.write("half an answer\nand a\n")
        run.stdin.flush()
        while "and a" not in drafts(tpm):
            assert run.poll() is None
            select.select([], [], [], 0.01)
        run.send_signal(number)
        assert run.wait(timeout=60) == 128 + number
        assert run.stderr
        assert run.stderr.read() == ""
    assert "half an answer" in drafts(tpm)


@pytest.mark.parametrize("args", ["bank list --json", "keys"])
def test_closed_pipe_exits_0(tpm: Tpm, args: str) -> None:
    command = f"set -o pipefail; {sys.executable} -m tpm_tui {args} | head -c 1"
    run = subprocess.run(
        ["bash", "-c", command],
        env={**os.environ, **tpm.environ},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode, len(run.stdout), run.stderr) == (0, 1, "")


def test_first_run_uses_shipped_bank_and_private_files(tpm: Tpm) -> None:
    environ = {"TPM_TUI_BANK": "", "TPM_TUI_DATA_DIR": "", "TPM_TUI_CONFIG": ""}
    environ |= {
        f"XDG_{name}_HOME": str(tpm.home / name.lower()) for name in ("DATA", "CONFIG", "STATE", "CACHE")
    }
    result = tpm(*RECOVERY, given="An answer.\n.\n3\n", environ=environ)
    assert result.code == 0
    assert "graded late-program-recovery: good, box 0 -> 2, due 2026-11-24\n" in result.out
    data = tpm.home / "data" / "tpm-tui"
    assert data.stat().st_mode & 0o777 == 0o700
    for path in data.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_due_works_while_locked_and_writes_nothing(tpm: Tpm) -> None:
    import fcntl

    tpm(*RECOVERY, given="words\n.\n3\n")
    before = {path: path.stat().st_mtime_ns for path in tpm.data.rglob("*")}
    with open(tpm.data / "progress.lock", "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert tpm("due", "--short").out == "0 1\n"
    assert {path: path.stat().st_mtime_ns for path in tpm.data.rglob("*")} == before


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe\x00",
        b"per_day: \xe9\n",
        b"[" * 5_000,
        b"? {}\n",
        b"per_day: 1\nper_day: 2\n",
    ],
    ids=range(5),
)
def test_invalid_config_does_not_stop_commands(tpm: Tpm, content: bytes) -> None:
    tpm.config.write_bytes(content)
    assert tpm("due", "--json").json()["new"] == 2
    result = tpm("config", "set", "per_day", "5")
    assert (result.code, result.out) == (2, "")
    assert tpm.config.read_bytes() == content
    assert tpm("config", "show").code == 0


@pytest.mark.parametrize("content", [b"a: &a [*a]\n", b"max_new: [1]\r\n", b"them: night"])
def test_wrong_setting_does_not_prevent_change_of_another(tpm: Tpm, content: bytes) -> None:
    tpm.config.write_bytes(content)
    assert tpm("config", "set", "per_day", "1").code == 0
    assert tpm.config.read_bytes().startswith(content)
    assert tpm("due", "--json").json()["new"] == 1


def test_folder_in_place_of_config_is_reported(tpm: Tpm) -> None:
    tpm.config.mkdir()
    assert tpm("due").code == 0
    result = tpm("config", "set", "per_day", "5")
    assert result.code in (2, 3)
    assert len(result.err.splitlines()) <= 4


@pytest.mark.parametrize(
    ("args", "code"),
    [
        (("--bank", "NAME", "due"), 2),
        (("bank", "check", "NAME"), 2),
        (("--config", "NAME", "config", "set", "theme", "night"), 3),
    ],
)
def test_too_long_file_name_is_no_internal_error(tpm: Tpm, args: tuple[str, ...], code: int) -> None:
    long = str(tpm.home / ("x" * 300))
    result = tpm(*(long if arg == "NAME" else arg for arg in args))
    assert (result.code, "internal error" in result.err) == (code, False)


def test_bank_new_leaves_invalid_files_unchanged(tpm: Tpm) -> None:
    broken = tpm.home / "broken.yaml"
    for content in (b"questions: [\n", b"\xff\xfe\n", b"questions: []\nmore: 1\n", b"- [a]\n"):
        broken.write_bytes(content)
        result = tpm("bank", "new", str(broken), "--prompt", "Why?", "--point", "so")
        assert result.code in (2, 3), content
        assert broken.read_bytes() == content
    folder = tpm.home / "folder.yaml"
    folder.mkdir()
    assert tpm("bank", "new", str(folder), "--prompt", "Why?", "--point", "so").code == 2
    assert tpm("bank", "new", "--topic", "../../outside", "--prompt", "Why?", "--point", "so").code in (0, 2)
    assert not list(tpm.home.parent.glob("outside*"))
    assert not list(tpm.home.glob("outside*"))


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
@pytest.mark.parametrize(
    "args", ["due", "--help", "bank list", "backup --list", "report all -o -", "practice --plain", "doctor"]
)
def test_full_output_device_exits_3(tpm: Tpm, args: str) -> None:
    tpm(*RECOVERY, given="words\n.\n3\n")
    with open("/dev/full", "w") as full:
        run = subprocess.run(
            [sys.executable, "-m", "tpm_tui", *args.split()],
            env={**os.environ, **tpm.environ},
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
            timeout=60,
        )
    assert (run.returncode, run.stderr) == (3, "tpm-tui: The output was not written: the disk is full\n")


@pytest.mark.slow(120)
@pytest.mark.parametrize("closed", ["<&-", ">&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("args", ["report all -o -", "practice --plain", "mock --plain", "", "bank show 7"])
def test_closed_standard_streams_are_no_error(tpm: Tpm, closed: str, args: str) -> None:
    tpm(*RECOVERY, given="words\n.\n3\n")
    run = subprocess.run(
        ["sh", "-c", f'"$0" -m tpm_tui {args} {closed}', sys.executable],
        env={**os.environ, **tpm.environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (run.returncode, run.stderr) == (0, "")
    assert answers(tpm) == ["words"]
