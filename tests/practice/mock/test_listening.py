"""What the interviewer asks first, with the recognition of key points."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.practice.conftest import make_workspace
from tpm_tui.core.mock.format import Format, Round
from tpm_tui.core.mock.phase import MockPhase
from tpm_tui.practice.mock.session import MockSession
from tpm_tui.practice.mock.start import begin_mock, load_saved_mock
from tpm_tui.practice.workspace import Workspace

LISTENING_BANK = """\
topic: {id: harbour, title: Harbour}
questions:
  - id: late-crane
    prompt: "The crane is five weeks late. And now?"
    key_points:
      - {name: early notice, must: true, cue: "who was informed", cues: ["rang the quay master that day"]}
      - {name: size of the delay, must: true, cue: "a range", cues: ["between four and six weeks late"]}
    follow_ups:
      - {ask: "And then?", good: a next step}
      - {ask: "How late exactly?", point: size of the delay}
      - {ask: "Who heard first?", point: early notice}
"""
NOTICE = "I rang the quay master that day who was informed, an early notice."
SIZE = "It was between four and six weeks late, a range for the size of the delay."
ONSITE = Format("own", "One question", (Round(1),), minutes=10, follow_ups=2)


@pytest.fixture
def listening(tmp_path: Path) -> Workspace:
    bank = tmp_path / "listening.yaml"
    bank.write_text(LISTENING_BANK, "utf-8")
    return make_workspace(tmp_path, bank)


def answered(workspace: Workspace, text: str, prepare: Callable[[MockSession], None]) -> MockSession:
    """Return an interview whose first answer was just finished."""
    session = begin_mock(workspace, ONSITE, load_saved_mock(workspace)[0], seed=1)
    assert session is not None
    session.start_answer()
    session.write(text)
    prepare(session)
    session.advance()
    assert session.phase is MockPhase.FOLLOW_UP
    return session


@pytest.mark.parametrize(
    ("text", "ask"),
    [
        (f"{NOTICE} {SIZE}", "And then?"),
        (NOTICE, "How late exactly?"),
        (SIZE, "Who heard first?"),
        ("We waited.", "Who heard first?"),
        ("", "And then?"),
    ],
)
def test_first_follow_up_asks_for_what_was_left_out(listening: Workspace, text: str, ask: str) -> None:
    for _ in range(2):
        session = answered(listening, text, lambda _: None)
        assert session.answer.replies[0].ask == ask


def test_spoken_answer_has_the_follow_ups_of_the_bank(listening: Workspace) -> None:
    session = answered(listening, "We waited.", MockSession.speak)
    assert (session.answer.replies[0].ask, session.answer.replies[0].missed) == ("And then?", "")


def test_resumed_interview_asks_the_same_follow_up(listening: Workspace) -> None:
    session = answered(listening, NOTICE, lambda _: None)
    session.save()
    saved, _ = load_saved_mock(listening)
    assert saved.mock is not None
    resumed = MockSession(listening, saved.mock, saved)
    assert resumed.answer.replies == session.answer.replies
    resumed.advance()
    session.advance()
    assert [reply.ask for reply in resumed.answer.replies] == [reply.ask for reply in session.answer.replies]
    assert [reply.ask for reply in resumed.answer.replies] == ["How late exactly?", "And then?"]


def test_interview_stopped_within_an_answer_asks_the_same(listening: Workspace) -> None:
    session = begin_mock(listening, ONSITE, load_saved_mock(listening)[0], seed=1)
    assert session is not None
    session.start_answer()
    session.write(NOTICE)
    session.save()
    saved, _ = load_saved_mock(listening)
    assert saved.mock is not None
    resumed = MockSession(listening, saved.mock, saved)
    resumed.advance()
    assert resumed.answer.replies[0].missed == "size of the delay"
