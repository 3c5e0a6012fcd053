"""The JSON Schema in the bank folder is up to date and describes every field."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tpm_tui.core.bank import question
from tpm_tui.storage.bank.schema import bank_schema, bank_schema_text

ROOT = Path(__file__).parents[3]
FILE = ROOT / "bank" / "bank.schema.json"


def test_schema_file_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == bank_schema_text(), "run: make docs"


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
    assert set(described) - {"sample"} == field_names
    assert [name for name, field in described.items() if not field.get("description")] == []


def test_only_prompt_is_required() -> None:
    definitions = bank_schema()["$defs"]
    assert isinstance(definitions, dict)
    assert definitions["Question"]["required"] == ["prompt"]
    assert definitions["KeyPoint"]["required"] == ["name"]
    assert definitions["BankDocument"]["required"] == ["questions"]


def test_file_can_be_a_list_of_texts_and_questions() -> None:
    document, listed = _list(bank_schema()["anyOf"])
    assert document == {"$ref": "#/$defs/BankDocument"}
    assert listed == properties_of("BankDocument")["questions"]
    items = listed["items"]["anyOf"]
    assert {"$ref": "#/$defs/Question"} in items
    assert "string" in [each.get("type") for each in items]


def _list(value: object) -> list[Any]:
    assert isinstance(value, list)
    return value


def test_sample_of_older_files_is_marked_as_old() -> None:
    assert properties_of("Question")["sample"]["deprecated"] is True
    assert "failed" in str(properties_of("Sample")["outcome"])
