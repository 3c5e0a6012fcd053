"""What the summary shows of the session, and the ways to continue that it offers."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.plan.ahead.expectation import expect_again
from tpm_tui.core.reports.current_points import with_current_points
from tpm_tui.core.session.missed_recall import missed_points
from tpm_tui.exchange.phrases import plural
from tpm_tui.practice.queue import longest_unanswered, new_questions, weakest_seen
from tpm_tui.practice.records.session_trend import SessionTrend, load_trend
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.pages.summary import Offer, Summary


def build_summary(practice_session: PracticeSession, keymap: Keymap, problems: Sequence[str]) -> Summary:
    """Return the summary of a session.

    Args:
        practice_session: the session.
        keymap: the learner's keys.
        problems: found in the learner's files.
    """
    workspace, agenda = practice_session.workspace, practice_session.agenda()
    settings = workspace.plan_settings
    has_date = settings.future_deadlines(agenda.today)
    reviewed = [review.question for review in practice_session.session.reviews]
    cards, questions = workspace.store.cards, workspace.bank.topic_by_question
    expected = expect_again(reviewed, questions, cards, agenda, settings) if reviewed else {}
    return Summary(
        workspace.bank,
        agenda,
        tuple(with_current_points(review, workspace.bank) for review in practice_session.session.reviews),
        _offers(practice_session, keymap),
        practice_session.reports.path,
        workspace.rules.boxes,
        problems,
        expected,
        "" if has_date else keymap.display_key(BY_ID["plan"]),
        _trend(practice_session),
        (keymap.display_key(BY_ID["read-report"]), keymap.display_key(BY_ID["copy-report"])),
    )


def _trend(practice_session: PracticeSession) -> SessionTrend:
    """Return the trend; an empty one if the history cannot be read."""
    try:
        return load_trend(practice_session.workspace, practice_session.session.reviews)
    except DataFolderError:
        return SessionTrend()


def _offers(practice_session: PracticeSession, keymap: Keymap) -> tuple[Offer, ...]:
    workspace = practice_session.workspace
    weakest = len(weakest_seen(workspace))
    missed = len(missed_points(practice_session.session.reviews, workspace.bank))
    offers = {
        "practise-due": (len(practice_session.agenda().queue), "{} left in today's plan"),
        "recall-missed": (missed, f"recall {plural(missed, 'missed point')}, one by one"),
        "practise-new": (len(new_questions(workspace)), "{} new"),
        "practise-weakest": (weakest, "review the weakest of {} seen"),
        "practise-more": (len(longest_unanswered(workspace)), "review the {} seen longest ago"),
        "study-set": (len(workspace.study_sets), "a study set"),
        "drill": (weakest, "a drill; no box moves"),
        "topics": (1, "a topic, or any question"),
    }
    return tuple(
        Offer(keymap.display_key(BY_ID[action]), text.format(count))
        for action, (count, text) in offers.items()
        if count
    )
