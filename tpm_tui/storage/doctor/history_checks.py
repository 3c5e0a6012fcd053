"""Check the history and the boxes: damaged lines, missing entries, wrong dates, differences between them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import HistoryEntry, UnknownEntry
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.core.text.plural import plural
from tpm_tui.storage.doctor.phrases import join_first
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError, describe_os_error
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.progress import tables
from tpm_tui.storage.progress.catch_up import catch_up, entries_after_gaps
from tpm_tui.storage.progress.journal import History, decode_entry, newer_lines_problem
from tpm_tui.storage.progress.tables import Progress

MAX_CLOCK_DRIFT = timedelta(hours=1)
"""If an entry is earlier than the one before it by more than this, the clock was set back."""

MAX_ZONE_OFFSET = timedelta(days=1)
"""A date further ahead of now is not explained by a time zone."""

_ID = re.compile(rb'"id":"([^"\\]{1,64})"')
_INTERRUPTED_LINE = re.compile(rb"[0-9a-f]{0,8}|[0-9a-f]{8} (\{[\x20-\x7e]*[^}])?")
"""An incomplete line, left by a kill or a power cut during a write."""

MERGE_HINT = "if a backup or another machine has it, restore it with: tpm-tui merge FILE"


class CheckedHistory(Struct, frozen=True):
    """The readable entries of the history, and the problems of the rest."""

    entries: list[HistoryEntry]
    """In order, without duplicates."""
    problems: list[Problem]

    @property
    def is_complete(self) -> bool:
        """Whether no entry is known to be damaged or missing."""
        return not any(problem.is_error for problem in self.problems)


def check_history(paths: Paths, now: datetime) -> CheckedHistory:
    """Read every line of the history and report the problems."""
    history = History(paths.data / "history")
    try:
        sizes = history.sizes()
        raw = {name: private.read_file(history.folder / name) for name in sizes}
    except OSError as error:
        return CheckedHistory([], [_unreadable_log(history, error)])
    lines = [
        (name, number, line)
        for name, data in raw.items()
        for number, line in enumerate(data.split(b"\n"), 1)
        if line
    ]
    decoded = [(name, number, line, decode_entry(line)) for name, number, line in lines]
    entries = merge_entries(entry for *_, entry in decoded if entry is not None)
    bad = [(name, number, line) for name, number, line, entry in decoded if entry is None]
    problems = [*_check_lines(bad, {entry.id for entry in entries})]
    newer = Counter(name for name, *_, entry in decoded if isinstance(entry, UnknownEntry))
    problems += [newer_lines_problem(f"history/{name}", count) for name, count in newer.items()]
    newest = max(raw, default="")
    if newest and raw[newest] and not raw[newest].endswith(b"\n"):
        message = "the last line has no newline; the next answer adds it"
        problems.append(
            file_problem(f"history/{newest}", message, severity="note", check="log", repair="last-line")
        )
    return CheckedHistory(entries, [*problems, *_check_gaps(entries), *_check_clock(entries, now)])


def check_boxes(paths: Paths, history: CheckedHistory, rules: Rules) -> Iterator[Problem]:
    """Check that the progress file can be read, also by TinyDB, and that it matches the history."""
    try:
        saved = tables.read_progress(paths.data / tables.FILE)
    except tables.DamagedProgressError as error:
        yield _wrong_boxes(f"damaged ({error})", "quarantined and rebuilt from the history")
        return
    except (DataFolderError, OSError) as error:
        text = describe_os_error(error) if isinstance(error, OSError) else str(error)
        yield file_problem(tables.FILE, text, check="boxes")
        return
    if saved is None:
        if history.entries:
            yield _wrong_boxes("missing")
        return
    yield from _check_tinydb(paths, saved)
    yield from _check_cards(paths, history, saved, rules)


def _check_lines(bad: list[tuple[str, int, bytes]], known: set[str]) -> Iterator[Problem]:
    """Report unreadable lines; they are kept, and nothing is lost if another line has the same entry."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for name, number, line in bad:
        ids = {match.decode("ascii", "replace") for match in _ID.findall(line)}
        kind = "copied" if ids & known else "interrupted" if _INTERRUPTED_LINE.fullmatch(line) else "damaged"
        kinds.setdefault((name, kind), []).append(str(number))
    for (name, kind), numbers in kinds.items():
        lines = plural(len(numbers), f"{_ADJECTIVES[kind]} line")
        message = f"{lines} ({join_first(numbers)}), skipped and kept in the file"
        if kind == "damaged":
            yield file_problem(f"history/{name}", message, MERGE_HINT, check="log")
        else:
            why = "another line has the same entry" if kind == "copied" else "an interrupted write"
            yield file_problem(f"history/{name}", f"{message}: {why}", severity="note", check="log")


