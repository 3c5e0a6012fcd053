"""The labelled answers for delivery remarks; labelled/README.md explains their fields."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct

from tpm_tui.storage.yaml_files.document import load_yaml

_FOLDER = Path(__file__).parent / "labelled"

RemarkLabel = Literal[
    "we-not-i",
    "no-base",
    "hedges",
    "fillers",
    "headline-late",
    "long-sentence",
    "no-learning",
    "too-long",
    "too-short",
    "context-heavy",
    "thin-result",
]
REMARK_LABELS: tuple[RemarkLabel, ...] = get_args(RemarkLabel)

CaseSet = Literal["tuning", "held-out", "check"]
CASE_SETS: tuple[CaseSet, ...] = get_args(CaseSet)
FULL_SETS: tuple[CaseSet, ...] = ("tuning", "held-out")
"""The sets with enough true cases of each type to say something about each rule."""


class LabelledRemark(Struct, frozen=True, forbid_unknown_fields=True):
    """A remark that is true, with the sentences that it may rest on; none if it rests on the whole answer."""

    type: RemarkLabel
    quotes: tuple[str, ...] = ()


class DeliveryCase(Struct, frozen=True, forbid_unknown_fields=True):
    """An answer with the remarks that are true; all types neither in `remarks` nor `maybe` are false."""

    number: int
    set: CaseSet
    question: str
    text: str
    remarks: tuple[LabelledRemark, ...] = ()
    maybe: tuple[RemarkLabel, ...] = ()

    @property
    def types(self) -> frozenset[RemarkLabel]:
        """The types of the remarks that are true."""
        return frozenset(remark.type for remark in self.remarks)


class _File(Struct, frozen=True, forbid_unknown_fields=True):
    answers: tuple[DeliveryCase, ...]


def delivery_cases(case_set: CaseSet) -> tuple[DeliveryCase, ...]:
    """Return the answers of one set, in the order of their numbers."""
    loaded = load_yaml(_FOLDER / f"{case_set.replace('-', '_')}.yaml", _File)
    assert loaded.value is not None, loaded.problems
    return loaded.value.answers
