"""The place of the stories: list, form, removal, undo, problems, lists."""

from __future__ import annotations

from textwrap import wrap

import pytest
from msgspec.structs import replace
from textual.events import Key

from tests.ui.home_pilot import run_from_home
from tests.ui.place_pilot import PlacePilot, run_place
from tests.ui.stories import BERTH, CRANE, EMPTY, save_stories
from tpm_tui.core.stories.own_lists import OwnLists
from tpm_tui.exchange.stories import sentences
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.stories.lists import load_lists, save_lists
from tpm_tui.storage.stories.own_files import lists_path, stories_path
from tpm_tui.storage.stories.story_file import load_stories
from tpm_tui.ui.screens.stories.fields import FieldBox
from tpm_tui.ui.screens.stories.form import LEAST_ROWS, StoryFormScreen
from tpm_tui.ui.screens.stories.screen import StoriesScreen

NARROW_FIELD = 24
"""Columns of a field at 40 columns."""


def titles(workspace: Workspace) -> list[str]:
    return [story.title for story in load_stories(workspace.paths.data).stories]


def has_form(pilot: PlacePilot) -> bool:
    return isinstance(pilot.app.screen, StoryFormScreen)


async def test_o_opens_the_stories_from_today(workspace: Workspace) -> None:
    async with run_from_home(workspace) as pilot:
        assert "o stories" in pilot.screen()
        await pilot.press("o")
        assert isinstance(pilot.top, StoriesScreen)


async def test_enter_in_the_empty_place_writes_the_first_story(workspace: Workspace) -> None:
    async with run_place(workspace, "stories") as pilot:
        assert sentences.NO_STORIES_TITLE in pilot.screen()
        await pilot.press("enter")
        assert has_form(pilot)


async def test_new_story_is_written_with_all_its_fields(workspace: Workspace) -> None:
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("n", *"The ice", "enter", *"A hard winter", "tab", *"I lit", "tab", *"All well")
        await pilot.press("tab", *"Salt first", "tab", *"20 days", "enter", *"3 ships", "tab", *"ice, winter")
        await pilot.press("escape")
        assert not has_form(pilot)
        (story,) = load_stories(workspace.paths.data).stories
    assert (story.title, story.context, story.action) == ("The ice", "A hard winter", "I lit")
    assert (story.result, story.learning) == ("All well", "Salt first")
    assert story.figures == ("20 days", "3 ships")
    assert story.tags == ("ice", "winter")
    assert story.updated == workspace.now()
    assert story.id == "the-ice"


@pytest.mark.parametrize("hint", sentences.FORM_HINTS.values())
def test_hint_of_an_editor_fits_at_40_columns(hint: str) -> None:
    assert len(wrap(hint, NARROW_FIELD)) <= LEAST_ROWS


async def test_hint_of_a_box_fits_at_40_columns(workspace: Workspace) -> None:
    async with run_place(workspace, "stories", (40, 12)) as pilot:
        await pilot.press("n")
        boxes = pilot.app.screen.query(FieldBox)
        assert {len(f"{box.placeholder}") <= NARROW_FIELD for box in boxes} == {True}
        assert {box.content_size.width >= NARROW_FIELD for box in boxes} == {True}


async def test_story_without_a_title_keeps_the_form_open(workspace: Workspace) -> None:
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("n", "tab", *"A hard winter", "escape")
        assert has_form(pilot)
        assert "it has no title" in pilot.screen()


async def test_edited_story_is_saved_and_undo_restores_it(workspace: Workspace) -> None:
    save_stories(workspace, CRANE)
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("enter", *" again", "escape")
        assert titles(workspace) == ["The boom that cracked again"]
        await pilot.press("u")
        assert titles(workspace) == ["The boom that cracked"]


async def test_undo_is_possible_after_the_place_was_closed(workspace: Workspace) -> None:
    save_stories(workspace, CRANE)
    async with run_from_home(workspace) as pilot:
        await pilot.press("o", "enter", *" again", "escape", "q")
        assert titles(workspace) == ["The boom that cracked again"]
        await pilot.press("o")
        assert isinstance(pilot.top, StoriesScreen)
        await pilot.press("u")
        assert titles(workspace) == ["The boom that cracked"]
        await pilot.press("u")
        assert sentences.NO_CHANGE_TO_UNDO in pilot.screen()


