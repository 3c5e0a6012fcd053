"""Input events become Textual's messages; what the app does not await has none."""

from __future__ import annotations

import pytest
from textual import constants, events, messages
from textual._xterm_parser import XTermParser
from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Input, TextArea

from tests.ui.terminal.input.feeding import run
from tpm_tui.ui.terminal.input.events import (
    AltChord,
    FocusChange,
    KeyPress,
    ModeReply,
    MouseReport,
    Paste,
    ScreenResize,
    TerminalEvent,
)
from tpm_tui.ui.terminal.textual_messages import MessageFactory, press_chord


class HostApp(App[None]):
    """App with a text area and an input; records its actions."""

    BINDINGS = [
        Binding("escape", "note('escape')"),
        Binding("u", "note('u')"),
        Binding("alt+b", "note('alt+b')"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.noted: list[str] = []

    def compose(self) -> ComposeResult:
        yield TextArea("one two", id="area")
        yield Input(id="line")

    def action_note(self, text: str) -> None:
        self.noted.append(text)
        if text == "escape":
            self.screen.set_focus(None)


def make_factory(*, mouse: bool = False) -> MessageFactory:
    factory = MessageFactory(HostApp(), mouse=mouse)
    factory.expect_replies()
    return factory


def describe(event: object) -> object:
    """Return what distinguishes mouse events."""
    assert isinstance(event, events.MouseEvent)
    return (
        type(event).__name__,
        *(event.x, event.y, event.delta_x, event.delta_y, event.button),
        *(event.shift, event.meta, event.ctrl, event.screen_x, event.screen_y),
    )


def test_keys_pastes_and_focus() -> None:
    make = make_factory().make
    key = make(KeyPress("no_break_space", "\xa0"))
    assert isinstance(key, events.Key)
    assert (key.key, key.character) == ("no_break_space", "\xa0")
    key = make(KeyPress("ctrl+j"))
    assert isinstance(key, events.Key)
    assert (key.key, key.character) == ("ctrl+j", None)
    paste = make(Paste("one\ntwo"))
    assert isinstance(paste, events.Paste)
    assert paste.text == "one\ntwo"
    assert isinstance(make(FocusChange(True)), events.AppFocus)
    assert isinstance(make(FocusChange(False)), events.AppBlur)


def test_mouse_events_are_those_of_textual() -> None:
    reports = [
        f"\x1b[<{buttons};{x};{y}{end}"
        for buttons in (0, 1, 2, 3, 4, 8, 16, 28, 32, 34, 35, 39, 64, 65, 66, 67, 68, 80)
        for x, y in ((1, 1), (80, 24))
        for end in "Mm"
    ]
    factory, parser = make_factory(mouse=True), XTermParser()
    expected = [each for report in reports for each in parser.feed(report)]
    found = [factory.make(event) for event in run("".join(reports).encode())]
    assert len(found) == len(reports)
    assert [describe(each) for each in found] == [describe(each) for each in expected]


def test_mouse_reports_without_the_mouse_have_no_message() -> None:
    assert make_factory().make(MouseReport(0, 1, 1, True)) is None


@pytest.mark.parametrize(("setting", "supported"), [(0, False), (1, True), (2, True), (3, True), (4, False)])
def test_awaited_mode_reply_has_a_message_once(setting: int, supported: bool) -> None:
    factory = make_factory()
    message = factory.make(ModeReply(2026, setting))
    assert isinstance(message, messages.TerminalSupportsSynchronizedOutput) is supported
    assert factory.make(ModeReply(2026, 1)) is None
    factory.expect_replies()
    assert factory.make(ModeReply(2026, 1)) is not None


def test_reply_of_another_mode_has_no_message() -> None:
    assert make_factory().make(ModeReply(1004, 1)) is None


def test_in_band_resize_needs_the_mode(monkeypatch: pytest.MonkeyPatch) -> None:
    size = ScreenResize(100, 30, 800, 600)
    factory = make_factory(mouse=True)
    assert factory.make(size) is None
    monkeypatch.setattr(constants, "SMOOTH_SCROLL", False)
    assert factory.make(ModeReply(2048, 1)) is None
    assert factory.make(size) is None
    monkeypatch.setattr(constants, "SMOOTH_SCROLL", True)
    factory.expect_replies()
    mode = factory.make(ModeReply(2048, 2))
    assert isinstance(mode, messages.InBandWindowResize)
    assert (mode.supported, mode.enabled) == (True, False)
    resize = factory.make(size)
    assert isinstance(resize, events.Resize)
    assert (resize.size, resize.pixel_size) == ((100, 30), (800, 600))
    moved = factory.make(MouseReport(35, 80, 40, True))  # in pixels now
    assert isinstance(moved, events.MouseMove)
    assert (moved.x, moved.y) == (10, 2)


def test_iterm_keeps_signals_for_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "SMOOTH_SCROLL", True)
    monkeypatch.setenv("TERM_PROGRAM", "iTerm.app")
    assert make_factory().make(ModeReply(2048, 2)) is None


@pytest.mark.parametrize("widget", ["area", "line"])
@pytest.mark.parametrize(
    ("chord", "noted"),
    [
        (AltChord("alt+u", KeyPress("u", "u")), ["escape", "u"]),
        (AltChord("alt+x", KeyPress("x", "x")), ["escape"]),
        (AltChord("alt+b", KeyPress("b", "b")), ["alt+b"]),
    ],
)
async def test_chord_without_a_binding_is_escape_and_the_key(
    widget: str, chord: AltChord, noted: list[str]
) -> None:
    app = HostApp()
    async with app.run_test() as pilot:
        app.query_one(f"#{widget}").focus()
        await pilot.pause()
        app.post_message(make_message(app, chord))
        await pilot.pause()
        assert app.noted == noted
        assert app.query_one("#area", TextArea).text == "one two"
        assert app.query_one("#line", Input).value == ""


async def test_chord_with_a_binding_of_the_widget_keeps_it() -> None:
    app = HostApp()
    async with app.run_test() as pilot:
        area = app.query_one("#area", TextArea)
        area.move_cursor((0, 7))
        area.focus()
        await pilot.pause()
        await press_chord(app, AltChord("alt+backspace", KeyPress("backspace")))
        await pilot.pause()
        assert area.text == "one "
        app.screen.set_focus(None)
        await press_chord(app, AltChord("alt+backspace", KeyPress("backspace")))
        await pilot.pause()
        assert (area.text, app.noted) == ("one ", ["escape"])


async def test_key_of_a_chord_types_nothing_without_escape() -> None:
    """Escape is not bound here, so the text area keeps the focus."""

    class PlainApp(App[None]):
        def compose(self) -> ComposeResult:
            yield TextArea("text")

    app = PlainApp()
    async with app.run_test() as pilot:
        app.query_one(TextArea).focus()
        await pilot.pause()
        await press_chord(app, AltChord("alt+u", KeyPress("u", "u")))
        await pilot.pause()
        assert app.query_one(TextArea).text == "text"


def make_message(app: App[None], event: TerminalEvent) -> events.Event:
    message = MessageFactory(app, mouse=False).make(event)
    assert isinstance(message, events.Event)
    return message
