"""`tpm-tui completion`: print the script that completes commands and options in a shell."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class

from tpm_tui.cli.program import COMPLETION_VARIABLE, PROGRAM

SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", metavar="|".join(SHELLS), type=click.Choice(SHELLS))
@click.pass_context
def completion(ctx: click.Context, shell: str) -> None:
    """Print the script that makes Tab complete commands and options.

    \b
    bash: add this line to ~/.bashrc
      eval "$(tpm-tui completion bash)"
    \b
    zsh: add this line to ~/.zshrc, after the line that runs compinit
      eval "$(tpm-tui completion zsh)"
    \b
    fish: run once, and again after an update
      mkdir -p ~/.config/fish/completions
      tpm-tui completion fish > ~/.config/fish/completions/tpm-tui.fish

    Then start a new shell. Pressing Tab reads no progress and starts no practice.
    """
    shell_class = get_completion_class(shell)
    assert shell_class is not None
    click.echo(shell_class(ctx.find_root().command, {}, PROGRAM, COMPLETION_VARIABLE).source(), nl=False)
