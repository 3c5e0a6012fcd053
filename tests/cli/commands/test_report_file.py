"""`report -o FILE` writes into pipes and devices, and replaces nothing but reports unless forced."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest

from tests.cli.conftest import Tpm

FORMATS = ("md", "json", "csv")


@pytest.fixture
def answered(tpm: Tpm) -> Tpm:
    tpm("practice", "--plain", "--question", "7", given="my words\n.\n3\n")
    return tpm


def null_device(folder: Path) -> Path:
    """Return a null device that a faulty program cannot harm: an own one, or the system's if not root."""
    own = folder / "null"
    try:
        os.mknod(own, stat.S_IFCHR | 0o666, os.makedev(1, 3))
    except PermissionError:
        return Path("/dev/null")
    return own


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_null_device_is_written_into(answered: Tpm, force: tuple[str, ...]) -> None:
    device = null_device(answered.home)
    before = device.stat()
    link = answered.home / "link"
    link.symlink_to(device)
    for target in (device, link):
        result = answered("report", "-o", str(target), *force)
        assert (result.code, result.out, result.err) == (0, "", "")
    assert os.path.samestat(device.stat(), before)
    assert stat.S_ISCHR(device.stat().st_mode)
    assert link.is_symlink()


def test_terminal_is_written_into(answered: Tpm) -> None:
    master, slave = os.openpty()
    try:
        assert answered("report", "-o", os.ttyname(slave), "--format", "csv").code == 0
        assert os.read(master, 65536).startswith(b"session,mode,at,")
    finally:
        os.close(master)
        os.close(slave)


def test_pipe_is_written_into(answered: Tpm) -> None:
    pipe = answered.home / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    result = answered("report", "-o", str(pipe))
    if not stat.S_ISFIFO(pipe.stat().st_mode):  # it was replaced, so nobody writes into it any more
        pytest.fail("the pipe was replaced")
    reader.join()
    assert (result.code, result.err) == (0, "")
    assert b"my words" in read[0]


@pytest.mark.parametrize("redirection", ["> {}", ">> {}", "| cat > {}", "3> {}"])
@pytest.mark.parametrize("existing", [b"", b"before\n"])
def test_dev_stdout_is_the_redirected_file(answered: Tpm, redirection: str, existing: bytes) -> None:
    out = answered.home / "out.md"
    out.write_bytes(existing)
    descriptor = "/dev/fd/3" if redirection.startswith("3") else "/dev/stdout"
    command = f"'{sys.executable}' -m tpm_tui report -o {descriptor} {redirection.format(out)}"
    environ = {**os.environ, **answered.environ}
    run = subprocess.run(["bash", "-c", command], env=environ, capture_output=True, check=False, timeout=60)
    assert (run.returncode, run.stderr) == (0, b"")
    assert out.read_bytes().startswith(existing if redirection.startswith(">>") else b"---\n")
    assert b"my words" in out.read_bytes()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no /dev/full here")
def test_full_device_is_a_plain_error(answered: Tpm) -> None:
    full = answered.home / "full"
    try:
        os.mknod(full, stat.S_IFCHR | 0o666, os.makedev(1, 7))
    except PermissionError:
        full = Path("/dev/full")
    result = answered("report", "-o", str(full))
    assert (result.code, result.out) == (3, "")
    assert f"tpm-tui: {full} was not written: the disk is full" in result.err
    assert stat.S_ISCHR(full.stat().st_mode)


@pytest.mark.parametrize("kind", ["file", "link", "read-only", "csv", "markdown"])
def test_other_file_is_replaced_only_by_force(answered: Tpm, kind: str) -> None:
    content = {
        "csv": "session,grade\n1,good\n",
        "markdown": "---\ntitle: Thesis\n---\n\n# Chapter one\n",
    }.get(kind, "chapter one\n")
    thesis = answered.home / "thesis.md"
    thesis.write_text(content, "utf-8")
    target = thesis
    if kind == "link":
        target = answered.home / "link.md"
        target.symlink_to(thesis)
    elif kind == "read-only":
        thesis.chmod(0o400)
    for args in (("report",), ("report", "all"), ("report", "--format", "json")):
        result = answered(*args, "-o", str(target))
        assert (result.code, result.out) == (3, "")
        why = "it exists and is no report; choose another name, or add --force"
        assert result.err == f"tpm-tui: {target} was not written: {why}\n"
        assert thesis.read_text("utf-8") == content
    assert answered("report", "-o", str(target), "--force").code == 0
    assert "my words" in thesis.read_text("utf-8")
    assert target.is_symlink() is (kind == "link")


@pytest.mark.parametrize("new_format", FORMATS)
@pytest.mark.parametrize("old", [(which, form) for which in ("last", "all") for form in FORMATS])
def test_any_report_is_replaced(answered: Tpm, old: tuple[str, str], new_format: str) -> None:
    target = answered.home / "report"
    which, form = old
    assert answered("report", which, "--format", form, "-o", str(target)).code == 0
    before = target.stat().st_ino
    result = answered("report", "--format", new_format, "-o", str(target))
    assert (result.code, result.err) == (0, "")
    assert target.stat().st_ino != before
    assert target.read_text("utf-8").startswith({"md": "---\n", "json": "{\n", "csv": "session,"}[new_format])
    assert target.stat().st_mode & 0o777 == 0o600


def test_report_of_mock_and_empty_files_are_replaced(answered: Tpm) -> None:
    mock = ("mock", "--plain", "--questions", "1", "--minutes", "2")
    answered(*mock, given="\nwords\n.\n\n\nn\n")
    targets = [*(answered.data / "reports").glob("*mock*.md"), answered.home / "empty"]
    targets[-1].touch()
    assert len(targets) == 2
    for target in targets:
        assert answered("report", "-o", str(target)).code == 0
        assert "my words" in target.read_text("utf-8")


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_folder_and_missing_folder_are_plain_errors(answered: Tpm, force: tuple[str, ...]) -> None:
    for target, cause in ((answered.home, "found a folder"), (answered.home / "no" / "x", "no such file")):
        result = answered("report", "-o", str(target), *force)
        assert (result.code, result.out) == (3, "")
        assert result.err.startswith(f"tpm-tui: {target} was not written: ")
        assert cause in result.err
