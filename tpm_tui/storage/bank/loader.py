"""Load the bank from its files: all valid questions, and every problem with the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.bank import Bank, Topic
from tpm_tui.core.bank.question import Question
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.storage.bank.bank_files import find_bank_files
from tpm_tui.storage.bank.file import BankFile, load_bank_file
from tpm_tui.storage.files.problem import Problem, file_problem, problem_at
from tpm_tui.storage.files.untrusted import real_path
from tpm_tui.storage.yaml_files.part_cache import FileStamp


class SourcePosition(Struct, frozen=True):
    """The position of a question in its file; line and column from 1."""

    file: str
    """The path to open; `str(position)` is the one to show."""
    line: int
    column: int = 1

    def __str__(self) -> str:
        return printable_line(f"{self.file}:{self.line}")


class Original(Struct, frozen=True):
    """A question that is not in the bank, because an own copy of it is used."""

    question: Question
    place: SourcePosition


class LoadedBank(Struct, frozen=True):
    """The bank, the position of each question, and the problems found in the files."""

    bank: Bank
    places: Mapping[str, SourcePosition]
    """By question id."""
    problems: tuple[Problem, ...] = ()
    without_id: tuple[str, ...] = ()
    """Ids derived from the prompt because the file has none; they change with the wording."""
    originals: dict[str, Original] = {}
    """The questions that are replaced by own copies, by id."""
    files: tuple[FileStamp, ...] = ()
    """The bank's files as they were before they were read; none if it has problems or is not cached."""


def load_bank(paths: Sequence[Path], cache: Path | None = None) -> LoadedBank:
    """Load bank files and folders of bank files, in the order given.

    An invalid question or file is skipped with a problem and does not affect the others. If two questions
    share an id, the second is skipped, unless one of them is an own copy, which is used instead of the other;
    if they share a number, the second loses it. Files with the same topic id form one topic. With a cache
    folder, unchanged files are not parsed again. Never raises for file content or file system errors: these
    become problems.
    """
    builder = _BankBuilder()
    seen: set[str] = set()
    for path in paths:
        found = find_bank_files(path)
        builder.problems += found.problems
        if not found.files and not found.problems:
            hint = "add a file such as my-questions.yaml"
            builder.problems.append(file_problem(path, "the folder has no bank files", hint, "warning"))
        for file in found.files:
            real = real_path(file)
            if real not in seen:
                seen.add(real)
                builder.add_file(file, load_bank_file(file, cache))
    return builder.loaded()


class _BankBuilder:
    """Merges files one by one and resolves duplicate ids, numbers and topics."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self._topics: dict[str, Topic] = {}
        self._questions: dict[str, Question] = {}
        self._numbers: dict[int, str] = {}
        self._places: dict[str, SourcePosition] = {}
        self._without_id: list[str] = []
        self._originals: dict[str, Original] = {}

    def add_file(self, path: Path, loaded: BankFile | Problem) -> None:
        if isinstance(loaded, Problem):
            self.problems.append(loaded)
            return
        self.problems += loaded.problems
        without_id = frozenset(loaded.without_id)
        for question, position in zip(loaded.questions, loaded.positions, strict=True):
            if (
                self._add_question(question, SourcePosition(str(path), *position))
                and question.id in without_id
            ):
                self._without_id.append(question.id)
        if loaded.questions:
            self._add_topic(loaded.topic)

    def _add_topic(self, topic: Topic) -> None:
        first = self._topics.get(topic.id, topic)
        self._topics[topic.id] = replace(
            first, title=first.title or topic.title, description=first.description or topic.description
        )

    def _add_question(self, question: Question, place: SourcePosition) -> bool:
        """Add a question; return whether it was added."""
        if (known := self._questions.get(question.id)) is not None:
            one_is_copy = (known.copied_from is None) != (question.copied_from is None)
            if not one_is_copy or question.id in self._originals:
                message = f"the id {question.id} is already used at {self._places[question.id]}"
                self.problems.append(
                    _conflict_at(place, message, "give this question another id; it is skipped")
                )
                return False
            if question.copied_from is None:
                self._originals[question.id] = Original(question, place)
                return False
            self._remove_original(known)
        number = question.number
        if number in self._numbers:
            owner = self._numbers[number]
            message = f"number {number} is already used by {owner} at {self._places[owner]}"
            self.problems.append(
                _conflict_at(place, message, "give this question another number; it is loaded without one")
            )
            question = replace(question, number=None)
        elif number is not None:
            self._numbers[number] = question.id
        self._questions[question.id] = question
        self._places[question.id] = place
        return True

    def _remove_original(self, question: Question) -> None:
        """Make room for an own copy, which takes the place of the question in the order."""
        self._originals[question.id] = Original(question, self._places[question.id])
        if question.number is not None:
            del self._numbers[question.number]
        if question.id in self._without_id:
            self._without_id.remove(question.id)

    def loaded(self) -> LoadedBank:
        bank = Bank(tuple(self._topics.values()), tuple(self._questions.values()))
        return LoadedBank(bank, self._places, tuple(self.problems), tuple(self._without_id), self._originals)


def _conflict_at(place: SourcePosition, message: str, hint: str) -> Problem:
    return problem_at(place.file, (place.line, place.column), message, hint)
