"""Whatever a stranger's bank, theme, setting or history holds: it is text, or it is gone."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.ui import untrusted
from tests.ui.practice_pilot import Desk, MovableClock, answer, app_on, at_desk, workspace_in
from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import FollowUp, KeyPoint, Lens, Question, Transfer
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.session.session import SessionPhase
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.loader import LoadedBank
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.settings.themes import load_themes


def squeezed(text: str) -> str:
    return "".join(text.split())


def uncleaned(workspace: Workspace) -> Workspace:
    """The same workspace with a bank that did not pass the first wall."""
    raw = untrusted.LINE
    points = tuple(KeyPoint(name=f"{n} {text}", cue=raw, must=not n) for n, text in enumerate(untrusted.ALL))
    first = Question(
        id="everything",
        prompt=" ".join(untrusted.SEEN) + raw,
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


def look(desk: Desk, *, picture: bool = False) -> str:
    """What is on the screen, once nothing in it can do harm."""
    assert desk.app.return_code is None
    strips = desk.app.screen._compositor.render_strips()
    assert untrusted.harm(strips) == set()
    if picture:
        assert untrusted.forbidden(desk.app.export_screenshot()) == set()
    return "\n".join(strip.text for strip in strips)


async def see_everything(desk: Desk) -> None:
    """Through every pane and every screen, with a look at each."""
    assert desk.asked == "everything"
    look(desk, picture=True)
    await desk.write("told everybody [/] [@click=app.quit]x[/] \x1b]52;c;x\x07\u202e list[int]")
    look(desk)
    await desk.press("ctrl+j")
    look(desk, picture=True)
    for key in ("space", "[", "G", "pageup", "g"):
        await desk.press(key)
        look(desk)
    shown = squeezed(desk.page.text)
    for text in untrusted.SEEN:
        assert squeezed(text) in shown
    await desk.press("t", "g", "enter", "G", "k")
    look(desk, picture=True)
    await desk.press("escape", "/", *"[/] d[k")
    look(desk, picture=True)
    await desk.press("escape", "?")
    look(desk)
    await desk.press("escape", "T", "j")
    look(desk)
    await desk.press("escape", "3")
    look(desk)
    await desk.press("escape", "u")
    look(desk)
    await desk.press("3", "escape", "q")
    assert desk.phase is SessionPhase.DONE
    look(desk, picture=True)
    await desk.press("G")
    look(desk)


@pytest.mark.parametrize("size", [(40, 12), (120, 36)])
async def test_nothing_in_a_bank_file_gets_through(
    tmp_path: Path, clock: MovableClock, size: tuple[int, int]
) -> None:
    folder = untrusted.write_bank(tmp_path / "b")
    workspace = workspace_in(tmp_path, clock, bank=[folder])
    assert len(workspace.bank.questions) == len(untrusted.ALL) + 1
    assert workspace.loaded_bank.problems
    answer(workspace, "everything", Grade.AGAIN, "\n".join(untrusted.ALL))
    clock.on(days=1)
    problems = workspace.loaded_bank.problems
    async with at_desk(app_on(workspace, workspace.bank.order[:6], problems), size=size) as desk:
        await see_everything(desk)
        assert "broken" in squeezed(desk.page.text)


@pytest.mark.parametrize("size", [(80, 24)])
async def test_the_second_wall_stands_where_the_first_was_passed(
    tmp_path: Path, clock: MovableClock, size: tuple[int, int]
) -> None:
    workspace = uncleaned(workspace_in(tmp_path, clock))
    problem = Problem("a\x1b]0;x\x07.yaml", 1, 1, untrusted.LINE, untrusted.LINE)
    async with at_desk(app_on(workspace, workspace.bank.order[:6], (problem,)), size=size) as desk:
        await see_everything(desk)


@pytest.mark.parametrize("part", range(3))
async def test_every_text_is_a_question_like_any_other(
    tmp_path: Path, clock: MovableClock, part: int
) -> None:
    workspace = uncleaned(workspace_in(tmp_path, clock))
    names = [f"one-{number}" for number in range(len(untrusted.ALL))][part::3]
    async with at_desk(app_on(workspace, names), size=(60, 20)) as desk:
        for name in names:
            assert desk.asked == name
            look(desk)
            await desk.press("ctrl+j", "space")
            look(desk)
            assert len(desk.practice_session.session.ticked) == 1
            await desk.press("3")
        assert desk.phase is SessionPhase.DONE
        look(desk)


async def test_what_is_pasted_stays_text_and_is_clean_wherever_it_is_shown_again(
    tmp_path: Path, clock: MovableClock
) -> None:
    workspace = workspace_in(tmp_path, clock)
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        for text in untrusted.ALL:
            await desk.write(text + "\n")
        look(desk)
        await desk.press("escape")
        drafted = workspace.store.drafts.newest()["late-crane"]
        assert untrusted.forbidden(drafted) == set()
        await desk.press("space", "3")
        report = desk.practice_session.report_path
        assert report
        assert untrusted.forbidden(report.read_text("utf-8")) == set()
        assert "list\\[int]" in report.read_text("utf-8")
    clock.on(days=2)
    async with at_desk(app_on(workspace, ["late-crane"])) as desk:
        await desk.press("ctrl+j", "[")
        assert squeezed(untrusted.SEEN[3]) in squeezed(desk.page.text)
        look(desk)


async def test_drafts_from_elsewhere_are_cleaned_or_set_aside(tmp_path: Path, clock: MovableClock) -> None:
    workspace = workspace_in(tmp_path, clock)
    folder = workspace.paths.data / "drafts"
    folder.mkdir(parents=True, mode=0o700)
    (folder / "late-crane.other.json").write_text(
        '{"question": "late-crane", "session": "other", "text": "\\u001b]52;c;x\\u0007 [/] \\u202e d[k]"}',
        "utf-8",
    )
    (folder / "two-captains.other.json").write_text('{"question": ["[/]"]}', "utf-8")
    (folder / "[_] \x1b]0;x\x07.json").write_text("{}", "utf-8")
    async with at_desk(app_on(workspace)) as desk:
        assert "[/]" in look(desk)
        assert "d[k]" in desk.editor.text
        await desk.press("escape", "q")
        look(desk)
        await desk.press("G")
        look(desk)
        assert "two-captains" in squeezed(desk.page.text)


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
async def test_settings_are_text_too(tmp_path: Path, clock: MovableClock, config: str) -> None:
    workspace = workspace_in(tmp_path, clock, config=config)
    app = app_on(workspace, problems=workspace.loaded_config.problems)
    async with at_desk(app) as desk:
        look(desk)
        await desk.press("escape", "e", "?", "q")
        look(desk)
        await desk.press("f2", "ctrl+p")
        await desk.until(lambda: not desk.at_practice)
        await desk.until(lambda: "commands" in desk.screen() or "tick" in desk.screen())
        look(desk)
        await desk.press("escape", "escape", "q", "G")
        look(desk)


COLOURS = "{primary: '#0a0', foreground: '#ddd', background: '#111'}"


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
async def test_a_theme_file_is_colours_or_nothing(tmp_path: Path, clock: MovableClock, theme: str) -> None:
    folder = tmp_path / "themes"
    folder.mkdir()
    (folder / "evil [_] \x1b]0;x\x07.yaml").write_text(theme, "utf-8")
    workspace = workspace_in(tmp_path, clock, config="theme: evil\n")
    async with at_desk(app_on(workspace, themes=[folder])) as desk:
        look(desk)
        await desk.press("escape", "T", "j", "j", "j", "j", "j", "j")
        look(desk)
        await desk.press("escape", "q", "G")
        look(desk)
        assert load_themes([folder], None).problems == () or "evil" in squeezed(desk.page.text)


@pytest.mark.parametrize("seed", range(2))
async def test_no_key_runs_what_a_hostile_text_asks_for(
    tmp_path: Path, clock: MovableClock, seed: int
) -> None:
    """Every key, on every hostile question, with the mouse on as well."""
    workspace = uncleaned(workspace_in(tmp_path, clock, config="mouse: true\n"))
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
    async with at_desk(app_on(workspace), size=(60, 20)) as desk:
        for _ in range(12):
            await desk.press(chance.choice(keys))
            await desk.pilot.click(offset=(chance.randrange(60), chance.randrange(20)))
            look(desk)


def test_the_hostile_bank_holds_what_it_says() -> None:
    """A test of the tests: the payloads are in the file, and the sieve lets none of them through."""
    assert all(untrusted.forbidden(text) for text in untrusted.ESCAPES)
    assert not any(untrusted.forbidden(text) for text in untrusted.MARKUP)
    raw = Question(id="x", prompt=untrusted.LINE, key_points=(KeyPoint("x"),))
    assert untrusted.forbidden(replace(raw, title="\x1b").title)
