"""Reads a report back as Markdown readers do, and tells its structure and its visible text apart."""

from __future__ import annotations

from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

COMMONMARK = MarkdownIt("commonmark")
GITHUB = MarkdownIt("gfm-like", {"linkify": True})
"""Tables, ~~strike~~, bare links, and more of these than GitHub itself makes."""

READERS = {"commonmark": COMMONMARK, "github": GITHUB}


def body(report: str) -> str:
    """A report without its front matter."""
    lines = report.split("\n")
    assert lines[0] == "---"
    return "\n".join(lines[lines.index("---", 1) + 1 :])


def structure(tokens: list[Token]) -> list[str]:
    """Every element in order, text left out; a block quote of nothing but paragraphs is one element."""
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
    """The visible text of each block quote, a line break where a reader sees one."""
    found: list[str] = []
    inside = False
    for token in tokens:
        if token.type == "blockquote_open":
            found.append("")
            inside = True
        elif token.type == "blockquote_close":
            inside = False
        elif inside and token.type == "inline":
            shown = "".join(
                "\n" if child.type == "hardbreak" else child.content for child in token.children or []
            )
            found[-1] += ("\n\n" if found[-1] else "") + shown
    return found


def shown(tokens: list[Token], opening: str) -> list[str]:
    """The visible text of every element that begins with that token."""
    return [
        "".join(child.content for child in following.children or [])
        for token, following in pairwise(tokens)
        if token.type == opening and following.type == "inline"
    ]
