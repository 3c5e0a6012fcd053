"""Untrusted test data (bank files and texts) and checks that none of it reaches the terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from textual.strip import Strip

from tpm_tui.core.text.sanitize import is_clean

ESCAPES = (
    "\x1b]52;c;ZXZpbA==\x07",  # writes the clipboard
    "\x1b]0;owned\x07",  # sets the window title
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP$qm\x1b\\",  # device control string
    "\x1b[2J\x1b[c",  # clears the screen; makes the terminal send a reply
    "\x9b31m\x9d0;c1\x9c",  # the same as C1 controls
    "\x00\x0e\x0f\x08\x7f",  # NUL, shifts, backspace, delete
    "\r\n\x85\u2028\u2029",  # all kinds of line ends
    "\u202egnp.exe\u202c \u2066isolate\u2069 \u200emark",  # bidi controls
    "zero\u200bwidth \ufeffbom",
    "\U000e0041\U000e0042 tags",
)
"""Characters that control a terminal, reorder text, or are invisible."""

MARKUP = (
    "list[int] d[k] x[#fff] a[i][j]",
    "[/]",
    "see arr[/ x",
    "[/red]",
    "[@click=app.quit]press[/]",
    "[@click=app.screenshot('x.svg','/tmp')]shot[/]",
    "[link='https://evil.example']here[/]",
    "[b]bold[/b] \\[b] [[x]] [",
    "{name} {0} %s %(x)s $dim $(id) `id`",
    "&lt;b&gt; <script>alert(1)</script> ]]>",
)
"""Text that Textual, a template, a shell or a browser would interpret."""

WIDE_TEXTS = (
    "👩‍👩‍👧‍👦 👍🏽 🇳🇱 ❤️",
    "e" + "\u0301" * 60,
    "漢字かな交じり文" * 6,
    "שלום مرحبا",
    "ﷺ﷽",
    "\tx\t\ty",
    "W" * 1_500,
)
"""Text whose display width is hard to measure."""

ALL = (*ESCAPES, *MARKUP, *WIDE_TEXTS)
LINE = " ".join(ALL)[:1_990]
WORD = "W" * 5_000
PROSE = "\n".join([*ALL, WORD, *["line"] * 350])

VISIBLE_MARKUP = ("list[int] d[k] x[#fff] a[i][j]", "[/]", "see arr[/ x", "[@click=app.quit]press[/]")
"""Markup that must be shown literally."""


def quote_yaml(text: str) -> str:
    """Return a YAML string in which every character that may not occur in a file is escaped."""
    escaped = (
        f"\\U{ord(char):08x}"
        if unicodedata.category(char) in ("Cc", "Cf", "Zl", "Zp") or char in '"\\'
        else char
        for char in text
    )
    return '"' + "".join(escaped) + '"'


def bank_yaml() -> str:
    """Return an untrusted bank file in valid YAML."""
    points = [
        f"    - {{name: {quote_yaml(f'{number} {ALL[number % len(ALL)][:1_900]}')}" for number in range(40)
    ]
    points = [
        point
        + (
            f", cue: {quote_yaml(LINE)}, must: true, cues: [{quote_yaml('rang everybody ' + MARKUP[1])}]"
            if n < 3
            else ""
        )
        for n, point in enumerate(points)
    ]
    lines = [
        "version: 1",
        f"topic: {{id: evil, title: {quote_yaml(MARKUP[0] + ESCAPES[0])}, description: {quote_yaml(LINE)}}}",
        "questions:",
        "- id: everything",
        "  number: 99999",
        f"  title: {quote_yaml('[/] d[k] ' + ESCAPES[8][:12])}",
        f"  prompt: {quote_yaml(' '.join(VISIBLE_MARKUP) + ' ' + LINE[:1_900])}",
        f"  variants: [{quote_yaml(LINE)}]",
        f"  probes: {quote_yaml(LINE)}",
        f"  opening: {quote_yaml(LINE)}",
        f"  levels: {{core: {quote_yaml(LINE)}}}",
        f"  model_answer: {{{quote_yaml('[/] part' + ESCAPES[1])}: {quote_yaml(PROSE)}}}",
        f"  short_answer: {quote_yaml(PROSE)}",
        f"  weak_signs: [{quote_yaml(LINE)}]",
        f"  follow_ups: [{{ask: {quote_yaml(LINE)}, good: {quote_yaml(LINE)}}}]",
        f"  netflix_lens: {{shows: {quote_yaml(LINE)}, facts: [{quote_yaml(MARKUP[1])}],"
        f" avoid: {quote_yaml(LINE)}}}",
        f"  numbers: {quote_yaml(LINE)}",
        f"  transfer: {{stories: {quote_yaml(LINE)}, related: [1]}}",
        "  key_points:",
        *(point + "}" for point in points),
    ]
    for number, text in enumerate(ALL):
        lines += [
            f"- id: one-{number}",
            f"  title: {quote_yaml('t ' + text[:20])}",
            f"  prompt: {quote_yaml('x ' + text[:1_900])}",
            f"  model_answer: {quote_yaml('m ' + text)}",
            f"  key_points: [{{name: {quote_yaml('p ' + text[:1_900])}}}]",
        ]
    return "\n".join(lines) + "\n"


def write_bank(folder: Path) -> Path:
    """Write the untrusted bank file and a broken one, both with untrusted names, and return their folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evil \x1b]0;owned\x07 [@click=app.quit]x[_]\u202e.yaml").write_text(bank_yaml(), "utf-8")
    (folder / "broken \x1b[2J [_]\n.yaml").write_text("questions:\n- {id: x, [_], prompt: [/]}\n", "utf-8")
    return folder


SCROLLBAR = {"@mouse.down", "@mouse.up"}
"""The actions of Textual's scrollbars."""


def unsafe_characters(text: str) -> set[str]:
    """Return the characters of a text that must not reach a terminal."""
    return {char for char in text if char not in "\t\n" and not is_clean(char)}


def find_unsafe(strips: Iterable[Strip]) -> set[str]:
    """Return what painted rows must not contain: unsafe characters, actions, links."""
    found: set[str] = set()
    for strip in strips:
        for segment in strip:
            found |= unsafe_characters(segment.text) | ({"\n"} & set(segment.text))
            style = segment.style
            if style is not None:
                found |= {name for name in style.meta if name.startswith("@")} - SCROLLBAR
                found |= {"link"} if style.link else set()
    return found
