"""The cache saves work, and is never believed further than that."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from binascii import crc32
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from tests.storage.bank.test_loader import GOOD
from tpm_tui.storage.bank.loader import LoadedBank, load_bank
from tpm_tui.storage.yaml_files import cache as cache_module
from tpm_tui.storage.yaml_files.cache import cached, remembered
from tpm_tui.storage.yaml_files.document import load_yaml


class Lamp(Struct, frozen=True, forbid_unknown_fields=True):
    """A type to load_yaml."""

    name: str
    watts: int = 40


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "lamp.yaml"
    path.write_text("name: desk\nwatts: 60\n")
    return path


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "tpm-tui"


def entries(cache: Path) -> list[Path]:
    return sorted(cache.iterdir()) if cache.is_dir() else []


def makes(path: Path, cache: Path | None, times: int = 1) -> int:
    """How often the file is parsed in so many loads."""
    made: list[bytes] = []

    def make(data: bytes) -> object:
        made.append(data)
        return {"name": data.decode("latin-1")}

    for _ in range(times):
        assert remembered(path, Lamp, make, cache).name == path.read_bytes().decode("latin-1")
    return len(made)


# What it saves


def test_a_second_load_does_not_parse(path: Path, cache: Path) -> None:
    assert makes(path, cache, times=3) == 1


def test_without_a_cache_every_load_parses(path: Path) -> None:
    assert makes(path, None, times=2) == 2


def test_what_comes_from_the_cache_is_what_was_parsed(path: Path, cache: Path) -> None:
    fresh = load_yaml(path, Lamp)
    assert fresh.value == Lamp("desk", 60)
    assert cached(path, Lamp, None) == fresh
    assert cached(path, Lamp, cache) == fresh
    assert cached(path, Lamp, cache) == fresh
    assert cached(path, Lamp, cache).line_of("watts") == 2


def test_problems_come_from_the_cache_too(path: Path, cache: Path) -> None:
    path.write_text("name: desk\nwats: 60\n")
    for _ in range(2):
        loaded = cached(path, Lamp, cache)
        assert loaded.value is None
        assert [str(problem) for problem in loaded.problems] == [
            f"{path}:2:1: unknown field wats: did you mean watts?"
        ]


def test_problems_name_the_file_as_it_is_asked_for(path: Path, cache: Path) -> None:
    path.write_text("nam: desk\n")
    other = path.with_name("other.yaml")
    other.symlink_to(path)
    assert cached(path, Lamp, cache).problems[0].file == str(path)
    assert cached(other, Lamp, cache).problems[0].file == str(other)
    assert len(entries(cache)) == 1


def test_a_bank_from_the_cache_is_the_same_bank(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "mine.yaml").write_text(
        "questions:\n  - prompt: Why?\n    key_points:\n      - name: one\n  - one more\n"
    )
    parsed = load_bank([tmp_path])
    assert len(parsed.bank.questions) == 3
    assert len(parsed.problems) == 2
    assert load_bank([tmp_path], cache) == parsed
    assert load_bank([tmp_path], cache) == parsed


def test_a_warm_start_imports_neither_yaml_nor_what_only_parsing_needs(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "facts.yaml").write_text(
        "facts: [{id: A-1, name: a, status: P, text: b}]\n".replace("A-1", "AB-1")
    )
    program = """
import sys
from pathlib import Path
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.facts import load_facts
loaded = load_bank([Path(sys.argv[1])], Path(sys.argv[2]))
facts = load_facts([Path(sys.argv[1])], Path(sys.argv[2]))
assert len(loaded.bank.questions) == 2 and len(facts.facts) == 1
print(*sorted({"yaml", "difflib", "textual", "rich", "tinydb"} & set(sys.modules)))
"""
    command = [sys.executable, "-c", program, str(tmp_path), str(cache)]
    first, second = (
        subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3])
        for _ in range(2)
    )
    assert first.stdout.split() == ["difflib", "yaml"]
    assert second.stdout.split() == []


# When it must not answer


def test_a_changed_file_is_parsed_again(path: Path, cache: Path) -> None:
    makes(path, cache)
    path.write_text("name: floor lamp\n")
    assert makes(path, cache, times=2) == 1


def test_a_change_that_keeps_size_and_date_is_seen(path: Path, cache: Path) -> None:
    makes(path, cache)
    state = path.stat()
    other = path.with_name("new")
    other.write_text("name: hall\nwatts: 60\n")
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(path)
    assert path.stat().st_size == state.st_size
    assert path.stat().st_mtime_ns == state.st_mtime_ns
    assert makes(path, cache) == 1


def test_another_program_version_parses_again(
    path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    makes(path, cache)
    monkeypatch.setattr(cache_module, "_maker", lambda: "another version")
    assert makes(path, cache, times=2) == 1


def test_one_file_as_two_types_has_two_entries(path: Path, cache: Path) -> None:
    class Other(Struct):
        name: str
        watts: str

    for _ in range(2):
        assert cached(path, Lamp, cache).value == Lamp("desk", 60)
        assert cached(path, Other, cache).value == Other("desk", "60")
    assert len(entries(cache)) == 2


@pytest.mark.parametrize("field", range(5), ids=["maker", "path", "state", "content", "checksum"])
def test_every_part_of_an_entry_must_be_right(field: int, path: Path, cache: Path) -> None:
    makes(path, cache)
    (entry,) = entries(cache)
    fields = msgspec.msgpack.decode(entry.read_bytes())
    fields[field] = ["other", b"/other", [1, 2, 3, 4], {"name": "other"}, 5][field]
    entry.write_bytes(msgspec.msgpack.encode(fields))
    assert makes(path, cache) == 1


def test_damage_inside_a_text_is_noticed(path: Path, cache: Path) -> None:
    makes(path, cache)
    (entry,) = entries(cache)
    whole = entry.read_bytes()
    entry.write_bytes(whole.replace(b"desk", b"disk"))
    assert entry.read_bytes() != whole
    assert makes(path, cache) == 1


def test_a_file_that_is_gone_is_a_problem_whatever_the_cache_holds(path: Path, cache: Path) -> None:
    cached(path, Lamp, cache)
    path.unlink()
    loaded = cached(path, Lamp, cache)
    assert loaded.value is None
    assert loaded.problems[0].message == "no such file"


def test_what_does_not_fit_the_type_is_not_believed(path: Path, cache: Path) -> None:
    makes(path, cache)
    (entry,) = entries(cache)
    fields = msgspec.msgpack.decode(entry.read_bytes())
    fields[3] = {"name": "desk", "watts": "many"}
    fields[4] = crc32(msgspec.msgpack.encode(fields[3]))
    entry.write_bytes(msgspec.msgpack.encode(fields))
    assert makes(path, cache) == 1


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """A file, its entry, and the entry's bytes as written."""
    folder = tmp_path_factory.mktemp("kept")
    path = folder / "lamp.yaml"
    path.write_text("name: desk\n")
    makes(path, folder / "cache")
    (entry,) = entries(folder / "cache")
    return path, entry, entry.read_bytes()


