"""The folded texts of all questions, and how well those of a question match the words of a search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.search.folding import fold_text
from tpm_tui.core.search.texts import NAMES, TIERS, Place, SearchText, question_texts
from tpm_tui.core.search.words import SearchWord, WordFit


class FoldedTexts(Struct, frozen=True):
    """Some texts of a question, folded."""

    texts: tuple[SearchText, ...]
    folded: tuple[str, ...]
    whole: str
    """All folded texts: what does not contain a word is discarded at once."""

    @classmethod
    def of(cls, texts: Sequence[SearchText]) -> FoldedTexts:
        """Fold some texts."""
        folded = tuple(fold_text(each.text) for each in texts)
        return cls(tuple(texts), folded, "\n".join(folded))


class Score(Struct, frozen=True, order=True):
    """How well a question matches; the smallest is the best."""

    is_part: bool
    """Whether a word is found only as a part of longer words."""
    worst_tier: int
    """The rank of the place of the word that is found in the least important place."""
    tiers: int
    """The sum of the ranks of all words."""
    misfit: int
    """How much less than whole words was found."""


NO_TEXTS = FoldedTexts.of(())


class SearchIndex:
    """The texts of a bank and of the learner. A text is folded when it is searched for the first time.

    May be used in several threads: what two of them prepare at the same time is the same.
    """

    def __init__(self, bank: Bank, facts: Mapping[str, Fact]) -> None:
        """
        Args:
            bank: the questions.
            facts: the facts that they cite, by id.
        """
        self.bank = bank
        self._facts = facts
        self._bank_texts: dict[str, FoldedTexts] = {}
        self._own_texts: dict[str, FoldedTexts] = {}

    def set_own_texts(self, texts: Mapping[str, Sequence[SearchText]]) -> None:
        """Set the learner's texts by question: notes, drafts and answers in the order of their places."""
        self._own_texts = {question: FoldedTexts.of(each) for question, each in texts.items()}

    def prepare(self) -> None:
        """Fold the texts of all questions, so that the first search is as fast as the others."""
        for question in self.bank.by_id:
            self._texts_of(question)

    def score(self, question: str, words: Sequence[SearchWord], *, inside: bool) -> Score | None:
        """Return how well a question matches; None if its texts do not contain every word.

        Args:
            question: its id.
            words: the words of the search.
            inside: whether a part of a longer word in a name is a match, too.
        """
        groups = self._texts_of(question), self._own_texts.get(question, NO_TEXTS)
        if any(all(word.root not in group.whole for group in groups) for word in words):
            return None
        tiers, misfit, is_part = [], 0, False
        for word in words:
            found = next(filter(None, (_best_place(word, group, inside) for group in groups)), None)
            if found is None:
                return None
            place, fit = found
            tiers.append(TIERS[place])
            misfit += WordFit.WHOLE - fit
            if fit < WordFit.FORM and not is_part:
                is_part = not any(word.is_whole_in(group.whole) for group in groups)
        return Score(is_part, max(tiers), sum(tiers), misfit)

    def best_text(self, question: str, words: Sequence[SearchWord], *, inside: bool) -> SearchText | None:
        """Return the text with the most of these words; of several, that in the most important place."""
        best: SearchText | None = None
        most = 0
        for group in (self._texts_of(question), self._own_texts.get(question, NO_TEXTS)):
            for text, folded in zip(group.texts, group.folded, strict=True):
                if _has_more(words, text.place, folded, most, inside):
                    best = text
                    most = sum(_is_in(word, text.place, folded, inside) for word in words)
                if most == len(words):
                    return best
        return best

    def is_named(self, question: str, word: SearchWord, *, inside: bool) -> bool:
        """Return whether a word is in what every list shows of a question: its number and its title."""
        group = self._texts_of(question)
        return any(
            text.place in (Place.NUMBER, Place.TITLE) and _is_in(word, text.place, folded, inside)
            for text, folded in zip(group.texts[:2], group.folded[:2], strict=True)
        )

    def _texts_of(self, question: str) -> FoldedTexts:
        known = self._bank_texts.get(question)
        if known is None:
            found = self.bank.by_id[question]
            known = FoldedTexts.of(question_texts(found, self.bank.topic_of(found), self._facts))
            self._bank_texts[question] = known
        return known


def _best_place(word: SearchWord, group: FoldedTexts, inside: bool) -> tuple[Place, WordFit] | None:
    """Return the first place with a word, and how well it fits there."""
    if word.root not in group.whole:
        return None
    for text, folded in zip(group.texts, group.folded, strict=True):
        if word.root in folded and (fit := _fit(word, text.place, folded, inside)) is not None:
            return text.place, fit
    return None


def _has_more(words: Sequence[SearchWord], place: Place, folded: str, count: int, inside: bool) -> bool:
    """Return whether a text contains more than `count` of the words; stop as soon as it cannot."""
    may_miss = len(words) - count - 1
    for word in words:
        if not _is_in(word, place, folded, inside):
            may_miss -= 1
            if may_miss < 0:
                return False
    return True


def _is_in(word: SearchWord, place: Place, folded: str, inside: bool) -> bool:
    """Return whether a text contains a word; a number must be equal."""
    if place is Place.NUMBER:
        return word.text == folded
    return word.root in folded and word.is_in(folded, inside=inside and place in NAMES)


def _fit(word: SearchWord, place: Place, folded: str, inside: bool) -> WordFit | None:
    """Return how well a word fits a text; a number must be equal."""
    if place is Place.NUMBER:
        return WordFit.WHOLE if word.text == folded else None
    return word.best_fit(folded, inside=inside and place in NAMES)
