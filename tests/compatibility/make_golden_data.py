"""Makes the golden data of this folder with tpm-tui 0.1.0.

This script ran once, with version 0.1.0 (git revision bbad50c), and is kept as documentation of what the data
holds and how it was written. It works with that version only: it starts the command line of a checkout of
0.1.0, and where the command line has no way to do something (bury, suspend, star, reset, resume without a
terminal) it runs the short program `DRIVER` there, which imports modules by their names in 0.1.0. To run it
again:

    git worktree add ../tpm-tui-0.1.0 bbad50c     # with a virtual environment in its .venv
    python tests/compatibility/make_golden_data.py ../tpm-tui-0.1.0 ../tpm-tui-0.1.0/.venv/bin/python

It replaces `bank_0_1_0/`, `config_0_1_0/`, `data_0_1_0/`, `backup_0_1_0.zip` and `expected.json`. The clock
and the random ids are fixed, so the history is the same in every run. Clock: each process starts at the
given time, and every look at the clock adds some seconds, so that answers have a duration.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

HERE = Path(__file__).resolve().parent

NOW = "2026-11-21T20:30:00+01:00"
"""The time at which the expected output was taken, after everything else."""

FLAGSHIP = "flagship-program-walkthrough"
LATE = "late-program-recovery"
DEADLOCK = "priority-deadlock"
LEGACY = "legacy-surgery"
EXPERIMENT = "experiment-rigour"
CANARY = "explain-canary"
SHIPPED = {
    "01-program-delivery.yaml": (FLAGSHIP, LATE),
    "02-stakeholders-decisions.yaml": (DEADLOCK,),
    "04-technical-debt.yaml": (LEGACY,),
    "09-data-ml-experimentation.yaml": (EXPERIMENT,),
    "12-explain-drill.yaml": (CANARY,),
}
"""Questions of the shipped bank of 0.1.0 that the fixed bank holds, by file."""

SETS = """\
version: 1
sets:
  - id: first-call
    title: First phone call
    description: "Three that open most first calls, in the half-minute form."
    form: short
    questions: [1, late-program-recovery, 19]
"""

CONFIG = """\
# Settings as a learner writes them: comments and order are kept by `config set`.
interview: 2026-12-03
per_day: 6
backups: [1, 1, 1]   # few, so that the golden data stays small

keymap:
  bury: b
"""

THEME = """\
# A theme of the learner's own.
name: harbour
title: Harbour
dark: true
colors:
  primary: "#88c0d0"
  foreground: "#e5e9f0"
  background: "#20242c"
roles:
  must: "#ebcb8b"
  cursor-line: "#2e3440"
"""

UMLAUTS = "Zürich was 3 × late — naïve, I know 🙂. A tab\there, a back\\slash, \"quotes\" and 'more'."
FORMULA = "=1+1 looks like a formula.\n\n+ so does this; and <b>this</b> | is | markdown # text."

LONG = ("example", "why")
"""Fields of a question that are left out of the expected output, as the fixed bank holds them."""

DRIVER = r"""
import hashlib, itertools, json, os, sys
from datetime import timedelta

import tpm_tui
import tpm_tui.practice.workspace as module

assert tpm_tui.__version__ == "0.1.0", tpm_tui.__version__
step = timedelta(seconds=float(os.environ["GOLDEN_STEP"]))
find_clock = module.find_clock


def stepping(environ):
    start, looks = find_clock(environ)(), itertools.count()
    return lambda: start + step * next(looks)


module.find_clock = stepping
numbers = itertools.count()
salt = os.environ["GOLDEN_SALT"]


def urandom(size):
    return hashlib.sha256(f"{salt} {next(numbers)}".encode()).digest()[:size]


os.urandom = urandom
what, *arguments = sys.argv[1:]


def cli():
    from tpm_tui.cli.main import main

    sys.argv = ["tpm-tui", *arguments]
    main()


