"""The entries of a bank file's list in one form: mappings with an id, in the fields of this version.

An entry may be a plain text, which is the prompt. A missing id is derived from the prompt.
"""

from __future__ import annotations

from binascii import crc32
from collections import Counter
from collections.abc import Sequence
from typing import Literal

from msgspec import Struct

from tpm_tui.core.bank.question import OTHER_OUTCOMES, Line, Outcome, Question
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.core.text.slug import MAX_SLUG_LENGTH, slugify
from tpm_tui.storage.files.problem import ProblemList
from tpm_tui.storage.yaml_files.convert import convert
from tpm_tui.storage.yaml_files.messages import LONGEST_NAME, MessageAndHint, nearest_name
from tpm_tui.storage.yaml_files.tree import Node

OUTCOMES: dict[str, Outcome] = {"success": "success", "mixed": "mixed", **OTHER_OUTCOMES}
"""The outcome by the value that it had in `sample`."""

FIELDS = {*Question.__struct_fields__, "sample"}

FILE_FIELDS = {"version", "topic"}
"""Fields of a bank file beside its list."""

NOT_A_LIST = "the file is a text, not a list of questions"


class Sample(Struct, frozen=True, forbid_unknown_fields=True):
    """The setting and the outcome of the model answer, as written for version 0.1."""

    world: Line
    outcome: Literal["success", "late", "partial", "cancelled", "canceled", "failed", "mixed"]


def expand_text(node: Node) -> None:
    """Change an entry that is a plain text to a mapping with this prompt."""
    if isinstance(node.value, str):
        prompt, node.value = node.value, {}
        add_field(node, "prompt", prompt)


def is_only_prompt(node: Node) -> bool:
    """Return whether an entry has no field but its prompt."""
    return node.keys.keys() == {"prompt"}


def derive_ids(nodes: Sequence[Node]) -> dict[int, str]:
    """Return ids for the entries without one that have a prompt, by index.

    An id depends on the prompt and not on the order of the entries: if several prompts would give the same
    id, each of their ids ends with a checksum of its prompt.
    """
    prompts = {
        index: prompt
        for index, node in enumerate(nodes)
        if "id" not in node.entries and (prompt := _text(node, "prompt")) is not None
    }
    slugs = {prompt: slugify(prompt, "question") for prompt in prompts.values()}
    uses = Counter([*slugs.values(), *(_text(node, "id") for node in nodes)])
    return {
        index: slugs[prompt] if uses[slugs[prompt]] == 1 else _with_checksum(slugs[prompt], prompt)
        for index, prompt in prompts.items()
    }


def replace_sample(node: Node, problems: ProblemList) -> None:
    """Replace `sample`, a field of version 0.1, by `world` and `outcome`, unless these are set."""
    given = node.entries.pop("sample", None)
    node.keys.pop("sample", None)
    if isinstance(node.value, dict):
        node.value.pop("sample", None)
    if given is None:
        return
    sample = convert(given, Sample, problems, "sample")
    if sample is None:
        node.broken = True
        return
    for name, text in (("world", sample.world), ("outcome", OUTCOMES[sample.outcome])):
        if name not in node.entries:
            add_field(node, name, text)


def list_mark_missing(root: Node) -> MessageAndHint | None:
    """Return the message for a file with questions that are in no list; None for any other file."""
    if isinstance(root.value, str):
        return NOT_A_LIST, "write `- ` before each question"
    if isinstance(root.value, list) or "questions" in root.keys:
        return None
    if text := text_read_as_mapping(root):
        return NOT_A_LIST, f'write - "{text}"'
    if "prompt" not in root.keys:
        return None
    message = "a question must be an item of a list"
    if FILE_FIELDS & root.keys.keys():
        return message, "write questions: and below it `- prompt: ...`"
    return message, f"write `- {next(iter(root.keys))}:`, and two spaces before the lines below it"


def text_read_as_mapping(node: Node) -> str:
    """Return the text that YAML reads as a field because of a colon in it, such as `This or that: why?`.

    Empty if the entry has several fields, or one whose name is a word or similar to that of a field.
    """
    if len(node.keys) != 1:
        return ""
    (key,) = node.keys
    if " " not in key or nearest_name(key, FIELDS):
        return ""
    return clean_line(f"{key}: {_text(node, key) or ''}")[:LONGEST_NAME]


def add_field(node: Node, key: str, text: str) -> None:
    """Add a field as if it were in the file."""
    if isinstance(node.value, dict):
        node.value[key] = text
        node.entries[key] = Node(text, node.position)
        node.keys[key] = node.position


def _text(node: Node, key: str) -> str | None:
    """Return the value of a field if it is a text."""
    value = node.entries[key].value if key in node.entries else None
    return value if isinstance(value, str) else None


def _with_checksum(slug: str, prompt: str) -> str:
    checksum = f"{crc32(prompt.encode('utf-8', 'replace')):08x}"
    return f"{slug[: MAX_SLUG_LENGTH - len(checksum) - 1].rstrip('-')}-{checksum}"
