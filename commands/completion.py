"""`skillgauge completion SHELL`: the script by which a shell completes commands, options and their values."""

from typing import Annotated, Literal

import typer

from commands.shared.new_app import examples, new_app
from commands.shell.completing import script_for

Shell = Literal["bash", "zsh", "fish", "powershell"]
HELP = (
    "Print what makes a shell complete these commands.\n\n"
    "The line for your shell belongs in its start file: ~/.bashrc, ~/.zshrc (below compinit) or $PROFILE; "
    "for fish, run it once. The shell must find `skillgauge` on its path, and bash must be 4.4 or newer."
)

app = new_app()


@app.command(
    help=HELP,
    epilog=examples(
        'eval "$(skillgauge completion bash)"',
        'eval "$(skillgauge completion zsh)"',
        "skillgauge completion fish > ~/.config/fish/completions/skillgauge.fish",
        "skillgauge completion powershell | Out-String | Invoke-Expression",
    ),
)
def completion(shell: Annotated[Shell, typer.Argument(help="The shell that is to complete.")]) -> None:
    """Print the script of a shell."""
    typer.echo(script_for(shell))
