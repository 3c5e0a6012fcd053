"""An sshd on the loopback address with its own keys and settings, run by and for the current user only.

The machine's own sshd and the user's `~/.ssh` are neither read nor changed.
"""

from __future__ import annotations

import os
import pwd
import select
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from tests.terminal.terminal import TIMEOUT, Terminal

ADDRESS = "127.0.0.1"

CONFIG = """\
ListenAddress {address}
Port {port}
HostKey "{folder}/host_key"
AuthorizedKeysFile "{folder}/client_key.pub"
AuthenticationMethods publickey
PermitRootLogin yes
StrictModes no
UsePAM no
UseDNS no
PermitUserRC no
PrintMotd no
PrintLastLog no
PidFile none
"""

REMOTE_SCRIPT = """\
exec 9>"$1"
shift
echo $$ $PPID >&9
cd {cwd} && export {environ} && {run}
"""
"""The script that runs on login; its arguments are a pipe's name and the program's arguments. Every process
that it starts has the pipe open, so end-of-file on the pipe means that all of them have ended."""

TPM = f'{shlex.quote(sys.executable)} -m tpm_tui "$@"'
"""The command in that script that runs the program."""

SETUP_ERRORS = ("Missing privilege separation directory", "Privilege separation user")
"""Messages of an sshd whose package is not fully set up."""


class SshUnavailable(Exception):
    """No sshd can be run that lets this user log in; the message gives the reason."""


class SshServer:
    """An sshd that lets the current user log in."""

    def __init__(self, folder: Path) -> None:
        """
        Args:
            folder: the folder for its keys and settings.

        Raises:
            SshUnavailable: sshd is missing or does not let the current user log in.
        """
        self.folder = folder
        self._sshd = find_program("sshd", "openssh-server")
        self._ssh = find_program("ssh", "openssh-client")
        self._keygen = find_program("ssh-keygen", "openssh-client")
        try:
            self._user = pwd.getpwuid(os.getuid())
        except KeyError:
            raise SshUnavailable(f"user {os.getuid()} has no name to log in with") from None
        shell = self._user.pw_shell or "/bin/sh"
        if Path(shell).name in ("nologin", "false") or not os.access(shell, os.X_OK):
            raise SshUnavailable(f"{self._user.pw_name} cannot log in: the login shell is {shell}")
        if os.getuid() == 0:
            # Normally created by the service; sshd requires it even to serve root only.
            Path("/run/sshd").mkdir(mode=0o755, parents=True, exist_ok=True)
        for name in ("host_key", "client_key"):
            command = [self._keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        self._start()
        self._check_login()

    def _start(self) -> None:
        """Start sshd on a free port and wait until it listens."""
        output = ""
        for _ in range(5):
            with socket.socket() as free:
                free.bind((ADDRESS, 0))
                self.port: int = free.getsockname()[1]
            config = self.folder / "sshd_config"
            config.write_text(CONFIG.format(address=ADDRESS, port=self.port, folder=self.folder), "utf-8")
            command = [self._sshd, "-D", "-e", "-f", str(config)]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
            output = self._read_until("Server listening on")
            if self._process.poll() is None:
                key = (self.folder / "host_key.pub").read_text("utf-8")
                (self.folder / "known_hosts").write_text(f"[{ADDRESS}]:* {key}", "utf-8")
                return
            self.stop()
            if any(message in output for message in SETUP_ERRORS):
                raise SshUnavailable(output.strip())
            # Another process may have taken the port in the meantime; any other message is an error here.
            assert "in use" in output, output
        raise SshUnavailable(output.strip())

    def _read_until(self, text: str) -> str:
        """Return sshd's output up to a text, or up to the end of the output."""
        assert self._process.stderr is not None
        output, pipe = b"", self._process.stderr.fileno()
        deadline = time.monotonic() + TIMEOUT
        while text.encode() not in output:
            ready, _, _ = select.select([pipe], [], [], max(0, deadline - time.monotonic()))
            data = os.read(pipe, 4096) if ready else b""
            if not data:
                self._process.wait(TIMEOUT)
                break
            output += data
        return output.decode(errors="replace")

    def _check_login(self) -> None:
        """Log in once on a terminal to check that it works."""
        command = [*self.client(), "echo logged-in"]
        result = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT)
        if b"logged-in" not in result.stdout:
            self._process.kill()
            output = self._read_until("\0") + result.stderr.decode(errors="replace")
            self.stop()
            reasons = [line for line in output.splitlines() if not line.startswith("Accepted")]
            raise SshUnavailable(f"sshd does not log in {self._user.pw_name}: {'; '.join(reasons)}")

    def client(self, port: int | None = None) -> list[str]:
        """Return the ssh command; the remote command is appended to it.

        Args:
            port: a port that leads to the sshd; None for its own.
        """
        options = {
            "UserKnownHostsFile": self.folder / "known_hosts",
            "GlobalKnownHostsFile": "/dev/null",
            "StrictHostKeyChecking": "yes",
            "IdentitiesOnly": "yes",
            "IdentityAgent": "none",
            "BatchMode": "yes",
            "LogLevel": "ERROR",
            "EscapeChar": "none",
        }
        key, name = str(self.folder / "client_key"), self._user.pw_name
        command = [self._ssh, "-tt", "-F", "none", "-i", key, "-p", str(port or self.port), "-l", name]
        for option, value in options.items():
            command += ["-o", f'{option}="{value}"' if isinstance(value, Path) else f"{option}={value}"]
        return [*command, ADDRESS]

    def stop(self) -> None:
        """Accept no more connections; existing ones stay open."""
        self._process.kill()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()


