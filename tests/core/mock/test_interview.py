"""The state machine of the mock interview: transitions, times, ratings and undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Question
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.mock.answer import Answer, weakest_dimension
from tpm_tui.core.mock.draw import DrawnQuestion
from tpm_tui.core.mock.format import PRESETS, custom_format
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.judgement import NOTE_LABELS, Judgement
from tpm_tui.core.mock.phase import ASKING, SPEAKING, MockPhase
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.core.session.session import PhaseError

START = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
DRAWN = (DrawnQuestion("late", "Late?"), DrawnQuestion("dates", "Dates?"), DrawnQuestion("people", "People?"))
QUESTION = Question(
    id="late",
    prompt="Late?",
    kind="behavioural",
    key_points=(KeyPoint("early notice", must=True), KeyPoint("one owner"), KeyPoint("range")),
    follow_ups=(FollowUp("Who was informed?", "a name"), FollowUp("And then?"), FollowUp("Why?")),
)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def begin_mock(follow_ups: int = 0) -> Mock:
    format = msgspec.structs.replace(custom_format(3, 20), follow_ups=follow_ups)
    return Mock.begin("m1", format, 7, DRAWN, START)


def in_debrief() -> Mock:
    mock = (
        begin_mock()
        .start_answer(START)
        .write("We informed them.")
        .next_question(START)
        .start_answer(START)
        .write("Two.")
    )
    return mock.finish(START)


def test_interview_passes_all_phases_in_order() -> None:
    mock = begin_mock(follow_ups=1)
    assert (mock.phase, mock.place) == (MockPhase.THINKING, 0)
    mock = mock.start_answer(at(20)).write("We informed them.")
    assert (mock.phase, mock.answer.thinking) == (MockPhase.ANSWERING, 20)
    mock = mock.advance(QUESTION, at(140)).write("The director.")
    assert (mock.phase, mock.answer.replies[-1].ask, mock.text) == (
        MockPhase.FOLLOW_UP,
        "Who was informed?",
        "The director.",
    )
    mock = mock.advance(QUESTION, at(170))
    assert (mock.phase, mock.place) == (MockPhase.THINKING, 1)
    first = mock.answers[0]
    assert (first.text, first.seconds, first.replies[0].seconds) == ("We informed them.", 120, 30)
    mock = (
        mock.next_question(at(180))
        .start_answer(at(190))
        .advance(msgspec.structs.replace(QUESTION, follow_ups=()), at(200))
    )
    assert mock.phase is MockPhase.DEBRIEF
    assert [answer.question for answer in mock.answers] == ["late", "people"]
    mock = mock.close_debrief().reopen_debrief().close_debrief().complete(counted=False)
    assert (mock.phase, mock.counted) == (MockPhase.DONE, False)


def test_follow_ups_are_asked_once_in_order() -> None:
    mock = begin_mock().start_answer(START)
    for count in (1, 2, 3, 3, 3):
        mock = mock.follow_up(QUESTION, START)
        assert len(mock.answer.replies) == count
    assert [reply.ask for reply in mock.answer.replies] == ["Who was informed?", "And then?", "Why?"]
    assert mock.follow_up(QUESTION, START) is mock


def test_interview_without_answers_has_no_debrief() -> None:
    assert begin_mock().next_question(START).finish(START).phase is MockPhase.DONE


def test_pauses_are_not_counted() -> None:
    mock = begin_mock().start_answer(at(10)).write("One.").pause(at(40)).resume(at(4000))
    assert mock.seconds(at(4005)) == 35
    assert mock.elapsed(at(4005)) == 45
    assert begin_mock().pause(at(9)).pause(at(99)).answer.thinking == 9


def test_clock_set_back_removes_no_time() -> None:
    mock = begin_mock().start_answer(at(10)).pause(at(40)).resume(at(100))
    assert mock.seconds(at(50)) == 30


Step = Callable[[Mock], Mock]
Change = Callable[[Judgement], Judgement]


def test_time_is_limited_if_an_interview_is_left_open() -> None:
    night = at(18 * 3600)
    mock = Mock.begin("m1", custom_format(2, 45), 7, DRAWN, START).start_answer(at(10))
    assert mock.seconds(night) == 45 * 60
    assert mock.pause(night).answer.seconds == 45 * 60
    assert begin_mock().seconds(at(29 * 60)) == 29 * 60
    assert begin_mock().seconds(night) == 30 * 60


def judge(mock: Mock, change: Change) -> Mock:
    """Change the rating of the current answer."""
    return mock.judge(change(mock.answer.judgement))


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (lambda m: m.start_answer(START), {MockPhase.THINKING}),
        (lambda m: m.write("x"), {MockPhase.THINKING, *SPEAKING}),
        (lambda m: m.follow_up(QUESTION, START), set(SPEAKING)),
        (lambda m: m.advance(QUESTION, START), set(SPEAKING)),
        (lambda m: m.next_question(START), set(ASKING)),
        (lambda m: m.finish(START), set(ASKING)),
        (lambda m: m.tick_recognised([() for _ in m.answers]), {MockPhase.DEBRIEF}),
        (lambda m: m.move_by(1), {MockPhase.DEBRIEF}),
        (lambda m: m.judge(Judgement(figure=True)), {MockPhase.DEBRIEF}),
        (lambda m: m.judge(m.answer.judgement), {MockPhase.DEBRIEF}),
        (lambda m: m.undo(), {MockPhase.DEBRIEF}),
        (lambda m: m.close_debrief(), {MockPhase.DEBRIEF}),
        (lambda m: m.reopen_debrief(), {MockPhase.COUNTING}),
        (lambda m: m.complete(counted=True), {MockPhase.COUNTING}),
    ],
)
def test_transition_in_other_phase_is_rejected(step: Step, allowed: set[MockPhase]) -> None:
    answering = begin_mock().start_answer(START)
    debrief = answering.finish(START)
    mocks = [
        begin_mock(),
        answering,
        answering.follow_up(QUESTION, START),
        debrief,
        debrief.close_debrief(),
        debrief.close_debrief().complete(counted=False),
    ]
    assert {mock.phase for mock in mocks} == set(MockPhase)
    for mock in mocks:
        if mock.phase in allowed:
            step(mock)
        else:
            with pytest.raises(PhaseError):
                step(mock)


def test_recognised_points_are_ticked_and_not_undoable() -> None:
    mock = in_debrief().tick_recognised([("range",), ()])
    assert mock.answers[0].made_points(QUESTION) == ("range",)
    assert mock.undo() is mock


def test_undo_returns_to_changed_answer() -> None:
    mock = judge(in_debrief(), lambda judged: judged.rate(Dimension.EVIDENCE, 2)).move_by(1).move_by(0)
    back = mock.undo()
    assert (back.place, back.answer.judgement.marks) == (0, {})


def test_renamed_points_keep_their_ticks_and_undo_steps() -> None:
    renamed = (KeyPoint("notice within a day", formerly=("early notice",)), KeyPoint("one owner"))
    bank = Bank(questions=(msgspec.structs.replace(QUESTION, key_points=renamed),))
    mock = in_debrief().tick_recognised([["early notice"], ["early notice"]])
    mock = mock.judge(mock.answer.judgement.tick("one owner")).rename_points(bank)
    assert mock.answer.judgement.ticked == ("notice within a day", "one owner")
    assert mock.undo().answer.judgement.ticked == ("notice within a day",)
    assert mock.answers[1].judgement.ticked == ("early notice",)  # this question has no renamed points


def test_grade_without_key_points_is_the_overall_mark() -> None:
    by_hand = Question(id="late", prompt="Late?", kind="technical")
    answer = Answer("late", "Late?", judgement=Judgement(figure=True))
    assert answer.suggested_grade(by_hand) is None
    rated = msgspec.structs.replace(answer, judgement=answer.judgement.rate(Dimension.DEPTH, 4))
    assert rated.suggested_grade(by_hand) is Grade.EASY
    assert rated.suggested_grade(QUESTION) is Grade.AGAIN


def test_debrief_notes_are_filled_from_ticks_until_written() -> None:
    mock = in_debrief().tick_recognised([("range",), ()])
    assert mock.answer.debrief_notes(QUESTION) == {
        "heard": "range",
        "missed": "early notice; one owner",
        "strongest": "",
        "ask_next": "Who was informed?",
    }
    own = judge(mock, lambda judged: judged.set_note("missed", " the\n date ")).answer
    assert own.debrief_notes(QUESTION)["missed"] == "the date"
    assert set(own.debrief_notes(QUESTION)) == set(NOTE_LABELS)
    assert own.must_missing(QUESTION)
    assert not judge(mock, lambda judged: judged.tick("early notice")).answer.must_missing(QUESTION)


def test_control_characters_are_removed_from_answers() -> None:
    mock = begin_mock().start_answer(START).write("a\x1b]52;c;x\x07b\u202e\ud800\nc")
    assert mock.text == "a]52;c;xb\nc"


def test_weakest_dimension_has_lowest_mean_mark() -> None:
    answers = [
        Answer("late", "?", judgement=Judgement(marks={Dimension.DEPTH: 1, Dimension.EVIDENCE: 2})),
        Answer("late", "?", judgement=Judgement(marks={Dimension.DEPTH: 4, Dimension.EVIDENCE: 2})),
    ]
    assert weakest_dimension(answers, {"late": QUESTION}) is Dimension.EVIDENCE
    assert weakest_dimension(answers, {}) is None


def test_no_dimension_is_weakest_if_all_are_strong() -> None:
    strong = Answer("late", "?", judgement=Judgement(marks={Dimension.STRUCTURE: 3}))
    assert weakest_dimension([strong], {"late": QUESTION}) is None


@pytest.mark.parametrize(
    "change", [{"place": 3}, {"place": -1}, {"phase": MockPhase.FOLLOW_UP}, {"answers": ()}]
)
def test_unreachable_state_is_invalid(change: dict[str, object]) -> None:
    assert begin_mock().is_valid
    assert not msgspec.structs.replace(begin_mock(), **change).is_valid


texts = st.text(max_size=20)


class Interview(RuleBasedStateMachine):
    """Random transitions, compared with a model of the texts and times."""

    @initialize(preset=st.sampled_from(sorted(PRESETS)))
    def begin(self, preset: str) -> None:
        self.now = START
        self.mock = Mock.begin("m", PRESETS[preset], 1, DRAWN, START)
        self.texts: dict[str, str] = {}
        self.spent = 0.0

    @rule(seconds=st.integers(0, 500))
    def wait(self, seconds: int) -> None:
        before = self.running()
        self.now += timedelta(seconds=seconds)
        self.spent += self.running() - before

    def running(self) -> float:
        """Return the seconds that the running period counts: at most those of the whole interview."""
        if self.mock.since is None or self.mock.phase not in ASKING:
            return 0.0
        limit = 60.0 * max(30, self.mock.format.minutes)
        return min((self.now - self.mock.since).total_seconds(), limit)

    @rule(away=st.integers(0, 5000))
    def pause_and_resume(self, away: int) -> None:
        paused = self.mock.pause(self.now)
        assert msgspec.json.decode(msgspec.json.encode(paused), type=Mock) == paused
        self.now += timedelta(seconds=away)
        self.mock = msgspec.json.decode(msgspec.json.encode(paused), type=Mock).resume(self.now)

    @precondition(lambda self: self.mock.phase is MockPhase.THINKING)
    @rule()
    def start_answer(self) -> None:
        self.mock = self.mock.start_answer(self.now)

    @precondition(lambda self: self.mock.phase in SPEAKING)
    @rule(text=st.text("abc \n", max_size=12))
    def write(self, text: str) -> None:
        self.mock = self.mock.write(text)
        replies = len(self.mock.answer.replies)
        self.texts[f"{self.mock.answer.question} {replies}"] = text

    @precondition(lambda self: self.mock.phase in SPEAKING)
    @rule()
    def advance(self) -> None:
        self.mock = self.mock.advance(QUESTION, self.now)
        self.forget_skipped()

    @precondition(lambda self: self.mock.phase in SPEAKING)
    @rule()
    def follow_up(self) -> None:
        self.mock = self.mock.follow_up(QUESTION, self.now)

    @precondition(lambda self: self.mock.phase in ASKING)
    @rule(finish=st.booleans())
    def next_question(self, finish: bool) -> None:
        self.mock = self.mock.finish(self.now) if finish else self.mock.next_question(self.now)
        self.forget_skipped()

    def forget_skipped(self) -> None:
        """Forget the time of questions that were not answered, once the interview has ended."""
        if self.mock.phase not in ASKING:
            saved = {answer.question for answer in self.mock.answers}
            assert {name.split()[0] for name in self.texts} <= saved
            self.spent = self.mock.elapsed(self.now)

    @precondition(lambda self: self.mock.phase is MockPhase.DEBRIEF)
    @rule(step=st.integers(-2, 2))
    def move_by(self, step: int) -> None:
        self.mock = self.mock.move_by(step)

    @precondition(lambda self: self.mock.phase is MockPhase.DEBRIEF)
    @rule(
        change=st.sampled_from(
            [
                lambda judged: judged.tick("range"),
                lambda judged: judged.rate(Dimension.EVIDENCE, 2),
                lambda judged: judged.rate(Dimension.DEPTH, 4),
                lambda judged: judged.toggle_figure(),
                lambda judged: judged.toggle_level("staff"),
                lambda judged: judged.set_note("strongest", "It is."),
            ]
        )
    )
    def judge(self, change: Change) -> None:
        before = self.mock
        self.mock = judge(before, change)
        if self.mock is not before:
            assert self.mock.undo() == before

    @precondition(lambda self: self.mock.phase is MockPhase.DEBRIEF)
    @rule()
    def undo(self) -> None:
        self.mock = self.mock.undo()

    @precondition(lambda self: self.mock.phase is MockPhase.DEBRIEF)
    @rule(back=st.booleans())
    def close_debrief(self, back: bool) -> None:
        self.mock = self.mock.close_debrief()
        if back:
            self.mock = self.mock.reopen_debrief()

    @invariant()
    def all_texts_are_present(self) -> None:
        if not hasattr(self, "mock"):
            return
        assert self.mock.is_valid or self.mock.phase is MockPhase.DONE
        answers = {answer.question: answer for answer in self.mock.answers}
        for name, text in self.texts.items():
            question, reply = name.split()
            answer = answers[question]
            assert text == (answer.replies[int(reply) - 1].text if int(reply) else answer.text)

    @invariant()
    def elapsed_time_excludes_pauses(self) -> None:
        if hasattr(self, "mock"):
            assert self.mock.elapsed(self.now) == pytest.approx(self.spent, abs=2)


TestInterview = Interview.TestCase


@given(texts, st.lists(texts, max_size=3))
def test_transcript_and_full_text_contain_all_texts(text: str, replies: list[str]) -> None:
    from tpm_tui.core.mock.answer import Reply

    answer = Answer("late", "?", text=text, replies=tuple(Reply("Ask?", reply) for reply in replies))
    for part in (text, *replies):
        assert not part.strip() or part in answer.transcript
        assert not part.strip() or part in answer.full_text
