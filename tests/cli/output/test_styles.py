"""When output is styled, and how lines are wrapped."""

from __future__ import annotations

import io
from types import SimpleNamespace

import pytest

from tpm_tui.cli.output import styles
from tpm_tui.core.text.style import Role


class TerminalStream(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> TerminalStream:
    stream = TerminalStream()
    # pytest sets sys.stdout again before the test, so it is replaced in the module only.
    monkeypatch.setattr(styles, "sys", SimpleNamespace(stdout=stream))
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("COLUMNS", "60")
    return stream


@pytest.mark.usefixtures("terminal")
def test_every_role_has_a_style() -> None:
    styled = {styles.stdout_style()("text", role) for role in Role}
    assert all(text.startswith("\x1b[") and text.endswith("mtext\x1b[0m") for text in styled)
    assert styles.stdout_style()("", Role.HEADING) == ""


@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("NO_COLOR", "1", False),
        ("NO_COLOR", "", True),
        ("TERM", "dumb", False),
        ("TERM", "", False),
        ("TERM", "xterm-256color", True),
    ],
)
def test_environment_turns_styles_off(
    terminal: TerminalStream, monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: bool
) -> None:
    monkeypatch.setenv(name, value)
    assert styles.shows_styles(terminal) is expected
    assert (styles.stdout_style()("x", Role.HEADING) != "x") is expected


@pytest.mark.usefixtures("terminal")
def test_pipe_is_plain_and_not_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "sys", SimpleNamespace(stdout=io.StringIO()))
    assert styles.stdout_style()("x", Role.HEADING) == "x"
    assert styles.wrapped("word " * 40, left="name  ") == "name  " + "word " * 40


@pytest.mark.usefixtures("terminal")
def test_last_column_is_wrapped_below_itself() -> None:
    text = styles.wrapped("one two " * 9, left=f"{'name':<20}")
    assert text.splitlines() == [
        "name                one two one two one two one two one two",
        "                    one two one two one two one two",
    ]


@pytest.mark.usefixtures("terminal")
def test_column_without_room_is_below_the_others() -> None:
    text = styles.wrapped("one two " * 9, left=f"{'name':<40}")
    assert text.splitlines() == [
        "name",
        "    one two one two one two one two one two one two one two",
        "    one two one two",
    ]


@pytest.mark.usefixtures("terminal")
@pytest.mark.parametrize(("columns", "width"), [("1", 40), ("60", 60), ("5000", 100)])
def test_width_is_within_limits(monkeypatch: pytest.MonkeyPatch, columns: str, width: int) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert styles.text_width() == width
