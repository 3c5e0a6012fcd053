"""A stranger's bank on the command line: what is printed is text, and steers no terminal."""

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
def evil(tpm: Tpm) -> Tpm:
    tpm.environ["TPM_TUI_BANK"] = str(untrusted.write_bank(tpm.home / "b"))
    return tpm


def clean(tpm: Tpm, *args: str, given: str = "") -> str:
    """What a command prints, once nothing in it can do harm."""
    result = tpm(*args, given=given)
    assert untrusted.forbidden(result.out + result.err) == set()
    return result.out


def test_the_line_mode_prints_everything_as_text(evil: Tpm) -> None:
    out = clean(evil, *PRACTICE, given=f"{ANSWER}\n.\nt 1 2\nu\n\\e]0;x\\a\n3\n")
    assert "list[int] d[k] x[#fff] a[i][j]" in out
    assert "graded everything: good, box 0 -> 2, due 2026-11-24\n" in out
    assert "one-3" not in clean(evil, "practice", "--plain", given=".\n1\n.\n\n.\ns\nq\n")


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
        ("\x1b[2J",),
        ("due", "--\x1b[2J"),
        ("--bank", "\x1b[2J", "due"),
    ],
)
def test_no_command_prints_what_it_was_given_unclean(evil: Tpm, args: tuple[str, ...]) -> None:
    clean(evil, *args)


def test_what_was_answered_comes_back_clean_in_every_form(evil: Tpm) -> None:
    clean(evil, *PRACTICE, given=f"{ANSWER}\n.\n3\n")
    for args in (
        ("report", "-o", "-"),
        ("report", "all", "-o", "-"),
        ("report", "--format", "csv", "-o", "-"),
        ("history", "everything"),
        ("stats",),
        ("config", "show"),
        ("keys",),
    ):
        assert clean(evil, *args)
    for args in (
        ("report", "--format", "json", "-o", "-"),
        ("history", "everything", "--json"),
        ("stats", "--json"),
        ("bank", "list", "--json"),
        ("bank", "show", "everything", "--json"),
        ("bank", "check", "--json"),
    ):
        assert json.loads(clean(evil, *args))


def test_settings_and_themes_of_a_stranger_are_printed_as_text(evil: Tpm) -> None:
    evil.config.write_text(
        'theme: "\\e]0;x\\a[/]"\nkeymap: {reveal: "\\e[2J"}\neditor: "\\x9b31m"\n', "utf-8"
    )
    folder = evil.config.parent / "themes"
    folder.mkdir()
    (folder / "\x1b]0;x\x07.yaml").write_text('name: "\\e[2J"\n', "utf-8")
    for args in (
        ("config", "show"),
        ("config", "show", "--json"),
        ("keys",),
        ("themes", "list"),
        ("themes", "check"),
    ):
        clean(evil, *args)


def test_a_history_from_elsewhere_is_printed_as_text(evil: Tpm) -> None:
    """A synced file is foreign too: the line keeps its checksum, only the program is another."""
    clean(evil, *PRACTICE, given="marker\n.\n3\n")
    (log,) = (evil.data / "history").glob("*.jsonl")
    lines = [rewritten(line) for line in log.read_text("utf-8").splitlines()]
    log.write_text("\n".join(lines) + "\n", "utf-8")
    for args in (("report", "-o", "-"), ("history", "everything"), ("stats",), (*PRACTICE,)):
        clean(evil, *args)


def test_the_names_of_a_strangers_files_are_printed_as_text(evil: Tpm) -> None:
    """A sync tool or an unpacked archive brings names as well; OSC passes what click strips in a pipe."""
    clean(evil, *PRACTICE, given="marker\n.\n3\n")
    name = "2026-11\x1b]52;c;eA==\x07\u202e"
    (log,) = (evil.data / "history").glob("*.jsonl")
    (log.parent / f"{name}.jsonl").write_bytes(log.read_bytes())
    (evil.data / "drafts").mkdir(exist_ok=True)
    (evil.data / "drafts" / f"{name}.s1.json").touch()
    stranger = evil.home / f"{name}.zip"
    for args in (
        ("doctor",),
        ("merge", str(stranger)),
        ("restore", str(stranger)),
        ("bank", "check", str(stranger)),
        ("--bank", str(stranger), "due"),
        ("merge",),
    ):
        assert "52;c;eA==" in clean(evil, *args) + evil(*args).err


def test_what_a_strangers_backup_says_of_itself_is_printed_as_text(evil: Tpm) -> None:
    said = "\x1b]52;c;eA==\x07\u202e"
    contents = {
        "format": 1,
        "version": said,
        "reason": said + "x" * 5_000,
        "made": "2026-11-22T09:00:00Z",
        "files": {},
    }
    stranger = evil.home / "stranger.zip"
    with ZipFile(stranger, "w") as packed:
        packed.writestr("tpm-tui-backup.json", json.dumps(contents))
    out = clean(evil, "restore", str(stranger), given="n\n")
    assert "52;c;eA==" in out
    assert len(out) < 500


def rewritten(line: str) -> str:
    """The line with a steering answer in it, its checksum made anew where it has one."""
    from binascii import crc32

    body = line.partition(" ")[2].replace("marker", "\\u001b]52;c;x\\u0007 \\u202e \\u009b2J marker")
    return f"{crc32(body.encode()):08x} {body}"


def test_no_file_is_written_outside_the_data_folder(evil: Tpm) -> None:
    before = {path for path in evil.home.rglob("*") if evil.data not in path.parents}
    clean(evil, *PRACTICE, given=f"{ANSWER}\n.\n3\n")
    clean(evil, "report")
    after = {path for path in evil.home.rglob("*") if evil.data not in path.parents}
    assert {path.name for path in after - before} <= {"data", ".cache", "cache_home", "tpm-tui"} | cached(
        evil.home
    )


def cached(home: Path) -> set[str]:
    return {path.name for path in (home / ".cache").rglob("*")}
