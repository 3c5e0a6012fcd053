"""`config show` prints description, value and origin of each setting; `docs/settings.md` has the table."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.conftest import Tpm
from tpm_tui.storage.settings.config import Config
from tpm_tui.storage.settings.setting import SETTINGS


def test_show_prints_description_value_and_origin(tpm: Tpm) -> None:
    tpm.config.write_text('per_day: 7\n\ndays_off: [sun, "2026-12-25"]\nkeymap: {reveal: "f4,f5"}\n', "utf-8")
    out = tpm("config", "show", environ={"VISUAL": "", "EDITOR": "ed"}).out
    assert out.startswith(f"# Settings file: {tpm.config} ($TPM_TUI_CONFIG)\n\n")
    for part in (
        f"# The number of answers per day in the plan. ({tpm.config}:1)\nper_day: 7\n",
        f"# Days without a plan: weekdays and dates. ({tpm.config}:3)\ndays_off: [sun, 2026-12-25]\n",
        "# The maximum number of new questions per day, or none. (default)\nmax_new: none\n",
        "$VISUAL or $EDITOR by default. ($EDITOR)\neditor: ed\n",
        f'lists the ids. ({tpm.config}:4)\nkeymap: {{reveal: "f4,f5"}}\n',
    ):
        assert part in out
    assert out.count("\n# ") == len(SETTINGS)


def test_show_names_the_option_for_the_file(tpm: Tpm) -> None:
    other = str(tpm.home / "other.yaml")
    assert tpm("--config", other, "config", "show").out.startswith(
        f"# Settings file: {other} (option --config)\n"
    )
    assert "(default)\n" in tpm("config", "show", environ={"TPM_TUI_CONFIG": ""}).out.splitlines(True)[0]


def test_wrong_settings_are_shown_as_default_and_reported(tpm: Tpm) -> None:
    tpm.config.write_text("them: paper\nmouse: maybe\ninterview: 2026-12-03\n", "utf-8")
    result = tpm("config", "show")
    assert "(default)\nmouse: false\n" in result.out
    assert f"({tpm.config}:3)\ninterview: 2026-12-03\n" in result.out
    assert result.err.splitlines() == [
        f"{tpm.config}:1:1: unknown field them: did you mean theme?",
        f"{tpm.config}:2:8: mouse must be true or false: write true or false",
    ]
    assert tpm("due", "--json").json()["interview"] == "2026-12-03"


def test_show_json_has_every_setting_and_its_value(tpm: Tpm) -> None:
    shown = tpm("config", "show", "--json").json()
    assert tuple(shown) == Config.__struct_fields__
    assert (shown["per_day"], shown["max_new"], shown["intervals"]) == (10, None, [1, 2, 4, 8, 16, 32, 64])


def test_schema_describes_every_setting(tpm: Tpm) -> None:
    schema = tpm("config", "schema").json()
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["additionalProperties"] is False
    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert tuple(properties) == tuple(SETTINGS)
    for name, setting in SETTINGS.items():
        assert properties[name]["description"] == setting.about.description
        assert properties[name]["examples"] == [setting.about.example]
        assert "default" in properties[name]
    assert properties["per_day"]["maximum"] == 1000
    assert properties["miss"]["enum"] == ["down-one", "first"]
    assert {"const": "none"} in properties["max_new"]["anyOf"]
    references = json.dumps(schema).count("#/$defs/DateSetting")
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    assert (references, list(definitions)) == (1, ["DateSetting"])


def test_settings_page_has_current_table(tpm: Tpm) -> None:
    page = (Path(__file__).parents[3] / "docs" / "settings.md").read_text("utf-8")
    table = page.split("<!-- settings -->\n")[1].split("<!-- /settings -->")[0]
    assert table == tpm("config", "show", "--markdown").out, "run: make docs"


def test_set_prints_the_new_value(tpm: Tpm) -> None:
    result = tpm("config", "set", "intervals", "1, 3,7")
    assert (result.code, result.out) == (0, "intervals: 1, 3,7\n")
    assert tpm.config.read_text("utf-8") == "intervals: [1, 3, 7]\n"
