"""The help page: the keys of the current place first, then all others, from the table of actions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.content import Content

from tpm_tui.core.session.filter import fold_case
from tpm_tui.ui.keys.actions import BY_ID, GROUPS, Action, Scope
from tpm_tui.ui.keys.key_names import types_text
from tpm_tui.ui.keys.keymap import Keymap, key_name
from tpm_tui.ui.render.layout import Block, heading, layout
from tpm_tui.ui.render.text import join, line
from tpm_tui.ui.widgets.status import FooterKey

KEYS_WIDTH = 16
HELP_TWO_COLUMNS = 100
"""From this many columns, the keys of a group stand in two columns."""
KEYS_GAP = 3

ON_PAGE = "Keys on this page"
HERE = "Keys here"
MOVE = "Move"
"""The group that comes last among the keys of a place."""
HELP_INTRODUCTION = (
    "In the editor, letters are text: press esc first, or use a ctrl key. To change a key, set it in keymap "
    "in the settings ({settings}); `tpm-tui keys` lists the names to use there. What has no key is found "
    "with {palette}."
)
MARKS_MEAN = (
    "Of the key points, [x] is ticked because it was heard in your answer or by you, [?] may have been "
    "heard, and ! marks those that a good answer must have."
)
NO_KEY_FOUND = "No key has these words."
_EDITORS = Scope.EDITOR | Scope.MOCK_EDITOR


def help_blocks(
    keymap: Keymap, scope: Scope, page_keys: Sequence[FooterKey], words: str, width: int
) -> list[Block]:
    """Return the page with one heading for each group of actions.

    Args:
        keymap: the learner's keys.
        scope: where help was opened.
        page_keys: the keys of the page on top of that place from which help was opened, if it was one.
        words: the filter; empty for all keys.
        width: columns of the page.
    """
    settings, palette = (keymap.display_key(BY_ID[id], Scope.TODAY) for id in ("settings", "palette"))
    introduction = HELP_INTRODUCTION.format(settings=settings, palette=palette)
    blocks = [Block(join(("Keys", "bold"))), Block(line(introduction, "$dim"))]
    if scope & (Scope.REVEALED | Scope.MOCK_DEBRIEF):
        blocks.append(Block(line(MARKS_MEAN, "$dim")))
    on_page = [_page_row(each) for each in page_keys if _are_in(f"{each.key} {each.label}", words)]
    found = bool(on_page)
    if on_page:
        blocks += [heading(ON_PAGE), *_columns(on_page, width)]
    for title, actions in _groups(scope):
        rows = [_row(each, keymap, scope) for each in actions if _has_words(each, keymap, words)]
        if rows:
            found = True
            blocks += [heading(title), *_columns(rows, width)]
    return blocks if found else [*blocks, Block(line(NO_KEY_FOUND), gap=1)]


def _groups(scope: Scope) -> Iterator[tuple[str, list[Action]]]:
    """Yield the actions of the current scope, those that are only there first; then the other groups."""
    here = [action for action in BY_ID.values() if action.scope & scope]
    yield HERE, sorted(here, key=lambda action: (action in GROUPS[MOVE], bool(action.scope & ~scope)))
    for title, actions in GROUPS.items():
        yield title, [action for action in actions if not action.scope & scope]


def _has_words(action: Action, keymap: Keymap, words: str) -> bool:
    keys = " ".join(map(key_name, keymap.keys(action)))
    return _are_in(f"{keys} {action.name} {action.description}", words)


def _are_in(text: str, words: str) -> bool:
    folded = fold_case(text)
    return all(word in folded for word in fold_case(words).split())


def _row(action: Action, keymap: Keymap, scope: Scope) -> Block:
    """Return an action with the keys that run it here; without any, with the key of the palette."""
    is_typed = bool(action.scope & scope & _EDITORS)
    keys = " ".join(key_name(key) for key in keymap.keys(action) if not (is_typed and types_text(key)))
    if not keys and (palette := keymap.display_key(BY_ID["palette"], scope)):
        return _key_block(f"({palette})", action.description, "$dim")
    return _key_block(keys, action.description)


def _page_row(key: FooterKey) -> Block:
    return _key_block(key.key, f"{key.label[:1].upper()}{key.label[1:]}.")


def _key_block(keys: str, text: str, style: str = "bold $accent") -> Block:
    padded = f"{keys:<{KEYS_WIDTH - 2}}  "
    return Block(line(text), lead=join((padded, style)))


def _columns(rows: Sequence[Block], width: int) -> list[Block]:
    """Return rows for a width, in two columns if it is wide; read each column from top to bottom."""
    if width < HELP_TWO_COLUMNS or len(rows) == 1:
        return [*rows]
    column = (width - KEYS_GAP) // 2
    heights = [len(layout([row], column)) for row in rows]
    half = next(count for count in range(len(rows) + 1) if 2 * sum(heights[:count]) >= sum(heights))
    left, right = layout(rows[:half], column), layout(rows[half:], column)
    pairs = [
        (
            left[index].content if index < len(left) else Content(""),
            right[index].content if index < len(right) else Content(""),
        )
        for index in range(max(len(left), len(right)))
    ]
    return [
        Block(first.pad_right(column + KEYS_GAP - first.cell_length) + second, wide=True, cut=True)
        for first, second in pairs
    ]
