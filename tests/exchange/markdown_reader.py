"""Parse a report with Markdown parsers, and return its structure and its visible text separately."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like", {"linkify": True})
"""Tables, ~~strikethrough~~ and bare links; it links more than GitHub itself does."""

READERS = {"commonmark": COMMONMARK, "github": GITHUB}


def body(report: str) -> str:
    """Return a report without its front matter."""
    lines = report.split("\n")
    assert lines[0] == "---"
    return "\n".join(lines[lines.index("---", 1) + 1 :])


def structure(tokens: list[Token]) -> list[str]:
    """Return all elements in order, without text; a block quote of paragraphs only is one element."""
    found: list[str] = []
    depth = 0
    for token in tokens:
        if token.type == "blockquote_open":
            depth += 1
            if depth == 1:
                found.append("quote")
        elif token.type == "blockquote_close":
            depth -= 1
        elif token.type == "inline":
            kinds = [child.type for child in token.children or []]
            plain = set(kinds) <= ({"text", "hardbreak"} if depth == 1 else {"text"})
            if not plain:
                found.append(f"inline {kinds}")
            elif depth != 1:
                found.append("inline")
        elif depth != 1 or not token.type.startswith("paragraph"):
            found.append(f"{token.type} {token.tag} {token.level}")
    return found


def quotes(tokens: list[Token]) -> list[str]:
    """Return the visible text of each block quote, with its visible line breaks."""
    found: list[str] = []
    inside = False
    for token in tokens:
        if token.type == "blockquote_open":
            found.append("")
            inside = True
        elif token.type == "blockquote_close":
            inside = False
        elif inside and token.type == "inline":
            text = "".join(
                "\n" if child.type == "hardbreak" else child.content for child in token.children or []
            )
            found[-1] += ("\n\n" if found[-1] else "") + text
    return found


def shown(tokens: list[Token], opening: str) -> list[str]:
    """Return the visible text of every element that starts with that token."""
    return [
        "".join(child.content for child in following.children or [])
        for token, following in pairwise(tokens)
        if token.type == opening and following.type == "inline"
    ]
