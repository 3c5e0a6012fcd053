"""Commands print untrusted text without control characters that could affect the terminal."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.conftest import Tpm
from tests.ui import untrusted

PRACTICE = "practice", "--plain", "--question", "everything"
ANSWER = "\n".join(text.replace("\n", " ").replace("\r", " ") for text in untrusted.ALL)


@pytest.fixture
def untrusted_tpm(tpm: Tpm) -> Tpm:
    tpm.environ["TPM_TUI_BANK"] = str(untrusted.write_bank(tpm.home / "b"))
    return tpm


def clean_output(tpm: Tpm, *args: str, given: str = "") -> str:
    """Run a command, check that its output has no unsafe characters, and return its stdout."""
    result = tpm(*args, given=given)
    assert untrusted.unsafe_characters(result.out + result.err) == set()
    return result.out


def test_plain_mode_prints_bank_as_text(untrusted_tpm: Tpm) -> None:
    out = clean_output(untrusted_tpm, *PRACTICE, given=f"{ANSWER}\n.\nt 1 2\nu\n\\e]0;x\\a\n3\n")
    assert "list[int] d[k] x[#fff] a[i][j]" in out
    assert "graded everything: good, box 0 -> 2, due 2026-11-24\n" in out
    assert "one-3" not in clean_output(untrusted_tpm, "practice", "--plain", given=".\n1\n.\n\n.\ns\nq\n")


@pytest.mark.parametrize(
    "args",
    [
        ("bank", "list"),
        ("bank", "list", "--filter", "[/] \x1b[2J"),
        ("bank", "list", "--topic", "\x1b]0;x\x07"),
        ("bank", "show", "everything"),
        ("bank", "show", "\x1b]0;x\x07\u202e"),
        ("bank", "check"),
        ("due",),
        ("practice", "--topic", "\x1b[2J"),
        ("practice", "--filter", "kind:\x1b[2J"),
        ("config", "set", "\x1b]0;x\x07", "1"),
        ("config", "set", "theme", "\x1b]0;x\x07"),
        ("themes", "check", "no/\x1b]0;x\x07.yaml"),
        ("report", "\x1b[2J"),
        ("history", "\x1b[2J"),
        ("cover", "\x1b[2J"),
        ("cover", "everything", "no/\x1b[2J"),
        ("\x1b[2J",),
        ("due", "--\x1b[2J"),
        ("--bank", "\x1b[2J", "due"),
    ],
)
def test_arguments_are_sanitized_in_messages(untrusted_tpm: Tpm, args: tuple[str, ...]) -> None:
    clean_output(untrusted_tpm, *args)


def test_answers_are_sanitized_in_every_output(untrusted_tpm: Tpm) -> None:
    clean_output(untrusted_tpm, *PRACTICE, given=f"{ANSWER}\n.\n3\n")
    for args in (
        ("report", "-o", "-"),
        ("report", "all", "-o", "-"),
        ("report", "--format", "csv", "-o", "-"),
        ("history", "everything"),
        ("stats",),
        ("config", "show"),
        ("keys",),
    ):
        assert clean_output(untrusted_tpm, *args)
    for args in (
        ("report", "--format", "json", "-o", "-"),
        ("history", "everything", "--json"),
        ("stats", "--json"),
        ("bank", "list", "--json"),
        ("bank", "show", "everything", "--json"),
        ("bank", "check", "--json"),
    ):
        assert json.loads(clean_output(untrusted_tpm, *args))
    for args in (("cover", "everything"), ("cover", "everything", "--json")):
        assert clean_output(untrusted_tpm, *args, given=ANSWER)


def test_untrusted_settings_and_themes_are_sanitized(untrusted_tpm: Tpm) -> None:
    untrusted_tpm.config.write_text(
        'theme: "\\e]0;x\\a[/]"\nkeymap: {reveal: "\\e[2J"}\neditor: "\\x9b31m"\n', "utf-8"
    )
    folder = untrusted_tpm.config.parent / "themes"
    folder.mkdir()
    (folder / "\x1b]0;x\x07.yaml").write_text('name: "\\e[2J"\n', "utf-8")
    for args in (
        ("config", "show"),
        ("config", "show", "--json"),
        ("keys",),
        ("themes", "list"),
        ("themes", "check"),
    ):
        clean_output(untrusted_tpm, *args)


def test_untrusted_history_is_sanitized(untrusted_tpm: Tpm) -> None:
    """A synced history is untrusted too: another program may write lines with valid checksums."""
    clean_output(untrusted_tpm, *PRACTICE, given="marker\n.\n3\n")
    (log,) = (untrusted_tpm.data / "history").glob("*.jsonl")
    lines = [add_escape_codes(line) for line in log.read_text("utf-8").splitlines()]
    log.write_text("\n".join(lines) + "\n", "utf-8")
    for args in (("report", "-o", "-"), ("history", "everything"), ("stats",), (*PRACTICE,)):
        clean_output(untrusted_tpm, *args)


def test_untrusted_file_names_are_sanitized(untrusted_tpm: Tpm) -> None:
    """Sync tools and archives bring untrusted file names; click does not strip OSC sequences in a pipe."""
    clean_output(untrusted_tpm, *PRACTICE, given="marker\n.\n3\n")
    name = "2026-11\x1b]52;c;eA==\x07\u202e"
    (log,) = (untrusted_tpm.data / "history").glob("*.jsonl")
    (log.parent / f"{name}.jsonl").write_bytes(log.read_bytes())
    (untrusted_tpm.data / "drafts").mkdir(exist_ok=True)
    (untrusted_tpm.data / "drafts" / f"{name}.s1.json").touch()
    untrusted_file = untrusted_tpm.home / f"{name}.zip"
    for args in (
        ("doctor",),
        ("merge", str(untrusted_file)),
        ("restore", str(untrusted_file)),
        ("bank", "check", str(untrusted_file)),
        ("--bank", str(untrusted_file), "due"),
        ("merge",),
    ):
        assert "52;c;eA==" in clean_output(untrusted_tpm, *args) + untrusted_tpm(*args).err


def test_untrusted_backup_description_is_sanitized(untrusted_tpm: Tpm) -> None:
    text = "\x1b]52;c;eA==\x07\u202e"
    contents = {
        "format": 1,
        "version": text,
        "reason": text + "x" * 5_000,
        "made": "2026-11-22T09:00:00Z",
        "files": {},
    }
    backup = untrusted_tpm.home / "untrusted.zip"
    with ZipFile(backup, "w") as packed:
        packed.writestr("tpm-tui-backup.json", json.dumps(contents))
    out = clean_output(untrusted_tpm, "restore", str(backup), given="n\n")
    assert "52;c;eA==" in out
    assert len(out) < 500


def add_escape_codes(line: str) -> str:
    """Return the history line with control characters in its answer and a valid checksum."""
    from binascii import crc32

    body = line.partition(" ")[2].replace("marker", "\\u001b]52;c;x\\u0007 \\u202e \\u009b2J marker")
    return f"{crc32(body.encode()):08x} {body}"


def test_untrusted_bank_writes_only_into_data_folder(untrusted_tpm: Tpm) -> None:
    before = {path for path in untrusted_tpm.home.rglob("*") if untrusted_tpm.data not in path.parents}
    clean_output(untrusted_tpm, *PRACTICE, given=f"{ANSWER}\n.\n3\n")
    clean_output(untrusted_tpm, "report")
    after = {path for path in untrusted_tpm.home.rglob("*") if untrusted_tpm.data not in path.parents}
    allowed = {"data", ".cache", "cache_home", "tpm-tui"} | cached_names(untrusted_tpm.home)
    assert {path.name for path in after - before} <= allowed


def cached_names(home: Path) -> set[str]:
    return {path.name for path in (home / ".cache").rglob("*")}
