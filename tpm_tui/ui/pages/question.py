"""The rows around a question: its metadata and the label of the answer."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.card import Card
from tpm_tui.core.session.scaffold import count_answer_words, words_by_part
from tpm_tui.core.text.speech import format_clock
from tpm_tui.exchange.phrases import answer_length, spoken_length
from tpm_tui.ui.render.glyphs import Glyphs
from tpm_tui.ui.render.text import join, line


def box_text(box: int, boxes: int, glyphs: Glyphs) -> Content:
    """Return the marks of a box, the filled ones in colour."""
    return join((glyphs.box_full * box, "$box"), (glyphs.box_empty * max(0, boxes - box), "$box-empty"))


def meta_line(
    question: Question,
    topic: str,
    card: Card,
    boxes: int,
    target: int,
    glyphs: Glyphs,
    width: int,
    drill: bool = False,
    attempt: str = "",
    wording: str = "",
) -> Content:
    """Return a question's number, topic, kind, box and target time; a narrow row omits less important parts.

    Args:
        question: the question.
        topic: label of its topic.
        card: its card.
        boxes: number of boxes.
        target: target time in seconds.
        glyphs: the marks.
        width: columns of the row.
        drill: whether it is asked in a drill.
        attempt: which attempt it is, such as `attempt 3, [ older`.
        wording: says that the prompt is not the first wording.
    """
    dot = join((f" {glyphs.dot} ", "$dim"))
    word = f"box {card.box}" if card.schedule.seen else "new"
    parts = {
        "number": line(str(question.number), "$dim") if question.number is not None else None,
        "topic": line(topic, "$dim") if width >= 58 else line(question.label, "$dim"),
        "kind": line(question.kind, "$dim") if width >= 58 else None,
        "box": Content(" ").join([box_text(card.box, boxes, glyphs), line(word, "$dim")]),
        "attempt": line(attempt, "$dim") if attempt else None,
        "wording": line(wording, "$dim") if wording else None,
        "drill": line("drill", "$due") if drill else None,
        "target": line(f"target {format_clock(target)}", "$dim") if width >= 74 else None,
        "star": line(glyphs.star, "$due") if card.starred else None,
        "suspended": line("suspended", "$due") if card.suspended else None,
        "leech": line("leech", "$due") if card.leech else None,
    }
    row = dot.join([part for part in parts.values() if part is not None])
    for less in ("target", "kind", "topic", "wording", "attempt"):
        if row.cell_length <= width:
            break
        parts[less] = None
        row = dot.join([part for part in parts.values() if part is not None])
    return row


def answer_label(
    answer: str, saved: bool, width: int, glyphs: Glyphs, *, spoken: bool = False, focused: bool = False
) -> Content:
    """Return the number of words, whether they are saved and, on a wide row, the time to speak them.

    With a scaffold it is the number of words below each heading.

    Args:
        answer: the text.
        saved: whether it is on disk.
        width: columns of the row.
        glyphs: the marks.
        spoken: whether the answer was spoken.
        focused: whether keys go to the editor.
    """
    words = count_answer_words(answer)
    length = answer_length(words, spoken=spoken)
    title = ("YOUR ANSWER", "bold $accent" if focused else "$dim")
    label = join(title, (f"  {length}", "" if words else "$dim"))
    if parts := words_by_part(answer):
        return _parts_label(label, parts, saved, width, glyphs)
    if not words:
        return label
    duration = Content("") if spoken else join((f" {glyphs.dot} {spoken_length(words)}", "$dim"))
    status = _saved_status(glyphs, saved=saved)
    whole = label + duration + status
    return whole if whole.cell_length <= width else label + status


def _saved_status(glyphs: Glyphs, *, saved: bool) -> Content:
    state = ("saved", "$saved") if saved else ("not saved yet", "$unsaved")
    return join((f" {glyphs.dot} ", "$dim"), state)


def _parts_label(
    label: Content, parts: Mapping[str, int], saved: bool, width: int, glyphs: Glyphs
) -> Content:
    """Return the label with the words of each part, with as much of their names as fits."""
    status = _saved_status(glyphs, saved=saved) if any(parts.values()) else Content("")
    named = {name or "before": count for name, count in parts.items()}
    for longest in (max(map(len, named)), 4, 1):
        words = " ".join(f"{name[:longest]} {count}" for name, count in named.items())
        whole = label + join((f" {glyphs.dot} {words}", "$dim")) + status
        if whole.cell_length <= width:
            return whole
    return label + status
