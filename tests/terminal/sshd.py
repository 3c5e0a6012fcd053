"""A real sshd on the loopback address: own keys, own settings, run by whoever runs the tests, for them alone.

Nothing of the machine's own sshd or of anybody's `~/.ssh` is read or changed.
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

from tests.terminal.terminal import PATIENCE, Terminal

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

FAR = """\
exec 9>"$1"
shift
echo $$ $PPID >&9
cd {cwd} && export {environ} && {run}
"""
"""What the login runs, with a pipe's name and the program's arguments. Every process that comes of it has the
pipe open: at the pipe's end none of them is left."""

TPM = f'{shlex.quote(sys.executable)} -m tpm_tui "$@"'
"""The program, in such a script."""

NO_SERVICE = ("Missing privilege separation directory", "Privilege separation user")
"""What sshd says where its package was not set up to the end."""


class CannotServe(Exception):
    """There is no sshd here that would let this user in; says why."""


class Server:
    """An sshd that lets its own user in."""

    def __init__(self, folder: Path) -> None:
        """
        Args:
            folder: for its keys and settings.

        Raises:
            CannotServe: it cannot be had here.
        """
        self.folder = folder
        self._sshd = find("sshd", "openssh-server")
        self._ssh = find("ssh", "openssh-client")
        self._keygen = find("ssh-keygen", "openssh-client")
        try:
            self._user = pwd.getpwuid(os.getuid())
        except KeyError:
            raise CannotServe(f"user {os.getuid()} has no name to log in with") from None
        shell = self._user.pw_shell or "/bin/sh"
        if Path(shell).name in ("nologin", "false") or not os.access(shell, os.X_OK):
            raise CannotServe(f"{self._user.pw_name} cannot log in: the login shell is {shell}")
        if os.getuid() == 0:
            # A started service makes it; sshd asks for it even where it serves nobody but root.
            Path("/run/sshd").mkdir(mode=0o755, parents=True, exist_ok=True)
        for name in ("host_key", "client_key"):
            command = [self._keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL)
        self._start()
        self._try()

    def _start(self) -> None:
        """Start it on a port that is free, and wait until it listens."""
        said = ""
        for _ in range(5):
            with socket.socket() as free:
                free.bind((ADDRESS, 0))
                self.port: int = free.getsockname()[1]
            config = self.folder / "sshd_config"
            config.write_text(CONFIG.format(address=ADDRESS, port=self.port, folder=self.folder), "utf-8")
            command = [self._sshd, "-D", "-e", "-f", str(config)]
            self._process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)
            said = self._said_until("Server listening on")
            if self._process.poll() is None:
                key = (self.folder / "host_key.pub").read_text("utf-8")
                (self.folder / "known_hosts").write_text(f"[{ADDRESS}]:{self.port} {key}", "utf-8")
                return
            self.stop()
            if any(words in said for words in NO_SERVICE):
                raise CannotServe(said.strip())
            # Somebody else may have taken the port in the meantime; whatever else it says is our fault.
            assert "in use" in said, said
        raise CannotServe(said.strip())

    def _said_until(self, words: str) -> str:
        """What sshd writes up to some words, or up to its end."""
        assert self._process.stderr is not None
        said, pipe = b"", self._process.stderr.fileno()
        deadline = time.monotonic() + PATIENCE
        while words.encode() not in said:
            ready, _, _ = select.select([pipe], [], [], max(0, deadline - time.monotonic()))
            data = os.read(pipe, 4096) if ready else b""
            if not data:
                self._process.wait(PATIENCE)
                break
            said += data
        return said.decode(errors="replace")

    def _try(self) -> None:
        """Log in once, on a terminal."""
        command = [*self.client(), "echo served"]
        tried = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=PATIENCE)
        if b"served" not in tried.stdout:
            self._process.kill()
            said = self._said_until("\0") + tried.stderr.decode(errors="replace")
            self.stop()
            reasons = [line for line in said.splitlines() if not line.startswith("Accepted")]
            raise CannotServe(f"sshd does not serve {self._user.pw_name}: {'; '.join(reasons)}")

    def client(self) -> list[str]:
        """The command that logs in; what is to be run there follows it."""
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
        key, port = str(self.folder / "client_key"), str(self.port)
        command = [self._ssh, "-tt", "-F", "none", "-i", key, "-p", port, "-l", self._user.pw_name]
        for name, value in options.items():
            command += ["-o", f'{name}="{value}"' if isinstance(value, Path) else f"{name}={value}"]
        return [*command, ADDRESS]

    def stop(self) -> None:
        """Take no more connections; those there are go on."""
        self._process.kill()
        self._process.wait()
        if self._process.stderr is not None:
            self._process.stderr.close()


