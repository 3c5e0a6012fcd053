"""Lines of a well-formed history that say something absurd: each is read, or told and kept."""

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
    Victim,
    fill,
    lived_in,
    small,
    told_damaged,
)
from tests.storage.damage.mutations import WRONG, flips, values
from tests.storage.damage.test_damaged_progress import BACKUP, FILE
from tests.storage.folders import paths_in
from tests.storage.stores import RULES, alike, give, opened
from tpm_tui.cli.group import cli
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.replay import replay
from tpm_tui.practice.doctor import check_everything
from tpm_tui.practice.resume import find_unfinished
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.backup.merge import merge, read_source
from tpm_tui.storage.doctor.checks import repair

BANK = "questions:\n" + "".join(
    f"  - {{id: {id}, prompt: '{id}?', key_points: [{{name: x}}]}}\n" for id in ("a", "b", "next")
)

COMMANDS = (
    *(("due",), ("plan",), ("stats",), ("stats", "--json"), ("history", "a"), ("history", "a", "--json")),
    *(("report", "all", "-o", "-", "--format", form) for form in ("md", "csv", "json")),
    *(("doctor",), ("doctor", "--repair"), ("practice", "--plain")),
)

pytestmark = pytest.mark.usefixtures("no_waiting")


@pytest.fixture
def victim(tmp_path: Path) -> Victim:
    return lived_in(tmp_path)


def sealed(body: bytes) -> bytes:
    """Anything as a line, as another program might write it."""
    return b"%08x %b" % (crc32(body), body)


def absurd_lines(victim: Victim) -> Iterator[tuple[str, str, bytes]]:
    """Each field of each kind of entry with every other value, and the file that it makes."""
    seen: set[str] = set()
    for segment in (NOVEMBER, DECEMBER):
        lines = victim.files[segment].splitlines()
        for n, line in enumerate(lines):
            entry = json.loads(line[9:])
            if entry["type"] not in seen:
                seen.add(entry["type"])
                absurd = [
                    (name, text.encode("utf-8", "surrogatepass")) for name, text in values(entry, WRONG)
                ]
                moments = [each for each in absurd if "moment" in each[0]]
                for name, body in [*absurd[::4], *moments, *flips(line[9:], 5)]:
                    changed = [*lines[:n], sealed(body), *lines[n + 1 :], b""]
                    yield f"{entry['type']}: {name}", segment, b"\n".join(changed)


def test_an_absurd_value_costs_its_line_at_most(victim: Victim, counted: Callable[[str, int], None]) -> None:
    chosen = [*absurd_lines(victim)]
    for name, segment, raw in chosen:
        folder = victim.put_back((FILE, BACKUP)).data
        fill(folder / segment, raw)
        try:
            assert_borne(victim, raw)
        except Exception as error:
            raise AssertionError(name) from error
    counted("damaged files: history", len(chosen))


def assert_borne(victim: Victim, raw: bytes) -> None:
    folder = victim.paths.data
    before = victim.lines()
    store = opened(folder)
    entries = store.entries()
    assert len(entries) + told_damaged(store.notices) == len(before)
    assert len(entries) >= len(victim.entries) - 1
    assert alike(store.cards, replay(entries, RULES))
    look_at_everything(victim)
    give(store, small("next", "i9", days=15))
    store.close()
    again = opened(folder)
    assert again.entries()[:-1] == entries
    assert again.entries()[-1].id == "i9"
    repair(victim.paths, RULES, LATER)
    assert set(before) < set(victim.lines())
    assert opened(folder).entries() == again.entries()


def look_at_everything(victim: Victim) -> None:
    bank = victim.paths.data.parent / "bank.yaml"
    if not bank.exists():
        bank.write_text(BANK, "utf-8")
    workspace = Workspace(victim.paths, [bank], lambda: LATER)
    check_everything(workspace)
    workspace.agenda()
    find_unfinished(workspace)


def test_commands_bear_absurd_values(victim: Victim, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a sample, as a command takes longer than a look."""
    bank = victim.paths.data.parent / "bank.yaml"
    bank.write_text(BANK, "utf-8")
    for name, value in (
        *(("BANK", bank), ("DATA_DIR", victim.paths.data), ("CONFIG", victim.paths.config)),
        ("NOW", LATER.isoformat()),
    ):
        monkeypatch.setenv(f"TPM_TUI_{name}", str(value))
    for n, (name, segment, raw) in enumerate([*absurd_lines(victim)][::11]):
        fill(victim.put_back((FILE, BACKUP)).data / segment, raw)
        for args in (COMMANDS[n % len(COMMANDS)], COMMANDS[(n + 5) % len(COMMANDS)]):
            result = CliRunner().invoke(cli, args, input="")
            assert isinstance(result.exception, SystemExit | None), f"{args}: {name}"
            assert result.exit_code in (0, 1), f"{args}: {name}: {result.output}"


def test_two_entries_of_one_id_are_one_on_every_machine(victim: Victim, tmp_path: Path) -> None:
    """Which of them stays does not matter, but that it is the same one, and that both lines are kept."""
    entry = json.loads(victim.files[NOVEMBER].splitlines()[1][9:])
    twins = [
        sealed(json.dumps({**entry, **fields}).encode())
        for fields in ({"answer": "Else."}, {"seq": 10**40}, {})
    ]
    for lines in (twins, twins[::-1]):
        folder = victim.put_back((FILE, BACKUP)).data
        rest = [line for line in victim.files[NOVEMBER].splitlines() if line not in twins]
        fill(folder / NOVEMBER, b"\n".join([*rest, *lines, b""]))
        store = opened(folder)
        assert sorted(entry.id for entry in store.entries()) == sorted(
            {e.id for e in victim.entries.values()}
        )
        look_at_everything(victim)
        give(store, small("next", "i9", days=15))
        store.close()
        assert set(lines) <= set(victim.lines())
        other = paths_in(tmp_path / "other")
        merge(other, [read_source(folder)], LATER)
        assert merge_entries(opened(other.data).entries()) == opened(folder).entries()
