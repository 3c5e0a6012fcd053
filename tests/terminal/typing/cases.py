"""A bank of many short questions."""

from __future__ import annotations

from tests.terminal.conftest import Machine

CASES = 60

PRACTICE_CASES = ("practice", "--topic", "rescue", "--limit", str(CASES))
"""Arguments that practise all of them, in their order."""

_QUESTION = """\
  - id: case-{0}
    number: {0}
    title: Case {0}
    prompt: Prompt of case {0}.
    key_points: [{{name: first}}, {{name: second}}]
"""


def write_cases(machine: Machine) -> None:
    """Replace the bank of a machine, and set a pace at which all questions are due."""
    questions = "".join(map(_QUESTION.format, range(1, CASES + 1)))
    machine.bank.write_text(f"topic: {{id: rescue, title: Rescue}}\nquestions:\n{questions}", "utf-8")
    (machine.home / "config.yaml").write_text(f"per_day: {CASES}\n", "utf-8")
