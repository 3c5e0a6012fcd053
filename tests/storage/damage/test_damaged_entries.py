"""Extreme values in lines with a valid checksum are read, or reported and kept."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from zlib import crc32

import pytest
from click.testing import CliRunner

from tests.storage.damage.damaged_store import (
    DECEMBER,
    LATER,
    NOVEMBER,
    ExampleStore,
    count_damaged_lines,
    example_store,
    overwrite,
    short_review,
)
from tests.storage.damage.mutations import WRONG_VALUES, flips, value_mutations
from tests.storage.damage.test_damaged_progress import BACKUP, FILE
from tests.storage.folders import paths_in
from tests.storage.stores import RULES, add_reviews, open_store, same_cards
from tpm_tui.cli.group import cli
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.replay import replay
from tpm_tui.practice.doctor import check_everything
from tpm_tui.practice.resume import find_unfinished
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.merge import merge, read_merge_source
from tpm_tui.storage.doctor.repair import repair

BANK = "questions:\n" + "".join(
    f"  - {{id: {id}, prompt: '{id}?', key_points: [{{name: x}}]}}\n" for id in ("a", "b", "next")
)

COMMANDS = (
    *(("due",), ("plan",), ("stats",), ("stats", "--json"), ("history", "a"), ("history", "a", "--json")),
    *(("report", "all", "-o", "-", "--format", form) for form in ("md", "csv", "json")),
    *(("doctor",), ("doctor", "--repair"), ("practice", "--plain")),
)

pytestmark = [pytest.mark.usefixtures("no_waiting"), pytest.mark.slow(300)]


@pytest.fixture
def example(tmp_path: Path) -> ExampleStore:
    return example_store(tmp_path)


def with_checksum(body: bytes) -> bytes:
    """Return a line with a valid checksum."""
    return b"%08x %b" % (crc32(body), body)


def extreme_histories(example: ExampleStore) -> Iterator[tuple[str, str, bytes]]:
    """Yield name, file name and bytes of a history, for each field of each entry type and wrong value."""
    seen: set[str] = set()
    for segment in (NOVEMBER, DECEMBER):
        lines = example.files[segment].splitlines()
        for n, line in enumerate(lines):
            entry = json.loads(line[9:])
            if entry["type"] not in seen:
                seen.add(entry["type"])
                extreme = [
                    (name, text.encode("utf-8", "surrogatepass"))
                    for name, text in value_mutations(entry, WRONG_VALUES)
                ]
                moments = [each for each in extreme if "moment" in each[0]]
                for name, body in [*extreme[::4], *moments, *flips(line[9:], 5)]:
                    changed = [*lines[:n], with_checksum(body), *lines[n + 1 :], b""]
                    yield f"{entry['type']}: {name}", segment, b"\n".join(changed)


def test_extreme_value_loses_at_most_its_line(
    example: ExampleStore, counted: Callable[[str, int], None]
) -> None:
    chosen = [*extreme_histories(example)]
    for name, segment, raw in chosen:
        folder = example.reset((FILE, BACKUP)).data
        overwrite(folder / segment, raw)
        try:
            assert_tolerated(example, raw)
        except Exception as error:
            raise AssertionError(name) from error
    counted("damaged files: history", len(chosen))


def assert_tolerated(example: ExampleStore, raw: bytes) -> None:
    folder = example.paths.data
    before = example.lines()
    store = open_store(folder)
    entries = store.entries()
    assert len(entries) + count_damaged_lines(store.notices) == len(before)
    assert len(entries) >= len(example.entries) - 1
    assert same_cards(store.cards, replay(entries, RULES))
    check_and_plan(example)
    add_reviews(store, short_review("next", "i9", days=15))
    store.close()
    again = open_store(folder)
    assert again.entries()[:-1] == entries
    assert again.entries()[-1].id == "i9"
    repair(example.paths, RULES, LATER)
    assert set(before) < set(example.lines())
    assert open_store(folder).entries() == again.entries()


def check_and_plan(example: ExampleStore) -> None:
    bank = example.paths.data.parent / "bank.yaml"
    if not bank.exists():
        bank.write_text(BANK, "utf-8")
    workspace = Workspace(example.paths, [bank], lambda: LATER)
    check_everything(workspace)
    workspace.agenda()
    find_unfinished(workspace)


def test_commands_do_not_crash_on_extreme_values(
    example: ExampleStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Test a sample only, as running a command is slow."""
    bank = example.paths.data.parent / "bank.yaml"
    bank.write_text(BANK, "utf-8")
    for name, value in (
        *(("BANK", bank), ("DATA_DIR", example.paths.data), ("CONFIG", example.paths.config)),
        ("NOW", LATER.isoformat()),
    ):
        monkeypatch.setenv(f"TPM_TUI_{name}", str(value))
    for n, (name, segment, raw) in enumerate([*extreme_histories(example)][::11]):
        overwrite(example.reset((FILE, BACKUP)).data / segment, raw)
        for args in (COMMANDS[n % len(COMMANDS)], COMMANDS[(n + 5) % len(COMMANDS)]):
            result = CliRunner().invoke(cli, args, input="")
            assert isinstance(result.exception, SystemExit | None), f"{args}: {name}"
            assert result.exit_code in (0, 1), f"{args}: {name}: {result.output}"


def test_entries_with_same_id_resolve_to_the_same_one(example: ExampleStore, tmp_path: Path) -> None:
    """It does not matter which one is used, as long as it is the same everywhere and both lines are kept."""
    entry = json.loads(example.files[NOVEMBER].splitlines()[1][9:])
    twins = [
        with_checksum(json.dumps({**entry, **fields}).encode())
        for fields in ({"answer": "Else."}, {"seq": 10**40}, {})
    ]
    for lines in (twins, twins[::-1]):
        folder = example.reset((FILE, BACKUP)).data
        rest = [line for line in example.files[NOVEMBER].splitlines() if line not in twins]
        overwrite(folder / NOVEMBER, b"\n".join([*rest, *lines, b""]))
        store = open_store(folder)
        assert sorted(entry.id for entry in store.entries()) == sorted(
            {e.id for e in example.entries.values()}
        )
        check_and_plan(example)
        add_reviews(store, short_review("next", "i9", days=15))
        store.close()
        assert set(lines) <= set(example.lines())
        other = paths_in(tmp_path / "other")
        merge(other, [read_merge_source(folder)], LATER)
        assert merge_entries(open_store(other.data).entries()) == open_store(folder).entries()
