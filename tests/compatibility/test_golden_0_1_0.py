"""Data written by version 0.1.0, read and continued with the current code.

`make_golden_data.py` shows how the data was made. Every test uses the command line, which stays compatible,
and imports no module of the program. Data is compared, never the wording of messages: each field of 0.1.0
must be present with the same value; new fields may be added.
"""

from __future__ import annotations

import csv
import gc
import io
import json
import os
import re
import runpy
import shutil
import signal
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest
import yaml

HERE = Path(__file__).resolve().parent
SHIPPED = HERE.parents[1] / "bank"
EXPECTED: dict[str, Any] = json.loads((HERE / "expected.json").read_text("utf-8"))
BACKUP = HERE / "backup_0_1_0.zip"
BANK = HERE / "bank_0_1_0"

CARDS: dict[str, dict[str, Any]] = EXPECTED["cards"]
FIVE_BOXES = "intervals: [1, 2, 4, 8, 16]"
REMOVED = "a-question-that-is-removed-later"
"""It has a history, and no bank has it any more."""

OWN = ("tell-me-about-the-harbour-project", "how-did-the-budget-grow")
"""Questions of the learner's own bank, in the data folder."""

WORDING = frozenset({"reason", "line", "skip", "message", "remedy", "findings"})
"""Fields that hold sentences for people. They have to be there, and may say something else."""

ABSENT = {"box": 0, "attempts": 0, "lapses": 0, "reviews": 0, "suspended": False, "starred": False}
"""What a row of the progress file means that does not have the field."""


@dataclass
class Result:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output as one JSON document."""
        return json.loads(self.out)


@dataclass
class Learner:
    """A learner's data and settings, and a way to run the program on them."""

    folder: Path

    @property
    def data(self) -> Path:
        """The data folder."""
        return self.folder / "data"

    @property
    def config(self) -> Path:
        """The settings file."""
        return self.folder / "config" / "config.yaml"

    def __call__(self, *args: str, given: str = "", terminal: bool = False, shipped: bool = False) -> Result:
        """Run a command in this process, as `python -m tpm_tui` does.

        Args:
            args: what stands after `tpm-tui`.
            given: standard input.
            terminal: standard input is a terminal, and typed after the prompt that discards earlier lines.
            shipped: use the shipped bank and the learner's own, else the fixed bank and the learner's own.
        """
        environ = {
            "TPM_TUI_NOW": EXPECTED["now"],
            "TPM_TUI_BANK": "" if shipped else f"{BANK}:{self.data / 'bank'}",
            "TPM_TUI_DATA_DIR": str(self.data),
            "TPM_TUI_CONFIG": str(self.config),
        }
        out, err = printed(), printed()
        with (
            kept_process() as patch,
            typed(given, patch)
            if terminal
            else io.TextIOWrapper(io.BytesIO(given.encode()), "utf-8") as stdin,
        ):
            for name, value in environ.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["tpm-tui", *args])
            for name, stream in (("stdin", stdin), ("stdout", out), ("stderr", err)):
                patch.setattr(sys, name, stream)
            with pytest.raises(SystemExit) as end:
                runpy.run_module("tpm_tui", run_name="__main__")
        code = end.value.code
        assert isinstance(code, int | None)
        return Result(code or 0, text_of(out), text_of(err))

    def ask(self, *args: str, shipped: bool = False) -> Any:
        """The JSON document that a command prints."""
        result = self(*args, shipped=shipped)
        assert result.code == 0, result.err
        return result.json

    def practise(self, question: str, *lines: str) -> Result:
        """Practise one question in lines."""
        return self("practice", "--plain", "--question", question, given="\n".join([*lines, ""]))

    def history_files(self) -> dict[str, bytes]:
        """The history's files by name."""
        return {path.name: path.read_bytes() for path in sorted((self.data / "history").iterdir())}

    def attempts(self, question: str) -> list[dict[str, Any]]:
        """The answers to a question that stand."""
        attempts = self.ask("history", question, "--json")["attempts"]
        assert isinstance(attempts, list)
        return attempts

    def boxes(self, *, shipped: bool = False) -> dict[str, tuple[int, str | None]]:
        """Box and due day of each question of the bank."""
        listed = self.ask("bank", "list", "--json", shipped=shipped)
        return {each["id"]: (each["box"], each["due"]) for each in listed}


