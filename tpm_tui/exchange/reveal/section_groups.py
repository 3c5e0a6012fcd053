"""The sections of a question in the groups of the reveal, each of which is one page.

`question_sections` has the sections in the order of these groups, so that what is printed as one text is in
the same order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from tpm_tui.exchange.question_sections import DELIVERY, MINE, MODEL_ANSWER, Section, SectionKind

POINTS_GROUP, MODEL_GROUP, MINE_GROUP, SHORT_GROUP = "points", "model", "mine", "short"
FACTS_GROUP, HISTORY_GROUP = "facts", "history"

_GROUPS = (
    (POINTS_GROUP, "Points", ("points",)),
    (MODEL_GROUP, "Model", ("method", MODEL_ANSWER)),
    (MINE_GROUP, "Mine", (MINE,)),
    (DELIVERY, "Delivery", (DELIVERY,)),
    (SHORT_GROUP, "Short", ("opening", "short")),
    ("whiteboard", "Whiteboard", ("whiteboard",)),
    ("weak-signs", "Weak signs", ("weak-signs",)),
    ("follow-ups", "Follow-ups", ("follow-ups",)),
)
"""Id and title of each group, and the ids of its sections."""


class SectionGroup(Struct, frozen=True):
    """One page of the reveal."""

    id: str
    title: str
    """One or two words for the bar."""
    sections: tuple[Section, ...] = ()
    """What it shows of the question; empty for the history, and for the points of a question without any."""

    @property
    def is_verbatim(self) -> bool:
        """Whether it has tables or sketches, whose rows should not be wrapped."""
        return any(section.kind is SectionKind.VERBATIM for section in self.sections)


def group_sections(sections: Sequence[Section], *, has_history: bool) -> tuple[SectionGroup, ...]:
    """Return the groups of a question's sections in the order of the reveal.

    The first is always that of the points. Others that have no section are left out; whatever belongs to no
    other group is in Facts.

    Args:
        sections: what is shown of the question.
        has_history: whether there are older attempts.
    """
    by_id = {section.id: section for section in sections}
    grouped = {id for _, _, ids in _GROUPS for id in ids}
    groups = [
        SectionGroup(group, title, tuple(by_id[id] for id in ids if id in by_id))
        for group, title, ids in _GROUPS
    ]
    rest = tuple(section for section in sections if section.id not in grouped)
    groups.append(SectionGroup(FACTS_GROUP, "Facts", rest))
    found = [group for group in groups if group.sections or group.id == POINTS_GROUP]
    return (*found, SectionGroup(HISTORY_GROUP, "History")) if has_history else tuple(found)


def jump_letters(groups: Iterable[SectionGroup]) -> dict[str, SectionGroup]:
    """Return the groups by the letter that goes there: the first of their title that no other one has."""
    letters: dict[str, SectionGroup] = {}
    for group in groups:
        letter = next((char for char in group.title.casefold() if char.isalpha() and char not in letters), "")
        if letter:
            letters[letter] = group
    return letters
