"""Whether a widget has what a protocol needs."""

from __future__ import annotations

_answers: dict[tuple[type, type], bool] = {}


def class_has_protocol(kind: type, protocol: type) -> bool:
    """Return whether a class has the methods of a protocol; the answer is kept, since checking is slow."""
    known = _answers.get((kind, protocol))
    if known is None:
        known = _answers[kind, protocol] = issubclass(kind, protocol)
    return known