def printed() -> io.TextIOWrapper:
    """A stream to print to."""
    return io.TextIOWrapper(io.BytesIO(), "utf-8")


def text_of(stream: io.TextIOWrapper) -> str:
    """What was printed to it."""
    stream.flush()
    assert isinstance(stream.buffer, io.BytesIO)
    return stream.buffer.getvalue().decode()


@contextmanager
def kept_process() -> Iterator[pytest.MonkeyPatch]:
    """Put back whatever the program changes in its process."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)}
    umask = os.umask(0o077)
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "excepthook", sys.excepthook)
            yield patch
    finally:
        gc.enable()
        os.umask(umask)
        for number, handler in handlers.items():
            signal.signal(number, handler)


def piped(text: str) -> io.TextIOWrapper:
    """Standard input that is no terminal."""
    return io.TextIOWrapper(io.BytesIO(text.encode()), "utf-8")


@contextmanager
def typed(text: str, patch: pytest.MonkeyPatch) -> Iterator[io.TextIOWrapper]:
    """A terminal at which somebody types, once what was typed before the prompt is discarded."""
    screen, keyboard = os.openpty()
    try:
        modes = termios.tcgetattr(keyboard)
        modes[3] &= ~termios.ECHO
        termios.tcsetattr(keyboard, termios.TCSANOW, modes)
        patch.setattr(termios, "tcflush", lambda *args: os.write(screen, text.encode()))
        with open(keyboard, encoding="utf-8") as stdin:
            assert isinstance(stdin, io.TextIOWrapper)
            yield stdin
    finally:
        os.close(screen)


def private(folder: Path) -> None:
    """Set the modes that the program sets; git does not keep them."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o700 if path.is_dir() else 0o600)


@pytest.fixture
def updated(tmp_path: Path) -> Learner:
    """A learner with the data and settings of 0.1.0."""
    shutil.copytree(HERE / "data_0_1_0", tmp_path / "data")
    shutil.copytree(HERE / "config_0_1_0", tmp_path / "config")
    private(tmp_path)
    return Learner(tmp_path)


@pytest.fixture
def learner(updated: Learner) -> Learner:
    """The same with the five boxes of 0.1.0, which are no longer the default, in the settings."""
    set_five_boxes(updated)
    return updated


@pytest.fixture
def newcomer(tmp_path: Path) -> Learner:
    """A learner without any data, with five boxes."""
    (tmp_path / "new" / "config").mkdir(mode=0o700, parents=True)
    private(tmp_path / "new")
    newcomer = Learner(tmp_path / "new")
    set_five_boxes(newcomer)
    return newcomer


def set_five_boxes(learner: Learner) -> None:
    """Add the intervals that were the default of 0.1.0 to the settings."""
    old = learner.config.read_text("utf-8") if learner.config.exists() else ""
    learner.config.write_text(f"{old}\n{FIVE_BOXES}\n", "utf-8")
    learner.config.chmod(0o600)


def differences(old: Any, new: Any, place: str = "") -> list[str]:
    """Where fields of the old are missing in the new, or have another value."""
    if isinstance(old, dict) and isinstance(new, dict):
        found = [f"{place}/{name}: missing" for name in old if name not in new]
        for name in old.keys() & new.keys() - WORDING:
            found += differences(old[name], new[name], f"{place}/{name}")
        return found
    if isinstance(old, list) and isinstance(new, list):
        if len(old) != len(new):
            return [f"{place}: {len(old)} -> {len(new)} items"]
        pairs = enumerate(zip(old, new, strict=True))
        return [found for number, pair in pairs for found in differences(*pair, f"{place}/{number}")]
    return [] if old == new else [f"{place}: {old!r} -> {new!r}"]


def entries_of(data: bytes) -> list[dict[str, Any]]:
    """The entries of history lines, each after its checksum."""
    entries = []
    for line in data.splitlines():
        assert line[:9] == b"%08x " % crc32(line[9:])
        entries.append(json.loads(line[9:]))
    return entries