def act():
    from tpm_tui.core.review import Action
    from tpm_tui.practice.sitting import Sitting

    workspace = module.Workspace.find(os.environ)
    pairs = [pair.split("=") for pair in arguments]
    sitting = Sitting(workspace, [])
    for question, action in pairs:
        sitting.go(question)
        sitting.act(Action(action))
    sitting.end()


def app():
    # What the app does with a session: go to any question, then a drill in the midst of it.
    from tpm_tui.core.grade import Grade
    from tpm_tui.practice.sitting import Sitting

    workspace = module.Workspace.find(os.environ)
    first, second, third = arguments
    sitting = Sitting(workspace, [first])
    sitting.go(second)
    sitting.write("I went to this one, and back to the text once.")
    sitting.save_draft()
    sitting.reveal()
    sitting.resume()
    sitting.write("I went to this one, and back to the text once. The result came late.")
    sitting.save_draft()
    sitting.reveal()
    for point in sitting.question.key_points[:2]:
        sitting.tick(point.name)
    sitting.grade(Grade.GOOD)
    sitting.turn_to([third], drill=True)
    sitting.write("A drill within a session.")
    sitting.reveal()
    sitting.tick(sitting.question.key_points[-1].name)
    sitting.grade(Grade.HARD)
    sitting.end()


def resume():
    from tpm_tui.core.grade import Grade
    from tpm_tui.practice.resumption import find_unfinished
    from tpm_tui.practice.sitting import Sitting

    workspace = module.Workspace.find(os.environ)
    found = find_unfinished(workspace)
    sitting = Sitting(workspace, [])
    sitting.take_up_session(found)
    sitting.write(sitting.session.draft + "\nAnd this was typed after the connection came back.")
    sitting.save_draft()
    sitting.reveal()
    sitting.tick(sitting.question.key_points[0].name)
    sitting.grade(Grade.GOOD)
    sitting.end()


def facts():
    # Data of 0.1.0 that no command prints.
    import msgspec
    from msgspec.structs import fields

    from tpm_tui.core.leitner import due_day
    from tpm_tui.core.note import note_on
    from tpm_tui.core.review import Action, HistoryEntry, Note, Review
    from tpm_tui.practice.resumption import find_unfinished
    from tpm_tui.storage.mock_file import MockFile
    from tpm_tui.storage.progress import read

    workspace = module.Workspace.find(os.environ)
    store = workspace.store
    entries = store.entries()
    found = find_unfinished(workspace)
    kept, _ = MockFile(workspace.paths.data).read()
    noted = {entry.question for entry in entries if isinstance(entry, Note)}
    cards = {}
    for card in store.cards.values():
        due = due_day(card.schedule, workspace.rules)
        cards[card.question] = {
            "box": card.box,
            "due": due,
            "attempts": card.attempts,
            "lapses": card.schedule.lapses,
            "last": card.schedule.last,
            "reviews": card.schedule.reviews,
            "suspended": card.suspended,
            "starred": card.starred,
            "buried": card.buried,
        }
    filed = read(workspace.paths.data / "progress.json")
    result = {
        "cards": cards,
        "sessions": store.sittings,
        "ticks": {
            entry.id: {"question": entry.question, "covered": entry.covered, "missed": entry.missed}
            for entry in entries
            if isinstance(entry, Review)
        },
        "notes": {name: note_on(name, entries) for name in sorted(noted)},
        "drafts": store.drafts.newest(),
        "note_drafts": store.note_drafts.newest(),
        "unfinished_session": {
            "session": found.session,
            "started": found.started,
            "form": found.form,
            "queue": found.queue,
            "reviews": [review.id for review in found.reviews],
            "words": found.words,
        },
        "unfinished_mock": kept.mock,
        "asked_in_mocks": kept.asked,
        "entries": len(entries),
        "progress_file_entries": filed.entries,
        "event_types": {
            kind.__struct_config__.tag: {
                "required": [field.encode_name for field in fields(kind) if field.required],
                "optional": [field.encode_name for field in fields(kind) if not field.required],
            }
            for kind in HistoryEntry.__args__
        },
        "card_actions": [action.value for action in Action],
    }
    print(json.dumps(msgspec.to_builtins(result)))


