"""The `tpm-tui` command: errors as one line and an exit code, and a short way to the app.

Exit codes: 0 done; 1 the command ran and found something wrong; 2 wrong usage or unusable input; 3 the
progress cannot be read or written.
"""

from __future__ import annotations

import gc
import os
import sys
from types import TracebackType

from tpm_tui.cli.output import streams
from tpm_tui.cli.output.pipe import OutputPipeClosed


def main() -> None:
    """Run the command line and exit with its code."""
    from tpm_tui.storage.files.clock import TimeFormatError
    from tpm_tui.storage.files.errors import DataFolderError, WriteError

    os.umask(0o077)
    sys.excepthook = log_traceback
    streams.prepare_streams()
    # A command is over before it needs the collector, and the app wakes it after its first frame.
    gc.disable()
    try:
        run()
    except TimeFormatError as error:
        fail(str(error), 2)
    except (WriteError, DataFolderError) as error:
        fail(str(error), 3)
    except (BrokenPipeError, OutputPipeClosed):
        # There is nobody left to tell.
        streams.redirect_stdout_to_devnull()
        sys.exit(0)
    except OSError:
        cause = streams.stdout_write_error()
        if not cause:
            raise
        streams.redirect_stdout_to_devnull()
        fail(f"The output was not written: {cause}", 3)


def run() -> None:
    """Do what was asked for."""
    try:
        if len(sys.argv) > 1:
            from tpm_tui.cli.group import cli

            cli(prog_name="tpm-tui")
        else:
            from tpm_tui.cli.launch import start
            from tpm_tui.practice.workspace import Workspace

            workspace = Workspace.find(os.environ)
            sys.exit(start(workspace, workspace.agenda().queue, go_on=True))
    except SystemExit:
        sys.stdout.flush()
        raise


def fail(message: str, code: int) -> None:
    """One line on stderr, and out."""
    from tpm_tui.core.text.sanitize import clean_line

    print(f"tpm-tui: {clean_line(message)}", file=sys.stderr)
    sys.exit(code)


def log_traceback(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """What nobody foresaw: the traceback goes to a log file, which the one line on the screen names."""
    import traceback

    from tpm_tui.storage.files.log import append_to_log
    from tpm_tui.storage.files.paths import find_paths

    text = "".join(traceback.format_exception(kind, error, trace))
    log = find_paths(os.environ).log
    kept = append_to_log(log, text)
    told = f"the details are in {log}" if kept else "and the details could not be written down"
    print(f"tpm-tui: stopped by an error of its own ({kind.__name__}); {told}", file=sys.stderr)
