"""Control sequences and updates on their way to a terminal, in their order and with few writes."""

from __future__ import annotations

import asyncio
import os
import pty
import select
from collections.abc import AsyncIterator, Iterable, Mapping

import pytest
import pytest_asyncio
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import CompositorUpdate, LayoutUpdate
from textual.geometry import Region
from textual.strip import Strip

from tests.ui.terminal.paint.screens import make_terminal
from tpm_tui.ui.terminal.paint.painter import SYNC_END, SYNC_LENGTH, SYNC_START
from tpm_tui.ui.terminal.paint.screen_output import CLEAR_SCREEN, ScreenOutput, erases_color, is_asian

CONSOLE = Console(color_system="truecolor", force_terminal=True)

XTERM = {"TERM": "xterm-256color"}


class Line:
    """A terminal with its output, as Textual uses it."""

    def __init__(self, environ: Mapping[str, str] = XTERM) -> None:
        self.master, self.slave = pty.openpty()
        self.output = ScreenOutput(self.slave, environ)
        self.output.open()
        self.output.start_painting()

    def read(self) -> str:
        """Return what was sent with one write at most each time."""
        data = b""
        while select.select([self.master], [], [], 0)[0]:
            data += os.read(self.master, 1 << 16)
        return data.decode()

    def show(
        self,
        *rows: str,
        cursor: tuple[int, int] = (0, 0),
        style: str = "",
        console: Console = CONSOLE,
    ) -> None:
        """Show a screen as `App._display` does."""
        width = len(rows[0])
        strips: list[Iterable[Strip]] = [[Strip([Segment(row, Style.parse(style))])] for row in rows]
        update: CompositorUpdate = LayoutUpdate(strips, Region(0, 0, width, len(rows)))
        painted = self.output.painted(update)
        self.output.write(painted.render_segments(console) + f"\x1b[{cursor[1] + 1};{cursor[0] + 1}H")
        self.output.flush()


@pytest_asyncio.fixture
async def line() -> AsyncIterator[Line]:
    made = Line()
    await asyncio.sleep(0)
    made.show("abc", "def")
    made.read()
    yield made
    made.output.close()
    os.close(made.master)
    os.close(made.slave)


async def test_only_difference_is_sent(line: Line) -> None:
    line.show("abc", "dXf", cursor=(2, 1))
    assert line.read() == "\r\n\x1b[CX"  # the terminal adds the carriage return
    line.show("abc", "dXf", cursor=(2, 1))
    assert line.read() == ""


async def test_cursor_moves_without_other_changes(line: Line) -> None:
    line.show("abc", "def", cursor=(1, 0))
    assert line.read() == "\x1b[C"
    line.output.write("\x1b[1;1H")
    await asyncio.sleep(0)
    assert line.read() == "\r"


async def test_shown_cursor_is_part_of_the_update(line: Line) -> None:
    line.output.write("\x1b[?25h")
    line.show("abX", "def")
    assert line.read() == "abX\r\x1b[?25h"


async def test_shown_cursor_needs_no_update(line: Line) -> None:
    line.output.write("\x1b[?25h")
    await asyncio.sleep(0)
    assert line.read() == "\x1b[?25h"
    line.output.write("\x1b[?25h")
    await asyncio.sleep(0)
    assert line.read() == ""


async def test_other_sequences_keep_their_order(line: Line) -> None:
    line.output.write("\x1b[?25h\x1b]0;title\x07\x1b[?25l")
    await asyncio.sleep(0)
    assert line.read() == "\x1b[?25h\x1b]0;title\x07\x1b[?25l"


async def test_unknown_output_leads_to_full_paint(line: Line) -> None:
    line.output.write("text")
    line.show("abc", "def")
    sent = line.read()
    assert sent.startswith("text")
    assert "abc" in sent
    assert "def" in sent


async def test_repaint_sends_everything(line: Line) -> None:
    line.output.repaint()
    await asyncio.sleep(0)
    sent = line.read()
    assert "abc" in sent
    assert "def" in sent


async def test_only_long_updates_are_synchronized(line: Line) -> None:
    line.output.write(SYNC_START)
    line.show("abX", "def")
    line.output.write(SYNC_END)
    line.output.flush()
    assert SYNC_START not in line.read()
    width = SYNC_LENGTH
    line.output.write(SYNC_START)
    line.show("x" * width, "y" * width)
    line.output.write(SYNC_END)
    sent = line.read()
    assert sent.startswith(SYNC_START)
    assert sent.endswith(SYNC_END)


async def test_newest_screen_follows_a_blocked_one(line: Line) -> None:
    wide = 60_000
    line.show("a" * wide, "b" * wide)
    line.show("c" * wide, "d" * wide)  # never shown: the terminal has not taken the first one
    line.show("a" * wide, "b" * (wide - 1) + "X")
    sent = ""
    for _ in range(2000):
        sent += line.read()
        await asyncio.sleep(0)
    assert "c" not in sent.replace("\x1b[C", "")
    assert sent.count("X") == 1


async def test_nothing_is_painted_after_the_end(line: Line) -> None:
    line.output.stop_painting()
    assert line.read() == CLEAR_SCREEN
    line.output.write("\x1b[?1049l\x1b[?25h")
    line.output.flush()
    await asyncio.sleep(0)
    assert line.read() == "\x1b[?1049l\x1b[?25h"


@pytest.mark.parametrize(
    ("environ", "erases"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "screen.xterm-256color"}, False),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux,1,0"}, True),
        ({"TERM": "screen", "TMUX": "x", "STY": "1.pts"}, False),
        ({"TERM": "tmux-256color"}, True),
        ({"TERM": "vt220"}, False),
        ({}, False),
    ],
)
def test_color_erase_depends_on_the_terminal(environ: dict[str, str], erases: bool) -> None:
    assert erases_color(environ) is erases


async def test_screen_is_cleared_in_the_end(line: Line) -> None:
    screen, stream = make_terminal(3, 2)
    line.show("xyz", "uvw", style="bold white on blue", cursor=(1, 1))
    line.output.stop_painting()
    line.output.write("$")
    stream.feed(line.read())
    assert screen.display == ["$  ", "   "]
    assert screen.cursor.attrs == screen.default_char


@pytest.mark.parametrize(("term", "sequence"), [("linux", "\x1b[0;37m"), ("xterm-256color", "\x1b[37m")])
async def test_color_after_a_bright_one_resets_the_linux_console(term: str, sequence: str) -> None:
    line = Line({"TERM": term})
    console = Console(color_system="standard", force_terminal=True)
    line.show("abc", style="bright_white", console=console)
    line.read()
    line.show("abc", style="white", console=console)
    assert sequence in line.read()
    line.output.close()
    os.close(line.master)
    os.close(line.slave)


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({"LANG": "ja_JP.UTF-8"}, True),
        ({"LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"}, False),
        ({}, False),
    ],
)
def test_locale_decides_on_ambiguous_characters(environ: dict[str, str], expected: bool) -> None:
    assert is_asian(environ) is expected
