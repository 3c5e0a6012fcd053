"""What terminals send unasked is no key: whole, split at every byte, and without its Escape."""

from __future__ import annotations

import pytest

from tests.ui.terminal.input.feeding import run
from tests.ui.terminal.input.stray import IGNORED_KEYS, REPORTS
from tpm_tui.ui.terminal.input.events import AltChord, KeyPress, Paste, TerminalEvent
from tpm_tui.ui.terminal.input.parser import ESCAPE_SECONDS, SILENCE_SECONDS

LATE = {
    name: data
    for name, data in REPORTS.items()
    if data.startswith(b"\x1b") and b"\x1b[" not in data[1:] and b"\x18" not in data and data[1:2] in b"[]P_"
}
"""Reports that begin with Escape."""
AMBIGUOUS = ("sixel", "empty paste", "long sequence", "string in a string")


def key_names(events: list[TerminalEvent]) -> list[str]:
    keys = [event.key for event in events if isinstance(event, KeyPress | AltChord)]
    assert not any(isinstance(event, Paste) for event in events)
    return [key for key in keys if key not in IGNORED_KEYS]


@pytest.mark.parametrize("report", REPORTS)
def test_report_is_no_key(report: str) -> None:
    assert key_names(run(b"a" + REPORTS[report] + b"b")) == ["a", "b"]


@pytest.mark.parametrize("report", REPORTS)
def test_split_report_is_no_key(report: str) -> None:
    data = REPORTS[report]
    for cut in range(1, len(data), max(1, len(data) // 100)):
        gap = 0.9 * (ESCAPE_SECONDS if data[cut - 1] == 0x1B else SILENCE_SECONDS)
        assert key_names(run(data[:cut], gap, data[cut:] + b"b")) == ["b"], cut


@pytest.mark.parametrize("report", [name for name in LATE if name not in AMBIGUOUS])
def test_late_report_is_no_key(report: str) -> None:
    rest = LATE[report][1:]
    for cut in range(min(len(rest), 100)):
        events = run(b"\x1b", 1.2 * ESCAPE_SECONDS, rest[:cut], 0.5 * ESCAPE_SECONDS, rest[cut:] + b"b")
        assert key_names(events) == ["escape", "b"], cut
