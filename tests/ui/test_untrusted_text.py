"""Untrusted text in a bank, a theme, the settings or drafts is shown as plain text or removed."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.storage.stores import draft_texts
from tests.ui import untrusted
from tests.ui.practice_pilot import (
    MovableClock,
    PracticePilot,
    answer,
    make_app,
    make_workspace,
    run_practice,
)
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Lens, Question, Transfer
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.loader import LoadedBank
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.settings.themes import load_themes


def remove_spaces(text: str) -> str:
    return "".join(text.split())


def with_uncleaned_bank(workspace: Workspace) -> Workspace:
    """Replace the workspace's bank by one that was not cleaned by the loader."""
    raw = untrusted.LINE
    points = tuple(KeyPoint(name=f"{n} {text}", cue=raw, must=not n) for n, text in enumerate(untrusted.ALL))
    first = Question(
        id="everything",
        prompt=" ".join(untrusted.VISIBLE_MARKUP) + raw,
        key_points=points,
        title="[/] d[k] \x1b]52;",
        variants=(raw,),
        levels={"core": raw},
        probes=raw,
        opening=raw,
        model_answer={"[/]\x1b": untrusted.PROSE},
        short_answer=untrusted.PROSE,
        weak_signs=(raw,),
        follow_ups=(FollowUp(raw, raw),),
        netflix_lens=Lens(raw, (raw,), raw),
        numbers=raw,
        transfer=Transfer(raw, (1,)),
        topic="evil",
    )
    more = tuple(
        Question(id=f"one-{n}", prompt=text, key_points=(KeyPoint(text),), title=text[:24], topic="evil")
        for n, text in enumerate(untrusted.ALL)
    )
    bank = Bank((Topic("evil", raw[:80]),), (first, *more))
    workspace.__dict__["loaded_bank"] = LoadedBank(bank, {})
    return workspace


def check_screen(pilot: PracticePilot, *, screenshot: bool = False) -> str:
    """Check that the screen is safe and return its text."""
    assert pilot.app.return_code is None
    strips = pilot.app.screen._compositor.render_strips()
    assert untrusted.find_unsafe(strips) == set()
    if screenshot:
        assert untrusted.unsafe_characters(pilot.app.export_screenshot()) == set()
    return "\n".join(strip.text for strip in strips)


async def visit_every_screen(pilot: PracticePilot) -> None:
    """Open every pane and every screen and check each."""
    assert pilot.question == "everything"
    check_screen(pilot, screenshot=True)
    await pilot.write("rang everybody [/] [@click=app.quit]x[/] \x1b]52;c;x\x07\u202e list[int]")
    check_screen(pilot)
    await pilot.press("ctrl+j")
    check_screen(pilot, screenshot=True)
    for key in ("space", "[", "G", "pageup", "g"):
        await pilot.press(key)
        check_screen(pilot)
    for key in ("]", "z", "j", "z"):
        await pilot.press(key)
        check_screen(pilot)
    shown = pilot.own_answer.text
    for _ in pilot.sections():
        shown += pilot.page.text
        await pilot.press("tab")
        check_screen(pilot)
    shown = remove_spaces(shown)
    for text in untrusted.VISIBLE_MARKUP:
        assert remove_spaces(text) in shown
    await pilot.press("t", "g", "enter", "G", "k")
    check_screen(pilot, screenshot=True)
    await pilot.press("escape", "/", *"[/] d[k")
    check_screen(pilot, screenshot=True)
    await pilot.press("escape", "?")
    check_screen(pilot)
    await pilot.press("escape", "T", "j")
    check_screen(pilot)
    await pilot.press("escape", "3")
    check_screen(pilot)
    await pilot.press("escape", "u")
    check_screen(pilot)
    await pilot.press("3", "escape", "q")
    assert pilot.phase is SessionPhase.DONE
    check_screen(pilot, screenshot=True)
    await pilot.press("G")
    check_screen(pilot)


