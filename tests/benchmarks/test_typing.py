"""CPU time of text that arrives at once, and of a key in a long answer, in the practice screen on a pty."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from threading import Thread

import pytest

from tests.benchmarks.table import milliseconds, row
from tests.benchmarks.typing_session import TypingSession
from tpm_tui.core.text.size import MAX_TEXT_BYTES

pytestmark = pytest.mark.bench

BURST_LIMIT = 1.0
"""Maximum CPU time of a burst and of a paste, in seconds."""

LONG_ANSWER_LIMIT = 1.1
"""Maximum ratio of the CPU time of a key in a long answer to that in an empty one."""

LINE = "Some words of an answer, as a person types them.\n"
END = "The end."
KEYS = 150


def send_in_pieces(session: TypingSession, text: str, size: int) -> None:
    """Type a text in pieces, each as soon as the one before it was sent."""
    for start in range(0, len(text), size):
        session.press(text[start : start + size])
        session.wait_until_quiet(0.001)


def paste(session: TypingSession, text: str) -> None:
    """Send a bracketed paste while reading what is painted: a pty blocks when it is full."""
    data = b"\x1b[200~" + text.encode() + b"\x1b[201~"

    def send() -> None:
        sent = 0
        while sent < len(data):
            sent += os.write(session.master, data[sent : sent + 4096])

    sender = Thread(target=send)
    sender.start()
    while sender.is_alive():
        session.wait_until_quiet(0.01)


@pytest.mark.parametrize(
    ("name", "send"),
    [
        ("2 KB of keys at once", lambda session, text: session.press(text)),
        ("2 KB of keys, 16 at a time", lambda session, text: send_in_pieces(session, text, 16)),
        ("2 KB of keys, one by one", lambda session, text: send_in_pieces(session, text, 1)),
    ],
)
def test_burst_of_keys_is_within_limit(
    tmp_path: Path, name: str, send: Callable[[TypingSession, str], None]
) -> None:
    text = (LINE.replace("\n", "\r") * 50)[:2040] + END
    measure(tmp_path, name, lambda session: send(session, text))


def test_paste_of_the_longest_answer_is_within_limit(tmp_path: Path) -> None:
    text = LINE * ((MAX_TEXT_BYTES - len(END)) // len(LINE)) + END
    measure(tmp_path, f"paste of {len(text) / 1e6:.1f} MB", lambda session: paste(session, text))


def measure(home: Path, name: str, send: Callable[[TypingSession], None]) -> None:
    with TypingSession(home) as session:
        before = session.cpu_seconds()
        send(session)
        session.wait_for(END)
        taken = session.cpu_seconds() - before
    print("\n" + row(f"{name}, CPU", milliseconds(taken), "1 s", taken / 1.0, BURST_LIMIT))
    assert taken <= BURST_LIMIT


def test_key_in_long_answer_is_as_fast_as_in_empty_one(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "long").mkdir()
    with TypingSession(tmp_path / "empty") as empty, TypingSession(tmp_path / "long") as long:
        paste(long, LINE * 2000 + END)
        long.wait_for(END)
        sessions = {"long": long, "empty": empty}
        times: dict[str, list[float]] = {"long": [], "empty": []}
        for key in range(KEYS):
            for name in sorted(sessions, reverse=key % 2 == 1):  # each is the first of a pair equally often
                times[name].append(sessions[name].key_cpu_seconds("words "[key % 6]))
    in_long, in_empty = median(times["long"]), median(times["empty"])
    other = f"in an empty one {milliseconds(in_empty)}"
    print(
        "\n"
        + row(
            "key in an answer of 2,000 lines, CPU, p50",
            milliseconds(in_long),
            other,
            in_long / in_empty,
            LONG_ANSWER_LIMIT,
        )
    )
    assert in_long / in_empty <= LONG_ANSWER_LIMIT
