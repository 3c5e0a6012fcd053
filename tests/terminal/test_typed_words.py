"""Nothing that is typed is lost, and nothing else acts: the exact bytes, each case in one write."""

from __future__ import annotations

import os
import signal
import time

import pytest

from tests.terminal.conftest import Machine
from tests.terminal.terminal import Terminal

pytestmark = [pytest.mark.terminal, pytest.mark.slow(240)]

PROMPT = "A program you own has slipped."
NEXT = "Two teams want opposite things."
NOW = "2026-11-22T09:00:00+00:00"
WORDS = "hello world tail"
OFFER = "Resume the session of"


def write(terminal: Terminal, data: bytes) -> None:
    """Send bytes in one write."""
    os.write(terminal.master, data)


def read_until(terminal: Terminal, output: bytes, seconds: float = 0.0) -> None:
    """Read until the program has written something, or for some time if that is empty."""
    deadline = time.monotonic() + (seconds or 60)
    while not (output and output in terminal.raw) and (left := deadline - time.monotonic()) > 0:
        terminal._read(left)
    assert not output or output in terminal.raw


def start_at_editor(machine: Machine, **environ: str) -> Terminal:
    terminal = machine.start("practice", TPM_TUI_NOW=NOW, **environ)  # type: ignore[arg-type]
    terminal.wait_for(PROMPT, "0 words")
    return terminal


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (WORDS.encode() + b"\x11", WORDS),
        (b"\x1b[200~" + WORDS.encode() + b"\x1b[201~\x11", WORDS),
        (b"one\r\x1b[200~two\nthree\x1b[201~ four\x11", "one\\ntwo\\nthree four"),
        (WORDS.encode() + b"\x1b[113;5u", WORDS),
    ],
)
def test_text_and_quit_in_one_read(machine: Machine, data: bytes, text: str) -> None:
    with start_at_editor(machine) as terminal:
        write(terminal, data)
        assert terminal.wait() == 0
    assert f'"{text}"' in machine.drafts()


def test_note_and_its_key_in_one_read(machine: Machine) -> None:
    with start_at_editor(machine) as terminal:
        write(terminal, b"\x1b")
        terminal.wait_until_gone("esc leave")
        write(terminal, b"N" + WORDS.encode() + b"\n")
        terminal.wait_for("Note saved")
        write(terminal, b"\n")
        terminal.wait_for("YOUR NOTE", WORDS)


def test_grade_text_reveal_and_grade_in_one_read(machine: Machine) -> None:
    with start_at_editor(machine) as terminal:
        write(terminal, b"first answer\n")
        terminal.wait_for("1 Again")
        write(terminal, b"3" + WORDS.encode() + b"\n4")
        terminal.wait_for("Session done: 2 answers")
    found = [(each.answer, each.grade.word) for each in machine.reviews()]
    assert found == [("first answer", "good"), (WORDS, "easy")]


def test_whole_session_in_one_read(machine: Machine) -> None:
    with start_at_editor(machine) as terminal:
        write(terminal, b"one\n3two\n\x1b[Di and more\n2qq")
        terminal.wait()
    assert [each.answer for each in machine.reviews()] == ["one", "two and more"]


