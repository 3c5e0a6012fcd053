"""Problems in damaged YAML files are reported with their place, and the rest of the file is used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest
import yaml
from msgspec.structs import replace
from yaml.reader import ReaderError

from tests.storage.damage.damaged_store import overwrite
from tests.storage.damage.mutations import (
    WRONG_VALUES,
    Mutations,
    cuts,
    documents,
    flips,
    format_mutations,
    line_mutations,
    value_mutations,
)
from tpm_tui.storage.bank.facts import load_facts
from tpm_tui.storage.bank.loader import load_bank
from tpm_tui.storage.bank.study_sets import load_study_sets
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.load import load_config
from tpm_tui.storage.settings.themes import FALLBACK, load_themes
from tpm_tui.ui.keys.keymap import Keymap

pytestmark = pytest.mark.slow(300)

CONFIG = b"""\
interview: 2026-12-03
per_day: 7  # a comment
days_off: [sun, "2026-12-25"]
intervals: [1, 2, 4]
dates:
  - {day: 2026-11-27, name: phone screen, topics: [delivery]}
theme: night
mouse: true
keymap: {reveal: "ctrl+r, f5", quit: q}
"""

THEME = b"""\
name: own
title: "My own"
dark: true
colors:
  primary: "#5f87ff"
  foreground: "#ddd"
  background: "#111111"
roles: {dim: "#888888", must: "#ff5f5f"}
"""

BANK = b"""\
version: 1
topic: {id: harbour, title: Harbour}
questions:
  - id: late-crane
    number: 3
    prompt: "The crane is late. And now?"
    key_points:
      - {name: notice, cue: says who was informed, must: true}
      - {name: range}
    model_answer: |
      First the size: \xe2\x80\x9cfive weeks\xe2\x80\x9d.
      Then who was informed.
  - id: two-captains
    prompt: Who waits?
    key_points: [{name: a rule}]
    review_by: "2027-05-01"
"""

FACTS = b"""\
version: 1
facts:
  - id: CUL-1
    name: Tides
    status: P
    text: The tide comes twice a day.
    review_by: "2027-05-01"
  - {id: CUL-2, name: Cranes, status: U, text: Cranes are slow.}
"""

SETS = b"""\
version: 1
sets:
  - id: first
    title: First things
    questions: [late-crane, "3"]
  - {id: second, title: Second things, questions: [other], form: short}
