"""The index of a bank in the cache: a question is decoded on access, and an invalid entry is not used."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.storage.bank.question_strategies import questions
from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.lazy_questions import LazyQuestions
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.bank.index.entry import bank_entry_path
from tpm_tui.storage.bank.index.indexed_bank import UNREADABLE_QUESTION, load_indexed_bank
from tpm_tui.storage.bank.index.outline import load_outline
from tpm_tui.storage.bank.loader import LoadedBank, load_bank
from tpm_tui.storage.bank.new_question import append_questions
from tpm_tui.storage.bank.own_copy import create_own_copy
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.yaml_files.erase_cache import erase_cache

ROOT = Path(__file__).parents[4]

HARBOUR = """\
topic: {id: harbour, title: Harbour works, description: Cranes and captains.}
questions:
  - {id: late-crane, number: 7, title: Crane, prompt: The crane is late., key_points: [{name: notice}]}
  - id: tides
    number: 8
    prompt: And the tides?
    key_points: [{name: ebb, formerly: [low water]}]
"""
ORCHARD = """\
topic: {id: orchard}
questions:
  - {id: early-frost, prompt: "Frost is forecast. What do you light?"}
"""
MORE_HARBOUR = """\
topic: {id: harbour}
questions:
  - {id: fog, number: 2, prompt: And in fog?}
"""


def without_files(loaded: LoadedBank) -> LoadedBank:
    """Return what is loaded without the states of the files, which only the index needs."""
    return replace(loaded, files=())


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    return write_files(tmp_path / "bank", a=HARBOUR, b=ORCHARD, c=MORE_HARBOUR)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "tpm-tui"


def write_files(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text)
    return folder


def is_indexed(loaded: LoadedBank) -> bool:
    return isinstance(loaded.bank.questions, LazyQuestions)


def load_from_index(bank: Path, cache: Path) -> LoadedBank:
    """Load a bank twice; the second time it must be from the index."""
    load_indexed_bank([bank], cache)
    loaded = load_indexed_bank([bank], cache)
    assert is_indexed(loaded)
    return loaded


def outline_of(bank: Path, cache: Path | None) -> Mapping[str, str] | None:
    """Return the outline from the cache; None if the bank had to be loaded for it."""
    loads: list[LoadedBank] = []

    def load() -> LoadedBank:
        loads.append(load_indexed_bank([bank], cache))
        return loads[0]

    outline = load_outline([bank], cache, load)
    return None if loads else outline


# Entries that are used


def test_indexed_bank_equals_the_parsed_one(bank: Path, cache: Path) -> None:
    parsed = load_bank([bank])
    loaded = load_from_index(bank, cache)
    assert without_files(loaded) == parsed
    assert loaded.bank.order == parsed.bank.order == ("late-crane", "tides", "early-frost", "fog")
    assert list(loaded.places) == list(loaded.bank.order)
    assert str(loaded.places["fog"]) == f"{bank / 'c.yaml'}:3"
    assert loaded.bank.by_number == parsed.bank.by_number
    assert loaded.bank.renamed_points == parsed.bank.renamed_points == {"tides": {"low water": "ebb"}}
    assert [*map(loaded.bank.label_of, loaded.bank.order)] == ["Crane", "Tides", "Early frost", "Fog"]


def test_shipped_bank_is_indexed(cache: Path) -> None:
    loaded = load_from_index(shipped_bank(), cache)
    assert isinstance(loaded.bank.questions, LazyQuestions)
    assert loaded.bank.questions.decoded_count == 0
    assert without_files(loaded) == load_bank([shipped_bank()])


@given(question=questions)
def test_any_question_is_the_same_from_the_index(
    tmp_path_factory: pytest.TempPathFactory, question: Question
) -> None:
    folder = tmp_path_factory.mktemp("any")
    append_questions(folder / "own.yaml", "my-topic", [replace(question, id="q1")])
    loaded = load_from_index(folder / "own.yaml", folder / "cache")
    assert loaded.bank.questions[0] == replace(question, id="q1", topic="my-topic")


def test_own_copies_keep_their_originals(bank: Path, cache: Path, tmp_path: Path) -> None:
    late = load_bank([bank]).bank.by_id["late-crane"]
    create_own_copy(tmp_path / "own", replace(late, prompt="My crane is late."), Topic("harbour"))
    paths = [bank, tmp_path / "own"]
    load_indexed_bank(paths, cache)
    loaded = load_indexed_bank(paths, cache)
    assert is_indexed(loaded)
    assert without_files(loaded) == load_bank(paths)
    assert loaded.bank.find("7") == loaded.bank.questions[0]
    assert loaded.bank.questions[0].prompt == "My crane is late."
    assert loaded.originals["late-crane"].question == late
    assert loaded.originals["late-crane"].place.line == 3


def test_undecodable_file_names_are_kept(tmp_path: Path, cache: Path) -> None:
    file = os.fsdecode(os.fsencode(tmp_path) + b"/\xff.yaml")
    Path(file).write_text(HARBOUR)
    loaded = load_from_index(Path(file), cache)
    assert without_files(loaded) == load_bank([Path(file)])
    assert loaded.places["tides"].file == file


def test_outline_is_in_the_cache(bank: Path, cache: Path) -> None:
    assert outline_of(bank, cache) is None
    assert outline_of(bank, cache) == load_bank([bank]).bank.topic_by_question
    assert outline_of(bank, None) is None


def test_outline_needs_no_questions(bank: Path, cache: Path) -> None:
    load_indexed_bank([bank], cache)
    program = f"""
