"""The fields that every new history entry has."""

from __future__ import annotations

from datetime import date, datetime
from typing import TypedDict

from tpm_tui.practice.workspace import Workspace


class EntryHeader(TypedDict):
    """The fields of an entry that do not depend on its type."""

    id: str
    at: datetime
    day: date


def entry_header(workspace: Workspace) -> EntryHeader:
    """Return these fields for an entry that is written now."""
    return {"id": workspace.new_id(), "at": workspace.now(), "day": workspace.today()}
