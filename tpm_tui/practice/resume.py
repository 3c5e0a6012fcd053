"""Finding the session that was cut off, and putting it away when the learner wants a fresh one."""

from __future__ import annotations

from pathlib import Path

from tpm_tui.core.cards.day import study_day
from tpm_tui.core.cards.events import SessionEnd
from tpm_tui.core.session.resume import MODE, UnfinishedSession, describe_unfinished, unfinished_session
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.drafts import can_keep


def find_unfinished(workspace: Workspace) -> UnfinishedSession | None:
    """The latest session that was cut off and has something left, if there is one.

    Of the history no more is read than what belongs to sessions that have no end, and only to those of today
    or with something typed.

    Raises:
        DataFolderError: the history cannot be read.
    """
    store, today = workspace.store, workspace.today()
    without_end = [
        each for each in store.sessions if each.ended is None and each.mode == MODE and can_keep(each.key)
    ]
    if not without_end:
        return None
    typed: dict[str, dict[str, str]] = {}
    for question, draft in store.drafts.latest().items():
        typed.setdefault(draft.session, {})[question] = draft.text
    zone, starts_at = workspace.zone, workspace.config.day_starts_at
    cards = workspace.store.cards
    out = {name for name, card in cards.items() if card.suspended or card.buried == today}
    askable = workspace.bank.by_id.keys() - out
    for each in reversed(without_end):
        if each.key in typed or study_day(each.started, zone, starts_at) == today:
            entries = store.session_entries(each.key)
            if found := unfinished_session(entries, typed.get(each.key, {}), today, askable):
                return found
    return None


def resume_question(workspace: Workspace, found: UnfinishedSession) -> str:
    """`Resume the session of 14:05 (question 7, 142 words typed)?`."""
    question = workspace.bank.by_id[found.queue[0]]
    return describe_unfinished(found, question, workspace.today(), workspace.zone)


def close_unfinished_session(workspace: Workspace, found: UnfinishedSession) -> Path | None:
    """End a session that is not taken up again; its drafts stay. Returns where its report is, if it has one.

    Raises:
        WriteError: it is not ended.
    """
    entry = SessionEnd(
        id=workspace.new_id(), at=workspace.now(), day=workspace.today(), session=found.session
    )
    workspace.store.commit(entry)
    if not found.reviews:
        return None
    from tpm_tui.practice.reports import write_session_report

    return write_session_report(workspace, found.session)
