"""The names of rows that lead somewhere: a kind, a colon, and an id."""

from __future__ import annotations

from enum import StrEnum


class RowKind(StrEnum):
    """What a row leads to."""

    ACTION = "action"
    """Runs an action of the table; the id is that of the action."""
    TOPIC = "topic"
    """Practises a topic."""
    QUESTION = "question"
    """Asks a question."""
    POINT = "point"
    """Drills the question of a key point; the id is that of the question and a number."""
    BOX = "box"
    """Practises the questions of a box; the id is its number."""
    SESSION = "session"
    """Shows the report of a session."""

    def name_row(self, id: str) -> str:
        """Return the name of a row of this kind."""
        return f"{self}:{id}"


ROW_LABELS = {
    RowKind.ACTION: "start",
    RowKind.TOPIC: "practise topic",
    RowKind.QUESTION: "practise",
    RowKind.POINT: "drill",
    RowKind.BOX: "practise box",
    RowKind.SESSION: "read report",
}
"""What the footer says about enter, by the kind of the row under the cursor."""


def split_row(name: str) -> tuple[RowKind, str] | None:
    """Return the kind and the id of a row; None if it leads nowhere."""
    kind, _, id = name.partition(":")
    try:
        return RowKind(kind), id
    except ValueError:
        return None
