"""The reveal page: key points to tick, the model answer, and other help for grading an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from textual.content import Content

from tpm_tui.core.bank.facts import Fact
from tpm_tui.core.bank.question import KeyPoint, Question
from tpm_tui.core.cards.events import Review
from tpm_tui.core.cards.grade import Grade
from tpm_tui.core.text.speech import count_words, format_clock, spoken_seconds
from tpm_tui.exchange.phrases import plural
from tpm_tui.ui.pages.model_answer import model_blocks
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.layout import Block, heading, paragraphs
from tpm_tui.ui.render.text import join, line, plain

if TYPE_CHECKING:
    from tpm_tui.core.bank.coverage import Hit


class Reveal(Struct, frozen=True):
    """The data of a reveal page."""

    question: Question
    ticked: frozenset[str]
    suggestion: Grade
    hits: tuple[Hit, ...] = ()
    answer: str | None = None
    """The learner's answer, if the screen does not show it elsewhere."""
    prompt: str = ""
    """The prompt, if the screen does not show it elsewhere."""
    weak: Mapping[str, str] = {}
    """Key points that a drill is about, each with its record, such as `missed 3 of 4`."""
    note: str = ""
    """The learner's own note on the question."""
    older: Review | None = None
    """An older attempt, shown instead of the answer."""
    older_place: str = ""
    """Position of the older attempt, such as `attempt 2 of 3`."""
    facts: Mapping[str, Fact] = {}
    narrow: bool = False
    """Whether the screen is too narrow for deep indents."""


def reveal_blocks(reveal: Reveal, glyphs: Glyphs) -> list[Block]:
    """Return the page from top to bottom."""
    question = reveal.question
    blocks: list[Block] = []
    if reveal.prompt:
        blocks += paragraphs(plain(reveal.prompt, "bold"), gap=0)
    if reveal.older is not None:
        blocks += _older(reveal.older, reveal.older_place, glyphs)
    elif reveal.answer is not None:
        blocks += _answer(reveal.answer, glyphs)
    blocks += _points(reveal, glyphs)
    if reveal.note:
        blocks += [heading("your note"), *paragraphs(plain(reveal.note), gap=0)]
    blocks += model_blocks(question, glyphs)
    if question.short_answer:
        blocks += [heading("short form", line(f"sample {glyphs.dot} {question.time_target.short}", "$dim"))]
        blocks += paragraphs(plain(question.short_answer), gap=0)
    if question.opening:
        blocks += [heading("opening"), *paragraphs(plain(question.opening), gap=0)]
    if question.probes:
        blocks += [heading("why it is asked"), *paragraphs(plain(question.probes), gap=0)]
    blocks += _list("weak signs", question.weak_signs, glyphs)
    blocks += _follow_ups(question, glyphs)
    blocks += _recall(question)
    blocks += _levels(question)
    blocks += _lens(reveal)
    if question.numbers:
        blocks += [heading("figures to have ready"), *paragraphs(plain(question.numbers), gap=0)]
    if question.transfer:
        blocks += _transfer(question)
    return blocks


def _answer(text: str, glyphs: Glyphs) -> list[Block]:
    words = count_words(text)
    spoken = f"{plural(words, 'word')} {glyphs.dot} about {format_clock(spoken_seconds(words))} spoken"
    note = spoken if words else "nothing typed"
    bar = join((f"{glyphs.cursor} ", "$bar"))
    body = paragraphs(plain(text), lead=bar, gap=0) if text.strip() else []
    return [heading("your answer", line(note, "$dim")), *body]


def _older(review: Review, place: str, glyphs: Glyphs) -> list[Block]:
    day = f"{review.day.day} {review.day:%b %Y}"
    note = f" {glyphs.dot} ".join((place, day, review.grade.word, format_clock(review.seconds)))
    bar = join((f"{glyphs.cursor} ", "$bar"))
    text = review.answer or "nothing was typed"
    return [
        heading("older answer", line(note, "$dim")),
        *paragraphs(plain(text), lead=bar, gap=0),
    ]