{"cli": cli, "act": act, "app": app, "resume": resume, "facts": facts}[what]()
"""


class Maker:
    """Runs 0.1.0 on a data folder, each time at a given moment."""

    def __init__(self, checkout: Path, python: str, folder: Path) -> None:
        self.checkout = checkout
        self.python = python
        self.folder = folder
        self.bank = folder / "bank_0_1_0"
        self.config = folder / "config_0_1_0" / "config.yaml"
        self.data = folder / "data_0_1_0"
        self.own = self.data / "bank" / "my-questions.yaml"

    def environ(self, now: str, step: float, data: Path, salt: str) -> dict[str, str]:
        """A clean environment: nothing of the machine gets into the data."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder / "home"),
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
            "TPM_TUI_NOW": now,
            "TPM_TUI_BANK": f"{self.bank}:{self.data / 'bank'}" if self.own.exists() else str(self.bank),
            "TPM_TUI_DATA_DIR": str(data),
            "TPM_TUI_CONFIG": str(self.config),
            "GOLDEN_STEP": str(step),
            "GOLDEN_SALT": hashlib.sha256(f"{now} {salt}".encode()).hexdigest(),
        }

    def drive(
        self, now: str, *args: str, given: str = "", step: float = 31.4, data: Path | None = None
    ) -> str:
        """Run the driver, and return what it printed."""
        run = subprocess.run(
            [self.python, "-c", DRIVER, *args],
            input=given.encode(),
            capture_output=True,
            cwd=self.checkout,
            env=self.environ(now, step, data or self.data, " ".join(args[:3])),
            check=False,
        )
        if run.returncode or run.stderr:
            raise SystemExit(
                f"{args} at {now}: {run.returncode}\n{run.stdout.decode()}\n{run.stderr.decode()}"
            )
        return run.stdout.decode()

    def tpm(self, now: str, *args: str, given: str = "", step: float = 31.4, data: Path | None = None) -> str:
        """Run a command of `tpm-tui`."""
        return self.drive(now, "cli", *args, given=given, step=step, data=data)

    def practise(self, now: str, questions: Iterable[str], *typed: str, step: float = 31.4) -> str:
        """Practise questions in lines."""
        names = [part for question in questions for part in ("--question", question)]
        return self.tpm(now, "practice", "--plain", *names, given="".join(typed), step=step)

    def cut_off(self, now: str, args: Sequence[str], typed: str, until: Callable[[], bool]) -> None:
        """Run a command, type, and kill it (SIGKILL) once something is on disk."""
        with subprocess.Popen(
            [self.python, "-c", DRIVER, "cli", *args],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            cwd=self.checkout,
            env=self.environ(now, 23.9, self.data, " ".join(args)),
        ) as run:
            assert run.stdin is not None
            run.stdin.write(typed.encode())
            run.stdin.flush()
            for _ in range(1000):
                if until():
                    break
                time.sleep(0.01)
            else:
                raise SystemExit(f"{args}: nothing on disk")
            run.kill()


def answer(text: str, *then: str) -> str:
    """An answer and the lines after it, as typed in `--plain`."""
    return "\n".join([text, ".", *then]) + "\n"


def drafted(folder: Path, question: str, end: str) -> bool:
    """Whether a draft on a question ends so."""
    texts = [json.loads(path.read_text())["text"] for path in folder.glob(f"{question}.*.json")]
    return any(text.endswith(end) for text in texts)


