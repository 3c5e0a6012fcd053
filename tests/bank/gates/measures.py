"""Measures of spoken text: words, figures, contractions, sentence lengths, and whether a term occurs."""

from __future__ import annotations

import re

from tests.bank.items import sentences

WORDS_A_MINUTE = 140

_NAMES_WITH_DIGITS = re.compile(
    r"\b(?:4K|8K|(?:2160|1440|1080|720|480)p|2FA|3D|[345]G|5xx|4xx|24/7|50/50|80/20"
    r"|(?:TLS|WCAG|HTTP|QUIC|ISO|SOC|PCI DSS|NIST|OAuth|Article|Wi-Fi|H\.)[ /]?\d[\d.]*)",
    re.IGNORECASE,
)
"""Names that contain a number; a listener hears no quantity in them."""

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE = re.compile(rf"\b(?:{_MONTHS}) \d{{1,2}}\b")

_FIGURE = re.compile(r"(?<![A-Za-z0-9.,:])(?<![A-Za-z][-/])\d+(?:[.,:]\d+)*")

_SPELLED_OUT = re.compile(
    r"\b(?:thir|four|fif|six|seven|eigh|nine)teen\b|\b(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?\b"
    r"|\b(?:hundred|thousand|million|billion)\b",
    re.IGNORECASE,
)

_CONTRACTION = re.compile(
    r"\b(?:\w+n't|\w+'(?:m|re|ve|ll|d)|(?:it|that|there|here|what|who|where|how|let|he|she|this|everything"
    r"|nothing|everyone|nobody|one|when)'s|[a-z]*gonna)\b",
    re.IGNORECASE,
)


def word_count(text: str) -> int:
    """Return the number of words; a hyphenated word is one."""
    return len(text.split())


def spoken_minutes(text: str) -> float:
    """Return the minutes that the text takes at 140 words a minute."""
    return word_count(text) / WORDS_A_MINUTE


def figures(text: str) -> list[str]:
    """Return the numbers written in digits, without names such as `p95`, `AV1` or `TLS 1.3`."""
    return _FIGURE.findall(_NAMES_WITH_DIGITS.sub("name", text))


def small_numbers(text: str) -> list[str]:
    """Return the whole numbers up to twelve in digits, without amounts, percentages, decimals and dates."""
    plain = _DATE.sub("date", _NAMES_WITH_DIGITS.sub("name", text))
    plain = re.sub(r"[$]\s?\d[\d.,]*|\d[\d.,]* ?%", "amount", plain)
    return [figure for figure in _FIGURE.findall(plain) if figure.isdecimal() and int(figure) <= 12]


def spelled_out_numbers(text: str) -> list[str]:
    """Return the numbers above twelve that are written as words; they are no figures, but are heard."""
    return _SPELLED_OUT.findall(text)


def figures_a_minute(text: str) -> float:
    """Return the figures in a spoken minute, 0 for an empty text."""
    return len(figures(text)) / spoken_minutes(text) if text.strip() else 0.0


def contractions(text: str) -> list[str]:
    """Return the contractions, `I'd` or `it's`; a possessive is none."""
    return _CONTRACTION.findall(text.replace("\u2019", "'"))


def mean_sentence(text: str) -> float:
    """Return the mean number of words in a sentence, 0 for an empty text."""
    found = sentences(text)
    return word_count(text) / len(found) if found else 0.0


def contains_term(text: str, term: str) -> bool:
    """Return whether a term occurs, inflected or not, with hyphens, spaces or neither between its parts."""
    forms = {_spaced(text), _joined(text)}
    patterns = {_pattern(_spaced(term)), _pattern(_joined(term))}
    return any(re.search(pattern, form) for pattern in patterns for form in forms)


def _spaced(text: str) -> str:
    return re.sub(r"[-/]", " ", text.lower())


def _joined(text: str) -> str:
    return text.lower().replace("-", "").replace("/", " ")


def _pattern(term: str) -> str:
    return r"\b" + r"\s+".join(map(_inflected, term.split())) + r"\b"


def _inflected(word: str) -> str:
    """Return a pattern for a word in base form and its regular inflections."""
    if word.endswith("y"):
        return rf"{re.escape(word[:-1])}(?:y|ys|ies|ied|ying)"
    if word.endswith("e"):
        return rf"{re.escape(word[:-1])}(?:e|es|ed|er|ers|ing|ings|able)"
    last = re.escape(word[-1])
    return (
        rf"{re.escape(word)}(?:s|es|'s)?"
        if len(word) < 3
        else (rf"{re.escape(word)}(?:s|es|'s|{last}?ed|{last}?er|{last}?ers|{last}?ing|{last}?ings)?")
    )
