r"""Escaping of untrusted text for Markdown: it is shown literally. All text in a report goes through here.

Typed answers and bank texts may contain anything: `---`, fences, HTML, links, `[[wikilinks]]`,
`==highlights==`, `%%comments%%`, `$math$`. They must be shown literally in CommonMark, on GitHub and in
Obsidian, and stay readable in the source file. So only those characters get a backslash that would be markup
where they are, and plain prose gets none: `it's 5 < 6, snake_case, e.g. #1` is unchanged.

Known limitation: GitHub links a mail address even with a backslash.
"""

from __future__ import annotations

import re

from tpm_tui.core.text.sanitize import clean, clean_line

_INLINE_MARKUP = re.compile(
    "|".join(
        (
            r"`",  # code
            r"\[",  # links, images, footnotes, wikilinks, callouts: none without an opening bracket
            r"(?<! )\*|\*(?! )",  # emphasis, unless there are spaces on both sides
            r"(?<![^\W_])_|_(?![^\W_])",  # emphasis, unless within a word
            r"(?<! )~|~(?=~)",  # strikethrough; a single tilde before a word can only open it, not close it
            r"=(?==)|(?<==)=",  # ==highlight==
            r"%(?=%)|(?<=%)%",  # %%comment%%
            r"(?<! )\$|\$(?!\d)",  # math; `$5` after a space can only open it, not close it
            r"<(?! |[=\d][^ @]* )",  # HTML, <https://autolink>, <mail>; but not `5 < 6` and `<200ms`
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
)
"""Characters that can be markup anywhere in a line. The line is padded with a space on both sides."""

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
    """Return the text as a block quote that keeps line breaks and paragraphs, without trailing whitespace.

    Text without a visible character gives "".
    """
    lines = [" ".join(line.split()) for line in clean(text).split("\n")]
    quoted: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line:
            # Two trailing spaces are a line break everywhere; Obsidian would show a backslash instead.
            quoted.append(f"> {_escape(line)}" + ("  " if following else ""))
        elif quoted and quoted[-1] != ">":
            quoted.append(">")
    while quoted and quoted[-1] == ">":
        quoted.pop()
    return "\n".join(quoted)


def quoted_answer(text: str, missing: str = "No answer was typed.") -> str:
    """Return what the learner typed as a block quote, or that nothing was."""
    return block_quote(text) or f"> *{missing}*"


def inline(text: str) -> str:
    """Return the text on one line, for a paragraph, heading or list item."""
    return _escape(clean_line(text))


def table_cell(text: str) -> str:
    """Return the text on one line, for a table cell."""
    return _escape(clean_line(text), "|")


def _escape(line: str, extra: str = "") -> str:
    padded = f" {line} "
    markup = {match.start() for match in _INLINE_MARKUP.finditer(padded)}
    markup.update(index for index, char in enumerate(padded) if char in extra)
    if match := _BLOCK_MARKUP.match(padded):
        markup.add(match.end() - 1)
    return "".join(f"\\{char}" if index in markup else char for index, char in enumerate(padded))[1:-1]
