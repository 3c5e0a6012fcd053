"""The JSON Schema of a bank file, so that an author's editor completes and checks while typing.

`python -m tpm_tui.storage.bank.schema > bank/bank.schema.json` refreshes the file that lies beside the bank.
The loader does not use it: it checks against the same structs, and says more.
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
        "id": "A stable name in kebab-case. Progress hangs on it, so it never changes; the wording may.",
        "prompt": "The question, as an interviewer says it.",
        "key_points": "What a good answer contains, to be ticked one by one.",
        "number": "A number to call it by, unique in the bank.",
        "title": "Two or three words for lists.",
        "variants": "Other ways of asking; they rotate with the attempts.",
        "level": "Whose problem it is: any program manager's, many teams', the organisation's.",
        "levels": "What changes in the answer at each level, one line each.",
        "probes": "Why it is asked: the test behind the words.",
        "time_target": "How long the full and the short answer should take, spoken.",
        "opening": "A first sentence that works.",
        "model_answer": "A sample answer, whole or in named parts in the order of speaking.",
        "short_answer": "The answer in half a minute.",
        "weak_signs": "What costs points, each with the reason.",
        "follow_ups": "What an interviewer asks next, in rising depth.",
        "netflix_lens": "How the question looks from Netflix.",
        "numbers": "Figures of one's own to have ready.",
        "transfer": "Stories that fit, and related questions by number.",
        "recall": "Small cards of one short question and answer.",
        "sample": "The invented world of the model answer, and how its story ends.",
        "review_by": "When a fact that ages needs a fresh look, an ISO date.",
    },
    "KeyPoint": {
        "name": "Two to five words, unlike the other points' names.",
        "cue": "What would be heard or drawn, so that two listeners agree.",
        "why": "Why it counts, in one line.",
        "must": "Whether it is one of the few that separate a strong answer from a fair one.",
        "facts": "Ids of the facts that it rests on.",
        "cues": "Phrases and sentences by which it is recognised in a typed answer.",
    },
}
"""What an editor shows for a field."""


class _BankDocument(Struct, forbid_unknown_fields=True):
    """A file of practice questions for tpm-tui."""

    questions: tuple[Question, ...]
    topic: Topic | str = ""
    version: Literal[1] = 1


def bank_schema() -> dict[str, object]:
    """The schema, draft 2020-12, of what the loader accepts in a bank file."""
    _, definitions = msgspec.json.schema_components([_BankDocument], ref_template="#/$defs/{name}")
    document = definitions.pop("_BankDocument")
    question = definitions["Question"]
    question["properties"].pop("topic")  # the loader fills it in
    question["required"].remove("id")  # derived from the prompt where it is missing
    definitions["Topic"]["required"].remove("id")  # derived from the title
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
    """The schema as the file holds it."""
    return json.dumps(bank_schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(bank_schema_text())
