"""The timer that runs every second, or with the next key while the learner types."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App
from textual.screen import Screen

from tpm_tui.ui.screens.second_timer import TYPING_PAUSE_SECONDS, SecondTimer


class HeldTimer:
    """A timer of the screen that runs only when the test says so."""

    def __init__(self, function: Callable[[], None]) -> None:
        self.function = function
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True


class HeldScreen(Screen[None]):
    """A screen whose timers do not run."""

    def __init__(self) -> None:
        super().__init__()
        self.timers: list[HeldTimer] = []

    def set_timer(self, delay: float, callback: Callable[[], None]) -> HeldTimer:  # type: ignore[override]
        assert delay == TYPING_PAUSE_SECONDS
        self.timers.append(HeldTimer(callback))
        return self.timers[-1]


class Second:
    """The timer with a clock that the test sets, and how often the function was called."""

    def __init__(self) -> None:
        self.now = 100.0
        self.calls = 0
        self.screen = HeldScreen()
        self.timer = SecondTimer(self.screen, self._count, lambda: self.now)

    def _count(self) -> None:
        self.calls += 1


async def test_function_is_called_when_the_second_ends_without_typing() -> None:
    async with App[None]().run_test():
        second = Second()
        second.timer.end_second()
        second.timer.press_key()
        second.now += TYPING_PAUSE_SECONDS
        second.timer.end_second()
        assert (second.calls, second.screen.timers) == (2, [])


async def test_call_waits_for_the_next_key_while_the_learner_types() -> None:
    async with App[None]().run_test():
        second = Second()
        second.timer.press_key()
        second.timer.end_second()
        assert second.calls == 0
        second.timer.press_key()
        assert second.calls == 1
        assert second.screen.timers[0].stopped
        second.timer.press_key()
        assert second.calls == 1


async def test_call_follows_soon_when_no_key_comes() -> None:
    async with App[None]().run_test():
        second = Second()
        second.timer.press_key()
        second.timer.end_second()
        second.timer.end_second()
        assert len(second.screen.timers) == 1
        second.screen.timers[0].function()
        assert second.calls == 1
        second.timer.press_key()
        assert second.calls == 1
