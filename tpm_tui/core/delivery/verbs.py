"""Who did what, as far as the form of the words shows it: it tells a story from a method."""

from __future__ import annotations

import re

from tpm_tui.core.delivery.sentences import AnswerText, Sentence

STORY_PAST = 6
"""Verbs in the past in 100 words from which an answer is a story."""

SHORTEST_PAST = 4
"""Letters of a verb that ends in "ed"."""

_IRREGULAR_VERBS = """
made did got took gave went built ran led wrote set put cut met found held brought kept sat sent chose
began left lost won drew broke spoke bought sold spent taught drove flew rode rang dealt split paid stood
let stuck fought caught threw
"""
_STATE_VERBS = "had was were saw knew heard felt came became fell grew rose said thought could"
_SETTING_VERBS = """
wanted needed used lived worked joined liked started noticed seemed hoped believed talked tried discussed
"""

_IRREGULAR, _STATES = frozenset(_IRREGULAR_VERBS.split()), frozenset(_STATE_VERBS.split())
_SETTINGS = frozenset(_SETTING_VERBS.split())
"""Verbs in "ed" that are no actions."""

_ADVERBS = (
    r"(?:(?:then|first|also|just|finally|personally|actually|basically|kind of|sort of|um|like),? ){0,3}"
)

_WORD = re.compile(r"[a-z]+")
_AFTER_WE = re.compile(rf"\bwe\b,? {_ADVERBS}(\w+)", re.IGNORECASE)
_STATEMENT = re.compile(
    rf"\b[Ii]\b(?!\.|'m\b|'d been\b)(?!,? {_ADVERBS}(?:was(?! (?:\w+ing|asked|responsible|in charge)\b)|were|"
    r"had (?:an?|the|my|our|to|been|no|this|around|about)|have (?:an?|been|many|lots)|"
    r"saw|knew|heard|felt|came|"
    r"became|grew|said|thought|joined|lived|worked|started|liked|wanted|am|think|guess|believe|suppose|mean|"
    r"know|remember|feel)\b)"
    rf"|\b[Ww]e\b(?!'re\b|'d (?:been|had)\b)(?!,? {_ADVERBS}(?:had|have|were|are|was|saw|knew|needed|wanted|"
    r"used to|lived|all)\b)"
    r"|\b[Mm]y (?:\w+ )?(?:principle|part|role|rule|approach|task|job was)\b"
)


def is_story(text: AnswerText) -> bool:
    """Return whether an answer tells what happened, and not a method."""
    return count_past(text.text) * 100 >= STORY_PAST * text.word_count


def count_past(text: str) -> int:
    """Return the number of verbs in the past."""
    return sum(_is_past(word) or word in _STATES for word in _WORD.findall(text.lower()))


def count_team_actions(text: str) -> int:
    """Return how often "we" did something."""
    after = (match[1].lower() for match in _AFTER_WE.finditer(text))
    return sum(_is_past(word) and word not in _SETTINGS for word in after)


def first_action(text: AnswerText) -> Sentence | None:
    """Return the first sentence in which "I" or "we" do something, now or in the past; None without one.

    States and thoughts are no actions: "I was at a bank", "we had three teams", "I think".
    """
    for sentence in text.sentences:
        if _STATEMENT.search(sentence.text.replace("\u2019", "'")):
            return sentence
    return None


def _is_past(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith("ed") and len(word) >= SHORTEST_PAST)
