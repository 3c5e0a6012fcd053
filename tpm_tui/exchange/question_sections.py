"""What is shown of a question, as ordered sections of plain values.

The app's reveal, plain mode, `bank show`, the mock debrief and the reports render these sections by their
kind; none of them decides which fields exist. A new field of a question is added to the list in
`question_sections`. Texts are returned as they are in the bank: every renderer sanitizes what it shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from enum import Enum

from msgspec import Struct

from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.facts import Fact, is_review_past
from tpm_tui.core.bank.question import Lens, Question, Transfer
from tpm_tui.core.reports.history.own_version import OwnMaterial
from tpm_tui.core.text.speech import count_words
from tpm_tui.exchange.own_answers.sections import MY_VERSION, cue_lines, version_notes, version_text
from tpm_tui.exchange.phrases import plural, spoken_length

MUST = "must"
"""The mark of a must point."""

MODEL_ANSWER = "model"
"""Id of the section with the model answer."""

MINE = "mine"
"""Id of the section with the learner's own version."""

DELIVERY = "delivery"
"""Id of the section with the remarks on the learner's answer."""


class SectionKind(Enum):
    """How the lines of a section are shown."""

    POINTS = "points"
    """Key points: a front end can number and tick them."""
    TEXT = "text"
    """Paragraphs, each with an optional label above."""
    LIST = "list"
    """Bullets, each with optional details below."""
    PAIRS = "pairs"
    """A label and a text on each line."""
    VERBATIM = "verbatim"
    """Text whose line breaks and spaces are kept, as in tables and sketches."""


class SectionLine(Struct, frozen=True):
    """One entry of a section."""

    text: str
    label: str = ""
    """Shown before the text: the name of a part or of a row."""
    aside: str = ""
    """Shown after the text, less prominent: the cue of a key point."""
    details: tuple[str, ...] = ()
    """Shown below the text, each on its own line."""
    marks: tuple[str, ...] = ()
    """Short marks such as `must`."""
    quotes: tuple[str, ...] = ()
    """Sentences within the text that make a key point, to be highlighted; of a key point, the sentence of the
    model answer that makes it."""


class Section(Struct, frozen=True):
    """A titled part of what is shown of a question."""

    id: str
    title: str
    kind: SectionKind
    lines: tuple[SectionLine, ...]
    notes: tuple[str, ...] = ()
    """Short remarks beside the title, such as `sample` and `2:30`."""


def question_sections(
    question: Question,
    bank: Bank | None = None,
    facts: Mapping[str, Fact] | None = None,
    prompt: str = "",
    today: date | None = None,
    further: Sequence[Section] = (),
    own: OwnMaterial | None = None,
) -> tuple[Section, ...]:
    """Return the sections of a question in the order of the reveal, without empty ones.

    Args:
        question: the question.
        bank: the bank, for the names of its topic and of related questions.
        facts: facts by id, for the facts that it cites.
        prompt: the wording that is shown above the sections; by default the question's prompt.
        today: the study day, to mark what should have been reviewed before it.
        further: sections about the learner's answer and lists, which come after the model answer.
        own: the learner's own version and cues; by default they are not shown.
    """
    lookup = _Lookup(bank or Bank(), facts or {}, today)
    own = own or OwnMaterial()
    transfer = question.transfer or Transfer()
    words = count_words(" ".join(text for _, text in question.answer_parts))
    points, text, list_, pairs = SectionKind.POINTS, SectionKind.TEXT, SectionKind.LIST, SectionKind.PAIRS
    verbatim = SectionKind.VERBATIM
    sections = (
        Section("points", "Key points", points, _key_points(question, own)),
        Section("method", "Method", text, _texts(question.method)),
        Section(
            MODEL_ANSWER,
            "Model answer",
            text,
            _answer(question),
            ("sample", plural(words, "word"), spoken_length(words)),
        ),
        _own_version(own),
        *further,
        Section("opening", "Opening", text, _texts(question.opening)),
        Section(
            "short", "Short form", text, _texts(question.short_answer), ("sample", question.time_target.short)
        ),
        Section("whiteboard", "Whiteboard", verbatim, _texts(question.whiteboard)),
        Section("weak-signs", "Weak signs", list_, _texts(*question.weak_signs)),
        Section("follow-ups", "Possible follow-ups", list_, _follow_ups(question)),
        Section("probes", "Why it is asked", text, _texts(question.probes)),
        Section("details", "The points in detail", list_, _point_details(question, lookup)),
        Section("recall", "Recall cards", list_, _recall(question)),
        Section("levels", "By level", pairs, _pairs(question.levels.items())),
        Section("netflix", "At Netflix", pairs, _lens(question.netflix_lens or Lens(), lookup)),
        Section("numbers", "Figures to have ready", text, _texts(question.numbers)),
        Section("stories", "Your own stories", text, _texts(transfer.stories)),
        Section("related", "Related questions", list_, _texts(*map(lookup.question, transfer.related))),
        Section("wordings", "Other wordings", list_, _other_wordings(question, prompt)),
        Section("about", "About this question", pairs, _about(question, lookup)),
    )
    return tuple(section for section in sections if section.lines)


def sections_by_id(
    id: str,
    bank: Bank,
    facts: Mapping[str, Fact],
    prompt: str = "",
    today: date | None = None,
    further: Sequence[Section] = (),
    own: OwnMaterial | None = None,
) -> tuple[Section, ...]:
    """Return the sections of the question with this id; empty if it is no longer in the bank."""
    question = bank.by_id.get(id)
    return question_sections(question, bank, facts, prompt, today, further, own) if question else ()


