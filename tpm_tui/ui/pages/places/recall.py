"""The page of a recall drill: a card, or the summary at the end."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from tpm_tui.core.session.recall import RecallCard, RecallDrill
from tpm_tui.core.text.plural import plural
from tpm_tui.ui.render.bar import thin_bar
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading, layout, paragraphs
from tpm_tui.ui.render.sizes import NARROW
from tpm_tui.ui.render.text import join, line, plain

BAR_WIDTH = 20
ALL_MADE = "All made."
AGAIN = "{cards} missed; {key} asks them again."


def progress_text(drill: RecallDrill, width: int, glyphs: Glyphs) -> Content:
    """Return how far the drill is, for a width in columns."""
    total = drill.answered + len(drill.waiting)
    place = min(total, drill.answered + 1)
    bar = thin_bar(drill.answered / total if total else 1, min(BAR_WIDTH, max(4, width // 4)), glyphs)
    counts = join(
        (f"{drill.made} made", "$made" if drill.made else "$dim"),
        "  ",
        (f"{drill.missed} missed", "$lost" if drill.missed else "$dim"),
    )
    title = "" if width < NARROW else "Recall  "
    return join((title, "bold"), f"{place} of {total}  ", bar, "  ", counts)


def card_blocks(card: RecallCard, label: str, *, shown: bool, width: int, height: int) -> list[Block]:
    """Return a card in the middle of the page; its question stays where it is when the answer appears.

    Args:
        card: the card.
        label: the label of its question.
        shown: whether the answer is shown.
        width: columns of the page.
        height: rows of the page.
    """
    question = [heading(label, gap=0), *paragraphs(plain(card.ask, "bold"))]
    answer = paragraphs(plain(card.answer))
    return _centred(question, answer if shown else [], len(layout([*question, *answer], width)), height)


def recall_end_blocks(
    drill: RecallDrill, label_of: dict[str, str], again_key: str, width: int, height: int
) -> list[Block]:
    """Return the result, and the cards that were missed.

    Args:
        drill: the drill, at its end.
        label_of: the labels of the questions, by id.
        again_key: the key that asks the missed cards again.
        width: columns of the page.
        height: rows of the page.
    """
    missed = drill.missed_cards
    again = AGAIN.format(cards=plural(len(missed), "card"), key=again_key) if missed else ALL_MADE
    blocks = [
        Block(join((f"{drill.made} made, {drill.missed} missed", "bold"))),
        Block(line(again), gap=1),
        *(
            _missed_row(card, label_of.get(card.question, card.question), first=card is missed[0])
            for card in missed
        ),
    ]
    return _centred(blocks, [], len(layout(blocks, width)), height)


def _missed_row(card: RecallCard, label: str, *, first: bool) -> Block:
    return Block(join(line(card.ask), (f"  {label}", "$dim")), lead=join(("- ", "$dim")), gap=int(first))


def _centred(upper: Sequence[Block], lower: Sequence[Block], rows: int, height: int) -> list[Block]:
    """Return blocks with empty rows above, as many as centre `rows` rows."""
    above = max(0, (height - rows) // 2)
    return [*(Block(line("")) for _ in range(above)), *upper, *lower]
