"""A server process that has imported the program and forks a child for each run.

Starting Python takes longer than a whole session in plain mode. Test processes have threads and must not be
forked; the server has none.
"""

from __future__ import annotations

import gc
import json
import os
import pkgutil
import select
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryFile
from types import TracebackType

ROOT = Path(__file__).parents[2]
LAYERS = ("core", "storage", "exchange", "practice", "cli")
LATE = ("tinydb", "zipfile", "click.shell_completion", "snowballstemmer", "_strptime", "encodings.cp437")
"""Modules that the program imports only when it needs them."""


class Run:
    """A running `tpm-tui` with pipes for stdin and stdout; its stderr goes to a file."""

    def __init__(self, server: ForkServer, pid: int, out: int) -> None:
        self._server = server
        self.pid = pid
        self.out = out
        """File descriptor for reading its stdout."""

    def kill(self) -> None:
        """Send SIGKILL; has no effect if the process has ended."""
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Wait for the end and return the exit code, negative for a signal."""
        os.close(self.out)
        return self._server.reap()


class ForkServer:
    """Starts and stops the server process; runs one program at a time."""

    def __init__(self) -> None:
        self._socket, server_socket = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        with server_socket:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.cli.fork_server", str(server_socket.fileno())],
                stdin=subprocess.PIPE,  # pipes, as in the children; the server itself does not use them
                stdout=subprocess.PIPE,
                pass_fds=[server_socket.fileno()],
                cwd=ROOT,
            )

    def __enter__(self) -> ForkServer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._process:
            self._socket.close()

    def call(
        self, args: Sequence[str], environ: Mapping[str, str], given: bytes, seconds: float
    ) -> tuple[int, bytes, bytes]:
        """Run a command to its end, with files as its standard streams; return exit code, stdout and stderr.

        Args:
            args: the arguments after `tpm-tui`.
            environ: the whole environment.
            given: standard input.
            seconds: time limit.

        Raises:
            subprocess.TimeoutExpired: the command was killed.
        """
        with TemporaryFile() as stdin, TemporaryFile() as out, TemporaryFile() as messages:
            stdin.write(given)
            stdin.seek(0)
            streams = [stdin.fileno(), out.fileno(), messages.fileno()]
            pid = self._fork(args, environ, streams, clear=True)
            ready, _, _ = select.select([pidfd := os.pidfd_open(pid)], [], [], seconds)
            os.close(pidfd)
            if not ready:
                os.kill(pid, signal.SIGKILL)
            code = self.reap()
            if not ready:
                raise subprocess.TimeoutExpired(list(args), seconds)
            for stream in (out, messages):
                stream.seek(0)
            return code, out.read(), messages.read()

    def _fork(
        self, args: Sequence[str], environ: Mapping[str, str], streams: Sequence[int], clear: bool
    ) -> int:
        """Fork a child in the working directory of this process; return its process id."""
        request = json.dumps([list(args), dict(environ), clear, os.getcwd()]).encode()
        socket.send_fds(self._socket, [request], list(streams))
        return int(self._socket.recv(32))

    def start(self, args: Sequence[str], environ: Mapping[str, str], given: bytes, messages: Path) -> Run:
        """Start a command.

        Args:
            args: the arguments after `tpm-tui`.
            environ: variables added to the environment.
            given: standard input; it must fit into a pipe's buffer.
            messages: the file to which stderr is appended.
        """
        stdin, feed = os.pipe()
        out, stdout = os.pipe()
        stderr = os.open(messages, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.write(feed, given)
        pid = self._fork(args, environ, [stdin, stdout, stderr], clear=False)
        for fd in (stdin, feed, stdout, stderr):
            os.close(fd)
        return Run(self, pid, out)

    def reap(self) -> int:
        """Wait for the child and return its exit code; until then its process id is not reused."""
        self._socket.send(b"reap")
        return int(self._socket.recv(32))


def serve(connection: socket.socket) -> None:
    """Fork a child for each request; in the child this returns after the end of the program."""
    for layer in LAYERS:
        package = import_module(f"tpm_tui.{layer}")
        for module in pkgutil.walk_packages(package.__path__, f"tpm_tui.{layer}."):
            import_module(module.name)
    for name in LATE:
        import_module(name)
    gc.freeze()
    while True:
        request, fds, _, _ = socket.recv_fds(connection, 65536, 3)
        if not request:
            return
        pid = os.fork()
        if pid == 0:
            connection.close()
            for number, fd in enumerate(fds):
                os.dup2(fd, number)
            run(*json.loads(request))
            return
        for fd in fds:
            os.close(fd)
        connection.send(b"%d" % pid)
        connection.recv(32)
        _, status = os.waitpid(pid, 0)
        connection.send(b"%d" % os.waitstatus_to_exitcode(status))


def run(args: list[str], environ: dict[str, str], clear: bool, folder: str) -> None:
    """Run the program as the `tpm-tui` command does."""
    from tpm_tui.cli.main import main

    if clear:
        os.environ.clear()
    os.environ.update(environ)
    time.tzset()
    os.chdir(folder)
    sys.argv = ["tpm-tui", *args]
    main()


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
