"""Decoding of complete escape sequences into keys."""

from __future__ import annotations

import re

from tpm_tui.core.errors import TpmError
from tpm_tui.core.text.sanitize import is_clean
from tpm_tui.ui.terminal.input.events import AltChord, KeyEvent, KeyPress
from tpm_tui.ui.terminal.input.key_table import (
    CODE_KEYS,
    KEYPAD_CHARACTERS,
    KEYPAD_LETTERS,
    LETTER_KEYS,
    MINTTY_DIGITS,
    NUMBER_KEYS,
    PRIVATE_USE,
    RXVT_MODIFIERS,
    SPECIAL_SEQUENCES,
    character_key,
)

_SINGLE_SHIFT = re.compile(rb"\x1bO(?:1;)?(\d{0,3})([A-Za-z])")
_CONTROL_SEQUENCE = re.compile(rb"\x1b\[([\d:;]*)([$@^~A-Za-z])")

_SHIFT, _ALT, _CTRL = 1, 2, 4
_MODIFIERS = ((_ALT, "alt"), (_CTRL, "ctrl"), (16, "hyper"), (32, "meta"), (_SHIFT, "shift"), (8, "super"))
"""Bits of a modifier number minus 1, in the order of their names."""
_CAPS_LOCK, _LOCKS = 64, 64 | 128
"""Bits of caps lock, and of caps lock and num lock: states, which a terminal may report with every key."""

_RELEASED = 3
"""The event type of a released key, which is not a key press. 1 is a press, 2 a repetition."""

_SHIFTED = frozenset(' !@#$%^&*()_+{}|:"<>?~')
"""Characters that shift does not change; some terminals report them with shift."""


class _Invalid(TpmError):
    """A report that does not follow the protocol."""


def decode_keys(sequence: bytes) -> tuple[KeyEvent, ...] | None:
    """Return the keys of a complete escape sequence.

    Returns:
        The keys, of which a report of a release has none; None if the sequence is not a known, valid key.
    """
    if (name := SPECIAL_SEQUENCES.get(sequence)) is not None:
        return (KeyPress(name),)
    try:
        if match := _CONTROL_SEQUENCE.fullmatch(sequence):
            return _control_sequence_keys(match[1].decode(), match[2].decode())
        if match := _SINGLE_SHIFT.fullmatch(sequence):
            return _single_shift_keys(match[1].decode(), match[2].decode())
    except _Invalid:
        pass
    return None


def chord(plain: KeyPress) -> AltChord:
    """Return the chord of alt and a key."""
    key = plain.key
    return AltChord(f"alt+shift+{key.lower()}" if len(key) == 1 and key.isupper() else f"alt+{key}", plain)


def _single_shift_keys(modifiers: str, letter: str) -> tuple[KeyEvent, ...]:
    if not modifiers and (character := KEYPAD_LETTERS.get(letter)):
        return (KeyPress(character_key(character), character),)
    return _modified(_known(LETTER_KEYS.get(letter)), _bits(modifiers))


def _control_sequence_keys(parameters: str, final: str) -> tuple[KeyEvent, ...]:
    """Return the keys of `ESC [ parameters final`.

    Raises:
        _Invalid: it is not a key.
    """
    fields = parameters.split(";")
    if final == "u" and parameters and not parameters.startswith("1;"):
        return _code_keys(*_fields(fields, 3))
    if final == "~" and fields[0] == "27":
        if len(fields) != 3:
            raise _Invalid
        return _code_keys(fields[2], fields[1], "")
    number, modifiers, _ = _fields(fields, 2)
    if final in RXVT_MODIFIERS:
        if modifiers:
            raise _Invalid
        name = _known(NUMBER_KEYS.get(_number(number)))
        return (KeyPress(f"{RXVT_MODIFIERS[final]}+{name}"),)
    if final == "~":
        name = _known(NUMBER_KEYS.get(_number(number)))
    elif final in MINTTY_DIGITS:
        if number != "1" or not _bits(modifiers) & _CTRL:
            raise _Invalid
        name = MINTTY_DIGITS[final]
    else:
        name = _known(LETTER_KEYS.get(final))
        if len(fields) == 1 and final in "ABCD" and number in tuple("2345678"):
            number, modifiers = "", number  # old terminals send the modifiers only
        if number not in ("", "1") or (final == "R" and parameters):
            raise _Invalid
    return _modified(name, *_modifiers(modifiers))


def _code_keys(code: str, modifiers: str, text: str) -> tuple[KeyEvent, ...]:
    """Return the keys of a report by code, with the text that it types if the terminal reports that."""
    bits, event = _modifiers(modifiers)
    if event == _RELEASED:
        return ()
    number = _number(code.partition(":")[0])
    if name := CODE_KEYS.get(number):
        return _modified(name, bits)
    if text:
        characters = [_character(_number(part)) for part in text.split(":")]
        return tuple(KeyPress(character_key(character), character) for character in characters)
    if ":" in code:
        raise _Invalid  # alternate codes, which the app does not request
    character = KEYPAD_CHARACTERS.get(number) or _character(number)
    if number in PRIVATE_USE and number not in KEYPAD_CHARACTERS:
        raise _Invalid
    if bits & _CAPS_LOCK and not bits & _CTRL and character.isalpha():
        bits ^= _SHIFT
    bits &= ~_LOCKS
    if bits & ~_ALT == _SHIFT and (character.isalpha() or character in _SHIFTED):
        bits, character = bits & ~_SHIFT, _if_single(character.upper(), character)
    if bits & ~_ALT:
        return _modified(character_key(_if_single(character.lower(), character)), bits)
    plain = KeyPress(character_key(character), character)
    return (chord(plain) if bits else plain,)


def _if_single(changed: str, character: str) -> str:
    """Return a character with its case changed, unless it became two characters."""
    return changed if len(changed) == 1 else character


def _modified(name: str, bits: int, event: int = 1) -> tuple[KeyEvent, ...]:
    """Return a key with its modifiers; nothing if it was released."""
    if event == _RELEASED:
        return ()
    names = [modifier for bit, modifier in _MODIFIERS if bits & bit]
    key = KeyPress("+".join([*(each for each in names if each != "alt"), name]))
    return (AltChord("+".join([*names, name]), key),) if bits & _ALT else (key,)


def _modifiers(field: str) -> tuple[int, int]:
    """Return the bits of the modifiers and the event type of `modifiers:event`."""
    modifiers, _, event = field.partition(":")
    kind = _number(event or "1")
    if not 1 <= kind <= _RELEASED:
        raise _Invalid
    return _bits(modifiers), kind


def _bits(modifiers: str) -> int:
    number = _number(modifiers or "1")
    if not 1 <= number <= 256:
        raise _Invalid
    return number - 1


def _fields(fields: list[str], most: int) -> tuple[str, str, str]:
    """Return three fields, the missing ones empty."""
    if len(fields) > most:
        raise _Invalid
    first, second, third = [*fields, "", ""][:3]
    return first, second, third


def _number(digits: str) -> int:
    if not digits.isdecimal() or len(digits) > 7:
        raise _Invalid
    return int(digits)


def _known(name: str | None) -> str:
    if name is None:
        raise _Invalid
    return name


def _character(code: int) -> str:
    """Return the character of a code, unless it is a control character, a surrogate or unsafe."""
    if not 0x20 <= code <= 0x10FFFF or not is_clean(chr(code)):
        raise _Invalid
    return chr(code)
