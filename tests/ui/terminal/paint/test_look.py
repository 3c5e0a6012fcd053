"""The looks of cells, and the sequences between them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.color import ColorSystem
from rich.style import Style

from tests.ui.terminal.paint.screens import COLORS, make_terminal
from tests.ui.terminal.paint.strategies import STYLES
from tpm_tui.ui.terminal.paint.look import MAX_STYLES, LookTable, split_codes

BRIGHT_STYLES = (
    "bright_white",
    "bold bright_white",
    "bright_black on blue",
    "dim bright_red",
    "bold white",
    "red",
    "",
)

styles = st.sampled_from([*STYLES, "dim", "bold dim", "bold italic underline", "encircle", "underline2 red"])


@given(old=styles, new=styles)
def test_sequence_gives_the_look(old: str, new: str) -> None:
    first, second = COLORS[Style.parse(old)], COLORS[Style.parse(new)]
    screen, stream = make_terminal(10, 1)
    stream.feed(f"{first.sequence_from(None)}{second.sequence_from(first)}x\r\n")
    expected, stream = make_terminal(10, 1)
    stream.feed(f"{second.sequence_from(None)}x\r\n")
    assert screen.cursor.attrs == expected.cursor.attrs


def console_pen(sequences: str) -> dict[str, str]:
    """Return the colours and the weight of the Linux console after sequences; other attributes are left out.

    As `csi_m` in the kernel's `drivers/tty/vt/vt.c`: a bright text colour is the normal one in bold.
    """
    pen = {"weight": "22", "text": "39", "background": "49"}
    reset = pen.copy()
    for code in "".join(sequences.split("\x1b[")).replace("m", ";").split(";")[:-1]:
        if code in ("", "0"):
            pen = reset.copy()
        elif code in ("1", "2", "22"):
            pen["weight"] = code
        elif code[0] == "9" and len(code) == 2:
            pen |= {"weight": "1", "text": f"3{code[1]}"}
        elif code[0] == "3":
            pen["text"] = code
        elif code[0] == "4":
            pen["background"] = code
    return pen


@given(old=st.sampled_from(BRIGHT_STYLES), new=st.sampled_from(BRIGHT_STYLES))
def test_sequence_gives_the_look_on_linux_console(old: str, new: str) -> None:
    table = LookTable(ColorSystem.STANDARD, is_bright_bold=True)
    first, second = table[Style.parse(old)], table[Style.parse(new)]
    sequences = first.sequence_from(None) + second.sequence_from(first)
    assert console_pen(sequences) == console_pen(second.sequence_from(None))


def test_same_look_is_one_object() -> None:
    assert COLORS[Style(bold=True)] is COLORS[Style(bold=True, italic=False, meta={"offset": (1, 2)})]
    assert COLORS[Style()] is COLORS.plain


def test_many_styles_are_not_all_remembered() -> None:
    table = LookTable(ColorSystem.TRUECOLOR)
    for number in range(MAX_STYLES * 2):
        table[Style(meta={"offset": number})]
    assert len(table) <= MAX_STYLES + 1


@pytest.mark.parametrize(
    ("old", "new", "sequence"),
    [
        ("bold red", "red", "\x1b[22m"),
        ("bold red on blue", "", "\x1b[m"),
        ("red on blue", "red on green", "\x1b[42m"),
        ("bold dim red on #112233", "bold red on #112233", "\x1b[22;1m"),
    ],
)
def test_only_difference_is_sent(old: str, new: str, sequence: str) -> None:
    assert COLORS[Style.parse(new)].sequence_from(COLORS[Style.parse(old)]) == sequence


def test_link_is_opened_and_closed() -> None:
    link = COLORS[Style(link="https://example.org", color="red")]
    assert "https://example.org" in link.sequence_from(COLORS.plain)
    assert COLORS.plain.sequence_from(link).endswith("\x1b]8;;\x1b\\")
    assert link.blank is link
    assert not link.is_erasable


@pytest.mark.parametrize(
    ("codes", "parts"),
    [
        ("", ((), "", "")),
        ("1;31;42", (("1",), "31", "42")),
        ("38;2;1;2;3;48;5;7", ((), "38;2;1;2;3", "48;5;7")),
        ("4;39;49", (("4",), "", "")),
        ("97;107;9", (("9",), "97", "107")),
        ("21;53", (("21", "53"), "", "")),
    ],
)
def test_codes_are_split(codes: str, parts: tuple[tuple[str, ...], str, str]) -> None:
    assert split_codes(codes) == parts
