"""The JSON Schema in the bank folder is up to date and describes every field."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from tpm_tui.core.bank import question
from tpm_tui.storage.bank.schema import FIELDS, bank_schema, bank_schema_text

ROOT = Path(__file__).parents[3]
FILE = ROOT / "bank" / "bank.schema.json"


def test_schema_file_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == bank_schema_text(), (
        "run: python -m tpm_tui.storage.bank.schema > bank/bank.schema.json"
    )


def test_module_prints_schema() -> None:
    command = [sys.executable, "-m", "tpm_tui.storage.bank.schema"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == bank_schema_text()
    assert json.loads(done.stdout)["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def find_references(node: object) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "$ref":
                yield str(value)
            else:
                yield from find_references(value)
    elif isinstance(node, list):
        for value in node:
            yield from find_references(value)


def test_every_reference_has_a_definition() -> None:
    schema = bank_schema()
    definitions = schema["$defs"]
    assert isinstance(definitions, dict)
    found = set(find_references(schema))
    assert found == {f"#/$defs/{name}" for name in definitions}


def properties_of(name: str) -> dict[str, dict[str, object]]:
    definitions = bank_schema()["$defs"]
    assert isinstance(definitions, dict)
    found: dict[str, dict[str, object]] = definitions[name]["properties"]
    return found


@pytest.mark.parametrize("struct", [question.Question, question.KeyPoint], ids=lambda struct: struct.__name__)
def test_every_field_has_a_description(struct: type[msgspec.Struct]) -> None:
    field_names = {field.encode_name for field in msgspec.structs.fields(struct)} - {"topic"}
    described = properties_of(struct.__name__)
    assert set(described) == field_names
    assert all(described[name].get("description") for name in field_names - {"kind"})
    assert set(FIELDS[struct.__name__]) <= field_names


def test_only_four_lines_are_required() -> None:
    definitions = bank_schema()["$defs"]
    assert isinstance(definitions, dict)
    assert definitions["Question"]["required"] == ["prompt", "key_points"]
    assert definitions["KeyPoint"]["required"] == ["name"]
    assert bank_schema()["required"] == ["questions"]
