"""Random streams: the same events however they are split, and no event of what is no key."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.ui.terminal.input.feeding import finish, typed
from tests.ui.terminal.input.streams import feed_split, feed_whole, random_bytes, stream
from tpm_tui.ui.terminal.input.events import KeyPress, Paste
from tpm_tui.ui.terminal.input.parser import InputParser

QUICK_STREAMS = 1_000
CAMPAIGN_STREAMS = 30_000
"""For each of the seeds."""
SEEDS = range(4)


def check_known_streams(seed: int, count: int) -> None:
    """Check streams of which every event is known, whole and split."""
    rng = random.Random(seed)
    for number in range(count):
        data, events = stream(rng)
        found = feed_split(rng, data) if number % 2 else feed_whole(data)
        assert found == events, (seed, number, data)


def check_random_bytes(seed: int, count: int) -> None:
    """Check that random bytes give the same events however they are split."""
    rng = random.Random(seed)
    for number in range(count):
        data = random_bytes(rng)
        assert feed_split(rng, data) == feed_whole(data), (seed, number, data)


def test_known_streams_have_their_events() -> None:
    check_known_streams(-1, QUICK_STREAMS)


def test_random_bytes_can_be_split() -> None:
    check_random_bytes(-1, QUICK_STREAMS)


@pytest.mark.slow(120)
@pytest.mark.parametrize("seed", SEEDS)
def test_many_known_streams_have_their_events(seed: int) -> None:
    check_known_streams(seed, CAMPAIGN_STREAMS)


@pytest.mark.slow(120)
@pytest.mark.parametrize("seed", SEEDS)
def test_many_random_bytes_can_be_split(seed: int) -> None:
    check_random_bytes(seed, CAMPAIGN_STREAMS)


@given(st.binary(max_size=60), st.randoms(use_true_random=False))
@example(b"\x1b\x1b[\x1b", random.Random(1))
@example(b"\x9b\x1b]\xc2\x9c", random.Random(2))
@example(b"\xe9\x9d\x1b2", random.Random(3))
@example(b"\xf0\x90\x9c\xc2\xff0", random.Random(4))
def test_any_bytes_can_be_split(data: bytes, rng: random.Random) -> None:
    assert feed_split(rng, data) == feed_whole(data)


@given(st.text(max_size=60), st.randoms(use_true_random=False))
def test_typed_text_equals_pasted_text(text: str, rng: random.Random) -> None:
    text = "".join(
        each for each in text if each >= " " and not "\x7f" <= each <= "\x9f" and each.isprintable()
    )
    data = text.encode()
    pasted = feed_split(rng, b"\x1b[200~" + data + b"\x1b[201~")
    assert typed(feed_split(rng, data)) == typed(pasted) == text


@given(st.binary(max_size=60), st.lists(st.floats(0, 30), max_size=60))
def test_any_pauses_leave_text_clean_and_end(data: bytes, pauses: list[float]) -> None:
    parser = InputParser()
    now = 0.0
    events = []
    for index in range(len(data)):
        events += parser.feed(data[index : index + 1], now)
        now += pauses[index] if index < len(pauses) else 0
        events += parser.tick(now)
    events += finish(parser)
    assert parser.deadline is None
    for event in events:
        if isinstance(event, KeyPress) and event.character:
            assert len(event.character) == 1
            assert event.character >= " " or event.character == "\n"
        if isinstance(event, Paste):
            assert "\x1b" not in event.text


def test_large_paste_is_parsed_quickly() -> None:
    data = b"\x1b[200~" + "A line of \x1b[1mtext\x1b[0m, caf\xe9.\r\n".encode() * 33_000 + b"\x1b[201~"
    assert len(data) > 2**20
    seconds = []
    for _ in range(3):
        parser = InputParser()
        began = time.process_time()
        events = [each for at in range(0, len(data), 4096) for each in parser.feed(data[at : at + 4096], 0)]
        seconds.append(time.process_time() - began)
        assert [len(event.text) for event in events if isinstance(event, Paste)] == [33_000 * 22]
    assert min(seconds) < 0.3