def split_points(sections: Sequence[Section]) -> tuple[Section | None, list[Section]]:
    """Return the key points, which front ends show with ticks, and the other sections in their order."""
    points = next((section for section in sections if section.kind is SectionKind.POINTS), None)
    return points, [section for section in sections if section is not points]


class _Lookup:
    """Finds what a question refers to; a reference to something unknown is shown as it is.

    A fact is returned in full the first time only, so sections are made in the order in which they are shown.
    """

    def __init__(self, bank: Bank, facts: Mapping[str, Fact], today: date | None) -> None:
        self._bank = bank
        self._facts = facts
        self._today = today
        self._shown: set[str] = set()

    def fact(self, id: str) -> str:
        """Return a fact with its id, such as `Culture memo (2024): ... [CUL-1]`; later `[CUL-1]` only."""
        fact = self._facts.get(id)
        if fact is None:
            return id
        if id in self._shown:
            return f"[{id}]"
        self._shown.add(id)
        year = f" ({fact.year})" if fact.year else ""
        mark = f" (was to be reviewed by {fact.review_by})" if self.is_past(fact.review_by) else ""
        return f"{fact.name}{year}: {fact.text} [{id}]{mark}"

    def is_past(self, review_by: str) -> bool:
        """Return whether a review date is known to be past."""
        return self._today is not None and is_review_past(review_by, self._today)

    def question(self, number: int) -> str:
        """Return the number and label of a question."""
        question = self._bank.by_number.get(number)
        return numbered_label(question) if question else str(number)

    def topic(self, id: str) -> str:
        """Return the label of a topic."""
        topic = self._bank.topic_by_id.get(id)
        return topic.label if topic else id


def numbered_label(question: Question) -> str:
    """Return the number, if there is one, and the label of a question: `7. Late program`."""
    return question.label if question.number is None else f"{question.number}. {question.label}"


def _key_points(question: Question, own: OwnMaterial) -> tuple[SectionLine, ...]:
    return tuple(
        SectionLine(
            point.name,
            aside=point.cue,
            details=cue_lines(own.cues.get(point.name, ())),
            marks=(MUST,) if point.must else (),
            quotes=(point.quote,) if point.quote else (),
        )
        for point in question.key_points
    )


def _own_version(own: OwnMaterial) -> Section:
    version = own.version
    lines = _texts(version_text(version)) if version else ()
    notes = version_notes(version) if version else ()
    return Section(MINE, MY_VERSION.capitalize(), SectionKind.TEXT, lines, notes)


def _answer(question: Question) -> tuple[SectionLine, ...]:
    quotes = tuple(point.quote for point in question.key_points if point.quote)
    return tuple(
        SectionLine(text, part[:1].upper() + part[1:], quotes=quotes) for part, text in question.answer_parts
    )


def _point_details(question: Question, lookup: _Lookup) -> tuple[SectionLine, ...]:
    lines = (
        SectionLine(
            point.name,
            details=_present(
                point.why,
                f"Details: {'; '.join(point.details)}" if point.details else "",
                *map(lookup.fact, point.facts),
            ),
        )
        for point in question.key_points
    )
    return tuple(line for line in lines if line.details)


def _follow_ups(question: Question) -> tuple[SectionLine, ...]:
    return tuple(
        SectionLine(each.ask, details=_present(each.good, f"Key point: {each.point}" if each.point else ""))
        for each in question.follow_ups
    )


def _recall(question: Question) -> tuple[SectionLine, ...]:
    return tuple(SectionLine(card.q, details=(card.a,)) for card in question.recall)


def _lens(lens: Lens, lookup: _Lookup) -> tuple[SectionLine, ...]:
    facts = (("fact", lookup.fact(id)) for id in lens.facts)
    return _pairs([("shows", lens.shows), *facts, ("avoid", lens.avoid)])


def _other_wordings(question: Question, prompt: str) -> tuple[SectionLine, ...]:
    shown = prompt or question.prompt
    return _texts(*(wording for wording in (question.prompt, *question.variants) if wording != shown))


def _about(question: Question, lookup: _Lookup) -> tuple[SectionLine, ...]:
    target, outcome = question.time_target, question.outcome
    return _pairs(
        [
            ("question", numbered_label(question)),
            ("topic", lookup.topic(question.topic)),
            ("kind", question.kind),
            ("level", question.level),
            ("tags", ", ".join(question.tags)),
            ("companies", ", ".join(question.companies)),
            ("target", f"{target.answer}, short form {target.short}"),
            ("sample", ", ".join(_present(question.world, f"outcome {outcome}" if outcome else ""))),
            ("check by", f"{question.review_by}{' (past)' if lookup.is_past(question.review_by) else ''}"),
        ]
    )


def _texts(*texts: str) -> tuple[SectionLine, ...]:
    return tuple(SectionLine(text) for text in _present(*texts))


def _present(*texts: str) -> tuple[str, ...]:
    """Return the texts that are not empty."""
    return tuple(text for text in texts if text)


def _pairs(pairs: Iterable[tuple[str, str]]) -> tuple[SectionLine, ...]:
    return tuple(SectionLine(text, label) for label, text in pairs if text)
