"""`tpm-tui bank check`: every fault of bank files at once, and, if asked, how the cues fare."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click

from tpm_tui.core.bank.bank import Bank
from tpm_tui.exchange.phrases import plural
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.facts import LoadedFacts, load_facts
from tpm_tui.storage.bank.loader import LoadedBank, load_bank
from tpm_tui.storage.bank.study_sets import load_study_sets
from tpm_tui.storage.files.problem import Problem


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--cues", is_flag=True, help="Also show cues that repeat their point or fit a sister better.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.pass_obj
def check(workspace: Workspace, paths: tuple[Path, ...], cues: bool, as_json: bool) -> None:
    """Check bank files: every fault with file, line, column and remedy. Exits with 1 if there is one."""
    for path in paths:
        if not os.path.exists(path):
            raise click.UsageError(f"{path}: there is no such file or folder")
    chosen = paths or workspace.bank_paths
    loaded, facts = workspace.restore_ids_by_wording(load_bank(chosen, None)), load_facts(chosen, None)
    problems = [*loaded.problems, *facts.problems, *load_study_sets(chosen, None).problems]
    problems += unknown_facts(loaded, facts)
    errors = [problem for problem in problems if not problem.warning]
    told = cue_lines(loaded) if cues else []
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
            "warnings": [str(problem) for problem in problems if problem.warning],
        }
        click.echo(to_json_document(result | ({"cues": told} if cues else {})).rstrip("\n"))
    else:
        for problem in problems:
            click.echo(f"warning: {problem}" if problem.warning else str(problem))
        for text in told:
            click.echo(text)
        faults = plural(len(errors), "fault") if errors else "no faults"
        click.echo(f"{plural(len(loaded.bank.questions), 'question')}, {faults}.")
    sys.exit(1 if errors else 0)


def unknown_facts(loaded: LoadedBank, facts: LoadedFacts) -> Iterable[Problem]:
    """A warning for each question that cites a fact which no facts file has."""
    for question in loaded.bank.questions:
        lens = question.netflix_lens.facts if question.netflix_lens else ()
        cited = {*lens, *(fact for point in question.key_points for fact in point.facts)}
        missing = sorted(cited - facts.facts.keys())
        if missing:
            place = loaded.places[question.id]
            message = f"{question.id} cites {', '.join(missing)}, which no facts.yaml has"
            yield Problem(place.file, place.line, place.column, message, "add the fact or mend its id", True)


def cue_lines(loaded: LoadedBank) -> list[str]:
    """A line for each cue that does not speak for its own point."""
    from tpm_tui.core.bank.cue_lint import cue_weights, lint_cues
    from tpm_tui.storage.bank.stemmer import english_stemmer

    bank: Bank = loaded.bank
    stem = english_stemmer()
    weights = cue_weights(bank.questions, stem)
    lines = []
    for question in bank.questions:
        for found in lint_cues(question, stem, weights):
            if found.repeats or found.rival:
                fault = "repeats the point's own words" if found.repeats else f'fits "{found.rival}" better'
                place = loaded.places[question.id]
                lines.append(f'{place}: {question.id}, "{found.point}": cue "{found.cue}" {fault}')
    return lines