def old_boxes() -> dict[str, tuple[int, str | None]]:
    """Box and due day of each question of fixed and own bank, as 0.1.0 listed them."""
    return {each["id"]: (each["box"], each["due"]) for each in EXPECTED["bank_list"]}


def front_matter(report: str) -> dict[str, Any]:
    """The properties at the beginning of a Markdown report."""
    _, properties, _ = report.split("---\n", 2)
    pairs = (line.split(": ", 1) for line in properties.splitlines())
    return {name: json.loads(value) for name, value in pairs}


def with_days_left_of_its_day(report: dict[str, Any]) -> dict[str, Any]:
    """A report of 0.1.0 with the days left on the day of its last answer, not on the day it was written."""
    last, interview = (date.fromisoformat(day) for day in (report["reviews"][-1]["day"], report["interview"]))
    return {**report, "days_left": (interview - last).days}


@cache
def shipped_questions() -> tuple[dict[str, Any], ...]:
    """The questions of the shipped bank, as YAML gives them."""
    files = (yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader) for path in SHIPPED.glob("[0-9]*.yaml"))
    return tuple(question for data in files for question in data["questions"])


def new_point_names(question: str) -> dict[str, str]:
    """The names that the key points of a question have in the shipped bank, by their earlier names."""
    points = [
        point for entry in shipped_questions() if entry["id"] == question for point in entry["key_points"]
    ]
    return {earlier: point["name"] for point in points for earlier in point.get("formerly", [])}


def renamed(attempts: list[dict[str, Any]], names: dict[str, str]) -> list[dict[str, Any]]:
    """Attempts with new names of their points; a new point is covered if any point that it replaces was."""
    found = []
    for attempt in attempts:
        covered = list(dict.fromkeys(names.get(name, name) for name in attempt["covered"]))
        missed = list(dict.fromkeys(names.get(name, name) for name in attempt["missed"]))
        missed = [name for name in missed if name not in covered]
        found.append({**attempt, "covered": covered, "missed": missed})
    return found


def checkpoint(learner: Learner) -> None:
    """Begin a session and end it at once, which writes the progress file and nothing else."""
    before = learner.history_files()
    assert learner.practise(OWN[0]).code == 0
    assert learner.history_files() == before


def rows(learner: Learner) -> dict[str, dict[str, Any]]:
    """The cards of the progress file, with the fields of the expected cards."""
    table = json.loads((learner.data / "progress.json").read_bytes())["cards"]
    return {
        row["key"]: {name: row.get(name, ABSENT.get(name)) for name in CARDS[row["key"]]}
        for row in table.values()
    }


def test_bank_list_of_old_data_has_same_boxes_and_due_days(learner: Learner) -> None:
    assert differences(EXPECTED["bank_list"], learner.ask("bank", "list", "--json")) == []
    assert learner.boxes() == old_boxes()


def test_shipped_bank_with_old_data_has_same_boxes(learner: Learner) -> None:
    now = learner.boxes(shipped=True)
    assert {name: now.get(name) for name in CARDS if name != REMOVED} == old_boxes()


def test_own_copy_has_the_progress_of_its_question(learner: Learner) -> None:
    before = learner.boxes(shipped=True)
    folder = learner.data / "bank" / "copies"
    folder.mkdir()
    (folder / "priority-deadlock.yaml").write_text(
        "- {id: priority-deadlock, prompt: My own wording?, copied_from: {hash: 0123456789abcdef}}\n", "utf-8"
    )
    listed = {each["id"]: each for each in learner.ask("bank", "list", "--json", shipped=True)}
    assert listed["priority-deadlock"]["prompt"] == "My own wording?"
    assert learner.boxes(shipped=True) == before
    attempts = learner.ask("history", "priority-deadlock", "--json", shipped=True)["attempts"]
    assert len(attempts) == len(EXPECTED["histories"]["priority-deadlock"]["attempts"])


def test_shipped_bank_with_old_data_has_same_attempts(learner: Learner) -> None:
    for name in CARDS:
        new = learner.ask("history", name, "--json", shipped=True)
        old = EXPECTED["histories"][name]
        assert differences(renamed(old["attempts"], new_point_names(name)), new["attempts"]) == []
        assert new["note"] == old["note"]


