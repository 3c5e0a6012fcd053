"""The panes of the mock interview screen, each alone in a small app."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from textual.app import App, ComposeResult
from textual.widget import Widget

from tpm_tui.core.bank.question import FollowUp, KeyPoint, Question
from tpm_tui.core.mock.draw import DrawnQuestion
from tpm_tui.core.mock.format import custom_format
from tpm_tui.core.mock.interview import Mock
from tpm_tui.core.mock.judgement import Judgement
from tpm_tui.core.mock.rubric import Dimension
from tpm_tui.exchange.question_sections import question_sections
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.render.glyphs import select_glyphs
from tpm_tui.ui.render.theme import ROLE_FALLBACKS
from tpm_tui.ui.screens.mock.debrief_pane import DebriefPane
from tpm_tui.ui.screens.mock.interview_pane import InterviewPane
from tpm_tui.ui.widgets.footer import NoticeRequested
from tpm_tui.ui.widgets.question import QuestionPane

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
QUESTION = Question(
    id="late-crane",
    prompt="The crane is late. And now?",
    kind="behavioural",
    key_points=(KeyPoint("plain notice", must=True), KeyPoint("one owner")),
    follow_ups=(FollowUp("And without a crane?"),),
)
GLYPHS = select_glyphs(False)
ASKED = Mock.begin("m", custom_format(1, 9), 1, [DrawnQuestion(QUESTION.id, QUESTION.prompt)], NOW)
ANSWERED = ASKED.start_answer(NOW).write("I rang the quay.")


class HostApp(App[None]):
    """App with a single pane."""

    def __init__(self, pane: Widget) -> None:
        super().__init__()
        self.pane = pane

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict.fromkeys(ROLE_FALLBACKS, "#ffffff")

    def compose(self) -> ComposeResult:
        yield self.pane


@asynccontextmanager
async def run_debrief(mock: Mock, size: tuple[int, int] = (80, 24)) -> AsyncIterator[DebriefPane]:
    pane = DebriefPane(GLYPHS)
    async with HostApp(pane).run_test(size=size):
        show(pane, mock)
        yield pane


def show(pane: DebriefPane, mock: Mock) -> None:
    pane.show_answer(mock, QUESTION, "Harbour", question_sections(QUESTION), keep_scroll=True)


def in_debrief(judgement: Judgement | None = None) -> Mock:
    """Return an interview in its debrief."""
    return ANSWERED.finish(NOW).judge(judgement or Judgement())


async def test_tick_key_toggles_point_or_figure() -> None:
    async with run_debrief(in_debrief()) as pane:
        pane.page.move_to("point:one owner")
        assert pane.tick() == DebriefPane.Judged(Judgement(ticked=("one owner",)))
        show(pane, in_debrief(Judgement(ticked=("one owner",))))
        assert pane.tick() == DebriefPane.Judged(Judgement())
        pane.page.move_to("figure")
        assert pane.tick() == DebriefPane.Judged(Judgement(ticked=("one owner",), figure=True))


async def test_rating_key_rates_row_under_cursor() -> None:
    async with run_debrief(in_debrief(Judgement(marks={Dimension.EVIDENCE: 1}))) as pane:
        pane.page.move_to("dimension:evidence")
        assert pane.rate(3) == DebriefPane.Judged(Judgement(marks={Dimension.EVIDENCE: 3}))
        assert pane.rate(1) == DebriefPane.Judged(Judgement())
        pane.page.move_to("level")
        assert pane.rate(3) == DebriefPane.Judged(Judgement(marks={Dimension.EVIDENCE: 1}, level="staff"))


async def test_rating_key_elsewhere_goes_to_next_unrated_row() -> None:
    async with run_debrief(in_debrief(Judgement(marks={Dimension.STRUCTURE: 1}))) as pane:
        assert isinstance(pane.rate(3), NoticeRequested)
        assert pane.page.cursor == "dimension:ownership"


async def test_note_key_requests_note_under_cursor() -> None:
    async with run_debrief(in_debrief()) as pane:
        pane.page.move_to("note:strongest")
        assert pane.request_note() == DebriefPane.NoteRequested("strongest")


@pytest.mark.parametrize("key", ["tick", "mock-note", "rate-outstanding"])
async def test_key_that_does_nothing_here_says_why(key: str) -> None:
    async with run_debrief(in_debrief()) as pane:
        pane.page.move_to("note:heard" if key == "tick" else "level")
        assert isinstance(pane.handlers()[key](), NoticeRequested)


async def test_answer_is_beside_assessment_on_wide_screen() -> None:
    for width, beside in ((120, True), (80, False)):
        async with run_debrief(in_debrief(), (width, 36)) as pane:
            assert pane.has_class("-beside") is beside
            assert ("I rang the quay." in pane.page.text) is not beside
            pane.show_page([], keep_scroll=False)
            assert not pane.has_class("-beside")


async def test_text_is_read_only_for_what_is_asked_now() -> None:
    pane = InterviewPane(GLYPHS, Keymap.from_setting({}), lambda: None)
    async with HostApp(pane).run_test():
        pane.load_answer(ASKED)
        assert pane.read_answer(ASKED) is None
        pane.load_answer(ANSWERED)
        pane.answer.editor.insert(" And more.")
        assert pane.read_answer(ANSWERED) == "I rang the quay. And more."
        follow_up = ANSWERED.follow_up(QUESTION, NOW)
        assert pane.read_answer(follow_up) is None
        pane.load_answer(follow_up)
        assert pane.read_answer(follow_up) == ""
        assert pane.read_answer(in_debrief()) is None


async def test_question_pane_shows_follow_up_or_thinking_hint() -> None:
    pane = InterviewPane(GLYPHS, Keymap.from_setting({}), lambda: None)
    async with HostApp(pane).run_test():
        pane.show_question(ASKED, QUESTION, "Harbour")
        below = pane.query_one("#follow-up")
        assert "enter starts the answer" in str(below.render())
        pane.show_question(ANSWERED.follow_up(QUESTION, NOW), QUESTION, "Harbour")
        assert "And without a crane?" in str(below.render())
        assert "Harbour · behavioural · target" in str(pane.query_one(QuestionPane).meta)
