"""A bank, settings and answers of somebody who means harm, and how to tell whether any of it got through."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import Path

from textual.strip import Strip

from tpm_tui.core.text.sanitize import is_clean

ESCAPES = (
    "\x1b]52;c;ZXZpbA==\x07",  # writes the clipboard
    "\x1b]0;owned\x07",  # names the window
    "\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x1bP$qm\x1b\\",  # a device control string
    "\x1b[2J\x1b[c",  # clears; makes the terminal type an answer
    "\x9b31m\x9d0;c1\x9c",  # the same in C1
    "\x00\x0e\x0f\x08\x7f",  # NUL, shifts, backspace, delete
    "\r\n\x85\u2028\u2029",  # line ends of all kinds
    "\u202egnp.exe\u202c \u2066isolate\u2069 \u200emark",  # reordering
    "zero\u200bwidth \ufeffbom",
    "\U000e0041\U000e0042 tags",
)
"""What would steer a terminal, reorder what is read, or hide in it."""

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
"""What Textual, a template, a shell or a browser would take for its own."""

SHAPES = (
    "👩‍👩‍👧‍👦 👍🏽 🇳🇱 ❤️",
    "e" + "\u0301" * 60,
    "漢字かな交じり文" * 6,
    "שלום مرحبا",
    "ﷺ﷽",
    "\tx\t\ty",
    "W" * 1_500,
)
"""What is hard to measure."""

ALL = (*ESCAPES, *MARKUP, *SHAPES)
LINE = " ".join(ALL)[:1_990]
WORD = "W" * 5_000
PROSE = "\n".join([*ALL, WORD, *["line"] * 350])

SEEN = ("list[int] d[k] x[#fff] a[i][j]", "[/]", "see arr[/ x", "[@click=app.quit]press[/]")
"""Markup that has to be on the screen as it was written."""


def quoted(text: str) -> str:
    """A YAML text in which everything that cannot stand in a file stands escaped."""
    escaped = (
        f"\\U{ord(sign):08x}"
        if unicodedata.category(sign) in ("Cc", "Cf", "Zl", "Zp") or sign in '"\\'
        else sign
        for sign in text
    )
    return '"' + "".join(escaped) + '"'


def bank() -> str:
    """One hostile file in good YAML."""
    points = [f"    - {{name: {quoted(f'{number} {ALL[number % len(ALL)][:1_900]}')}" for number in range(40)]
    points = [
        point
        + (
            f", cue: {quoted(LINE)}, must: true, cues: [{quoted('told everybody ' + MARKUP[1])}]"
            if n < 3
            else ""
        )
        for n, point in enumerate(points)
    ]
    lines = [
        "version: 1",
        f"topic: {{id: evil, title: {quoted(MARKUP[0] + ESCAPES[0])}, description: {quoted(LINE)}}}",
        "questions:",
        "- id: everything",
        "  number: 99999",
        f"  title: {quoted('[/] d[k] ' + ESCAPES[8][:12])}",
        f"  prompt: {quoted(' '.join(SEEN) + ' ' + LINE[:1_900])}",
        f"  variants: [{quoted(LINE)}]",
        f"  probes: {quoted(LINE)}",
        f"  opening: {quoted(LINE)}",
        f"  levels: {{core: {quoted(LINE)}}}",
        f"  model_answer: {{{quoted('[/] part' + ESCAPES[1])}: {quoted(PROSE)}}}",
        f"  short_answer: {quoted(PROSE)}",
        f"  weak_signs: [{quoted(LINE)}]",
        f"  follow_ups: [{{ask: {quoted(LINE)}, good: {quoted(LINE)}}}]",
        f"  netflix_lens: {{shows: {quoted(LINE)}, facts: [{quoted(MARKUP[1])}], avoid: {quoted(LINE)}}}",
        f"  numbers: {quoted(LINE)}",
        f"  transfer: {{stories: {quoted(LINE)}, related: [1]}}",
        "  key_points:",
        *(point + "}" for point in points),
    ]
    for number, text in enumerate(ALL):
        lines += [
            f"- id: one-{number}",
            f"  title: {quoted('t ' + text[:20])}",
            f"  prompt: {quoted('x ' + text[:1_900])}",
            f"  model_answer: {quoted('m ' + text)}",
            f"  key_points: [{{name: {quoted('p ' + text[:1_900])}}}]",
        ]
    return "\n".join(lines) + "\n"


def write_bank(folder: Path) -> Path:
    """The hostile file under a name that is no better."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "evil \x1b]0;owned\x07 [@click=app.quit]x[_]\u202e.yaml").write_text(bank(), "utf-8")
    (folder / "broken \x1b[2J [_]\n.yaml").write_text("questions:\n- {id: x, [_], prompt: [/]}\n", "utf-8")
    return folder


SCROLLBAR = {"@mouse.down", "@mouse.up"}
"""What Textual's own scrollbars do on a click."""


def forbidden(text: str) -> set[str]:
    """The signs in a text that must not reach a terminal."""
    return {sign for sign in text if sign not in "\t\n" and not is_clean(sign)}


def harm(strips: Iterable[Strip]) -> set[str]:
    """What is wrong with painted rows: forbidden signs, actions, links."""
    found: set[str] = set()
    for strip in strips:
        for segment in strip:
            found |= forbidden(segment.text) | ({"\n"} & set(segment.text))
            style = segment.style
            if style is not None:
                found |= {name for name in style.meta if name.startswith("@")} - SCROLLBAR
                found |= {"link"} if style.link else set()
    return found
