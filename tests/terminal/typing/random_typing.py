"""Random typing: answers and the keys that close them, as bytes in random packets at a random pace."""

from __future__ import annotations

import os
import random
import select
import time
from collections.abc import Sequence

from msgspec import Struct

from tests.terminal.terminal import TIMEOUT, Terminal
from tpm_tui.core.text.speech import count_words

WORDS = (
    *("q", "3", "12 34", "s s", "u", "jk", "Nn", "yes", "?", "!x", "/find", "* -", "R1", "eG", "[3~", "]x"),
    *("plan", "caf\xe9", "\u4f60\u597d", "\U0001f600", "ten\xa0km", "\u2713", "na\xefve \u2014 so", "OK."),
)
"""Words whose letters are the keys of many commands, and words whose characters have several bytes."""

REPORTS = (
    b"\x1b[?62;22c",
    b"\x1b[>0;10;1c",
    b"\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
    b"\x1bP1+r544e=787465726d\x1b\\",
    b"\x1b[I",
    b"\x1b[<0;10;5M\x1b[<0;10;5m",
    b"\x1b[97;1:3u",
    b"\x1b_Gi=31;OK\x1b\\",
)
"""Reports of the terminal that arrive while somebody types."""


class Token(Struct, frozen=True):
    """Bytes that a terminal sends together: a character, a key, a report or a paste."""

    data: bytes
    shown: str | None = None
    """The answer as the screen shows it after this token; None if the screen may show something else."""


def random_text(rng: random.Random, name: str) -> str:
    """Return a text that begins with a name; words and lines are random."""
    words = rng.choices(WORDS, k=rng.randint(0, 6))
    return name + "".join(rng.choice((" ", " ", " ", "\n")) + word for word in words)


def type_text(rng: random.Random, text: str, before: str | None = "") -> list[Token]:
    """Return tokens that enter a text: typed, pasted or reported by code, with reports in between.

    Args:
        rng: chooses.
        text: the text.
        before: the answer before it; None if the screen shows something else.
    """
    tokens = []
    position = 0
    while position < len(text):
        size = rng.randint(1, 12)
        part, position = text[position : position + size], position + size
        shown = None if before is None else before + text[:position]
        kind = rng.random()
        if kind < 0.15:
            data = part.replace("\n", rng.choice(("\r", "\n", "\r\n"))).encode()
            tokens.append(Token(b"\x1b[200~" + data + b"\x1b[201~", shown))
        else:
            by_code = kind < 0.3 and "\n" not in part
            keys = [b"\x1b[%d;1;%du" % (ord(each), ord(each)) if by_code else each.encode() for each in part]
            tokens += [Token(key.replace(b"\n", b"\r")) for key in keys[:-1]]
            tokens.append(Token(keys[-1].replace(b"\n", b"\r"), shown))
        if rng.random() < 0.2:
            tokens.append(Token(rng.choice(REPORTS), shown))
    return tokens


def send(rng: random.Random, terminal: Terminal, tokens: Sequence[Token]) -> None:
    """Write tokens in random packets.

    Before the next packet, the program may have read and shown everything, or nothing. A packet is cut at any
    byte, but then the other part follows at once: a long pause would change what an Escape means.
    """
    longest = rng.choice((1, 5, 40, len(tokens)))
    position = 0
    while position < len(tokens):
        size = rng.randint(1, longest)
        packet = b"".join(token.data for token in tokens[position : position + size])
        position += size
        cut = rng.randrange(len(packet))
        for part in (packet[:cut], packet[cut:]):
            if part:
                os.write(terminal.master, part)
        wait = rng.random()
        shown = tokens[position - 1].shown if position <= len(tokens) else None
        if wait < 0.3:
            wait_until_read(terminal)
        elif wait < 0.4 and shown is not None:
            words = count_words(shown)
            terminal.wait_for(f"YOUR ANSWER  {words} word{'s' * (words != 1)}")


def wait_until_read(terminal: Terminal) -> None:
    """Wait until the program has read everything that was written to the terminal, or has ended."""
    deadline = time.monotonic() + TIMEOUT
    while _has_unread_input(terminal):
        assert time.monotonic() < deadline, f"the program does not read:\n{terminal.text()}"
        terminal._read(0.001)


def _has_unread_input(terminal: Terminal) -> bool:
    """Return whether there is input that the program has not read; False if it has ended."""
    try:
        # The other side of the terminal: selecting it also completes what the kernel does in the background.
        other = os.open(f"/proc/{terminal.pid}/fd/0", os.O_RDONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return False
    try:
        return bool(select.select([other], [], [], 0)[0])
    finally:
        os.close(other)
