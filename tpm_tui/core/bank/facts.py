"""Public facts that questions and key points rest on, cited by id."""

from __future__ import annotations

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
"""P: a primary text was read. S: a report of it was read. U: general knowledge, unverified."""


class Fact(Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that may be said, how well it is known, and how to say it."""

    id: FactId
    name: Line
    status: Status
    text: Line
    year: str = ""
    """When it was so, in words: `2024`, `June 2024`, `2009, widened 2024`."""
    source: Line = ""
    say: Line = ""
    """How a candidate puts it well."""
    avoid: Line = ""
    """What candidates often get wrong."""
    review_by: IsoDate = ""
    """When it needs a fresh look; empty for what does not age."""
