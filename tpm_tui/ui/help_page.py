"""All keys on one page, from the table of actions."""

from __future__ import annotations

from tpm_tui.ui.actions import ACTIONS, Keymap, key_name
from tpm_tui.ui.text import join, line
from tpm_tui.ui.typeset import Block, heading

KEYS_WIDTH = 16


def help_blocks(keymap: Keymap) -> list[Block]:
    """The page, a heading for each group."""
    intro = "In the editor letters are text: press esc first, or use a ctrl key. Keys can be changed by id in the config."
    blocks = [Block(join(("Keys", "bold")), gap=0), Block(line(intro, "$dim"))]
    for group in dict.fromkeys(action.group for action in ACTIONS):
        blocks.append(heading(group))
        for action in ACTIONS:
            if action.group == group:
                keys = " ".join(key_name(key) for key in keymap.keys(action))
                lead = join((f"{keys:<{KEYS_WIDTH}}", "bold $accent"))
                blocks.append(Block(join(line(action.description), (f"  {action.id}", "$dim")), lead=lead))
    return blocks
