"""Random keys in the app; each of its updates is shown on two terminals, by Textual's way and by ours."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pyte
from pyte.screens import Char
from rich.console import Console, RenderableType
from rich.control import Control
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual._context import visible_screen_stack
from textual.events import Key
from textual.pilot import Pilot
from textual.screen import Screen
from textual.strip import Strip

from tests.ui.practice_pilot import MovableClock, make_workspace
from tests.ui.terminal.paint.screens import make_terminal, visible
from tpm_tui.practice.session import PracticeSession
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.ui.app import TpmApp
from tpm_tui.ui.screens.practice.screen import PracticeScreen
from tpm_tui.ui.terminal.paint.encoder import Encoder
from tpm_tui.ui.terminal.paint.painter import Painter
from tpm_tui.ui.terminal.paint.update import PaintedUpdate

TEXTS = (
    "a",
    "e",
    "t",
    "Q",
    " ",
    "  and",
    ".",
    "漢",
    "字",
    "한글",
    "e\u0301",
    "x\u0308",
    "é",
    "—",
    "ü",
    "✓",
    "Ж",
)
"""What is typed, with wide and combining characters on whose width pyte and Rich agree."""

EMOJI_TEXTS = ("👩\u200d💻", "❤\ufe0f", "👍🏽", "🇩🇪", "1\ufe0f\u20e3", "🫠", "☎", "✅", "🙂", "a", " ", "漢")
"""Emoji and sequences of them, on whose width pyte and Rich do not agree."""

KEYS = (
    *("enter", "enter", "backspace", "backspace", "delete", "left", "right", "up", "down", "home", "end"),
    *("ctrl+j", "ctrl+j", "escape", "escape", "i", "space", "1", "2", "3", "4", "j", "k", "n", "t", "u", "U"),
    *(
        "pageup",
        "pagedown",
        "ctrl+u",
        "ctrl+y",
        "shift+left",
        "shift+up",
        "ctrl+w",
        "ctrl+l",
        "question_mark",
    ),
    *("ctrl+p", "T", "P", "slash", "asterisk", "minus", "left_square_bracket", "d", "w", "m", "x"),
)
"""Keys of all screens: scrolling, the palette, themes, dialogs."""

SIZES = ((80, 24), (80, 24), (100, 30), (60, 20), (40, 12), (81, 24), (120, 36))


MAX_ROUNDS = 100
"""How often the screen is looked at before an update is missing."""


class Replay:
    """Two terminals that get the same updates."""

    def __init__(self, stock: pyte.Screen, ours: pyte.Screen, *, compares_sequences: bool = True) -> None:
        """
        Args:
            stock: gets what Textual writes.
            ours: gets what the painter encodes.
            compares_sequences: whether to compare what combines with a character: Textual may write an
                emoji and its modifier apart, with the cursor on one of them.
        """
        self.compares_sequences = compares_sequences
        self.stock, self.ours = stock, ours
        self._streams = [pyte.Stream(screen) for screen in (stock, ours)]
        self.painter = Painter(Encoder())
        self.stock_bytes = self.our_bytes = 0
        for stream in self._streams:
            stream.feed("\x1b[?7l\x1b[?25l")

    def show(
        self, update: CompositorUpdate, console: Console, cursor: tuple[int, int], size: tuple[int, int]
    ) -> None:
        """Show an update on both terminals, and compare what is visible.

        Args:
            update: what Textual has rendered.
            console: for the colours.
            cursor: where the cursor ends.
            size: columns and rows of the terminals.
        """
        if size != (self.ours.columns, self.ours.lines):
            for screen in (self.stock, self.ours):
                screen.resize(size[1], size[0])
            self.painter.forget()
        stock = update.render_segments(console) + (Control.move_to(*cursor).segment.text or "")
        PaintedUpdate(update, self.painter).render_segments(console)
        self.painter.set_cursor(*cursor)
        ours = self.painter.encode()
        for screen in (self.stock, self.ours):
            screen.dirty.clear()
        # The terminal driver of the kernel adds the carriage returns.
        for stream, data in zip(self._streams, (stock.replace("\n", "\r\n"), ours), strict=True):
            stream.feed(data)
        self.stock_bytes += len(stock.encode())
        self.our_bytes += len(ours.encode())
        self.compare()

    def _look_alike(self, stock: Char, ours: Char) -> bool:
        if not self.compares_sequences and len(stock.data + ours.data) > 2:
            return ours.data[:1] == stock.data[:1]
        return visible(ours) == visible(stock)

    def compare(self) -> None:
        """Compare the rows that one of the terminals has changed."""
        for y in sorted(self.stock.dirty | self.ours.dirty):
            for x in range(self.stock.columns):
                stock, ours = self.stock.buffer[y][x], self.ours.buffer[y][x]
                if stock != ours and not self._look_alike(stock, ours):
                    raise AssertionError(f"row {y}, column {x}: {ours} instead of {stock}")
        assert (self.ours.cursor.x, self.ours.cursor.y) == (self.stock.cursor.x, self.stock.cursor.y)

    def is_complete(self, update: CompositorUpdate, console: Console) -> bool:
        """Return whether the terminal shows a whole screen as it is now."""
        screen, stream = make_terminal(self.ours.columns, self.ours.lines)
        stream.feed(update.render_segments(console).replace("\n", "\r\n"))
        return all(
            screen.buffer[y][x] == self.ours.buffer[y][x]
            or visible(screen.buffer[y][x]) == visible(self.ours.buffer[y][x])
            for y in range(screen.lines)
            for x in range(screen.columns)
        )


class ReplayApp(TpmApp):
    """The app; what it displays is given to two terminals as well."""

    replay: Replay
    updates = 0

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        update: object = renderable
        if isinstance(update, CompositorUpdate) and not self._batch_count:
            self.updates += 1
            cursor = self.screen.outer_size.clamp_offset(self.cursor_position)
            self.replay.show(update, self.console, cursor, self.screen.outer_size)
        super()._display(screen, renderable)

    def is_complete(self) -> bool:
        """Return whether the updates so far have shown everything that is on the screen."""
        visible_screen_stack.set(self._background_screens)
        strips: list[Iterable[Strip]] = [[strip] for strip in self.screen._compositor.render_strips()]
        return self.replay.is_complete(LayoutUpdate(strips, self.screen.outer_size.region), self.console)


@asynccontextmanager
async def run_replay(folder: Path, replay: Replay) -> AsyncIterator[tuple[ReplayApp, Pilot[None]]]:
    """Run the app at a practice session with two terminals."""
    workspace = make_workspace(folder, MovableClock())
    loaded = load_themes([shipped_themes()], None)
    screen = PracticeScreen(PracticeSession(workspace, list(workspace.agenda().queue)), ())
    app = ReplayApp(workspace, loaded.themes, screen)
    app.replay = replay
    async with app.run_test(size=(replay.ours.columns, replay.ours.lines)) as pilot:
        await pilot.pause(0)
        yield app, pilot


async def press_randomly(
    app: ReplayApp, pilot: Pilot[None], rng: random.Random, steps: int, texts: Sequence[str]
) -> list[str]:
    """Press random keys, type random text and resize the terminal; return what was done.

    Args:
        app: the app.
        pilot: its pilot.
        rng: chooses.
        steps: how many keys, texts and sizes.
        texts: what is typed.
    """
    done: list[str] = []
    for _ in range(steps):
        chance = rng.random()
        if chance < 0.01:
            size = rng.choice(SIZES)
            done.append(str(size))
            await pilot.resize_terminal(*size)
        elif chance < 0.6:
            text = rng.choice(texts)
            done.append(text)
            for character in text:
                app.post_message(Key(character, character))
        else:
            key = rng.choice(KEYS)
            done.append(key)
            app.post_message(Key(key, key if len(key) == 1 else None))
        await pilot.pause(0)
        if rng.random() < 0.3:
            await pilot.pause(0)
        if not app.is_running:
            break
        if rng.random() < 0.03 and app.replay.compares_sequences:
            for _ in range(MAX_ROUNDS):
                if app.is_complete():
                    break
                await pilot.pause()
            else:
                raise AssertionError(f"an update is missing after {done}")
    return done
