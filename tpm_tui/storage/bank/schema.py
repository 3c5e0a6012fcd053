"""The JSON Schema of a bank file, for completion and validation in an author's editor.

`python -m tpm_tui.storage.bank.schema > bank/bank.schema.json` updates the copy in the bank folder.
The loader does not use it: it validates against the same structs, with better messages. The descriptions of
the fields are beside the fields, in `tpm_tui.core.bank.question`.
"""

from __future__ import annotations

import json
import sys
from typing import Annotated, Literal, get_args

import msgspec
from msgspec import Meta, Struct

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Level, Line, Question
from tpm_tui.storage.bank.entries import Sample

DIALECT = "https://json-schema.org/draft/2020-12/schema"

QuestionList = Annotated[
    tuple[Question | Line, ...], Meta(description="The questions; a text alone is a question's prompt.")
]


class BankDocument(Struct, forbid_unknown_fields=True):
    """A file of practice questions for tpm-tui."""

    questions: QuestionList
    topic: Topic | str = ""
    version: Literal[1] = 1


def bank_schema() -> dict[str, object]:
    """Return the schema (draft 2020-12) of a bank file as the loader accepts it."""
    (document, questions, sample), definitions = msgspec.json.schema_components(
        [BankDocument, QuestionList, Sample], ref_template="#/$defs/{name}"
    )
    question = definitions["Question"]
    question["properties"].pop("topic")  # the loader fills it in
    question["required"].remove("id")  # derived from the prompt if missing
    definitions["Topic"]["required"].remove("id")  # derived from the title if missing
    question["properties"]["levels"]["propertyNames"] = {"enum": list(get_args(Level))}
    question["properties"]["sample"] = {
        "description": "The old form of world and outcome.",
        "deprecated": True,
        **sample,
    }
    return {
        "$schema": DIALECT,
        "title": "tpm-tui bank file",
        "anyOf": [document, questions],
        "$defs": dict(sorted(definitions.items())),
    }


def bank_schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(bank_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(bank_schema_text())
