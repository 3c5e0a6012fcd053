"""A wrong or unknown setting costs only itself, and is reported with place and remedy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tpm_tui.storage.settings.config import Config, DateSetting
from tpm_tui.storage.settings.load import LoadedConfig, load_config
from tpm_tui.storage.settings.setting import SETTINGS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def load(file: Path, text: str, cache: Path | None = None) -> LoadedConfig:
    file.write_bytes(text.encode())
    return load_config(file, cache)


def problems_in(file: Path, text: str) -> list[str]:
    return [str(problem).removeprefix(f"{file}:") for problem in load(file, text).problems]


def test_every_field_of_config_is_described() -> None:
    assert tuple(SETTINGS) == Config.__struct_fields__
    for setting in SETTINGS.values():
        assert setting.about.description.endswith(".")
        assert setting.hint


def test_examples_are_valid_and_not_the_default(file: Path) -> None:
    for setting in SETTINGS.values():
        example = setting.about.example
        loaded = load(file, f"{setting.name}: {example}".replace("True", "true"))
        assert (loaded.problems, loaded.from_file) == ((), (setting.name,))
        assert getattr(loaded.config, setting.name) != setting.default


def test_missing_file_means_defaults(file: Path) -> None:
    assert load_config(file, None) == LoadedConfig(Config())


@pytest.mark.parametrize("cached", [False, True])
def test_wrong_setting_costs_only_itself(file: Path, tmp_path: Path, cached: bool) -> None:
    text = "them: paper\nmouse: maybe\ninterview: 2026-12-03\nper_day: 7\ntime_zone: Mars/Base\n"
    cache = tmp_path / "cache" if cached else None
    for _ in range(2):
        loaded = load(file, text, cache)
        assert loaded.config == Config(interview="2026-12-03", per_day=7)
        assert loaded.from_file == ("interview", "per_day")
        assert [str(problem) for problem in loaded.problems] == [
            f"{file}:1:1: unknown field them: did you mean theme?",
            f"{file}:2:8: mouse must be true or false: write true or false",
            f"{file}:5:1: unknown time zone 'Mars/Base': write a zone such as Europe/Berlin, or system",
        ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("per_day: many", "1:10: per_day must be a whole number from 1 to 1000: for example 8"),
        ("interview: soon", "1:1: invalid date 'soon': write 2026-12-03, or none"),
        ("miss: up", "1:7: miss must be one of down-one, first: write first or down-one"),
        ("days_off: [x]", "1:12: invalid day off 'x': write mon to sun, or a date: 2026-12-25"),
        ("intervals: [1, x]", "1:16: item 2 of intervals must be a whole number from 1 to 3650: "),
        ("intervals: [3, 1]", "1:1: the intervals decrease: write days in ascending order"),
        ("backups: [1]", "1:10: backups has 1 item; at least 3 required: write three numbers"),
        ("dates: [{day: soon}]", "1:10: invalid date 'soon': for example [{day: 2026-11-27"),
        ("dates: [{name: x}]", "1:9: day is missing: add day: ..."),
        ("dates: [{day: 2026-11-27, nam: x}]", "1:27: unknown field nam: did you mean name?"),
        ("keymap: {reveal: [f4]}", "1:18: reveal must be text: "),
        ("keymap: f4", '1:9: keymap must be a mapping: for example {reveal: "ctrl+j,f4"}'),
        ("theme: *x", "1:8: aliases (*name) are not supported: "),
        ("editor: !!str vi", "1:9: tags (!name) are not supported: "),
        ("theme: a\ntheme: b", "2:1: duplicate field theme: remove one of them"),
        ("zebra: 1", "1:1: unknown field zebra: use one of: "),
        ("<<: {}", "1:1: merge keys (<<) are not supported: "),
    ],
)
def test_problem_has_place_and_remedy(file: Path, line: str, problem: str) -> None:
    text = f"{line}\nmax_new: 3\n"
    (found,) = problems_in(file, text)
    assert found.startswith(problem)
    loaded = load(file, text)
    assert loaded.problems[0].is_error
    assert (loaded.config, loaded.from_file) == (Config(max_new=3), ("max_new",))


@pytest.mark.parametrize(
    ("text", "kept", "places"),
    [
        ("days_off: [sun, blursday, 2026-12-25]", {"days_off": ("sun", "2026-12-25")}, ["1:17"]),
        (
            "days_off: [x, [mon], sat, y, *a, sun]",
            {"days_off": ("sat", "sun")},
            ["1:12", "1:15", "1:27", "1:30"],
        ),
        ("dates: [{dai: x}, {day: 2026-12-01}]", {"dates": (DateSetting("2026-12-01"),)}, ["1:10", "1:9"]),
        (
            "dates: [{day: soon}, {day: 2026-12-01, name: x}, {day: 2026-13-01}, {day: 2026-12-02, nam: a}]",
            {"dates": (DateSetting("2026-12-01", "x"),)},
            ["1:10", "1:51", "1:87"],
        ),
        ("keymap: {end: [q], tick: f4}", {"keymap": {"tick": "f4"}}, ["1:15"]),
        ("keymap: {end: f2, tick: f4, end: f3}", {"keymap": {"tick": "f4"}}, ["1:29"]),
        ("keymap: {<<: {}, tick: f4, end: !x f3}", {"keymap": {"tick": "f4"}}, ["1:10", "1:33"]),
    ],
)
def test_wrong_entry_costs_only_itself(
    file: Path, tmp_path: Path, text: str, kept: dict[str, Any], places: list[str]
) -> None:
    for _ in range(2):
        loaded = load(file, f"{text}\nmax_new: 3\n", tmp_path / "cache")
        assert loaded.config == Config(max_new=3, **kept)
        assert set(loaded.from_file) == {*kept, "max_new"}
        assert sorted(f"{problem.line}:{problem.column}" for problem in loaded.problems) == places


@pytest.mark.parametrize(
    "text", ["days_off: [x]", "days_off: {a: sun}", "dates: [{day: x}]", "keymap: [f4]", "keymap: {end: []}"]
)
def test_setting_without_a_valid_entry_has_its_default(file: Path, text: str) -> None:
    loaded = load(file, text)
    assert (loaded.config, loaded.from_file) == (Config(), ())
    assert loaded.problems


@pytest.mark.parametrize("text", ["intervals: [1, x, 3]", "backups: [7, x, 4, 6]"])
def test_list_whose_order_matters_is_dropped_whole(file: Path, text: str) -> None:
    assert load(file, text).config == Config()


@pytest.mark.parametrize("text", ["per_day: [1\n", "- per_day\n", "per_day: 1\n---\nmax_new: 2\n", "\t"])
def test_file_that_is_no_mapping_means_defaults(file: Path, text: str) -> None:
    loaded = load(file, text)
    assert (loaded.config, loaded.from_file) == (Config(), ())
    assert len(loaded.problems) == 1


@pytest.mark.parametrize("word", ["none", "null", "~", "None"])
def test_optional_setting_can_be_none(file: Path, word: str) -> None:
    loaded = load(file, f"max_new: {word}\n")
    assert (loaded.config.max_new, loaded.problems, loaded.from_file) == (None, (), ("max_new",))


def test_many_unknown_settings_give_a_limited_list(file: Path) -> None:
    loaded = load(file, "".join(f"x{n}: 1\n" for n in range(500)))
    assert len(loaded.problems) == 101


def test_editor_is_taken_from_setting_environment_or_default() -> None:
    both = {"VISUAL": "nano", "EDITOR": "ed"}
    assert Config(editor="vim").find_editor(both) == "vim"
    assert Config().find_editor(both) == "nano"
    assert Config().find_editor({"VISUAL": "", "EDITOR": "ed"}) == "ed"
    assert Config().find_editor({}) == "vi"


@pytest.mark.parametrize("text", ["", "\n", "# per_day: 3\n\n  # theme: paper\n"])
def test_file_without_settings_is_no_problem(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.yaml"
    file.write_text(text, "utf-8")
    loaded = load_config(file, None)
    assert (loaded.config, loaded.problems) == (Config(), ())