@pytest.mark.slow(120)
@pytest.mark.parametrize("size", [(40, 12), (120, 36)])
async def test_untrusted_bank_file_is_shown_safely(
    tmp_path: Path, clock: MovableClock, size: tuple[int, int]
) -> None:
    folder = untrusted.write_bank(tmp_path / "b")
    workspace = make_workspace(tmp_path, clock, bank=[folder])
    assert len(workspace.bank.questions) == len(untrusted.ALL) + 1
    assert workspace.loaded_bank.problems
    answer(workspace, "everything", Grade.AGAIN, "\n".join(untrusted.ALL))
    clock.advance(days=1)
    problems = workspace.loaded_bank.problems
    async with run_practice(make_app(workspace, workspace.bank.order[:6], problems), size=size) as pilot:
        await visit_every_screen(pilot)
        assert "broken" in remove_spaces(pilot.page.text)


@pytest.mark.parametrize("size", [(80, 24)])
async def test_control_filter_cleans_an_uncleaned_bank(
    tmp_path: Path, clock: MovableClock, size: tuple[int, int]
) -> None:
    workspace = with_uncleaned_bank(make_workspace(tmp_path, clock))
    problem = Problem("a\x1b]0;x\x07.yaml", 1, 1, untrusted.LINE, untrusted.LINE)
    async with run_practice(make_app(workspace, workspace.bank.order[:6], (problem,)), size=size) as pilot:
        await visit_every_screen(pilot)


@pytest.mark.slow(120)
@pytest.mark.parametrize("part", range(3))
async def test_every_untrusted_text_can_be_practised(tmp_path: Path, clock: MovableClock, part: int) -> None:
    workspace = with_uncleaned_bank(make_workspace(tmp_path, clock))
    names = [f"one-{number}" for number in range(len(untrusted.ALL))][part::3]
    async with run_practice(make_app(workspace, names), size=(60, 20)) as pilot:
        for name in names:
            assert pilot.question == name
            check_screen(pilot)
            await pilot.press("ctrl+j", "space")
            check_screen(pilot)
            assert len(pilot.practice_session.session.ticked) == 1
            await pilot.press("3")
        assert pilot.phase is SessionPhase.DONE
        check_screen(pilot)


async def test_pasted_text_is_cleaned_wherever_it_is_shown(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        for text in untrusted.ALL:
            await pilot.write(text + "\n")
        check_screen(pilot)
        await pilot.press("escape")
        drafted = draft_texts(workspace.store.drafts)["late-crane"]
        assert untrusted.unsafe_characters(drafted) == set()
        await pilot.press("space", "3")
        report = pilot.practice_session.reports.path
        assert report
        assert untrusted.unsafe_characters(report.read_text("utf-8")) == set()
        assert "list\\[int]" in report.read_text("utf-8")
    clock.advance(days=2)
    async with run_practice(make_app(workspace, ["late-crane"])) as pilot:
        await pilot.press("ctrl+j", "[", "z")
        assert remove_spaces(untrusted.VISIBLE_MARKUP[3]) in remove_spaces(pilot.page.text)
        check_screen(pilot)


async def test_untrusted_drafts_are_cleaned_or_rejected(tmp_path: Path, clock: MovableClock) -> None:
    workspace = make_workspace(tmp_path, clock)
    folder = workspace.paths.data / "drafts"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "late-crane.other.json").write_text(
        '{"question": "late-crane", "session": "other", "text": "\\u001b]52;c;x\\u0007 [/] \\u202e d[k]"}',
        "utf-8",
    )
    (folder / "two-captains.other.json").write_text('{"question": ["[/]"]}', "utf-8")
    (folder / "[_] \x1b]0;x\x07.json").write_text("{}", "utf-8")
    async with run_practice(make_app(workspace)) as pilot:
        assert "[/]" in check_screen(pilot)
        assert "d[k]" in pilot.editor.text
        await pilot.press("escape", "q")
        check_screen(pilot)
        await pilot.press("G")
        check_screen(pilot)
        assert "two-captains" in remove_spaces(pilot.page.text)


