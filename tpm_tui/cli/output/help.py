"""Help pages and usage errors: styled, no wider than the terminal, and with suggestions for wrong names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import click

from tpm_tui.cli.output.styles import stdout_style, text_width
from tpm_tui.core.text.file_names import printable_line
from tpm_tui.core.text.style import Role
from tpm_tui.exchange.text_table import cells, wrap

MAX_HELP_WIDTH = 80
MARGIN = 2
"""Cells that click leaves free at the right."""
USAGE = "Usage:"
COLUMN_GAP = re.compile(" {2,}")


class StyledHelp(click.HelpFormatter):
    """A help page with bold headings; no line is longer than the terminal."""

    def __init__(
        self, indent_increment: int = 2, width: int | None = None, max_width: int | None = None
    ) -> None:
        super().__init__(
            indent_increment, width or text_width(max_width or MAX_HELP_WIDTH) - MARGIN, max_width
        )
        self._style = stdout_style()

    def write_heading(self, heading: str) -> None:
        """Write a bold heading."""
        self.write(f"{'':>{self.current_indent}}{self._style(f'{heading}:', Role.HEADING)}\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Write names with their descriptions, which begin at half the width at most."""
        super().write_dl(list(rows), min(col_max, self.width // 2), col_spacing)

    def getvalue(self) -> str:
        """Return the page; rows that are still too long, such as those of examples, are broken."""
        rows = [part for row in super().getvalue().split("\n") for part in self._fit(row)]
        page = "\n".join(rows)
        usage = page.removeprefix(USAGE)
        return page if usage == page else self._style(USAGE, Role.HEADING) + usage

    def _fit(self, row: str) -> list[str]:
        if cells(click.unstyle(row)) <= self.width + MARGIN:
            return [row]
        indent = " " * (len(row) - len(row.lstrip(" ")))
        hanging = indent + 2 * " " * self.indent_increment
        columns = [wrap(column, self.width - len(hanging)) for column in COLUMN_GAP.split(row.strip())]
        first, *rest = [part for column in columns for part in column]
        return [indent + first, *(hanging + part for part in rest)]


class HelpContext(click.Context):
    """The context of every command, with our help pages."""

    formatter_class = StyledHelp


class GroupWithHelp(click.Group):
    """A group that prints its help if no command is given, and suggests commands for an unknown one."""

    context_class = HelpContext

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; None if it is unknown."""
        command = super().get_command(ctx, cmd_name)
        if command is not None:
            command.context_class = HelpContext
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Without any, print the help on standard output and exit with 0."""
        if not args and self.no_args_is_help and not ctx.resilient_parsing:
            click.echo(ctx.get_help())
            ctx.exit()
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of the command, the command, and its arguments.

        Raises:
            click.UsageError: the command is unknown.
        """
        name = args[0]
        is_option = name.startswith("-")
        if not is_option and not ctx.resilient_parsing and self.get_command(ctx, name) is None:
            from tpm_tui.cli.output.lookup import suggest_names

            hint = suggest_names(name, self.list_commands(ctx))
            raise click.UsageError(f"No such command {name!r}; {hint}", ctx)
        return super().resolve_command(ctx, args)


@contextmanager
def printable_usage_errors() -> Iterator[None]:
    """Sanitize the messages of usage errors, which may contain untrusted file names, and suggest options.

    Raises:
        click.UsageError: with such a message, in place of the one raised.
    """
    try:
        yield
    except click.NoSuchOption as error:
        hint = ""
        if error.possibilities:
            from tpm_tui.exchange.phrases import did_you_mean

            hint = f"; {did_you_mean(error.possibilities)}"
        message = printable_line(f"No such option {error.option_name!r}{hint}")
        raise click.UsageError(message, error.ctx) from error
    except click.UsageError as error:
        raise click.UsageError(printable_line(error.format_message()), error.ctx) from error
