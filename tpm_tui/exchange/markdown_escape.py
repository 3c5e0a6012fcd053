r"""Foreign text as Markdown that shows it and does nothing else: the only door into a report.

What a learner typed, or a bank says, may hold anything: `---`, fences, HTML, links, `[[wikilinks]]`,
`==highlights==`, `%%comments%%`, `$math$`. It has to come out as the text it is, in CommonMark, on GitHub
and in Obsidian, and still be readable as it stands in the file. So a backslash goes before those marks
alone that could act where they stand, and plain prose gets none: `it's 5 < 6, snake_case, e.g. #1` stays
as it is.

A backslash does not stop GitHub from linking a mail address.
"""

from __future__ import annotations

import re

from tpm_tui.core.text.sanitize import clean, clean_line

_ACTIVE = re.compile(
    "|".join(
        (
            r"`",  # code
            r"\[",  # links, images, footnotes, wikilinks, callouts: none without an opening bracket
            r"(?<! )\*|\*(?! )",  # emphasis, unless blanks are on both sides
            r"(?<![^\W_])_|_(?![^\W_])",  # emphasis, unless within a word
            r"(?<! )~|~(?=~)",  # struck out; one tilde before a word could only open, and none can close
            r"=(?==)|(?<==)=",  # ==highlight==
            r"%(?=%)|(?<=%)%",  # %%comment%%
            r"(?<! )\$|\$(?!\d)",  # math; `$5` after a blank could only open, and none can close
            r"<(?! |[=\d][^ @]* )",  # HTML, <https://autolink>, <mail>; `5 < 6` and `<200ms` are none
            r"&(?=#?\w+;)",  # entities
            r"(?<!\w)#(?=\d*[^\d\s.,;:!?)\"'])",  # #tag; `#1` and `C#` are none
            r"(?<= )#(?=#* $)",  # the end of a heading, where it is one
            r"(?<=/)/(?=\S)",  # http://
            r"(?<=\S)@(?=\S)",  # mail; @name is harmless
            r"(?<=[^\s.])\.(?=[^\W\d_]{2})|(?<=[Ww]{3})\.",  # example.com, www.
            r"(?<= )\^(?=\w)",  # ^name of a block
            r"\\(?=[!-/:-@\[-`{-~]| $)",  # a backslash that would act on what follows it
        )
    )
)
"""Marks that could act anywhere in a line. The line has a blank before and after it."""

_OPENING = re.compile(
    " (?:"
    "#(?=#{0,5} )"  # heading
    "|>"  # quote
    "|[-+*](?= )"  # list
    "|[0-9]{1,9}[.)](?= )"  # numbered list
    "|[-+=|:](?=[-+=|: ]*$)"  # rule, underline of a heading or of a table's head
    ")"
)
"""What makes a line more than text by how it begins; the last character matched is the one to escape."""


def block_quote(text: str) -> str:
    """The text as a block quote: its line breaks and its paragraphs are kept, blanks at line ends are not.

    Text without a visible character gives "".
    """
    lines = [" ".join(line.split()) for line in clean(text).split("\n")]
    quoted: list[str] = []
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        if line:
            # Two blanks at the end are a line break everywhere; Obsidian shows a backslash there.
            quoted.append(f"> {_escaped(line)}" + ("  " if following else ""))
        elif quoted and quoted[-1] != ">":
            quoted.append(">")
    while quoted and quoted[-1] == ">":
        quoted.pop()
    return "\n".join(quoted)


def inline(text: str) -> str:
    """The text on one line, for a paragraph, heading or list item."""
    return _escaped(clean_line(text))


def table_cell(text: str) -> str:
    """The text on one line, for a cell of a table."""
    return _escaped(clean_line(text), "|")


def _escaped(line: str, further: str = "") -> str:
    padded = f" {line} "
    marks = {mark.start() for mark in _ACTIVE.finditer(padded)}
    marks.update(index for index, char in enumerate(padded) if char in further)
    if opening := _OPENING.match(padded):
        marks.add(opening.end() - 1)
    return "".join(f"\\{char}" if index in marks else char for index, char in enumerate(padded))[1:-1]