@pytest.mark.parametrize("query", EXPECTED["filters"])
def test_filter_on_old_data_finds_same_questions(learner: Learner, query: str) -> None:
    found = learner.ask("bank", "list", "--json", "--filter", query)
    assert [each["id"] for each in found] == EXPECTED["filters"][query]


@pytest.mark.parametrize("question", CARDS)
def test_history_of_old_question_is_same(learner: Learner, question: str) -> None:
    found = learner.ask("history", question, "--json")
    assert differences(EXPECTED["histories"][question], found) == []
    assert len(found["attempts"]) == CARDS[question]["attempts"]


def test_notes_of_old_data_are_same(learner: Learner) -> None:
    notes = {name: learner.ask("history", name, "--json")["note"] for name in EXPECTED["notes"]}
    assert notes == EXPECTED["notes"]


@pytest.mark.parametrize("command", EXPECTED["commands"])
def test_json_output_on_old_data_keeps_fields(learner: Learner, command: str) -> None:
    found = differences(EXPECTED["commands"][command], learner.ask(*command.split()))
    # The sum of the answers to come no longer includes those that were given today.
    assert [each for each in found if each != "/forecasts/0/answers: 72 -> 69"] == []


def test_json_report_of_all_old_sessions_is_same(learner: Learner) -> None:
    found = learner.ask("report", "all", "--format", "json")
    expected = [with_days_left_of_its_day(report) for report in EXPECTED["report_all"]]
    assert differences(expected, found) == []


@pytest.mark.parametrize("session", EXPECTED["session_reports"])
def test_report_of_old_session_is_same_in_each_format(learner: Learner, session: str) -> None:
    def report(kind: str) -> str:
        result = learner("report", session, "--format", kind, "-o", "-")
        assert result.code == 0
        return result.out

    old = EXPECTED["session_reports"][session]
    expected = with_days_left_of_its_day(old["json"])
    assert differences(expected, json.loads(report("json"))) == []
    before, after = (list(csv.DictReader(io.StringIO(text))) for text in (old["csv"], report("csv")))
    assert differences(before, after) == []
    markdown = report("md")
    properties = {**front_matter(old["md"]), "days_left": expected["days_left"]}
    assert differences(properties, front_matter(markdown)) == []
    answers = " ".join(review["answer"] for review in old["json"]["reviews"])
    assert set(re.findall(r"\w+", answers)) <= set(re.findall(r"\w+", markdown))


def test_report_of_old_session_is_found_and_kept(learner: Learner) -> None:
    before = {path.name: path.read_bytes() for path in (learner.data / "reports").iterdir()}
    assert learner("report", next(iter(EXPECTED["session_reports"]))).code == 0
    assert {path.name: path.read_bytes() for path in (learner.data / "reports").iterdir()} == before


def test_doctor_on_old_data_finds_no_damage(learner: Learner) -> None:
    found = learner.ask("doctor", "--json")
    assert found["ok"]
    assert [each for each in found["findings"] if each["wrong"]] == []
    assert found["answers"] == EXPECTED["commands"]["doctor --json"]["answers"]


def test_old_theme_and_keymap_are_accepted(learner: Learner) -> None:
    assert learner("themes", "check").code == 0
    listed = learner("themes", "list")
    assert "harbour" in listed.out
    assert listed.err == ""  # problems of settings and themes are printed there


def test_reading_old_data_changes_only_progress_file_once(learner: Learner) -> None:
    def files() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in learner.folder.rglob("*") if path.is_file()}

    old = files()
    assert learner("stats").code == 0
    before = files()
    changed = {Path(name).name for name in before if before[name] != old.get(name)}
    assert changed <= {"progress.json", "progress.json.bak"}
    for command in (*EXPECTED["commands"], "bank list --json", "report all", f"history {OWN[0]}"):
        assert learner(*command.split()).code == 0
    assert files() == before


def test_practice_on_old_data_only_appends_to_history(learner: Learner) -> None:
    before = learner.history_files()
    assert learner.practise(OWN[0], "An answer.", ".", "", "3").code == 0
    after = learner.history_files()
    newest = max(before)
    assert after.keys() == before.keys()
    assert after[newest].startswith(before[newest])
    assert len(after[newest]) > len(before[newest])
    assert {name: after[name] for name in after if name != newest} == {
        name: before[name] for name in before if name != newest
    }