def make_bank(maker: Maker) -> None:
    """The fixed bank: some questions of the shipped one, word for word, and a study set."""
    maker.bank.mkdir()
    for name, wanted in SHIPPED.items():
        lines = (maker.checkout / "bank" / name).read_text("utf-8").splitlines(keepends=True)
        starts = [number for number, line in enumerate(lines) if line.startswith("  - id: ")]
        kept = lines[: starts[0]]
        for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
            if lines[start].split()[-1] in wanted:
                kept += lines[start:end]
        (maker.bank / name).write_text("".join(kept), "utf-8")
    (maker.bank / "sets.yaml").write_text(SETS, "utf-8")


def make_config(maker: Maker) -> None:
    """Settings and a theme: by hand, and one change by command."""
    themes = maker.config.parent / "themes"
    themes.mkdir(parents=True)
    maker.config.write_text(CONFIG, "utf-8")
    (themes / "harbour.yaml").write_text(THEME, "utf-8")
    maker.tpm("2026-08-17T18:50:00+02:00", "config", "set", "theme", "harbour")


def august(maker: Maker) -> None:
    """First answers of all grades, own questions, undo and redo."""
    maker.practise(
        "2026-08-17T19:02:11.250000+02:00",
        [FLAGSHIP, LATE, DEADLOCK, LEGACY],
        answer("In short, the move succeeded, overran by a season and I ran it.", "t 2 3", "1"),
        answer(f"I re-forecast, told the director that evening, and cut scope.\n{UMLAUTS}", "3"),
        answer(FORMULA, "t 1 2 3 4 5 6 7 8 9", "4"),
        answer("", "2"),
        step=47.3,
    )
    at = "2026-08-18T08:10:00+02:00"
    points = ["--point", "what I did", "--point", "what it cost"]
    maker.tpm(at, "bank", "new", "--prompt", "Tell me about the harbour project.", *points)
    maker.tpm(at, "bank", "new", "--prompt", "How did the budget grow?", *points, "--point", "who paid")
    maker.tpm(at, "bank", "new", "--prompt", "A question that is removed later.", "--point", "only point")
    maker.practise(
        "2026-08-18T08:20:05.000750+02:00",
        ["tell-me-about-the-harbour-project", "a-question-that-is-removed-later"],
        answer("I dug the harbour out, and it cost a winter.", "t 1 2", ""),
        answer("An answer to a question that no bank will have.", "t 1", "3"),
    )
    maker.practise(
        "2026-08-19T21:00:00+02:00",
        [FLAGSHIP, LATE],
        answer("Second try: thirty million budget, fourteen squads.", "4"),
        # At the second question the grade of the first is undone and given again.
        answer("Four to seven weeks late, and I gave a range.", "u", "t 1", "2"),
        answer("This line is added to the draft.", "3"),
        step=61.7,
    )
    maker.practise(
        "2026-08-19T21:40:00+02:00",
        [CANARY],
        # The newest grade of the day is undone and redone, then this question is skipped.
        answer("One percent of the traffic first.", "u", "U"),
        answer("", "s"),
    )