async def test_discard_asks_once_more(workspace: Workspace) -> None:
    save_stories(workspace, CRANE)
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("e", *" again", "ctrl+g")
        assert has_form(pilot)
        await pilot.press("ctrl+g")
        assert not has_form(pilot)
        await pilot.press("e")
        assert "again" not in pilot.screen()
    assert titles(workspace) == ["The boom that cracked"]


async def test_ctrl_q_keeps_what_is_typed_in_the_form(workspace: Workspace) -> None:
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("n", *"The ice", "tab", *"A hard winter", "ctrl+q")
    async with run_place(workspace, "stories") as pilot:
        assert sentences.UNSAVED_STORY in pilot.screen()
        await pilot.press("enter")
        assert "A hard winter" in pilot.screen()
        await pilot.press("escape")
    assert titles(workspace) == ["The ice"]


async def test_closed_app_keeps_what_is_typed_in_the_form(workspace: Workspace) -> None:
    save_stories(workspace, CRANE)
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("e", *" again")
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("e")
        assert "The boom that cracked again" in pilot.screen()


async def test_story_is_removed_after_a_question_and_comes_back(workspace: Workspace) -> None:
    save_stories(workspace, CRANE, BERTH)
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("d", "n")
        assert len(titles(workspace)) == 2
        await pilot.press("d", "y")
        assert titles(workspace) == [BERTH.title]
        await pilot.press("u")
        assert titles(workspace) == [BERTH.title, CRANE.title]


async def test_problem_of_the_file_is_shown_with_its_line(workspace: Workspace) -> None:
    save_stories(workspace, CRANE)
    path = stories_path(workspace.paths.data)
    path.write_text(path.read_text("utf-8") + "  - {id: x, headline: Wrong}\n", "utf-8")
    async with run_place(workspace, "stories", (120, 36)) as pilot:
        assert "stories.yaml:" in pilot.screen()
        assert "title" in pilot.screen()
        assert CRANE.title in pilot.screen()


