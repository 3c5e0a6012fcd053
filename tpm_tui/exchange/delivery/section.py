"""The section with the remarks on an answer, and the trend over the attempts."""

from __future__ import annotations

from collections.abc import Sequence

from tpm_tui.core.delivery.remark import DeliveredAnswer, Remark
from tpm_tui.core.delivery.rules import MAX_JUDGED_CHARACTERS
from tpm_tui.core.delivery.trend import DeliveryFigures
from tpm_tui.core.session.answer_parts import OUTLINES
from tpm_tui.core.session.scaffold import count_answer_words, words_by_part
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.delivery.remark_text import remark_text
from tpm_tui.exchange.phrases import percent, plural
from tpm_tui.exchange.question_sections import DELIVERY, Section, SectionKind, SectionLine

NO_REMARKS = "No remarks."
LENGTH_ALONE = f"Only the length is judged, as the answer has more than {MAX_JUDGED_CHARACTERS:,} characters."


def delivery_section(
    answer: DeliveredAnswer, remarks: Sequence[Remark], trend: Sequence[DeliveryFigures] = ()
) -> Section:
    """Return the section of an answer; its notes are the length and the target.

    Args:
        answer: the answer.
        remarks: the remarks on it.
        trend: the figures of the newest attempts and of this answer, oldest first.
    """
    lines = remark_lines(remarks, spoken=answer.spoken) or (SectionLine(NO_REMARKS),)
    if len(answer.text) > MAX_JUDGED_CHARACTERS:
        lines += (SectionLine(LENGTH_ALONE),)
    lines += tuple(map(SectionLine, (*_parts_lines(answer), *trend_lines(trend))))
    words = count_answer_words(answer.text)
    notes = [plural(words, "word")] if words else []
    if answer.spoken:
        notes.append(f"{format_clock(answer.seconds)} spoken")
    elif words:
        seconds = round(words * 60 / answer.words_per_minute)
        notes.append(f"about {format_clock(seconds)} at {answer.words_per_minute} words a minute")
    if answer.target:
        notes.append(f"target {format_clock(answer.target)}")
    return Section(DELIVERY, "Delivery", SectionKind.LIST, lines, tuple(notes))


def _parts_lines(answer: DeliveredAnswer) -> list[str]:
    """Return a line with the share of each part, if the answer has the headings of a scaffold."""
    words = words_by_part(answer.text)
    usual = {name: share for outline in OUTLINES for name, share in outline.items()}
    total = sum(words.values())
    texts = [
        f"{name} {percent(count / total)} (usual {usual[name]} %)"
        for name, count in words.items()
        if name in usual and total
    ]
    return [f"Parts: {', '.join(texts)}"] if texts else []


def remarks_section(remarks: Sequence[Remark], *, spoken: bool) -> Section | None:
    """Return the section of an answer of the history: its remarks; None if there are none."""
    lines = remark_lines(remarks, spoken=spoken)
    return Section(DELIVERY, "Delivery", SectionKind.LIST, lines) if lines else None


def remark_lines(remarks: Sequence[Remark], *, spoken: bool) -> tuple[SectionLine, ...]:
    """Return a line for each remark, with its quote below."""
    return tuple(
        SectionLine(
            remark_text(remark, spoken=spoken),
            details=(f'"{clean_line(remark.quote)}"',) if remark.quote else (),
        )
        for remark in remarks
    )


def trend_lines(trend: Sequence[DeliveryFigures]) -> list[str]:
    """Return the figures of the newest attempts, oldest first; nothing for fewer than two."""
    if len(trend) < 2:
        return []
    shares = [each.we for each in trend]
    lines = [
        f"Words, oldest attempt first: {', '.join(str(each.words) for each in trend)}",
        f"Hedges and fillers per 100 words: {', '.join(f'{each.hedges:g}' for each in trend)}",
    ]
    if any(share for share in shares):
        texts = ("-" if share is None else percent(share) for share in shares)
        lines.append(f'"We" of "we" and "I" (without "I think"): {", ".join(texts)}')
    return lines
