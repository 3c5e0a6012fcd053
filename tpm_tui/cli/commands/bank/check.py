"""`tpm-tui bank check`: print all problems of bank files, and of their cues with `--cues`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from tpm_tui.cli.output.options import check_paths, json_option
from tpm_tui.cli.output.problems import problem_line
from tpm_tui.core.bank.bank import Bank
from tpm_tui.core.bank.facts import is_review_past
from tpm_tui.core.bank.prompt_key import prompt_key
from tpm_tui.core.bank.question import Question
from tpm_tui.exchange.phrases import plural
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.facts import LoadedFacts, load_facts
from tpm_tui.storage.bank.loader import LoadedBank, load_bank
from tpm_tui.storage.bank.shipped import shipped_bank
from tpm_tui.storage.bank.study_sets import load_study_sets
from tpm_tui.storage.files.problem import Problem, file_problem, problem_at


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--cues",
    is_flag=True,
    help="Also list cues that repeat their key point's words or fit another point better.",
)
@json_option
@click.pass_obj
def check(workspace: Workspace, paths: tuple[Path, ...], cues: bool, as_json: bool) -> None:
    """Check bank files for errors.

    Every error is printed with file, line, column and how to fix it, and questions and facts whose review_by
    date is past. PATHS are files or folders; without them the bank in use is checked. Exits with 1 if there
    is an error; warnings do not count.
    """
    check_paths(paths)
    from tpm_tui.storage.bank.own_copy import changed_originals

    chosen = paths or workspace.bank_paths
    loaded, facts = workspace.restore_ids_by_wording(load_bank(chosen, None)), load_facts(chosen, None)
    problems = [*loaded.problems, *facts.problems, *load_study_sets(chosen, None).problems]
    problems += unknown_facts(loaded, {*facts.facts, *workspace.facts})
    problems += outdated_entries(loaded, facts, workspace.today())
    problems += changed_originals(loaded, shipped_questions(loaded))
    problems += repeated_prompts(loaded)
    problems += questions_without_id(loaded)
    errors = [problem for problem in problems if problem.is_error]
    cue_problems = list_cue_problems(loaded) if cues else []
    if as_json:
        from tpm_tui.exchange.json_document import to_json_document

        result: dict[str, object] = {
            "ok": not errors,
            "questions": len(loaded.bank.questions),
            "errors": [
                {
                    "file": problem.file,
                    "line": problem.line,
                    "column": problem.column,
                    "message": problem.message,
                    "hint": problem.hint,
                }
                for problem in errors
            ],
            "warnings": [str(problem) for problem in problems if not problem.is_error],
        }
        click.echo(to_json_document(result | ({"cues": cue_problems} if cues else {})).rstrip("\n"))
    else:
        for problem in problems:
            click.echo(problem_line(problem))
        for text in cue_problems:
            click.echo(text)
        summary = plural(len(errors), "error") if errors else "no errors"
        click.echo(f"{plural(len(loaded.bank.questions), 'question')}, {summary}.")
    sys.exit(1 if errors else 0)


def shipped_questions(loaded: LoadedBank) -> Sequence[Question]:
    """Return the shipped questions if the bank has a copy without its original, as a single checked file."""
    copies = (question for question in loaded.bank.questions if question.copied_from is not None)
    if all(question.id in loaded.originals for question in copies):
        return ()
    return load_bank([shipped_bank()]).bank.questions


def unknown_facts(loaded: LoadedBank, known: Collection[str]) -> Iterable[Problem]:
    """Yield a warning for each question that cites facts which are in no facts file.

    Args:
        loaded: the bank.
        known: ids of the facts.
    """
    for question in loaded.bank.questions:
        lens = question.netflix_lens.facts if question.netflix_lens else ()
        cited = {*lens, *(fact for point in question.key_points for fact in point.facts)}
        missing = sorted(cited.difference(known))
        if missing:
            place = loaded.places[question.id]
            message = f"{question.id} cites unknown facts: {', '.join(missing)}"
            hint = "add the fact to a facts.yaml or correct its id"
            yield problem_at(place.file, (place.line, place.column), message, hint, "warning")


def outdated_entries(loaded: LoadedBank, facts: LoadedFacts, today: date) -> Iterable[Problem]:
    """Yield a warning for each question and fact whose `review_by` date is before the study day `today`."""
    for question in loaded.bank.questions:
        if is_review_past(question.review_by, today):
            place = loaded.places[question.id]
            yield _outdated(question.id, question.review_by, place.file, place.line, place.column)
    for fact in facts.facts.values():
        if is_review_past(fact.review_by, today):
            entry = facts.places[fact.id]
            yield _outdated(fact.id, fact.review_by, entry.file, entry.line, 1)


def _outdated(id: str, review_by: str, file: str, line: int, column: int) -> Problem:
    message = f"{id} was to be reviewed by {review_by}"
    hint = "check that it is still true, then write a later date"
    return problem_at(file, (line, column), message, hint, "warning")


def repeated_prompts(loaded: LoadedBank) -> Iterable[Problem]:
    """Yield a warning for each question whose prompt an earlier question has."""
    first: dict[str, str] = {}
    for question in loaded.bank.questions:
        other = first.setdefault(prompt_key(question.prompt) or question.id, question.id)
        if other != question.id:
            place = loaded.places[question.id]
            message = f"{question.id} has the same prompt as {other} at {loaded.places[other]}"
            yield problem_at(place.file, (place.line, place.column), message, "remove one of them", "warning")


def questions_without_id(loaded: LoadedBank) -> Iterable[Problem]:
    """Yield a note for each file with questions that are only a prompt.

    Their ids are derived from the prompts without a warning, so that a plain list of questions has none.
    """
    bank = loaded.bank
    only_prompt = [
        id
        for id in loaded.without_id
        if bank.by_id[id] == Question(id, bank.by_id[id].prompt, topic=bank.by_id[id].topic)
    ]
    for file, count in Counter(loaded.places[id].file for id in only_prompt).items():
        message = f"{plural(count, 'question')} without an id"
        hint = "progress is stored by wording; to reword a question, first write - {id: ..., prompt: ...}"
        yield file_problem(file, message, hint, "note")


def list_cue_problems(loaded: LoadedBank) -> list[str]:
    """Return a line for each cue that repeats its key point's words or fits another point better."""
    from tpm_tui.core.bank.cue_lint import cue_weights, lint_cues
    from tpm_tui.storage.bank.stemmer import english_stemmer

    bank: Bank = loaded.bank
    stem = english_stemmer()
    weights = cue_weights(bank.questions, stem)
    lines = []
    for question in bank.questions:
        for found in lint_cues(question, stem, weights):
            if found.repeats or found.rival:
                problem = "repeats the point's own words" if found.repeats else f'fits "{found.rival}" better'
                place = loaded.places[question.id]
                lines.append(f'{place}: {question.id}, "{found.point}": cue "{found.cue}" {problem}')
    return lines
