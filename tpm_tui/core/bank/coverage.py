"""Recognition of key points in a typed answer, so that the reveal can tick them in advance.

Each sentence of the answer, and each pair of adjacent ones, is compared with every text of a point: its
name, its name with the observable cue, and its matching cues. Shared word stems score by their weight over
the length of the text. The weight is high for words that are rare in the whole bank. A sentence that has
nearly all words of a text scores more, and one that fits another point of the question better scores less.
A point's score is the mean of its two best texts and a part of all the words that one sentence shares with
any of its texts. A negated clause ("we had no pilot") scores nothing. One typo in a long word is tolerated.
A tick needs a higher score the more other questions of the bank the answer fits better. The learner's own
cues are compared apart (`own_cue_fit`). The learner confirms or corrects the ticks: they do not decide the
grade.

`tpm-tui cover --self-test` measures the effect of a change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from math import log, log2

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.answer_words import AnswerStemmer, Vocabulary
from tpm_tui.core.bank.bank_words import BankWords, count_bank_words, matching_texts, word_prefix
from tpm_tui.core.bank.own_cue_fit import TICK_PART, CueFit, fit_cues
from tpm_tui.core.bank.point_fit import Fit, IndexedPoint, fit_sentence, index_point, rivalry_factor
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.bank.topic_fit import TopicFit
from tpm_tui.core.text.passages import affirmed_stems, split_passages
from tpm_tui.core.text.stems import Stem, content_stems, content_words

TICK_THRESHOLD = 1.55
"""Minimum score for a point to be ticked."""

OFF_TOPIC_STEP = 0.2
"""How much the minimum for a tick grows with each doubling of the questions that the answer fits better."""

MIN_TOPIC_WORDS = 20
"""Different words below which an answer, such as a single sentence, is too short to compare questions."""

OFFER_THRESHOLD = 1.06
"""Minimum score for a point to be offered without a tick."""

BEST_TEXTS = 2
"""How many of a point's texts make up its score, if it has as many; a single one may match by chance."""

SHARED_WORDS_PART = 0.4
"""Part of the score for all words that a sentence shares with any text of the point. Cues have each other's
words in new combinations, so that a paraphrase may fit several of them a little and none of them well."""

PAIR_FACTOR = 0.8
"""By which factor two adjacent sentences count, read as one. Stories spread a point over several sentences,
but more words match more by chance."""


class Hit(Struct, frozen=True):
    """A key point that was recognised in an answer."""

    point: str
    """Name of the key point."""
    sentence: str
    """The sentence of the answer that matches best, word for word."""
    score: float
    """How well the answer matches, 0 or more, on the scale of `TICK_THRESHOLD` and `OFFER_THRESHOLD`."""
    sure: bool
    """Whether the point is to be ticked; otherwise it is only offered."""


class _PointScore:
    """The score of one point, from the sentences seen so far."""

    def __init__(self, texts: int) -> None:
        """
        Args:
            texts: how many texts the point has, 1 or more.
        """
        self._averaged = min(BEST_TEXTS, texts)
        self._texts: dict[int, tuple[float, str]] = {}
        self._shared = 0.0

    def add(self, sentence: str, fit: Fit, factor: float) -> None:
        """Add a sentence; its scores are multiplied by the factor."""
        self._shared = max(self._shared, fit.shared * factor)
        for text, score in fit.scores.items():
            if score * factor > self._texts.get(text, (0.0, ""))[0]:
                self._texts[text] = (score * factor, sentence)

    def hit(self, point: str) -> Hit | None:
        """Return the hit for the point of that name; None if its score is below both thresholds."""
        top = sorted(self._texts.values(), key=lambda scored: -scored[0])[:BEST_TEXTS]
        total = sum(score for score, _ in top) / self._averaged + SHARED_WORDS_PART * self._shared
        return (
            Hit(point, top[0][1], total, total >= TICK_THRESHOLD)
            if top and total >= OFFER_THRESHOLD
            else None
        )


class _IndexedQuestion(Struct, frozen=True):
    """A question prepared for matching."""

    question: Question
    points: tuple[IndexedPoint, ...]
    stem: AnswerStemmer
    """The stemmer for answers to the question."""