def test_mock_answer_and_its_keys_in_one_read(machine: Machine) -> None:
    with machine.start("mock", "--questions", "2", "--seed", "1", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for("1 of 2", "enter answer")
        write(terminal, b"\r" + WORDS.encode() + b"\n")
        terminal.wait_for("2 of 2")
        write(terminal, b"\rmore words\x11")
        assert terminal.wait() == 0
    saved = (machine.data / "mock.json").read_text("utf-8")
    assert WORDS in saved
    assert "more words" in saved


@pytest.mark.parametrize("data", [b"\x1bs", b"\x1b", b"\x1b[27us"])
def test_escape_right_after_the_start_leaves_the_editor(machine: Machine, data: bytes) -> None:
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        read_until(terminal, b"has slipped")
        write(terminal, data)
        if not data.endswith(b"s"):
            terminal.wait_until_gone("esc leave")
            write(terminal, b"s")
        terminal.wait_for(NEXT, "skipped")
    assert machine.drafts() == ""


@pytest.mark.parametrize("keys", [b"yy", b"yn", b"nn", b"a typed word", b"jjq "])
def test_letters_do_not_answer_the_offer(machine: Machine, keys: bytes) -> None:
    interrupt_a_session(machine)
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for(OFFER)
        write(terminal, keys)
        write(terminal, b"\x1b[B")
        terminal.wait_for("▌New session")
        assert OFFER in terminal.text()
        terminal.kill(signal.SIGTERM)
        terminal.wait()
    assert len(machine.reviews()) == 1


@pytest.mark.parametrize("keys", [b"\r\r", b"\ra typed word", b"\x1b[A\r!"])
def test_keys_after_the_answer_go_to_the_editor(machine: Machine, keys: bytes) -> None:
    interrupt_a_session(machine)
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for(OFFER)
        write(terminal, keys + b"\x11")
        assert terminal.wait() == 0
    typed = keys.removeprefix(b"\x1b[A").removeprefix(b"\r").replace(b"\r", b"\\n").decode()
    assert f'"half of it{typed}"' in machine.drafts()
    assert len(machine.reviews()) == 1


def interrupt_a_session(machine: Machine) -> None:
    """Run a session that grades one answer, and loses its terminal in the next."""
    with start_at_editor(machine) as terminal:
        write(terminal, b"first\n3half of it")
        terminal.wait_for(NEXT, "half of it", "saved")
        terminal.hang_up()
        terminal.wait()


def test_two_confidence_keys_in_one_read(machine: Machine) -> None:
    (machine.home / "config.yaml").write_text("confidence: true\n", "utf-8")
    with start_at_editor(machine) as terminal:
        write(terminal, b"words\n")
        terminal.wait_for("How sure are you")
        write(terminal, b"33")
        terminal.wait_for(NEXT)
    assert [(each.answer, each.sure) for each in machine.reviews()] == [("words", 3)]


@pytest.mark.parametrize("keys", [b"\r\r", b"star\r\r", b"zzz\r\r\x1b", b"\x1b\x1b"])
def test_two_enters_in_the_palette(machine: Machine, keys: bytes) -> None:
    with start_at_editor(machine) as terminal:
        write(terminal, b"words\n")
        terminal.wait_for("1 Again")
        write(terminal, b"\x10" + keys)
        terminal.wait_for("suggested" if keys != b"\r\r" else "tick")
        write(terminal, b"\x11")
        assert terminal.wait() == 0


PAUSES = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]
"""Seconds after the start at which something is typed: before the first frame, and maybe after it."""


@pytest.mark.parametrize("pause", PAUSES)
@pytest.mark.parametrize("data", [b"\r3", b"one\rtwo\r3\r4\rfive\rq\r"])
def test_type_ahead_is_text(machine: Machine, data: bytes, pause: float) -> None:
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        read_until(terminal, b"", pause)
        write(terminal, data)
        terminal.wait_for(PROMPT, "3" if data == b"\r3" else "five")
        write(terminal, b"\x11")
        assert terminal.wait() == 0
    assert f'"{data.decode().replace(chr(13), chr(92) + "n")}"' in machine.drafts()
    assert machine.reviews() == []


def test_type_ahead_is_put_behind_a_draft(machine: Machine) -> None:
    with start_at_editor(machine) as terminal:
        write(terminal, b"half a thought\x11")
        terminal.wait()
    with machine.start("practice", "--question", "7", TPM_TUI_NOW=NOW) as terminal:
        write(terminal, b"and more")
        terminal.wait_for("half a thought", "and more")
        write(terminal, b"\x11")
        terminal.wait()
    assert '"half a thought\\nand more"' in machine.drafts()


@pytest.mark.parametrize(("keys", "question"), [(b"\r", "two-goals"), (b"\x1b", "late")])
def test_type_ahead_waits_for_an_offered_session(machine: Machine, keys: bytes, question: str) -> None:
    with start_at_editor(machine) as terminal:
        write(terminal, b"\x1b")
        terminal.wait_until_gone("esc leave")
        write(terminal, b"s")
        terminal.wait_for(NEXT)
        write(terminal, b"\rhalf of it")
        terminal.wait_for("half of it", "saved")
        terminal.hang_up()
        terminal.wait()
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        write(terminal, b"typed ahead\ryy")
        terminal.wait_for(OFFER)
        write(terminal, keys)
        terminal.wait_for("typed ahead", "yy")
        write(terminal, b"\x11")
        terminal.wait()
    expected = "half of it\\ntyped ahead\\nyy" if question == "two-goals" else "typed ahead\\nyy"
    assert f'"{expected}"' in machine.drafts()
    assert machine.reviews() == []


def test_type_ahead_of_an_open_offer_survives_a_hangup(machine: Machine) -> None:
    interrupt_a_session(machine)
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        write(terminal, b"typed ahead")
        terminal.wait_for(OFFER)
        terminal.hang_up()
        terminal.wait()
    assert "typed ahead" in machine.drafts()


