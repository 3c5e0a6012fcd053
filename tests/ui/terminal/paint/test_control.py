"""What Textual writes beside updates, split into sequences."""

from __future__ import annotations

import pytest

from tpm_tui.ui.terminal.paint.control import ControlKind, split_sequences

KIND = ControlKind


@pytest.mark.parametrize(
    ("data", "kinds"),
    [
        ("", []),
        ("\x1b[?25h\x1b[5 q", [KIND.SHOW, KIND.OTHER]),
        ("\x1b[?2026h", [KIND.SYNC]),
        ("\x1b[3;17H", [KIND.MOVE]),
        ("\x1b[?2004h\x1b[?25l\x1b[2;1H", [KIND.OTHER, KIND.HIDE, KIND.MOVE]),
        ("\x1b]52;c;dGV4dA==\x07", [KIND.OTHER]),
        ("\x1b]22;text\x1b\\\x07", [KIND.OTHER, KIND.OTHER]),
        ("\x1b[>25u\x1b[<u\x1b[=1;1u", [KIND.OTHER] * 3),
        ("\x1b[?2026$p\x1b[c\x1b[6n", [KIND.OTHER] * 3),
        ("\x1b[?1049h", [KIND.UNKNOWN]),
        ("\x1b[?25htext", [KIND.SHOW, KIND.UNKNOWN]),
        ("\x1b[2J\x1b[?25h", [KIND.UNKNOWN]),
        ("\x1b]52;c;unfinished", [KIND.UNKNOWN]),
    ],
)
def test_written_data_is_split(data: str, kinds: list[ControlKind]) -> None:
    sequences = list(split_sequences(data))
    assert [sequence.kind for sequence in sequences] == kinds
    assert "".join(sequence.text for sequence in sequences) == data


def test_position_is_counted_from_zero() -> None:
    (move,) = split_sequences("\x1b[3;17H")
    assert (move.x, move.y) == (16, 2)