def september(maker: Maker) -> None:
    """A study set in the short form, practice after midnight, card actions, drills, recall cards."""
    maker.tpm(
        "2026-09-01T20:15:00+02:00",
        *("practice", "--plain", "--set", "first-call"),
        given=answer("Short: nine hospitals, one record.", "3")
        + answer("Short: late, told, cut.", "1")
        + answer("Short: two bosses, one rule.", "1"),
        step=22.2,
    )
    # After midnight it is still the study day before: this answer is practice and moves no box.
    maker.practise("2026-09-02T01:20:00+02:00", [FLAGSHIP], answer("Once more, before sleep.", "t 1", "4"))
    maker.practise(
        "2026-09-03T12:00:00.123456+02:00",
        [EXPERIMENT, CANARY, DEADLOCK],
        answer("We fixed the metric before we looked, and computed the sample size.", "t 1 2", "3"),
        answer("Send one percent to the new build, compare, stop on harm.", "t 1 2 3 4 5 6", ""),
        answer("", "1"),
    )
    actions = (
        (FLAGSHIP, "star"),
        (LATE, "star"),
        (LATE, "unstar"),
        (DEADLOCK, "suspend"),
        (DEADLOCK, "unsuspend"),
        (EXPERIMENT, "reset"),
        (EXPERIMENT, "suspend"),
        (CANARY, "reset"),
        (CANARY, "unreset"),
        (LEGACY, "reset"),
        (LATE, "bury"),
        (LATE, "unbury"),
    )
    maker.drive("2026-09-05T10:00:00+02:00", "act", *(f"{name}={action}" for name, action in actions))
    maker.practise("2026-09-06T10:00:00+02:00", [LEGACY], answer("Anew after a reset.", "t 2", "3"))
    maker.tpm(
        "2026-09-10T18:00:00+02:00",
        *("practice", "--plain", "--no-boxes", "--question", LATE, "--question", DEADLOCK),
        given=answer("Beside the boxes.", "t 1", "4") + answer("Beside the boxes as well.", "2"),
    )
    maker.tpm(
        "2026-09-12T18:00:00+02:00",
        *("practice", "--plain", "--drill", "weakest", "--limit", "1"),
        given=answer("The weakest one.", "1"),
    )
    maker.tpm(
        "2026-09-12T18:30:00+02:00",
        *("practice", "--plain", "--drill", "points", "--limit", "1"),
        given=answer("The weakest points.", "t 1 2", "3"),
    )
    maker.tpm(
        "2026-09-12T19:00:00+02:00",
        *("practice", "--plain", "--drill", "recall", "--topic", "program-delivery", "--limit", "3"),
        given="\n3\n\n1\n\n3\n\n3\nq\n",
    )
    maker.drive("2026-09-20T09:00:00+02:00", "app", LEGACY, "how-did-the-budget-grow", DEADLOCK)


def october(maker: Maker) -> None:
    """Notes, mock interviews, a question removed from the bank, confidence, a merge, the clock change."""
    maker.practise(
        "2026-10-02T19:00:00+02:00",
        [LATE, "tell-me-about-the-harbour-project", CANARY],
        answer("Late again.", "n", "My own story: the ferry terminal.\nSecond line — with a dash.", ".", "1"),
        answer("Harbour, third.", "n", "A note that is removed later.", ".", "3"),
        answer("Canary.", "n", "First wording of this note.", ".", "4"),
    )
    maker.tpm(
        "2026-10-04T11:00:00+02:00",
        *("mock", "--plain", "--questions", "2", "--minutes", "14", "--seed", "7"),
        given=mock_answer("First of two. From 10 to 14 percent in a quarter.", "f", "A reply to it.", ".", "")
        + mock_answer("Second of two.", "")
        + judged("t 1 2", "r structure 3", "r evidence 4", "b", "heard headline and figure", "level senior")
        + judged("t 3", "r candour 2", "u", "r judgement 1", "missed the price", "next Who paid?")
        + "y\n",
    )
    text = maker.own.read_text("utf-8")
    start = text.index("  - id: a-question-that-is-removed-later")
    maker.own.write_text(text[:start], "utf-8")
    maker.tpm(
        "2026-10-11T11:00:00+02:00",
        *("mock", "--plain", "--preset", "onsite", "--seed", "3"),
        given=mock_answer("Onsite one.", "Reply one.", ".", "Reply two.", ".", "")
        + mock_answer("Onsite two.", "Reply one.", ".", "Reply two.", ".", "e")
        + judged("strongest We stopped it on Friday.", "r structure 2")
        + judged("t 1")
        + "n\n",
    )
    maker.tpm("2026-10-12T07:00:00+02:00", "config", "set", "confidence", "true")
    maker.practise(
        "2026-10-12T20:00:00+02:00",
        [FLAGSHIP, LEGACY, LATE],
        answer("Sure of this one.", "4", "t 1 2 3 4", "3"),
        answer("A guess.", "1", "1"),
        answer("Passed the question of confidence.", "", "t 1 2", "3"),
    )
    maker.practise(
        "2026-10-15T20:00:00+02:00",
        ["tell-me-about-the-harbour-project", CANARY, DEADLOCK],
        answer("Harbour, fourth.", "2", "n", ".", "t 1 2", "3"),
        answer("Canary again.", "3", "n", "Second wording,\n\nwith a blank line.", ".", "3"),
        answer("Deadlock, missed.", "3", "t 1", "1"),
    )
    laptop = maker.folder / "laptop"
    maker.tpm(
        "2026-10-20T07:30:00+01:00",
        *("practice", "--plain", "--question", DEADLOCK, "--question", EXPERIMENT),
        given=answer("On the laptop, in London.", "2", "1")
        + answer("Experiment on the laptop.", "3", "t 1", "3"),
        data=laptop,
    )
    maker.tpm("2026-10-21T21:00:00+02:00", "merge", str(laptop))
    maker.practise(
        "2026-10-25T02:30:00+01:00", [LATE], answer("In the hour that came twice.", "2", "t 1", "3")
    )


