"""The footer at 80 columns: help and the way out are in it, whatever else it has."""

from __future__ import annotations

import pytest

from tests.ui.keys.test_keys import KEY_SEQUENCES
from tests.ui.practice_pilot import make_app, run_practice
from tpm_tui.practice.workspace import Workspace
from tpm_tui.ui.keys.actions import Scope, footer_actions
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.navigation import PLACES
from tpm_tui.ui.screens.action_screen import ActionScreen
from tpm_tui.ui.widgets.footer import PADDING, make_footer_key
from tpm_tui.ui.widgets.status import FooterKey, footer_text

WIDTH, NARROW_WIDTH = 80 - PADDING, 40 - PADDING


def shown_keys(footer: str) -> list[str]:
    """Return the keys of a footer, with their labels."""
    return [part.strip() for part in footer.split("  ") if part.strip()]


PAGERS = Scope.TRIAGE | Scope.MARKING
"""Dialogs with a page; their footer shows how to close them."""


RATING = Scope.REVEALED | Scope.MOCK_DEBRIEF
"""Scopes in which grades or ratings fill a narrow footer."""


@pytest.mark.parametrize("scope", [scope for scope in Scope if not scope & PAGERS])
def test_every_scope_has_help_and_a_way_out(scope: Scope) -> None:
    kept = [action for action in footer_actions(scope) if action.kept]
    assert "help" in [action.id for action in kept]
    assert len(kept) > 1
    keys = [make_footer_key(action, Keymap(), scope) for action in footer_actions(scope)]
    shown = shown_keys(footer_text(keys, WIDTH).plain)
    assert footer_text(keys, WIDTH).cell_length <= WIDTH
    assert {f"{key.key} {key.label}" for key in keys if key.kept} <= set(shown)


@pytest.mark.parametrize("scope", [scope for scope in Scope if not scope & (PAGERS | RATING)])
def test_every_scope_has_a_way_out_at_40_columns(scope: Scope) -> None:
    keys = [make_footer_key(action, Keymap(), scope) for action in footer_actions(scope)]
    shown = footer_text(keys, NARROW_WIDTH)
    assert shown.cell_length <= NARROW_WIDTH
    out = [key for key in keys if key.kept and key.label != "keys"]
    assert any(f"{key.key} {key.label}" in shown.plain for key in out), shown.plain
    assert f"{keys[0].key} {keys[0].label}" in shown.plain


@pytest.mark.parametrize(
    ("keys", "text"),
    [
        (("a aaaaaaaa", "b bbbbbbbb", "c cccccccc"), "a aaaaaaaa b bbbbbbbb q back ? keys"),
        (("a aaaaaaaaaaaa", "b bbbbbbbb", "c cccc"), "a aaaaaaaaaaaa b bbbbbbbb q back"),
        (("a aaaaaaaaaaaaaaaaaaaaaaaa", "b bbbbbbbb"), "a aaaaaaaaaaaaaaaaaaaaaaaa b bbbbbbbb"),
        (("1 weak", "2 mixed", "3 strong", "4 best", "n next"), "1weak 2mixed 3strong 4best q back"),
        (("1 weak", "2 mixed", "3 strong", "4 outstanding"), "1weak 2mixed 3strong 4outstanding"),
    ],
)
def test_narrow_row_keeps_the_way_out_beside_two_other_keys(keys: tuple[str, ...], text: str) -> None:
    others = [FooterKey(key, label) for key, label in (each.split() for each in keys)]
    kept = [FooterKey("q", "back", kept=True), FooterKey("?", "keys", kept=True, is_help=True)]
    assert footer_text([*others, *kept], NARROW_WIDTH).plain == text


async def test_grades_leave_room_for_the_way_out_at_40_columns(workspace: Workspace) -> None:
    async with run_practice(make_app(workspace), (40, 12)) as pilot:
        await pilot.press("ctrl+j")
        shown = pilot.text_of("keys").split()
        assert [key[0] for key in shown[:4]] == ["1", "2", "3", "4"]
        assert shown[4:] == ["q", "end"]


@pytest.mark.parametrize("scope", list(KEY_SEQUENCES))
async def test_practice_shows_help_and_the_way_out(workspace: Workspace, scope: Scope) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press(*KEY_SEQUENCES[scope])
        shown = shown_keys(pilot.text_of("keys"))
        out = {Scope.EDITOR: "esc leave", Scope.DONE: "q Today"}.get(scope, "q end")
        assert out in shown
        assert ("F1 keys" if scope is Scope.EDITOR else "? keys") in shown


@pytest.mark.parametrize("place", ["topics", *PLACES])
async def test_places_show_help_and_the_way_out(workspace: Workspace, place: str) -> None:
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape")
        screen = pilot.app.navigation.open(place)
        await pilot.settle()
        assert isinstance(screen, ActionScreen)
        shown = shown_keys(screen.footer.keys.plain)
        assert "q back" in shown
        assert "? keys" in shown
