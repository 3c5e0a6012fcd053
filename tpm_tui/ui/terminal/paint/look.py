"""How a cell looks: its attributes and colours, and the shortest sequence from one look to another."""

from __future__ import annotations

from rich.color import ColorSystem
from rich.style import Style
from textual.strip import Strip

RESET = "\x1b[m"

OFF = {"1": "22", "2": "22", "3": "23", "4": "24", "5": "25", "7": "27", "9": "29"}
"""What switches an attribute off without touching the others. Other attributes end with a reset."""

SHOWN_ON_BLANK = frozenset({"4", "7", "9", "21", "51", "52", "53"})
"""Attributes that are visible on a blank cell: lines, frames, and reversed colours."""

MAX_STYLES = 4096
"""Styles remembered at a time: Textual makes new ones for as long as it runs."""

_COLOR_LENGTH = {"2": 5, "5": 3}
"""Numbers in an extended colour, by its second number."""


class Look:
    """Attributes, colours and link of a cell. There is one object for each look, compared by identity."""

    __slots__ = (
        "_is_bright_bold",
        "_sequences",
        "attributes",
        "background",
        "blank",
        "foreground",
        "is_erasable",
        "link",
    )

    def __init__(
        self,
        attributes: tuple[str, ...],
        foreground: str,
        background: str,
        link: str,
        blank: Look | None,
        *,
        is_bright_bold: bool = False,
    ) -> None:
        """
        Args:
            attributes: SGR parameters other than colours.
            foreground: SGR parameters of the text colour; empty for the default.
            background: the same for the background.
            link: the sequence that starts a hyperlink; empty without one.
            blank: the look of a blank with this look; None if it is this one.
            is_bright_bold: whether a text colour can change the weight, as on the Linux console.
        """
        self.attributes = attributes
        self.foreground = foreground
        self.background = background
        self.link = link
        self.blank = self if blank is None else blank
        """What is visible of this look on a blank cell."""
        self.is_erasable = blank is not None or not (attributes or foreground or link)
        """Whether erasing with this look gives the same as writing blanks."""
        self._is_bright_bold = is_bright_bold
        self._sequences: dict[Look, str] = {}

    def sequence_from(self, old: Look | None) -> str:
        """Return the sequence that changes a look to this one; None is an unknown look."""
        if old is None:
            return self._after_reset() + self.link
        sequence = self._sequences.get(old)
        if sequence is None:
            if len(self._sequences) > MAX_STYLES:
                self._sequences.clear()
            sequence = self._sequences[old] = self._make_sequence(old)
        return sequence

    def _after_reset(self) -> str:
        codes = [*self.attributes, *filter(None, (self.foreground, self.background))]
        return f"\x1b[0;{';'.join(codes)}m" if codes else RESET

    def _make_sequence(self, old: Look) -> str:
        after_reset = self._after_reset()
        changed = self._changed_codes(old)
        colors = after_reset if changed is None else f"\x1b[{';'.join(changed)}m" if changed else ""
        shortest = min(colors, after_reset, key=len)
        if self.link == old.link:
            return shortest
        return shortest + (self.link or "\x1b]8;;\x1b\\")

    def _changed_codes(self, old: Look) -> list[str] | None:
        """Return the parameters that differ; None if a reset is needed, as to end some attributes."""
        if self._is_bright_bold and (self.attributes, self.foreground) != (old.attributes, old.foreground):
            return None
        codes: list[str] = []
        kept = [code for code in old.attributes if code in self.attributes]
        for code in old.attributes:
            if code in kept:
                continue
            if code not in OFF:
                return None
            codes.append(OFF[code])
            if OFF[code] == "22":  # ends both bold and dim
                kept = [each for each in kept if each not in ("1", "2")]
        codes += [code for code in self.attributes if code not in kept]
        if self.foreground != old.foreground:
            codes.append(self.foreground or "39")
        if self.background != old.background:
            codes.append(self.background or "49")
        return list(dict.fromkeys(codes))


class LookTable(dict[Style, Look]):
    """The look of each Rich style, for the colours that the terminal has."""

    def __init__(self, color_system: ColorSystem, *, is_bright_bold: bool = False) -> None:
        """
        Args:
            color_system: the colours that the terminal has.
            is_bright_bold: whether a text colour can change the weight, as on the Linux console.
        """
        super().__init__()
        self._color_system = color_system
        self._is_bright_bold = is_bright_bold
        self._looks: dict[tuple[tuple[str, ...], str, str, str], Look] = {}
        self.plain = self._find("", "")
        """The look without a style."""

    def __missing__(self, style: Style) -> Look:
        """Make the look of a style."""
        if len(self) > MAX_STYLES:
            self.clear()
        # The text is one that no sequence contains.
        sgr = Strip.render_style(style, "\x00", self._color_system).partition("\x00")[0]
        link = ""
        if style.link:
            link, end, sgr = sgr.partition("\x1b\\")
            link += end
        look = self[style] = self._find(sgr.removeprefix("\x1b[").removesuffix("m"), link)
        return look

    def _find(self, codes: str, link: str) -> Look:
        key = (*split_codes(codes), link)
        look = self._looks.get(key)
        if look is None:
            attributes, foreground, background, _ = key
            is_shown = link or not SHOWN_ON_BLANK.isdisjoint(attributes)
            is_own = is_shown or not (attributes or foreground)
            blank = None if is_own else self._find(background, "")
            look = self._looks[key] = Look(
                attributes, foreground, background, link, blank, is_bright_bold=self._is_bright_bold
            )
        return look


def split_codes(codes: str) -> tuple[tuple[str, ...], str, str]:
    """Split SGR parameters into attributes, text colour and background; a default colour is empty."""
    attributes: list[str] = []
    foreground = background = ""
    numbers = [number for number in codes.split(";") if number]
    at = 0
    while at < len(numbers):
        number = numbers[at]
        length = 1
        if number in ("38", "48") and at + 1 < len(numbers):
            length = _COLOR_LENGTH.get(numbers[at + 1], 1)
        color = ";".join(numbers[at : at + length])
        at += length
        if len(number) == 2 and number[0] in "39":
            foreground = "" if number == "39" else color
        elif len(number) == 3 or (len(number) == 2 and number[0] == "4"):
            background = "" if number == "49" else color
        elif number not in attributes:
            attributes.append(number)
    return tuple(attributes), foreground, background
