"""Help, palette, footer and keymap come from one table, and do what it says."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, app_on, at_desk, workspace_in
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import ACTIONS, BY_ID, GROUPS, Scope
from tpm_tui.ui.keys.keymap import Keymap, key_name
from tpm_tui.ui.screens.dialogs.pager import PagerScreen
from tpm_tui.ui.widgets.page import Page

WAYS: dict[Scope, tuple[str, ...]] = {
    Scope.EDITOR: (),
    Scope.ASKING: ("escape",),
    Scope.REVEALED: ("ctrl+j",),
    Scope.DONE: ("escape", "q"),
    Scope.TOPICS: ("escape", "t"),
}
"""Keys that lead to each place from the start."""


def squeezed(text: str) -> str:
    return " ".join(text.split())


async def test_the_ways_lead_where_they_should(workspace: Workspace) -> None:
    for scope, keys in WAYS.items():
        async with at_desk(app_on(workspace)) as desk:
            await desk.press(*keys)
            assert desk.practice.scope is scope


async def test_help_lists_every_action_with_its_keys_and_id(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "?")
        assert isinstance(desk.app.screen, PagerScreen)
        page = desk.app.screen.query_one(Page)
        text = squeezed(page.text)
        for action in ACTIONS:
            keys = " ".join(key_name(key) for key in action.keys)
            assert f"{keys} {action.description} {action.id}" in text
        assert [text.index(group.upper()) for group in GROUPS] == sorted(
            text.index(group.upper()) for group in GROUPS
        )
        await desk.press("G")
        assert page.scroll_offset.y == page.max_scroll_y > 0
        await desk.press("space", "b", "j", "k", "g", "q")
        assert desk.at_practice


@pytest.mark.parametrize("key", ["escape", "q", "?", "f1"])
async def test_help_closes_and_leaves_everything_as_it_was(workspace: Workspace, key: str) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.reveal("Words.")
        await desk.press("space", "f1", key, "2")
        assert desk.asked == "two-captains"


@pytest.mark.parametrize("scope", list(WAYS))
async def test_the_palette_lists_exactly_what_can_be_done_here(workspace: Workspace, scope: Scope) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press(*WAYS[scope])
        listed = {command.help for command in desk.app.get_system_commands(desk.app.screen)}
        usable = {
            action.description
            for action in ACTIONS
            if desk.practice.check_action(action.method, ()) and action.id != "palette"
        }
        assert listed == usable
        assert {action.id for action in ACTIONS if action.description in usable} == {
            action.id for action in ACTIONS if action.scope & scope and action.id != "palette"
        }


async def test_a_command_of_the_palette_is_run_by_its_name(workspace: Workspace) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("ctrl+j", "ctrl+p")
        await desk.until(lambda: not desk.at_practice)
        await desk.press(*"star")
        await desk.until(lambda: "Star this question" in desk.screen())
        await desk.press("enter")
        await desk.until(lambda: desk.at_practice)
        await desk.until(lambda: "late-crane" in workspace.store.cards)
        assert workspace.store.cards["late-crane"].starred
        assert desk.notice == "Starred."


@pytest.mark.parametrize("scope", list(WAYS))
async def test_every_action_can_be_moved_to_another_key(
    tmp_path: Path, clock: MovableClock, scope: Scope, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = {action.id: f"f{number}" for number, action in enumerate(ACTIONS, 30)}
    lines = [f"  {id}: {key}\n" for id, key in keys.items()]
    workspace = workspace_in(tmp_path, clock, config="keymap:\n" + "".join(lines))
    old = {key: action.id for action in ACTIONS for key in action.keys if action.scope & scope}
    async with at_desk(app_on(workspace)) as desk:
        for key in WAYS[scope]:
            at = desk.practice.scope
            await desk.press(next(keys[each.id] for each in ACTIONS if key in each.keys and each.scope & at))
        assert desk.practice.scope is scope
        done: list[str] = []
        here = [action for action in ACTIONS if action.scope & scope]

        async def note(id: str) -> None:
            done.append(id)

        for action in here:
            monkeypatch.setattr(desk.practice, f"action_{action.method}", partial(note, action.id))
        for action in here:
            assert desk.practice.keymap.shown(action, scope) == keys[action.id].upper()
            await desk.press(keys[action.id])
        assert done == [action.id for action in here]
        if scope is not Scope.EDITOR:
            await desk.press(*sorted(old))
        # Textual's own ctrl+q is above every keymap.
        assert done[len(here) :] in ([], ["quit"])


async def test_moving_one_action_leaves_the_others_that_shared_its_key(
    tmp_path: Path, clock: MovableClock
) -> None:
    workspace = workspace_in(tmp_path, clock, config="keymap: {tick: f9, accept: f8, bury: x}\n")
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "enter")
        assert desk.editor.has_focus
        await desk.press("escape", "space")
        assert desk.phase is SessionPhase.REVEALED
        await desk.press("space", "enter")
        assert (desk.phase, desk.practice_session.session.ticked) == (SessionPhase.REVEALED, frozenset())
        await desk.press("f9")
        assert len(desk.practice_session.session.ticked) == 1
        await desk.press("x")
        assert desk.asked == "two-captains"


async def test_several_keys_for_one_action_and_signs_in_place_of_names(
    tmp_path: Path, clock: MovableClock
) -> None:
    workspace = workspace_in(tmp_path, clock, config='keymap: {skip: "+, f7", help: "!"}\n')
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "f7")
        assert desk.asked == "two-captains"
        await desk.press("escape")
        await desk.pilot.press("plus")
        assert desk.asked == "tide-table"
        await desk.press("escape")
        await desk.pilot.press("exclamation_mark")
        assert isinstance(desk.app.screen, PagerScreen)


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
async def test_a_keymap_of_nonsense_costs_a_key_at_most(
    tmp_path: Path, clock: MovableClock, keymap: str
) -> None:
    workspace = workspace_in(tmp_path, clock, config=f"keymap: {keymap}\n")
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("escape", "?", "q", "s")
        assert desk.asked == "two-captains"
        assert "\x1b" not in desk.screen()


def test_faults_of_a_keymap_are_named() -> None:
    faults = Keymap.faults({"reveal": "f9", "tick": " ,", "revael": "x"})
    assert [fault[:2] for fault in faults] == [
        ("tick", "keymap: tick has no key"),
        ("revael", "keymap: there is no action revael"),
    ]


@pytest.mark.parametrize(("letter", "named"), [("j", "down"), ("k", "up"), ("G", "end"), ("g", "home")])
@pytest.mark.parametrize("place", ["reveal", "topics", "help"])
async def test_letters_and_named_keys_move_alike(
    workspace: Workspace, letter: str, named: str, place: str
) -> None:
    seen = []
    for key in (letter, named):
        async with at_desk(app_on(workspace)) as desk:
            await desk.press(
                *{"reveal": ("ctrl+j",), "topics": ("escape", "t"), "help": ("escape", "?")}[place]
            )
            page = desk.app.screen.query_one("#reading" if place == "help" else f"#{place}", Page)
            await desk.press("j", "j", key)
            seen.append((page.cursor, page.scroll_offset))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("keys", [("pagedown", "pageup"), ("ctrl+f", "ctrl+b")])
async def test_a_screenful_holds_on_to_a_row(workspace: Workspace, keys: tuple[str, str]) -> None:
    async with at_desk(app_on(workspace)) as desk:
        await desk.press("ctrl+j", keys[0])
        assert desk.page.scroll_offset.y == desk.page.size.height - 1
        await desk.press(keys[1])
        assert desk.page.scroll_offset.y == 0


async def test_the_footer_teaches_what_matters_here_and_only_keys_that_work(workspace: Workspace) -> None:
    expected = {
        Scope.EDITOR: ["^J reveal", "esc leave"],
        Scope.ASKING: ["space reveal", "enter write"],
        Scope.REVEALED: ["1 Again 1d", "2 Hard 1d", "3 Good 2d", "4 Easy 4d", "space tick"],
        Scope.TOPICS: ["enter choose", "p practise topic"],
    }
    for scope, keys in expected.items():
        async with at_desk(app_on(workspace)) as desk:
            await desk.press(*WAYS[scope])
            assert desk.said("keys").startswith("  ".join(keys))


async def test_the_footer_follows_the_keymap(tmp_path: Path, clock: MovableClock) -> None:
    workspace = workspace_in(tmp_path, clock, config="keymap: {grade-again: f5, reveal: ctrl+r}\n")
    async with at_desk(app_on(workspace)) as desk:
        assert desk.said("keys").startswith("^R reveal")
        assert "^R shows the model answer" in desk.screen()
        await desk.press("ctrl+r")
        assert desk.said("keys").startswith("F5 Again")


def test_an_id_names_one_action_and_no_place_has_two_actions_on_one_key() -> None:
    assert len(BY_ID) == sum(len(group) for group in GROUPS.values())
    for scope in Scope:
        keys = [key for action in BY_ID.values() if action.scope & scope for key in action.keys]
        assert len(keys) == len(set(keys)), scope


def test_no_action_needs_a_key_that_terminals_do_not_send() -> None:
    for action in ACTIONS:
        plain = [
            key for key in action.keys if not key.startswith(("alt+", "shift+", "f1")) and key != "ctrl+enter"
        ]
        assert plain, action.id
