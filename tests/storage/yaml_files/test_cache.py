"""The cache of parsed YAML files saves parsing, and invalid entries are ignored."""

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
from tpm_tui.storage.yaml_files.cache import load_cached, load_yaml_cached
from tpm_tui.storage.yaml_files.document import load_yaml


class Lamp(Struct, frozen=True, forbid_unknown_fields=True):
    """A type to load."""

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


def count_parses(path: Path, cache: Path | None, times: int = 1) -> int:
    """Load the file several times; return how often it was parsed."""
    made: list[bytes] = []

    def make(data: bytes) -> object:
        made.append(data)
        return {"name": data.decode("latin-1")}

    for _ in range(times):
        assert load_cached(path, Lamp, make, cache).name == path.read_bytes().decode("latin-1")
    return len(made)


# Cache hits


def test_second_load_does_not_parse(path: Path, cache: Path) -> None:
    assert count_parses(path, cache, times=3) == 1


def test_without_cache_every_load_parses(path: Path) -> None:
    assert count_parses(path, None, times=2) == 2


def test_cached_value_equals_parsed_value(path: Path, cache: Path) -> None:
    fresh = load_yaml(path, Lamp)
    assert fresh.value == Lamp("desk", 60)
    assert load_yaml_cached(path, Lamp, None) == fresh
    assert load_yaml_cached(path, Lamp, cache) == fresh
    assert load_yaml_cached(path, Lamp, cache) == fresh
    assert load_yaml_cached(path, Lamp, cache).line_of("watts") == 2


def test_problems_are_cached(path: Path, cache: Path) -> None:
    path.write_text("name: desk\nwats: 60\n")
    for _ in range(2):
        loaded = load_yaml_cached(path, Lamp, cache)
        assert loaded.value is None
        assert [str(problem) for problem in loaded.problems] == [
            f"{path}:2:1: unknown field wats: did you mean watts?"
        ]


def test_problems_have_the_requested_path(path: Path, cache: Path) -> None:
    path.write_text("nam: desk\n")
    other = path.with_name("other.yaml")
    other.symlink_to(path)
    assert load_yaml_cached(path, Lamp, cache).problems[0].file == str(path)
    assert load_yaml_cached(other, Lamp, cache).problems[0].file == str(other)
    assert len(entries(cache)) == 1


def test_cached_bank_equals_parsed_bank(tmp_path: Path, cache: Path) -> None:
    (tmp_path / "good.yaml").write_text(GOOD)
    (tmp_path / "mine.yaml").write_text(
        "questions:\n  - prompt: Why?\n    key_points:\n      - name: one\n  - [one more]\n"
    )
    parsed = load_bank([tmp_path])
    assert len(parsed.bank.questions) == 3
    assert len(parsed.problems) == 2
    assert load_bank([tmp_path], cache) == parsed
    assert load_bank([tmp_path], cache) == parsed


def test_warm_start_does_not_import_yaml(tmp_path: Path, cache: Path) -> None:
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


# Cache misses