def test_rebuild_without_progress_file_gives_same_cards(learner: Learner) -> None:
    for name in ("progress.json", "progress.json.bak"):
        (learner.data / name).unlink()
    assert learner.boxes() == old_boxes()
    assert learner("doctor", "--repair").code == 0
    assert rows(learner) == CARDS


def test_checkpoint_of_old_progress_file_gives_same_cards(learner: Learner) -> None:
    # The file of 0.1.0 is some entries behind the history, as its last session was killed.
    assert EXPECTED["progress_file_entries"] < EXPECTED["entries"]
    assert rows(learner) != CARDS
    checkpoint(learner)
    assert rows(learner) == CARDS


def test_old_progress_file_is_recomputed_to_same_boxes(learner: Learner) -> None:
    """The file lacks what newer rules compute from the history; its boxes stay, so there is no notice."""
    result = learner("stats")
    assert result.code == 0
    assert "recomputed" not in result.err
    assert rows(learner) == CARDS


def test_old_data_is_recomputed_for_seven_boxes_once(updated: Learner) -> None:
    first, second = updated("stats"), updated("stats")
    assert "Boxes were recomputed for seven boxes; 2 questions changed" in first.err
    assert (first.code, second.code, second.err) == (0, 0, "")
    old = old_boxes()
    changed = {name: box for name, box in updated.boxes().items() if box != old[name]}
    assert changed == {OWN[0]: (7, "2027-01-24"), "explain-canary": (6, "2026-12-14")}


def test_five_boxes_in_settings_give_the_old_boxes_back(updated: Learner) -> None:
    assert updated("stats").code == 0
    set_five_boxes(updated)
    assert "Boxes were recomputed for five boxes; 2 questions changed" in updated("stats").err
    assert updated.boxes() == old_boxes()
    assert rows(updated) == CARDS


def test_restore_of_old_backup_gives_same_data(learner: Learner, newcomer: Learner) -> None:
    assert newcomer("restore", str(BACKUP), "--yes").code == 0
    set_five_boxes(newcomer)
    assert newcomer.history_files() == learner.history_files()
    assert newcomer.boxes() == old_boxes()
    assert newcomer.config.read_bytes() == learner.config.read_bytes()
    for folder in ("drafts", "notes", "bank"):
        names = sorted(path.name for path in (learner.data / folder).iterdir())
        assert sorted(path.name for path in (newcomer.data / folder).iterdir()) == names
        for name in names:
            assert (newcomer.data / folder / name).read_bytes() == (learner.data / folder / name).read_bytes()
    assert (newcomer.data / "mock.json").read_bytes() == (learner.data / "mock.json").read_bytes()
    assert "harbour" in newcomer("themes", "list").out
    checkpoint(newcomer)
    assert rows(newcomer) == CARDS


@pytest.mark.parametrize("source", ["folder", "backup"])
def test_merge_of_old_data_gives_same_cards(learner: Learner, newcomer: Learner, source: str) -> None:
    merged = newcomer.ask("merge", str(learner.data if source == "folder" else BACKUP), "--json")
    assert merged["entries"] == EXPECTED["entries"]
    assert merged["damaged"] == 0
    shutil.copytree(learner.data / "bank", newcomer.data / "bank")
    private(newcomer.data)
    assert newcomer.boxes() == old_boxes()
    assert rows(newcomer) == CARDS


@pytest.mark.parametrize("question", EXPECTED["drafts"])
def test_answer_draft_of_old_data_is_continued(learner: Learner, question: str) -> None:
    before = learner.attempts(question)
    assert learner.practise(question, "New words.", ".", "", "3").code == 0
    new = learner.attempts(question)[len(before) :]
    assert [attempt["answer"] for attempt in new] == [f"{EXPECTED['drafts'][question]}\nNew words."]
    assert list((learner.data / "drafts").glob(f"{question}.*.json")) == []


@pytest.mark.parametrize("question", EXPECTED["note_drafts"])
def test_note_draft_of_old_data_is_continued(learner: Learner, question: str) -> None:
    assert learner.practise(question, ".", "", "n", "New words.", ".", "q").code == 0
    note = learner.ask("history", question, "--json")["note"]
    assert note == f"{EXPECTED['note_drafts'][question]}New words."


