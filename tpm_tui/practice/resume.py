"""Find an unfinished practice session, and close it if the learner starts a new one instead."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from tpm_tui.core.cards.day import study_day
from tpm_tui.core.cards.events import SessionEnd
from tpm_tui.core.session.resume import (
    PRACTICE_MODE,
    UnfinishedSession,
    build_unfinished_session,
    describe_unfinished,
    format_start,
)
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.drafts import is_valid_session_id


def find_unfinished(workspace: Workspace) -> UnfinishedSession | None:
    """Return the latest unfinished session that has questions or text left, if there is one.

    Sessions that are open in another process are left out.

    Reads only the history entries of sessions without an end entry that started today or have a draft.

    Raises:
        DataFolderError: the history cannot be read.
    """
    store, today = workspace.store, workspace.today()
    without_end = [
        each
        for each in store.sessions
        if each.ended is None
        and each.mode == PRACTICE_MODE
        and is_valid_session_id(each.key)
        and not store.live_sessions.is_open_elsewhere(each.key)
    ]
    if not without_end:
        return None
    typed: dict[str, dict[str, str]] = {}
    spoken: set[str] = set()
    for question, draft in store.drafts.newest_drafts().items():
        typed.setdefault(draft.session, {})[question] = draft.text
        if (state := draft.answer_state) is not None and state.spoken:
            spoken.add(question)
    zone, starts_at = workspace.zone, workspace.config.day_starts_at
    cards = workspace.store.cards
    excluded = {name for name, card in cards.items() if card.suspended or card.buried == today}
    askable = workspace.bank.by_id.keys() - excluded
    for each in reversed(without_end):
        if each.key in typed or study_day(each.started, zone, starts_at) == today:
            entries = store.session_entries(each.key)
            if found := build_unfinished_session(entries, typed.get(each.key, {}), today, askable, spoken):
                return found
    return None


def describe_open_elsewhere(workspace: Workspace, current: str, open_drafts: Collection[str]) -> str:
    """Return a notice if a session is open in another process; empty if none is.

    Args:
        workspace: the progress and the clock.
        current: the question that is asked now.
        open_drafts: the questions that are being answered in other processes.
    """
    if current in open_drafts:
        from tpm_tui.exchange.messages import OPEN_ELSEWHERE  # rarely needed when the app starts

        return OPEN_ELSEWHERE
    store = workspace.store
    for each in reversed(store.sessions):
        if each.ended is None and store.live_sessions.is_open_elsewhere(each.key):
            day = study_day(each.started, workspace.zone, workspace.config.day_starts_at)
            start = format_start(each.started, day, workspace.today(), workspace.zone)
            from tpm_tui.exchange.messages import open_elsewhere_message

            return open_elsewhere_message(start)
    return ""


def resume_prompt(workspace: Workspace, found: UnfinishedSession) -> str:
    """Return the prompt, such as `Resume the session of 14:05 (question 7, 142 words typed)?`."""
    question = workspace.bank.by_id[found.queue[0]]
    return describe_unfinished(found, question, workspace.today(), workspace.zone)


def close_unfinished_session(workspace: Workspace, found: UnfinishedSession) -> Path | None:
    """End a session that is not resumed. Its drafts stay.

    Returns:
        The path of its report; None if it has no grades.

    Raises:
        WriteError: the session was not ended.
    """
    entry = SessionEnd(**entry_header(workspace), session=found.session)
    workspace.store.commit(entry)
    if not found.reviews:
        return None
    from tpm_tui.practice.reports import write_session_report

    return write_session_report(workspace, found.session)
