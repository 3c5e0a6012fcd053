"""Signals in plain mode interrupt a blocking read."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import suppress

import pytest

from tpm_tui.cli.plain.signals import Hangup, SignalState, exit_signals_raise, repeat_signals


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Restore the signal handlers of the test runner."""
    numbers = (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.fixture
def empty_pipe() -> Iterator[int]:
    """A pipe that blocks its reader."""
    reading, writing = os.pipe()
    yield reading
    os.close(reading)
    os.close(writing)


def test_signal_before_read_is_repeated(empty_pipe: int) -> None:
    """The wakeup socket holds the number of a signal whose handler did not run before the read blocked."""
    received: list[int] = []
    state = SignalState()

    def on_signal(number: int, frame: object) -> None:
        received.append(number)
        state.handled = True
        raise Hangup(number)

    signal.signal(signal.SIGTERM, on_signal)
    wakeup, sender = socket.socketpair()
    with wakeup, sender:
        sender.send(bytes([signal.SIGTERM]))
        thread = threading.Thread(target=repeat_signals, args=(wakeup, state))
        thread.start()
        with pytest.raises(Hangup):
            os.read(empty_pipe, 1)
        sender.shutdown(socket.SHUT_RDWR)
        thread.join()
    assert received == [signal.SIGTERM]


@pytest.mark.parametrize(
    ("number", "error"),
    [(signal.SIGTERM, Hangup), (signal.SIGHUP, Hangup), (signal.SIGINT, KeyboardInterrupt)],
)
def test_signal_raises_in_a_blocking_read(
    number: signal.Signals, error: type[BaseException], empty_pipe: int
) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)

    def signal_then_read() -> None:
        with exit_signals_raise():
            os.kill(os.getpid(), number)
            os.read(empty_pipe, 1)

    with pytest.raises(error):
        signal_then_read()


def test_signal_inside_a_handler_does_not_block(empty_pipe: int) -> None:
    """Several signals at once nest their handlers."""
    numbers = (signal.SIGHUP, signal.SIGTERM, signal.SIGHUP)

    def signals_then_read() -> None:
        with exit_signals_raise():
            for number in numbers:
                signal.raise_signal(number)
            os.read(empty_pipe, 1)

    for _ in range(50):
        with pytest.raises(Hangup):
            signals_then_read()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT])
def test_second_signal_is_ignored_while_saving(number: signal.Signals) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with suppress(Hangup), exit_signals_raise():
        os.kill(os.getpid(), signal.SIGHUP)
    os.kill(os.getpid(), number)


def test_wakeup_descriptor_is_restored() -> None:
    before = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(before)
    with exit_signals_raise():
        pass
    after = signal.set_wakeup_fd(before)
    assert after == before
