"""A report on a page: Markdown is laid out, and nothing in it can be followed or executed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.histories import BANK, History
from tests.ui.untrusted import PROSE
from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.exchange.session_markdown import to_markdown
from tpm_tui.ui.pages.report_text import MAX_RENDERED_LINES, report_blocks
from tpm_tui.ui.render.layout import layout


def shown(text: str, width: int = 60) -> str:
    """Return the rows of a report as text."""
    return "\n".join(each.content.plain.rstrip() for each in layout(report_blocks(text), width))


REPORT = r"""---
session: "s1"
answered: 2
---

# Practice session, 12 November

| Session | |
| ------- | --- |
| Answers | 2 |
| Grades  | 1 hard, 1 easy, and more than fits into one row of it |

```text
box 1  ## 2
box 2  #  1
```

## 7. Late \*program\*

> My answer is long enough to be wrapped at the end of the row.
>
> Second.

- size **(must)**: with a cue
  - a detail
- notice

1. one
2. two

<details>
<summary>The question</summary>

### Points

Text &amp; more.

</details>
"""

LAID_OUT = """\
Practice session, 12 November

Session
Answers  2
Grades   1 hard, 1 easy, and more than fits into one row of
         it

  box 1  ## 2
  box 2  #  1

7. Late *program*
| My answer is long enough to be wrapped at the end of the
| row.

| Second.

- size (must): with a cue
  - a detail
- notice

1. one
2. two

The question

Points
Text & more."""


def test_report_is_laid_out() -> None:
    assert shown(REPORT) == LAID_OUT


def test_links_images_and_html_stay_text() -> None:
    text = "[a](https://evil.example) ![b](file:///etc/passwd) <b>c</b> <https://d.example> www.e.example"
    blocks = report_blocks(f"{text}\n\n<script>x")
    assert " ".join(shown(f"{text}\n\n<script>x", 200).split()) == f"{text} <script>x"
    assert not any(span.style for block in blocks for span in block.text.spans)


def test_table_of_several_columns_is_aligned() -> None:
    assert shown("| a | b | c |\n|---|---|---|\n| one | 2 | three |") == "a    b  c\none  2  three"


def test_escapes_of_characters_are_sanitized() -> None:
    assert is_clean(shown("a &#x202e; b &#x200b; &#27;[2J c"))


markdown = st.lists(
    st.sampled_from(["> ", "- ", "1. ", "```", "|a|b|", "|-|-|", "#", "**", "\n", " ", "x", "~~", "`"])
).map("".join)


@given(st.text() | markdown)
def test_any_text_is_shown_and_sanitized(text: str) -> None:
    assert is_clean(shown(text))


def test_untrusted_text_is_sanitized() -> None:
    assert is_clean(shown(PROSE))


def test_long_report_is_shown_as_text() -> None:
    rows = shown("**a** line\n" * (MAX_RENDERED_LINES + 10), 100).splitlines()
    assert rows[0] == "**a** line"
    assert rows[-1].startswith("The report is longer than what is shown")
    assert len(rows) == MAX_RENDERED_LINES + 2


def test_session_report_is_shown_whole() -> None:
    history = History()
    history.start()
    history.answer(answer="We were late [x](y).\n\n- one\n* two")
    history.end()
    page = shown(to_markdown(history.report("s1"), BANK))
    assert "We were late [x](y)." in page
    assert "| - one" in page
    assert "session:" not in page
