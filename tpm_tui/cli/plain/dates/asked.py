"""After an interview, in plain mode: noting what was asked, and finding it in the bank."""

from __future__ import annotations

from tpm_tui.cli.plain.prompt import Console
from tpm_tui.core.cards.events import AskedQuestion
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.messages import NO_PAST_INTERVIEW
from tpm_tui.exchange.plan.asked import (
    ONE_PER_LINE,
    WHAT_WAS_ASKED,
    WHICH_ONE,
    asked_message,
    asked_text,
)
from tpm_tui.practice.dates.asked import AskedQuestions, Interview
from tpm_tui.practice.dates.past import past_interviews
from tpm_tui.practice.workspace import Workspace
from tpm_tui.storage.bank.new_question import QuestionError
from tpm_tui.storage.files.errors import WriteError

NONE, OWN, STOP = "", "o", "q"
"""The choices besides the numbers of the questions."""


def note_asked(workspace: Workspace, console: Console) -> None:
    """Note what was asked in the newest past interview.

    Raises:
        InputEnded: the input has ended; the lines that were read are saved.
    """
    past = past_interviews(workspace)
    if past:
        prompt_about_asked(workspace, console, past[-1])
    else:
        console.echo(f"{NO_PAST_INTERVIEW[:1].upper()}{NO_PAST_INTERVIEW[1:]}.")


def prompt_about_asked(workspace: Workspace, console: Console, interview: Interview) -> None:
    """Read what was asked in an interview, save each line at once, and ask which questions these are.

    Raises:
        InputEnded: the input has ended; the lines that were read are saved.
    """
    asked = AskedQuestions(workspace, interview)
    for each in asked.read():
        console.print_paragraph(f"noted: {asked_text(each, workspace.bank)}")
    console.print_paragraph(f"{WHAT_WAS_ASKED} {ONE_PER_LINE} An empty line ends.")
    pending = [each for each in asked.read() if not each.question]
    while line := console.read_line().strip():
        try:
            pending = list(asked.add(line))
        except WriteError as error:
            console.print_error(error)
    for each in pending:
        if not _assign(workspace, console, asked, each):
            break
    console.print_paragraph(asked_message(asked.read()))


def _assign(workspace: Workspace, console: Console, asked: AskedQuestions, each: AskedQuestion) -> bool:
    """Ask which question of the bank it is; return whether to go on with the next one."""
    near = [workspace.bank.by_id[one.question] for one in asked.find_near(each)]
    console.echo("")
    console.print_paragraph(f"{clean_line(each.text)}  {WHICH_ONE}")
    for number, question in enumerate(near, 1):
        lead = f"{number:>2} "
        console.print_paragraph(f"{clean_line(question.label)}: {clean_line(question.prompt)}", lead=lead)
    own = f"; {OWN} adds it as a question of your own, without key points" if asked.can_add_own else ""
    help_line = f"A number chooses; enter means none of these{own}; {STOP} stops."
    console.print_paragraph(help_line)
    while True:
        choice = console.read_line().strip().lower()
        try:
            if choice.isdecimal() and 1 <= int(choice) <= len(near):
                asked.assign(each, near[int(choice) - 1].id)
            elif choice == OWN and asked.can_add_own:
                console.print_paragraph(f"Added: {asked.add_own(each)}")
            elif choice not in (NONE, STOP):
                console.print_paragraph(help_line)
                continue
        except WriteError as error:
            console.print_error(error)
        except QuestionError as error:
            console.print_paragraph(clean_line(str(error)))
        return choice != STOP
