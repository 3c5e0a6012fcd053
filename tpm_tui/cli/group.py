"""The command line: global options and the table of commands, each imported only when it is called."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from tpm_tui import __version__
from tpm_tui.cli.interrupt import EXIT_INTERRUPTED, raise_on_interrupt
from tpm_tui.cli.output.help import GroupWithHelp, HelpContext, printable_usage_errors
from tpm_tui.cli.output.options import check_paths
from tpm_tui.cli.output.pipe import OutputPipeClosed

COMMANDS = {
    "practice": "practise what is due, in the app or in plain text",
    "mock": "take a mock interview: answer everything, then rate it",
    "due": "show what is left of today's plan, for prompts and status lines",
    "plan": "show today's questions, the days ahead and the forecast",
    "stats": "show statistics of all practice",
    "history": "show every attempt at one question",
    "cover": "show which key points of a question a text makes",
    "report": "write the report of a session, or the cheat sheet",
    "bank": "list, show, check and write questions",
    "story": "write, list, check and match stories of your own",
    "lists": "show and change your questions for interviewers and company notes",
    "backup": "back up all your data to one file",
    "restore": "replace your data with a backup",
    "merge": "merge the data of another machine or backup into yours",
    "doctor": "check your data for damage; --repair fixes what it can",
    "config": "show and change settings",
    "themes": "list and check themes",
    "keys": "show all keys of the app",
    "completion": "print the script that makes Tab complete commands in a shell",
}
"""Help text by command; each command is in the module of its name, imported only when it is called."""

COMMANDS_WITHOUT_WRITING = ("due", "cover", "doctor", "completion")
"""All others save boxes that were recomputed after a change of the rules."""

PLAIN_DEFAULTS = {name: {"plain": True} for name in ("practice", "mock")}
"""The defaults of the commands that have a plain mode, after the global option --plain."""

EPILOG = """\b
Files (each has an option and an environment variable):
  questions   built in, and yours in bank/ of the data folder    --bank      TPM_TUI_BANK
  progress    $XDG_DATA_HOME/tpm-tui                             --data-dir  TPM_TUI_DATA_DIR
  settings    $XDG_CONFIG_HOME/tpm-tui/config.yaml               --config    TPM_TUI_CONFIG
  On Linux, XDG_DATA_HOME defaults to ~/.local/share, and XDG_CONFIG_HOME to ~/.config.

\b
Examples:
  tpm-tui                                  open the app at Today; ? lists the keys
  tpm-tui --plain                          the same as lines with a menu, for screen readers
  tpm-tui plan --interview '9 dec'         set the interview date and show the plan
  tpm-tui practice --question 7            practise one question now
  tpm-tui bank new                         write a question of your own
"""


class LazyGroup(GroupWithHelp):
    """A group that imports a command's module only when it is called, so that `due` starts fast."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all command names in the order of `COMMANDS`."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command of that name; None if it is unknown."""
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(f"tpm_tui.cli.commands.{cmd_name}"), cmd_name)
        assert isinstance(command, click.Command)
        command.context_class = HelpContext
        return command

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: object
    ) -> click.Context:
        """Parse the global options and return the context of the call."""
        with printable_usage_errors():
            return super().make_context(info_name, args, parent, **extra)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; ctrl+c ends it with exit code 130.

        Raises:
            OutputPipeClosed: the reader closed the pipe; click would exit with 1 for BrokenPipeError.
        """
        raise_on_interrupt()
        try:
            with printable_usage_errors():
                return super().invoke(ctx)
        except KeyboardInterrupt:
            sys.exit(EXIT_INTERRUPTED)
        except BrokenPipeError as error:
            raise OutputPipeClosed from error

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands and the options that begin with a text, without importing any command."""
        commands = [
            CompletionItem(name, help=help) for name, help in COMMANDS.items() if name.startswith(incomplete)
        ]
        return commands + click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the help texts of `COMMANDS`, without importing any command."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    epilog=EPILOG,
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.option(
    "--data-dir",
    type=click.Path(path_type=Path, file_okay=False),
    help="Folder for progress, drafts and reports.",
)
@click.option(
    "--bank",
    "banks",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Bank file or folder to use instead of the default ones; may be repeated.",
)
@click.option("--config", type=click.Path(path_type=Path, dir_okay=False), help="Settings file.")
@click.option(
    "--plain",
    is_flag=True,
    help="Plain text mode; without a command, Today as lines with a menu.",
)
@click.version_option(__version__, prog_name="tpm-tui")
@click.pass_context
def cli(
    ctx: click.Context, data_dir: Path | None, banks: tuple[Path, ...], config: Path | None, plain: bool
) -> None:
    """Practise technical-program-manager interviews in the terminal.

    Read a question, type your answer, compare it with a model answer, tick the key points you made and
    grade yourself. Leitner boxes and the date of your interview determine when each question is due again.
    All data stays on this machine; nothing is sent anywhere. Without a command, the app opens at Today.
    """
    from tpm_tui.practice.workspace import Workspace

    check_paths(banks, "--bank")
    workspace = Workspace.find(os.environ, data=data_dir, config=config, banks=banks)
    ctx.obj = workspace
    if ctx.invoked_subcommand not in COMMANDS_WITHOUT_WRITING:
        ctx.call_on_close(workspace.save_recomputed_boxes)
    if plain:
        ctx.default_map = PLAIN_DEFAULTS
    if plain and ctx.invoked_subcommand is None:
        from tpm_tui.cli.launch import run_with_auto_backup
        from tpm_tui.cli.plain.menu.today import PlainToday

        sys.exit(run_with_auto_backup(workspace, PlainToday(workspace, ctx).run))
    if ctx.invoked_subcommand is None:
        from tpm_tui.cli.launch import start_at_today

        sys.exit(start_at_today(workspace))
