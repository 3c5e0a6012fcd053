"""One row of the table of actions."""

from __future__ import annotations

from msgspec import Struct

from tpm_tui.ui.keys.actions.scope import Scope


class Action(Struct, frozen=True):
    """A command that a key can run."""

    id: str
    """Stable name in kebab-case: used in a keymap, and to find the action's handler."""
    default_keys: str
    """Key names as in Textual, separated by spaces; the first is the one that is displayed. May be empty."""
    label: str
    """One or two words for the footer."""
    description: str
    """A sentence for help and palette."""
    scope: Scope
    """Where the action is available."""
    footer: int = 0
    """Position in the footer, in ascending order; 0 means not shown there."""
    kept: bool = False
    """Whether the footer has it before others, and from 80 columns always: help, and the way out."""
    title: str = ""
    """Its name in the palette, where it stands without its context; by default the label."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The default keys."""
        return tuple(self.default_keys.split())

    @property
    def name(self) -> str:
        """What the palette calls it."""
        return self.title or self.label[:1].upper() + self.label[1:]
