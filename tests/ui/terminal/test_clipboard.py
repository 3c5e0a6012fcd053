"""Text is copied with OSC 52; the notice says what was sent and how much."""

from __future__ import annotations

import pytest

from tests.ui.practice_pilot import make_app
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.terminal.clipboard import MAX_COPIED_BYTES, copy_text


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the texts that are sent to the terminal."""
    texts: list[str] = []
    monkeypatch.setattr(TpmApp, "copy_to_clipboard", lambda self, text: texts.append(text))
    return texts


def test_notice_says_what_was_sent_and_how_much(workspace: Workspace, sent: list[str]) -> None:
    result = copy_text(make_app(workspace), "the model answer", "By the rule.\n\nAlways. \n")
    assert (result.notice, result.is_sent) == ("Copied the model answer: 21 characters.", True)
    assert sent == ["By the rule.\n\nAlways."]


def test_copied_text_is_sanitized(workspace: Workspace, sent: list[str]) -> None:
    copy_text(make_app(workspace), "it", "rm\x1b[201~\u202e \ud800x")
    assert sent == ["rm[201~ x"]


@pytest.mark.parametrize(
    ("text", "notice"),
    [
        (" \n", "Nothing to copy: the answer is empty."),
        ("x" * (MAX_COPIED_BYTES + 1), "Not copied: the answer has 56 KB, and terminals take at most 56 KB."),
        ("é" * 30_000, "Not copied: the answer has 60 KB, and terminals take at most 56 KB."),
    ],
)
def test_empty_and_long_texts_are_not_sent(
    workspace: Workspace, sent: list[str], text: str, notice: str
) -> None:
    result = copy_text(make_app(workspace), "the answer", text)
    assert (result.notice, result.is_sent, sent) == (notice, False, [])


def test_longest_text_is_sent(workspace: Workspace, sent: list[str]) -> None:
    assert copy_text(make_app(workspace), "the answer", "x" * MAX_COPIED_BYTES).is_sent
    assert len(sent[0]) == MAX_COPIED_BYTES
