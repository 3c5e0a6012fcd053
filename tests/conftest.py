"""The same surroundings for every test, whatever the terminal, locale or machine it was started from."""

from __future__ import annotations

import importlib
import os
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from hypothesis import settings

FOREIGN = ("TPM_TUI", "TEXTUAL", "SSH_", "XDG_")
"""Beginnings of the variables that change what the program does, or that point at somebody's own files."""

FOREIGN_NAMES = (
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

OWN_NAMES = ("TEXTUAL_SNAPSHOT_TEMPDIR",)
"""Set by the snapshot plugin itself, for its workers."""

SURROUNDINGS = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "TZ": "UTC", "LC_ALL": "C.UTF-8"}

COUNTED = "counted: "
"""Begins the name of a property of a test's report that is a count."""


def _settle() -> None:
    """Take foreign variables away at once: modules that tests import read some while they load."""
    foreign = [
        name
        for name in os.environ
        if (name.startswith(FOREIGN) or name in FOREIGN_NAMES) and name not in OWN_NAMES
    ]
    for name in foreign:
        del os.environ[name]
    os.environ.update(SURROUNDINGS)
    time.tzset()
    constants = sys.modules.get("textual.constants")
    if constants and foreign:  # the snapshot plugin imports Textual before any conftest is read
        importlib.reload(constants)


_settle()

settings.register_profile("ci", deadline=None, derandomize=True, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(scope="session", autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A home of their own for the tests: none reads or writes the files of whoever runs them."""
    folder = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        for name in ("CONFIG_HOME", "DATA_HOME", "STATE_HOME", "CACHE_HOME"):
            patch.setenv(f"XDG_{name}", str(folder / name.lower()))
        yield


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Callable[[str, int], None]:
    """Tells how much of something a test did; the sums over all tests end the run's output."""
    return lambda what, number: record_property(COUNTED + what, number)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was counted. It comes in with the reports, so that of every worker is there."""
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
