"""The size of the terminal, as `shutil.get_terminal_size` returns it."""

from __future__ import annotations

import os
import shutil

import pytest

from tpm_tui.ui.terminal.size import terminal_size

SIZES = [
    {},
    {"COLUMNS": "100", "LINES": "30"},
    {"COLUMNS": "100"},
    {"LINES": "30"},
    {"COLUMNS": "0", "LINES": "30"},
    {"COLUMNS": "-3", "LINES": "wide"},
    {"COLUMNS": "", "LINES": ""},
]


@pytest.mark.parametrize("environ", SIZES)
@pytest.mark.parametrize("found", [(132, 43), (0, 0), None])
def test_size_is_that_of_the_environment_or_the_terminal(
    environ: dict[str, str], found: tuple[int, int] | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def get_size(descriptor: int) -> os.terminal_size:
        if found is None:
            raise OSError("no terminal")
        return os.terminal_size(found)

    monkeypatch.setattr(os, "get_terminal_size", get_size)
    for name in ("COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    expected = shutil.get_terminal_size()
    if all(number > 0 for number in expected):  # a negative number is returned as it is
        assert terminal_size(environ) == tuple(expected)
    assert min(terminal_size(environ)) > 0