def november(maker: Maker) -> None:
    """The last days: drafts, cards put off, an unfinished mock interview, sessions that were cut off."""
    maker.practise(
        "2026-11-10T19:00:00+01:00",
        [DEADLOCK, FLAGSHIP],
        answer("Deadlock, missed once more.", "1", "1"),
        answer("Flagship, fifth.", "3", "t 1 2", "3"),
    )
    at = "2026-11-12T06:45:00+01:00"
    first = "Typed until the connection dropped"
    maker.cut_off(
        at,
        ["practice", "--plain", "--question", CANARY, "--question", LEGACY],
        answer("Canary, graded.", "3", "4") + first + "\n",
        lambda: drafted(maker.data / "drafts", LEGACY, first),
    )
    maker.drive("2026-11-12T07:10:00+01:00", "resume")
    # A draft that stays: the question was skipped.
    maker.practise(
        "2026-11-19T20:00:00+01:00",
        [LEGACY, LATE],
        answer("A draft of an answer that was not graded;\nits second line.", "", "s"),
        answer("Late, graded.", "3", "2"),
    )
    maker.drive("2026-11-20T08:00:00+01:00", "act", f"{CANARY}=bury")
    maker.tpm(
        "2026-11-20T18:00:00+01:00",
        *("mock", "--plain", "--preset", "onsite", "--seed", "11"),
        given=mock_answer("Unfinished mock, one.", "Reply one.", ".", "Reply two.", ".", "")
        + "\nUnfinished mock, two: typed until the input ended",
    )
    maker.practise(
        "2026-11-21T09:00:00+01:00",
        ["tell-me-about-the-harbour-project", FLAGSHIP],
        answer("Harbour, today.", "2", "t 1 2", "4"),
        answer("Taken back, and never redone.", "2", "1"),
    )
    maker.practise("2026-11-21T09:30:00+01:00", [DEADLOCK], answer("", "", "u", "q"))
    maker.drive("2026-11-21T09:40:00+01:00", "act", f"{LEGACY}=bury", f"{EXPERIMENT}=star")
    note = "A note that was cut off"
    maker.cut_off(
        "2026-11-21T18:30:00+01:00",
        ["practice", "--plain", "--question", "how-did-the-budget-grow"],
        answer("The answer of the session with the note.", "2", "n", note),
        lambda: drafted(maker.data / "notes", "how-did-the-budget-grow", f"{note}\n"),
    )
    last = "and here the machine went down"
    maker.cut_off(
        "2026-11-21T19:00:00+01:00",
        ["practice", "--plain", "--question", LATE, "--question", DEADLOCK, "--question", CANARY],
        answer("Late, the last graded one.", "4", "t 1 2 3", "3") + f"Two goals, one rule;\n{last}\n",
        lambda: drafted(maker.data / "drafts", DEADLOCK, last),
    )
    for backup in sorted((maker.data / "backups").glob("*-auto.zip"))[:-1]:
        backup.unlink()  # as a learner may; the golden data stays small
    maker.tpm("2026-11-21T20:00:00+01:00", "backup", str(maker.folder / "backup_0_1_0.zip"))


