"""The bank from its files: whatever is good in them, and every problem with the rest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.storage.bank.file import BankFile, bank_files, load_bank_file
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.files.untrusted import real_path


class SourcePosition(Struct, frozen=True):
    """Where something is written; line and column from 1."""

    file: str
    line: int
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


class LoadedBank(Struct, frozen=True):
    """What can be practised, where each question is written, and what is wrong with the files."""

    bank: Bank
    places: dict[str, SourcePosition]
    """By question id."""
    problems: tuple[Problem, ...] = ()
    without_id: tuple[str, ...] = ()
    """Ids that were made of the prompt, for want of one in the file: they change with the wording."""


def load_bank(paths: Sequence[Path], cache: Path | None = None) -> LoadedBank:
    """Read bank files and folders of them, in the order given.

    A bad question or file is set aside with a problem and costs no other. Of two questions with one id the
    first stays; of two with one number the second loses the number. Files with one topic id make one topic.
    With a cache folder a second load need not parse. Raises nothing for whatever the files may be.
    """
    gathering = _BankBuilder()
    seen: set[str] = set()
    for path in paths:
        files = bank_files(path)
        if isinstance(files, Problem):
            gathering.problems.append(files)
            continue
        if not files:
            hint = "put a file such as my-questions.yaml there"
            gathering.problems.append(Problem(str(path), 0, 0, "no bank files here", hint, warning=True))
        for file in files:
            real = real_path(file)
            if real not in seen:
                seen.add(real)
                gathering.add_file(file, load_bank_file(file, cache))
    return gathering.loaded()


class _BankBuilder:
    """Files come in one by one, and what they share is settled."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._topics: dict[str, Topic] = {}
        self._questions: dict[str, Question] = {}
        self._numbers: dict[int, str] = {}
        self._places: dict[str, SourcePosition] = {}
        self._nameless: list[str] = []

    def add_file(self, path: Path, loaded: BankFile | Problem) -> None:
        if isinstance(loaded, Problem):
            self.problems.append(loaded)
            return
        self.problems += loaded.problems
        for question, position in zip(loaded.questions, loaded.positions, strict=True):
            if (
                self._add_question(question, SourcePosition(str(path), *position))
                and question.id in loaded.without_id
            ):
                self._nameless.append(question.id)
        if loaded.questions:
            self._add_topic(loaded.topic)

    def _add_topic(self, topic: Topic) -> None:
        first = self._topics.get(topic.id, topic)
        self._topics[topic.id] = replace(
            first, title=first.title or topic.title, description=first.description or topic.description
        )

    def _add_question(self, question: Question, place: SourcePosition) -> bool:
        """Returns whether it could be added."""
        if question.id in self._places:
            message = f"the id {question.id} is taken by {self._places[question.id]}"
            self.problems.append(_at(place, message, "give this question another id; it is set aside"))
            return False
        number = question.number
        if number in self._numbers:
            taken = self._numbers[number]
            message = f"number {number} is taken by {taken} in {self._places[taken]}"
            self.problems.append(_at(place, message, "give this question another number; it goes without"))
            question = replace(question, number=None)
        elif number is not None:
            self._numbers[number] = question.id
        self._questions[question.id] = question
        self._places[question.id] = place
        return True

    def loaded(self) -> LoadedBank:
        bank = Bank(tuple(self._topics.values()), tuple(self._questions.values()))
        return LoadedBank(bank, self._places, tuple(self.problems), tuple(self._nameless))


def _at(place: SourcePosition, message: str, hint: str) -> Problem:
    return Problem(place.file, place.line, place.column, message, hint)