"""

OTHER = b"questions:\n  - {id: other, prompt: Other?, key_points: [{name: x}]}\n"

Load: TypeAlias = "Callable[[Path, Path | None], tuple[object, Sequence[Problem]]]"


def config(path: Path, cache: Path | None) -> tuple[object, Sequence[Problem]]:
    """Return the settings whose values are those of the file; all others have their defaults."""
    loaded = load_config(path, cache)
    assert Keymap.from_setting(loaded.config.keymap).overrides.keys() <= loaded.config.keymap.keys()
    values = {name: getattr(loaded.config, name) for name in loaded.from_file}
    assert loaded.config == replace(Config(), **values)
    return values or None, loaded.problems


def theme(path: Path, cache: Path | None) -> tuple[object, Sequence[Problem]]:
    loaded = load_themes([path.parent], cache)
    return None if loaded.themes == {FALLBACK.name: FALLBACK} else loaded.themes, loaded.problems


def bank(path: Path, cache: Path | None) -> tuple[object, Sequence[Problem]]:
    """Load with another file in the same folder, which must always load."""
    loaded = load_bank([path.parent], cache)
    assert "other" in loaded.bank.by_id
    questions = {name: each for name, each in loaded.bank.by_id.items() if name != "other"}
    return questions or None, loaded.problems


def facts(path: Path, cache: Path | None) -> tuple[object, Sequence[Problem]]:
    loaded = load_facts([path.parent], cache)
    return loaded.facts or None, loaded.problems


def sets(path: Path, cache: Path | None) -> tuple[object, Sequence[Problem]]:
    loaded = load_study_sets([path.parent], cache)
    return loaded.sets or None, loaded.problems


LOADERS: dict[str, tuple[str, bytes, Load]] = {
    "settings": ("config.yaml", CONFIG, config),
    "theme": ("own.yaml", THEME, theme),
    "questions": ("harbour.yaml", BANK, bank),
    "facts": ("facts.yaml", FACTS, facts),
    "sets": ("sets.yaml", SETS, sets),
}


def others(raw: bytes) -> Mutations:
    yield from line_mutations(raw)
    yield from format_mutations(raw)
    yield from documents()
    for n, (name, text) in enumerate(value_mutations(yaml.load(raw, yaml.CBaseLoader), WRONG_VALUES)):
        if n % 3 == 0:
            yield name, text.encode("utf-8", "surrogatepass")


@pytest.mark.parametrize("mutate", [cuts, flips, others])
@pytest.mark.parametrize("kind", LOADERS)
def test_problem_is_reported_and_the_rest_is_used(
    tmp_path: Path, kind: str, mutate: Callable[[bytes], Mutations], counted: Callable[[str, int], None]
) -> None:
    name, good, load = LOADERS[kind]
    path = tmp_path / "files" / name
    path.parent.mkdir()
    overwrite(path.with_name("other.yaml"), OTHER if kind == "questions" else b"name: plain")
    if kind != "questions":
        path.with_name("other.yaml").unlink()
    overwrite(path, good)
    whole, problems = load(path, None)
    assert whole
    assert not problems
    number = 0
    for number, (what, raw) in enumerate(mutate(good), 1):  # noqa: B007  used below
        overwrite(path, raw)
        try:
            found, problems = load(path, None)
            assert_described(path, found, problems)
            assert_rest_is_used(kind, raw, good, found, whole, problems)
        except Exception as error:
            raise AssertionError(what) from error
    counted(f"damaged files: {kind}", number)


def assert_described(path: Path, found: object, problems: Iterable[Problem]) -> None:
    """Assert that each problem is one line with file, place and remedy."""
    for problem in problems:
        text = str(problem)
        assert text.startswith(f"{path}:")
        assert text.isprintable()
        assert len(text) < 1000
        assert problem.hint or problem.message == "there may be more"
        assert not problem.line or re.match(rf"{re.escape(str(path))}:[0-9]+:[0-9]+: .", text)


def assert_rest_is_used(
    kind: str, raw: bytes, good: bytes, found: object, whole: object, problems: Sequence[Problem]
) -> None:
    """Compare with PyYAML: what is unchanged there is loaded unchanged, everything else is reported."""
    errors = [problem for problem in problems if problem.is_error]
    try:
        document = parse_with_pyyaml(raw)
    except ReaderError:
        assert problems  # characters that are removed here and rejected by PyYAML
        return
    except (yaml.YAMLError, ValueError):
        assert errors
        # A lone carriage return ends a line for PyYAML; here it is removed with a warning.
        assert not found or (kind == "settings" and b"\r" in raw)
        return
    if kind == "settings":
        assert_other_settings_are_used(document, raw, good, found, whole, problems)
        return
    if kind == "theme":
        assert errors or isinstance(document, dict)
        assert not (errors and found)
        return
    listed = document.get(kind) if isinstance(document, dict) else None
    if kind == "questions" and isinstance(document, list):
        listed = document  # a file may be only a list of questions
    entries = found if isinstance(found, dict) else {}
    assert errors or len(entries) == len(listed if isinstance(listed, list) else [])
    if isinstance(listed, list) and entries:
        assert isinstance(whole, dict)
        known = yaml.load(good, yaml.CBaseLoader)[kind]
        for item in known:
            if listed.count(item) != 1 or ids(listed).count(item["id"]) != 1:
                continue
            if item["id"] not in entries:  # a partly duplicated entry, of which PyYAML uses the last one
                assert errors
                continue
            ours, theirs = entries[item["id"]], whole[item["id"]]
            assert ours == theirs or kind == "questions"
            assert getattr(ours, "prompt", "") == getattr(theirs, "prompt", "")


def assert_other_settings_are_used(
    document: object, raw: bytes, good: bytes, found: object, whole: object, problems: Sequence[Problem]
) -> None:
    """A setting that PyYAML reads as before is in force, unless a problem names it; others are reported."""
    used = found if isinstance(found, dict) else {}
    errors = [problem.message for problem in problems if problem.is_error]
    known = yaml.load(good, yaml.CBaseLoader)
    assert isinstance(whole, dict)
    is_utf_16 = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not raw.strip():  # no setting is set, as after the last one was reset
        assert not problems
        return
    if not isinstance(document, dict) or is_utf_16 or b"\r" in raw.replace(b"\r\n", b"\n"):
        assert errors  # what PyYAML accepts and the loader does not
        assert isinstance(document, dict) or not used
        return
    for name, value in document.items():
        # PyYAML uses the last of duplicate fields; here a setting with one in it is not used.
        reasons = (name, "duplicate field") if name in ("dates", "keymap") else (name,)
        if known.get(name) == value and not any(part in message for part in reasons for message in errors):
            assert used[name] == whole[name]
    if set(document) - set(used):
        assert problems


def parse_with_pyyaml(raw: bytes) -> object:
    if b"[" * 1000 in raw or b'{"a":' * 1000 in raw:
        raise ValueError("too deep for PyYAML")
    return yaml.load(raw, yaml.CBaseLoader)


def ids(listed: list[object]) -> list[object]:
    return [each.get("id") for each in listed if isinstance(each, dict)]
