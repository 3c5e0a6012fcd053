"""Examining everything that is the learner's: files, boxes, questions, settings, and what hangs together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from tpm_tui.core.bank.question import Question
from tpm_tui.core.cards.events import HistoryEntry, active_reviews
from tpm_tui.core.cards.orphans import likely, orphans, same_wording, wordings
from tpm_tui.core.cards.replay import Cards, replay
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.facts import load_facts
from tpm_tui.storage.bank.shipped import shipped_themes
from tpm_tui.storage.bank.study_sets import load_study_sets
from tpm_tui.storage.doctor.checks import check_files
from tpm_tui.storage.doctor.finding import Finding, counted, join_first
from tpm_tui.storage.files import private
from tpm_tui.storage.files.errors import DataFolderError
from tpm_tui.storage.files.problem import Problem
from tpm_tui.storage.progress.drafts import Drafts
from tpm_tui.storage.settings.themes import load_themes


class DoctorReport(Struct, frozen=True):
    """All that was found, and how much was looked at."""

    findings: list[Finding]
    answers: int
    """That stand."""
    questions: int
    """That have a history."""

    @property
    def wrong(self) -> list[Finding]:
        """What is more than good to know."""
        return [finding for finding in self.findings if finding.wrong]


def check_everything(workspace: Workspace, misnamed: Sequence[Problem] = ()) -> DoctorReport:
    """Look at everything; nothing is changed.

    Args:
        workspace: where everything is.
        misnamed: what the settings name and there is not, which only the interface knows.
    """
    paths = workspace.paths
    settings = list(problem_findings("config", (*workspace.loaded_config.problems, *misnamed)))
    try:
        private.check_folder(paths.data)
    except DataFolderError as error:
        return DoctorReport([Finding("privacy", "", str(error)), *settings], 0, 0)
    log, findings = check_files(paths, workspace.rules, workspace.now())
    cards = replay(log.entries, workspace.rules)
    findings += problem_findings("bank", workspace.loaded_bank.problems)
    findings += problem_findings("bank", load_facts(workspace.bank_paths, paths.cache).problems)
    findings += problem_findings("bank", load_study_sets(workspace.bank_paths, paths.cache).problems)
    folders = [folder for folder in (shipped_themes(), paths.themes) if folder.is_dir()]
    findings += problem_findings("themes", load_themes(folders, paths.cache).problems)
    findings += settings
    findings += _orphans(workspace, log.entries, cards)
    findings += _orphaned_drafts(workspace)
    return DoctorReport(findings, len(active_reviews(log.entries)), len(cards))


def problem_findings(check: str, problems: Iterable[Problem]) -> Iterator[Finding]:
    for problem in problems:
        place = f"{problem.file}:{problem.line}" if problem.line else problem.file
        yield Finding(check, place, problem.message, problem.hint, wrong=not problem.warning)


def _orphans(workspace: Workspace, entries: list[HistoryEntry], cards: Cards) -> Iterator[Finding]:
    """History of questions that no bank has: kept, and back with the question."""
    lost = orphans(cards, workspace.bank)
    if not lost:
        return
    untouched = [question for question in workspace.bank.questions if question.id not in cards]
    asked = wordings(entries, lost)
    same = same_wording(asked, untouched)
    near = likely(
        {orphan: told for orphan, told in asked.items() if orphan not in same},
        [question for question in untouched if question not in same.values()],
    )
    for orphan in lost:
        answers = counted(cards[orphan].attempts, "answer")
        kept = f"no bank has this question; its history ({answers}) is kept, and comes back with it"
        remedy = ""
        if orphan in same:
            remedy = _renamed(workspace, orphan, same[orphan], "asks the same")
        elif orphan in near:
            remedy = _renamed(workspace, orphan, near[orphan], "asks nearly the same")
        yield Finding("orphans", orphan, kept, remedy, wrong=False)


def _renamed(workspace: Workspace, orphan: str, question: Question, how: str) -> str:
    place = workspace.loaded_bank.places[question.id]
    return f"{question.id} ({place}) {how}: to go on with its boxes write id: {orphan}"


def _orphaned_drafts(workspace: Workspace) -> Iterator[Finding]:
    lost = sorted(Drafts(workspace.paths.data / "drafts").questions() - set(workspace.bank.by_id))
    if lost:
        message = f"drafts for questions that no bank has: {join_first(lost)}"
        yield Finding("drafts", "drafts", message, "kept; they come back with the question", wrong=False)
