"""The list of sentences to keep as a cue of a key point, and of the cues to remove."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.ui.render.layout import Block, heading
from tpm_tui.ui.render.text import line

_SENTENCE, _CUE = "sentence:", "cue:"
"""Begin the names of the items, before the place in the list."""
KEPT_TITLE = "your cues: choose one to remove it"


def cue_blocks(sentences: Sequence[str], kept: Sequence[str]) -> list[Block]:
    """Return an item for each sentence, the likeliest first, and for each cue that is kept."""
    blocks = [Block(line(each), item=f"{_SENTENCE}{at}") for at, each in enumerate(sentences)]
    cues = [Block(line(each), item=f"{_CUE}{at}") for at, each in enumerate(kept)]
    if not cues:
        return blocks
    return [*blocks, heading(KEPT_TITLE), *cues] if blocks else [heading(KEPT_TITLE), *cues]


def sentence_of(item: str, sentences: Sequence[str]) -> str | None:
    """Return the sentence of an item; None if the item is another one."""
    return _find(item, _SENTENCE, sentences)


def cue_of(item: str, kept: Sequence[str]) -> str | None:
    """Return the kept cue of an item; None if the item is another one."""
    return _find(item, _CUE, kept)


def _find(item: str, prefix: str, texts: Sequence[str]) -> str | None:
    return texts[int(item.removeprefix(prefix))] if item.startswith(prefix) else None