_ADJECTIVES = {"damaged": "damaged", "copied": "damaged", "interrupted": "unfinished"}


def _check_gaps(entries: list[HistoryEntry]) -> Iterator[Problem]:
    if found := entries_after_gaps(entries):
        dates = [f"{entry.at:%Y-%m-%d %H:%M}" for entry in found]
        message = f"entries are missing just before {join_first(dates)}"
        yield file_problem("history", message, MERGE_HINT, check="log")


def _check_clock(entries: list[HistoryEntry], now: datetime) -> Iterator[Problem]:
    """Report wrong dates. They affect neither order nor due days, but explain odd dates to the learner."""
    today = now.date()
    ahead = [
        entry for entry in entries if entry.at - now > MAX_ZONE_OFFSET or entry.day - today > MAX_ZONE_OFFSET
    ]
    if ahead:
        latest = max(max(entry.day for entry in ahead), max(entry.at.date() for entry in ahead))
        message = f"{plural(len(ahead), 'entry', 'entries')} dated in the future, up to {latest}"
        why = "the clock was wrong; no card is delayed by it"
        yield file_problem("history", message, why, "note", check="log")
    jumps: list[str] = []
    newest: HistoryEntry | None = None
    for entry in entries:
        if newest is not None and newest.at - entry.at > MAX_CLOCK_DRIFT:
            jumps.append(f"from {newest.at:%Y-%m-%d %H:%M} to {entry.at:%Y-%m-%d %H:%M}")
        newest = entry
    if jumps:
        message = f"the clock went back {join_first(jumps)}"
        hint = "answers count in the order they were written"
        yield file_problem("history", message, hint, "note", check="log")


def _check_tinydb(paths: Paths, saved: Progress) -> Iterator[Problem]:
    from tinydb import TinyDB  # slow to import

    try:
        with TinyDB(paths.data / tables.FILE, access_mode="r") as database:
            rows = len(database.table("cards").all())
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        yield _wrong_boxes(f"TinyDB cannot read it ({error})")
        return
    if rows != len(saved.cards):
        yield _wrong_boxes(f"TinyDB finds {rows} of {len(saved.cards)} cards in it")


def _check_cards(paths: Paths, history: CheckedHistory, saved: Progress, rules: Rules) -> Iterator[Problem]:
    log = History(paths.data / "history")
    try:
        now, _ = catch_up(saved, log, rules, log.sizes())
    except OSError as error:
        yield _unreadable_log(log, error)
        return
    expected = replay(history.entries, rules)
    differ = sorted(
        question
        for question in now.cards.keys() | expected.keys()
        if not _is_same_card(now.cards, expected, question)
    )
    # If lines are damaged or missing, boxes with more answers are right, and the history is not.
    more = [question for question in differ if _attempts(now.cards, question) > _attempts(expected, question)]
    if now.partial or (more and not history.is_complete):
        message = f"answers that the boxes include are missing ({join_first(more)}); the boxes are kept"
        yield file_problem("history", message, MERGE_HINT, check="log")
        differ = [question for question in differ if question not in more]
    if differ:
        yield _wrong_boxes(f"different from the history: {join_first(differ)}")


def _unreadable_log(log: History, error: OSError) -> Problem:
    return file_problem(log.folder, f"cannot be read: {describe_os_error(error)}", check="log")


def _wrong_boxes(message: str, hint: str = "rebuilt from the history") -> Problem:
    return file_problem(tables.FILE, message, hint, check="boxes", repair="boxes")


def _attempts(cards: Cards, question: str) -> int:
    return cards[question].attempts if question in cards else 0


def _is_same_card(actual: Cards, expected: Cards, question: str) -> bool:
    """Return whether two cards are equal, apart from fields that an undo has cleared in the current one."""
    current = actual.get(question, Card(question))
    replayed = expected.get(question, Card(question))
    if current.before is None:
        return replace(current, practised=()) == replace(replayed, before=None, practised=())
    return current == replayed
