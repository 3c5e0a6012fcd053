"""The `tpm-tui` command: runs the command line, and prints errors as one line with an exit code.

Exit codes: 0 success; 1 the command ran and found a problem; 2 wrong usage or invalid input; 3 the progress
cannot be read or written; 130 interrupted by ctrl+c.
"""

from __future__ import annotations

import gc
import os
import sys
from types import TracebackType

from tpm_tui.cli.bytecode.finder import begin_start
from tpm_tui.cli.interrupt import EXIT_INTERRUPTED, exit_on_interrupt
from tpm_tui.cli.program import COMPLETION_VARIABLE, PROGRAM


def main() -> None:
    """Run the command line, print an error as one line, and exit with its code."""
    exit_on_interrupt()
    # A command ends before it needs the garbage collector; the app enables it after its first frame.
    gc.disable()
    begin_start()
    from tpm_tui.ui.terminal.startup import import_msgspec

    import_msgspec()
    from tpm_tui.cli.output import streams
    from tpm_tui.cli.output.pipe import OutputPipeClosed
    from tpm_tui.storage.files.clock import TimeFormatError
    from tpm_tui.storage.files.errors import DataFolderError, WriteError

    os.umask(0o077)
    sys.excepthook = log_traceback
    streams.prepare_streams()
    try:
        run_command_line()
    except KeyboardInterrupt:
        sys.exit(EXIT_INTERRUPTED)
    except TimeFormatError as error:
        fail(str(error), 2)
    except (WriteError, DataFolderError) as error:
        fail(str(error), 3)
    except (BrokenPipeError, OutputPipeClosed):
        # Nothing reads our output any more, so this is no error.
        streams.redirect_to_devnull(sys.stdout)
        sys.exit(0)
    except OSError as error:
        cause = streams.stream_write_error(error)
        if not cause:
            raise
        streams.redirect_to_devnull(sys.stdout)
        fail(f"The output was not written: {cause}", 3)


def run_command_line() -> None:
    """Run the command in `sys.argv`; the calls that must be fast without importing click."""
    try:
        completes = bool(os.environ.get(COMPLETION_VARIABLE))
        match sys.argv[1:]:
            case [] if not completes:
                from tpm_tui.cli.launch import start_at_today
                from tpm_tui.practice.workspace import Workspace

                sys.exit(start_at_today(Workspace.find(os.environ)))
            case ["practice"] if not completes:
                from tpm_tui.cli.launch import start_planned
                from tpm_tui.practice.workspace import Workspace

                sys.exit(start_planned(Workspace.find(os.environ)))
            case ["due", "--short"] if not completes:
                from tpm_tui.cli.short_due import print_short_due
                from tpm_tui.practice.workspace import Workspace

                print_short_due(Workspace.find(os.environ))
                sys.exit()
            case _:
                from tpm_tui.cli.group import cli

                cli(prog_name=PROGRAM, complete_var=COMPLETION_VARIABLE)
    except SystemExit:
        sys.stdout.flush()
        raise


def fail(message: str, code: int) -> None:
    """Print a message as one line on stderr and exit with the code."""
    from tpm_tui.cli.output import streams
    from tpm_tui.core.text.file_names import printable_line

    try:
        print(f"tpm-tui: {printable_line(message)}", file=sys.stderr, flush=True)
    except OSError:
        # Nobody can read the message; Python would flush it again at exit and change the exit code.
        streams.redirect_to_devnull(sys.stderr)
    sys.exit(code)


def log_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Write the traceback of an unexpected error to the log file, and print one line that names the file."""
    import traceback

    from tpm_tui.storage.files.log import log_error
    from tpm_tui.storage.files.paths import find_paths

    text = "".join(traceback.format_exception(kind, error, trace))
    details = log_error(find_paths(os.environ).log, text)
    print(f"tpm-tui: internal error ({kind.__name__}); {details}", file=sys.stderr)
