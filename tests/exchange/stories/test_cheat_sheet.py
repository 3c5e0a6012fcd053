"""The cheat sheet is one page of Markdown, without the words that others must not read."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.stories.cheat_sheet import (
    CheatSheet,
    MissedMusts,
    SheetStory,
    missed_musts,
    select_stories,
)
from tpm_tui.core.stories.matrix import StoryFit, StoryMatrix, StoryRow
from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.core.stories.story import Story
from tpm_tui.exchange.stories.cheat_sheet import cheat_sheet_markdown, is_cheat_sheet
from tpm_tui.exchange.stories.redaction import make_redactor

MOVE = Story(
    id="move",
    title="The *move* at Acme",
    context="Acme closed a site.",
    result="We finished in 14 weeks. ACME liked it.",
    figures=("14 weeks instead of 16", "40 teams"),
)
SHEET = CheatSheet(
    day=date(2026, 11, 22),
    interview=date(2026, 11, 23),
    stories=(SheetStory(MOVE, ("Late program", "Migration")),),
    missed=(MissedMusts("Late program", ("diagnosis first", "honest re-forecast")),),
    lists=OwnLists(("Who decides at Acme?",), ("They stream.",)),
)


def test_sheet_has_all_sections() -> None:
    assert cheat_sheet_markdown(SHEET) == (
        "# Cheat sheet\n\nInterview on 23 November 2026. Made on 22 November 2026.\n"
        "\n## Stories\n\n"
        "1. **The \\*move\\* at Acme**\n"
        "    - Figures: 14 weeks instead of 16; 40 teams\n"
        "    - Result: We finished in 14 weeks.\n"
        "    - For: Late program; Migration\n"
        "\n## Must points still missed\n\n"
        "- **Late program**: diagnosis first; honest re-forecast\n"
        "\n## Questions for the interviewers\n\n- Who decides at Acme?\n"
        "\n## Company notes\n\n- They stream.\n"
    )
    assert is_cheat_sheet(cheat_sheet_markdown(SHEET).encode())


def test_empty_sheet_says_what_to_do() -> None:
    assert "tpm-tui story new" in cheat_sheet_markdown(CheatSheet(date(2026, 11, 22)))


def test_sheet_stays_on_one_page() -> None:
    long = Story(id="a", title="word " * 100, result="word " * 900, figures=("figure " * 60,) * 3)
    lists = OwnLists(tuple(f"{n} " + "text " * 300 for n in range(90)), tuple(map(str, range(90))))
    missed = tuple(MissedMusts(f"question {n}", ("point",) * 3) for n in range(90))
    text = cheat_sheet_markdown(CheatSheet(date(2026, 11, 22), None, (SheetStory(long),) * 5, missed, lists))
    assert len(text.splitlines()) <= 60
    assert "- and 82 more questions\n" in text
    assert "- and 82 more texts\n" in text


def test_words_are_redacted_in_all_texts() -> None:
    text = cheat_sheet_markdown(SHEET, ["acme", "LATE  program"])
    assert "acme" not in text.lower()
    assert text.count("[redacted]") == 4
    assert "1. **The \\*move\\* at [redacted]**" in text
    assert "late program" not in text.lower()


words = st.text("aBcß*_[]. é\\", min_size=1, max_size=5).filter(str.strip)


def texts_of(sheet: str) -> list[str]:
    """Return the texts in the rows of a sheet, without its headings and labels."""
    rows = [row for row in sheet.splitlines() if re.match(r" *(- |\d+\. )", row)]
    bare = [re.sub(r"^ *(- |\d+\. )(Figures: |Result: |For: )?", "", row).replace("**", "") for row in rows]
    return [text.replace("\\", "") for row in bare for text in re.split("; |: ", row)]


@given(words, st.lists(st.text("abcBCß*_[]. é\n\\", min_size=1, max_size=30), min_size=1, max_size=3), words)
@example("a*bc", ["xA*BCx"], "Cheat")
@example("reda", ["red [redacted]"], "acted")
@example("b. c", ["B. c."], "b")
def test_redacted_word_is_in_no_text_of_the_sheet(word: str, texts: list[str], other: str) -> None:
    sheet = CheatSheet(
        date(2026, 11, 22),
        None,
        (SheetStory(Story(id="a", title=texts[0], result=texts[0], figures=tuple(texts)), tuple(texts)),),
        (MissedMusts(texts[0], tuple(texts)),),
        OwnLists(tuple(texts), tuple(texts)),
    )
    found = texts_of(cheat_sheet_markdown(sheet, [word, other]))
    assert found
    if "\\" in word or "**" in word:
        return  # as in the markup
    wanted = " ".join(word.split()).lower()
    for text in found:
        plain = " ".join(text.replace("[redacted]", "0").split()).lower()
        if len(wanted) > 3:
            assert wanted not in plain
        else:
            before = r"(?<![^\W_])" if wanted[0].isalnum() else ""
            after = r"(?![^\W_])" if wanted[-1].isalnum() else ""
            assert not re.search(before + re.escape(wanted) + after, plain)


def test_headings_and_dates_are_not_redacted() -> None:
    words = ["a", "Stories", "figures", "November", "cheat sheet", "interviewers"]
    assert cheat_sheet_markdown(SHEET, words) == cheat_sheet_markdown(SHEET)


@pytest.mark.parametrize(
    ("word", "text", "redacted"),
    [
        ("SAP", "asap with SAP, sap_hr", "asap with [redacted], [redacted]_hr"),
        ("a", "A plan as a whole", "[redacted] plan as [redacted] whole"),
        ("é", "thé é", "thé [redacted]"),
        ("C++", "C++ and C", "[redacted] and C"),
        ("acme", "AcmeCloud", "[redacted]Cloud"),
    ],
)
def test_short_word_is_redacted_only_as_a_whole_word(word: str, text: str, redacted: str) -> None:
    assert make_redactor([word])(text) == redacted


def test_word_with_a_full_stop_is_redacted_as_a_whole() -> None:
    story = replace(MOVE, title="The move", result="Acme Inc. Group liked it. And I did.")
    text = cheat_sheet_markdown(replace(SHEET, stories=(SheetStory(story),)), ["acme inc. group"])
    assert "- Result: [redacted] liked it.\n" in text


def review(id: str, question: str, day: int, missed: tuple[str, ...]) -> Review:
    at = datetime(2026, 11, day, tzinfo=UTC)
    return Review(
        id=id,
        at=at,
        day=at.date(),
        seq=day,
        session="s",
        question=question,
        prompt="?",
        answer="",
        grade=Grade.GOOD,
        missed=missed,
    )


def test_must_points_of_the_newest_answers_are_listed() -> None:
    points = (KeyPoint("a", must=True), KeyPoint("b", must=True), KeyPoint("c"))
    bank = Bank(
        (Topic("t"),), tuple(Question(id, f"{id}?", points, topic="t", title=id) for id in ("x", "y", "z"))
    )
    reviews = [
        review("1", "x", 1, ("a", "b", "c")),
        review("2", "y", 2, ("b",)),
        review("3", "y", 3, ("b", "c")),
        review("4", "x", 4, ("a",)),
        review("5", "y", 5, ("b",)),
        review("6", "z", 6, ("c",)),
        review("7", "gone", 7, ("a",)),
    ]
    assert missed_musts(reviews, bank) == (MissedMusts("y", ("b",)), MissedMusts("x", ("a",)))


@pytest.mark.parametrize("count", [0, 1, 7])
def test_stories_that_serve_most_questions_come_first(count: int) -> None:
    stories = [Story(id=f"s{n}", title=f"s{n}") for n in range(count)]
    rows = tuple(
        StoryRow(f"s{n}", tuple(StoryFit(f"s{n}", f"q{m}", (), (), 0.5, True) for m in range(n)))
        for n in range(count)
    )
    titles = {f"q{m}": f"Q{m}" for m in range(9)}
    found = select_stories(stories, StoryMatrix((), rows), titles)
    assert [each.story.id for each in found] == [f"s{n}" for n in reversed(range(count))][:5]
    if count == 7:
        assert found[0].titles == ("Q0", "Q1", "Q2", "Q3")
