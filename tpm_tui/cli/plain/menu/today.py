"""Today in plain mode: what is planned as lines, and a menu from which everything can be reached."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable

import click

from tpm_tui.cli.output.problems import print_workspace_problems
from tpm_tui.cli.output.styles import stdout_style, text_width
from tpm_tui.cli.plain.dates.asked import note_asked
from tpm_tui.cli.plain.menu.marking import mark_again
from tpm_tui.cli.plain.menu.triage import run_triage
from tpm_tui.cli.plain.prompt import EXIT_NOT_SAVED, Console, InputEnded
from tpm_tui.core.mock.format import PRESETS
from tpm_tui.core.text.sanitize import clean_line
from tpm_tui.exchange.today import menu_questions, sentences
from tpm_tui.exchange.today.today_text import TodayLines
from tpm_tui.practice.start.setup import is_setup_open, record_setup, set_interview, set_minutes
from tpm_tui.practice.stories.exists import has_stories
from tpm_tui.practice.today import load_today, load_today_details
from tpm_tui.practice.workspace import Workspace

MENU = {
    "": "practise",
    "m": "mock interview",
    "p": "plan",
    "t": "topics",
    "/": "search",
    "d": "drill or recall",
    "s": "study set",
    "k": "mark what I know",
    "w": "mark an old answer again",
    "n": "note what was asked in the interview",
    "i": "interview date",
    "h": "statistics",
    "o": "stories",
    "a": "all answers to a question",
    "r": "report",
    ",": "settings",
    "q": "quit",
}
"""What the choices do. A command of `tpm-tui` with its options can be typed, too."""

DRILL_NAMES = ("points", "weakest", "recall")


class PlainToday:
    """The menu. Its choices run the commands of the command line."""

    def __init__(self, workspace: Workspace, context: click.Context) -> None:
        """
        Args:
            workspace: the bank, the settings and the progress.
            context: the context of the command line, in which commands are run.
        """
        self._workspace = workspace
        self._context = context
        self._console = Console()
        self._code = 0
        self._choices: dict[str, Callable[[], None]] = {
            "": lambda: self._run("practice"),
            "m": self._start_mock,
            "p": lambda: self._run("plan"),
            "t": self._choose_topic,
            "/": self._search,
            "d": self._choose_drill,
            "s": self._choose_study_set,
            "k": lambda: run_triage(self._workspace, self._console),
            "w": lambda: mark_again(self._workspace, self._console),
            "n": lambda: note_asked(self._workspace, self._console),
            "i": self._set_date,
            "h": lambda: self._run("stats"),
            "o": self._show_stories,
            "a": self._show_history,
            "r": lambda: self._run("report"),
            ",": self._change_settings,
        }

    def run(self) -> int:
        """Print Today and run what is chosen, until `q` or the end of the input; return the exit code."""
        print_workspace_problems(self._workspace)
        try:
            if sys.stdin.isatty() and is_setup_open(self._workspace):
                self._ask_first_questions()
            self._print_today()
            while (choice := self._ask(self._menu_line())) != "q":
                self._choose(choice)
        except InputEnded:
            pass
        return self._code

    def _choose(self, choice: str) -> None:
        action = self._choices.get(choice.lower())
        words = _split(choice)
        if action is not None:
            action()
        elif words and words[0] in self._command_names():
            self._run(*words)
        else:
            self._console.echo(menu_questions.UNKNOWN_CHOICE)
            return
        if choice.lower() in ("", "m", "t", "/", "d", "s", "k", "i"):
            self._print_today()

    def _command_names(self) -> list[str]:
        group = self._context.command
        assert isinstance(group, click.Group)
        return group.list_commands(self._context)

    def _print_today(self) -> None:
        workspace = self._workspace
        workspace.store.refresh()
        today, details = load_today(workspace), load_today_details(workspace)
        lines = TodayLines(
            today.summary, workspace.bank, text_width(), not workspace.config.ascii, stdout_style()
        )
        self._console.echo("")
        self._console.echo(lines.text(today.unfinished, details).rstrip("\n"))
        if not workspace.bank.questions:
            self._console.print_paragraph(sentences.EMPTY_BANK)
        elif today.summary.is_done:
            self._console.print_paragraph(sentences.extra_practice("m", "d"))

    def _menu_line(self) -> str:
        return "; ".join(f"{key or 'enter'} {text}" for key, text in MENU.items())

    def _ask(self, question: str) -> str:
        """Print a question and return the line that answers it, stripped."""
        self._console.echo("")
        self._console.print_paragraph(question)
        return self._console.read_line().strip()

    def _run(self, name: str, *args: str) -> None:
        """Run a command; an error of its arguments is printed.

        Raises:
            SystemExit: the command was interrupted, or the terminal is gone.
        """
        group = self._context.command
        assert isinstance(group, click.Group)
        command = group.get_command(self._context, name)
        assert command is not None
        try:
            with command.make_context(name, list(args), parent=self._context) as context:
                command.invoke(context)
        except click.ClickException as error:
            self._console.echo(clean_line(error.format_message()))
        except click.exceptions.Exit:
            pass
        except SystemExit as ended:
            code = ended.code if isinstance(ended.code, int) else 0
            if code > EXIT_NOT_SAVED:
                raise
            self._code = max(self._code, code)

    def _ask_first_questions(self) -> None:
        self._console.print_paragraph(sentences.WELCOME)
        self._ask_until_valid(sentences.INTERVIEW_QUESTION, set_interview)
        self._ask_until_valid(sentences.minutes_question(self._workspace.config.per_day), set_minutes)
        record_setup(self._workspace)

    def _ask_until_valid(self, question: str, save: Callable[[Workspace, str], str]) -> None:
        while error := save(self._workspace, self._ask(question)):
            self._console.print_paragraph(error)

    def _set_date(self) -> None:
        self._ask_until_valid(sentences.INTERVIEW_QUESTION, set_interview)

    def _start_mock(self) -> None:
        names = menu_questions.choices(PRESETS)
        preset = self._ask(menu_questions.which_mock(names)) or next(iter(PRESETS))
        self._run("mock", "--preset", preset)

    def _choose_topic(self) -> None:
        for topic in self._workspace.bank.topics:
            self._console.echo(clean_line(f"  {topic.id}: {topic.label}"))
        if topic_id := self._ask(menu_questions.WHICH_TOPIC):
            self._run("practice", "--topic", topic_id)

    def _search(self) -> None:
        query = self._ask(menu_questions.WHICH_WORDS)
        if not query:
            return
        self._run("bank", "list", "--filter", query)
        if question := self._ask(menu_questions.WHICH_QUESTION):
            self._run("practice", "--question", question)

    def _choose_drill(self) -> None:
        name = self._ask(menu_questions.which_drill(menu_questions.choices(DRILL_NAMES)))
        if name:
            self._run("practice", "--drill", name)

    def _choose_study_set(self) -> None:
        self._run("practice", "--set", "list")
        if name := self._ask(menu_questions.WHICH_SET):
            self._run("practice", "--set", name)

    def _show_stories(self) -> None:
        self._run("story", "list")
        if has_stories(self._workspace):
            self._run("story", "matrix")

    def _show_history(self) -> None:
        if question := self._ask(menu_questions.WHOSE_HISTORY):
            self._run("history", question)

    def _change_settings(self) -> None:
        self._run("config", "show")
        name, _, value = self._ask(menu_questions.WHICH_SETTING).partition(" ")
        if name:
            self._run("config", "set", name, value.strip())


def _split(line: str) -> list[str]:
    """Return the words of a command; none if its quotes are not closed."""
    try:
        return shlex.split(line)
    except ValueError:
        return []
