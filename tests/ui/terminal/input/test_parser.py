"""The input parser: what is a key, what is dropped, and when."""

from __future__ import annotations

import pytest

from tests.ui.terminal.input.feeding import finish, keys, run, typed
from tpm_tui.ui.terminal.input.events import (
    AltChord,
    FocusChange,
    KeyPress,
    ModeReply,
    MouseReport,
    Paste,
    ScreenResize,
    TerminalEvent,
)
from tpm_tui.ui.terminal.input.parser import ESCAPE_SECONDS, SILENCE_SECONDS, InputParser

REPLIES = [
    b"\x1b[>0;10;1c",
    b"\x1b[>65;7402;1c",
    b"\x1b]10;rgb:dcdc/dcdc/dcdc\x07",
    b"\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
    b"\x1b]10;rgb:dcdc/dcdc/dcdc\x07\x1b]11;rgb:1c1c/1c1c/1c1c\x07",
    b"\x1b[?62;22c",
    b"\x1b[?1;2c",
    b"\x1b[?61;6;7;14;21;22;23;24;28;32;42c",
    b"\x1b[=0;1c",
    b"\x1bP!|7E565445\x1b\\",  # DA3
    b"\x1bP>|XTerm(370)\x1b\\",  # XTVERSION
    b"\x1bP>|tmux 3.4\x1b\\",
    b"\x1bP1+r544e=787465726d\x1b\\",  # XTGETTCAP
    b"\x1bP0+r\x1b\\",
    b"\x1bP1$r0m\x1b\\",  # DECRQSS
    b"\x1bP1$r2 q\x1b\\",
    b"\x1b]4;1;rgb:cdcd/0000/0000\x1b\\",
    b"\x1b]12;rgb:ffff/ffff/ffff\x1b\\",
    b"\x1b]52;c;aGVsbG8gd29ybGQ=\x07",
    b"\x1b]L icon\x1b\\",
    b"\x1b]l3 title 4\x1b\\",
    b"\x1b]1337;ReportCellSize=17.0;8.0\x1b\\",  # iTerm2
    b"\x1b_Gi=31;OK\x1b\\",  # kitty graphics
    b"\x1b^private 3\x1b\\",
    b"\x1bXstart 3\x1b\\",
    b"\x1b]\x07",
    b"\x1bP\x1b\\",
    b"\x1b]11;rgb:1c1c\x18",
    b"\x1b[1;1R",
    b"\x1b[24;80R",
    b"\x1b[1;5R",
    b"\x1b[?1;1R",
    b"\x1b[?5;5;1R",
    b"\x1b[0n",
    b"\x1b[?13n",
    b"\x1b[?997;1n",  # dark or light mode
    b"\x1b[4;2$y",
    b"\x1b[3;400;300t",
    b"\x1b[8;24;80t",
    b"\x1b[4;600;800t",
    b"\x1b[1t",
    b"\x1b[?0u",
    b"\x1b[?25u",
    b"\x1b[>4;2m",
    b"\x1b[?2;0;256S",
    b"\x1b[M !!",
    b"\x1b[M\x20\xff\xfe",
    b"\x1b[M\x43\x80\x9b",
    b"\x1b[32;10;5M",  # the mouse format of rxvt
    b"\x1b[35;40;12M",
    b"\x1b[<32;NaN;NaNM",
    b"\x1b[<35;NaN;12m",
    b"\x1b[<0;0;0M",
    b"\x1b[<0;-1;4M",
    b"\x1b[<0;99999999;1M",
    b"\x1b[<0;1M",
    b"\x1b[<u",
    b"\x1b[65;30;97;1;0;1_",  # Windows' own mode
    b"\x1b[48;24;80t",
    b"\x1b[48;24;80;0;99999999t",
    b"\x1b[201~",
    b"\x1b[99999999999999999999~",
    b"\x1b[" + b"1;" * 300 + b"A",
    b"\x1b[12 q",
    b"\x1b[38:2:1:2:3m",
    b"\xc2\x9b?62;22c",
    b"\xc2\x9d11;rgb:1c1c/1c1c/1c1c\xc2\x9c",
    b"\xc2\x90>|XTerm\x1b\\",
    b"\xc2\x98x\xc2\x9c\xc2\x9e3\xc2\x9c\xc2\x9f4\xc2\x9c",
    b"\x9b?62;22c",
    b"\x9b>0;10;1c",
    b"\x9d11;rgb:1c1c/1c1c/1c1c\x9c",
    b"\x90>|XTerm(370)\x9c",
    b"\xc2\x80\xc2\x84\xc2\x99",
    b"\xe2\x80\x8b\xef\xbb\xbf\xe2\x80\xae\xf3\xa0\x80\xa0",  # removed by the sanitizer
]
"""What terminals send, and damaged forms of it, without an event."""


