"""Splitting of answers into sentences, without their negated clauses ("we had no pilot")."""

from __future__ import annotations

import re

from tpm_tui.core.text.stems import Stem, content_stems

MAX_PASSAGE_WORDS = 40
"""Maximum words of a passage. Dictated text may have no full stops, and a very long sentence would match
every point; it is split into pieces that overlap by half."""

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"')\]]*\s+|;\s+")
_WORD = re.compile(r"\S+")
_BULLET = re.compile(r"^(?:[-*+>\u2022]+|\(?[0-9]{1,2}[.)])\s+")
_CLAUSE_END = re.compile(
    r"\s*[,;:()\u2013\u2014]\s*|\s-+\s|\s(?=(?:but|and|so|because|yet|without)\b)", re.IGNORECASE
)

_DISCLAIMED = r"\b(?:can'?t|cannot|couldn'?t)\s(?:claim|say)\b"

_NEGATION = "|".join(
    [
        # No pilot. / but never one / without a pilot; but "not only", "no later than" affirm.
        r"^(?:(?:but|and|so|because|yet|or)\s)*"
        r"(?:no|not|never|nothing|nobody|none|without)\b(?!\s(?:only|later|more|fewer|less|doubt)\b)",
        # We never / they really had no / I did not / there was no; but "a cause that never showed" affirms.
        r"(?:^that|\b(?:i|we|they|he|she|it|you|there|this))(?:\s\w+)?\s"
        r"(?:never|lacked|ha(?:d|ve|s)\s(?:no|not)|(?:did|do|does|could|would|was|were|is|are)\s(?:no|not))\b"
        r"(?!\sonly\b)",
        # I'm not aware of / there's no / it's never
        r"\b(?:i'm|(?:we|they|you)'re|(?:he|she|it|that|there)'s)\s(?:no|not|never)\b(?!\sonly\b)",
        # The pilot didn't / the result was no; the apostrophe is often left out
        r"\b(?:did|do|does|had|have|has|was|were|is|are|could|would)n'?t\b",
        r"\b(?:was|were|had)\sno\b",
        # We failed to run a pilot / they said not to
        r"\b(?:i|we|they|he|she|it|you)\s(?:\w+\s)?(?:failed|forgot|refused|neglected)\sto\b",
        r"\bnot\sto$",
        # I can't claim that it was a pilot; but "they can't touch it" affirms.
        _DISCLAIMED,
    ]
)
_NEGATED = re.compile(_NEGATION, re.IGNORECASE)
_BUT = re.compile(rf"(?:but|yet)\b|so\b.*{_DISCLAIMED}", re.IGNORECASE)
_AND = re.compile(r"and\b", re.IGNORECASE)


def split_passages(answer: str) -> list[str]:
    """Split an answer into sentences and list items, without bullets; long ones into overlapping pieces.

    Each is a part of the answer, word for word and with its spaces.
    """
    lines = (_BULLET.sub("", line.strip(), count=1) for line in answer.splitlines())
    found = []
    for sentence in (sentence for line in lines for sentence in _SENTENCE_END.split(line)):
        words = [match.span() for match in _WORD.finditer(sentence)]
        for start in range(0, max(1, len(words) - MAX_PASSAGE_WORDS // 2), MAX_PASSAGE_WORDS // 2):
            if piece := words[start : start + MAX_PASSAGE_WORDS]:
                found.append(sentence[piece[0][0] : piece[-1][1]])
    return found


def affirmed_stems(passage: str, stem: Stem) -> frozenset[str]:
    """Return the stems of the passage's clauses, without negated clauses.

    If a negated clause begins with "but", the clause before it is left out too: "we wanted a pilot but never
    ran one". So it is before "so I can't claim".
    """
    affirmed: list[str] = []
    for clause in _CLAUSE_END.split(" ".join(passage.replace("\u2019", "'").split())):
        if not _NEGATED.search(clause):
            affirmed.append(clause)
        elif _BUT.match(clause):
            while affirmed and _AND.match(affirmed.pop()):
                pass
    return content_stems(" ".join(affirmed), stem)