@given(data=st.data())
def test_a_damaged_entry_is_passed_over_and_mended(
    data: st.DataObject, kept: tuple[Path, Path, bytes]
) -> None:
    path, entry, whole = kept
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    huge = [b"\x81" * 5000, b"\xdf\xff\xff\xff\xff", b"\xc9\xff\xff\xff\xff\x01"]
    damage = data.draw(st.one_of(st.binary(max_size=9), st.sampled_from(huge)))
    damaged = whole[:start] + damage + whole[end:]
    entry.write_bytes(damaged)
    assert makes(path, entry.parent) == (damaged != whole)
    assert entry.read_bytes() == whole


# Whose it is


def test_folder_and_entries_are_private(path: Path, cache: Path) -> None:
    before = os.umask(0)
    try:
        cached(path, Lamp, cache)
    finally:
        os.umask(before)
    (entry,) = entries(cache)
    assert cache.stat().st_mode & 0o777 == 0o700
    assert entry.stat().st_mode & 0o777 == 0o600


def test_a_folder_that_others_can_write_is_not_used(path: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    assert makes(path, cache, times=2) == 2
    assert entries(cache) == []


def test_an_entry_in_a_folder_that_others_can_write_is_not_believed(path: Path, cache: Path) -> None:
    makes(path, cache)
    cache.chmod(0o770)
    assert makes(path, cache) == 1


def test_an_entry_that_others_can_write_is_replaced(path: Path, cache: Path) -> None:
    makes(path, cache)
    (entry,) = entries(cache)
    entry.chmod(0o666)
    assert makes(path, cache) == 1
    assert entry.stat().st_mode & 0o777 == 0o600


def test_a_link_in_an_entrys_place_is_replaced_and_not_followed(path: Path, cache: Path) -> None:
    makes(path, cache)
    (entry,) = entries(cache)
    victim = path.with_name("victim")
    entry.rename(victim)
    content = victim.read_bytes()
    entry.symlink_to(victim)
    assert makes(path, cache) == 1
    assert not entry.is_symlink()
    assert victim.read_bytes() == content


def test_a_pipe_in_an_entrys_place_does_not_block(path: Path, cache: Path) -> None:
    makes(path, cache)
    (entry,) = entries(cache)
    entry.unlink()
    os.mkfifo(entry)
    assert makes(path, cache) == 1


def test_a_cache_that_cannot_be_written_is_done_without(path: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert makes(path, blocked, times=2) == 2
    assert makes(path, blocked / "below", times=2) == 2
    assert blocked.read_text() == "in the way"


def test_an_entry_that_cannot_be_put_in_place_leaves_no_litter(path: Path, cache: Path) -> None:
    makes(path, cache)
    (entry,) = entries(cache)
    entry.unlink()
    (entry / "in the way").mkdir(parents=True)
    assert makes(path, cache, times=2) == 2
    assert entries(cache) == [entry]


def test_a_stopped_write_leaves_the_old_entry(
    path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    makes(path, cache)
    (entry,) = entries(cache)
    old = entry.read_bytes()
    path.write_text("name: hall\n")

    def refuse(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", refuse)
    assert makes(path, cache) == 1
    assert entries(cache) == [entry]
    assert entry.read_bytes() == old


# What it costs


@pytest.mark.bench
def test_a_warm_load_of_fifty_rich_questions_takes_less_than_fifteen_milliseconds(
    tmp_path: Path, cache: Path
) -> None:
    cue = (
        '{name: point %d, cue: "'
        + "says what was found " * 5
        + '", cues: ['
        + "what was found first, " * 20
        + "x]}"
    )
    for topic in range(10):
        questions = [
            f"  - id: q-{topic}-{number}\n"
            "    prompt: What then?\n"
            "    key_points:\n"
            + "".join(f"      - {cue % point}\n" for point in range(8))
            + f"    model_answer: {{context: {'we were late ' * 50}, action: {'I told them ' * 400}}}\n"
            for number in range(5)
        ]
        (tmp_path / f"{topic}.yaml").write_text("questions:\n" + "".join(questions))
    size = sum(file.stat().st_size for file in tmp_path.glob("*.yaml"))
    assert size > 500_000

    def warm() -> float:
        before = time.process_time()
        loaded: LoadedBank = load_bank([tmp_path], cache)
        spent = time.process_time() - before
        assert len(loaded.bank.questions) == 50
        return spent

    warm()
    assert sorted(warm() for _ in range(9))[4] < 0.015