class SshConnection:
    """A connection: an ssh client on a local terminal, and the program on the remote side."""

    def __init__(
        self,
        server: SshServer,
        environ: Mapping[str, str],
        folder: Path,
        *args: str,
        run: str = f"exec {TPM}",
        port: int | None = None,
    ) -> None:
        """
        Args:
            server: the sshd to log in to.
            environ: variables added to the login's environment.
            folder: the folder for the script and the pipe.
            args: the program's arguments.
            run: the shell command with which the script runs the program.
            port: a port that leads to the sshd; None for its own.
        """
        count = len(list(folder.glob("connection-*")))
        pipe, script = folder / f"connection-{count}", folder / f"remote-{count}.sh"
        os.mkfifo(pipe)
        exports = " ".join(f"{name}={shlex.quote(value)}" for name, value in environ.items())
        script.write_text(
            REMOTE_SCRIPT.format(cwd=shlex.quote(os.getcwd()), environ=exports, run=run), "utf-8"
        )
        self._pipe = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self._output = ""
        self._pids: tuple[int, int] | None = None
        remote_command = "exec " + shlex.join(["sh", str(script), str(pipe), *args])
        self.terminal = Terminal([*server.client(port), remote_command], os.environ)

    def __enter__(self) -> SshConnection:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminal.__exit__(kind, error, trace)
        if error is None:
            self.read_to_end()
        elif self._pids is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        os.close(self._pipe)

    @property
    def pid(self) -> int:
        """The remote process that the login became, the leader of its session."""
        return self._find_pids()[0]

    @property
    def server_pid(self) -> int:
        """The sshd process of this connection."""
        return self._find_pids()[1]

    def _find_pids(self) -> tuple[int, int]:
        if self._pids is None:
            deadline = time.monotonic() + TIMEOUT
            while "\n" not in self._output:
                assert time.monotonic() < deadline, "the remote side printed nothing"
                if not self._read(1):
                    select.select([], [], [], 0.01)  # no process has opened the pipe yet
            first, _, self._output = self._output.partition("\n")
            pid, server_pid = first.split()
            self._pids = int(pid), int(server_pid)
        return self._pids

    def _read(self, seconds: float) -> bool:
        """Read output for up to `seconds`; return False once all remote processes have ended."""
        if not select.select([self._pipe], [], [], seconds)[0]:
            return True
        data = os.read(self._pipe, 4096)
        self._output += data.decode()
        return bool(data)

    def has_ended(self) -> bool:
        """Return whether all remote processes have ended, after a short wait."""
        return not self._read(0.05)

    def read_to_end(self) -> list[str]:
        """Wait until all remote processes have ended; return the lines of the script's output."""
        assert self.pid
        deadline = time.monotonic() + TIMEOUT
        while self._read(1):
            assert time.monotonic() < deadline, f"process {self.pid} and its children have not ended"
        return self._output.splitlines()


def find_program(program: str, package: str) -> str:
    """Return the absolute path of a program, also if it is in an `sbin` folder outside the search path.

    sshd must be started with an absolute path.

    Raises:
        SshUnavailable: the program is not installed.
    """
    folders = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    path = shutil.which(program, path=folders)
    if path is None:
        raise SshUnavailable(f"{program} is not installed: apt-get install {package}")
    return str(Path(path).absolute())