def test_unfinished_session_of_old_data_is_resumed(learner: Learner) -> None:
    old = EXPECTED["unfinished_session"]
    first, second = old["queue"]
    # The last empty line declines the offer to recall what was missed.
    lines = ["", "New words.", ".", "", "3", "The second one.", ".", "", "3", "", ""]
    assert learner("practice", "--plain", given="\n".join(lines), terminal=True).code == 0
    report = learner.ask("report", old["session"], "--format", "json", "-o", "-")
    assert not report["running"]
    assert report["answered"] == len(old["reviews"]) + 2
    resumed = {review["question"]: review["answer"] for review in report["reviews"][-2:]}
    assert resumed == {first: f"{EXPECTED['drafts'][first]}\nNew words.", second: "The second one."}


def test_unfinished_mock_of_old_data_is_resumed(learner: Learner) -> None:
    mock = EXPECTED["unfinished_mock"]
    asked = [answer["question"] for answer in mock["answers"][:2]]
    before = {name: len(learner.attempts(name)) for name in asked}
    # The second answer goes on, then the interview is ended; two answers are judged, and both count.
    lines = ["New words.", ".", "e", "", "", "y", ""]
    assert learner("mock", "--plain", "--resume", given="\n".join(lines)).code == 0
    assert json.loads((learner.data / "mock.json").read_bytes())["mock"] is None
    for name, answer in zip(asked, mock["answers"], strict=False):
        (new,) = learner.attempts(name)[before[name] :]
        assert new["session"] == mock["id"]
        assert new["answer"].startswith(answer["text"])
        assert new["seconds"] >= answer["seconds"]
    assert f"{mock['answers'][1]['text']}\nNew words." in learner.attempts(asked[1])[-1]["answer"]


def test_undo_takes_back_newest_grade_of_old_data(learner: Learner) -> None:
    (review,) = EXPECTED["unfinished_session"]["reviews"]
    question = EXPECTED["ticks"][review]["question"]
    old = EXPECTED["histories"][question]["attempts"]
    assert learner.practise(OWN[0], "", ".", "", "u", "q").code == 0
    assert differences(old[:-1], learner.attempts(question)) == []
    assert learner.boxes()[question] == (old[-1]["box_before"], old[-2]["due"])


def test_new_history_has_only_events_of_0_1_0(learner: Learner) -> None:
    before = learner.history_files()
    first, second = OWN
    runs = [
        ("practice --plain --question", first, ["Graded.", ".", "4", "t 1", "3"]),
        ("practice --plain --question", second, [".", "", "u", "U", ".", "", "n", "A note.", ".", "s"]),
        ("practice --plain --no-boxes --question", first, ["A drill.", ".", "", "2"]),
        ("practice --plain --drill recall --limit 2 --topic", "program-delivery", ["", "3", "", "1", "q"]),
        (
            "mock --plain --fresh --seed 5 --questions 1 --topic",
            "my-questions",
            ["", "Said.", ".", "", "", "y"],
        ),
    ]
    for command, name, lines in runs:
        assert learner(*command.split(), name, given="\n".join([*lines, ""])).code == 0
    after = learner.history_files()
    new = [entry for name in after for entry in entries_of(after[name].removeprefix(before.get(name, b"")))]
    assert {entry["type"] for entry in new} == {"start", "review", "undo", "redo", "note", "recall", "end"}
    for entry in new:
        known = EXPECTED["event_types"][entry["type"]]
        assert set(known["required"]) <= entry.keys()
        assert entry.keys() <= {"type", *known["required"], *known["optional"]}
    assert [entry["grade"] for entry in new if entry["type"] == "review"] == [3, 2, 1]


def test_golden_history_holds_each_event_type(learner: Learner) -> None:
    found = [entry for data in learner.history_files().values() for entry in entries_of(data)]
    assert {entry["type"] for entry in found} == EXPECTED["event_types"].keys()
    assert {entry["action"] for entry in found if entry["type"] == "card"} == set(EXPECTED["card_actions"])
    assert len(found) == EXPECTED["entries"]
