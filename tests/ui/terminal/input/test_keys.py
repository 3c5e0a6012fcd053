"""Every key of the table is parsed from the bytes that terminals send."""

from __future__ import annotations

import unicodedata

import pytest
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual.keys import _character_to_key

from tests.ui.terminal.input.feeding import keys, names, run, typed
from tpm_tui.ui.terminal.input.events import AltChord, KeyPress
from tpm_tui.ui.terminal.input.key_table import (
    CODE_KEYS,
    CONTROL_KEYS,
    KEYPAD_CHARACTERS,
    KEYPAD_LETTERS,
    LETTER_KEYS,
    MINTTY_DIGITS,
    NUMBER_KEYS,
    RXVT_MODIFIERS,
    SPECIAL_SEQUENCES,
    character_key,
)

MODIFIERS = {
    2: "shift+",
    3: "alt+",
    4: "alt+shift+",
    5: "ctrl+",
    6: "ctrl+shift+",
    7: "alt+ctrl+",
    8: "alt+ctrl+shift+",
    9: "super+",
    65: "",  # caps lock
    129: "",  # num lock
    133: "ctrl+",
}

RENAMED = {
    "\x1bOb": "ctrl+down",  # ctrl+up in Textual
    "\x1b[7^": "ctrl+home",  # ctrl+end in Textual
    "\x1b[8^": "ctrl+end",  # ctrl+home in Textual
    "\x9b": "",
    "\x1b\x1b": "escape escape",
    "\x1b[62~": "",  # tmux on Windows: scrolling
    "\x1b[63~": "",
    "\x1b[1;2R": "",  # also a report of the cursor's position
    "\x1b[1;5R": "",
    "\x1b[1;6R": "",
    "\x1b[1;9A": "super+up",  # as in the kitty protocol
    "\x1b[1;9B": "super+down",
    "\x1b[1;9C": "super+right",
    "\x1b[1;9D": "super+left",
    "\x1b[167;5u": "ctrl+section_sign",
}
"""Sequences of Textual's table that mean something else here."""


def code(name: int) -> bytes:
    return str(name).encode()


@pytest.mark.parametrize(("byte", "name"), [each for each in CONTROL_KEYS.items() if each[0] != 0x1B])
def test_control_byte_is_its_ctrl_key(byte: int, name: str) -> None:
    assert run(bytes((byte,))) == [KeyPress(name)]


@pytest.mark.parametrize(("letter", "name"), LETTER_KEYS.items())
def test_letter_keys_with_modifiers(letter: str, name: str) -> None:
    end = letter.encode()
    assert keys(b"\x1bO" + end) == keys(b"\x1b[" + end) == [name]
    if letter != "R":
        assert keys(b"\x1b[1" + end) == [name]
        for number, modifiers in MODIFIERS.items():
            assert keys(b"\x1b[1;%d" % number + end) == [modifiers + name]
    for number in range(2, 9):
        assert (
            keys(b"\x1bO%d" % number + end) == keys(b"\x1bO1;%d" % number + end) == [MODIFIERS[number] + name]
        )


@pytest.mark.parametrize(("letter", "name"), list(LETTER_KEYS.items())[:4])
def test_modifiers_alone_before_an_arrow(letter: str, name: str) -> None:
    assert keys(b"\x1b[5" + letter.encode()) == [f"ctrl+{name}"]


@pytest.mark.parametrize(("number", "name"), NUMBER_KEYS.items())
def test_number_keys_with_modifiers(number: int, name: str) -> None:
    assert keys(b"\x1b[%d~" % number) == [name]
    for modifier, modifiers in MODIFIERS.items():
        assert keys(b"\x1b[%d;%d~" % (number, modifier)) == [modifiers + name]
    for end, modifiers in RXVT_MODIFIERS.items():
        assert keys(b"\x1b[%d" % number + end.encode()) == [f"{modifiers}+{name}"]
        assert keys(b"\x1b[%d" % number + end.encode() + b"yes") == [f"{modifiers}+{name}", "y", "e", "s"]


