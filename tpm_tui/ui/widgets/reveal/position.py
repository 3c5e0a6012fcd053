"""What a reveal shows at the moment: which section, which attempt, and whether the own answer is open."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.exchange.messages import FIRST_ANSWER, NO_NEWER_ANSWER, NO_OLDER_ANSWER
from tpm_tui.exchange.reveal.section_groups import POINTS_GROUP, SectionGroup


class RevealPosition:
    """The place in a reveal. It is kept while the same answer is shown."""

    def __init__(self) -> None:
        self.groups: Sequence[SectionGroup] = ()
        self.group = POINTS_GROUP
        """The id of the current group of sections."""
        self.is_open = False
        """Whether the own answer is open, and scrolled by the movement keys."""
        self.back = 0
        """Which attempt is shown, counted back from the current answer (0)."""

    def set_groups(self, groups: Sequence[SectionGroup]) -> None:
        """Set the groups; the first one becomes the current one if that is gone."""
        self.groups = groups
        if self.group not in {each.id for each in groups}:
            self.group = groups[0].id

    @property
    def index(self) -> int:
        """The index of the current group."""
        return next((at for at, each in enumerate(self.groups) if each.id == self.group), 0)

    @property
    def current(self) -> SectionGroup:
        """The current group."""
        return self.groups[self.index]

    def neighbour(self, step: int) -> SectionGroup:
        """Return the next group for a step of 1, the previous one for -1; after the last is the first."""
        return self.groups[(self.index + step) % len(self.groups)]

    def find(self, id: str) -> SectionGroup | None:
        """Return the group of an id, if there is one."""
        return next((each for each in self.groups if each.id == id), None)

    def step_back(self, attempts: int) -> str:
        """Go to the next older attempt; return why not if there is none.

        Args:
            attempts: how many older attempts there are.
        """
        if self.back == attempts:
            return NO_OLDER_ANSWER if attempts else FIRST_ANSWER
        self.back += 1
        return ""

    def step_forward(self) -> str:
        """Go to the next newer attempt, or to the current answer; return why not if that is shown."""
        if not self.back:
            return NO_NEWER_ANSWER
        self.back -= 1
        return ""
