"""Output that cannot be written is one line and exit code 3, however it is buffered."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Tpm

WRITE_ERROR = "tpm-tui: The output was not written: the disk is full\n"


def run_on_full_device(tpm: Tpm, args: str, stream: str, *, unbuffered: bool) -> tuple[int, str]:
    """Run a command whose stdout or stderr is a full device; return its exit code and other output."""
    environ = {**os.environ, **tpm.environ, **({"PYTHONUNBUFFERED": "1"} if unbuffered else {})}
    other = "stderr" if stream == "stdout" else "stdout"
    with open("/dev/full", "wb") as full:
        run = subprocess.run(
            [sys.executable, "-m", "tpm_tui", *args.split()],
            env=environ,
            stdin=subprocess.DEVNULL,
            timeout=60,
            check=False,
            **{stream: full, other: subprocess.PIPE},  # type: ignore[call-overload]
        )
    output: bytes = run.stderr if stream == "stdout" else run.stdout
    return run.returncode, output.decode()


@pytest.mark.parametrize("unbuffered", [True, False])
@pytest.mark.parametrize("args", ["stats", "stats --json", "keys", "config schema", "--help", "plan"])
def test_output_to_full_device_exits_3(tpm: Tpm, args: str, unbuffered: bool) -> None:
    assert run_on_full_device(tpm, args, "stdout", unbuffered=unbuffered) == (3, WRITE_ERROR)


@pytest.mark.parametrize("args", ["report all", "history 7", "bank list --json", "practice --plain"])
def test_output_larger_than_buffer_to_full_device_exits_3(tpm: Tpm, args: str) -> None:
    tpm("practice", "--plain", "--question", "7", given=f"{'many words ' * 2_000}\n.\n3\n")
    tpm.bank.write_text(tpm.bank.read_text("utf-8").replace("Rescue", "R" * 40), "utf-8")
    assert run_on_full_device(tpm, args, "stdout", unbuffered=False) == (3, WRITE_ERROR)


@pytest.mark.parametrize("unbuffered", [True, False])
def test_warnings_to_full_device_are_no_internal_error(tpm: Tpm, unbuffered: bool) -> None:
    tpm.config.write_text("them: night\n", "utf-8")
    code, _ = run_on_full_device(tpm, "stats", "stderr", unbuffered=unbuffered)
    assert code == 3
    assert not list((tpm.home / ".local" / "state").rglob("*.log"))
