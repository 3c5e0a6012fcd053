"""A process that has the program imported, and forks another to run it whenever it is asked to.

Starting Python takes longer than a whole practice in lines. The processes of the tests themselves have
threads and must not be forked; this one has none.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
LAYERS = ("core", "storage", "exchange", "practice", "cli")
LATE = ("tinydb", "zipfile", "click.shell_completion", "snowballstemmer", "_strptime", "encodings.cp437")
"""What the program imports where it needs it."""


class Run:
    """`tpm-tui` with pipes for its input and output; its messages go to a file."""

    def __init__(self, server: ForkServer, pid: int, out: int) -> None:
        self._server = server
        self.pid = pid
        self.out = out
        """Where its output can be read."""

    def kill(self) -> None:
        """Kill it, as with `kill -9`; nothing happens if it has ended."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code, negative for a signal."""
        os.close(self.out)
        return self._server.reap()


class ForkServer:
    """Starts the program, one at a time."""

    def __init__(self) -> None:
        self._asking, asked = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with asked:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.fork_server", str(asked.fileno())],
                stdin=subprocess.PIPE,  # as whoever is forked will have them; nothing passes here
                stdout=subprocess.PIPE,
                pass_fds=[asked.fileno()],
                cwd=ROOT,
            )

    def __enter__(self) -> ForkServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:
            self._asking.close()

    def start(self, args: Sequence[str], environ: Mapping[str, str], given: bytes, messages: Path) -> Run:
        """Run a command.

        Args:
            args: what stands after `tpm-tui`.
            environ: added to the environment.
            given: its input, all of which a pipe must hold.
            messages: the file that its messages are added to.
        """
        stdin, feed = os.pipe()
        out, stdout = os.pipe()
        stderr = os.open(messages, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        request = json.dumps([list(args), dict(environ)]).encode()
        socket.send_fds(self._asking, [request], [stdin, stdout, stderr])
        os.write(feed, given)
        for fd in (stdin, feed, stdout, stderr):
            os.close(fd)
        return Run(self, int(self._asking.recv(32)), out)

    def reap(self) -> int:
        """Wait for the end of what was started; until then its process id is nobody else's."""
        self._asking.send(b"reap")
        return int(self._asking.recv(32))


def serve(asked: socket.socket) -> None:
    """Fork as often as asked; in the process that was forked this returns after the program's end."""
    for layer in LAYERS:
        package = import_module(f"tpm_tui.{layer}")
        for module in pkgutil.walk_packages(package.__path__, f"tpm_tui.{layer}."):
            import_module(module.name)
    for name in LATE:
        import_module(name)
    gc.freeze()
    while True:
        request, fds, _, _ = socket.recv_fds(asked, 65536, 3)
        if not request:
            return
        pid = os.fork()
        if pid == 0:
            asked.close()
            for number, fd in enumerate(fds):
                os.dup2(fd, number)
            run(*json.loads(request))
            return
        for fd in fds:
            os.close(fd)
        asked.send(b"%d" % pid)
        asked.recv(32)
        _, status = os.waitpid(pid, 0)
        asked.send(b"%d" % os.waitstatus_to_exitcode(status))


def run(args: list[str], environ: dict[str, str]) -> None:
    """The program, as its command starts it."""
    from tpm_tui.cli.main import main

    os.environ.update(environ)
    sys.argv = ["tpm-tui", *args]
    main()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