def mock_answer(text: str, *then: str) -> str:
    """Enter, an answer in a mock interview, and the lines after it."""
    return "\n" + answer(text, *then)


def judged(*lines: str) -> str:
    """The debrief of one answer."""
    return "\n".join([*lines, "", ""])


def expected(maker: Maker) -> dict[str, object]:
    """The output of 0.1.0 for the data, and the facts that no command prints."""

    def said(*args: str) -> object:
        return json.loads(maker.tpm(NOW, *args, step=0))

    before = contents(maker.data)
    facts = json.loads(maker.drive(NOW, "facts", step=0))
    sessions = [
        report["session"] for report in json.loads(maker.tpm(NOW, "report", "all", "--format", "json"))
    ]
    states = ("due", "new", "starred", "suspended", "buried", "met", "leech")
    result: dict[str, object] = {
        "version": "0.1.0",
        "revision": "bbad50c",
        "now": NOW,
        **facts,
        "commands": {
            name: said(*name.split())
            for name in ("stats --json", "due --json", "plan --json", "doctor --json", "config show --json")
        },
        "bank_list": [
            {name: value for name, value in question.items() if name not in LONG}
            for question in json.loads(maker.tpm(NOW, "bank", "list", "--json", step=0))
        ],
        "filters": {
            f"is:{state}": [
                question["id"]
                for question in json.loads(
                    maker.tpm(NOW, "bank", "list", "--filter", f"is:{state}", "--json")
                )
            ]
            for state in states
        },
        "histories": {name: said("history", name, "--json") for name in facts["cards"]},
        "report_all": said("report", "all", "--format", "json"),
        "session_reports": {
            name: {
                "json": said("report", name, "--format", "json", "-o", "-"),
                "csv": maker.tpm(NOW, "report", name, "--format", "csv", "-o", "-", step=0),
                "md": maker.tpm(NOW, "report", name, "--format", "md", "-o", "-", step=0),
            }
            for name in (sessions[0], sessions[-1])
        },
    }
    if contents(maker.data) != before:
        raise SystemExit("reading changed the data")
    return result


def laid_out(document: dict[str, object]) -> str:
    """JSON with a line for each value of the second level, so that it is small and a change can be seen."""

    def compact(value: object) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    lines = []
    for name, value in document.items():
        if isinstance(value, dict):
            inner = ",\n".join(f"  {compact(key)}: {compact(each)}" for key, each in value.items())
            lines.append(f"{compact(name)}: {{\n{inner}\n }}")
        elif isinstance(value, list):
            inner = ",\n".join(f"  {compact(each)}" for each in value)
            lines.append(f"{compact(name)}: [\n{inner}\n ]")
        else:
            lines.append(f"{compact(name)}: {compact(value)}")
    return "{\n " + ",\n ".join(lines) + "\n}\n"


def contents(folder: Path) -> dict[str, bytes]:
    """All files of a folder."""
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def main() -> None:
    """Make everything in a temporary folder, then put it beside this file."""
    checkout, python = Path(sys.argv[1]).resolve(), sys.argv[2]
    with tempfile.TemporaryDirectory() as name:
        maker = Maker(checkout, python, Path(name).resolve())
        make_bank(maker)
        make_config(maker)
        for month in (august, september, october, november):
            month(maker)
        document = expected(maker)
        for made in ("bank_0_1_0", "config_0_1_0", "data_0_1_0"):
            shutil.rmtree(HERE / made, ignore_errors=True)
            shutil.copytree(maker.folder / made, HERE / made)
        shutil.copyfile(maker.folder / "backup_0_1_0.zip", HERE / "backup_0_1_0.zip")
        text = laid_out(document)
        (HERE / "expected.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
