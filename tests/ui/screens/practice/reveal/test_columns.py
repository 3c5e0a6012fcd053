"""The reveal in one, two and three columns, and the topics beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import (
    ANSWER_TEXT,
    POINTS,
    MovableClock,
    PracticePilot,
    answer,
    make_app,
    make_workspace,
    run_practice,
)
from tpm_tui.core.cards.grade import Grade
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.pages.sections import HIGHLIGHTED

QUOTE = "Nobody learnt the date from somebody else."
LONG_ANSWER = "\n".join(f"Line {number} of a long answer." for number in range(60))


@pytest.fixture
def quoted(tmp_path: Path, clock: MovableClock) -> Workspace:
    """A workspace whose first question has a quote for its second point, and one older attempt."""
    workspace = make_workspace(tmp_path, clock)
    file = workspace.bank_paths[0] / "1-harbour.yaml"
    cue = 'cue: "gives the delay as a range with its cause"'
    text = file.read_text("utf-8").replace(cue, f'{cue}\n        quote: "{QUOTE}"')
    file.write_text(text, "utf-8")
    workspace.reload_bank()
    answer(workspace, "late-crane", Grade.HARD, ANSWER_TEXT)
    clock.advance(days=1)
    return workspace


def column_of(pilot: PracticePilot, text: str) -> int:
    """Return the column in which a text is shown."""
    return next(row.index(text) for row in pilot.rows() if text in row)


def topics_setting(workspace: Workspace) -> str:
    return workspace.config.topics


def highlighted_rows(pilot: PracticePilot) -> list[str]:
    """Return the rows of the model answer with the highlighted sentence."""
    page = pilot.practice.panes.reveal.pages.section
    return [line.content.plain for line in page._lines if line.item == HIGHLIGHTED]


async def test_answer_is_left_of_the_sections_from_120_columns(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"]), size=(120, 36)) as pilot:
        await pilot.reveal("My own words.")
        assert column_of(pilot, "My own words.") < column_of(pilot, "▌Points")
        assert "AGAINST ATTEMPT 1  22 Nov" in pilot.screen()
        assert "- plain notice first" in pilot.screen()
        assert "TOPICS" not in pilot.screen()
        await pilot.press("space")
        assert "the same points" in pilot.screen()
        await pilot.press("j", "space")
        assert "+ size of the slip" in pilot.screen()


async def test_three_columns_and_topics_from_160_columns(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"]), size=(160, 50)) as pilot:
        await pilot.reveal("My own words.")
        columns = [column_of(pilot, text) for text in ("TOPICS", "My own", "[ ]   one owner", "MODEL ANSWER")]
        assert columns == sorted(columns)
        await pilot.go_to_section("Short")
        assert "[ ]   one owner" in pilot.screen()
        assert "SHORT FORM" in pilot.screen()


@pytest.mark.parametrize("size", [(120, 36), (160, 50)])
async def test_sentence_of_the_point_is_highlighted_beside(quoted: Workspace, size: tuple[int, int]) -> None:
    async with run_practice(make_app(quoted, ["late-crane"]), size=size) as pilot:
        await pilot.reveal("My own words.")
        assert highlighted_rows(pilot) == []
        await pilot.press("j")
        assert QUOTE in " ".join(highlighted_rows(pilot))
        assert QUOTE.split()[0] in pilot.screen()
        await pilot.press("j")
        assert highlighted_rows(pilot) == []


async def test_sentence_of_the_point_is_highlighted_in_model(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"]), size=(80, 20)) as pilot:
        await pilot.reveal("My own words.")
        await pilot.press("j", "tab")
        assert QUOTE in " ".join(highlighted_rows(pilot))
        assert QUOTE in pilot.screen()


async def test_details_are_below_all_points_if_there_is_room(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"])) as pilot:
        await pilot.reveal("My own words.")
        await pilot.press("j")
        rows = pilot.page.text.splitlines()
        cue = "gives the delay as a range with its cause"
        assert rows.index("[ ]   one owner") < rows.index(cue)
        await pilot.resize(40, 12)
        assert cue in " ".join(pilot.page.text.partition("[ ]   one owner")[0].split())


@pytest.mark.parametrize("theme", ["night", "paper", "terminal"])
async def test_point_under_the_cursor_has_a_mark_in_each_theme(
    tmp_path: Path, clock: MovableClock, theme: str
) -> None:
    workspace = make_workspace(tmp_path, clock, config=f"theme: {theme}\n")
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal("My own words.")
        await pilot.press("j")
        marked = [row for row in pilot.rows() if "▌[ ]" in row]
        assert [POINTS[1] in row for row in marked] == [True]


async def test_own_answer_is_folded_to_two_rows(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal(LONG_ANSWER)
        assert "YOUR ANSWER  360 words" in pilot.screen()
        assert "Line 1 of a long answer. ..." in pilot.screen()
        assert "Line 2 of" not in pilot.screen()
        assert "z opens" in pilot.screen()


async def test_folded_answer_has_no_blank_row(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal("First.\n\nSecond.\n\nThird.")
        rows = pilot.own_answer.text.splitlines()
        assert rows[1:] == ["▌ First.", "▌ Second. ..."]


async def test_opened_answer_scrolls_to_its_end(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.reveal(LONG_ANSWER)
        await pilot.press("z")
        assert "z folds" in pilot.screen()
        assert "Line 15 of" in pilot.screen()
        await pilot.press("G")
        assert "Line 59 of" in pilot.screen()
        await pilot.press("pageup", "j", "k", "z")
        assert "Line 1 of a long answer. ..." in pilot.screen()
        await pilot.press("z", "tab")
        assert "[ ]" in pilot.screen() or pilot.section == "Model"
        assert "z opens" in pilot.screen()


async def test_long_answer_beside_the_sections_scrolls(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=(120, 36)) as pilot:
        await pilot.reveal(LONG_ANSWER)
        assert "z scrolls" in pilot.screen()
        await pilot.press("z", "G")
        assert "Line 59 of" in pilot.screen()
        assert "[ ] ! plain notice first" in pilot.screen()
        await pilot.press("z", "j")
        assert pilot.page.cursor == POINTS[1]


async def test_whole_answer_beside_the_sections_is_not_opened(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=(120, 36)) as pilot:
        await pilot.reveal("Short.")
        assert "z scrolls" not in pilot.screen()
        await pilot.press("z")
        assert pilot.notice == "All of your answer is shown."


@pytest.mark.parametrize("size", [(80, 24), (120, 36)])
async def test_empty_answer_is_not_opened_in_place_of_the_points(
    workspace: Workspace, size: tuple[int, int]
) -> None:
    async with run_practice(make_app(workspace, ["late-crane"]), size=size) as pilot:
        await pilot.press("ctrl+j", "z")
        assert pilot.notice in ("There is no answer to open.", "All of your answer is shown.")
        assert "plain notice first" in pilot.screen()


async def test_older_attempts_are_announced_and_compared(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"])) as pilot:
        await pilot.write("My own words.")
        assert "older" not in pilot.text_of("meta")
        await pilot.press("ctrl+j")
        assert "attempt 2, [ older" in pilot.text_of("meta")
        await pilot.press("j", "space", "[")
        assert "since then: + size of the slip  - plain notice first" in pilot.screen()


async def test_topics_key_hides_and_shows_them_for_good(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"]), size=(120, 36)) as pilot:
        assert "TOPICS" in pilot.screen()
        await pilot.press("escape", "t", "t")
        assert "TOPICS" not in pilot.screen()
        assert topics_setting(quoted) == "hidden"
        await pilot.press("space", "t")
        assert "TOPICS" in pilot.screen()
        assert topics_setting(quoted) == "shown"
        await pilot.press("escape", "3")
        assert "TOPICS" in pilot.screen()


async def test_hidden_topics_stay_hidden_at_the_next_start(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="topics: hidden\n")
    async with run_practice(make_app(workspace), size=(160, 50)) as pilot:
        assert "TOPICS" not in pilot.screen()
        await pilot.press("escape", "t")
        assert "TOPICS" in pilot.screen()
        assert workspace.config.topics == "auto"


async def test_topics_that_cover_the_question_change_no_setting(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "t")
        assert "TOPICS" in pilot.screen()
        await pilot.press("t")
        assert "TOPICS" not in pilot.screen()
        assert not workspace.paths.config.exists()


async def test_unwritable_settings_are_reported(workspace: Workspace) -> None:
    workspace.paths.config.mkdir(parents=True)
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        await pilot.press("escape", "t", "t")
        assert pilot.notice.startswith("Not remembered: ")
        assert "TOPICS" not in pilot.screen()


async def test_preview_beside_the_answer_names_no_point(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"]), size=(160, 50)) as pilot:
        assert "LAST   Hard" in pilot.screen()
        assert "size of the slip" not in pilot.screen()
        await pilot.reveal("Words.")
        assert "LAST   Hard" not in pilot.screen()


async def test_whiteboard_has_the_whole_width(quoted: Workspace) -> None:
    file = quoted.bank_paths[0] / "1-harbour.yaml"
    row = "before" + " " * 50 + "after"
    text = file.read_text("utf-8").replace(
        "    short_answer:", f"    whiteboard: |\n      {row}\n    short_answer:"
    )
    file.write_text(text, "utf-8")
    quoted.reload_bank()
    async with run_practice(make_app(quoted, ["late-crane"]), size=(120, 36)) as pilot:
        await pilot.reveal("Words.")
        await pilot.go_to_section("Whiteboard")
        assert row in pilot.screen()
        await pilot.press("tab")
        assert "Words." in pilot.screen()


async def test_resize_between_columns_keeps_section_and_cursor(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"])) as pilot:
        await pilot.reveal("My own words.")
        await pilot.press("j", "j")
        for size in ((160, 50), (40, 12), (120, 36), (80, 24)):
            await pilot.resize(*size)
            assert pilot.page.cursor == POINTS[2]
            assert POINTS[2] in pilot.screen()
        await pilot.press("tab")
        for size in ((160, 50), (40, 12), (120, 36)):
            await pilot.resize(*size)
            assert pilot.section == "Model"
            assert pilot.page.has_focus


async def test_question_is_shown_once_after_each_resize(quoted: Workspace) -> None:
    async with run_practice(make_app(quoted, ["late-crane"]), size=(40, 12)) as pilot:
        await pilot.reveal("My own words.")
        start = " ".join(pilot.practice_session.prompt.split()[:3])
        for size in ((120, 36), (80, 24), (160, 50)):
            await pilot.resize(*size)
            assert pilot.screen().count(start) == 1
        await pilot.resize(100, 14)
        await pilot.press("z")
        assert start in pilot.screen()
