"""Gates for practice items, as plain dicts of a bank file: `python -m tests.bank.item_gates FILE...`.

Prints the problems of each item, then its measures, and exits with 1 if there is any problem.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from tests.bank.gates.across import (
    across_problems,
    closes_with_used_to_think,
    copied_runs,
    cue_ranking,
    refusals,
)
from tests.bank.gates.claims import claim_problems
from tests.bank.gates.coverage import coverage_problems, subjects_to_check
from tests.bank.gates.fields import field_problems
from tests.bank.gates.measures import (
    contractions,
    figures,
    figures_a_minute,
    mean_sentence,
    spelled_out_numbers,
    word_count,
)
from tests.bank.gates.points import point_problems
from tests.bank.gates.speech import speech_problems
from tests.bank.gates.sums import sum_problems
from tests.bank.gates.value_types import type_problems
from tests.bank.gates.values import Item, answer, name_of, number_of, text
from tests.bank.items import facts


def item_problems(item: Item, outline: Item | None) -> list[str]:
    """Return the problems of one item; each says where and what.

    Args:
        item: the item as YAML gives it.
        outline: the subjects that it must cover, as in tests/bank/outline/; None skips that rule.
    """
    problems = [
        *type_problems(item),
        *field_problems(item),
        *point_problems(item),
        *speech_problems(item),
        *claim_problems(item, facts()),
        *sum_problems(text(item, "whiteboard")),
    ]
    return problems + (list(coverage_problems(item, outline)) if outline else [])


def bank_problems(items: Sequence[Item]) -> list[str]:
    """Return the problems of a set of items; shares of the whole bank are checked from 40 items."""
    return list(across_problems(items))


def measures(item: Item) -> str:
    """Return the measures of the model answer in one line."""
    model = answer(item)
    said = len(contractions(model))
    return (
        f"{word_count(model)} words, {len(figures(model))} figures ({figures_a_minute(model):.1f} a minute), "
        f"{len(spelled_out_numbers(model))} larger numbers in words, "
        f"{said} contractions{f' (one in {word_count(model) / said:.0f} words)' if said else ''}, "
        f"mean sentence {mean_sentence(model):.1f} words"
    )


def read_items(path: Path) -> list[Item]:
    """Return the items of a file: a bank file, or a list of items.

    Raises:
        yaml.YAMLError: it is no YAML.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    listed = data.get("questions") if isinstance(data, dict) else data
    return [entry for entry in listed if isinstance(entry, dict)] if isinstance(listed, list) else []


def read_outlines(path: Path) -> dict[int, Item]:
    """Return the outlines of a file, or of all files of a folder, by question number."""
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path]
    return {number_of(entry): entry for file in files for entry in read_items(file)}


def report(items: Sequence[Item], outlines: dict[int, Item], other: str = "") -> Iterator[tuple[bool, str]]:
    """Yield the lines to print, each with whether it is a problem."""
    ranking = {id(item): (share, others) for item, share, others in cue_ranking(items)}
    for item in items:
        outline = outlines.get(number_of(item))
        share, others = ranking[id(item)]
        yield False, f"{number_of(item)} {name_of(item)}"
        yield from ((True, f"  {problem}") for problem in item_problems(item, outline))
        yield False, f"  = {measures(item)}"
        yield False, f"  = {share:.0%} of the cues match their own point best{'' if others else '.'}"
        yield from ((False, f"    {other}") for other in others)
        if outline and (hints := subjects_to_check(item, outline)):
            yield False, "  = subjects with few words in the item, please check: " + "; ".join(hints)
    yield False, f"all {len(items)} items"
    yield from ((True, f"  {problem}") for problem in (*bank_problems(items), *copied_runs(items, other)))
    closing = sum(map(closes_with_used_to_think, items))
    refusing = sum(bool(refusals(item)) for item in items)
    yield False, f"  = {closing} close with 'I used to think ... now' (whole bank: at most 5)"
    yield False, f"  = {refusing} refuse an option (whole bank: at most 20)"


def main(arguments: Sequence[str]) -> int:
    """Check files; return 1 if there is any problem, else 0."""
    parser = argparse.ArgumentParser(prog="python -m tests.bank.item_gates", description=__doc__)
    parser.add_argument("files", nargs="+", type=Path, help="bank files, or lists of items")
    parser.add_argument("--outline", type=Path, help="file or folder with the subjects that items must cover")
    parser.add_argument("--against", type=Path, help="a text of which no eight words may be copied")
    parser.add_argument("-k", dest="number", type=int, help="only the question of this number")
    options = parser.parse_args(arguments)
    items: list[Item] = []
    for path in options.files:
        try:
            items += read_items(path)
        except (OSError, yaml.YAMLError) as error:
            print(f"{path}: {error}")
            return 1
    if options.number is not None:
        items = [item for item in items if number_of(item) == options.number]
    if not items:
        print("no items found")
        return 1
    outlines = read_outlines(options.outline) if options.outline else {}
    other = options.against.read_text(encoding="utf-8") if options.against else ""
    lines = list(report(items, outlines, other))
    print("\n".join(line for _, line in lines))
    count = sum(is_problem for is_problem, _ in lines)
    print(f"{count} problem{'' if count == 1 else 's'}")
    return 1 if count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
