"""Improvements without a base: "we cut it by 40 %", but from what to what?"""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText

_PERCENT = r"[\w.,-]{1,20} ?(?:%|percent\b|per cent\b)"
_ABOUT = r"(?:(?:about|around|some|nearly|almost|over|more than|up to|roughly|at least|another) )?"
_CHANGE = re.compile(
    rf"\bby {_ABOUT}(?P<by>{_PERCENT})"
    rf"|\b(?P<more>{_PERCENT}) (?:faster|slower|fewer|less|more|cheaper|shorter|lower|higher|better|"
    r"reduction|improvement|increase|decrease|savings?)\b",
    re.IGNORECASE,
)
_IMPROVED = re.compile(
    r"\b(?:cut|reduc\w+|lower\w*|decrease\w*|dropp?\w*|f[ae]ll\w*|shr[aiu]nk|slash\w*|saved|saving|improv\w+|"
    r"increase\w*|rais(?:ed|ing)|gr[eo]w\w*|rose|boost\w*|sped|accelerat\w+|went (?:up|down)|got|had|"
    r"(?:was|were|is|are|became) (?:up|down|[0-9]))\b",
    re.IGNORECASE,
)
"""What has happened; "by 40 percent" alone may be a comparison of two things."""

_INTENDED = re.compile(
    r"\b(?:would|will|should|could|might|target\w*|goals?|aim\w*|plan\w*|promise\w*|expect\w*|hop(?:e|ed|ing)|"
    r"want\w*|ask\w*|need\w*|commit\w+|if|estimat\w+|project(?:ed|ion)|budget\w*|claim\w*|said|says|instead|"
    r"i'd|we'd|they'd|he'd|she'd|to (?:cut|reduce|improve|increase|lower|raise|save|grow))\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(
    rf"{_PERCENT}(?! of\b)|\b[\w-]{1, 20} (?:times|points|percentage points)\b"
    r"|\bby (?:a |more than )*(?:half|third|quarter)\b"
    r"|\b(?:after|within|in|for|over|every|each|last|the first) \w{1,20} "
    r"(?:days?|weeks?|months?|quarters?|years?)\b"
    r"|\b(?:19|20)[0-9][0-9]\b|^[0-9]+\.",
    re.IGNORECASE,
)
"""Figures that are no base: other changes, periods, years."""

_FIGURE = re.compile(
    r"[0-9]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|"
    r"eigh|nine)ty|hundred|thousand|million|zero|half|twice|once|baseline|before|compared|against)\b",
    re.IGNORECASE,
)
_NEAR = 2
"""Sentences before and after in which a base is looked for."""


def check_base(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find the first improvement in percent without a figure in its sentence and those near it."""
    for index, sentence in enumerate(text.sentences):
        found = _CHANGE.search(sentence.text)
        plain = sentence.text.replace("\u2019", "'")
        if found is None or not _IMPROVED.search(plain) or _INTENDED.search(plain):
            continue
        near = text.sentences[max(0, index - _NEAR) : index + _NEAR + 1]
        if not any(_FIGURE.search(_RELATIVE.sub("", each.text)) for each in near):
            name = "by" if found["by"] else "more"
            quote = text.quote(sentence, sentence.start + found.start(name))
            return Remark(Rule.BASE, quote, names=(found[name],))
    return None
