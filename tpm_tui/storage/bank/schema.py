"""The JSON Schema of a bank file, for completion and validation in an author's editor.

`python -m tpm_tui.storage.bank.schema > bank/bank.schema.json` updates the copy in the bank folder.
The loader does not use it: it validates against the same structs, with better messages.
"""

from __future__ import annotations

import json
import sys
from typing import Literal, get_args

import msgspec
from msgspec import Struct

from tpm_tui.core.bank.bank import Topic
from tpm_tui.core.bank.question import Level, Question

DIALECT = "https://json-schema.org/draft/2020-12/schema"

FIELDS = {
    "Question": {
        "id": "A stable id in kebab-case. Progress is stored under it: keep it when you reword the question.",
        "prompt": "The question as an interviewer asks it.",
        "key_points": "What a good answer contains; ticked one by one after answering.",
        "number": "A short number for the question, unique in the bank.",
        "title": "A title of two or three words, for lists.",
        "variants": "Other wordings of the question; they rotate with the attempts.",
        "level": "The scope of the question: any program manager, many teams, or the organisation.",
        "levels": "How the answer differs at each level, one line each.",
        "probes": "What the interviewer wants to find out.",
        "time_target": "Target speaking time of the full and the short answer.",
        "opening": "A good first sentence.",
        "model_answer": "A sample answer, as one text or as named parts in speaking order.",
        "short_answer": "The answer in 30 seconds.",
        "weak_signs": "Signs of a weak answer, each with the reason.",
        "follow_ups": "Follow-up questions, in increasing depth.",
        "netflix_lens": "How the question applies at Netflix.",
        "numbers": "Figures from your own work to have ready.",
        "transfer": "Matching stories, and related questions by number.",
        "recall": "Recall cards, each a short question and answer.",
        "sample": "The fictional setting of the model answer, and its outcome.",
        "review_by": "The ISO date by which time-dependent facts should be reviewed.",
    },
    "KeyPoint": {
        "name": "A name of two to five words, unique within the question.",
        "cue": "What a listener would hear or see, specific enough for two listeners to agree.",
        "why": "Why the point matters, in one line.",
        "must": "Whether this is a must point: one of the few that separate a strong answer from a fair one.",
        "facts": "Ids of the facts that the point is based on.",
        "cues": "Phrases and sentences that match the point in a typed answer.",
    },
}
"""Field descriptions for editors, by struct and field name."""


class _BankDocument(Struct, forbid_unknown_fields=True):
    """A file of practice questions for tpm-tui."""

    questions: tuple[Question, ...]
    topic: Topic | str = ""
    version: Literal[1] = 1


def bank_schema() -> dict[str, object]:
    """Return the schema (draft 2020-12) of a bank file as the loader accepts it."""
    _, definitions = msgspec.json.schema_components([_BankDocument], ref_template="#/$defs/{name}")
    document = definitions.pop("_BankDocument")
    question = definitions["Question"]
    question["properties"].pop("topic")  # the loader fills it in
    question["required"].remove("id")  # derived from the prompt if missing
    definitions["Topic"]["required"].remove("id")  # derived from the title if missing
    question["properties"]["levels"]["propertyNames"] = {"enum": list(get_args(Level))}
    for struct, descriptions in FIELDS.items():
        for field, description in descriptions.items():
            described = definitions[struct]["properties"][field]
            definitions[struct]["properties"][field] = {"description": description, **described}
    return {
        "$schema": DIALECT,
        **document,
        "title": "tpm-tui bank file",
        "$defs": dict(sorted(definitions.items())),
    }


def bank_schema_text() -> str:
    """Return the schema as the text of its file."""
    return json.dumps(bank_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(bank_schema_text())