@pytest.mark.parametrize(("number", "name"), CODE_KEYS.items())
def test_code_keys_with_modifiers(number: int, name: str) -> None:
    assert keys(b"\x1b[%du" % number) == keys(b"\x1b[%d;1u" % number) == [name]
    for modifier, modifiers in MODIFIERS.items():
        assert keys(b"\x1b[%d;%du" % (number, modifier)) == [modifiers + name]
        assert keys(b"\x1b[27;%d;%d~" % (modifier, number)) == [modifiers + name]
    assert typed(run(b"\x1b[%du" % number)) == ""


@pytest.mark.parametrize(("sequence", "name"), SPECIAL_SEQUENCES.items())
def test_sequence_without_a_pattern(sequence: bytes, name: str) -> None:
    assert run(sequence) == [KeyPress(name)]


@pytest.mark.parametrize(("letter", "character"), KEYPAD_LETTERS.items())
def test_keypad_in_application_mode(letter: str, character: str) -> None:
    assert run(b"\x1bO" + letter.encode()) == [KeyPress(character_key(character), character)]


@pytest.mark.parametrize(("number", "character"), KEYPAD_CHARACTERS.items())
def test_keypad_in_the_kitty_protocol(number: int, character: str) -> None:
    key = KeyPress(character_key(character), character)
    assert run(b"\x1b[%du" % number) == run(b"\x1b[%d;129;%du" % (number, ord(character))) == [key]


@pytest.mark.parametrize(("letter", "digit"), MINTTY_DIGITS.items())
def test_mintty_digit_with_ctrl(letter: str, digit: str) -> None:
    assert keys(b"\x1b[1;5" + letter.encode()) == [f"ctrl+{digit}"]
    assert keys(b"\x1b[1;6" + letter.encode()) == [f"ctrl+shift+{digit}"]
    assert keys(b"\x1b[1;8" + letter.encode()) == [f"alt+ctrl+shift+{digit}"]


@pytest.mark.parametrize(
    ("sequence", "name", "character"),
    [
        (b"\x1b[97u", "a", "a"),
        (b"\x1b[97;;97u", "a", "a"),
        (b"\x1b[97;1;97u", "a", "a"),
        (b"\x1b[97;2;65u", "A", "A"),
        (b"\x1b[97:65;2;65u", "A", "A"),
        (b"\x1b[97;2u", "A", "A"),
        (b"\x1b[65;2u", "A", "A"),
        (b"\x1b[27;2;65~", "A", "A"),
        (b"\x1b[27;2;33~", "exclamation_mark", "!"),
        (b"\x1b[33;2u", "exclamation_mark", "!"),
        (b"\x1b[49;2;33u", "exclamation_mark", "!"),
        (b"\x1b[49;2u", "shift+1", None),
        (b"\x1b[32u", "space", " "),
        (b"\x1b[32;2u", "space", " "),
        (b"\x1b[32;2;32u", "space", " "),
        (b"\x1b[0;;229u", "å", "å"),
        (b"\x1b[229u", "å", "å"),
        (b"\x1b[223;2u", "ß", "ß"),  # its capital is two letters
        (b"\x1b[304;6u", "ctrl+shift+İ", None),  # its small letter is two characters
        (b"\x1b[113;7;64u", "at", "@"),  # AltGr
        (b"\x1b[97;3;229u", "å", "å"),  # Opt on a Mac
        (b"\x1b[160u", "no_break_space", "\xa0"),
        (b"\x1b[106;5u", "ctrl+j", None),
        (b"\x1b[74;6u", "ctrl+shift+j", None),
        (b"\x1b[106;69u", "ctrl+j", None),
        (b"\x1b[97;129u", "a", "a"),  # with num lock
        (b"\x1b[97;130u", "A", "A"),
        (b"\x1b[51;193u", "3", "3"),
        (b"\x1b[97;65u", "A", "A"),  # with caps lock
        (b"\x1b[97;66u", "a", "a"),
        (b"\x1b[97;10u", "shift+super+a", None),
        (b"\x1b[97;1:1u", "a", "a"),
        (b"\x1b[97;1:2u", "a", "a"),
        (b"\x1b[3;1:2~", "delete", None),
        (b"\x1b[1;5:1A", "ctrl+up", None),
    ],
)
def test_report_of_a_key_by_its_code(sequence: bytes, name: str, character: str | None) -> None:
    assert run(sequence) == [KeyPress(name, character)]


