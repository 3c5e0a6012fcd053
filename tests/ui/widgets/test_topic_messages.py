"""The topic browser alone: its keys and the messages that they send."""

from __future__ import annotations

from tests.ui.host import run_host
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope
from tpm_tui.ui.pages.topics import TopicTree
from tpm_tui.ui.render.glyphs import UNICODE
from tpm_tui.ui.widgets.topic_browser import TopicBrowser


def browser_of(workspace: Workspace, topic: str = "harbour") -> TopicBrowser:
    browser = TopicBrowser(UNICODE)
    browser.styles.display = "block"
    browser.open_topic(topic)
    return browser


def tree(workspace: Workspace, current: str = "") -> TopicTree:
    return TopicTree(workspace.bank, workspace.store.cards, workspace.agenda(), current=current)


async def test_enter_on_a_question_sends_it(workspace: Workspace) -> None:
    browser = browser_of(workspace)
    async with run_host(workspace, Scope.TOPICS, browser) as pilot:
        browser.show_tree(tree(workspace, "two-captains"))
        await pilot.press("j", "enter")
        chosen = pilot.received(TopicBrowser.QuestionChosen)
        assert [message.question for message in chosen] == ["tide-table"]


async def test_enter_on_a_topic_opens_it_and_sends_nothing(workspace: Workspace) -> None:
    browser = browser_of(workspace)
    async with run_host(workspace, Scope.TOPICS, browser) as pilot:
        browser.show_tree(tree(workspace))
        await pilot.press("G", "enter")
        assert "Early frost" in browser.text
        assert pilot.received(TopicBrowser.QuestionChosen) == []


async def test_p_sends_the_topic_of_the_row(workspace: Workspace) -> None:
    browser = browser_of(workspace)
    async with run_host(workspace, Scope.TOPICS, browser) as pilot:
        browser.show_tree(tree(workspace, "late-crane"))
        await pilot.press("p", "g", "p", "G", "p")
        requested = pilot.received(TopicBrowser.PracticeRequested)
        assert [message.topic for message in requested] == ["harbour", "", "orchard"]