class Line:
    """A connection: the client on a terminal here, the program at the far end."""

    def __init__(
        self, server: Server, environ: Mapping[str, str], folder: Path, *args: str, run: str = f"exec {TPM}"
    ) -> None:
        """
        Args:
            server: where to log in.
            environ: added to what a login there has.
            folder: for the script and the pipe.
            args: of the program.
            run: how the script runs it.
        """
        count = len(list(folder.glob("line-*")))
        pipe, script = folder / f"line-{count}", folder / f"far-{count}.sh"
        os.mkfifo(pipe)
        exports = " ".join(f"{name}={shlex.quote(value)}" for name, value in environ.items())
        script.write_text(FAR.format(cwd=shlex.quote(os.getcwd()), environ=exports, run=run), "utf-8")
        self._pipe = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        self._said = ""
        self._pids: tuple[int, int] | None = None
        far = "exec " + shlex.join(["sh", str(script), str(pipe), *args])
        self.terminal = Terminal([*server.client(), far], os.environ)

    def __enter__(self) -> Line:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.terminal.__exit__(kind, error, trace)
        if error is None:
            self.said_to_the_end()
        elif self._pids is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.pid, signal.SIGKILL)
        os.close(self._pipe)

    @property
    def pid(self) -> int:
        """The process that the login became: the leader of its session."""
        return self._find_pids()[0]

    @property
    def server_pid(self) -> int:
        """The sshd process of this connection."""
        return self._find_pids()[1]

    def _find_pids(self) -> tuple[int, int]:
        if self._pids is None:
            deadline = time.monotonic() + PATIENCE
            while "\n" not in self._said:
                assert time.monotonic() < deadline, "the far end said nothing"
                if not self._listen(1):
                    select.select([], [], [], 0.01)  # nobody has opened the pipe yet
            first, _, self._said = self._said.partition("\n")
            pid, server_pid = first.split()
            self._pids = int(pid), int(server_pid)
        return self._pids

    def _listen(self, seconds: float) -> bool:
        """Take in what the far end says within the time; False once nobody is left to say anything."""
        if not select.select([self._pipe], [], [], seconds)[0]:
            return True
        data = os.read(self._pipe, 4096)
        self._said += data.decode()
        return bool(data)

    def has_ended(self) -> bool:
        """Whether no process is left at the far end; takes a moment to look."""
        return not self._listen(0.05)

    def said_to_the_end(self) -> list[str]:
        """What the script said, once no process is left at the far end."""
        assert self.pid
        deadline = time.monotonic() + PATIENCE
        while self._listen(1):
            assert time.monotonic() < deadline, f"process {self.pid} and its children have not ended"
        return self._said.splitlines()


def find(program: str, package: str) -> str:
    """The whole path of a program, without which sshd does not run; nor is it on everybody's search path.

    Raises:
        CannotServe: there is none.
    """
    places = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    path = shutil.which(program, path=places)
    if path is None:
        raise CannotServe(f"{program} is not installed: apt-get install {package}")
    return str(Path(path).absolute())
