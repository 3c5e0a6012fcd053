"""Improvements without a base: "we cut it by 40 %", but from what to what?"""

from __future__ import annotations

import re

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark, Rule
from tpm_tui.core.delivery.sentences import AnswerText, Sentence

_NUMBER_WORDS = (
    "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|zero"
)
_PERCENT = rf"(?:[0-9][0-9.,]*|(?:{_NUMBER_WORDS})(?:[ -](?:{_NUMBER_WORDS}))?) ?(?:%|percent\b|per cent\b)"
_CHANGE = re.compile(
    rf"\b(?:cut|cuts|reduc\w+|lower\w*|decreas\w+|dropp?\w*|f[ae]ll\w*|shr[aiu]nk|slash\w*|sav(?:ed|ing)|"
    rf"improv\w+|increas\w+|rais(?:ed|ing)|gr[eo]w\w*|rose|boost\w*|sped|accelerat\w+|went (?:up|down)|"
    rf"(?:was|were|is|are|got|came) (?:up|down))\b[^.!?;]{{0,60}}?(?P<figure>\b{_PERCENT})"
    rf"|(?P<other>\b{_PERCENT})(?= (?:faster|slower|fewer|less|more|cheaper|shorter|lower|higher|better|"
    rf"reduction|improvement|increase|decrease|drop|cut|savings?)\b)",
    re.IGNORECASE,
)
_FIGURE = re.compile(rf"[0-9]|\b(?:{_NUMBER_WORDS}|half|a third|a quarter|doubled|tripled)\b", re.IGNORECASE)
_INTENDED = re.compile(
    r"\b(?:would|will|should|could|might|target\w*|goals?|aim\w*|plan\w*|promis\w+|expect\w*|hop(?:e|ed|ing)|"
    r"want\w*|ask\w*|need\w*|commit\w+|if|estimat\w+|forecast\w*|project(?:ed|ion)|budget\w*|claim\w*|"
    r"i'd|we'd|they'd|to (?:cut|reduce|improve|increase|lower|raise|save|grow))\b",
    re.IGNORECASE,
)
_NEAR = 1
"""Sentences before and after in which a base is looked for."""


def check_base(text: AnswerText, answer: DeliveredAnswer) -> Remark | None:
    """Find the first improvement in percent with no other figure in its sentence and those beside it."""
    for index, sentence in enumerate(text.sentences):
        found = _CHANGE.search(sentence.text)
        if found is None or _INTENDED.search(sentence.text.replace("\u2019", "'")):
            continue
        near = text.sentences[max(0, index - _NEAR) : index + _NEAR + 1]
        name = "figure" if found["figure"] else "other"
        if not _has_other_figure(sentence, found.span(name), near):
            at = sentence.start + found.start(name)
            return Remark(Rule.BASE, text.quote(sentence, at), names=(found[name],))
    return None


def _has_other_figure(sentence: Sentence, span: tuple[int, int], near: tuple[Sentence, ...]) -> bool:
    rest = sentence.text[: span[0]] + " " + sentence.text[span[1] :]
    return any(_FIGURE.search(each) for each in (rest, *(s.text for s in near if s is not sentence)))
