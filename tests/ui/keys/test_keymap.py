"""Spellings of keys in the keymap setting, and keys that two actions have in one scope."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui.practice_pilot import MovableClock, make_app, make_workspace, run_practice
from tpm_tui.cli.output.problems import unknown_names_in_config
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.storage.files.problem import Problem
from tpm_tui.ui.keys.actions import BY_ID
from tpm_tui.ui.keys.key_names import parse_key
from tpm_tui.ui.keys.keymap import Keymap
from tpm_tui.ui.screens.places.progress import ProgressScreen

SPELLINGS = {
    "ctrl+j": [
        "ctrl+j",
        "ctrl-j",
        "Ctrl+J",
        "CTRL-J",
        "^J",
        "^j",
        "C-j",
        "c-j",
        "<C-j>",
        "control-j",
        "ctl+j",
    ],
    "ctrl+o": ["C-o", "^O", "ctrl-o"],
    "ctrl+underscore": ["^_", "ctrl+_", "C-_", "ctrl-underscore"],
    "ctrl+minus": ["ctrl+-", "ctrl--", "C--"],
    "ctrl+plus": ["ctrl++", "ctrl-plus"],
    "alt+x": ["alt+x", "M-x", "A-x", "alt-X", "<M-x>"],
    "alt+ctrl+x": ["C-M-x", "ctrl+alt+x", "alt+ctrl+x"],
    "ctrl+shift+n": ["shift+ctrl+n", "C-S-N"],
    "shift+tab": ["shift+tab", "S-Tab"],
    "N": ["N", "shift+n", "S-n"],
    "n": ["n"],
    "f2": ["f2", "F2", "<F2>"],
    "escape": ["esc", "Esc", "escape", "ESC", "^["],
    "enter": ["enter", "Return", "RET", "<CR>", "^M", "ctrl+m"],
    "tab": ["tab", "TAB", "^I"],
    "backspace": ["backspace", "BS", "^H", "^?"],
    "pageup": ["pageup", "PgUp", "page_up", "Page-Up"],
    "pagedown": ["pgdn", "PageDown"],
    "ctrl+pageup": ["C-PgUp", "ctrl-page-up"],
    "space": ["space", "Space", "SPC"],
    "delete": ["del", "Delete"],
    "question_mark": ["?", "question_mark"],
    "minus": ["-", "minus"],
    "slash": ["/", "slash"],
    "circumflex_accent": ["^"],
    "plus": ["+"],
    "less_than_sign": ["<"],
    "section_sign": ["§"],
    "é": ["é"],
}


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_names_the_same_key(name: str) -> None:
    assert {spelling: parse_key(spelling) for spelling in SPELLINGS[name]} == dict.fromkeys(
        SPELLINGS[name], name
    )


def test_default_keys_are_spelled_as_the_app_uses_them() -> None:
    keys = {key for action in BY_ID.values() for key in action.keys}
    assert {key: parse_key(key) for key in keys} == {key: key for key in keys}


@pytest.mark.parametrize(
    "text", ["zork", "contrl+j", "ctrl+", "C-", "shift+1", "ctrl+zork", "\x1b", "", "[/]", "f99"]
)
def test_unknown_keys_have_no_name(text: str) -> None:
    assert parse_key(text) is None


def test_each_unknown_key_is_a_problem() -> None:
    assert Keymap.find_problems({"reveal": "^J, zork,contrl+j", "tick": "shift+1"}) == [
        ("reveal", "keymap: reveal: unknown key zork", "write a key as in ctrl+j, f2, space or ?"),
        ("reveal", "keymap: reveal: unknown key contrl+j", "did you mean ctrl+j?"),
        ("tick", "keymap: tick: unknown key shift+1", "write the character that shift and 1 type"),
    ]
    assert Keymap.from_setting({"reveal": "^J, zork"}).overrides == {"reveal": ("ctrl+j",)}


def test_defaults_have_no_clash() -> None:
    assert Keymap().find_clashes() == []


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"reveal": "q"}, "keymap: q is a key of reveal and of end; it runs reveal"),
        ({"end": "?"}, "keymap: ? is a key of end and of help; it runs end"),
        ({"end": "C-x", "star": "^X"}, "keymap: ^X is a key of star and of end; it runs star"),
        ({"mock-close": "u"}, "keymap: u is a key of mock-close and of mock-undo; it runs mock-close"),
        ({"mock-count": "n"}, "keymap: n is a key of mock-count and of mock-leave-boxes; it runs mock-count"),
        ({"reveal": "ctrl-q"}, "keymap: ^Q is a key of reveal and of quit; it runs reveal"),
    ],
)
def test_clashes_in_a_scope_are_problems(setting: dict[str, str], message: str) -> None:
    assert message in [problem[1] for problem in Keymap.find_problems(setting)]


@pytest.mark.parametrize(
    "setting",
    [
        {"reveal": "2"},  # graded only after the reveal
        {"editor-undo": "ctrl+r"},  # a key of redo, outside the editor
        {"reveal": "q", "end": "e", "edit": "f2"},
    ],
)
def test_a_key_of_two_scopes_is_no_clash(setting: dict[str, str]) -> None:
    clashes = [problem[1] for problem in Keymap.find_problems(setting)]
    assert clashes == []


async def test_the_learners_key_wins_over_a_default(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config='keymap: {end: "?"}\n')
    async with run_practice(make_app(workspace)) as pilot:
        await pilot.press("escape", "?")
        assert pilot.phase is SessionPhase.DONE


@pytest.mark.parametrize("spelling", ["^O", "C-o", "ctrl-o"])
async def test_other_spellings_bind_the_key(tmp_path: Path, clock: MovableClock, spelling: str) -> None:
    workspace = make_workspace(tmp_path, clock, config=f'keymap: {{reveal: "{spelling}"}}\n')
    async with run_practice(make_app(workspace)) as pilot:
        assert pilot.text_of("keys").startswith("^O reveal")
        await pilot.press("ctrl+o")
        assert pilot.phase is SessionPhase.REVEALED


async def test_clash_is_named_at_start(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config="keymap: {reveal: q}\n")
    problems = (
        Problem("bank.yaml", 1, 1, "a warning", severity="warning"),
        *unknown_names_in_config(workspace, ["night"]),
    )
    async with run_practice(make_app(workspace, problems=problems)) as pilot:
        assert "config.yaml:1: keymap: q is a key of reveal and of end; it runs reveal" in pilot.notice


OLD_KEYMAP = "keymap: {skip: m, suspend: h, bury: r}\n"
"""Keys of 0.1, of which newer versions use the letters for actions of their own."""


async def test_old_keys_win_over_new_defaults(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock, config=OLD_KEYMAP)
    problems = unknown_names_in_config(workspace, ["night"])
    assert [problem.message for problem in problems] == [
        "keymap: m is a key of skip and of mock; it runs skip",
        "keymap: r is a key of bury and of reports; it runs bury",
        "keymap: h is a key of suspend and of progress; it runs suspend",
    ]
    async with run_practice(make_app(workspace, problems=problems)) as pilot:
        assert "keymap: m is a key of skip and of mock" in pilot.notice
        await pilot.press("escape", "m")
        assert pilot.question == "two-captains"
        await pilot.press("escape", "h")
        assert workspace.store.cards["two-captains"].suspended
        await pilot.press("escape", "r")
        assert workspace.store.cards["tide-table"].buried
        await pilot.press("escape", "P", "h")
        assert isinstance(pilot.app.screen, ProgressScreen)