class CoverageIndex:
    """The key points of a bank, prepared for matching. Questions are indexed on first use."""

    def __init__(self, words: BankWords, prose: Callable[[], Iterable[str]], stem: Stem) -> None:
        """
        Args:
            words: the counted words of the bank.
            prose: returns other texts of the bank; their words are never taken for typos.
            stem: the stemmer.
        """
        self._texts = words.text_count
        self._frequencies = words.frequencies
        self._vocabulary = Vocabulary(words.words, prose, stem)
        self._topics = TopicFit(words.prefixes)
        self._stem = stem
        self._questions: dict[str, _IndexedQuestion] = {}

    @classmethod
    def build(
        cls, questions: Sequence[Question], stem: Stem, words: BankWords | None = None
    ) -> CoverageIndex:
        """Index the matching texts of questions.

        Args:
            questions: the questions of the bank.
            stem: the stemmer.
            words: their words, if these are counted already.
        """
        return cls(
            count_bank_words(questions) if words is None else words,
            lambda: (text for question in questions for text in _prose(question)),
            stem,
        )

    def match(
        self, question: Question, answer: str, own_cues: Mapping[str, Sequence[str]] | None = None
    ) -> tuple[Hit, ...]:
        """Return the question's points that the answer makes or may make, in the question's order.

        Args:
            question: the question.
            answer: the answer.
            own_cues: sentences that the learner keeps as cues, by the names of the points.
        """
        hits = self._match_bank(question, answer)
        if not own_cues:
            return hits
        found = {hit.point: hit for hit in hits}
        for point, fit in self._fit_own_cues(question, answer, own_cues):
            known = found.get(point.name)
            if known is None or (not known.sure and fit.part >= TICK_PART):
                sure = fit.part >= TICK_PART and bool(point.cues)
                found[point.name] = Hit(point.name, fit.sentence, TICK_THRESHOLD * fit.part / TICK_PART, sure)
        return tuple(found[point.name] for point in question.key_points if point.name in found)

    def rank_sentences(self, question: Question, answer: str, point: str) -> list[tuple[str, float]]:
        """Return the sentences of an answer with how well each fits a key point, the best one first.

        Args:
            question: the question.
            answer: the answer.
            point: name of the key point.
        """
        indexed = self._indexed(question)
        at = next(place for place, each in enumerate(indexed.points) if each.name == point)
        ranked: dict[str, float] = {}
        for sentence in split_passages(answer):
            fit, factor = _fit_points(indexed.points, affirmed_stems(sentence, indexed.stem))[at]
            ranked[sentence] = fit.evidence * factor
        return sorted(ranked.items(), key=lambda each: -each[1])

    def _fit_own_cues(
        self, question: Question, answer: str, own_cues: Mapping[str, Sequence[str]]
    ) -> Iterable[tuple[KeyPoint, CueFit]]:
        """Yield the points that fit the learner's own cues, each with its best sentence."""
        stem = self._indexed(question).stem
        sentences = split_passages(answer)
        stems = [affirmed_stems(sentence, stem) for sentence in sentences]
        for point in question.key_points:
            cues = [content_stems(cue, stem) for cue in own_cues.get(point.name, ())]
            if fit := fit_cues(cues, sentences, stems, lambda each: self._rarity({word_prefix(each)})):
                yield point, fit

    def _match_bank(self, question: Question, answer: str) -> tuple[Hit, ...]:
        """Return the hits of the bank's own texts."""
        indexed = self._indexed(question)
        sentences = split_passages(answer)
        stems = [affirmed_stems(sentence, indexed.stem) for sentence in sentences]
        scores = [_PointScore(len(point.whole)) for point in indexed.points]
        alone = [_fit_points(indexed.points, words) for words in stems]
        for sentence, fits in zip(sentences, alone, strict=True):
            for score, (fit, factor) in zip(scores, fits, strict=True):
                score.add(sentence, fit, factor)
        for at in range(1, len(sentences)):
            pair = _fit_points(indexed.points, stems[at - 1] | stems[at])
            for index, (fit, factor) in enumerate(pair):
                before, after = alone[at - 1][index][0].evidence, alone[at][index][0].evidence
                scores[index].add(sentences[at - 1 if before >= after else at], fit, factor * PAIR_FACTOR)
        hits = (score.hit(point.name) for score, point in zip(scores, indexed.points, strict=True))
        better = self.count_better(question, answer) or 0
        threshold = TICK_THRESHOLD + OFF_TOPIC_STEP * log2(1 + better)
        return tuple(replace(hit, sure=hit.score >= threshold) for hit in hits if hit)

    def count_better(self, question: Question, answer: str) -> int | None:
        """Return how many other questions of the bank an answer fits better; None if it is too short."""
        words = set(map(word_prefix, content_words(answer)))
        return self._topics.count_better(question.id, words) if len(words) >= MIN_TOPIC_WORDS else None

    def _indexed(self, question: Question) -> _IndexedQuestion:
        known = self._questions.get(question.id)
        if known is None or known.question is not question:
            known = self._questions[question.id] = self._index(question)
        return known

    def _index(self, question: Question) -> _IndexedQuestion:
        texts = [[content_words(text) for text in matching_texts(point)] for point in question.key_points]
        words = {word for own in texts for text in own for word in text}
        stems = {word: self._stem(word) for word in words}
        prefixes: dict[str, set[str]] = {}
        for word, stem in stems.items():
            prefixes.setdefault(stem, set()).add(word_prefix(word))
        weights = {stem: self._rarity(starts) for stem, starts in prefixes.items()}
        points = tuple(
            index_point(point.name, [{stems[word] for word in text} for text in own], weights)
            for point, own in zip(question.key_points, texts, strict=True)
        )
        return _IndexedQuestion(question, points, AnswerStemmer(stems, self._vocabulary, self._stem))

    def _rarity(self, prefixes: set[str]) -> float:
        """Return how rare words with these prefixes are in the bank: above 0, and 1 for the rarest.

        The value is relative to the rarest, so that scores are comparable between small and large banks.
        """
        count = max(1, sum(self._frequencies.get(prefix, 0) for prefix in prefixes))
        texts = max(1, self._texts)
        return log(1 + texts / count) / log(1 + texts)


def _fit_points(points: Sequence[IndexedPoint], stems: Set[str]) -> list[tuple[Fit, float]]:
    """Return how well a sentence with these stems fits each point, and by which factor it counts for it."""
    fits = [fit_sentence(point, stems) for point in points]
    evidence = [0.0, 0.0, *(fit.evidence for fit in fits)]
    second, first = sorted(evidence)[-2:]
    return [(fit, rivalry_factor(fit.evidence, second if fit.evidence == first else first)) for fit in fits]


def _prose(question: Question) -> tuple[str, ...]:
    return (
        question.prompt,
        question.opening,
        question.short_answer,
        *(text for _, text in question.answer_parts),
    )
