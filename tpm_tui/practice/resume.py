"""Find an unfinished practice session, and close it if the learner starts a new one instead."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msgspec.structs import replace

from tpm_tui.core.cards.day import study_day
from tpm_tui.core.cards.events import SessionEnd
from tpm_tui.core.session.resume import (
    PRACTICE_MODE,
    UnfinishedSession,
    build_unfinished_session,
    describe_unfinished,
    format_start,
)
from tpm_tui.core.session.scaffold import count_answer_words
from tpm_tui.practice.records.entry_header import entry_header
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.progress.drafts import Draft, is_valid_session_id
from tpm_tui.storage.progress.store import Store


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
    drafts = store.drafts.newest_drafts()
    for question, draft in drafts.items():
        typed.setdefault(draft.session, {})[question] = draft.text
    zone, starts_at = workspace.zone, workspace.config.day_starts_at
    cards = workspace.store.cards
    excluded = {name for name, card in cards.items() if card.suspended or card.buried == today}
    askable = workspace.bank.by_id.keys() - excluded
    for each in reversed(without_end):
        if each.key in typed or study_day(each.started, zone, starts_at) == today:
            entries = store.session_entries(each.key)
            if found := build_unfinished_session(entries, typed.get(each.key, {}), today, askable):
                return _with_answer(found, drafts.get(found.queue[0]), store)
    return None


def _with_answer(found: UnfinishedSession, draft: Draft | None, store: Store) -> UnfinishedSession:
    """Return the session with what its first question is resumed with, as `SessionDrafts` loads it.

    Args:
        found: the session.
        draft: the newest draft of the question, which may be of an earlier session.
        store: tells whether the draft was graded.
    """
    if draft is None:
        return found
    is_own = draft.session == found.session
    if not is_own and (not draft.text or store.is_graded(draft.question, draft.session, draft.text)):
        return found
    state = draft.answer_state
    return replace(found, words=count_answer_words(draft.text), is_spoken=state is not None and state.spoken)


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
