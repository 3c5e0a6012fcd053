"""The cheat sheet, made from stories, lists, history and bank."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.reports.graded_answer import title_of
from tpm_tui.core.stories.cheat_sheet import CheatSheet, missed_musts, select_stories
from tpm_tui.exchange.stories.cheat_sheet import cheat_sheet_markdown
from tpm_tui.practice.stories.matrix import StoryMatcher
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.lists import load_lists


def build_cheat_sheet(workspace: Workspace, redact: Sequence[str] = ()) -> str:
    """Return the cheat sheet as one page of Markdown.

    Args:
        workspace: stories, lists, history and bank.
        redact: words that are replaced by `[redacted]`.

    Raises:
        DataFolderError: the history cannot be read.
    """
    matcher = StoryMatcher(workspace)
    loaded = matcher.load_stories()
    titles = {question.id: title_of(question, question.id) for question in workspace.bank.questions}
    today = workspace.today()
    dates = [deadline.day for deadline in workspace.config.plan_settings(None).future_deadlines(today)]
    sheet = CheatSheet(
        day=today,
        interview=min(dates, default=None),
        stories=select_stories(loaded.stories, matcher.matrix(loaded), titles) if loaded.stories else (),
        missed=missed_musts(active_reviews(workspace.store.entries()), workspace.bank),
        lists=load_lists(workspace.paths.data).lists,
    )
    return cheat_sheet_markdown(sheet, redact)
