"""Random byte streams in which every event is known."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

from tests.ui.terminal.input.feeding import finish
from tpm_tui.core.text.sanitize import clean
from tpm_tui.ui.terminal.input.events import (
    AltChord,
    FocusChange,
    KeyPress,
    MouseReport,
    Paste,
    TerminalEvent,
)
from tpm_tui.ui.terminal.input.key_table import CONTROL_KEYS, LETTER_KEYS, NUMBER_KEYS, character_key
from tpm_tui.ui.terminal.input.parser import ESCAPE_SECONDS, SILENCE_SECONDS, InputParser

Piece = tuple[bytes, Sequence[TerminalEvent]]
"""Bytes, and the events that they are whatever comes before and after them."""

SAMPLE = "abc qu 0123 [O]P_;~?<>=!#$\xa0\u3000\u200d\u200ce\xe9\u2713\u041f\u4f60\U0001f600\u201d\u041b\u041d"
"""Characters, among them those whose UTF-8 has bytes of C1 control characters."""

REPLY_NUMBERS = (0, 1, 4, 5, 10, 22, 41, 62, 65, 280, 2026, 7402)
STRING_BODY = b"0123456789;:rgb/dcdc aq[]P{}~|=+$!\xc3\xa9\r\n\t"


def text(rng: random.Random) -> Piece:
    characters = rng.choices(SAMPLE, k=rng.randint(1, 6))
    return "".join(characters).encode(), [KeyPress(character_key(each), each) for each in characters]


def control(rng: random.Random) -> Piece:
    code = rng.choice([each for each in CONTROL_KEYS if each != 0x1B])
    return bytes((code,)), [KeyPress(CONTROL_KEYS[code])]


def invalid_text(rng: random.Random) -> Piece:
    """Return cut or invalid UTF-8, and a character that ends it."""
    character = rng.choice("\xe9\u2713\u4f60\U0001f600").encode()
    data = rng.choice(
        (character[:-1], b"\xff", b"\xc0", b"\xe9", b"\xed\xa0", b"\xf5", b"\x80", character[1:])
    )
    keys = [KeyPress("replacement_character", "\ufffd")] * len(data)
    return data + b"z", [*keys, KeyPress("z", "z")]


def removed_text(rng: random.Random) -> Piece:
    """Return what the sanitizer removes: C1 control characters and invisible ones."""
    return rng.choice("\x80\x84\x99\u200b\ufeff\u202e\u2066\U000e0041").encode(), []


def key(rng: random.Random) -> Piece:
    modifier, names = rng.choice(((1, ""), (2, "shift+"), (5, "ctrl+"), (6, "ctrl+shift+")))
    if rng.random() < 0.5:
        number = rng.choice(list(NUMBER_KEYS))
        return b"\x1b[%d;%d~" % (number, modifier), [KeyPress(names + NUMBER_KEYS[number])]
    letter = rng.choice([each for each in LETTER_KEYS if each != "R"])
    return b"\x1b[1;%d%s" % (modifier, letter.encode()), [KeyPress(names + LETTER_KEYS[letter])]


def kitty_key(rng: random.Random) -> Piece:
    character = rng.choice(SAMPLE)
    event = rng.choice((b"", b":1", b":2", b":3"))
    data = b"\x1b[%d;1%s;%du" % (ord(character), event, ord(character))
    return data, [] if event == b":3" else [KeyPress(character_key(character), character)]


def chord(rng: random.Random) -> Piece:
    character = rng.choice("uqd1234 eg\xe9\u2713")
    return b"\x1b" + character.encode(), [
        AltChord(f"alt+{character_key(character)}", KeyPress(character_key(character), character))
    ]


def reply(rng: random.Random) -> Piece:
    """Return a control sequence that is no key."""
    numbers = b";".join(b"%d" % rng.choice(REPLY_NUMBERS) for _ in range(rng.randint(1, 5)))
    marker = rng.choice((b"?", b">", b"=", b""))
    if not marker:
        return b"\x1b[4;" + numbers + b"%s" % rng.choice(
            (b"c", b"n", b"t", b"x", b"m", b" q", b"$x", b"'z")
        ), []
    return b"\x1b[" + marker + numbers + b"%s" % rng.choice(
        (b"c", b"n", b"t", b"u", b"A", b"~", b"R", b"m")
    ), []


def string(rng: random.Random) -> Piece:
    introducer = rng.choice((b"\x1b]", b"\x1bP", b"\x1bX", b"\x1b^", b"\x1b_", b"\xc2\x9d", b"\xc2\x90"))
    body = bytes(rng.choices(STRING_BODY, k=rng.randint(1, 20)))
    return introducer + body + rng.choice((b"\x07", b"\x1b\\", b"\x18", b"\xc2\x9c")), []


def long_string(rng: random.Random) -> Piece:
    """Return a string without an end, which ends by its length."""
    return b"\x1b]" + b"x" * 4096 + b"z", [KeyPress("z", "z")]


def mouse(rng: random.Random) -> Piece:
    kind = rng.randrange(4)
    if kind == 0:
        buttons, x, y = rng.randint(0, 127), rng.randint(1, 300), rng.randint(1, 99)
        end = rng.choice("Mm")
        report = MouseReport(buttons, x - 1, y - 1, end == "M")
        return f"\x1b[<{buttons};{x};{y}{end}".encode(), [report]
    if kind == 1:
        return b"\x1b[M" + bytes(rng.randint(0x20, 0xFF) for _ in range(3)), []
    if kind == 2:
        return b"\x1b[%d;%d;%dM" % (rng.randint(32, 99), rng.randint(1, 200), rng.randint(1, 99)), []
    return b"\x1b[<%d;NaN;NaN%c" % (rng.randint(0, 99), rng.choice(b"Mm")), []


def focus(rng: random.Random) -> Piece:
    focused = rng.random() < 0.5
    return b"\x1b[I" if focused else b"\x1b[O", [FocusChange(focused)]


def paste(rng: random.Random) -> Piece:
    parts: list[bytes] = []
    shown = ""
    for _ in range(rng.randint(1, 4)):
        words = "".join(rng.choices(SAMPLE + "\r\n\t\x00\x07\u202e", k=rng.randint(1, 6)))
        code = rng.choice((b"", b"", b"\x1b[31m", b"\x1b[0m", b"\x1b]0;t\x07", b"\x1b(B", b"\xc2\x9b1m"))
        parts += [words.encode(), code]
        shown += words
    cleaned = clean(shown)
    data = b"\x1b[200~" + b"".join(parts) + b"\x1b[201~"
    return data, [Paste(cleaned)] if cleaned else []


PIECES: Sequence[Callable[[random.Random], Piece]] = (
    *(text, text, text, control, invalid_text, removed_text, key, kitty_key, chord),
    *(reply, reply, string, mouse, focus, paste),
)


def stream(rng: random.Random) -> Piece:
    """Return a random stream of a few pieces."""
    pieces = [rng.choice(PIECES)(rng) for _ in range(rng.randint(1, 5))]
    if rng.random() < 0.001:
        pieces.append(long_string(rng))
    return b"".join(data for data, _ in pieces), [event for _, events in pieces for event in events]


def random_bytes(rng: random.Random) -> bytes:
    """Return bytes that often make up sequences, whole and incomplete ones."""
    alphabet = b"\x1b\x1b\x1b[[O]P_^X\\~;:<?>MmAuRct0123\x07\x18\x00\r\n\x7f az"
    alphabet += b"\xc2\x9b\x9d\x90\x9c\xe9\xf0\x9f\x98\x80\xff"
    data = bytes(rng.choices(alphabet, k=rng.randint(1, 24)))
    if rng.random() < 0.3:
        data += rng.choice(
            (b"\x1b[200~", b"\x1b[201~", b"\x1b[?62;22c", b"\x1b]11;rgb:1/1/1\x07", b"\x1b[<0;1;1M")
        )
        data += bytes(rng.choices(alphabet, k=rng.randint(0, 6)))
    return data


def feed_whole(data: bytes) -> list[TerminalEvent]:
    """Return the events of bytes that arrive together."""
    parser = InputParser()
    return parser.feed(data, 0.0) + finish(parser)


def feed_split(rng: random.Random, data: bytes) -> list[TerminalEvent]:
    """Return the events of bytes that arrive in random packets with pauses.

    A pause is shorter than the silence that ends what is incomplete; after Escape, which may be alone, it is
    shorter than the escape delay.
    """
    parser = InputParser()
    events: list[TerminalEvent] = []
    now = position = 0
    time = float(now)
    while position < len(data):
        size = rng.choice((1, 1, 2, 3, 8, 40, 5000))
        packet = data[position : position + size]
        events += parser.feed(packet, time)
        position += size
        longest = ESCAPE_SECONDS if packet.endswith(b"\x1b") else SILENCE_SECONDS
        time += rng.choice((0.0, 0.01, 0.99 * longest))
        events += parser.tick(time)
    return events + finish(parser)
