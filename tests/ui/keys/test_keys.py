"""Help, palette, footer and keymap match the table of actions."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.commands.palette import PaletteCommands
from tpm_tui.ui.keys.actions import BY_ID, GROUPS, Scope, actions_in
from tpm_tui.ui.keys.availability import unavailable_reason, why_unavailable
from tpm_tui.ui.keys.keymap import Keymap, key_name
from tpm_tui.ui.pages.places.help import NO_KEY_FOUND
from tpm_tui.ui.screens.dialogs.choice import ChoiceScreen
from tpm_tui.ui.screens.dialogs.command_menu import CommandMenu, find_actions
from tpm_tui.ui.screens.dialogs.help import HelpScreen
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.widgets.page import Page

KEY_SEQUENCES: dict[Scope, tuple[str, ...]] = {
    Scope.EDITOR: (),
    Scope.ASKING: ("escape",),
    Scope.REVEALED: ("ctrl+j",),
    Scope.DONE: ("escape", "q"),
    Scope.TOPICS: ("escape", "t"),
}
"""Keys that lead from the start to each scope."""

WITHOUT_KEY = ("report", "mark-again", "asked")
"""Actions that are run from a list or the palette."""
PRACTICE_ACTIONS = actions_in(Scope.ANYWHERE)


def collapse_spaces(text: str) -> str:
    return " ".join(text.split())


async def test_key_sequences_reach_expected_scope(workspace: Workspace) -> None:
    for scope, keys in KEY_SEQUENCES.items():
        async with run_practice(make_app(workspace)) as pilot:
            await pilot.press(*keys)
            assert pilot.practice.scope is scope


async def test_help_lists_all_actions_with_keys(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "?")
        assert isinstance(pilot.app.screen, HelpScreen)
        page = pilot.app.screen.query_one(Page)
        text = collapse_spaces(page.text)
        for action in BY_ID.values():
            keys = " ".join(key_name(key) for key in action.keys)
            assert text.count(f"{keys} {action.description}".lstrip()) == 1
            assert f" {action.id}" not in text or "-" not in action.id
        here, others = text.split(" PRACTICE ", 1)
        for action in BY_ID.values():
            assert action.description in (here if action.scope & Scope.ASKING else others)
        await pilot.press("G")
        assert page.scroll_offset.y == page.max_scroll_y > 0
        await pilot.press("space", "b", "j", "k", "g", "q")
        assert pilot.on_practice_screen


@pytest.mark.parametrize("key", ["escape", "q", "?", "f1"])
async def test_closing_help_preserves_the_session(workspace: Workspace, key: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.reveal("Words.")
        await pilot.press("space", "f1", key, "2")
        assert pilot.question == "two-captains"


@pytest.mark.parametrize("scope", list(KEY_SEQUENCES))
async def test_palette_lists_all_actions_usable_first(workspace: Workspace, scope: Scope) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press(*KEY_SEQUENCES[scope])
        usable = {
            action.id for action in PRACTICE_ACTIONS if pilot.practice.check_action("run", (action.id,))
        }
        await pilot.press("ctrl+p")
        assert isinstance(pilot.app.screen, CommandMenu)
        listed = [action.id for action in pilot.app.screen.found]
        assert set(listed) == BY_ID.keys() - {"palette"}
        reasons = [PaletteCommands(pilot.practice).why_not(BY_ID[id]) for id in listed]
        assert [bool(reason) for reason in reasons] == sorted(bool(reason) for reason in reasons)
        assert all(reasons[listed.index(id)] == "" for id in usable - {"palette"})
        assert usable == {action.id for action in actions_in(scope)}


async def test_palette_keeps_capitals_of_a_label(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "ctrl+p", *"what i know")
        assert "Mark what I know already" in pilot.screen()


async def test_palette_runs_a_command(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("ctrl+j", "ctrl+p")
        await pilot.wait_until(lambda: not pilot.on_practice_screen)
        await pilot.press(*"star")
        await pilot.wait_until(lambda: "Star or unstar this question" in pilot.screen())
        await pilot.press("enter")
        await pilot.wait_until(lambda: pilot.on_practice_screen)
        await pilot.wait_until(lambda: "late-crane" in workspace.store.cards)
        assert workspace.store.cards["late-crane"].starred
        assert pilot.notice == "Starred."


@pytest.mark.slow(120)
@pytest.mark.parametrize("scope", list(KEY_SEQUENCES))
async def test_every_action_can_be_rebound(
    tmp_path: Path, clock: MovableClock, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    unused = [
        f"{modifier}f{number}" for modifier in ("", "ctrl+", "shift+", "alt+") for number in range(13, 36)
    ]
    keys = {action.id: key for action, key in zip(PRACTICE_ACTIONS, unused, strict=False)}
    assert len(keys) == len(PRACTICE_ACTIONS)
    lines = [f"  {id}: {key}\n" for id, key in keys.items()]
    workspace = make_workspace(tmp_path, clock, config="keymap:\n" + "".join(lines))
    old = {key: action.id for action in PRACTICE_ACTIONS for key in action.keys if action.scope & scope}
    async with run_practice(make_app(workspace)) as pilot:
        for key in KEY_SEQUENCES[scope]:
            current = pilot.practice.scope
            action = next(each for each in PRACTICE_ACTIONS if key in each.keys and each.scope & current)
            await pilot.press(keys[action.id])
        assert pilot.practice.scope is scope
        called: list[str] = []
        available = [action for action in PRACTICE_ACTIONS if action.scope & scope]

        async def record(id: str) -> None:
            called.append(id)

        monkeypatch.setattr(pilot.practice, "action_run", record)
        for action in available:
            assert pilot.practice.keymap.display_key(action, scope) == key_name(keys[action.id])
            await pilot.press(keys[action.id])
        assert called == [action.id for action in available]
        if scope is not Scope.EDITOR:
            await pilot.press(*sorted(old))
        # Textual's built-in ctrl+q takes precedence over every keymap.
        assert called[len(available) :] in ([], ["quit"])


async def test_rebinding_keeps_other_actions_on_the_same_key(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="keymap: {tick: f9, accept: f8, bury: x}\n")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "enter")
        assert pilot.editor.has_focus
        await pilot.press("escape", "space")
        assert pilot.phase is SessionPhase.REVEALED
        await pilot.press("space", "enter")
        assert (pilot.phase, pilot.practice_session.session.ticked) == (SessionPhase.REVEALED, frozenset())
        await pilot.press("f9")
        assert len(pilot.practice_session.session.ticked) == 1
        await pilot.press("x")
        assert pilot.question == "two-captains"


async def test_keymap_accepts_several_keys_and_characters(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config='keymap: {skip: "+, f7", help: "!"}\n')
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "f7")
        assert pilot.question == "two-captains"
        await pilot.press("escape")
        await pilot.textual_pilot.press("plus")
        assert pilot.question == "tide-table"
        await pilot.press("escape")
        await pilot.textual_pilot.press("exclamation_mark")
        assert isinstance(pilot.app.screen, PagerScreen)


@pytest.mark.parametrize(
    "keymap",
    [
        '{reveal: ""}',
        '{reveal: ","}',
        '{reveal: " "}',
        '{no-such-action: "x"}',
        '{reveal: "ctrl+"}',
        '{reveal: "[@click=app.quit]x[/]"}',
        '{reveal: "[/"}',
        '{write: "\\e]52;c;eA==\\a"}',
    ],
)
async def test_invalid_keymap_entries_do_not_stop_the_app(
    tmp_path: Path, clock: MovableClock, keymap: str
) -> None:
    workspace = make_workspace(tmp_path, clock, config=f"keymap: {keymap}\n")
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "?", "q", "s")
        assert pilot.question == "two-captains"
        assert "\x1b" not in pilot.screen()


def test_keymap_problems_are_reported() -> None:
    problems = Keymap.find_problems({"reveal": "f9", "tick": " ,", "revael": "x"})
    assert [problem[:2] for problem in problems] == [
        ("tick", "keymap: tick has no valid key"),
        ("revael", "keymap: unknown action revael"),
    ]


@pytest.mark.slow(120)
@pytest.mark.parametrize(("letter", "named"), [("j", "down"), ("k", "up"), ("G", "end"), ("g", "home")])
@pytest.mark.parametrize("place", ["reveal", "topics", "help"])
async def test_letter_and_named_key_move_the_same_way(
    workspace: Workspace, letter: str, named: str, place: str
) -> None:
    positions = []
    for key in (letter, named):
        async with run_practice(make_app(workspace)) as pilot:
            await pilot.press(
                *{"reveal": ("ctrl+j",), "topics": ("escape", "t"), "help": ("escape", "?")}[place]
            )
            selector = {"reveal": "#reveal Page", "topics": "#topics", "help": "#reading"}[place]
            page = pilot.app.screen.query(selector).first(Page)
            await pilot.press("j", "j", key)
            positions.append((page.cursor, page.scroll_offset))
    assert positions[0] == positions[1]


@pytest.mark.parametrize("keys", [("pagedown", "pageup"), ("ctrl+f", "ctrl+b")])
async def test_page_down_keeps_one_row_visible(workspace: Workspace, keys: tuple[str, str]) -> None:
    async with run_practice(make_app(workspace), size=(80, 20)) as pilot:
        await pilot.press("ctrl+j", "tab", "g", keys[0])
        assert pilot.page.scroll_offset.y == pilot.page.size.height - 1
        await pilot.press(keys[1])
        assert pilot.page.scroll_offset.y == 0


async def test_footer_shows_keys_of_the_scope(workspace: Workspace) -> None:
    expected = {
        Scope.EDITOR: ["^J reveal", "esc leave"],
        Scope.ASKING: ["space reveal", "enter write"],
        Scope.REVEALED: ["1 Again 1d", "2 Hard 1d", "3 Good 2d", "4 Easy 4d", "space tick"],
        Scope.TOPICS: ["enter choose", "p practise topic"],
    }
    for scope, keys in expected.items():
        async with run_practice(make_app(workspace)) as pilot:
            await pilot.press(*KEY_SEQUENCES[scope])
            assert pilot.text_of("keys").startswith("  ".join(keys))


async def test_footer_shows_rebound_keys(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="keymap: {grade-again: f5, reveal: ctrl+r}\n")
    async with run_practice(make_app(workspace)) as pilot:
        assert pilot.text_of("keys").startswith("^R reveal")
        assert "^R shows the model answer" in pilot.screen()
        await pilot.press("ctrl+r")
        assert pilot.text_of("keys").startswith("F5 Again")


def test_ids_and_keys_of_a_scope_are_unique() -> None:
    ids = Counter(action.id for group in GROUPS.values() for action in group)
    assert [id for id, count in ids.items() if count > 1] == []
    assert set(BY_ID) == set(ids)
    users: defaultdict[str, list[str]] = defaultdict(list)
    for scope in Scope:
        for action in BY_ID.values():
            for key in action.keys if action.scope & scope else ():
                users[f"{key} in {scope.name}"].append(action.id)
    assert {key: ids for key, ids in users.items() if len(ids) > 1} == {}


def test_every_action_has_a_key_that_terminals_send() -> None:
    for action in PRACTICE_ACTIONS:
        if not action.keys:
            assert action.id in WITHOUT_KEY
            continue
        plain = [
            key for key in action.keys if not key.startswith(("alt+", "shift+", "f1")) and key != "ctrl+enter"
        ]
        assert plain, action.id


async def test_help_in_the_editor_lists_only_keys_that_work(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("f1")
        first = pilot.app.screen.query_one(Page).text.split("KEYS HERE\n")[1].splitlines()[0]
        assert first.split()[:3] == ["^J", "F2", "Show"]


async def test_help_shows_the_palette_for_what_has_no_key(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "?")
        rows = pilot.app.screen.query_one(Page).text.splitlines()
        (row,) = [row for row in rows if "Mark an answer of two weeks ago" in row]
        assert row.startswith("(^P) ")


async def test_help_has_two_columns_on_a_wide_screen(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), size=(120, 36)) as pilot:
        await pilot.press("escape", "?")
        rows = pilot.rows()
        row = next(each for each in rows if BY_ID["write"].description in each)
        assert len(row) > len(BY_ID["write"].description) + 40
        assert all(len(each) <= 120 for each in rows)


async def test_help_is_filtered_while_typing(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "?", "/", *"postpone")
        page = pilot.app.screen_stack[-2].query_one(Page)
        assert BY_ID["bury"].description in page.text
        assert BY_ID["skip"].description not in page.text
        await pilot.press("x")
        assert NO_KEY_FOUND in page.text
        await pilot.press("backspace", "enter")
        assert BY_ID["bury"].description in pilot.screen()
        await pilot.press("/", "escape")
        assert BY_ID["skip"].description in page.text
        await pilot.press("q")
        assert pilot.on_practice_screen


@pytest.mark.parametrize("scope", [Scope.TODAY, Scope.ASKING, Scope.REVEALED, Scope.MOCK_THINKING])
@pytest.mark.parametrize(
    ("query", "id"),
    [
        ("set date", "plan-date"),
        ("date", "plan-date"),
        ("mock", "mock"),
        ("statistics", "progress"),
        ("stats", "progress"),
        ("undo", "undo"),
        ("theme", "theme"),
        ("colour", "theme"),
        ("notes", "note"),
        ("settings", "settings"),
        ("config", "settings"),
        ("reports", "reports"),
        ("search", "search"),
        ("topics", "topics"),
        ("erase", "erase-data"),
        ("keys", "help"),
        ("stdat", "plan-date"),
    ],
)
def test_palette_finds_the_command_first(query: str, id: str, scope: Scope) -> None:
    actions = sorted(
        (action for action in BY_ID.values() if action.id != "palette"),
        key=lambda action: bool(why_unavailable(action, scope, Keymap())),
    )
    assert find_actions(actions, query)[0].id == id


async def test_palette_says_why_under_the_cursor(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "ctrl+p", *"grade")
        assert "Good  reveal the model answer first (space)" not in pilot.screen()
        await pilot.press("down", "down", "down")
        assert "Good  reveal the model answer first (space)" in pilot.screen()
        await pilot.press("down")
        assert "Good  reveal the model answer first (space)" not in pilot.screen()
        assert f"Good  {BY_ID['grade-good'].description[:20]}" in pilot.screen()


async def test_palette_runs_commands_of_other_places(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "P", "ctrl+p", *"start a mock", "enter")
        assert isinstance(pilot.app.screen, ChoiceScreen)


@pytest.mark.parametrize("scope", list(Scope))
def test_reason_after_the_name_of_an_action_has_no_second_colon(scope: Scope) -> None:
    reasons = {unavailable_reason(action, scope, Keymap()) for action in BY_ID.values()}
    assert [reason for reason in reasons if ":" in reason] == []
