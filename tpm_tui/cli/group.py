"""The command line: global options and the commands by name, each imported when it is called."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path

import click

from tpm_tui import __version__
from tpm_tui.cli.output.pipe import OutputPipeClosed
from tpm_tui.core.text.sanitize import clean_line

COMMANDS = {
    "practice": "practise what is due: the app, or --plain lines",
    "mock": "a mock interview: answer everything, then judge it",
    "due": "what is left of today's plan, for prompts and status lines",
    "plan": "today with reasons, the days ahead, and what will be met by the date",
    "stats": "what was practised, and how it went",
    "history": "every attempt at one question",
    "report": "the report of a session",
    "bank": "list, show, check and write questions",
    "backup": "everything that is yours, in one file",
    "restore": "a backup in the place of what is here",
    "merge": "the answers of another machine, a backup, or a sync tool's copy",
    "doctor": "is everything that is yours in good order?",
    "config": "see and change settings",
    "themes": "list and check themes",
    "keys": "all keys of the app",
}
"""Each command is in the module of its name, imported only when it is called."""

EPILOG = """\b
Files (each has an option and an environment variable):
  questions   shipped, and your own in the data folder's bank/   --bank      TPM_TUI_BANK
  progress    $XDG_DATA_HOME/tpm-tui                             --data-dir  TPM_TUI_DATA_DIR
  settings    $XDG_CONFIG_HOME/tpm-tui/config.yaml               --config    TPM_TUI_CONFIG

\b
Begin with:
  tpm-tui                                  practise; ? shows the keys
  tpm-tui plan --interview 2026-12-03      tell the date, and see the plan
  tpm-tui practice --question 7            one question, now
  tpm-tui bank new                         write a question of your own
"""


class Commands(click.Group):
    """Finds a command's module when it is named, so that `due` does not pay for the others."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """All names, in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"tpm_tui.cli.commands.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a closed pipe passes by click, which would make it a failure.

        What click prints of an error may hold the name of a stranger's file, and is cleaned here.
        """
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            raise click.UsageError(clean_line(error.format_message()), error.ctx) from error
        except BrokenPipeError as error:
            raise OutputPipeClosed from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table itself: help needs no imports."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Commands, invoke_without_command=True, epilog=EPILOG)
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder of progress, drafts and reports.",
)
@click.option(
    "--bank",
    "banks",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A bank file or folder, in place of the shipped ones; may be repeated.",
)
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="The settings file.")
@click.version_option(__version__, prog_name="tpm-tui")
@click.pass_context
def cli(ctx: click.Context, data_dir: Path | None, banks: tuple[Path, ...], config: Path | None) -> None:
    """Practise technical-program-manager interviews in the terminal.

    Read a question, type your answer, compare it with a model answer, mark the key points you made and
    grade yourself. Leitner boxes, steered by your interview's date, decide what comes back when. All of
    it is on this machine; nothing is sent anywhere. Without a command, practise what is due.
    """
    from tpm_tui.practice.workspace import Workspace

    for path in banks:
        if not os.path.exists(path):
            raise click.UsageError(f"--bank {path}: there is no such file or folder")
    ctx.obj = Workspace.find(os.environ, data=data_dir, config=config, banks=banks)
    if ctx.invoked_subcommand is None:
        command = cli.get_command(ctx, "practice")
        assert command is not None
        ctx.invoke(command)
