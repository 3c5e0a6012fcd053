"""The help page: all keys, from the table of actions."""

from __future__ import annotations

from tpm_tui.ui.keys.actions import GROUPS
from tpm_tui.ui.keys.keymap import Keymap, key_name
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

KEYS_WIDTH = 16

INTRODUCTION = (
    "In the editor, letters are text: press esc first, or use a ctrl key. "
    "To change a key, set its id, shown at the end of its line, under keymap in the settings file."
)


def help_blocks(keymap: Keymap, first: str) -> list[Block]:
    """Return the page with one heading for each group of actions.

    Args:
        keymap: the learner's keys.
        first: the group at the top of the page.
    """
    blocks = [Block(join(("Keys", "bold"))), Block(line(INTRODUCTION, "$dim"))]
    for group, actions in sorted(GROUPS.items(), key=lambda each: each[0] != first):
        blocks.append(heading(group))
        for action in actions:
            keys = " ".join(key_name(key) for key in keymap.keys(action))
            lead = join((f"{keys:<{KEYS_WIDTH}}", "bold $accent"))
            blocks.append(Block(join(line(action.description), (f"  {action.id}", "$dim")), lead=lead))
    return blocks