def test_report_of_several_characters() -> None:
    assert run(b"\x1b[110;3;732:47u") == [KeyPress("small_tilde", "\u02dc"), KeyPress("slash", "/")]


@pytest.mark.parametrize(
    "sequence",
    [
        b"\x1b[97;1:3u",  # released
        b"\x1b[1;1:3A",
        b"\x1b[3;5:3~",
        b"\x1b[27;1:3u",
        b"\x1b[97:65;2u",  # alternate codes
        b"\x1b[97::97u",
        b"\x1b[99999999999u",
        b"\x1b[1114112u",
        b"\x1b[55296u",  # a surrogate
        b"\x1b[57441u",  # Shift alone
        b"\x1b[57358u",  # caps lock
        b"\x1b[57438;5u",
        b"\x1b[0u",
        b"\x1b[7u",
        b"\x1b[155u",  # a C1 control character
        b"\x1b[8203u",  # zero-width space
        b"\x1b[97;0u",
        b"\x1b[97;257u",
        b"\x1b[97;1:4u",
        b"\x1b[97;1;55296u",
        b"\x1b[97;1;7u",
        b"\x1b[97;1;99999999999u",
        b"\x1b[97;1;97;1u",
        b"\x1b[;;u",
        b"\x1b[u",
        b"\x1b[:u",
        b"\x1b[27;5~",
        b"\x1b[27;5;13;1~",
        b"\x1b[27;5;99999999~",
        b"\x1b[2;1A",
        b"\x1b[9A",
        b"\x1b[99~",
        b"\x1b[3;1;1~",
        b"\x1b[1;2R",
        b"\x1b[E",
        b"\x1b[G",
        b"\x1bOE",
        b"\x1bOz",
        b"\x1b[?25u",
        b"\x1b[>1u",
    ],
)
def test_invalid_or_unknown_report_is_ignored(sequence: bytes) -> None:
    assert keys(b"one" + sequence + b"two") == list("onetwo")


def test_names_of_characters_are_those_of_textual() -> None:
    for number in (*range(0x20, 0x7F), *range(0xA0, 0x3000, 7), 0x3000, 0x1F600):
        character = chr(number)
        if unicodedata.name(character, ""):
            assert character_key(character) == _character_to_key(character)


@pytest.mark.parametrize(
    ("sequence", "expected"), [each for each in ANSI_SEQUENCES_KEYS.items() if len(each[0]) > 2]
)
def test_sequences_of_textual_are_known(sequence: str, expected: object) -> None:
    found = names(run(sequence.encode()))
    if sequence in RENAMED:
        assert found == RENAMED[sequence].split()
    elif isinstance(expected, str):
        assert found == [character_key(expected)]
    elif isinstance(expected, tuple):
        assert len(found) == 1
        *_, key = [key.value for key in expected]
        if len(expected) == 1 and key.rpartition("+")[2][0] != "f":  # function keys are named by their number
            assert found == [key]
    else:
        assert all("super" in name for name in found)


def test_functional_keys_of_textual_are_known() -> None:
    unknown = {name for sequence, name in FUNCTIONAL_KEYS.items() if not keys(f"\x1b[{sequence}".encode())}
    assert {name for name in unknown if not name.startswith(("left_", "right_", "media_", "iso_"))} == {
        "f3",  # ESC [ 1 R is also a report of the cursor's position
        "caps_lock",
        "scroll_lock",
        "num_lock",
        "kp_begin",
        "lower_volume",
        "raise_volume",
        "mute_volume",
    }


def test_alt_with_a_known_key_is_one_chord() -> None:
    assert (
        run(b"\x1b[1;3A") == run(b"\x1b\x1b[A") == run(b"\x1b\x1bOA") == [AltChord("alt+up", KeyPress("up"))]
    )
    assert run(b"\x1b\x7f") == run(b"\x1b[127;3u") == [AltChord("alt+backspace", KeyPress("backspace"))]
