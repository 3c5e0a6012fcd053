"""A remark on the delivery of an answer, and what it is about."""

from __future__ import annotations

from enum import Enum

from msgspec import Struct

from tpm_tui.core.bank.question import Kind
from tpm_tui.core.text.speech import WORDS_PER_MINUTE


class Rule(Enum):
    """What a remark is about. The values are keys of JSON reports."""

    TOO_LONG = "too-long"
    TOO_SHORT = "too-short"
    HEADLINE = "headline-late"
    """Nobody acts for so long that a listener waits for the answer."""
    CONTEXT = "context-heavy"
    """The background takes most of the answer."""
    WE = "we-not-i"
    """The answer says what the team did, and hardly what the learner did."""
    BASE = "no-base"
    """An improvement in percent without the figure that it started from."""
    LEARNING = "no-learning"
    """The story ends without what was learned."""
    HEDGES = "hedges"
    FILLERS = "fillers"
    LONG_SENTENCE = "long-sentence"


class Remark(Struct, frozen=True):
    """One remark. Its text is made from these values in `tpm_tui.exchange.delivery`."""

    rule: Rule
    quote: str = ""
    """The sentence that it rests on, word for word; empty if there is no text, only a time."""
    value: float = 0
    """What was measured: words, seconds, a share in percent."""
    limit: float = 0
    """What it is compared with, in the same unit."""
    names: tuple[str, ...] = ()
    """Words or parts that it is about."""


class DeliveredAnswer(Struct, frozen=True):
    """An answer as it is judged."""

    text: str
    """The typed text or the transcript; empty if there is none."""
    kind: Kind
    target: int
    """Seconds that the answer should take; 0 without a target."""
    seconds: float = 0
    """Seconds that a spoken answer took. The time of typing says nothing about speaking."""
    spoken: bool = False
    words_per_minute: int = WORDS_PER_MINUTE
    """How fast the learner speaks."""