@pytest.mark.parametrize("reply", REPLIES)
def test_reply_of_the_terminal_is_no_key(reply: bytes) -> None:
    assert keys(b"1" + reply + b"2") == ["1", "2"]


@pytest.mark.parametrize("reply", REPLIES)
def test_reply_split_at_every_byte_is_no_key(reply: bytes) -> None:
    step = max(1, len(reply) // 100)
    for cut in range(1, len(reply), step):
        gap = ESCAPE_SECONDS / 2 if reply[cut - 1] == 0x1B else SILENCE_SECONDS * 0.9
        assert keys(reply[:cut], gap, reply[cut:] + b"z") == ["z"]


@pytest.mark.parametrize(
    "reply", [each for each in REPLIES if 4 < len(each) < 1000 and each.startswith(b"\x1b")]
)
def test_incomplete_reply_is_no_key(reply: bytes) -> None:
    for cut in range(3, len(reply)):
        if reply[:cut][-2:] != b"\x1b]":  # also Escape and a key
            assert keys(reply[:cut], 1.5, b"z")[-1:] == ["z"]
            assert set(keys(reply[:cut], 1.5, b"z")) <= {"escape", "z"}


@pytest.mark.parametrize(
    ("sequence", "event"),
    [
        (b"\x1b[I", FocusChange(True)),
        (b"\x1b[O", FocusChange(False)),
        (b"\x1b[<0;10;20M", MouseReport(0, 9, 19, True)),
        (b"\x1b[<35;1;1m", MouseReport(35, 0, 0, False)),
        (b"\x1b[?2026;2$y", ModeReply(2026, 2)),
        (b"\x1b[?2048;0$y", ModeReply(2048, 0)),
        (b"\x1b[48;24;80;480;640t", ScreenResize(80, 24, 640, 480)),
        (b"\x1b[48;24:1;80:2;480;640:3t", ScreenResize(80, 24, 640, 480)),
    ],
)
def test_report_has_its_event(sequence: bytes, event: TerminalEvent) -> None:
    assert run(b"a" + sequence + b"b") == [KeyPress("a", "a"), event, KeyPress("b", "b")]


class TestStrings:
    """A string that is not terminated ends nevertheless."""

    @pytest.mark.parametrize("introducer", [b"\x1b]", b"\x1bP", b"\x1bX", b"\x1b^", b"\x1b_"])
    def test_text_after_a_second_of_silence_is_typed(self, introducer: bytes) -> None:
        assert keys(introducer + b"11;rgb:", 0.9, b"1c1c", 1.1, b"the rest") == [
            "space" if letter == " " else letter for letter in "the rest"
        ]

    @pytest.mark.parametrize("introducer", [b"\x1b]", b"\x1bP", b"\x1bX", b"\x1b^", b"\x1b_"])
    def test_text_after_4_kb_is_typed(self, introducer: bytes) -> None:
        assert typed(run(introducer + b"a" * 4096 + b"the rest")) == "the rest"
        assert typed(run(introducer + b"a" * 4096 + b"\x07the rest")) == "the rest"

    def test_late_terminator_is_no_key(self) -> None:
        assert keys(b"\x1b]" + b"a" * 4100 + b"\x1b\\b") == [*"aaaa", "b"]
        assert keys(b"\x1b]52;c;", 1.5, b"\x1b\\b") == ["b"]
        assert keys(b"\x1b]52;c;", 1.5, b"\x1bu\x1b\\") == ["alt+u", "alt+backslash"]

    @pytest.mark.parametrize("key", ["]", "P", "X", "^", "_"])
    def test_introducer_alone_is_escape_and_a_key(self, key: str) -> None:
        parser = InputParser()
        assert parser.feed(b"\x1b" + key.encode(), 0) == []
        assert parser.tick(0.9) == []
        (event,) = parser.tick(1.0)
        assert isinstance(event, AltChord)
        assert event.plain.character == key

    def test_escape_ends_a_string(self) -> None:
        assert keys(b"\x1b]11;rgb\x1b[Aa") == ["up", "a"]
        assert keys(b"\x1b]\x1b[Aa") == ["alt+right_square_bracket", "up", "a"]
        assert keys(b"\x1b]0;title\x1b", 1.5, b"a") == ["a"]

    def test_byte_of_a_character_does_not_end_a_string(self) -> None:
        assert keys("\x1b]l\u241c and \u011c\x07a".encode()) == ["a"]


class TestEscape:
    """Escape alone, and sequences that arrive late."""

    def test_escape_waits_for_the_escape_delay(self) -> None:
        for delay in (0.05, ESCAPE_SECONDS, 0.2):
            parser = InputParser(delay)
            assert parser.feed(b"\x1b", 5) == []
            assert parser.deadline == 5 + delay
            assert parser.tick(5 + delay * 0.99) == []
            assert parser.tick(5 + delay) == [KeyPress("escape")]
            assert parser.deadline is None

    def test_sequence_within_the_escape_delay_is_one_key(self) -> None:
        assert keys(b"\x1b", 0.09, b"[3~") == ["delete"]
        assert keys(b"\x1b", 0.09, b"[", 0.9, b"1;", 0.9, b"5C") == ["ctrl+right"]
        assert run(b"\x1b", 0.19, b"OA", escape_delay=0.2) == [KeyPress("up")]

    @pytest.mark.parametrize(
        "rest",
        [
            *(
                b"[3~",
                b"[1;5C",
                b"OA",
                b"OP",
                b"[A",
                b"[Z",
                b"[200~\x1b[201~",
                b"[201~",
                b"[97;5u",
                b"[97;1:3u",
            ),
            *(
                b"[<0;10;5M",
                b"[M !!",
                b"[?62;22c",
                b"[>0;10;1c",
                b"[24;80R",
                b"[4;2$y",
                b"[8;24;80t",
                b"[?25u",
            ),
            *(
                b"]11;rgb:1c1c/1c1c/1c1c\x07",
                b"]4;1;rgb:1/2/3\x1b\\",
                b"P>|XTerm(370)\x1b\\",
                b"P1$r0m\x1b\\",
            ),
            *(b"P1+r544e\x1b\\", b"_Gi=31;OK\x1b\\", b"[3$", b"Oa", b"[[A"),
        ],
    )
    @pytest.mark.parametrize("pause", [0.12, 0.5, 1.0])
    def test_known_sequence_after_its_escape_is_dropped(self, rest: bytes, pause: float) -> None:
        assert keys(b"\x1b", pause, rest + b"z") == ["escape", "z"]
        for cut in range(1, len(rest)):
            assert keys(b"\x1b", pause, rest[:cut], 0.05, rest[cut:] + b"z") == ["escape", "z"]

    @pytest.mark.parametrize(
        "rest",
        [
            b"[j",
            b"[3j",
            b"[q",
            b"Oz",
            b"]x",
            b"]1",
            b"]11",
            b"P",
            b"Pu",
            b"P1",
            b"_x",
            b"u",
            b"1",
            b"[",
            b"O",
        ],
    )
    def test_other_text_after_escape_is_typed(self, rest: bytes) -> None:
        for pause in (0.12, 0.5, 1.2):
            assert typed(run(b"\x1b", pause, rest)) == rest.decode()
            assert keys(b"\x1b", pause, rest)[0] == "escape"
            assert typed(run(b"\x1b", pause, rest, 0.05, b"\xc3\xa9\r")) == rest.decode() + "é"

    def test_late_sequence_is_typed_after_a_second(self) -> None:
        assert typed(run(b"\x1b", 1.2, b"[3~")) == "[3~"
        assert typed(run(b"\x1b", 5, b"]11;rgb\x07")) == "]11;rgb"

    def test_held_text_is_typed_when_the_second_is_over(self) -> None:
        parser = InputParser()
        parser.feed(b"\x1b", 0)
        assert parser.tick(0.1) == [KeyPress("escape")]
        assert parser.feed(b"[", 0.5) == []
        assert parser.tick(1.09) == []
        assert typed(parser.tick(1.1)) == "["

    def test_other_text_comes_at_once(self) -> None:
        parser = InputParser()
        parser.feed(b"\x1b", 0)
        assert typed(parser.feed(b"u", 0.5)) == "u"
        assert typed(parser.feed(b"[", 0.6)) == "["

    def test_late_state_reports_are_delivered(self) -> None:
        assert keys(b"\x1b", 0.5, b"[I") == ["escape", "FocusChange"]
        assert keys(b"\x1b", 0.5, b"[?2026;2$y") == ["escape", "ModeReply"]

    def test_text_of_a_late_paste_is_pasted(self) -> None:
        assert keys(b"\x1b", 0.5, b"[200~3 words\x1b[201~") == ["escape", "'3 words'"]

    def test_rest_of_a_sequence_that_was_given_up_is_dropped(self) -> None:
        assert keys(b"\x1b[1;5", 1.5, b"C") == []
        assert keys(b"\x1b[?62;2", 1.5, b"2c") == []
        assert keys(b"\x1b[1;5", 1.5, b"j") == ["j"]
        assert keys(b"\x1b[1;5", 2.5, b"C") == ["C"]

    def test_two_escapes_are_two_keys(self) -> None:
        assert keys(b"\x1b\x1b") == ["escape", "escape"]
        assert keys(b"\x1b", 0.05, b"\x1b", 0.05, b"\x1b") == ["escape"] * 3
        assert keys(b"\x1b\x1b[?62;22cx") == ["escape", "x"]
        assert keys(b"\x1b\x1b[Ix") == ["escape", "FocusChange", "x"]
        assert keys(b"\x1b\x1b]11;rgb\x07x") == ["escape", "x"]
        assert keys(b"\x1b\x1bu") == ["escape", "alt+u"]
        assert keys(b"\x1b\x1b[97;3u") == ["escape", "alt+a"]
        assert keys(b"\x1b\x1b\xc3\xa9") == ["escape", "alt+é"]


class TestChords:
    """Escape and a key in one packet."""

    @pytest.mark.parametrize(
        "character", [chr(code) for code in range(0x20, 0x7F) if chr(code) not in "[O]PX^_"]
    )
    def test_escape_and_a_character(self, character: str) -> None:
        parser = InputParser()
        (event,) = parser.feed(b"\x1b" + character.encode(), 0)
        assert isinstance(event, AltChord)
        assert event.plain.character == character
        assert event.key.startswith("alt+")
        assert parser.deadline is None

    @pytest.mark.parametrize(
        ("data", "key", "plain"),
        [
            (b"\x1bu", "alt+u", "u"),
            (b"\x1bU", "alt+shift+u", "U"),
            (b"\x1b\r", "alt+enter", "enter"),
            (b"\x1b\n", "alt+ctrl+j", "ctrl+j"),
            (b"\x1b\x11", "alt+ctrl+q", "ctrl+q"),
            (b"\x1b\x7f", "alt+backspace", "backspace"),
            (b"\x1b\xc3\xa9", "alt+é", "é"),
            (b"\x1b\xf0\x9f\x98\x80", "alt+grinning_face", "grinning_face"),
            (b"\x1b[", "alt+left_square_bracket", "left_square_bracket"),
            (b"\x1bO", "alt+shift+o", "O"),
            (b"\x1b[97;3u", "alt+a", "a"),
            (b"\x1b[97;4u", "alt+shift+a", "A"),
            (b"\x1b[1;7A", "alt+ctrl+up", "ctrl+up"),
            (b"\x1b[27;3;13~", "alt+enter", "enter"),
        ],
    )
    def test_chord_has_a_name_and_the_plain_key(self, data: bytes, key: str, plain: str) -> None:
        (event,) = run(data)
        assert isinstance(event, AltChord)
        assert (event.key, event.plain.key) == (key, plain)

    @pytest.mark.parametrize("data", [b"\x1b[", b"\x1bO", b"\x1b]", b"\x1bP"])
    def test_beginning_of_a_sequence_is_a_chord_and_more_keys(self, data: bytes) -> None:
        events = run(data, 1.2, b"x")
        assert isinstance(events[0], AltChord)
        assert events[1:] == [KeyPress("x", "x")]

    @pytest.mark.parametrize("data", [b"\x1b[", b"\x1bO"])
    @pytest.mark.parametrize("key", [b"\r", b"\n", b"\x11", b"\xc3\xa9", b"\x1b[A"])
    def test_key_that_ends_a_sequence_is_kept(self, data: bytes, key: bytes) -> None:
        first, second = run(data + key)
        assert isinstance(first, AltChord)
        assert [second] == run(key)

    def test_invalid_character_after_escape(self) -> None:
        assert keys(b"\x1b\xc3x") == ["alt+replacement_character", "x"]
        assert keys(b"\x1b\xc3", 1.2, b"x") == ["alt+replacement_character", "x"]
        assert keys(b"\x1b\xc3\x1b[A") == ["alt+replacement_character", "up"]
        assert keys(b"\x1b\xc2\x9b?62;22cx") == ["escape", "x"]
        assert keys(b"\x1b\xe2\x80\x8bx") == ["escape", "x"]


class TestText:
    """Typed text is UTF-8 and comes in order."""

    @pytest.mark.parametrize(
        "text",
        [
            "ten\xa0km",
            "a\u3000b\u202f\u2009c\xad",
            "\u0645\u06cc\u200c\u062e\u0648",
            "\U0001f469\u200d\U0001f4bb",
            "naïve café ✓ Привет 你好",
            "\t",
        ],
    )
    def test_typed_text_is_pasted_text(self, text: str) -> None:
        data = text.encode()
        for cut in range(len(data)):
            typed_text = typed(run(data[:cut], 3, data[cut:]))
            assert typed_text == text.replace("\t", "")
        assert run(b"\x1b[200~" + data + b"\x1b[201~") == [Paste(text)]

    def test_invalid_bytes_are_replaced_in_order(self) -> None:
        assert typed(run(b"caf\xe9 au \xff\xfelait")) == "caf\ufffd au \ufffd\ufffdlait"
        assert typed(run(b"\xe2\x82", b"a\xf0\x9f\x98b\xc0\x80c\xed\xa0\x80d")) == (
            "\ufffd\ufffda\ufffd\ufffd\ufffdb\ufffd\ufffdc\ufffd\ufffd\ufffdd"
        )

    def test_incomplete_character_waits(self) -> None:
        parser = InputParser()
        assert parser.feed(b"\xf0\x9f\x98", 0) == []
        assert typed(parser.feed(b"\x80", 60)) == "\U0001f600"
        assert keys(b"\xf0\x9f\r") == ["replacement_character", "replacement_character", "enter"]

    def test_line_separator_types_a_line_end(self) -> None:
        for character in "\u2028\u2029\x85":
            assert run(character.encode()) == [KeyPress("line_separator", "\n")]

    def test_control_characters_type_nothing(self) -> None:
        assert typed(run(bytes(range(0x1B)) + b"\x1c\x1d\x1e\x1f\x7f")) == ""
        assert keys(b"a\x00b") == ["a", "ctrl+@", "b"]

    @pytest.mark.parametrize("byte", [0x80, 0x85, 0x8F, 0x90, 0x98, 0x9B, 0x9C, 0x9D, 0x9E, 0x9F])
    def test_c1_byte_in_text_loses_no_text(self, byte: int) -> None:
        for text in ("text", " 5 text", "12", "?", "q", "é", "[A", "]"):
            assert typed(run(b"a" + bytes((byte,)) + text.encode())) == "a\ufffd" + text
        assert typed(run(bytes((byte, byte, byte)))) == "\ufffd" * 3
        assert keys(bytes((byte,)) + b"\r") == ["replacement_character", "enter"]


class TestPastes:
    """A bracketed paste is one event with clean text."""

    @staticmethod
    def paste(data: bytes) -> list[TerminalEvent]:
        return run(b"a\x1b[200~" + data + b"\x1b[201~b")

    @pytest.mark.parametrize(
        ("data", "text"),
        [
            (b"ERROR 12 \x1b[31mfailed\x1b[0m at step 3", "ERROR 12 failed at step 3"),
            (b"\x1b[1;32muser@host\x1b[m:\x1b[34m~\x1b[m$ ls", "user@host:~$ ls"),
            (b"\x1b]0;a title\x07prompt", "prompt"),
            (b"\x1b]8;;http://a.b\x1b\\link\x1b]8;;\x1b\\", "link"),
            (b"\x1bP1$r0m\x1b\\x\x1b_y\x1b\\z", "xz"),
            (b"\x1b(B\x1b)0text\x1b=\x1b>\x1b7\x1b8\x1bM\x1bc", "text"),
            (b"\xc2\x9b31mred\xc2\x9b0m", "red"),
            (b"a\x1bb", "ab"),
            (b"one\x1b", "one"),
            (b"one\x1b[", "one"),
            (b"one\x1b[3", "one3"),
            (b"one\x1b]two\nthree", "onetwo\nthree"),
            (b"one\x1b\x1b[31mtwo", "onetwo"),
            (b"\x1b[200~nested", "nested"),
            (b"one\rtwo\r\nthree\nfour\n\rfive", "one\ntwo\nthree\nfour\n\nfive"),
            (b"one\xe2\x80\xa8two\xc2\x85three", "one\ntwo\nthree"),
            (b"a\x00b\x07c\x08d\x7fe\x11f", "abcdef"),
            (b"tab\tand \xc2\xa0", "tab\tand \xa0"),
            (b"caf\xe9 \xff!", "caf\ufffd \ufffd!"),
            (b"\xe2\x80\xaeevil\xef\xbb\xbf", "evil"),
            (b"\x1b[<0;1;1Mx\x1b[Ay\x1bOPz", "xyz"),
        ],
    )
    def test_paste_is_cleaned_in_order(self, data: bytes, text: str) -> None:
        assert self.paste(data) == [KeyPress("a", "a"), Paste(text), KeyPress("b", "b")]
        whole = b"\x1b[200~" + data + b"\x1b[201~"
        for cut in range(2, len(whole)):
            gap = 0.05 if whole[cut - 1] == 0x1B else 0.9
            assert run(whole[:cut], gap, whole[cut:]) == [Paste(text)]

    def test_empty_paste_has_no_event(self) -> None:
        assert keys(b"a\x1b[200~\x1b[201~b\x1b[200~\x1b[0m\x1b[201~c") == ["a", "b", "c"]

    def test_text_after_an_embedded_end_is_typed(self) -> None:
        assert keys(b"\x1b[200~a\x1b[201~b\x1b[201~c") == ["'a'", "b", "c"]

    def test_paste_that_stops_is_shown_and_goes_on(self) -> None:
        parser = InputParser()
        assert parser.feed(b"\x1b[200~first ", 0) == []
        assert parser.tick(0.99) == []
        assert parser.tick(1.0) == [Paste("first ")]
        assert parser.feed(b"3\nq ", 9) == []
        assert parser.tick(9.2) == [Paste("3\nq ")]
        assert parser.feed(b"\x1b[31mred\x1b[0m", 9.3) == []
        assert parser.feed(b"\x1b[201~4", 9.4) == [Paste("red"), KeyPress("4", "4")]

    @pytest.mark.parametrize("key", [b"\x11", b"\x1b[A", b"\x03", b"\x1bq", b"\x1b"])
    def test_key_that_is_no_text_ends_a_paste_that_stopped(self, key: bytes) -> None:
        events = run(b"\x1b[200~abc", 2, b"def" + key, 0.5, b"u")
        assert events[:2] == [Paste("abc"), Paste("def")]
        assert events[2:] == [*run(key), KeyPress("u", "u")]

    @pytest.mark.parametrize("cut", range(1, 6))
    def test_paste_that_stops_in_its_end_is_complete(self, cut: int) -> None:
        end = b"\x1b[201~"
        found = keys(b"\x1b[200~abc" + end[:cut], 1.5, end[cut:] + b"q")
        assert [name for name in found if name != "escape"] == ["'abc'", "q"]

    @pytest.mark.parametrize("cut", range(1, 4))
    def test_paste_that_stops_in_a_character_keeps_it(self, cut: int) -> None:
        emoji = "\U0001f600".encode()
        assert typed(run(b"\x1b[200~ab" + emoji[:cut], 1.5, emoji[cut:] + b"cd\x1b[201~")) == "ab\U0001f600cd"

    def test_second_paste_ends_one_that_stopped(self) -> None:
        assert keys(b"\x1b[200~abc", 2, b"d\x1b[200~efg\x1b[201~q") == ["'abc'", "'d'", "'efg'", "q"]

    def test_reports_do_not_end_a_paste_that_stopped(self) -> None:
        assert keys(b"\x1b[200~abc", 2, b"d\x1b[Ie\x1b[201~q") == ["'abc'", "FocusChange", "'de'", "q"]

    def test_paste_without_end_uses_limited_memory(self) -> None:
        parser = InputParser()
        parser.feed(b"\x1b[200~", 0)
        for _ in range(20):
            parser.feed(b"x" * 2**20, 0)
        (event,) = parser.feed(b"\x1b[201~", 0)
        assert isinstance(event, Paste)
        assert 2**20 < len(event.text) < 9 * 2**20
        assert keys(b"\x1b[200~" + b"y" * 9 * 2**20 + b"\x1b[201~z")[1:] == ["z"]


def test_times_matter_only_for_what_is_incomplete() -> None:
    parser = InputParser()
    parser.feed(b"text\x1b[A\x1b[200~x\x1b[201~\x1b]1;2\x07", 0)
    assert parser.deadline is None
    assert finish(parser) == []