import sys
from pathlib import Path
from tpm_tui.storage.bank.index.outline import load_outline
assert len(load_outline([Path({str(bank)!r})], Path({str(cache)!r}), lambda: 1 / 0)) == 4
print(*sorted({{"tpm_tui.core.bank.question", "yaml"}} & set(sys.modules)))
"""
    command = [sys.executable, "-c", program]
    assert subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT).stdout == "\n"


# Entries that are not used, or not written


@pytest.mark.parametrize(
    "text",
    [
        HARBOUR + "  - {id: tides, prompt: Again?}\n",
        HARBOUR + "  - {prompt: Without an id?}\n",
        HARBOUR + "  - {id: odd, prompt: Odd?, prompts: 1}\n",
    ],
    ids=["duplicate", "without id", "unknown field"],
)
def test_bank_with_problems_is_not_indexed(tmp_path: Path, cache: Path, text: str) -> None:
    bank = write_files(tmp_path / "bank", a=text)
    for _ in range(2):
        loaded = load_indexed_bank([bank], cache)
        assert not is_indexed(loaded)
        assert without_files(loaded) == load_bank([bank])
        assert loaded.problems or loaded.without_id
        assert outline_of(bank, cache) is None


def test_problem_of_a_path_is_reported_each_time(bank: Path, cache: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    paths = [bank, tmp_path / "empty", tmp_path / "missing.yaml"]
    for _ in range(2):
        assert load_indexed_bank(paths, cache).problems == load_bank(paths).problems != ()


def test_warning_about_a_conflict_copy_is_not_lost(bank: Path, cache: Path) -> None:
    load_from_index(bank, cache)
    (bank / "a (conflicted copy 2026-11-22).yaml").write_text(HARBOUR)
    for _ in range(2):
        assert load_indexed_bank([bank], cache).problems == load_bank([bank]).problems != ()


@pytest.mark.parametrize("change", ["edit", "same size and date", "add", "remove"])
def test_changed_files_are_noticed(bank: Path, cache: Path, tmp_path: Path, change: str) -> None:
    load_from_index(bank, cache)
    file, state = bank / "b.yaml", (bank / "b.yaml").stat()
    match change:
        case "edit":
            file.write_text(ORCHARD.replace("light", "burn"))
        case "same size and date":
            (tmp_path / "new").write_text(ORCHARD.replace("light", "spray"))
            os.utime(tmp_path / "new", ns=(state.st_atime_ns, state.st_mtime_ns))
            (tmp_path / "new").replace(file)
            assert file.stat().st_size == state.st_size
        case "add":
            (bank / "d.yaml").write_text("questions: [{id: d, prompt: D?}]\n")
        case _:
            file.unlink()
    assert outline_of(bank, cache) is None
    loaded = load_from_index(bank, cache)
    assert without_files(loaded) == load_bank([bank])


def test_order_of_the_paths_counts(tmp_path: Path, cache: Path) -> None:
    bank = write_files(tmp_path / "bank", a=HARBOUR, b=ORCHARD)
    for paths in ([bank / "a.yaml", bank / "b.yaml"], [bank / "b.yaml", bank / "a.yaml"]) * 2:
        loaded = load_indexed_bank(paths, cache)
        assert without_files(loaded) == load_bank(paths)
        assert loaded.bank.order == load_bank(paths).bank.order
    assert is_indexed(loaded)


def test_entry_of_another_version_is_not_used(
    bank: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_from_index(bank, cache)
    monkeypatch.setattr("tpm_tui.storage.yaml_files.part_cache.writer_version", lambda: "another version")
    assert not is_indexed(load_indexed_bank([bank], cache))
    assert is_indexed(load_indexed_bank([bank], cache))


def test_entry_of_another_byte_order_is_not_used(
    bank: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load_from_index(bank, cache)
    monkeypatch.setattr(sys, "byteorder", "big" if sys.byteorder == "little" else "little")
    assert not is_indexed(load_indexed_bank([bank], cache))


# Damage


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, bytes]:
    """A bank, its entry, and the bytes of the entry as written."""
    folder = tmp_path_factory.mktemp("saved")
    bank = write_files(folder / "bank", a=HARBOUR, b=ORCHARD)
    load_indexed_bank([bank], folder / "cache")
    entry = bank_entry_path([bank], folder / "cache")
    return bank, entry, entry.read_bytes()


@given(data=st.data())
def test_damaged_entry_never_shows_other_text(data: st.DataObject, saved: tuple[Path, Path, bytes]) -> None:
    bank, entry, whole = saved
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, min(len(whole), start + data.draw(st.sampled_from([0, 1, 9, 9999])))))
    damage = data.draw(st.binary(max_size=9) | st.binary(min_size=end - start, max_size=end - start))
    entry.write_bytes(whole[:start] + damage + whole[end:])
    assert without_files(load_indexed_bank([bank], entry.parent)) == load_bank([bank])
    assert entry.read_bytes() == whole


def test_each_damaged_byte_is_noticed(saved: tuple[Path, Path, bytes]) -> None:
    bank, entry, whole = saved
    expected = load_bank([bank]).bank
    for place in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[place] ^= 0x20
        entry.write_bytes(damaged)
        loaded = load_indexed_bank([bank], entry.parent).bank
        assert loaded == expected
        assert loaded.topic_by_question == expected.topic_by_question
        assert entry.read_bytes() == whole


@pytest.mark.parametrize("change", [-1, 1])
def test_entry_of_wrong_length_is_not_opened(bank: Path, cache: Path, change: int) -> None:
    load_from_index(bank, cache)
    entry = bank_entry_path([bank], cache)
    os.truncate(entry, entry.stat().st_size + change)
    assert not is_indexed(load_indexed_bank([bank], cache))
    assert is_indexed(load_indexed_bank([bank], cache))


def test_open_entry_may_get_shorter(bank: Path, cache: Path) -> None:
    loaded = load_from_index(bank, cache)
    assert loaded.bank.by_id["fog"].prompt == "And in fog?"
    os.truncate(bank_entry_path([bank], cache), 100)
    assert loaded.bank == load_bank([bank]).bank
    assert is_indexed(load_indexed_bank([bank], cache))


def test_damaged_question_of_a_removed_file_is_marked(bank: Path, cache: Path) -> None:
    loaded = load_from_index(bank, cache)
    os.truncate(bank_entry_path([bank], cache), 100)
    (bank / "c.yaml").unlink()
    fog = loaded.bank.by_id["fog"]
    assert (fog.prompt, fog.number, loaded.bank.topic_of(fog).id) == (UNREADABLE_QUESTION, 2, "harbour")
    assert loaded.bank.by_id["tides"].prompt == "And the tides?"


def test_damaged_question_that_moved_keeps_its_topic(bank: Path, cache: Path) -> None:
    loaded = load_from_index(bank, cache)
    os.truncate(bank_entry_path([bank], cache), 100)
    (bank / "c.yaml").write_text(MORE_HARBOUR.replace("harbour", "weather").replace("And in", "Or in"))
    fog = loaded.bank.by_id["fog"]
    assert (fog.prompt, loaded.bank.topic_of(fog).id) == ("Or in fog?", "harbour")


# Permissions


def test_entry_and_folder_are_private(bank: Path, cache: Path) -> None:
    before = os.umask(0)
    try:
        load_indexed_bank([bank], cache)
    finally:
        os.umask(before)
    assert cache.stat().st_mode & 0o777 == 0o700
    assert bank_entry_path([bank], cache).stat().st_mode & 0o777 == 0o600


def test_entry_that_others_can_write_is_replaced(bank: Path, cache: Path) -> None:
    load_from_index(bank, cache)
    entry = bank_entry_path([bank], cache)
    entry.chmod(0o622)
    assert not is_indexed(load_indexed_bank([bank], cache))
    assert entry.stat().st_mode & 0o777 == 0o600


def test_link_or_pipe_instead_of_entry_is_replaced(bank: Path, cache: Path, tmp_path: Path) -> None:
    load_from_index(bank, cache)
    entry = bank_entry_path([bank], cache)
    entry.rename(tmp_path / "victim")
    entry.symlink_to(tmp_path / "victim")
    assert not is_indexed(load_indexed_bank([bank], cache))
    entry.unlink()
    os.mkfifo(entry)
    assert not is_indexed(load_indexed_bank([bank], cache))
    assert is_indexed(load_indexed_bank([bank], cache))


def test_folder_that_others_can_write_is_not_used(bank: Path, cache: Path) -> None:
    load_from_index(bank, cache)
    cache.chmod(0o777)
    assert not is_indexed(load_indexed_bank([bank], cache))


def test_unwritable_cache_loads_from_the_files(bank: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    for _ in range(2):
        assert without_files(load_indexed_bank([bank], blocked)) == load_bank([bank])
    assert without_files(load_indexed_bank([bank], None)) == load_bank([bank])


# Other processes, and the time after the start


def test_open_bank_stays_as_it_was(bank: Path, cache: Path) -> None:
    before, parsed = load_from_index(bank, cache), load_bank([bank])
    (bank / "c.yaml").write_text(MORE_HARBOUR.replace("And in", "Or in"))
    after = load_from_index(bank, cache)
    assert without_files(before) == parsed
    assert after.bank.by_id["fog"].prompt == "Or in fog?"


def test_erased_entry_can_still_be_read(bank: Path, cache: Path) -> None:
    loaded = load_from_index(bank, cache)
    erase_cache(cache)
    assert os.listdir(cache) == []
    assert without_files(loaded) == load_bank([bank])


def test_descriptor_is_closed_with_the_bank(bank: Path, cache: Path) -> None:
    def count_open() -> int:
        return len(os.listdir("/dev/fd"))

    loaded = load_from_index(bank, cache)
    gc.collect()  # the banks of other tests
    opened = count_open()
    assert loaded.bank.by_id["fog"].prompt == "And in fog?"
    del loaded
    gc.collect()
    assert count_open() == opened - 1


def test_processes_that_start_together_load_the_same(bank: Path, cache: Path) -> None:
    program = f"""
