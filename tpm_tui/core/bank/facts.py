"""Public facts that questions and key points cite by id."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta, Struct

from tpm_tui.core.bank.question import Line

FactId = Annotated[
    str,
    Meta(
        pattern=r"^[A-Z]{2,5}-[0-9]{1,3}(?!\n)$",
        description="capital letters, a hyphen and a number",
        examples=["CUL-1"],
    ),
]

IsoDate = Annotated[
    str,
    Meta(
        pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}(?!\n)$",
        description="a date of year, month and day",
        examples=["2027-05-01"],
    ),
]

Status = Literal["P", "S", "U"]
"""P: checked in a primary source. S: checked in a secondary source. U: general knowledge, unverified."""


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """One fact, how well it is verified, and how to state it."""

    id: FactId
    name: Line
    status: Status
    text: Line
    year: str = ""
    """When it was true, as text: `2024`, `June 2024`, `2009, widened 2024`."""
    source: Line = ""
    say: Line = ""
    """A good way to state it in an interview."""
    avoid: Line = ""
    """What candidates often get wrong."""
    review_by: IsoDate = ""
    """When it must be checked again; empty if it cannot become outdated."""


def is_review_past(review_by: str, today: date) -> bool:
    """Return whether the date by which something had to be reviewed, if any, is before a study day."""
    # The type of a fact checks the form of its date only; as text, dates in this form are in their order.
    return bool(review_by) and review_by < today.isoformat()
