"""The mock interview as a state machine: nothing is revealed early, nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tpm_tui.core.bank.question import FollowUp, KeyPoint, Question
from tpm_tui.core.mock.answer import NOTE_LABELS, Answer, Judgement, weakest_dimension
from tpm_tui.core.mock.draw import Drawn
from tpm_tui.core.mock.format import PRESETS, own_format
from tpm_tui.core.mock.interview import ASKING, SPEAKING, Mock, MockPhase
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.core.session.session import PhaseError

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DRAWN = (Drawn("late", "Late?"), Drawn("dates", "Dates?"), Drawn("people", "People?"))
QUESTION = Question(
    id="late",
    prompt="Late?",
    kind="behavioural",
    key_points=(KeyPoint("early notice", must=True), KeyPoint("one owner"), KeyPoint("range")),
    follow_ups=(FollowUp("Who was told?", "a name"), FollowUp("And then?"), FollowUp("Why?")),
)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def begun(follow_ups: int = 0) -> Mock:
    format = msgspec.structs.replace(own_format(3, 20), follow_ups=follow_ups)
    return Mock.begin("m1", format, 7, DRAWN, START)


def judged() -> Mock:
    mock = begun().speak(START).write("We told them.").next(START).speak(START).write("Two.")
    return mock.finish(START)


def test_the_way_from_the_first_question_to_the_end() -> None:
    mock = begun(follow_ups=1)
    assert (mock.phase, mock.place) == (MockPhase.THINKING, 0)
    mock = mock.speak(at(20)).write("We told them.")
    assert (mock.phase, mock.answer.thinking) == (MockPhase.ANSWERING, 20)
    mock = mock.go_on(QUESTION, at(140)).write("The director.")
    assert (mock.phase, mock.answer.replies[-1].ask, mock.text) == (
        MockPhase.FOLLOW_UP,
        "Who was told?",
        "The director.",
    )
    mock = mock.go_on(QUESTION, at(170))
    assert (mock.phase, mock.place) == (MockPhase.THINKING, 1)
    first = mock.answers[0]
    assert (first.text, first.seconds, first.replies[0].seconds) == ("We told them.", 120, 30)
    mock = mock.next(at(180)).speak(at(190)).go_on(msgspec.structs.replace(QUESTION, follow_ups=()), at(200))
    assert mock.phase is MockPhase.DEBRIEF
    assert [answer.question for answer in mock.answers] == ["late", "people"]
    mock = mock.close().reopen().close().done(counted=False)
    assert (mock.phase, mock.counted) == (MockPhase.DONE, False)


def test_follow_ups_come_one_at_a_time_none_twice_until_there_are_no_more() -> None:
    mock = begun().speak(START)
    for count in (1, 2, 3, 3, 3):
        mock = mock.follow_up(QUESTION, START)
        assert len(mock.answer.replies) == count
    assert [reply.ask for reply in mock.answer.replies] == ["Who was told?", "And then?", "Why?"]
    assert mock.follow_up(QUESTION, START) is mock


def test_an_interview_ended_before_anything_was_said_has_nothing_to_judge() -> None:
    assert begun().next(START).finish(START).phase is MockPhase.DONE


def test_a_pause_is_no_ones_time() -> None:
    mock = begun().speak(at(10)).write("One.").paused(at(40)).resumed(at(4000))
    assert mock.seconds(at(4005)) == 35
    assert mock.elapsed(at(4005)) == 45
    assert begun().paused(at(9)).paused(at(99)).answer.thinking == 9


def test_a_clock_set_back_takes_no_time_away() -> None:
    mock = begun().speak(at(10)).paused(at(40)).resumed(at(100))
    assert mock.seconds(at(50)) == 30


Step = Callable[[Mock], Mock]


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (lambda m: m.speak(START), {MockPhase.THINKING}),
        (lambda m: m.write("x"), set(SPEAKING)),
        (lambda m: m.follow_up(QUESTION, START), set(SPEAKING)),
        (lambda m: m.go_on(QUESTION, START), set(SPEAKING)),
        (lambda m: m.next(START), set(ASKING)),
        (lambda m: m.finish(START), set(ASKING)),
        (lambda m: m.heard([() for _ in m.answers]), {MockPhase.DEBRIEF}),
        (lambda m: m.turn(1), {MockPhase.DEBRIEF}),
        (lambda m: m.tick("range"), {MockPhase.DEBRIEF}),
        (lambda m: m.rate(Dimension.EVIDENCE, 2), {MockPhase.DEBRIEF}),
        (lambda m: m.toggle_figure(), {MockPhase.DEBRIEF}),
        (lambda m: m.note("heard", "x"), {MockPhase.DEBRIEF}),
        (lambda m: m.hear_level("staff"), {MockPhase.DEBRIEF}),
        (lambda m: m.undo(), {MockPhase.DEBRIEF}),
        (lambda m: m.close(), {MockPhase.DEBRIEF}),
        (lambda m: m.reopen(), {MockPhase.COUNTING}),
        (lambda m: m.done(counted=True), {MockPhase.COUNTING}),
    ],
)
def test_a_step_is_refused_in_every_other_phase(step: Step, allowed: set[MockPhase]) -> None:
    answering = begun().speak(START)
    debrief = answering.finish(START)
    mocks = [
        begun(),
        answering,
        answering.follow_up(QUESTION, START),
        debrief,
        debrief.close(),
        debrief.close().done(counted=False),
    ]
    assert {mock.phase for mock in mocks} == set(MockPhase)
    for mock in mocks:
        if mock.phase in allowed:
            step(mock)
        else:
            with pytest.raises(PhaseError):
                step(mock)


def test_a_mark_outside_the_scale_is_refused() -> None:
    for mark in (0, 5):
        with pytest.raises(ValueError, match="1 to 4"):
            judged().rate(Dimension.DEPTH, mark)


def test_the_same_mark_level_or_tick_again_takes_it_away() -> None:
    mock = judged()
    twice = mock.rate(Dimension.DEPTH, 3).rate(Dimension.DEPTH, 3)
    assert twice.answer.judgement.marks == {}
    assert mock.hear_level("staff").hear_level("staff").answer.judgement.level is None
    assert mock.tick("range").tick("range").answer.judgement.ticked == ()
    assert mock.toggle_figure().toggle_figure().answer.judgement == Judgement()


def test_what_was_recognised_is_ticked_and_no_undo_takes_it() -> None:
    mock = judged().heard([("range",), ()])
    assert mock.answers[0].made(QUESTION) == ("range",)
    assert mock.undo() is mock


def test_undo_goes_back_to_the_answer_that_was_judged() -> None:
    mock = judged().rate(Dimension.EVIDENCE, 2).turn(1).turn(0)
    back = mock.undo()
    assert (back.place, back.answer.judgement.marks) == (0, {})


def test_the_debriefs_lines_are_made_from_the_marks_until_one_writes_them() -> None:
    mock = judged().heard([("range",), ()])
    assert mock.answer.notes(QUESTION) == {
        "heard": "range",
        "missed": "early notice; one owner",
        "strongest": "",
        "ask_next": "Who was told?",
    }
    own = mock.note("missed", " the\n date ").answer
    assert own.notes(QUESTION)["missed"] == "the date"
    assert set(own.notes(QUESTION)) == set(NOTE_LABELS)
    assert own.must_missing(QUESTION)
    assert not mock.tick("early notice").answer.must_missing(QUESTION)


def test_what_could_steer_a_terminal_is_not_kept() -> None:
    mock = begun().speak(START).write("a\x1b]52;c;x\x07b\u202e\ud800\nc")
    assert mock.text == "a]52;c;xb\nc"


def test_the_weakest_dimension_has_the_lowest_mean_mark() -> None:
    answers = [
        Answer("late", "?", judgement=Judgement(marks={Dimension.DEPTH: 1, Dimension.EVIDENCE: 2})),
        Answer("late", "?", judgement=Judgement(marks={Dimension.DEPTH: 4, Dimension.EVIDENCE: 2})),
    ]
    assert weakest_dimension(answers, {"late": QUESTION}) is Dimension.EVIDENCE
    assert weakest_dimension(answers, {}) is None


@pytest.mark.parametrize(
    "change", [{"place": 3}, {"place": -1}, {"phase": MockPhase.FOLLOW_UP}, {"answers": ()}]
)
def test_a_state_that_no_step_leads_to_is_not_sound(change: dict[str, object]) -> None:
    assert begun().sound
    assert not msgspec.structs.replace(begun(), **change).sound


texts = st.text(max_size=20)


class Interview(RuleBasedStateMachine):
    """Any steps in any order, beside a plain account of what was said."""

    @initialize(preset=st.sampled_from(sorted(PRESETS)))
    def begin(self, preset: str) -> None:
        self.now = START
        self.mock = Mock.begin("m", PRESETS[preset], 1, DRAWN, START)
        self.said: dict[str, str] = {}
        self.spent = 0.0

    @rule(seconds=st.integers(0, 500))
    def wait(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        if self.mock.phase in ASKING:
            self.spent += seconds

    @rule(away=st.integers(0, 5000))
    def stop_and_go_on(self, away: int) -> None:
        paused = self.mock.paused(self.now)
        assert msgspec.json.decode(msgspec.json.encode(paused), type=Mock) == paused
        self.now += timedelta(seconds=away)
        self.mock = msgspec.json.decode(msgspec.json.encode(paused), type=Mock).resumed(self.now)

    @precondition(lambda self: self.mock.phase is MockPhase.THINKING)
    @rule()
    def speak(self) -> None:
        self.mock = self.mock.speak(self.now)

    @precondition(lambda self: self.mock.phase in SPEAKING)
    @rule(text=st.text("abc \n", max_size=12))
    def write(self, text: str) -> None:
        self.mock = self.mock.write(text)
        replies = len(self.mock.answer.replies)
        self.said[f"{self.mock.answer.question} {replies}"] = text

    @precondition(lambda self: self.mock.phase in SPEAKING)
    @rule()
    def go_on(self) -> None:
        self.mock = self.mock.go_on(QUESTION, self.now)

    @precondition(lambda self: self.mock.phase in SPEAKING)
    @rule()
    def follow_up(self) -> None:
        self.mock = self.mock.follow_up(QUESTION, self.now)

    @precondition(lambda self: self.mock.phase in ASKING)
    @rule(finish=st.booleans())
    def next(self, finish: bool) -> None:
        self.mock = self.mock.finish(self.now) if finish else self.mock.next(self.now)
        if self.mock.phase not in ASKING:
            kept = {answer.question for answer in self.mock.answers}
            assert {name.split()[0] for name in self.said} <= kept
            self.spent = self.mock.elapsed(self.now)

    @precondition(lambda self: self.mock.phase is MockPhase.DEBRIEF)
    @rule(step=st.integers(-2, 2))
    def turn(self, step: int) -> None:
        self.mock = self.mock.turn(step)

    @precondition(lambda self: self.mock.phase is MockPhase.DEBRIEF)
    @rule(
        change=st.sampled_from(
            [
                lambda m: m.tick("range"),
                lambda m: m.rate(Dimension.EVIDENCE, 2),
                lambda m: m.rate(Dimension.DEPTH, 4),
                lambda m: m.toggle_figure(),
                lambda m: m.hear_level("staff"),
                lambda m: m.note("strongest", "It is."),
            ]
        )
    )
    def judge(self, change: Step) -> None:
        before = self.mock
        self.mock = change(before)
        if self.mock is not before:
            assert self.mock.undo() == before

    @precondition(lambda self: self.mock.phase is MockPhase.DEBRIEF)
    @rule()
    def undo(self) -> None:
        self.mock = self.mock.undo()

    @precondition(lambda self: self.mock.phase is MockPhase.DEBRIEF)
    @rule(back=st.booleans())
    def close(self, back: bool) -> None:
        self.mock = self.mock.close()
        if back:
            self.mock = self.mock.reopen()

    @invariant()
    def nothing_said_is_lost(self) -> None:
        if not hasattr(self, "mock"):
            return
        assert self.mock.sound or self.mock.phase is MockPhase.DONE
        answers = {answer.question: answer for answer in self.mock.answers}
        for name, text in self.said.items():
            question, reply = name.split()
            answer = answers[question]
            assert text == (answer.replies[int(reply) - 1].text if int(reply) else answer.text)

    @invariant()
    def the_time_is_what_went_by_while_it_was_running(self) -> None:
        if hasattr(self, "mock"):
            assert self.mock.elapsed(self.now) == pytest.approx(self.spent, abs=2)


TestInterview = Interview.TestCase


@given(texts, st.lists(texts, max_size=3))
def test_what_goes_into_the_history_holds_all_that_was_said(text: str, replies: list[str]) -> None:
    from tpm_tui.core.mock.answer import Reply

    answer = Answer("late", "?", text=text, replies=tuple(Reply("Ask?", reply) for reply in replies))
    for part in (text, *replies):
        assert not part.strip() or part in answer.whole
        assert not part.strip() or part in answer.said
