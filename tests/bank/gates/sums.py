"""Recomputing the sums that a whiteboard shows: `50,000 per second x 0.2 s = 10,000`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

_NUMBER = re.compile(
    r"(?<![\w.])[$]?(\d[\d,]*(?:\.\d+)?)(?:\s?(%|(?:k|M|B|thousand|million|billion|trillion)\b))?"
)
_SCALES = {"": 1, "%": 0.01, "k": 1e3, "thousand": 1e3, "M": 1e6, "million": 1e6, "B": 1e9}
_SCALES |= {"billion": 1e9, "trillion": 1e12}
_GAP = re.compile(
    r"(?P<unit>[^-+*^]*?)(?:\s*(?P<sign>[*/^\u00d7\u00f7])\s*|\s+(?P<word>[-+x\u2212])\s+|(?P<plus>\+))"
)
_SAME = str.maketrans("x\u00d7\u00f7\u2212", "**/-")
_CLAUSES = re.compile(r"[\n;|:]|(?<!\d),|,(?!\d)|\.(?=\s|$)")
_ABOUT = r"\s*(about |roughly |almost |nearly |over |under |some |~)?"

_UNIT_FACTORS = (1, 60, 3600, 86_400, 24, 7, 30, 365, 12, 8)
"""Conversions of time and of bits that units may hide, next to powers of a thousand."""

TOLERANCE = 0.03
"""Largest relative rounding error; a result with `about` may be off by twice as much."""


@dataclass(frozen=True)
class Quantity:
    """A number, with half of the unit of its last digit, and whether units stand beside it."""

    value: float
    rounding: float
    has_units: bool


@dataclass(frozen=True)
class Sum:
    """An expression with the result that is shown for it."""

    shown: str
    computed: Quantity
    result: Quantity
    is_rough: bool

    @property
    def is_right(self) -> bool:
        """Whether the result is the value of the expression, rounded; units may hide a conversion."""
        factors = [1.0]
        if self.computed.has_units or self.result.has_units:
            factors = [unit * 1000.0**power for unit in _UNIT_FACTORS for power in range(-5, 6)]
            factors += [1 / factor for factor in factors]
        if "%" in self.shown.rpartition("=")[2]:
            factors.append(0.01)
        return any(self._agrees(self.computed.value * factor) for factor in factors)

    def _agrees(self, computed: float) -> bool:
        relative = TOLERANCE * abs(self.result.value)
        allowed = 2 * relative if self.is_rough else min(relative, self.result.rounding)
        return abs(computed - self.result.value) <= allowed * (1 + 1e-9) + 1e-12


def sum_problems(whiteboard: str) -> Iterator[str]:
    """Yield the sums whose result is wrong."""
    for found in find_sums(whiteboard):
        if not found.is_right:
            yield f"whiteboard: {found.shown!r} computes to {found.computed.value:g}"


def find_sums(whiteboard: str) -> Iterator[Sum]:
    """Yield the sums of a text: numbers with operators and units, an equals sign, a result.

    Whatever cannot be computed is left out: a lone number, a range, an expression with names.
    """
    for clause in _CLAUSES.split(whiteboard):
        for left, right in pairwise(re.split(r"[=\u2248]", clause)):
            about = re.match(_ABOUT, right)
            start = about.end() if about else 0
            shown = _NUMBER.match(right, start)
            computed = _compute(left)
            if shown and computed:
                rough = start > len(right) - len(right.lstrip())
                result = _quantity(shown, right[shown.end() :])
                yield Sum(f"{left.strip()} = {right.strip()}", computed, result, rough)


def _quantity(match: re.Match[str], after: str) -> Quantity:
    """Return the quantity of a number and of the words behind it."""
    digits, scale = match[1].replace(",", ""), _SCALES[match[2] or ""]
    whole, _, decimals = digits.partition(".")
    zeros = 0 if decimals else len(whole) - len(whole.rstrip("0"))
    unit = 10.0 ** (-len(decimals) if decimals else zeros)
    return Quantity(float(digits) * scale, unit * scale / 2, bool(re.search("[A-Za-z]", after)))


def _compute(expression: str) -> Quantity | None:
    """Return the value of an expression, or None if it is no sum that can be computed."""
    while inner := re.search(r"\(([^()]*)\)", expression):
        value = _compute(inner[1])
        if value is None and re.search(r"\d", inner[1]):
            return None
        inserted = f"{value.value:.12f} {'units' if value.has_units else ''}" if value else ""
        expression = expression[: inner.start()] + inserted + expression[inner.end() :]
    found = list(_NUMBER.finditer(expression))
    if len(found) < 2:
        return None
    quantities, operators = [_quantity(found[-1], expression[found[-1].end() :])], []
    for one, other in pairwise(found):
        gap = _GAP.fullmatch(expression[one.end() : other.start()])
        if not gap:
            return None
        operators.append((gap["sign"] or gap["word"] or gap["plus"]).translate(_SAME))
        quantities.insert(-1, _quantity(one, gap["unit"]))
    try:
        computed = _apply_all([quantity.value for quantity in quantities], operators)
    except (ZeroDivisionError, OverflowError):
        return None
    return Quantity(computed, 0.0, any(quantity.has_units for quantity in quantities))


def _apply_all(values: list[float], operators: list[str]) -> float:
    """Compute with the usual precedence: powers, then products, then sums."""
    for level in ("^", "*/", "+-"):
        at = 0
        while at < len(operators):
            if operators[at] in level:
                values[at : at + 2] = [_apply(values[at], operators.pop(at), values[at + 1])]
            else:
                at += 1
    return values[0]


def _apply(one: float, operator: str, other: float) -> float:
    match operator:
        case "^":
            return float(one**other)
        case "*":
            return one * other
        case "/":
            return one / other
        case "+":
            return one + other
        case _:
            return one - other
