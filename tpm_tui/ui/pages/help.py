"""All keys on one page, from the table of actions."""

from __future__ import annotations

from tpm_tui.ui.keys.actions import GROUPS
from tpm_tui.ui.keys.keymap import Keymap, key_name
from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import join, line

KEYS_WIDTH = 16

INTRODUCTION = (
    "In the editor letters are text: press esc first, or use a ctrl key. "
    "The config's keymap changes keys by the id behind each line."
)


def help_blocks(keymap: Keymap, first: str) -> list[Block]:
    """The page, a heading for each group.

    Args:
        keymap: the learner's keys.
        first: the group that the page begins with.
    """
    blocks = [Block(join(("Keys", "bold"))), Block(line(INTRODUCTION, "$dim"))]
    for group, actions in sorted(GROUPS.items(), key=lambda each: each[0] != first):
        blocks.append(heading(group))
        for action in actions:
            keys = " ".join(key_name(key) for key in keymap.keys(action))
            lead = join((f"{keys:<{KEYS_WIDTH}}", "bold $accent"))
            blocks.append(Block(join(line(action.description), (f"  {action.id}", "$dim")), lead=lead))
    return blocks
