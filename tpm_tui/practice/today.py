"""Load what Today shows: a quick part for the first frame, and the details for after it."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from tpm_tui.core.cards.day import days_after
from tpm_tui.core.cards.events import Review
from tpm_tui.core.plan.deadline import Deadline
from tpm_tui.core.plan.minutes import REVIEWS_NEEDED, estimate_answer_times
from tpm_tui.core.reports.today.summary import TodaySummary, build_today, monday_of
from tpm_tui.core.session.resume import UnfinishedSession
from tpm_tui.practice.dates.past import find_past_date
from tpm_tui.practice.resume import find_unfinished
from tpm_tui.practice.workspace import Workspace

if TYPE_CHECKING:
    from tpm_tui.core.reports.today.details import TodayDetails

DETAIL_REVIEWS = 2000
"""Number of newest reviews from which the details are computed; all if these do not decide the streak."""

MORE = 4
"""Factor by which more reviews are read if they do not go back to Monday."""


class Today(Struct, frozen=True):
    """The quick part of Today."""

    summary: TodaySummary
    unfinished: UnfinishedSession | None
    """The session that can be resumed, if there is one."""
    past_date: Deadline | None
    """The past target date about which the learner was not asked yet: whether there is a next round."""

    @property
    def left(self) -> int:
        """Number of questions left in the unfinished session."""
        return len(self.unfinished.queue) if self.unfinished else 0


def load_today(workspace: Workspace) -> Today:
    """Return the quick part of Today.

    It reads the cards, the entries of an unfinished session, and the newest 300 reviews, or those of this
    week if they are more.

    Raises:
        DataFolderError: the progress cannot be read.
    """
    agenda, store, settings = workspace.agenda(), workspace.store, workspace.plan_settings
    reviews, has_all = _newest_reviews(workspace, REVIEWS_NEEDED, monday_of(agenda.today))
    before = [review for review in reviews if review.day < agenda.today][-REVIEWS_NEEDED:]
    if settings.time or not (has_all or len(before) == REVIEWS_NEEDED):
        times = workspace.answer_times()
    else:
        times = estimate_answer_times(before, agenda.today)  # the same, without a further read
    summary = build_today(
        workspace.bank,
        store.cards,
        agenda,
        settings,
        reviews,
        times,
        has_all=has_all,
        is_first_run=not store.has_entries,
    )
    return Today(summary, find_unfinished(workspace), find_past_date(workspace))


def load_today_details(workspace: Workspace) -> TodayDetails:
    """Return the details of Today, from the newest 2,000 reviews, or from all if these are of one streak.

    May be called in a thread.

    Raises:
        DataFolderError: the history cannot be read.
    """
    from tpm_tui.core.reports.streak import count_streak
    from tpm_tui.core.reports.today.details import build_today_details

    today, off = workspace.today(), workspace.plan_settings.off
    reviews, has_all = _newest_reviews(workspace, DETAIL_REVIEWS)
    days = {review.day for review in reviews}
    if not has_all and count_streak(days, today, off) == len(days):
        reviews, _ = _newest_reviews(workspace, sys.maxsize)
    return build_today_details(workspace.bank, reviews, today, off)


def _newest_reviews(
    workspace: Workspace, count: int, since: date = date.max
) -> tuple[Sequence[Review], bool]:
    """Return the newest reviews up to today, oldest first, and whether they are all of the history.

    Args:
        workspace: the progress.
        count: how many to read at least.
        since: a study day whose reviews are needed, and those after it.
    """
    tomorrow = days_after(workspace.today(), 1)
    while True:
        reviews = workspace.store.reviews_before(tomorrow, count)
        if len(reviews) < count:
            return reviews, True
        if reviews[0].day < since:
            return reviews, False
        count *= MORE
