"""An answer in sentences, and what of a sentence is affirmed: "we had no pilot" says nothing of a pilot."""

from __future__ import annotations

import re

from tpm_tui.core.text.stems import Stem, content_stems

LONGEST = 40
"""Words of a passage. Dictated text may hold no full stop at all, and one endless sentence would match
everything; it is read in pieces that overlap by half."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|;\s+")
_BULLET = re.compile(r"^(?:[-*+>\u2022]+|\(?[0-9]{1,2}[.)])\s+")
_CLAUSE_END = re.compile(
    r"\s*[,;:()\u2013\u2014]\s*|\s-+\s|\s(?=(?:but|and|so|because|yet|without)\b)", re.IGNORECASE
)

_DENIAL = "|".join(
    [
        # No pilot. / but never one / without a pilot; but "not only", "no later than" affirm.
        r"^(?:(?:but|and|so|because|yet|or)\s)*"
        r"(?:no|not|never|nothing|nobody|none|without)\b(?!\s(?:only|later|more|fewer|less|doubt)\b)",
        # We never / they really had no / I did not / there was no
        r"\b(?:i|we|they|he|she|it|you|there|that|this)(?:\s\w+)?\s"
        r"(?:never|lacked|ha(?:d|ve|s)\s(?:no|not)|(?:did|do|does|could|would|was|were|is|are)\s(?:no|not))\b"
        r"(?!\sonly\b)",
        # The pilot didn't / the result was no
        r"\b(?:did|do|does|had|have|has|was|were|is|are|could|would)n't\b",
        r"\b(?:was|were|had)\sno\b",
    ]
)
_DENIED = re.compile(_DENIAL, re.IGNORECASE)
_BUT = re.compile(r"(?:but|yet)\b", re.IGNORECASE)
_AND = re.compile(r"and\b", re.IGNORECASE)


def passages(answer: str) -> list[str]:
    """The sentences and list items of an answer, without bullets; an endless one in overlapping pieces."""
    lines = (_BULLET.sub("", line.strip(), count=1) for line in answer.splitlines())
    found = []
    for sentence in (sentence for line in lines for sentence in _SENTENCE_END.split(line)):
        words = sentence.split()
        starts = range(0, max(1, len(words) - LONGEST // 2), LONGEST // 2)
        found += [" ".join(words[start : start + LONGEST]) for start in starts if words]
    return found


def affirmed_stems(passage: str, stem: Stem) -> frozenset[str]:
    """Stems of what a passage says is so; clauses that deny are left out.

    Where a denial begins with "but", what it was said of falls too: "we wanted a pilot but never ran one".
    """
    kept: list[str] = []
    for clause in _CLAUSE_END.split(passage.replace("\u2019", "'")):
        if not _DENIED.search(clause):
            kept.append(clause)
        elif _BUT.match(clause):
            while kept and _AND.match(kept.pop()):
                pass
    return content_stems(" ".join(kept), stem)
