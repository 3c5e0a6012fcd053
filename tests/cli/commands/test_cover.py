"""`tpm-tui cover`: the key points that a text makes, as text and as JSON."""

from __future__ import annotations

import io
import sys

import pytest

from tests.cli.conftest import Tpm
from tpm_tui.cli.commands.cover import read_stdin
from tpm_tui.core.text.size import MAX_TEXT_BYTES

NOTICE = "That evening I  called the director myself."
TEXT = f"- It was four to seven weeks late.\r\n\r\n{NOTICE} Then we went home.\r\n"
EXPECTED = {
    "covered": ["size and cause", "plain notice"],
    "maybe": [],
    "missed": ["scope before people"],
    "why": {"size and cause": "It was four to seven weeks late.", "plain notice": NOTICE},
}


@pytest.mark.parametrize("name", ["7", "late-program-recovery"])
@pytest.mark.parametrize("file", [(), ("-",)])
def test_json_of_standard_input_quotes_its_sentences(tpm: Tpm, name: str, file: tuple[str, ...]) -> None:
    result = tpm("cover", name, *file, "--json", given=TEXT)
    assert (result.code, result.err, result.json()) == (0, "", EXPECTED)
    assert list(result.json()) == ["covered", "maybe", "missed", "why"]


def test_json_of_file_is_the_same(tpm: Tpm) -> None:
    file = tpm.home / "answer.md"
    file.write_bytes(b"\xef\xbb\xbf" + TEXT.encode())
    assert tpm("cover", "7", str(file), "--json").json() == EXPECTED


def test_text_lists_points_with_their_sentence(tpm: Tpm) -> None:
    assert tpm("cover", "7", given=TEXT).out.splitlines() == [
        "covered: 2 of 3",
        "  - size and cause",
        '    "It was four to seven weeks late."',
        "  - plain notice",
        '    "That evening I called the director myself."',
        "maybe: 0 of 3",
        "missed: 1 of 3",
        "  - scope before people",
    ]


def test_weak_match_is_listed_as_maybe(tpm: Tpm) -> None:
    result = tpm("cover", "2", "--json", given="The price was high.").json()
    assert (result["covered"], result["maybe"]) == ([], ["the price"])
    assert result["why"] == {"the price": "The price was high."}


def test_empty_text_misses_all_points(tpm: Tpm) -> None:
    result = tpm("cover", "2", "--json")
    assert (result.code, result.json()["missed"]) == (0, ["the rule", "the price"])
    assert result.json()["why"] == {}


def test_question_without_key_points_covers_nothing(tpm: Tpm) -> None:
    tpm.bank.write_text("- Why this job?\n", "utf-8")
    assert tpm("cover", "why-this-job", given=TEXT).out == "This question has no key points.\n"
    empty: dict[str, object] = {"covered": [], "maybe": [], "missed": [], "why": {}}
    assert tpm("cover", "why-this-job", "--json", given=TEXT).json() == empty


def test_bytes_that_are_not_utf8_are_replaced(tpm: Tpm) -> None:
    file = tpm.home / "answer.txt"
    data = b"caf\xe9: four to seven weeks late"
    file.write_bytes(data)
    quoted = {"size and cause": "caf\ufffd: four to seven weeks late"}
    assert tpm("cover", "7", str(file), "--json").json()["why"] == quoted
    assert tpm("cover", "7", "--json", given=data).json()["why"] == quoted


def test_command_writes_nothing(tpm: Tpm) -> None:
    before = sorted(tpm.home.rglob("*"))
    tpm("cover", "7", given=TEXT)
    assert not list(tpm.home.rglob("*.jsonl"))
    assert sorted(path for path in tpm.home.rglob("*") if path.is_file()) == [
        path for path in before if path.is_file()
    ]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["99"], "unknown question '99'"),
        (["7", "no/such.md"], "no/such.md: no such file"),
        (["7", "."], ".: this is a folder"),
        (["7", "/dev/null"], "/dev/null: this is a pipe or device"),
        ([], "ID|NUMBER"),
    ],
)
def test_unusable_input_exits_2(tpm: Tpm, args: list[str], message: str) -> None:
    result = tpm("cover", *args)
    assert (result.code, result.out) == (2, "")
    assert message in result.err


def test_text_larger_than_an_answer_exits_2(tpm: Tpm) -> None:
    large = "word " * (MAX_TEXT_BYTES // 5 + 1)
    file = tpm.home / "large.txt"
    file.write_text(large, "utf-8")
    for result in (tpm("cover", "7", given=large), tpm("cover", "7", str(file))):
        assert (result.code, result.out) == (2, "")
        assert "larger than 1 MiB" in result.err


def test_interrupt_while_reading_exits_130(monkeypatch: pytest.MonkeyPatch) -> None:
    class Interrupted(io.StringIO):
        def read(self, size: int | None = -1) -> str:
            raise KeyboardInterrupt

    monkeypatch.setattr(sys, "stdin", Interrupted())
    with pytest.raises(SystemExit) as exit:
        read_stdin()
    assert exit.value.code == 130