def test_changed_file_is_parsed_again(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    path.write_text("name: floor lamp\n")
    assert count_parses(path, cache, times=2) == 1


def test_change_with_same_size_and_date_is_noticed(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    state = path.stat()
    other = path.with_name("new")
    other.write_text("name: hall\nwatts: 60\n")
    os.utime(other, ns=(state.st_atime_ns, state.st_mtime_ns))
    other.replace(path)
    assert path.stat().st_size == state.st_size
    assert path.stat().st_mtime_ns == state.st_mtime_ns
    assert count_parses(path, cache) == 1


def test_other_program_version_parses_again(path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count_parses(path, cache)
    monkeypatch.setattr(cache_module, "writer_version", lambda: "another version")
    assert count_parses(path, cache, times=2) == 1


def test_each_type_has_its_own_entry(path: Path, cache: Path) -> None:
    class Other(Struct):
        name: str
        watts: str

    for _ in range(2):
        assert load_yaml_cached(path, Lamp, cache).value == Lamp("desk", 60)
        assert load_yaml_cached(path, Other, cache).value == Other("desk", "60")
    assert len(entries(cache)) == 2


@pytest.mark.parametrize("field", range(5), ids=["writer", "path", "state", "content", "checksum"])
def test_entry_with_any_wrong_field_is_ignored(field: int, path: Path, cache: Path) -> None:
    count_parses(path, cache)
    (entry,) = entries(cache)
    fields = msgspec.msgpack.decode(entry.read_bytes())
    fields[field] = ["other", b"/other", [1, 2, 3, 4], {"name": "other"}, 5][field]
    entry.write_bytes(msgspec.msgpack.encode(fields))
    assert count_parses(path, cache) == 1


def test_damage_inside_text_is_noticed(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    (entry,) = entries(cache)
    whole = entry.read_bytes()
    entry.write_bytes(whole.replace(b"desk", b"disk"))
    assert entry.read_bytes() != whole
    assert count_parses(path, cache) == 1


def test_missing_file_with_cache_entry_is_a_problem(path: Path, cache: Path) -> None:
    load_yaml_cached(path, Lamp, cache)
    path.unlink()
    loaded = load_yaml_cached(path, Lamp, cache)
    assert loaded.value is None
    assert loaded.problems[0].message == "no such file"


def test_entry_of_wrong_type_is_ignored(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    (entry,) = entries(cache)
    fields = msgspec.msgpack.decode(entry.read_bytes())
    fields[3] = {"name": "desk", "watts": "many"}
    fields[4] = crc32(msgspec.msgpack.encode(fields[3]))
    entry.write_bytes(msgspec.msgpack.encode(fields))
    assert count_parses(path, cache) == 1


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """A file, the path of its entry, and the entry's bytes as written."""
    folder = tmp_path_factory.mktemp("saved")
    path = folder / "lamp.yaml"
    path.write_text("name: desk\n")
    count_parses(path, folder / "cache")
    (entry,) = entries(folder / "cache")
    return path, entry, entry.read_bytes()


@given(data=st.data())
def test_damaged_entry_is_ignored_and_rewritten(data: st.DataObject, saved: tuple[Path, Path, bytes]) -> None:
    path, entry, whole = saved
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    huge = [b"\x81" * 5000, b"\xdf\xff\xff\xff\xff", b"\xc9\xff\xff\xff\xff\x01"]
    damage = data.draw(st.one_of(st.binary(max_size=9), st.sampled_from(huge)))
    damaged = whole[:start] + damage + whole[end:]
    entry.write_bytes(damaged)
    assert count_parses(path, entry.parent) == (damaged != whole)
    assert entry.read_bytes() == whole


# Permissions


def test_folder_and_entries_are_private(path: Path, cache: Path) -> None:
    before = os.umask(0)
    try:
        load_yaml_cached(path, Lamp, cache)
    finally:
        os.umask(before)
    (entry,) = entries(cache)
    assert cache.stat().st_mode & 0o777 == 0o700
    assert entry.stat().st_mode & 0o777 == 0o600


def test_folder_writable_by_others_is_not_used(path: Path, cache: Path) -> None:
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    assert count_parses(path, cache, times=2) == 2
    assert entries(cache) == []


def test_entry_in_writable_folder_is_ignored(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    cache.chmod(0o770)
    assert count_parses(path, cache) == 1


def test_entry_writable_by_others_is_replaced(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    (entry,) = entries(cache)
    entry.chmod(0o666)
    assert count_parses(path, cache) == 1
    assert entry.stat().st_mode & 0o777 == 0o600


def test_link_instead_of_entry_is_replaced(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    (entry,) = entries(cache)
    victim = path.with_name("victim")
    entry.rename(victim)
    content = victim.read_bytes()
    entry.symlink_to(victim)
    assert count_parses(path, cache) == 1
    assert not entry.is_symlink()
    assert victim.read_bytes() == content


def test_pipe_instead_of_entry_does_not_block(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    (entry,) = entries(cache)
    entry.unlink()
    os.mkfifo(entry)
    assert count_parses(path, cache) == 1


def test_unwritable_cache_is_not_an_error(path: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    assert count_parses(path, blocked, times=2) == 2
    assert count_parses(path, blocked / "below", times=2) == 2
    assert blocked.read_text() == "in the way"


def test_failed_write_leaves_no_temp_file(path: Path, cache: Path) -> None:
    count_parses(path, cache)
    (entry,) = entries(cache)
    entry.unlink()
    (entry / "in the way").mkdir(parents=True)
    assert count_parses(path, cache, times=2) == 2
    assert entries(cache) == [entry]


def test_failed_replace_keeps_the_old_entry(path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count_parses(path, cache)
    (entry,) = entries(cache)
    old = entry.read_bytes()
    path.write_text("name: hall\n")

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", fail)
    assert count_parses(path, cache) == 1
    assert entries(cache) == [entry]
    assert entry.read_bytes() == old


# Speed


@pytest.mark.bench
def test_warm_load_of_fifty_questions_takes_under_15_ms(tmp_path: Path, cache: Path) -> None:
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
            + f"    model_answer: {{context: {'we were late ' * 50}, action: {'I informed them ' * 400}}}\n"
            for number in range(5)
        ]
        (tmp_path / f"{topic}.yaml").write_text("questions:\n" + "".join(questions))
    size = sum(file.stat().st_size for file in tmp_path.glob("*.yaml"))
    assert size > 500_000

    def measure() -> float:
        before = time.process_time()
        loaded: LoadedBank = load_bank([tmp_path], cache)
        spent = time.process_time() - before
        assert len(loaded.bank.questions) == 50
        return spent

    measure()
    assert sorted(measure() for _ in range(9))[4] < 0.015
