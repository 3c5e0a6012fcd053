"""The same environment for every test, whatever terminal, locale or machine starts the run."""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

REMOVED_PREFIXES = ("TPM_TUI", "TEXTUAL", "SSH_", "XDG_")
"""Variables with these prefixes change what the program does, or point to the user's own files."""

REMOVED_NAMES = (
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "COLUMNS",
    "EDITOR",
    "ESCDELAY",
    "FORCE_COLOR",
    "LANGUAGE",
    "LINES",
    "NO_COLOR",
    "PYTHONUNBUFFERED",
    "STY",
    "TMUX",
    "VISUAL",
)

PLUGIN_NAMES = ("TEXTUAL_SNAPSHOT_TEMPDIR",)
"""Set by the snapshot plugin for its workers; not removed."""

FIXED = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "UTC", "LC_ALL": "C.UTF-8"}

COUNTED = "counted: "
"""Prefix of the report properties that hold a count."""


def _set_environment() -> None:
    """Set the environment at import time: modules that tests import read some variables when loaded."""
    removed = [
        name
        for name in os.environ
        if (name.startswith(REMOVED_PREFIXES) or name in REMOVED_NAMES) and name not in PLUGIN_NAMES
    ]
    for name in removed:
        del os.environ[name]
    os.environ.update(FIXED)
    time.tzset()
    constants = sys.modules.get("textual.constants")
    if constants and removed:  # the snapshot plugin imports Textual before this file is loaded
        importlib.reload(constants)


_set_environment()

# Quick and full runs use the same examples each time; a thorough run draws new ones.
_COMMON: Any = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("quick", max_examples=20, derandomize=True, **_COMMON)
settings.register_profile("full", max_examples=100, derandomize=True, **_COMMON)
settings.register_profile("thorough", max_examples=1000, **_COMMON)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "quick"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Apply the time budget of each campaign, `slow(seconds)`, as its timeout."""
    for item in items:
        if (slow := item.get_closest_marker("slow")) is not None:
            (budget,) = slow.args
            item.add_marker(pytest.mark.timeout(budget))


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A temporary home folder, so that no test reads or writes the user's own files."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME"):
            patch.setenv(f"XDG_{name}", str(folder / name.lower()))
        yield


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Record how many cases a test ran; the terminal summary prints the sums over all tests."""
    return lambda what, number: record_property(COUNTED + what, number)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the sums of what the tests counted, over all workers."""
    sums: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if getattr(report, "when", "") == "call":
                for name, value in report.user_properties:
                    if name.startswith(COUNTED):
                        sums[name.removeprefix(COUNTED)] += value
    if sums:
        terminalreporter.section("counted")
        for what, number in sorted(sums.items()):
            terminalreporter.line(f"{number:>9,}  {what}")