from pathlib import Path
from tpm_tui.storage.bank.index.indexed_bank import load_indexed_bank
from tpm_tui.storage.bank.loader import load_bank
bank, cache = Path({str(bank)!r}), Path({str(cache)!r})
for _ in range(20):
    assert load_indexed_bank([bank], cache).bank == load_bank([bank]).bank
    for entry in cache.glob("*.msgpack"):
        entry.unlink(missing_ok=True)
"""
    command = [sys.executable, "-c", program]
    running = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(2)]
    assert [process.communicate()[1] for process in running] == [b"", b""]
    assert [name for name in os.listdir(cache) if name.endswith(".tmp")] == []


CLOSED_INPUT = """
import os, sys
from pathlib import Path
from tpm_tui.storage.bank.index.indexed_bank import load_indexed_bank
os.close(0)
loaded = load_indexed_bank([Path(sys.argv[1])], Path(sys.argv[2]))
print(loaded.bank.questions[0].id, os.open(os.devnull, os.O_RDONLY), loaded.bank.questions[1].id)
"""


def test_entry_does_not_take_the_number_of_a_closed_stream(bank: Path, cache: Path) -> None:
    load_indexed_bank([bank], cache)
    command = [sys.executable, "-c", CLOSED_INPUT, str(bank), str(cache)]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["late-crane", "0", "tides"]
