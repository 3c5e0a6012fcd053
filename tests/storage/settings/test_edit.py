"""A changed setting is loaded as written, and every other line of the file stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.storage.ambiguous import AMBIGUOUS
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.edit import SettingError, change_setting, parse_value, remove_setting
from tpm_tui.storage.settings.load import load_config
from tpm_tui.storage.settings.setting import SETTINGS

TEXT = (
    "# mine\nper_day: 7  # enough\n\nkeymap:\n  reveal: f4\ndays_off: # always\n  - sun\n  # and\n  - sat\n"
)

EXISTING = [
    "",
    "# only a comment\r\n",
    "mouse: maybe\nthem: x",
    "{per_day: 3}",
    TEXT,
    TEXT.replace("\n", "\r\n"),
]

days = st.dates().map(str)
values = {
    "interview": st.just("none") | days,
    "per_day": st.integers(1, 1000).map(str),
    "minutes_per_day": st.integers(0, 1440).map(str),
    "max_new": st.just("none") | st.integers(0, 1000).map(str),
    "max_reviews": st.just("none") | st.integers(0, 1000).map(str),
    "days_off": st.lists(st.sampled_from(["mon", "Sunday"]) | days).map(", ".join),
    "time_zone": st.sampled_from(["system", "Europe/Berlin", "Etc/GMT+2"]),
    "day_starts_at": st.integers(0, 23).map(str),
    "intervals": st.lists(st.integers(1, 3650), min_size=1, max_size=12).map(sorted).map(str),
    "miss": st.sampled_from(["first", "down-one"]),
    "driver": st.sampled_from(["diff", "stock"]),
    "theme": st.text(),
    "topics": st.sampled_from(["auto", "shown", "hidden"]),
    "ascii": st.sampled_from(["true", "false"]),
    "mouse": st.sampled_from(["true", "false"]),
    "confidence": st.sampled_from(["true", "false"]),
    "clock": st.sampled_from(["true", "false"]),
    "remarks": st.sampled_from(["true", "false"]),
    "backups": st.lists(st.integers(0, 1000), min_size=3, max_size=3).map(str),
    "editor": st.text(),
}  # fmt: skip
changes = st.sampled_from(sorted(values)).flatmap(lambda name: st.tuples(st.just(name), values[name]))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.yaml"


def changed(file: Path, before: str, name: str, value: str) -> str:
    file.write_bytes(before.encode())
    change_setting(file, name, value)
    return file.read_bytes().decode()


def test_all_settings_that_can_be_changed_have_a_strategy() -> None:
    assert set(values) == {setting.name for setting in SETTINGS.values() if not setting.is_nested}


@given(st.sampled_from(EXISTING), changes)
def test_changed_setting_is_loaded_as_written(
    tmp_path_factory: pytest.TempPathFactory, before: str, change: tuple[str, str]
) -> None:
    name, text = change
    file = tmp_path_factory.mktemp("config") / "config.yaml"
    file.write_bytes(before.encode())
    old = load_config(file, None)
    try:
        change_setting(file, name, text)
    except SettingError:
        assert name in ("theme", "editor")  # control characters, or too many lines
        assert file.read_bytes() == before.encode()
        return
    new = load_config(file, None)
    value = getattr(new.config, name)
    expected = parse_value(SETTINGS[name], text)
    assert (list(value) if isinstance(value, tuple) else value) == expected
    if isinstance(getattr(Config(), name), str):
        assert value == text.strip()
    others = [each for each in SETTINGS if each != name]
    assert all(getattr(new.config, each) == getattr(old.config, each) for each in others)
    assert len(new.problems) <= max(1, len(old.problems))


@given(st.text(), st.sampled_from(sorted(SETTINGS)), st.text())
@example("mouse: &a [*a]\n", "per_day", "3")
@example("? {}\n", "per_day", "3")
@example("per_day: &x 1\nmax_new: *x\n", "per_day", "3")
@example("per_day\n", "per_day", "3")
@example("? per_day\n: 1\n", "per_day", "3")
def test_error_leaves_any_file_unchanged(
    tmp_path_factory: pytest.TempPathFactory, before: str, name: str, value: str
) -> None:
    file = tmp_path_factory.mktemp("config") / "config.yaml"
    raw = before.encode("utf-8", "surrogatepass")
    file.write_bytes(raw)
    try:
        change_setting(file, name, value)
    except SettingError:
        assert file.read_bytes() == raw
    else:
        assert name in load_config(file, None).from_file


@pytest.mark.parametrize("text", AMBIGUOUS)
@pytest.mark.parametrize("name", ["theme", "editor"])
def test_ambiguous_text_stays_text(file: Path, name: str, text: str) -> None:
    import yaml

    change_setting(file, name, text)
    assert yaml.safe_load(file.read_text("utf-8")) == {name: text}
    assert getattr(load_config(file, None).config, name) == text


def test_other_lines_and_comments_are_kept(file: Path) -> None:
    assert changed(file, TEXT, "per_day", "9") == TEXT.replace("per_day: 7", "per_day: 9")
    assert changed(file, TEXT, "mouse", "true") == TEXT + "mouse: true\n"
    assert changed(file, TEXT, "days_off", "mon") == TEXT.replace("days_off:", "days_off: [mon]").replace(
        "  - sun\n", ""
    ).replace("  - sat\n", "")


def test_line_ends_and_missing_last_newline_are_kept(file: Path) -> None:
    assert changed(file, "per_day: 7\r\nmiss: first", "per_day", "9") == "per_day: 9\r\nmiss: first"
    assert changed(file, "per_day: 7\r\nmiss: first", "mouse", "true") == (
        "per_day: 7\r\nmiss: first\r\nmouse: true"
    )
    assert changed(file, "days_off:\n  - sun", "days_off", "mon,tue") == "days_off: [mon, tue]"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("per_day:  # soon\n", "per_day: 9  # soon\n"),
        ("per_day: |\n  7\n\nmiss: first\n", "per_day: 9\n\nmiss: first\n"),
        ('"per_day" : "7"\n', '"per_day" : 9\n'),
        ("{miss: first, per_day: 7}", "{miss: first, per_day: 9}"),
        ("{miss: first,}", "{miss: first, per_day: 9}"),
        ("{}", "{per_day: 9}"),
        ("miss: first\n...\n", "miss: first\nper_day: 9\n...\n"),
        ("---\n", "---\nper_day: 9\n"),
        ("  miss: first\n", "  miss: first\n  per_day: 9\n"),
        ("miss: |\n  first", "miss: |\n  first\nper_day: 9"),
    ],
)
def test_each_form_of_a_file_can_be_changed(file: Path, before: str, after: str) -> None:
    assert changed(file, before, "per_day", "9") == after


def test_wrong_setting_can_be_corrected_and_others_changed(file: Path) -> None:
    before = "them: night\nmouse: maybe\n"
    assert changed(file, before, "interview", "2026-12-03") == before + 'interview: "2026-12-03"\n'
    change_setting(file, "mouse", "true")
    loaded = load_config(file, None)
    assert (loaded.config.mouse, loaded.config.interview) == (True, "2026-12-03")
    assert [problem.message for problem in loaded.problems] == ["unknown field them"]


@pytest.mark.parametrize(
    ("before", "message"),
    [
        ("mouse: [1\n", "config.yaml:2:1: a list in brackets is not closed"),
        ("- mouse\n", "the file must be a mapping"),
        ("a: 1\n---\nb: 2\n", "the file has a second document"),
        ("per_day: 1\nper_day: 2\n", "duplicate field per_day"),
    ],
)
def test_invalid_file_must_be_fixed_first(file: Path, before: str, message: str) -> None:
    with pytest.raises(SettingError, match=r"^fix this first: ") as error:
        changed(file, before, "per_day", "9")
    assert message in str(error.value)
    assert file.read_text("utf-8") == before


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("per_day", "many", "per_day must be a whole number from 1 to 1000; for example 8"),
        ("interview", "2026-02-30", "invalid date '2026-02-30'; write 2026-12-03, or none"),
        ("mouse", "maybe", "mouse must be true or false; write true or false"),
        ("miss", "up", "miss must be one of down-one, first; write first or down-one"),
        ("intervals", "8,4", "the intervals decrease; write days in ascending order, such as [1, 3, 7, 14]"),
        ("per_day", "none", "per_day must be a whole number from 1 to 1000; for example 8"),
        ("editor", "a\x1b[31m", "editor contains control or invisible characters; type it again"),
        ("mous", "true", "unknown setting 'mous'; did you mean mouse?"),
    ],
)
def test_invalid_value_is_rejected_with_a_remedy(file: Path, name: str, value: str, message: str) -> None:
    with pytest.raises(SettingError) as error:
        change_setting(file, name, value)
    assert str(error.value) == message
    assert not file.exists()


def test_unknown_setting_lists_all_that_can_be_changed(file: Path) -> None:
    with pytest.raises(SettingError, match=r"the settings are interview, per_day, .*, editor$"):
        change_setting(file, "zebra", "1")


def test_nested_setting_is_only_changed_in_the_file(file: Path) -> None:
    for name in ("keymap", "dates"):
        with pytest.raises(SettingError, match=f"{name} can only be changed in the settings file itself"):
            change_setting(file, name, "x")


def test_result_that_differs_from_the_value_is_not_written(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import tpm_tui.storage.yaml_files.edit as yaml_edit

    file.write_text("miss: first\n", "utf-8")
    for wrong in ("2026-12-03", '"2026-12-04"', '"2026-12-03"\nmiss: down-one', "["):
        monkeypatch.setattr(
            yaml_edit, "flow_text", lambda value, wrong=wrong: value if value == "interview" else wrong
        )
        with pytest.raises(SettingError):
            change_setting(file, "interview", "2026-12-03")
        assert file.read_text("utf-8") == "miss: first\n"


@given(st.sampled_from(EXISTING), changes)
def test_removed_setting_has_its_default(
    tmp_path_factory: pytest.TempPathFactory, before: str, change: tuple[str, str]
) -> None:
    name, text = change
    file = tmp_path_factory.mktemp("config") / "config.yaml"
    file.write_bytes(before.encode())
    try:
        change_setting(file, name, text)
        old = load_config(file, None)
        assert remove_setting(file, name)
    except SettingError:
        assert before.startswith("{") or name in ("theme", "editor")
        return
    new = load_config(file, None)
    assert name not in new.from_file
    assert getattr(new.config, name) == getattr(Config(), name)
    others = [each for each in SETTINGS if each != name]
    assert all(getattr(new.config, each) == getattr(old.config, each) for each in others)
    assert not remove_setting(file, name)


@pytest.mark.parametrize(
    ("name", "after"),
    [
        ("per_day", TEXT.replace("per_day: 7  # enough", "# enough")),
        ("days_off", TEXT.replace("days_off: # always\n  - sun\n  # and\n  - sat", "# always\n# and")),
        ("theme", TEXT),
    ],
)
def test_removing_a_setting_keeps_comments(file: Path, name: str, after: str) -> None:
    file.write_bytes(TEXT.encode())
    assert remove_setting(file, name) is (name != "theme")
    assert file.read_bytes().decode() == after


@pytest.mark.parametrize("name", ["keymap", "colour"])
def test_nested_and_unknown_settings_are_not_removed(file: Path, name: str) -> None:
    file.write_bytes(TEXT.encode())
    with pytest.raises(SettingError):
        remove_setting(file, name)
    assert file.read_bytes() == TEXT.encode()


def test_every_setting_is_listed_under_a_heading() -> None:
    assert all(setting.about.group for setting in SETTINGS.values())