async def test_preview_is_beside_the_list_from_100_columns(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_place(workspace, "stories", (100, 30)) as pilot:
        assert "Eight containers an hour" in pilot.screen()
        await pilot.press("j")
        assert "the rule on the wall" in pilot.screen()
    async with run_place(workspace, "stories") as pilot:
        assert "Eight containers an hour" not in pilot.screen()


async def test_tab_and_numbers_show_the_sections(workspace: Workspace) -> None:
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("shift+tab")
        assert "QUESTIONS FOR THE INTERVIEWERS" in pilot.screen()
        await pilot.press("1")
        assert sentences.NO_STORIES_TITLE in pilot.screen()
        await pilot.press("3")
        assert "COMPANY NOTES" in pilot.screen()


async def test_texts_of_the_lists_are_added_changed_and_removed(workspace: Workspace) -> None:
    data = workspace.paths.data
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("3", "n", *"Who decides", "enter", "enter", "?", "enter")
        assert load_lists(data).lists.questions == ("Who decides?",)
        await pilot.move_to("add:company")
        await pilot.press("enter", *"400 ships", "enter")
        assert load_lists(data).lists.company == ("400 ships",)
        await pilot.press("d", "y")
        assert load_lists(data).lists.company == ()
        await pilot.press("u")
        assert load_lists(data).lists.company == ("400 ships",)


async def test_text_that_is_typed_into_a_list_is_kept_by_ctrl_q(workspace: Workspace) -> None:
    save_lists(workspace.paths.data, OwnLists(questions=("Who decides?",)), OwnLists())
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("3", "n", *"And when", "ctrl+q")
    assert load_lists(workspace.paths.data).lists.questions == ("Who decides?", "And when")


async def test_list_names_the_parts_that_a_story_needs(workspace: Workspace) -> None:
    save_stories(workspace, CRANE, EMPTY)
    async with run_place(workspace, "stories") as pilot:
        assert pilot.screen().count("serves no question until it has an action and a result") == 1
        assert ", ".join(CRANE.tags) in pilot.screen()


async def test_text_of_a_list_stays_in_its_prompt_if_it_is_not_saved(workspace: Workspace) -> None:
    path = lists_path(workspace.paths.data)
    path.parent.mkdir(exist_ok=True)
    path.write_text("asked: [a]\n", "utf-8")
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("3", "n", *"Who decides", "enter")
        assert "fix this first" in pilot.screen()
        assert "Who decides" in pilot.screen()
        path.write_text("questions: [a]\n", "utf-8")
        await pilot.press("enter")
    assert load_lists(workspace.paths.data).lists.questions == ("a", "Who decides")


@pytest.mark.parametrize("key", ["enter", "d"])
async def test_text_that_was_removed_elsewhere_is_no_error(workspace: Workspace, key: str) -> None:
    data = workspace.paths.data
    lists = OwnLists(questions=("Who decides?",))
    save_lists(data, lists, OwnLists())
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("3")
        await pilot.move_to("own:questions:0")
        save_lists(data, OwnLists(), lists)
        await pilot.press(key, *([*"New", "enter"] if key == "enter" else ["y"]))
    assert load_lists(data).lists.questions == (("New",) if key == "enter" else ())


async def test_list_shows_how_many_questions_a_story_serves(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_place(workspace, "stories") as pilot:

        def figures() -> list[str]:
            row = next(row for row in pilot.rows() if CRANE.title in row)
            return row.partition(CRANE.title)[2].split()

        await pilot.wait_until(lambda: figures()[0] == "1")
        assert figures()[1:] == ["not", "yet", "43"]


async def test_matrix_shows_questions_without_a_story_first(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("2")
        await pilot.wait_until(lambda: "NO STORY" in pilot.screen())
        screen = pilot.screen()
        assert screen.index("Two captains") < screen.index("Late crane")
        assert "4 questions that a story can answer: 3 without a story" in screen


async def test_narrow_matrix_shows_every_story_of_a_question(
    workspace: Workspace,
) -> None:
    other = replace(CRANE, id="second-boom", title="The second boom, which cracked in the second winter")
    save_stories(workspace, CRANE, other)
    async with run_place(workspace, "stories", (40, 16)) as pilot:
        await pilot.press("2")
        await pilot.wait_until(lambda: "NO STORY" in pilot.screen())
        await pilot.move_to("question:late-crane")
        shown = " ".join(pilot.screen().replace("▌", " ").split())
        assert CRANE.title in shown
        assert other.title in shown


async def test_edit_without_a_story_for_the_question_is_refused(workspace: Workspace) -> None:
    save_stories(workspace, EMPTY)
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("2")
        await pilot.wait_until(lambda: "NO STORY" in pilot.screen())
        await pilot.press("e")
        assert not has_form(pilot)
        assert sentences.NO_STORY_NEAR in pilot.notice


async def test_matrix_leads_to_the_question_and_to_its_best_story(workspace: Workspace) -> None:
    save_stories(workspace)
    async with run_place(workspace, "stories", (120, 36)) as pilot:
        await pilot.press("tab")
        await pilot.wait_until(lambda: "NO STORY" in pilot.screen())
        await pilot.move_to("question:late-crane")
        assert '"I rang the quay master that morning' in pilot.screen()
        await pilot.press("e")
        assert has_form(pilot)
        assert "Mara owns" in pilot.screen()
        await pilot.press("escape", "enter")
        assert pilot.queue == ["late-crane"]


async def test_tab_that_arrives_with_text_goes_to_the_next_field(workspace: Workspace) -> None:
    async with run_place(workspace, "stories") as pilot:
        await pilot.press("n")
        for key in ("T", "tab", "C", "c", "tab", "A", "shift+tab", "x", "escape"):
            pilot.app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.settle()
        (story,) = load_stories(workspace.paths.data).stories
    assert (story.title, story.context, story.action) == ("T", "Ccx", "A")


async def test_preview_says_why_a_story_serves_nothing(workspace: Workspace) -> None:
    save_stories(workspace, BERTH)
    async with run_place(workspace, "stories", (120, 36)) as pilot:
        await pilot.wait_until(lambda: "serves no question until it has a result" in pilot.screen())
