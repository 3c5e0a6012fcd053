"""Case folding that keeps or records the position of each character, for excerpts with marked words."""

from __future__ import annotations

import unicodedata


def fold_text(text: str) -> str:
    """Return the text in lower case and without accents. Spaces stay, unlike in `filter.fold_case`."""
    if text.isascii():
        return text.lower()
    letters = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def fold_with_positions(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the position in the text.

    The list has one more element: the length of the text.
    """
    folded = fold_text(text)
    if text.isascii():
        return folded, list(range(len(text) + 1))
    positions: list[int] = []
    pieces = []
    for position, character in enumerate(text):
        piece = fold_text(character)
        pieces.append(piece)
        positions += [position] * len(piece)
    return "".join(pieces), [*positions, len(text)]