@pytest.mark.slow(120)
@pytest.mark.parametrize(
    "config",
    [
        'theme: "[/]"\n',
        'theme: "\\e]52;c;x\\a"\n',
        'editor: "[/] \\e]0;x\\a"\n',
        'interview: "[@click=app.quit]x[/]"\n',
        '"[/] \\e]0;x\\a": 1\n',
        'keymap: {"[/]": "[/]", resume: "\\e[2J", tick: "[@click=app.quit]", undo: "[/", star: "x[/]"}\n',
        "a: &a [*a]\n",
        "[" * 3_000,
        "\x00",
    ],
    ids=range(9),
)
async def test_untrusted_settings_are_shown_safely(tmp_path: Path, clock: MovableClock, config: str) -> None:
    workspace = make_workspace(tmp_path, clock, config=config)
    app = make_app(workspace, problems=workspace.loaded_config.problems)
    async with run_practice(app) as pilot:
        check_screen(pilot)
        await pilot.press("escape", "e", "?", "q")
        check_screen(pilot)
        await pilot.press("f2", "ctrl+p")
        await pilot.wait_until(lambda: not pilot.on_practice_screen)
        await pilot.wait_until(lambda: "commands" in pilot.screen() or "tick" in pilot.screen())
        check_screen(pilot)
        await pilot.press("escape", "escape", "q", "G")
        check_screen(pilot)


COLOURS = "{primary: '#0a0', foreground: '#ddd', background: '#111'}"


@pytest.mark.slow(120)
@pytest.mark.parametrize(
    "theme",
    [
        f"name: '[/]'\ncolors: {COLOURS}\n",
        f'name: evil\ntitle: "[/] \\e]0;x\\a"\ncolors: {COLOURS}\n',
        "name: evil\ncolors: {primary: 'red; } * { display: none', foreground: '#ddd', background: '#111'}\n",
        "name: evil\ncolors: {primary: '$primary', foreground: '$foreground', background: '#111'}\n",
        "name: evil\ncolors: {primary: '#0a0', foreground: '#ddd', background: ansi_red}\nansi: true\n",
        f"name: evil\nroles: {{'[/]': '#fff'}}\ncolors: {COLOURS}\n",
        "name: night\nextra: {width: 100000000}\n",
    ],
    ids=range(7),
)
async def test_untrusted_theme_file_does_not_crash_the_app(
    tmp_path: Path, clock: MovableClock, theme: str
) -> None:
    folder = tmp_path / "themes"
    folder.mkdir()
    (folder / "evil [_] \x1b]0;x\x07.yaml").write_text(theme, "utf-8")
    workspace = make_workspace(tmp_path, clock, config="theme: evil\n")
    async with run_practice(make_app(workspace, themes=[folder])) as pilot:
        check_screen(pilot)
        await pilot.press("escape", "T", "j", "j", "j", "j", "j", "j")
        check_screen(pilot)
        await pilot.press("escape", "q", "G")
        check_screen(pilot)
        assert load_themes([folder], None).problems == () or "evil" in remove_spaces(pilot.page.text)


@pytest.mark.slow(120)
@pytest.mark.parametrize("seed", range(2))
async def test_no_key_or_click_runs_an_action_from_text(
    tmp_path: Path, clock: MovableClock, seed: int
) -> None:
    """Press random keys and click at random places, with the mouse enabled."""
    workspace = with_uncleaned_bank(make_workspace(tmp_path, clock, config="mouse: true\n"))
    chance = random.Random(seed)
    keys = [
        "ctrl+j",
        "escape",
        "space",
        "j",
        "k",
        "3",
        "1",
        "u",
        "s",
        "t",
        "enter",
        "[",
        "]",
        "pagedown",
        "*",
        "g",
    ]
    async with run_practice(make_app(workspace), size=(60, 20)) as pilot:
        for _ in range(12):
            await pilot.press(chance.choice(keys))
            await pilot.textual_pilot.click(offset=(chance.randrange(60), chance.randrange(20)))
            check_screen(pilot)


def test_unsafe_characters_finds_all_escapes() -> None:
    """Test of the test helpers: every payload is found, and markup alone is not."""
    assert all(untrusted.unsafe_characters(text) for text in untrusted.ESCAPES)
    assert not any(untrusted.unsafe_characters(text) for text in untrusted.MARKUP)
    raw = Question(id="x", prompt=untrusted.LINE, key_points=(KeyPoint("x"),))
    assert untrusted.unsafe_characters(replace(raw, title="\x1b").title)
