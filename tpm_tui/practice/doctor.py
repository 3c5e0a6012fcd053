"""Checks of all of the learner's data: files, boxes, questions, settings, and references between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.active import active_reviews
from tpm_tui.core.cards.events import HistoryEntry
from tpm_tui.core.cards.orphans import collect_wordings, find_orphans, match_similar_wording, match_wording
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.core.text.plural import plural
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.facts import load_facts
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.bank.study_sets import load_study_sets
from tpm_tui.storage.doctor.checks import check_files
from tpm_tui.storage.doctor.phrases import join_first
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.problem import Problem, file_problem
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.settings.themes import load_themes
from tpm_tui.storage.stories.lists import load_lists
from tpm_tui.storage.stories.story_file import load_stories


class DoctorReport(Struct, frozen=True):
    """The problems, and how much was checked."""

    problems: list[Problem]
    """Each with its `check`."""
    answers: int
    """Active reviews."""
    questions: int
    """Questions with a history."""

    @property
    def errors(self) -> list[Problem]:
        """The problems that are errors, without warnings and notes."""
        return [problem for problem in self.problems if problem.is_error]


def check_everything(workspace: Workspace, unknown_names: Sequence[Problem] = ()) -> DoctorReport:
    """Check everything without changing anything.

    Args:
        workspace: paths, settings, bank and progress.
        unknown_names: unknown actions and themes in the settings, which only the interface can find.
    """
    paths = workspace.paths
    settings = _found_by(
        "config", (*workspace.loaded_config.problems, *unknown_names, *workspace.unknown_date_topics())
    )
    try:
        private.check_folder(paths.data)
    except DataFolderError as error:
        return DoctorReport([file_problem("", str(error), check="privacy"), *settings], 0, 0)
    log, problems = check_files(paths, workspace.rules, workspace.now())
    cards = replay(log.entries, workspace.rules)
    problems += _found_by("bank", workspace.loaded_bank.problems)
    problems += _found_by("bank", load_facts(workspace.bank_paths, paths.cache).problems)
    problems += _found_by("bank", load_study_sets(workspace.bank_paths, paths.cache).problems)
    problems += _found_by("stories", load_stories(paths.data, paths.cache).problems)
    problems += _found_by("stories", load_lists(paths.data).problems)
    folders = [folder for folder in (shipped_themes(), paths.themes) if folder.is_dir()]
    problems += _found_by("themes", load_themes(folders, paths.cache).problems)
    problems += settings
    problems += _find_orphans(workspace, log.entries, cards)
    problems += _find_orphaned_drafts(workspace)
    return DoctorReport(problems, len(active_reviews(log.entries)), len(cards))


def _found_by(check: str, problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems of hand-written files with the name of the check."""
    return [replace(problem, check=check) for problem in problems]


def _find_orphans(workspace: Workspace, entries: list[HistoryEntry], cards: Cards) -> Iterator[Problem]:
    """Yield a note for each question that has a history but is not in the bank.

    Its hint names the question that has the same or similar wording, if there is one.
    """
    lost = find_orphans(cards, workspace.bank)
    if not lost:
        return
    untouched = [question for question in workspace.bank.questions if question.id not in cards]
    wordings = collect_wordings(entries, lost)
    same = match_wording(wordings, untouched)
    near = match_similar_wording(
        {orphan: texts for orphan, texts in wordings.items() if orphan not in same},
        [question for question in untouched if question not in same.values()],
    )
    for orphan in lost:
        answers = plural(cards[orphan].attempts, "answer")
        message = f"this question is not in the bank; its history ({answers}) is kept in case it returns"
        hint = ""
        if orphan in same:
            hint = _rename_hint(workspace, orphan, same[orphan], "has the same wording")
        elif orphan in near:
            hint = _rename_hint(workspace, orphan, near[orphan], "has nearly the same wording")
        yield file_problem(orphan, message, hint, "note", check="orphans")


def _rename_hint(workspace: Workspace, orphan: str, question: Question, similarity: str) -> str:
    place = workspace.loaded_bank.places[question.id]
    return f"{question.id} ({place}) {similarity}: to keep its progress, write id: {orphan}"


def _find_orphaned_drafts(workspace: Workspace) -> Iterator[Problem]:
    lost = sorted(Drafts(workspace.paths.data / "drafts").questions() - set(workspace.bank.by_id))
    if lost:
        message = f"drafts for questions that are not in the bank: {join_first(lost)}"
        hint = "kept in case the questions return"
        yield file_problem("drafts", message, hint, "note", check="drafts")
