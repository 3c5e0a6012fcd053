"""Examining the history and the boxes made from it: what is damaged, missing, misdated, or does not agree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.cards.card import Card
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.history import merge_entries
from tpm_tui.core.cards.leitner import Rules
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.storage.doctor.finding import Finding, counted, join_first
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError, describe_os_error
from tpm_tui.storage.files.paths import Paths
from tpm_tui.storage.progress import tables
from tpm_tui.storage.progress.catch_up import catch_up, gaps
from tpm_tui.storage.progress.journal import History, decode_entry
from tpm_tui.storage.progress.tables import Progress

SET_BACK = timedelta(hours=1)
"""So much earlier than the entry before: no drift, but a clock that was set back."""

AHEAD = timedelta(days=1)
"""So far ahead of now is no time zone."""

_ID = re.compile(rb'"id":"([^"\\]{1,64})"')
_BEGUN = re.compile(rb"[0-9a-f]{0,8}|[0-9a-f]{8} (\{[\x20-\x7e]*[^}])?")
"""A line that was cut off while it was written, as a kill or a power cut leaves it."""

FETCH = "if a backup or another machine has it, tpm-tui merge FILE brings it back"


class Log(Struct, frozen=True):
    """The history as it can be read."""

    entries: list[HistoryEntry]
    """In order, each once."""
    findings: list[Finding]

    @property
    def whole(self) -> bool:
        """Whether nothing is missing in it, as far as one can see."""
        return not any(finding.wrong for finding in self.findings)


def check_log(paths: Paths, now: datetime) -> Log:
    """Read every line, and tell what is wrong with them."""
    history = History(paths.data / "history")
    try:
        sizes = history.sizes()
        raw = {name: private.read_file(history.folder / name) for name in sizes}
    except OSError as error:
        return Log([], [Finding("log", str(history.folder), f"cannot be read: {describe_os_error(error)}")])
    lines = [
        (name, number, line)
        for name, data in raw.items()
        for number, line in enumerate(data.split(b"\n"), 1)
        if line
    ]
    found = [(name, number, line, decode_entry(line)) for name, number, line in lines]
    entries = merge_entries(entry for *_, entry in found if entry is not None)
    bad = [(name, number, line) for name, number, line, entry in found if entry is None]
    findings = [*_bad_lines(bad, {entry.id for entry in entries})]
    newest = max(raw, default="")
    if newest and raw[newest] and not raw[newest].endswith(b"\n"):
        message = "the last line has no end; the next answer will give it one"
        findings.append(Finding("log", f"history/{newest}", message, wrong=False, repair=True))
    return Log(entries, [*findings, *_gaps(entries), *_clock(entries, now)])


def check_boxes(paths: Paths, log: Log, rules: Rules) -> Iterator[Finding]:
    """Whether the progress file can be read, also by TinyDB, and says what the history says."""
    try:
        filed = tables.read_progress(paths.data / tables.FILE)
    except tables.DamagedProgressError as error:
        message = f"damaged ({error})"
        yield Finding("boxes", tables.FILE, message, "it is set aside and made anew", repair=True)
        return
    except (DataFolderError, OSError) as error:
        told = describe_os_error(error) if isinstance(error, OSError) else str(error)
        yield Finding("boxes", tables.FILE, told)
        return
    if filed is None:
        if log.entries:
            yield Finding("boxes", tables.FILE, "missing", "it is made anew from the history", repair=True)
        return
    yield from _readable_by_tinydb(paths, filed)
    yield from _agrees(paths, log, filed, rules)


def _bad_lines(bad: list[tuple[str, int, bytes]], known: set[str]) -> Iterator[Finding]:
    """What cannot be read stays where it is; where another line has the entry, nothing is lost."""
    kinds: dict[tuple[str, str], list[str]] = {}
    for name, number, line in bad:
        ids = {match.decode("ascii", "replace") for match in _ID.findall(line)}
        kind = "copied" if ids & known else "begun" if _BEGUN.fullmatch(line) else "damaged"
        kinds.setdefault((name, kind), []).append(str(number))
    for (name, kind), numbers in kinds.items():
        what = f"{counted(len(numbers), f'{_WORDS[kind]} line')} ({join_first(numbers)}), skipped and kept as it is"
        if kind == "damaged":
            yield Finding("log", f"history/{name}", what, FETCH)
        else:
            why = "its entry is in another line" if kind == "copied" else "a save that was cut off"
            yield Finding("log", f"history/{name}", f"{what}: {why}", wrong=False)


_WORDS = {"damaged": "damaged", "copied": "damaged", "begun": "unfinished"}


def _gaps(entries: list[HistoryEntry]) -> Iterator[Finding]:
    if found := gaps(entries):
        dates = [f"{entry.at:%Y-%m-%d %H:%M}" for entry in found]
        message = f"something is missing just before {join_first(dates)}"
        yield Finding("log", "history", message, FETCH)


def _clock(entries: list[HistoryEntry], now: datetime) -> Iterator[Finding]:
    """Order and due days stand all this; but who wonders about a date should find out why."""
    today = now.date()
    ahead = [entry for entry in entries if entry.at - now > AHEAD or entry.day - today > AHEAD]
    if ahead:
        latest = max(max(entry.day for entry in ahead), max(entry.at.date() for entry in ahead))
        message = f"{counted(len(ahead), 'entry', 'entries')} dated in the future, up to {latest}"
        why = "the clock was wrong then; no card waits for that day"
        yield Finding("log", "history", message, why, wrong=False)
    jumps: list[str] = []
    newest: HistoryEntry | None = None
    for entry in entries:
        if newest is not None and newest.at - entry.at > SET_BACK:
            jumps.append(f"from {newest.at:%Y-%m-%d %H:%M} to {entry.at:%Y-%m-%d %H:%M}")
        newest = entry
    if jumps:
        message = f"the clock went back {join_first(jumps)}"
        yield Finding("log", "history", message, "answers count in the order of writing", wrong=False)


def _readable_by_tinydb(paths: Paths, filed: Progress) -> Iterator[Finding]:
    from tinydb import TinyDB  # takes long to import

    try:
        with TinyDB(paths.data / tables.FILE, access_mode="r") as database:
            rows = len(database.table("cards").all())
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError) as error:
        message = f"TinyDB cannot read it ({error})"
        yield Finding("boxes", tables.FILE, message, "it is made anew", repair=True)
        return
    if rows != len(filed.cards):
        message = f"TinyDB finds {rows} of {len(filed.cards)} cards in it"
        yield Finding("boxes", tables.FILE, message, "it is made anew", repair=True)


def _agrees(paths: Paths, log: Log, filed: Progress, rules: Rules) -> Iterator[Finding]:
    history = History(paths.data / "history")
    try:
        now, _ = catch_up(filed, history, rules, history.sizes())
    except OSError as error:
        yield Finding("log", str(history.folder), f"cannot be read: {describe_os_error(error)}")
        return
    expected = replay(log.entries, rules)
    differ = sorted(
        question
        for question in now.cards.keys() | expected.keys()
        if not _same(now.cards, expected, question)
    )
    # Where lines are damaged or gone, boxes that know of more answers are right, and the history is not.
    more = [question for question in differ if _attempts(now.cards, question) > _attempts(expected, question)]
    if now.partial or (more and not log.whole):
        message = (
            f"answers are lost that the boxes still know of ({join_first(more)}); the boxes stay as they are"
        )
        yield Finding("log", "history", message, FETCH)
        differ = [question for question in differ if question not in more]
    if differ:
        message = f"not what the history comes to: {join_first(differ)}"
        yield Finding("boxes", tables.FILE, message, "it is made anew from the history", repair=True)


def _attempts(cards: Cards, question: str) -> int:
    return cards[question].attempts if question in cards else 0


def _same(held: Cards, expected: Cards, question: str) -> bool:
    """Whether two cards are the same, where one may have forgotten what an undo makes it forget."""
    mine = held.get(question, Card(question))
    theirs = expected.get(question, Card(question))
    if mine.before is None:
        return replace(mine, practised=()) == replace(theirs, before=None, practised=())
    return mine == theirs
