"""Plain mode at a terminal asks how a past interview went and for the next date, with scripted lines."""

from __future__ import annotations

from datetime import date
from io import StringIO
from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.cli.plain.dates.past_date import prompt_about_past_date
from tpm_tui.cli.plain.prompt import Console, InputEnded
from tpm_tui.core.cards.interviews import PastInterview
from tpm_tui.practice.dates.past import find_past_date, past_interviews
from tpm_tui.practice.workspace import Workspace

DAY = date(2026, 11, 20)


@pytest.fixture
def past(tmp_path: Path) -> Workspace:
    workspace = make_workspace(tmp_path)
    workspace.paths.config.write_text("interview: 2026-11-20\n", "utf-8")
    return workspace


def ask(workspace: Workspace, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    deadline = find_past_date(workspace)
    assert deadline is not None
    prompt_about_past_date(workspace, Console(), deadline)


def test_both_answers_are_saved(
    past: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(past, "well, they call\n\nsoon\n9 dec\n", monkeypatch)
    out = capsys.readouterr().out
    assert out.startswith(
        "Your interview was on Fri 20 November 2026. How did it go?\nOne line; enter skips.\n"
    )
    assert "Is there a next round? Its date: " in out
    assert "'soon'" in out
    assert out.endswith("Interview: Wed 9 December 2026.\n")
    assert past_interviews(past) == (PastInterview(DAY, "", "well, they call"),)
    assert find_past_date(past) is None


def test_empty_lines_change_nothing_and_are_not_asked_again(
    past: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(past, "\n\n\n", monkeypatch)
    assert past.config.interview_date == DAY
    assert past.store.interview_notes() == []
    assert find_past_date(past) is None


def test_none_removes_the_past_date(past: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    ask(past, "badly\n\nnone\n", monkeypatch)
    assert past.config.interview_date is None
    assert past_interviews(past) == (PastInterview(DAY, "", "badly"),)


def test_end_of_input_asks_again_at_the_next_start(past: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputEnded):
        ask(past, "", monkeypatch)
    assert find_past_date(past) is not None


def test_what_was_asked_is_noted_and_assigned(
    past: Workspace, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ask(past, "well\nThe crane is late?\n- Why us?\n\n9\n1\n\n9 dec\n", monkeypatch)
    out = capsys.readouterr().out
    assert "What was asked? One question per line" in out
    assert " 1 Late crane: The crane is five weeks late." in out
    assert "A number chooses; enter means none of these; q stops." in out
    assert "2 questions noted, 1 of them in the bank; the plan shows them." in out
    assert out.endswith("Interview: Wed 9 December 2026.\n")
    (interview,) = past_interviews(past)
    assert [(each.text, each.question) for each in interview.asked] == [
        ("The crane is late?", "late-crane"),
        ("Why us?", ""),
    ]


def test_lines_are_saved_at_once(past: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(InputEnded):
        ask(past, "well\nWhy us?\n", monkeypatch)
    assert [each.text for each in past_interviews(past)[0].asked] == ["Why us?"]