def test_type_ahead_is_discarded_where_there_is_no_editor(machine: Machine) -> None:
    with machine.start("practice", "--question", "7", TPM_TUI_NOW=NOW) as terminal:
        terminal.wait_for(PROMPT)
        write(terminal, b"answer\n3qq")
        terminal.wait()
    assert len(machine.reviews()) == 1
    machine.bank.write_text(machine.bank.read_text("utf-8").partition("  - id: two-goals")[0], "utf-8")
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        write(terminal, b"u\rq3")
        terminal.wait_for("was discarded")
        write(terminal, b"qq")
        assert terminal.wait() == 0
    assert len(machine.reviews()) == 1


def test_type_ahead_of_a_mock_is_in_the_answer(machine: Machine) -> None:
    with machine.start("mock", "--questions", "2", "--seed", "1", TPM_TUI_NOW=NOW) as terminal:
        write(terminal, b"n\re typed ahead")
        terminal.wait_for("1 of 2", "while the program started")
        assert "typed ahead" in (machine.data / "mock.json").read_text("utf-8")
        write(terminal, b"\r, and on")
        terminal.wait_for("e typed ahead, and on")
        write(terminal, b"\x11")
        assert terminal.wait() == 0
    assert "n\\ne typed ahead, and on" in (machine.data / "mock.json").read_text("utf-8")


def test_long_type_ahead_is_cut(machine: Machine) -> None:
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        read_until(terminal, b"\x1b[?1049h")
        write(terminal, b"word " * 900)
        terminal.wait_for(PROMPT)
        deadline = time.monotonic() + 8
        while not (cut := "Only the first 4 KB" in terminal.text()) and "900 words" not in terminal.text():
            assert terminal._read(5), terminal.text()
            assert time.monotonic() < deadline, terminal.text()
        write(terminal, b"\x11")
        terminal.wait()
    # What arrives after the first frame is typed text, and not cut.
    words = machine.drafts().count("word")
    assert 4096 // 5 <= words < 900 if cut else words == 900


QUIT_HINT = "quits the app"
"""What the app answers to ctrl+c once it has started."""


def ended_without(terminal: Terminal, text: str) -> bool:
    """Read until the program ends or shows a text; return whether it ended first."""
    while text not in terminal.text():
        if not terminal._read(60):
            return True
    return False


@pytest.mark.parametrize("pause", [0.2, 0.3, 0.4, 0.5])
def test_ctrl_c_while_starting_ends_quietly(machine: Machine, pause: float) -> None:
    with machine.start("practice", TPM_TUI_NOW=NOW) as terminal:
        read_until(terminal, b"", pause)
        started = b"slipped" in terminal.raw
        write(terminal, b"\x03")
        if not ended_without(terminal, QUIT_HINT):
            return  # too late on a fast machine: the app had started, or was painting its first frame
        assert not started
        assert terminal.wait() == 130
        shown = bytes(terminal.raw)
    assert b"Traceback" not in shown
    assert b"error" not in shown
    assert shown.count(b"\x1b[?1049h") == shown.count(b"\x1b[?1049l")


CHARACTERS = "ten\u00a0km \u3000 a\u202fb\u2009c \u0645\u06cc\u200c\u0631\u0648\u0645 \U0001f468\u200d\U0001f469 co\u00adop"  # noqa: E501


@pytest.mark.parametrize("how", ["typed", "pasted", "noted"])
def test_every_character_is_stored(machine: Machine, how: str) -> None:
    data = CHARACTERS.encode()
    with start_at_editor(machine) as terminal:
        if how == "noted":
            write(terminal, b"\x1b")
            terminal.wait_until_gone("esc leave")
            write(terminal, b"N" + data + b"\n")
            terminal.wait_for("Note saved")
        write(terminal, b"\x1b[200~" + data + b"\x1b[201~" if how == "pasted" else b"i" + data)
        terminal.wait_for("ten", "words")
        write(terminal, b"\n3\x11")
        terminal.wait()
    (review,) = machine.reviews()
    assert review.answer.removeprefix("i") == CHARACTERS


def test_too_long_paste_is_refused_visibly(machine: Machine) -> None:
    with start_at_editor(machine) as terminal:
        write(terminal, b"some words")
        terminal.wait_for("2 words")
        os.set_blocking(terminal.master, False)
        left = b"\x1b[200~" + b"a" * (2**20) + b"\x1b[201~"
        while left:
            try:
                left = left[os.write(terminal.master, left[:65536]) :]
            except BlockingIOError:
                terminal._read(0.05)
        os.set_blocking(terminal.master, True)
        terminal.wait_for("at most 1 MB", "2 words")
        write(terminal, b" kept\x11")
        terminal.wait()
    assert '"some words kept"' in machine.drafts()
