r"""Escaping of untrusted text for Markdown: it is shown literally. All text in a report goes through here.

Typed answers and bank texts may contain anything: `---`, fences, HTML, links, `[[wikilinks]]`,
`==highlights==`, `%%comments%%`, `$math$`. They must be shown literally in CommonMark, on GitHub and in
Obsidian, and stay readable in the source file. So only those characters get a backslash that would be markup
where they are, and plain prose gets none: `it's 5 < 6, snake_case, e.g. #1` is unchanged.

Known limitation: GitHub links a mail address even with a backslash.
"""

from __future__ import annotations

import re
from itertools import takewhile

from tpm_tui.core.text.sanitize import clean, clean_line

_INLINE_MARKUP = (
    r"(?=[`\[*_~=%$<&#/@.^\\])(?="  # skips all other characters at once; long answers need it
    + "|".join(
        (
            r"`",  # code
            r"\[",  # links, images, footnotes, wikilinks, callouts: none without an opening bracket
            r"(?<! )\*|\*(?! )",  # emphasis, unless there are spaces on both sides
            r"(?<![^\W_])_|_(?![^\W_])",  # emphasis, unless within a word
            r"(?<! )~|~(?=~)",  # strikethrough; a single tilde before a word can only open it, not close it
            r"=(?==)|(?<==)=",  # ==highlight==
            r"%(?=%)|(?<=%)%",  # %%comment%%
            r"(?<! )\$|\$(?!\d)",  # math; `$5` after a space can only open it, not close it
            r"<(?! |[=\d][^ @]{0,24} )",  # HTML, <https://autolink>, <mail>; but not `5 < 6` and `<200ms`
            r"&(?=#?\w+;)",  # entities
            r"(?<!\w)#(?=\d*[^\d\s.,;:!?)\"'])",  # #tag; but not `#1` and `C#`
            r"(?<= )#(?=#* $)",  # closing sequence of a heading
            r"(?<=/)/(?=\S)",  # http://
            r"(?<=\S)@(?=\S)",  # mail; but not @name
            r"(?<=[^\s.])\.(?=[^\W\d_]{2})|(?<=[Ww]{3})\.",  # example.com, www.
            r"(?<= )\^(?=\w)",  # ^block-name
            r"\\(?=[!-/:-@\[-`{-~]| $)",  # a backslash that would escape the next character
        )
    )
    + ")"
)
"""The places before characters that can be markup anywhere in a line, padded with a space on both sides."""

_IN_LINE = re.compile(_INLINE_MARKUP)
_IN_TABLE_CELL = re.compile(rf"{_INLINE_MARKUP}|(?=\|)")

TAB_SIZE = 4
NO_BREAK_SPACE = "\u00a0"

_BLOCK_MARKUP = re.compile(
    " (?:"
    "#(?=#{0,5} )"  # heading
    "|>"  # quote
    "|[-+*](?= )"  # list
    "|[0-9]{1,9}[.)](?= )"  # numbered list
    "|[-+=|:](?=[-+=|: ]*$)"  # thematic break, setext underline, delimiter row of a table
    ")"
)
"""Block markup at the beginning of a line; the last character matched is the one to escape."""


def block_quote(text: str) -> str:
    """Return the text as a block quote that keeps line breaks, paragraphs, indentation and runs of spaces.

    So nested lists and code look as they were typed. Text without a visible character gives "".
    """
    lines = [line.rstrip() for line in clean(text).expandtabs(TAB_SIZE).split("\n")]
    quoted: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line:
            first = not quoted or quoted[-1] == ">"
            # Two trailing spaces are a line break everywhere; Obsidian would show a backslash instead.
            quoted.append(f"> {_spaced_line(line, first=first)}" + ("  " if following else ""))
        elif quoted and quoted[-1] != ">":
            quoted.append(">")
    while quoted and quoted[-1] == ">":
        quoted.pop()
    return "\n".join(quoted)


def _spaced_line(line: str, *, first: bool) -> str:
    """Return an escaped line; its indentation and runs of spaces become no-break spaces, which are shown.

    Args:
        line: the line, not blank.
        first: it is the first of its paragraph, where some readers drop no-break spaces too, but no entity.
    """
    if (single_spaced := " ".join(line.split())) == line:
        return _escape(line)
    gaps = [len(gap) for gap in re.findall(r"\s+", line.lstrip())]
    words = _escape(single_spaced).split(" ")
    text = words[0] + "".join(
        NO_BREAK_SPACE * (gap - 1) + " " + word for gap, word in zip(gaps, words[1:], strict=True)
    )
    indent = len(line) - len(line.lstrip())
    if indent < 2:
        return text
    return ("&nbsp;" if first else NO_BREAK_SPACE) + NO_BREAK_SPACE * (indent - 1) + text


def code_block(text: str) -> str:
    """Return the text as a fenced block that keeps line breaks and spaces and shows all markup literally."""
    rows = [line.rstrip() for line in clean(text).expandtabs().strip("\n").split("\n")]
    longest = max((len(run) for row in rows for run in re.findall("`+", row)), default=0)
    fence = "`" * max(3, longest + 1)
    return "\n".join([f"{fence}text", *rows, fence])


NO_ANSWER = "No answer was typed."
SPOKEN_ANSWER = "Spoken; there is no transcript."


def quoted_answer(text: str, missing: str = NO_ANSWER) -> str:
    """Return what the learner typed as a block quote, or that nothing was."""
    return block_quote(text) or f"> *{missing}*"


def inline(text: str) -> str:
    """Return the text on one line, for a paragraph, heading or list item."""
    return _escape(clean_line(text))


def table_cell(text: str) -> str:
    """Return the text on one line, for a table cell."""
    return _escape(clean_line(text), _IN_TABLE_CELL)


def _escape(line: str, markup: re.Pattern[str] = _IN_LINE) -> str:
    padded = f" {line} "
    escaped = markup.sub(r"\\", padded)
    if block := _BLOCK_MARKUP.match(padded):
        at = block.end() - 1
        before = [
            match.start() for match in takewhile(lambda match: match.start() <= at, markup.finditer(padded))
        ]
        if at not in before:
            at += len(before)
            escaped = f"{escaped[:at]}\\{escaped[at:]}"
    return escaped[1:-1]