def _points(reveal: Reveal, glyphs: Glyphs) -> list[Block]:
    points = reveal.question.key_points
    made = sum(point.name in reveal.ticked for point in points)
    missed = sum(point.must and point.name not in reveal.ticked for point in points)
    notes = [join((f"{made} of {len(points)}", "bold"))]
    if missed:
        notes.append(line(f"{missed} must missed", "$must"))
    notes.append(join(("suggested ", "$dim"), (reveal.suggestion.word.capitalize(), "bold $suggested")))
    musts = any(point.must for point in points)
    hits = {hit.point: hit for hit in reveal.hits}
    title = join(("KEY POINTS", "$dim"), "  ", Content(f" {glyphs.dot} ").join(notes))
    blocks = [Block(title, gap=1, wide=True)]
    for point in points:
        ticked, weak = point.name in reveal.ticked, reveal.weak.get(point.name, "")
        blocks += _point(point, ticked, hits.get(point.name), musts, weak, reveal.narrow, glyphs)
    return blocks


def _point(
    point: KeyPoint, ticked: bool, hit: Hit | None, musts: bool, weak: str, narrow: bool, glyphs: Glyphs
) -> list[Block]:
    mark = join((glyphs.made, "bold $made")) if ticked else join((glyphs.missed, "$dim"))
    column = join(("must " if point.must else "     ", "$must")) if musts else Content("")
    lead = join(mark, " ", column)
    text = join((point.name, "bold"), (f"  {weak}", "bold $due") if weak else "")
    if point.cue:
        text = join(text, "  ", (point.cue, "$dim"))
    maybe = join(("  maybe?", "$due")) if hit and not hit.sure and not ticked else Content("")
    indent = Content(" " * (2 if narrow else lead.cell_length))
    blocks = [Block(text + maybe, lead=lead, rest=indent, item=point.name)]
    if hit and (ticked or not hit.sure):
        heard = join(("heard: ", "$dim"), line(hit.sentence, "italic $dim"))
        blocks.append(Block(heard, lead=indent, cut=True))
    return blocks


def _list(title: str, entries: tuple[str, ...], glyphs: Glyphs) -> list[Block]:
    if not entries:
        return []
    lead = join((f"{glyphs.dot} ", "$dim"))
    return [heading(title), *(Block(line(entry), lead=lead) for entry in entries)]


def _follow_ups(question: Question, glyphs: Glyphs) -> list[Block]:
    if not question.follow_ups:
        return []
    blocks = [heading("possible follow-ups")]
    for follow_up in question.follow_ups:
        blocks.append(Block(line(follow_up.ask), lead=join((f"{glyphs.dot} ", "$dim"))))
        if follow_up.good:
            blocks.append(Block(line(follow_up.good, "$dim"), lead=Content("  ")))
    return blocks


def _recall(question: Question) -> list[Block]:
    if not question.recall:
        return []
    blocks = [heading("recall cards")]
    for card in question.recall:
        blocks.append(Block(line(card.q)))
        blocks.append(Block(line(card.a, "$dim"), lead=Content("  ")))
    return blocks


def _levels(question: Question) -> list[Block]:
    if not question.levels:
        return []
    return [
        heading("by level"),
        *(Block(line(text), lead=join((f"{level:<8}", "$dim"))) for level, text in question.levels.items()),
    ]


def _lens(reveal: Reveal) -> list[Block]:
    lens = reveal.question.netflix_lens
    if lens is None:
        return []
    blocks = [heading("at netflix")]
    if lens.shows:
        blocks.append(Block(line(lens.shows), lead=join(("shows   ", "$dim"))))
    for name in lens.facts:
        fact = reveal.facts.get(name)
        if fact:
            year = f" ({fact.year})" if fact.year else ""
            text = join(f"{fact.name}{year}: {fact.text}", (f"  {name}", "$dim"))
        else:
            text = line(name)
        blocks.append(Block(text, lead=join(("fact    ", "$dim"))))
    if lens.avoid:
        blocks.append(Block(line(lens.avoid), lead=join(("avoid   ", "$dim"))))
    return blocks


def _transfer(question: Question) -> list[Block]:
    assert question.transfer is not None
    related = ", ".join(str(number) for number in question.transfer.related)
    blocks = [heading("your own stories")]
    if question.transfer.stories:
        blocks += paragraphs(plain(question.transfer.stories), gap=0)
    if related:
        blocks.append(Block(line(f"Related questions: {related}", "$dim")))
    return blocks
